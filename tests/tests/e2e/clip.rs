//! Rules 15, 17 and 20: the clip menu, and the reasons why a file cannot be sent.

use conversas_server::ledger;
use std::path::{Path, PathBuf};

use conversas_domain::plan::Plan;
use conversas_tests::e2e::people::{ANA, VERA};
use conversas_tests::e2e::{Key, Look, play};
use serde_json::json;

use super::files::{CLIP, Desk};
use super::school::{change_the_school, directory_of};

/// The description of an MPEG-4 video's one track of pictures, without any picture.
const VIDEO: &[u8] = b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom\0\0\0\x2Cmoov\0\0\0\x24trak\0\0\0\x1Cmdia\0\0\0\x14hdlr\0\0\0\0\0\0\0\0vide";

#[test]
fn the_clip_menu_is_worked_by_keys_and_gives_the_focus_back() {
    play(async |stage| {
        let staff = stage.device("equipe", Look::WIDE).await;
        let page = staff.page();
        page.signs_in(ANA).await;
        page.opens("Wellington Braga").await;
        page.tabs_to(CLIP).await;
        page.presses(&[Key::Enter]).await;
        page.sees("menuitem", "Arquivo ou mídia").await;
        page.reads("PDF, imagem, áudio ou vídeo. Cada arquivo vai em uma mensagem.").await;
        assert!(page.focused().await.starts_with("Arquivo ou mídia"));
        page.presses(&[Key::Down]).await;
        assert!(page.focused().await.starts_with("Áudio"));
        page.presses(&[Key::Down]).await;
        assert!(page.focused().await.starts_with("Arquivo ou mídia"));
        page.presses(&[Key::End]).await;
        assert!(page.focused().await.starts_with("Áudio"));
        page.presses(&[Key::Home]).await;
        assert!(page.focused().await.starts_with("Arquivo ou mídia"));
        page.presses(&[Key::Escape]).await;
        page.sees_no("menuitem", "").await;
        assert_eq!(page.focused().await, CLIP);

        // The browser's own dialog is outside of the page: the test sees only that it is asked for.
        page.js("HTMLInputElement.prototype.click = function () { window.asked = this.type; }", vec![]).await;
        page.presses(&[Key::Enter]).await;
        page.sees("menuitem", "Arquivo ou mídia").await;
        page.presses(&[Key::Enter]).await;
        page.sees_no("menuitem", "").await;
        assert_eq!(page.js("return window.asked", vec![]).await, json!("file"));
    });
}

#[test]
fn what_the_plan_lacks_is_locked_and_says_which_plan_has_it() {
    play(async |stage| {
        let desk = Desk::new();
        let staff = stage.phone("equipe").await;
        let page = staff.page();
        page.signs_in(VERA).await;
        page.opens("").await;
        page.clicks("button", CLIP).await;
        page.sees("menuitem", "Áudio").await;
        page.reads("Incluído nos planos Standard e Premium.").await;
        page.reads("Vídeo é do plano Premium.").await;
        assert_eq!(page.attribute("menuitem", "Áudio", "aria-disabled").await.as_deref(), Some("true"));
        page.clicks("menuitem", "Áudio").await;
        page.sees("menuitem", "Áudio").await;
        page.presses(&[Key::Escape]).await;
        page.sees_no("menuitem", "").await;

        let video = desk.file("festa.mp4", VIDEO);
        page.chooses_files(&[&video, &desk.pdf("Boleto.pdf")]).await;
        page.tray_holds(&["Boleto.pdf"]).await;
        page.reads("festa.mp4 Vídeo é do plano Premium. Fale com a direção da escola.").await;
    });
}

#[test]
fn each_file_that_cannot_be_sent_says_why() {
    play(async |stage| {
        let desk = Desk::new();
        let staff = stage.device("equipe", Look::WIDE).await;
        let page = staff.page();
        page.signs_in(ANA).await;
        page.opens("Wellington Braga").await;
        let files = [
            desk.file("vazio.pdf", b""),
            desk.file("script.png", b"#!/bin/sh\nrm -rf /\n"),
            desk.file("programa.exe", b"MZ\x90\0\x03\0\0\0"),
            desk.pdf("Bom.pdf"),
        ];
        page.chooses_files(&files.each_ref().map(|file: &PathBuf| -> &Path { file })).await;
        page.tray_holds(&["Bom.pdf"]).await;
        page.reads("vazio.pdf O arquivo está vazio.").await;
        page.reads("script.png O conteúdo do arquivo não é o que o nome diz.").await;
        page.reads("programa.exe Este tipo de arquivo não pode ser enviado.").await;
        page.clicks("button", "Dispensar o aviso").await;
        page.reads_no_more("vazio.pdf").await;
        page.clicks("button", "Remover Bom.pdf").await;
        page.tray_holds(&[]).await;
    });
}

#[test]
fn a_video_that_waited_while_the_plan_became_smaller_asks_and_the_words_after_it_go() {
    play(async |stage| {
        let desk = Desk::new();
        let school = directory_of(stage, ANA).await.school.id;
        let staff = stage.device("equipe", Look::WIDE).await;
        let page = staff.page();
        page.signs_in(ANA).await;
        page.opens("Wellington Braga").await;
        stage.stop_server();
        let video = desk.file("ensaio.mp4", VIDEO);
        page.chooses_files(&[&video]).await;
        page.tray_holds(&["ensaio.mp4"]).await;
        page.types_into("Mensagem", "Segue o ensaio").await;
        page.enters("Mensagem").await;
        page.message_is("Segue o ensaio", "queued").await;
        change_the_school(stage, move |tx| ledger::set_plan(tx, school, Plan::Basic)).await;
        stage.start_server().await;
        page.message_is("Segue o ensaio", "arrived").await;
        page.reads("O plano da escola não inclui mais este tipo de mensagem.").await;
        page.sees("button", "Tentar de novo").await;
        page.clicks("button", "Voltar para os anexos").await;
        page.tray_holds(&["ensaio.mp4"]).await;
        page.clicks("button", CLIP).await;
        page.reads("Vídeo é do plano Premium.").await;
    });
}

#[test]
fn files_start_a_ticket_with_their_caption_in_it() {
    play(async |stage| {
        let desk = Desk::new();
        let staff = stage.device("equipe", Look::WIDE).await;
        let page = staff.page();
        page.signs_in(ANA).await;
        page.opens("Fernanda Queiroz").await;
        page.clicks("button", "Iniciar novo atendimento").await;
        page.chooses_files(&[&desk.pdf("Histórico.pdf")]).await;
        page.tray_holds(&["Histórico.pdf"]).await;
        page.types_into("Mensagem", "O histórico que faltava").await;
        page.enters("Mensagem").await;
        page.message_is("O histórico que faltava", "arrived").await;
        page.message_is("Histórico.pdf", "arrived").await;
        page.row(&["Fernanda Queiroz", "Em atendimento", "Você: O histórico que faltava"]).await;
    });
}
