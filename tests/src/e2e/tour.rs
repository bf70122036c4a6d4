//! A walk through every screen, for axe and for the pictures.

mod recording;

use super::device::{Device, Look};
use super::page::{Key, Page};
use super::people::{FERNANDA, JULIANA, PASSWORD, RAFAELA};
use super::stage::Stage;
use recording::recording;

/// The theme, light or dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Theme {
    /// The theme "Claro".
    Light,
    /// The theme "Escuro".
    Dark,
}

impl Theme {
    /// Both themes.
    pub const ALL: [Theme; 2] = [Theme::Light, Theme::Dark];

    /// Answers a name for files.
    pub fn name(self) -> &'static str {
        match self {
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }

    fn label(self) -> &'static str {
        match self {
            Theme::Light => "Claro",
            Theme::Dark => "Escuro",
        }
    }
}

/// Shows a staff member's screens. `see` gets each with its name. At the end the person is signed out.
pub async fn staff(stage: &Stage, look: Look, theme: Theme, mut see: impl AsyncFnMut(&Page, &str)) {
    let sound = stage.sound().await;
    let device = stage.device(&format!("staff-{}-{}", look.name(), theme.name()), look).await;
    let page = device.page();
    page.tries_to_sign_in(RAFAELA.email, PASSWORD).await;
    page.reads("Escolha um canal").await;
    in_theme(page, theme).await;
    see(page, "channels").await;

    page.clicks("button", "Secretaria").await;
    page.row(&["Juliana Prado", "Theo Prado"]).await;
    see(page, "list").await;
    page.opens("Juliana Prado").await;
    page.message("Perfeito, obrigada! Aproveitando: o boleto de abril veio sem o desconto de irmãos.").await;
    see(page, "thread").await;
    together(page, &mut see).await;
    choosing(page, &mut see).await;
    match look.width() {
        // There is no room for the button: the name leads to the same place.
        ..720 => page.clicks("button", "Juliana Prado").await,
        720..1100 => page.clicks("button", "Detalhes da conversa").await,
        1100.. => {}
    }
    page.reads_in("complementary", "", "Marcos Prado").await;
    see(page, "details").await;
    page.clicks("button", "Fechar").await;
    page.sees_no("complementary", "").await;
    finding(page, &mut see).await;
    page.clicks("button", "Finalizar").await;
    page.sees("dialog", "Finalizar este atendimento?").await;
    see(page, "finish").await;
    page.clicks("button", "Voltar").await;
    page.sees_no("dialog", "").await;
    to_list(page, look).await;

    page.opens("Wellington Braga").await;
    page.sees("button", "Abrir imagem Casaco").await;
    see(page, "picture").await;
    page.clicks("button", "Abrir imagem Casaco").await;
    page.sees("dialog", "Imagem").await;
    see(page, "viewer").await;
    page.clicks("button", "Fechar").await;
    page.sees_no("dialog", "").await;
    to_list(page, look).await;

    page.opens("Fernanda Queiroz").await;
    page.reads("Não é possível enviar novas mensagens.").await;
    see(page, "finished").await;
    to_list(page, look).await;
    page.opens("Daniela Ferraz").await;
    recording(page, &sound, &mut see).await;
    // The message must be out of sight: in the list alone, or in another conversation beside it.
    to_list(page, look).await;
    if look.width() >= 720 {
        page.opens("Wellington Braga").await;
        page.thread_is_ready().await;
    }
    page.sees("region", "Ouvindo agora").await;
    page.is_still().await;
    see(page, "mini-player").await;
    page.clicks("button", "Parar de ouvir").await;
    page.fills_in("Buscar aluno ou responsável", "ninguém").await;
    page.reads("Nada encontrado").await;
    see(page, "nothing-found").await;
    page.clicks("button", "Limpar busca").await;
    let text = format!("Já respondo. ({} {})", look.name(), theme.name());
    unsent(stage, page, &text).await;
    see(page, "offline").await;
    stage.start_server().await;
    page.message_is(&text, "arrived").await;
    to_list(page, look).await;
    page.opens("Wellington Braga").await;
    page.types_into("Mensagem", "Ainda não terminei").await;
    to_list(page, look).await;
    page.row(&["Wellington Braga", "Rascunho: Ainda não terminei"]).await;
    leave(&device, &mut see).await;
}

