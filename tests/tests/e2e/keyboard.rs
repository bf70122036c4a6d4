//! The app without a mouse.

use conversas_tests::e2e::people::{ANA, PASSWORD};
use conversas_tests::e2e::{Key, play, until};

#[test]
fn a_working_day_needs_no_mouse() {
    play(async |stage| {
        let device = stage.window("equipe").await;
        let page = device.page();
        page.sees("button", "Entrar").await;
        page.tabs_to("E-mail").await;
        page.types(ANA.email).await;
        page.presses(&[Key::Tab]).await;
        page.types(PASSWORD).await;
        page.presses(&[Key::Enter]).await;
        page.first_row_says(&["Pendente"]).await;

        page.tabs_to("Conversas do canal Secretaria").await;
        page.presses(&[Key::Down, Key::Up, Key::Enter]).await;
        page.thread_is_ready().await;
        page.reads_in("heading", "Camila Teixeira", "Camila Teixeira").await;
        until("the composer has the focus", async || (page.focused().await == "Mensagem").then_some(()))
            .await;
        page.types("Pode vir sem documento.").await;
        page.presses(&[Key::Enter]).await;
        page.message_is("Pode vir sem documento.", "arrived").await;
        page.row(&["Camila Teixeira", "Em atendimento"]).await;

        page.presses_control_shift_and('f').await;
        page.sees("dialog", "Finalizar este atendimento?").await;
        until("the focus is where nothing happens", async || {
            (page.focused().await == "Voltar").then_some(())
        })
        .await;
        page.presses(&[Key::Enter]).await;
        page.sees_no("dialog", "").await;

        page.presses_control_and('k').await;
        until("the search has the focus", async || page.focused().await.contains("Buscar").then_some(()))
            .await;
        page.types("iara").await;
        page.sees("option", "Daniela Ferraz").await;
        page.presses(&[Key::Enter]).await;
        page.sees("heading", "Daniela Ferraz").await;
    });
}
