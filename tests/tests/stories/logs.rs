//! The log lines of client and server during a whole story, at the finest level: they have identifiers, and
//! never names, words or secrets (rule 22).

use conversas_client::{BlockedReason, Choice, List};
use conversas_domain::csat::Rating;
use conversas_domain::moment::Moment;
use conversas_domain::ticket::Status;
use conversas_server::ledger;
use conversas_server::store::Lane;
use conversas_testkit::{Device, Logs, Opening, PASSWORD};

use super::scene::{Scene, blocked, direct, finish, has_status, sent, ticket};

/// The names and words of these stories, none of which is logged for another reason.
const SECRETS: [&str; 12] = [
    "Conceição",
    "conceicao",
    "João",
    "Ana Lima",
    "Bruno Reis",
    "Paulo",
    "Colégio",
    "teste.example",
    PASSWORD,
    "senha errada",
    "segredo",
    "Bom dia",
];

/// Plays every act of a family and staff.
async fn service(scene: &Scene) {
    let (maria, ana, bruno, id) = (&scene.maria, &scene.ana, &scene.bruno, scene.id);
    let first = ticket(ana, id).await;
    let question = ana.thread(id).await[1].id;
    ana.engine().tell_presence(Some(id), true);
    ana.engine().save_draft(id, "segredo 1".into()).await.unwrap();
    ana.engine().send_message(id, "segredo 2", None).await.unwrap();
    ana.engine().write_note(id, "segredo 3", vec![scene.house.bruno.id]).await.unwrap();
    ana.engine().assign_ticket(id, first, Some(scene.house.ana.id)).await.unwrap();
    let forwarding = ana.engine().forward_messages(id, scene.house.financeiro, vec![question], "segredo 4");
    forwarding.await.unwrap();
    ana.engine().save_reply(scene.house.secretaria, None, "segredo 5", "segredo 6 {aluno}").await.unwrap();
    sent(ana).await;
    maria.engine().add_guardian(id, scene.house.paulo.id).await.unwrap();
    maria.engine().open_conversation(scene.house.financeiro, scene.house.lia, "segredo 7").await.unwrap();
    sent(maria).await;
    finish(bruno, id).await;
    has_status(maria, id, 1, Status::Finished).await;
    maria.engine().answer_csat(id, first, Rating::try_from(1).unwrap(), "segredo 8").await.unwrap();
    maria.engine().start_ticket(id, "segredo 9").await.unwrap();
    sent(maria).await;
    let newest = maria.thread(id).await.pop().unwrap();
    maria.engine().mark_read(id, newest.place).await.unwrap();
    has_status(ana, id, 2, Status::Pending).await;
    assert!(!ana.finds("segredo", None).await.messages.is_empty());
    assert!(!ana.finds("joao", None).await.conversations.is_empty());
}

/// Plays acts that are refused, blocked, broken or lose their access.
async fn trouble(scene: &mut Scene) {
    let (id, store) = (scene.id, scene.house.server().store().clone());
    assert!(scene.ana.engine().send_message(id, &"segredo ".repeat(2_000), None).await.is_err());
    scene.ana_goes_offline().await;
    scene.ana.engine().send_message(id, "segredo 10", None).await.unwrap();
    finish(&scene.bruno, id).await;
    scene.ana_comes_back();
    let entry = blocked(&scene.ana, id, BlockedReason::TicketFinished).await;
    scene.ana.engine().resolve_blocked(id, entry, Choice::Discard).await.unwrap();
    let wrong = Device::new().await;
    let server = direct(&scene.house);
    assert!(
        wrong
            .engine()
            .sign_in(&server, &scene.house.ana.email(), "senha errada", |_, _| Ok(()))
            .await
            .is_err()
    );
    assert!(
        wrong
            .engine()
            .sign_in("segredo.teste.example:9 9", "segredo", "segredo", |_, _| Ok(()))
            .await
            .is_err()
    );
    assert!(
        wrong
            .engine()
            .sign_in(&format!("{server}/segredo"), "segredo", "segredo", |_, _| Ok(()))
            .await
            .is_err()
    );

    scene.maria_goes_offline().await;
    scene.maria.engine().save_draft(id, "segredo 11".into()).await.unwrap();
    scene.maria.engine().close().await;
    scene.maria.kill();
    conversas_client::testing::damage(scene.maria.folder());
    scene.home.lead_to(scene.house.addr());
    scene.maria.open().await;
    scene.maria.online().await;
    scene.ana_goes_offline().await;
    scene.bruno.engine().start_ticket(id, "segredo 13").await.unwrap();
    sent(&scene.bruno).await;
    let (school, everything) = (scene.house.school, conversas_domain::entry::Seq(100_000));
    store.write(Lane::Any, move |tx| ledger::prune_events(tx, school, everything)).await.unwrap();
    scene.ana.engine().write_note(id, "segredo 12", Vec::new()).await.unwrap();
    scene.house.remove_member(scene.house.ana, scene.house.secretaria).await;
    scene.ana_comes_back();
    let list = List::Channel(scene.house.secretaria);
    scene.ana.until("gone", async |_| scene.ana.list(list).await.rows.is_empty().then_some(())).await;
    let device = scene.bruno.engine().device_id().await.unwrap().unwrap();
    store.write(Lane::Any, move |tx| ledger::revoke_device(tx, device, Moment(1))).await.unwrap();
    scene.bruno.until("revoked", async |engine| engine.conversation(id).await.is_err().then_some(())).await;
}

/// A page says what no command takes, and a person types what is no server's address.
async fn nonsense() {
    let window = super::host::window(None).await;
    let body = serde_json::json!({ "conversation_id": "segredo 14", "text": ["segredo 15"] });
    assert!(conversas_ipc::dispatch(&window.host, "send_message", body).await.is_err());
    let address = "segredo.teste.example:senha";
    let asked = Device::new().await.engine().sign_in(address, "segredo", "segredo", |_, _| Ok(())).await;
    assert!(asked.is_err());
}

#[tokio::test]
async fn rule_22_logs_of_client_and_server_hold_identifiers_and_no_names_words_or_secrets() {
    let logs = Logs::collect();
    let mut scene = Scene::new().await;
    let tokens: Vec<_> = [&scene.maria, &scene.ana, &scene.bruno].into_iter().map(Device::token).collect();
    service(&scene).await;
    trouble(&mut scene).await;
    nonsense().await;
    let told = logs.text();
    for expected in [
        &scene.house.ana.id.to_string(),
        "/v1/ops",
        "status=200",
        "refused",
        "rebuilding",
        "too old",
        "a command has not the form of the list command=\"send_message\" part=\"request\" kind=Data",
        "what was typed is no server's address error=invalid port number",
    ] {
        assert!(told.contains(expected), "nobody logs {expected}");
    }
    for secret in SECRETS.into_iter().chain(tokens.iter().map(String::as_str)) {
        let line = told.lines().find(|line| line.contains(secret));
        assert_eq!(line, None, "{secret} is logged");
    }
}
