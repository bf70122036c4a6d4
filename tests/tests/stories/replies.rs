//! Canned replies ("Respostas prontas"): managed by the members of a channel, also without a network, and
//! filled with names when they are used.

use conversas_client::{DraftPlace, Engine, Error, Event, RefusedAct, Reply, Session, Unsent};
use conversas_domain::canned_reply::{CannedReply, REPLIES_LIMIT};
use conversas_domain::rejection::Rejection;
use conversas_host::{Host, HostConfig, SecretsPolicy};
use conversas_ipc::{
    ConversationCommands, ConversationQuery, SaveReply, SearchCommands, SessionCommands, SessionQuery,
    SignIn, SignInCommands,
};
use conversas_server::ledger;
use conversas_server::store::Lane;
use conversas_testkit::house::PASSWORD;
use conversas_testkit::{Cable, Device};
use tempfile::TempDir;

use super::scene::{Scene, hears, sent};

/// Answers the server's canned replies, as far as a device knows them.
async fn replies(engine: &Engine, scene: &Scene) -> Vec<CannedReply> {
    let Session::SignedIn(directory) = engine.session().await.unwrap() else {
        panic!("somebody is signed in")
    };
    let channel = directory.channels.iter().find(|channel| channel.id == scene.house.secretaria);
    channel.map(|channel| channel.replies.clone()).unwrap_or_default()
}

/// Answers the canned replies that a device shows: title, text, and whether each waits.
async fn shown(device: &Device, scene: &Scene) -> Vec<(String, String, bool)> {
    let mut all = device.engine().replies().await.unwrap();
    let line = |Reply { reply, waits }: Reply| {
        (reply.title.as_str().to_owned(), reply.text.as_str().to_owned(), waits)
    };
    all.remove(&scene.house.secretaria).unwrap_or_default().into_iter().map(line).collect()
}

fn line(title: &str, text: &str, waits: bool) -> (String, String, bool) {
    (title.to_owned(), text.to_owned(), waits)
}

async fn shows(device: &Device, scene: &Scene, expected: &[(&str, &str, bool)]) {
    let expected: Vec<_> = expected.iter().map(|(title, text, waits)| line(title, text, *waits)).collect();
    let is = async |_: &Engine| (shown(device, scene).await == expected).then_some(());
    device.until(&format!("the replies {expected:?}"), is).await;
}

#[tokio::test]
async fn what_a_member_keeps_all_members_have_and_families_do_not() {
    let scene = Scene::new().await;
    let (engine, channel) = (scene.ana.engine(), scene.house.secretaria);
    engine.save_reply(channel, None, "Recebido", "Olá, {responsável}!").await.unwrap();
    let came = async |engine: &Engine| replies(engine, &scene).await.pop();
    let reply = scene.bruno.until("the reply", came).await;
    assert_eq!((reply.title.as_str(), reply.text.as_str()), ("Recebido", "Olá, {responsável}!"));
    assert!(replies(scene.maria.engine(), &scene).await.is_empty());
    let refused = scene.maria.engine().save_reply(channel, None, "x", "y").await;
    assert!(matches!(refused, Err(Error::Rejected(Rejection::NotFound))), "{refused:?}");

    scene.bruno.engine().save_reply(channel, Some(reply.id), "Recebido", "Olá!").await.unwrap();
    let changed = async |engine: &Engine| {
        replies(engine, &scene).await.into_iter().find(|reply| reply.text.as_str() == "Olá!")
    };
    let changed = scene.ana.until("the change", changed).await;
    assert_eq!(changed.id, reply.id, "replaced, not added");
    engine.delete_reply(channel, reply.id).await.unwrap();
    let gone = async |engine: &Engine| replies(engine, &scene).await.is_empty().then_some(());
    scene.bruno.until("gone", gone).await;
    for device in [&scene.ana, &scene.bruno] {
        sent(device).await;
        shows(device, &scene, &[]).await;
    }

    let empty = engine.save_reply(channel, None, " ", "y").await;
    assert!(matches!(empty, Err(Error::Rejected(Rejection::TextEmpty))), "{empty:?}");
}

