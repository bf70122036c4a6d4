//! The viewer: keys and fingers.

use conversas_tests::e2e::people::{ANA, JULIANA};
use conversas_tests::e2e::{Key, Look, Page, play};

use super::Desk;

/// Answers how much larger than its whole view the picture is.
async fn scale(page: &Page) -> f64 {
    let script =
        "return new DOMMatrix(getComputedStyle(document.querySelector('.viewer-stage img')).transform).a";
    page.js(script, vec![]).await.as_f64().expect("a picture has a scale")
}

/// Answers width and height on the screen, in pixels.
async fn seen_size(page: &Page) -> (f64, f64) {
    let script = "const frame = document.querySelector('.viewer-stage img').getBoundingClientRect();
        return [frame.width, frame.height]";
    serde_json::from_value(page.js(script, vec![]).await).expect("a picture has a size")
}

#[test]
fn the_viewer_obeys_keys_and_gives_the_focus_back() {
    play(async |stage| {
        let desk = Desk::new();
        let staff = stage.device("equipe", Look::WIDE).await;
        let page = staff.page();
        page.signs_in(ANA).await;
        page.opens("Wellington Braga").await;
        page.chooses_files(&[&desk.picture("a.png", 1_200, 800), &desk.picture("b.png", 800, 1_200)]).await;
        page.tray_holds(&["a.png", "b.png"]).await;
        page.clicks("button", "Enviar").await;
        page.sees("button", "Abrir imagem b.png").await;
        page.tabs_to("Abrir imagem b.png").await;
        page.presses(&[Key::Enter]).await;
        page.sees("dialog", "Imagem").await;
        page.reads("3 de 3").await;
        page.sees_picture("b.png").await;
        page.types("+").await;
        assert!(scale(page).await > 1.4, "plus shows it larger");
        page.types("0").await;
        assert_eq!(scale(page).await, 1.0, "zero shows it whole");
        page.presses(&[Key::Left]).await;
        page.reads("2 de 3").await;
        page.sees_picture("a.png").await;
        page.presses(&[Key::Escape]).await;
        page.sees_no("dialog", "").await;
        assert_eq!(page.focused().await, "Abrir imagem b.png");
    });
}

#[test]
fn two_fingers_make_the_picture_larger_and_whole_again() {
    play(async |stage| {
        let desk = Desk::new();
        let family = stage.phone("familia").await;
        let page = family.page();
        page.signs_in(JULIANA).await;
        page.opens("Secretaria").await;
        page.chooses_files(&[&desk.picture("boletim.png", 1_200, 900)]).await;
        page.tray_holds(&["boletim.png"]).await;
        page.clicks("button", "Enviar").await;
        page.clicks("button", "Abrir imagem boletim.png").await;
        page.sees_picture("boletim.png").await;
        page.is_still().await;
        let (width, height) = seen_size(page).await;
        assert_eq!((width, height), (390.0, 292.5), "the whole picture is seen");

        page.pinches("dialog", "Imagem", 80.0, 240.0).await;
        let (wider, higher) = seen_size(page).await;
        assert!(
            (2.8..3.2).contains(&(wider / width)),
            "three times as far apart is three times as large: {wider}"
        );
        assert!((2.8..3.2).contains(&(higher / height)), "in both directions: {higher}");

        page.pinches("dialog", "Imagem", 240.0, 40.0).await;
        assert_eq!(seen_size(page).await, (width, height), "it is seen as a whole again");
        page.sees("dialog", "Imagem").await;
    });
}
