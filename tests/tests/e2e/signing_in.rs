//! Signing in.

use conversas_domain::person::Role;
use conversas_server::ledger;
use conversas_tests::e2e::people::{ANA, FERNANDA, JULIANA, PASSWORD};
use conversas_tests::e2e::{Look, play};

use super::school::{change_the_school, channel, directory_of};

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
        page.sees("listbox", "Conversas do canal Secretaria").await;
        page.first_row_says(&["Esperando a escola há", "Pendente"]).await;
        page.reads_no_more("Sem conexão").await;
    });
}

#[test]
fn a_demonstration_offers_its_accounts_to_tap() {
    play(async |stage| {
        let device = stage.device("familia", Look::PHONE).await;
        let page = device.page();
        page.sees("heading", "Demonstração").await;
        page.sees("button", "Entrar como Rafaela, da Secretaria").await;
        page.clicks("button", "Entrar como Juliana, de uma família").await;
        page.sees("listbox", "Conversas").await;
    });
}

/// Gives Juliana, a mother, the role of staff at the secretary's office.
#[test]
fn rule_23_an_account_with_two_roles_asks_as_whom_to_sign_in() {
    play(async |stage| {
        let (me, secretary) = {
            let directory = directory_of(stage, JULIANA).await;
            (directory.me.id, channel(&directory, "Secretaria"))
        };
        stage.stop_server();
        change_the_school(stage, move |tx| {
            tx.give_role(me, Role::Staff)?;
            ledger::add_member(tx, me, secretary)
        })
        .await;
        stage.start_server().await;
        let device = stage.device("duas", Look::PHONE).await;
        let page = device.page();
        page.tries_to_sign_in(JULIANA.email, PASSWORD).await;
        page.sees("dialog", "Como quem você quer entrar?").await;
        page.clicks("button", "Voltar").await;
        page.clicks("button", "Entrar").await;
        page.sees("dialog", "Como quem você quer entrar?").await;
        page.clicks("button", "Família").await;
        page.sees("listbox", "Conversas").await;
        page.sees("button", "Nova conversa").await;

        let desk = stage.window("equipe").await;
        let page = desk.page();
        page.tries_to_sign_in(JULIANA.email, PASSWORD).await;
        page.clicks("button", "Equipe da escola").await;
        page.sees("listbox", "Conversas do canal Secretaria").await;
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
        page.sees("listbox", "Conversas do canal Secretaria").await;
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

#[test]
fn another_person_is_asked_before_what_waits_on_the_device_is_erased() {
    play(async |stage| {
        let mut device = stage.device("familia", Look::WIDE).await;
        let page = device.page();
        page.signs_in(JULIANA).await;
        page.opens("Secretaria").await;
        stage.stop_server();
        page.writes("Ainda sem internet").await;
        page.message_is("Ainda sem internet", "queued").await;
        page.types_into("Mensagem", "Ainda não terminei").await;
        page.reads("Rascunho salvo").await;
        device.leave().await;
        std::fs::remove_file(device.data().join("session.secret")).expect("her session ends");

        stage.start_server().await;
        device.come_back().await;
        let page = device.page();
        // Her session is locked, and no data are lost: she may read on, or sign in again.
        page.reads("Sessão bloqueada.").await;
        page.opens("Secretaria").await;
        page.message_is("Ainda sem internet", "queued").await;
        page.clicks("button", "Entrar de novo").await;
        page.announces("Suas conversas continuam aqui.").await;
        page.clicks("button", "Voltar às conversas").await;
        page.clicks("button", "Entrar de novo").await;
        page.tries_to_sign_in(FERNANDA.email, PASSWORD).await;
        page.sees("dialog", "Entrar e apagar o que outra pessoa não enviou?").await;
        let erased = "apaga o que outra pessoa talvez só tenha neste aparelho: 1 mensagem, 1 rascunho e ";
        page.reads(erased).await;
        assert_eq!(page.focused().await, "Voltar");
        page.clicks("button", "Voltar").await;
        page.sees_no("dialog", "").await;

        page.signs_in(JULIANA).await;
        page.opens("Secretaria").await;
        page.message_is("Ainda sem internet", "arrived").await;
        page.has_value("Mensagem", "Ainda não terminei").await;
        device.leave().await;
        std::fs::remove_file(device.data().join("session.secret")).expect("her session ends");

        device.come_back().await;
        let page = device.page();
        page.clicks("button", "Entrar de novo").await;
        page.tries_to_sign_in(FERNANDA.email, PASSWORD).await;
        page.reads("talvez só tenha neste aparelho: 1 rascunho e ").await;
        page.clicks("button", "Entrar e apagar").await;
        page.row(&["Secretaria", "Alice Queiroz"]).await;
    });
}