/// Shows a family's screens.
pub async fn family(stage: &Stage, look: Look, theme: Theme, mut see: impl AsyncFnMut(&Page, &str)) {
    let device = stage.device(&format!("family-{}-{}", look.name(), theme.name()), look).await;
    let page = device.page();
    page.signs_in(JULIANA).await;
    in_theme(page, theme).await;
    page.row(&["Secretaria", "Theo Prado"]).await;
    see(page, "family-list").await;
    page.fills_in("Buscar conversa", "declaração").await;
    page.clicks("button", "nas mensagens").await;
    page.sees("option", "Preciso da declaração").await;
    see(page, "family-search").await;
    page.clicks("button", "Fechar").await;
    page.sees_no("dialog", "").await;
    page.clicks("button", "Limpar busca").await;
    page.clicks("button", "Nova conversa").await;
    page.chooses("Caio Prado").await;
    page.chooses("Biblioteca").await;
    see(page, "start").await;
    page.clicks("button", "Cancelar").await;
    page.sees_no("dialog", "").await;
    page.opens("Secretaria").await;
    page.reads_in("log", "", "Em atendimento").await;
    see(page, "family-thread").await;
    match look.width() {
        ..720 => page.clicks("button", "Secretaria").await,
        720..1100 => page.clicks("button", "Detalhes da conversa").await,
        1100.. => {}
    }
    page.clicks("button", "Adicionar responsável").await;
    page.sees("dialog", "Adicionar responsável").await;
    see(page, "add-guardian").await;
    page.clicks("button", "Cancelar").await;
}

async fn in_theme(page: &Page, theme: Theme) {
    page.clicks("button", "Ajustes").await;
    page.chooses(theme.label()).await;
    page.clicks("button", "Conversas").await;
    page.sees_no("heading", "Ajustes").await;
}

async fn to_list(page: &Page, look: Look) {
    if look.width() < 720 {
        page.clicks("button", "Voltar para a lista").await;
    }
    page.sees("listbox", "").await;
}

/// Shows selecting, forwarding and notes; ends in the first state.
async fn together(page: &Page, see: &mut impl AsyncFnMut(&Page, &str)) {
    page.holds("Perfeito, obrigada! Aproveitando: o boleto de abril veio sem o desconto de irmãos.").await;
    page.sees("toolbar", "Ações da seleção").await;
    see(page, "selection").await;
    page.clicks("button", "Encaminhar").await;
    page.chooses("Financeiro").await;
    see(page, "forward").await;
    page.clicks("button", "Cancelar").await;
    page.sees_no("dialog", "").await;
    page.clicks("button", "Sair da seleção").await;
    page.sees_no("toolbar", "Ações da seleção").await;
    page.clicks("button", "Nota interna").await;
    page.types_into("Nota interna", "Pode conferir, @").await;
    page.sees("option", "Ana Lopes").await;
    see(page, "note").await;
    page.fills_in("Nota interna", "").await;
    page.clicks("button", "Nota interna").await;
    page.sees("textbox", "Mensagem").await;
}

/// Shows the clip button, and files that wait to be sent; ends in the first state.
async fn choosing(page: &Page, see: &mut impl AsyncFnMut(&Page, &str)) {
    page.clicks("button", "Anexar arquivo, mídia ou áudio").await;
    page.sees("menuitem", "Arquivo ou mídia").await;
    see(page, "clip-menu").await;
    page.presses(&[Key::Escape]).await;
    page.sees_no("menuitem", "").await;
    page.drops("Calendário do segundo semestre, com as datas das provas.pdf", "%PDF-1.4\n%%EOF\n").await;
    page.sees("button", "Remover Calendário").await;
    page.drops("Recado.txt", "Até amanhã").await;
    page.sees("button", "Remover Recado.txt").await;
    page.drops("programa.exe", "MZ").await;
    page.reads("Este tipo de arquivo não pode ser enviado.").await;
    see(page, "tray").await;
    page.hangs_a_file_over("log").await;
    page.reads("Solte para anexar a esta conversa").await;
    see(page, "drop").await;
    page.takes_the_file_away().await;
    page.clicks("button", "Dispensar o aviso").await;
    page.clicks("button", "Remover Calendário").await;
    page.clicks("button", "Remover Recado.txt").await;
    page.tray_holds(&[]).await;
}

