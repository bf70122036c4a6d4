//! Rule 20: the question about a change meanwhile stands at the message.

use std::path::Path;
use std::sync::Arc;

use conversas_client::{Clock, Engine, EngineConfig, InboxQuery, List, SecretsPolicy, Session, SystemClock};
use conversas_domain::filter::InboxFilter;
use conversas_domain::inbox::Order;
use conversas_domain::moment::{HOUR, Moment};
use conversas_tests::e2e::people::{ANA, JULIANA, RAFAELA};
use conversas_tests::e2e::{Look, play};

const WRITTEN: &str = "Pode vir às 8h.";

#[test]
fn a_colleague_who_answered_meanwhile_is_read_before_sending_anyway() {
    play(async |stage| {
        let mut desk = stage.window("equipe").await;
        desk.page().signs_in(ANA).await;
        desk.page().opens("Wellington Braga").await;
        stage.stop_server();
        desk.page().reads("Sem conexão").await;
        desk.page().writes(WRITTEN).await;
        desk.page().message_is(WRITTEN, "queued").await;
        desk.leave().await;
        stage.start_server().await;

        let other = stage.device("colega", Look::WIDE).await;
        other.page().signs_in(RAFAELA).await;
        other.page().opens("Wellington Braga").await;
        other.page().writes("Wellington, pode vir às 9h.").await;
        other.page().message_is("Wellington, pode vir às 9h.", "arrived").await;

        desk.come_back().await;
        let page = desk.page();
        page.opens("Wellington Braga").await;
        page.message_is(WRITTEN, "blocked").await;
        page.reads_in("group", "Decisão sobre esta mensagem", "Um colega respondeu").await;
        page.message("Wellington, pode vir às 9h.").await;
        page.clicks("button", "Enviar mesmo assim").await;
        page.message_is(WRITTEN, "arrived").await;
        page.sees_no("group", "Decisão sobre esta mensagem").await;
    });
}

#[test]
fn a_message_to_a_ticket_that_was_finished_meanwhile_starts_a_new_one_if_wished() {
    play(async |stage| {
        let mut desk = stage.device("equipe", Look::WIDE).await;
        desk.page().signs_in(ANA).await;
        desk.page().opens("Wellington Braga").await;
        stage.stop_server();
        desk.page().reads("Sem conexão").await;
        desk.page().writes(WRITTEN).await;
        desk.page().message_is(WRITTEN, "queued").await;
        desk.leave().await;
        stage.start_server().await;

        let other = stage.device("colega", Look::WIDE).await;
        other.page().signs_in(RAFAELA).await;
        other.page().opens("Wellington Braga").await;
        other.page().clicks("button", "Finalizar").await;
        other.page().clicks("button", "Finalizar atendimento").await;
        other.page().reads("Não é possível enviar novas mensagens.").await;

        desk.come_back().await;
        let page = desk.page();
        page.opens("Wellington Braga").await;
        page.message_is(WRITTEN, "blocked").await;
        page.reads_in("group", "Decisão sobre esta mensagem", "foi finalizado antes do envio").await;
        page.sees("button", "Guardar como rascunho").await;
        page.clicks("button", "Iniciar novo atendimento e enviar").await;
        page.message_is(WRITTEN, "arrived").await;
        page.row(&["Wellington Braga", "Em atendimento"]).await;
    });
}

#[test]
fn a_message_that_another_guardian_would_read_too_says_who_and_goes_if_wished() {
    play(async |stage| {
        let mut desk = stage.window("equipe").await;
        desk.page().signs_in(ANA).await;
        desk.page().opens("Juliana Prado").await;
        stage.stop_server();
        desk.page().reads("Sem conexão").await;
        desk.page().writes(WRITTEN).await;
        desk.page().message_is(WRITTEN, "queued").await;
        desk.leave().await;
        stage.start_server().await;

        let browser = stage.device("familia", Look::WIDE).await;
        let family = browser.page();
        family.signs_in(JULIANA).await;
        family.opens("Theo Prado").await;
        family.message("Pronto! Se o plano pedir outro formato, é só avisar.").await;
        family.clicks("button", "Adicionar responsável").await;
        family.chooses("Neusa Prado").await;
        family.clicks("button", "Adicionar").await;
        family.reads_in("log", "", "adicionou Neusa Prado").await;
        family.reads_no_more("Na fila").await;

        desk.come_back().await;
        let page = desk.page();
        page.opens("Juliana Prado").await;
        page.message_is(WRITTEN, "blocked").await;
        let asked = "Também será vista por Neusa, que entrou depois. Enviar?";
        page.reads_in("group", "Decisão sobre esta mensagem", asked).await;
        page.clicks("button", "Finalizar").await;
        page.reads("Há mensagens que esperam uma decisão sua.").await;
        assert!(!page.text().await.contains("ainda não saíram"), "nothing waits to be sent");
        page.clicks("button", "Voltar").await;
        page.sees_no("dialog", "").await;
        page.clicks("button", "Enviar mesmo assim").await;
        page.message_is(WRITTEN, "arrived").await;
        page.sees_no("group", "Decisão sobre esta mensagem").await;
        family.message(WRITTEN).await;
    });
}

/// A clock that is 13 hours behind.
struct Behind;

impl Clock for Behind {
    fn now(&self) -> Moment {
        SystemClock.now().plus(-13 * HOUR)
    }
}

/// Writes on a device whose app does not run, at a time 13 hours ago.
async fn writes_long_ago(data: &Path, guardian: &str) {
    let (clock, secrets) = (Arc::new(Behind), SecretsPolicy::File);
    let engine = Engine::open(EngineConfig { clock, secrets, ..EngineConfig::new(data) }).await;
    let engine = engine.expect("its app does not run");
    let Session::SignedIn(directory) = engine.session().await.expect("a store that can be read") else {
        panic!("somebody is signed in")
    };
    let channel = directory.channels.iter().find(|channel| channel.member).expect("a channel of theirs");
    let query = InboxQuery {
        list: List::Channel(channel.id),
        filter: InboxFilter::default(),
        name: String::new(),
        student_id: None,
        order: Order::default(),
        after: None,
        skip: 0,
        limit: 50,
    };
    let rows = engine.inbox(query).await.expect("a list").rows;
    let row =
        rows.into_iter().find(|row| row.guardians.iter().any(|name| name == guardian)).expect("their row");
    engine.send_message(row.id, WRITTEN, None).await.expect("it is kept");
    engine.close().await;
}

#[test]
fn what_was_written_half_a_day_ago_is_asked_about_before_it_is_sent() {
    play(async |stage| {
        let mut desk = stage.device("equipe", Look::WIDE).await;
        desk.page().signs_in(ANA).await;
        desk.page().opens("Wellington Braga").await;
        desk.leave().await;
        stage.stop_server();
        writes_long_ago(&desk.data(), "Wellington Braga").await;
        stage.start_server().await;

        desk.come_back().await;
        let page = desk.page();
        page.opens("Wellington Braga").await;
        page.message_is(WRITTEN, "blocked").await;
        page.reads_in("group", "Decisão sobre esta mensagem", "há mais de 12 horas. Ainda vale?").await;
        page.clicks("button", "Guardar como rascunho").await;
        page.has_value("Mensagem", WRITTEN).await;
        page.sees_no("group", "Decisão sobre esta mensagem").await;
        page.enters("Mensagem").await;
        page.message_is(WRITTEN, "arrived").await;
    });
}