#[tokio::test]
async fn rule_18_what_is_done_to_replies_without_a_network_shows_at_once_and_is_sent_later_once() {
    let mut scene = Scene::new().await;
    let channel = scene.house.secretaria;
    scene.bruno.engine().save_reply(channel, None, "Prazo", "3 dias").await.unwrap();
    scene.bruno.engine().save_reply(channel, None, "Horário", "8h").await.unwrap();
    shows(&scene.ana, &scene, &[("Horário", "8h", false), ("Prazo", "3 dias", false)]).await;
    scene.ana_goes_offline().await;
    let [hours, deadline] = &replies(scene.ana.engine(), &scene).await[..] else { panic!("two") };
    let engine = scene.ana.engine();
    engine.save_reply(channel, Some(deadline.id), "Prazo", "5 dias").await.unwrap();
    let new = DraftPlace::Reply { channel_id: channel, id: None };
    engine.save_draft(new, "Boleto\nNo por".into()).await.unwrap();
    engine.save_reply(channel, None, "Boleto", "No portal").await.unwrap();
    assert_eq!(engine.draft(new).await.unwrap(), "", "what was typed is in what waits");
    engine.save_reply(channel, Some(deadline.id), "Prazo", "5 dias").await.unwrap();
    engine.delete_reply(channel, hours.id).await.unwrap();
    engine.delete_reply(channel, hours.id).await.unwrap();
    let expected = [("Boleto", "No portal", true), ("Prazo", "5 dias", true)];
    shows(&scene.ana, &scene, &expected).await;
    assert_eq!(engine.connection().waiting, 3, "what changes nothing does not wait");

    scene.ana.kill();
    scene.ana.open().await;
    shows(&scene.ana, &scene, &expected).await;

    // The receipt of the first operation gets lost: that operation is sent again, and the later ones have
    // waited.
    scene.office.lose_receipts(true);
    scene.ana_comes_back();
    shows(&scene.bruno, &scene, &[("Horário", "8h", false), ("Prazo", "5 dias", false)]).await;
    assert_eq!(scene.ana.engine().connection().waiting, 3);
    scene.bruno.engine().save_reply(channel, Some(deadline.id), "Prazo", "7 dias").await.unwrap();
    sent(&scene.bruno).await;
    scene.office.lose_receipts(false);
    scene.ana.engine().retry();
    sent(&scene.ana).await;
    // The repeat undid no change that a colleague made meanwhile.
    let there = [("Boleto", "No portal", false), ("Prazo", "7 dias", false)];
    for device in [&scene.ana, &scene.bruno] {
        shows(device, &scene, &there).await;
    }
    assert_eq!(scene.ana.engine().connection().waiting, 0);
}

#[tokio::test]
async fn a_reply_that_is_refused_later_is_told_and_its_words_wait_to_be_copied() {
    let scene = Scene::new().await;
    let (channel, bruno) = (scene.house.secretaria, scene.house.bruno.id);
    scene.ana.engine().save_reply(channel, None, "Prazo", "3 dias").await.unwrap();
    shows(&scene.bruno, &scene, &[("Prazo", "3 dias", false)]).await;
    let [deadline] = &replies(scene.bruno.engine(), &scene).await[..] else { panic!("one") };
    let cable = Cable::to(scene.house.addr()).await;
    let device = Device::of(scene.house.bruno, &cable.url()).await;
    shows(&device, &scene, &[("Prazo", "3 dias", false)]).await;
    cable.cut();
    device.offline().await;
    device.engine().save_reply(channel, None, "Boleto", "No portal").await.unwrap();
    device.engine().delete_reply(channel, deadline.id).await.unwrap();
    let store = scene.house.server().store();
    store.write(Lane::Any, move |tx| ledger::remove_member(tx, bruno, channel)).await.unwrap();
    let mut events = device.engine().subscribe();
    cable.lead_to(scene.house.addr());
    device.engine().retry();
    for act in [RefusedAct::SaveReply, RefusedAct::DeleteReply] {
        let refused = hears(&mut events, |event| match event {
            Event::Refused { target, act, reason } => Some((target, act, reason)),
            _ => None,
        });
        assert_eq!(refused.await, (channel.into(), act, Rejection::NotFound));
    }
    sent(&device).await;
    let rescued = device.engine().rescued().await.unwrap();
    assert_eq!(rescued.iter().map(|it| it.text.as_str()).collect::<Vec<_>>(), ["Boleto\nNo portal"]);
    shows(&scene.ana, &scene, &[("Prazo", "3 dias", false)]).await;
}