/// Shows the survey of a finished ticket, as a family sees it.
pub async fn survey(stage: &Stage, look: Look, theme: Theme, mut see: impl AsyncFnMut(&Page, &str)) {
    let device = stage.device(&format!("survey-{}-{}", look.name(), theme.name()), look).await;
    let page = device.page();
    page.signs_in(FERNANDA).await;
    in_theme(page, theme).await;
    page.opens("Secretaria").await;
    page.sees("form", "Avaliação do atendimento").await;
    page.chooses("4, bom").await;
    see(page, "survey").await;
}

/// Shows a message that waits, without a server.
async fn unsent(stage: &Stage, page: &Page, text: &str) {
    stage.stop_server();
    page.opens("Wellington Braga").await;
    page.reads("Sem conexão.").await;
    page.writes(text).await;
    page.message_is(text, "queued").await;
}

/// Shows the search in and beyond the conversation, shortcuts, canned replies, and the history as a file;
/// ends in the first state.
async fn finding(page: &Page, see: &mut impl AsyncFnMut(&Page, &str)) {
    page.presses_control_and('f').await;
    page.fills_in("Buscar nesta conversa", "declaração").await;
    page.reads("1 de 4").await;
    see(page, "find").await;
    page.clicks("button", "Fechar a busca").await;
    page.sees_no("textbox", "Buscar nesta conversa").await;
    page.presses_control_and('k').await;
    page.sees("option", "Finalizar").await;
    see(page, "palette").await;
    page.fills_in("Buscar conversas", "boleto").await;
    page.sees("option", "O boleto do Theo não abre no portal.").await;
    see(page, "search").await;
    page.fills_in("Buscar conversas", "prado").await;
    page.sees("option", "Caio Prado").await;
    see(page, "search-names").await;
    page.presses(&[Key::Escape]).await;
    page.sees_no("dialog", "").await;
    page.presses_control_and('/').await;
    page.sees("dialog", "Atalhos do teclado").await;
    see(page, "shortcuts").await;
    page.presses(&[Key::Escape]).await;
    page.sees_no("dialog", "").await;
    page.clicks("button", "Escolher resposta pronta").await;
    page.sees("option", "Boas-vindas").await;
    see(page, "replies").await;
    page.presses(&[Key::Escape]).await;
    page.sees_no("option", "Boas-vindas").await;
    page.has_value("Mensagem", "").await;
    page.presses_control_and('k').await;
    page.types("exportar").await;
    page.sees("option", "Exportar histórico").await;
    page.presses(&[Key::Enter]).await;
    page.sees("dialog", "Exportar o histórico").await;
    see(page, "export").await;
    page.clicks("button", "Cancelar").await;
    page.sees_no("dialog", "").await;
}

async fn leave(device: &Device, see: &mut impl AsyncFnMut(&Page, &str)) {
    let page = device.page();
    page.clicks("button", "Ajustes").await;
    page.sees("heading", "Ajustes").await;
    see(page, "settings").await;
    page.clicks("button", "Respostas prontas").await;
    page.sees("button", "Editar Boas-vindas").await;
    see(page, "replies-kept").await;
    page.clicks("button", "Nova resposta").await;
    page.sees("textbox", "Título").await;
    see(page, "reply-form").await;
    page.clicks("button", "Cancelar").await;
    page.sees_no("dialog", "").await;
    page.clicks("button", "Voltar para os ajustes").await;
    page.clicks("button", "Sair").await;
    page.sees("dialog", "Sair e perder o que não foi enviado?").await;
    see(page, "sign-out").await;
    page.clicks("button", "Sair e descartar").await;
    page.sees("textbox", "E-mail").await;
    see(page, "sign-in").await;
    page.tries_to_sign_in("rafaela@", "").await;
    page.reads("Este e-mail não parece completo.").await;
    see(page, "sign-in-wrong").await;
}
