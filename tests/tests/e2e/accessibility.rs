//! What axe says of every screen: nothing.

use conversas_tests::e2e::tour::{self, Theme};
use conversas_tests::e2e::{Look, Page, play};
use serde_json::json;

/// Notes what axe finds on a screen, and symbols that the page does not have.
async fn check(page: &Page, screen: &str, found: &mut Vec<String>) {
    let violations = page.violations().await;
    found.extend(violations.into_iter().map(|violation| format!("{screen}: {violation}")));
    let lacking =
        "const wanted = [...document.querySelectorAll('use')].map((use) => use.getAttribute('href'));
        return wanted.filter((symbol) => !document.querySelector(symbol))";
    assert_eq!(page.js(lacking, vec![]).await, json!([]), "{screen}: symbols that are not in the page");
}

fn axe_finds_nothing(look: Look) {
    play(async |stage| {
        let mut found = Vec::new();
        for theme in Theme::ALL {
            let name = |screen: &str| format!("{screen}, {}", theme.name());
            tour::staff(stage, look, theme, async |page, screen| {
                check(page, &name(screen), &mut found).await
            })
            .await;
            tour::family(stage, look, theme, async |page, screen| {
                check(page, &name(screen), &mut found).await
            })
            .await;
            tour::survey(stage, look, theme, async |page, screen| {
                check(page, &name(screen), &mut found).await
            })
            .await;
        }
        assert!(found.is_empty(), "axe:\n{}", found.join("\n"));
    });
}

#[test]
fn axe_finds_nothing_on_any_screen_of_a_wide_window() {
    axe_finds_nothing(Look::WIDE);
}

#[test]
fn axe_finds_nothing_on_any_screen_of_a_phone() {
    axe_finds_nothing(Look::PHONE);
}

#[test]
fn axe_would_find_a_picture_without_a_description() {
    play(async |stage| {
        let device = stage.device("equipe", Look::WIDE).await;
        let page = device.page();
        page.sees("button", "Entrar").await;
        page.js("document.querySelector('main').append(document.createElement('img'))", vec![]).await;
        let found = page.violations().await;
        assert!(found.iter().any(|violation| violation.starts_with("image-alt")), "{found:?}");
    });
}
