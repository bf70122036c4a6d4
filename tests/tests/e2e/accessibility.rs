//! Accessibility of every screen, in both themes: axe finds no violation, nothing sticks out, no word of the
//! app is cut off, fingers find every control, and nothing moves for people who do not want motion.

use conversas_tests::e2e::tour::{self, Theme};
use conversas_tests::e2e::{Look, Page, play};
use serde_json::json;

/// Widths for touch, in pixels.
const IN_A_HAND: &[u32] = &[320, 390];

/// Widths for a mouse, in pixels.
const ON_A_DESK: &[u32] = &[720, 900, 1280];

/// Notes the faults of a screen; widths in pixels.
async fn check(page: &Page, look: Look, widths: &[u32], screen: &str, found: &mut Vec<String>) {
    page.prefers(&[("prefers-reduced-motion", "reduce")]).await;
    if page.motions().await > 0 {
        found.push(format!("{screen}: moves"));
    }
    let violations = page.violations().await;
    found.extend(violations.into_iter().map(|violation| format!("{screen}: {violation}")));
    let (own, height) = look.size();
    // A dialog of the details closes with their pane, which has no room in a narrow window.
    let is_dialog =
        page.js("return document.querySelector('dialog:modal') !== null", vec![]).await == json!(true);
    let widths = if is_dialog && look == Look::WIDE { &[own] } else { widths };
    for width in widths {
        page.resizes(*width, height).await;
        let misfits = page.misfits().await;
        found.extend(misfits.into_iter().map(|misfit| format!("{screen}, {width} px: {misfit}")));
    }
    page.resizes(own, height).await;
    let lacking =
        "const wanted = [...document.querySelectorAll('use')].map((use) => use.getAttribute('href'));
        return wanted.filter((symbol) => !document.querySelector(symbol))";
    assert_eq!(page.js(lacking, vec![]).await, json!([]), "{screen}: symbols that are not in the page");
}

fn nothing_is_wrong(look: Look, widths: &[u32]) {
    play(async |stage| {
        let mut found = Vec::new();
        for theme in Theme::ALL {
            let name = |screen: &str| format!("{screen}, {}", theme.name());
            tour::staff(stage, look, theme, async |page, screen| {
                check(page, look, widths, &name(screen), &mut found).await
            })
            .await;
            tour::family(stage, look, theme, async |page, screen| {
                check(page, look, widths, &name(screen), &mut found).await
            })
            .await;
            tour::survey(stage, look, theme, async |page, screen| {
                check(page, look, widths, &name(screen), &mut found).await
            })
            .await;
        }
        assert!(found.is_empty(), "{} faults:\n{}", found.len(), found.join("\n"));
    });
}

#[test]
fn nothing_is_wrong_with_any_screen_on_a_desk() {
    nothing_is_wrong(Look::WIDE, ON_A_DESK);
}

#[test]
fn nothing_is_wrong_with_any_screen_in_a_hand() {
    nothing_is_wrong(Look::PHONE, IN_A_HAND);
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
