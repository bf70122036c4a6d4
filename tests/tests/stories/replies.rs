//! "Respostas prontas": managed by the members of a channel, online, and filled with names where they are used.

use conversas_client::{Engine, Error, NetError, Session};
use conversas_domain::canned_reply::CannedReply;
use conversas_domain::rejection::Rejection;
use conversas_host::{Host, HostConfig, SecretsPolicy};
use conversas_ipc::{ConversationQuery, FailureCode, Handler, SaveReply, SignIn};
use conversas_testkit::Cable;
use conversas_testkit::house::PASSWORD;
use tempfile::TempDir;

use super::scene::Scene;

async fn replies(engine: &Engine, scene: &Scene) -> Vec<CannedReply> {
    let Session::SignedIn(directory) = engine.session().await.unwrap() else {
        panic!("somebody is signed in")
    };
    let channel = directory.channels.iter().find(|channel| channel.id == scene.house.secretaria);
    channel.map(|channel| channel.replies.clone()).unwrap_or_default()
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
    assert!(matches!(refused, Err(Error::Net(NetError::Refused { .. }))), "{refused:?}");

    scene.bruno.engine().save_reply(channel, Some(reply.id), "Recebido", "Olá!").await.unwrap();
    let changed = async |engine: &Engine| {
        replies(engine, &scene).await.into_iter().find(|reply| reply.text.as_str() == "Olá!")
    };
    let changed = scene.ana.until("the change", changed).await;
    assert_eq!(changed.id, reply.id, "replaced, not added");
    engine.delete_reply(channel, reply.id).await.unwrap();
    let gone = async |engine: &Engine| replies(engine, &scene).await.is_empty().then_some(());
    scene.bruno.until("gone", gone).await;

    let empty = engine.save_reply(channel, None, " ", "y").await;
    assert!(matches!(empty, Err(Error::Rejected(Rejection::TextEmpty))), "{empty:?}");
}

#[tokio::test]
async fn a_reply_is_shown_with_the_names_of_its_conversation_and_is_saved_only_online() {
    let scene = Scene::new().await;
    let cable = Cable::to(scene.house.addr()).await;
    let folder = TempDir::new().unwrap();
    let config = HostConfig { secrets: SecretsPolicy::File, ..HostConfig::new(folder.path()) };
    let host = Host::open(config).await.unwrap();
    let email = scene.house.ana.email();
    host.sign_in(SignIn { server: cable.url(), email, password: PASSWORD.into(), discard_unsent: false })
        .await
        .unwrap();
    let reply = SaveReply {
        channel_id: scene.house.secretaria,
        id: None,
        title: "Recebido".into(),
        text: "Olá, {responsável}! Sobre {aluno}: já vejo. {meu nome}".into(),
    };
    host.save_reply(reply.clone()).await.unwrap();
    let filled = loop {
        let detail = host.conversation(ConversationQuery { id: scene.id }).await;
        match detail.ok().and_then(|mut detail| detail.replies.pop()) {
            Some(reply) => break reply.filled,
            None => tokio::task::yield_now().await,
        }
    };
    assert_eq!(filled, "Olá, Maria Conceição! Sobre João Conceição Ávila: já vejo. Ana Lima");
    cable.cut();
    assert_eq!(host.save_reply(reply).await.unwrap_err().code, FailureCode::Offline);
}
