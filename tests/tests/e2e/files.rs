//! Rules 15 and 17: files are chosen, arranged, sent, looked at.

mod dropping;
mod sharing;
mod viewer;

use std::fs;
use std::path::PathBuf;

use conversas_tests::e2e::people::{ANA, JULIANA, MARTA, WELLINGTON};
use conversas_tests::e2e::{Look, Page, play};
use serde_json::json;
use tempfile::TempDir;

pub(super) const CLIP: &str = "Anexar arquivo, mídia ou áudio";

/// The files to choose from; they are removed when this is dropped.
pub(super) struct Desk(TempDir);

impl Desk {
    pub(super) fn new() -> Desk {
        // The folder's name has no dot: the system's dialog opens no hidden folders.
        let folder = tempfile::Builder::new().prefix("arquivos-").tempdir();
        Desk(folder.expect("there is room for temporary files"))
    }

    pub(super) fn file(&self, name: &str, content: &[u8]) -> PathBuf {
        let path = self.0.path().join(name);
        fs::write(&path, content).expect("the folder can be written");
        path
    }

    pub(super) fn pdf(&self, name: &str) -> PathBuf {
        self.file(name, b"%PDF-1.4\n1 0 obj << /Type /Catalog >> endobj\ntrailer << /Root 1 0 R >>\n%%EOF\n")
    }

    /// Makes a picture of so many pixels, with a pattern.
    pub(super) fn picture(&self, name: &str, width: u32, height: u32) -> PathBuf {
        let path = self.0.path().join(name);
        let colour = |x: u32, y: u32| image::Rgb([(x % 256) as u8, (y % 256) as u8, 120]);
        image::RgbImage::from_fn(width, height, colour).save(&path).expect("a picture can be written");
        path
    }
}

#[test]
fn files_are_arranged_and_sent_with_a_caption_and_the_other_side_looks_at_them() {
    play(async |stage| {
        let desk = Desk::new();
        let staff = stage.device("equipe", Look::WIDE).await;
        let school = staff.page();
        school.signs_in(ANA).await;
        school.opens("Wellington Braga").await;
        let (first, second, third) = (
            desk.pdf("Contrato assinado.pdf"),
            desk.picture("pátio.png", 1_400, 700),
            desk.picture("quadra.png", 300, 900),
        );
        school.chooses_files(&[&first, &second, &third]).await;
        school.tray_holds(&["Contrato assinado.pdf", "pátio.png", "quadra.png"]).await;
        school.row(&["Wellington Braga", "Rascunho:", "3 arquivos"]).await;
        school.clicks("button", "Mover quadra.png para antes").await;
        school.tray_holds(&["Contrato assinado.pdf", "quadra.png", "pátio.png"]).await;
        school.clicks("button", "Mover Contrato assinado.pdf para depois").await;
        school.tray_holds(&["quadra.png", "Contrato assinado.pdf", "pátio.png"]).await;
        school.types_into("Mensagem", "Segue tudo").await;
        school.enters("Mensagem").await;
        school.message_is("Segue tudo", "arrived").await;
        school.tray_holds(&[]).await;

        let family = stage.phone("familia").await;
        let home = family.page();
        home.signs_in(WELLINGTON).await;
        home.opens("Secretaria").await;
        home.message("Segue tudo").await;
        home.sees_picture("pátio.png").await;
        home.sees_picture("quadra.png").await;
        home.sees("link", "Contrato assinado.pdf").await;
        assert_eq!(order(home).await, json!(["quadra.png", "Contrato assinado.pdf", "pátio.png"]));

        home.clicks("button", "Abrir imagem quadra.png").await;
        home.sees("dialog", "Imagem").await;
        home.sees_picture("quadra.png").await;
        home.reads("2 de 3").await;
        home.clicks("button", "Próxima imagem").await;
        home.reads("3 de 3").await;
        home.sees_picture("pátio.png").await;
        home.clicks("button", "Fechar").await;
        home.sees_no("dialog", "").await;
    });
}

/// Answers the names of the last three files in the thread.
async fn order(page: &Page) -> serde_json::Value {
    let script = "const names = [...find('log', '').querySelectorAll('.message')]
        .map((m) => m.querySelector('.media img')?.alt ?? m.querySelector('.file-name')?.textContent)
        .filter((name) => name);
        return names.slice(-3)";
    page.js(script, vec![]).await
}

#[test]
fn what_is_chosen_dropped_and_pasted_survives_a_crash() {
    play(async |stage| {
        let desk = Desk::new();
        let mut staff = stage.device("equipe", Look::WIDE).await;
        let page = staff.page();
        page.signs_in(ANA).await;
        page.opens("Wellington Braga").await;
        page.chooses_files(&[&desk.pdf("Ata.pdf")]).await;
        page.tray_holds(&["Ata.pdf"]).await;
        page.hangs_a_file_over("log").await;
        page.reads("Solte para anexar a esta conversa").await;
        page.takes_the_file_away().await;
        page.reads_no_more("Solte para anexar a esta conversa").await;
        page.drops("notas.txt", "Notas do dia").await;
        page.tray_holds(&["Ata.pdf", "notas.txt"]).await;
        page.pastes_a_picture().await;
        page.tray_holds(&["Ata.pdf", "notas.txt", "imagem.png"]).await;

        staff.leave().await;
        staff.come_back().await;
        let page = staff.page();
        page.opens("Wellington Braga").await;
        page.tray_holds(&["Ata.pdf", "notas.txt", "imagem.png"]).await;
        page.sees("button", "Remover imagem.png").await;
    });
}

