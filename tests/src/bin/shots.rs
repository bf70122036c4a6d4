//! Takes pictures of every screen, for `cargo xtask shots DIR`: in the real window and in browsers of many widths, light and dark,
//! with letters of twice the size, and in forced colours. A second argument (`window`, `wide`, `phone`) leaves out the others.

use std::fs;
use std::path::Path;

use conversas_tests::e2e::tour::{self, Theme};
use conversas_tests::e2e::{Look, Page, Stage, play};

fn main() {
    let folder = std::env::args_os().nth(1).expect("the folder for the pictures is the first argument");
    let folder = Path::new(&folder);
    for look in [Look::Window, Look::WIDE, Look::PHONE] {
        if !std::env::args().skip(2).all(|wanted| look.name() == wanted) {
            continue;
        }
        for theme in Theme::ALL {
            // Each tour has a fresh stage: messages of one tour are not in the pictures of the next.
            play(async |stage| take(stage, look, theme, folder).await);
        }
    }
}

async fn take(stage: &Stage, look: Look, theme: Theme, folder: &Path) {
    let picture = async |page: &Page, screen: &str| {
        let height = look.size().1;
        for width in widths(look, theme) {
            page.resizes(*width, height).await;
            keep(page, folder, &format!("{width}-{screen}-{}", theme.name())).await;
        }
        match (look, theme) {
            (Look::Window, _) => keep(page, folder, &format!("window-{screen}-{}", theme.name())).await,
            (Look::Browser { .. }, Theme::Light) => in_other_conditions(page, look, folder, screen).await,
            (Look::Browser { .. }, Theme::Dark) => {}
        }
    };
    tour::staff(stage, look, theme, picture).await;
    tour::family(stage, look, theme, picture).await;
    tour::survey(stage, look, theme, picture).await;
}

/// Answers widths in pixels. Widths differ in layout, themes in colours: the dark theme is shown once for a
/// mouse and once for a finger.
fn widths(look: Look, theme: Theme) -> &'static [u32] {
    match (look, theme) {
        (Look::Window, _) => &[],
        (Look::Browser { touch: true, .. }, Theme::Light) => &[320, 390],
        (Look::Browser { touch: true, .. }, Theme::Dark) => &[390],
        (Look::Browser { touch: false, .. }, Theme::Light) => &[720, 900, 1280, 1600],
        (Look::Browser { touch: false, .. }, Theme::Dark) => &[1280],
    }
}

async fn in_other_conditions(page: &Page, look: Look, folder: &Path, screen: &str) {
    let (width, height) = look.size();
    page.resizes(width, height).await;
    page.has_letters_of(32).await;
    keep(page, folder, &format!("{width}-{screen}-large")).await;
    page.has_letters_of(16).await;
    page.prefers(&[("forced-colors", "active")]).await;
    keep(page, folder, &format!("{width}-{screen}-forced")).await;
    page.prefers(&[]).await;
}

async fn keep(page: &Page, folder: &Path, name: &str) {
    page.is_still().await;
    let name = format!("{name}.png");
    fs::write(folder.join(&name), page.picture().await).expect("the folder can be written");
    println!("  {name}");
}
