//! Takes pictures of every screen, for `cargo xtask shots DIR`: as desktop, narrower desktop and phone, light and dark,
//! and in the real window.

use std::fs;
use std::path::Path;

use conversas_tests::e2e::tour::{self, Theme};
use conversas_tests::e2e::{Look, Page, Stage, play};

fn main() {
    let folder = std::env::args_os().nth(1).expect("the folder for the pictures is the only argument");
    let folder = Path::new(&folder);
    for look in [Look::Window, Look::WIDE, Look::MEDIUM, Look::PHONE] {
        for theme in Theme::ALL {
            // A fresh stage each time: what one tour writes is not in the pictures of the next.
            play(async |stage| take(stage, look, theme, folder).await);
        }
    }
}

async fn take(stage: &Stage, look: Look, theme: Theme, folder: &Path) {
    let picture = async |page: &Page, screen: &str| {
        page.is_still().await;
        let name = format!("{}-{screen}-{}.png", look.name(), theme.name());
        fs::write(folder.join(&name), page.picture().await).expect("the folder can be written");
        println!("  {name}");
    };
    tour::staff(stage, look, theme, picture).await;
    tour::family(stage, look, theme, picture).await;
    tour::survey(stage, look, theme, picture).await;
}