#[test]
fn sending_is_cancelled_offline_and_the_file_is_back() {
    play(async |stage| {
        let desk = Desk::new();
        let family = stage.phone("familia").await;
        let page = family.page();
        page.signs_in(JULIANA).await;
        page.opens("Secretaria").await;
        stage.stop_server();
        page.chooses_files(&[&desk.pdf("Atestado.pdf")]).await;
        page.tray_holds(&["Atestado.pdf"]).await;
        page.clicks("button", "Enviar").await;
        page.tray_holds(&[]).await;
        page.clicks("button", "Cancelar envio").await;
        page.tray_holds(&["Atestado.pdf"]).await;
        page.reads("O arquivo voltou para os anexos.").await;
        page.clicks("button", "Enviar").await;
        page.sees("button", "Cancelar envio").await;
        stage.start_server().await;
        page.sees_no("button", "Cancelar envio").await;
        page.sees("link", "Atestado.pdf").await;
    });
}

#[test]
fn the_details_list_files_and_lead_to_them() {
    play(async |stage| {
        let desk = Desk::new();
        let staff = stage.device("equipe", Look::WIDE).await;
        let page = staff.page();
        page.signs_in(ANA).await;
        page.opens("Wellington Braga").await;
        page.chooses_files(&[&desk.picture("mural.png", 600, 400)]).await;
        page.tray_holds(&["mural.png"]).await;
        page.clicks("button", "Enviar").await;
        page.reads_in("complementary", "", "mural.png").await;
        page.row(&["Wellington Braga", "Você: Foto"]).await;
        page.clicks("button", "Ir para a mensagem: mural.png").await;
        page.sees_picture("mural.png").await;
        page.clicks("button", "mural.png").await;
        page.sees("dialog", "Imagem").await;
    });
}

#[test]
fn a_held_picture_is_forwarded_without_a_new_upload() {
    play(async |stage| {
        let staff = stage.phone("equipe").await;
        let page = staff.page();
        page.signs_in(ANA).await;
        page.opens("Wellington Braga").await;
        page.sees("button", "Abrir imagem Casaco").await;
        let casaco = page.js("return document.querySelector('.media img').alt", vec![]).await;
        let casaco = casaco.as_str().expect("a picture has a name");
        page.holds(casaco).await;
        page.sees("toolbar", "Ações da seleção").await;
        page.sees_no("dialog", "").await;
        page.clicks("button", "Encaminhar").await;
        page.fills_in("Buscar canal", "finan").await;
        page.chooses("Financeiro").await;
        page.clicks("button", "Encaminhar").await;
        page.reads("Encaminhada para Financeiro").await;

        let other = stage.device("financeiro", Look::WIDE).await;
        let money = other.page();
        money.signs_in(MARTA).await;
        money.opens("Wellington Braga").await;
        money.reads("Encaminhada de Secretaria por Ana").await;
        money.sees_picture(casaco).await;
        money.clicks("button", "Abrir imagem Casaco").await;
        money.sees("dialog", "Imagem").await;
        money.sees_picture(casaco).await;
    });
}

#[test]
fn in_the_real_window_files_come_and_go_by_the_systems_dialogs() {
    play(async |stage| {
        let desk = Desk::new();
        let staff = stage.window("equipe").await;
        let page = staff.page();
        page.signs_in(ANA).await;
        page.opens("Wellington Braga").await;
        page.sees("button", "Abrir imagem Casaco").await;
        page.clicks("button", CLIP).await;
        page.clicks("menuitem", "Arquivo ou mídia").await;
        staff.picks(&desk.picture("mural.png", 900, 600)).await;
        page.tray_holds(&["mural.png"]).await;
        page.pastes_a_picture().await;
        page.tray_holds(&["mural.png", "imagem.png"]).await;
        page.clicks("button", "Remover imagem.png").await;
        page.tray_holds(&["mural.png"]).await;
        page.clicks("button", "Enviar").await;
        page.sees_picture("mural.png").await;
        page.message_is("mural.png", "arrived").await;
        page.clicks("button", "Abrir imagem mural.png").await;
        page.sees("dialog", "Imagem").await;
        page.sees_picture("mural.png").await;
        page.clicks("button", "Salvar como…").await;
        let saved = staff.saves_as("copia.png").await;
        page.reads("Arquivo salvo.").await;
        let saved = image::open(saved).expect("the file is a picture");
        assert_eq!((saved.width(), saved.height()), (900, 600));
    });
}
