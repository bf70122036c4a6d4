//! Getting in.

use conversas_tests::e2e::people::{ANA, PASSWORD};
use conversas_tests::e2e::play;

#[test]
fn a_wrong_password_is_explained_and_the_right_one_leads_to_the_inbox() {
    play(async |stage| {
        let device = stage.window("equipe").await;
        let page = device.page();
        page.has_value("Endereço da escola", &stage.url()).await;

        page.tries_to_sign_in(ANA.email, "not-the-password").await;
        page.reads("E-mail ou senha não conferem.").await;

        page.fills_in("Senha", PASSWORD).await;
        page.clicks("button", "Entrar").await;
        page.sees("listbox", "Conversas de Secretaria").await;
        page.first_row_says(&["Esperando há", "Pendente"]).await;
        page.reads_no_more("Sem conexão").await;
    });
}

#[test]
fn without_a_server_signing_in_says_so_and_works_later() {
    play(async |stage| {
        let device = stage.window("equipe").await;
        let page = device.page();
        stage.stop_server();
        page.tries_to_sign_in(ANA.email, PASSWORD).await;
        page.sees("button", "Entrar").await;
        page.reads("internet").await;

        stage.start_server().await;
        page.clicks("button", "Entrar").await;
        page.sees("listbox", "Conversas de Secretaria").await;
    });
}

#[test]
fn a_person_stays_signed_in_through_a_restart() {
    play(async |stage| {
        let mut device = stage.window("equipe").await;
        device.page().signs_in(ANA).await;
        device.leave().await;
        device.come_back().await;
        device.page().first_row_says(&["Pendente"]).await;
    });
}
