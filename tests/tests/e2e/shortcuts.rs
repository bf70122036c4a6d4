//! Keys, and the palette's commands.

use conversas_tests::e2e::people::ANA;
use conversas_tests::e2e::{Key, play, until};

#[test]
fn keys_lead_through_conversations_and_never_act_while_one_types() {
    play(async |stage| {
        let device = stage.window("equipe").await;
        let page = device.page();
        page.signs_in(ANA).await;
        page.first_row_says(&["Camila Teixeira"]).await;
        page.presses_alt_and(Key::Down).await;
        page.sees("heading", "Camila Teixeira").await;
        page.presses_alt_and(Key::Down).await;
        page.sees("heading", "Sebastião Rocha").await;
        until("one goes on by writing", async || (page.focused().await == "Mensagem").then_some(())).await;

        page.types("rfen?1 /x").await;
        page.has_value("Mensagem", "rfen?1 /x").await;
        page.sees_no("dialog", "").await;
        page.presses_alt_and(Key::Up).await;
        page.sees("heading", "Camila Teixeira").await;

        page.tabs_to("Conversas do canal Secretaria").await;
        page.types("1").await;
        page.reads("2 de 8").await;
        page.types("0").await;
        page.reads("8 conversas").await;
        page.types("f").await;
        page.sees("dialog", "Finalizar este atendimento?").await;
        page.presses(&[Key::Escape]).await;
        page.sees_no("dialog", "").await;
    });
}

#[test]
fn the_palette_does_what_its_commands_say_and_the_sheet_tells_the_keys() {
    play(async |stage| {
        let device = stage.window("equipe").await;
        let page = device.page();
        page.signs_in(ANA).await;
        page.opens("Camila Teixeira").await;
        page.presses_control_and('/').await;
        page.sees("dialog", "Atalhos do teclado").await;
        page.reads("Próxima conversa").await;
        page.presses(&[Key::Escape]).await;
        page.sees_no("dialog", "").await;

        page.presses_control_and('k').await;
        page.types("finalizar").await;
        page.sees("option", "Finalizar").await;
        page.presses(&[Key::Enter]).await;
        page.sees("dialog", "Finalizar este atendimento?").await;
        page.clicks("button", "Voltar").await;
        page.presses_control_and('k').await;
        page.types("ajustes").await;
        page.sees("option", "Ajustes").await;
        page.presses(&[Key::Enter]).await;
        page.sees("heading", "Notificações").await;
    });
}