#[tokio::test]
async fn a_channel_that_was_filled_meanwhile_takes_no_more_and_says_so() {
    let scene = Scene::new().await;
    let channel = scene.house.secretaria;
    let (bruno, ana) = (scene.bruno.engine(), scene.ana.engine());
    for number in 1..REPLIES_LIMIT {
        bruno.save_reply(channel, None, &number.to_string(), "Olá").await.unwrap();
    }
    sent(&scene.bruno).await;
    let almost =
        async |_: &Engine| (shown(&scene.ana, &scene).await.len() == REPLIES_LIMIT - 1).then_some(());
    scene.ana.until("almost all", almost).await;
    scene.ana_goes_offline().await;
    ana.save_reply(channel, None, "Última", "Olá").await.unwrap();
    let more = ana.save_reply(channel, None, "Mais", "Olá").await;
    assert!(matches!(more, Err(Error::Rejected(Rejection::TooManyReplies))), "{more:?}");
    bruno.save_reply(channel, None, "Antes", "Olá").await.unwrap();
    sent(&scene.bruno).await;
    let mut events = ana.subscribe();
    scene.ana_comes_back();
    let refused = hears(&mut events, |event| match event {
        Event::Refused { target, act, reason } => Some((target, act, reason)),
        _ => None,
    });
    assert_eq!(refused.await, (channel.into(), RefusedAct::SaveReply, Rejection::TooManyReplies));
    let rescued = ana.rescued().await.unwrap();
    assert_eq!(rescued.iter().map(|it| it.text.as_str()).collect::<Vec<_>>(), ["Última\nOlá"]);
}

#[tokio::test]
async fn signing_out_asks_before_a_reply_that_waits_is_lost() {
    let scene = Scene::new().await;
    let (engine, channel) = (scene.ana.engine(), scene.house.secretaria);
    scene.ana_goes_offline().await;
    engine.save_reply(channel, None, "Prazo", "3 dias").await.unwrap();
    let asked = engine.sign_out(|unsent| unsent.may_be_lost(false)).await;
    let expected = Unsent { acts: 1, ..Unsent::default() };
    assert!(matches!(asked, Err(Error::UnsentItems(unsent)) if unsent == expected));
    shows(&scene.ana, &scene, &[("Prazo", "3 dias", true)]).await;
    scene.ana_comes_back();
    sent(&scene.ana).await;
    shows(&scene.bruno, &scene, &[("Prazo", "3 dias", false)]).await;
}

#[tokio::test]
async fn a_reply_is_shown_with_the_names_of_its_conversation_and_can_be_used_before_it_is_sent() {
    let scene = Scene::new().await;
    let cable = Cable::to(scene.house.addr()).await;
    let folder = TempDir::new().unwrap();
    let config = HostConfig { secrets: SecretsPolicy::File, ..HostConfig::new(folder.path()) };
    let host = Host::open(config).await.unwrap();
    let email = scene.house.ana.email();
    host.sign_in(SignIn {
        server: cable.url(),
        email,
        password: PASSWORD.into(),
        discard_unsent: false,
        act_as: None,
    })
    .await
    .unwrap();
    while host.conversation(ConversationQuery { id: scene.id }).await.is_err() {
        tokio::task::yield_now().await;
    }
    cable.cut();
    let reply = SaveReply {
        channel_id: scene.house.secretaria,
        id: None,
        title: "Recebido".into(),
        text: "Olá, {responsável}! Sobre {aluno}: já vejo. {meu nome}".into(),
    };
    host.save_reply(reply).await.unwrap();
    let detail = host.conversation(ConversationQuery { id: scene.id }).await.unwrap();
    let filled: Vec<_> = detail.replies.iter().map(|reply| reply.filled.as_str()).collect();
    assert_eq!(filled, ["Olá, Maria Conceição! Sobre João Conceição Ávila: já vejo. Ana Lima"]);
    let conversas_ipc::Session::SignedIn(account) = host.session(SessionQuery {}).await.unwrap() else {
        panic!("Ana is signed in")
    };
    let channel = account.channels.iter().find(|channel| channel.id == scene.house.secretaria).unwrap();
    assert_eq!(channel.replies.iter().map(|reply| reply.waits).collect::<Vec<_>>(), [true]);
}
