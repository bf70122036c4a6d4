//! "Abrir": the system's program for a kind of file gets a copy that it can read, under the file's name.

use std::fs;

use conversas_tests::e2e::people::ANA;
use conversas_tests::e2e::play;

use super::files::{CLIP, Desk};

#[test]
fn a_pdf_opens_in_the_systems_program_under_its_name() {
    play(async |stage| {
        let desk = Desk::new();
        let staff = stage.window("equipe").await;
        staff.has_a_reader();
        let page = staff.page();
        page.signs_in(ANA).await;
        page.opens("Wellington Braga").await;
        page.clicks("button", CLIP).await;
        page.clicks("menuitem", "Arquivo ou mídia").await;
        let original = desk.pdf("boletim.pdf");
        staff.picks(&original).await;
        page.tray_holds(&["boletim.pdf"]).await;
        page.clicks("button", "Enviar").await;
        page.message_is("boletim.pdf", "arrived").await;
        page.clicks("button", "boletim.pdf 77 bytes").await;
        let copy = staff.reads_file().await;
        assert_eq!(copy.file_name().and_then(|name| name.to_str()), Some("boletim.pdf"));
        assert_ne!(copy, original);
        assert_eq!(fs::read(&copy).expect("it can be read"), fs::read(&original).expect("it is there"));
        assert!(fs::metadata(&copy).expect("it is there").permissions().readonly());
    });
}
