//! The engine keeps its promises also when a caller leaves between a commit and what follows from the commit.

use conversas_domain::attachment::DEFAULT_FILE_LIMIT;
use conversas_domain::ids::ConversationId;
use conversas_domain::person::Role;
use conversas_domain::plan::Plan;
use conversas_domain::school::School;
use conversas_protocol::{Directory, Me, SignedIn};
use conversas_testkit::{fresh, installation, name};
use tempfile::TempDir;

use super::*;
use crate::connection::Lock;
use crate::net::{Remote, SessionEnd};
use crate::store::session;

/// A profile of a member of staff; nothing answers at its server.
async fn profile() -> (TempDir, Engine) {
    let folder = TempDir::new().unwrap();
    let config = EngineConfig { secrets: SecretsPolicy::File, ..EngineConfig::new(folder.path()) };
    let engine = Engine::open(config).await.unwrap();
    let (plan, time_zone) = (Plan::Premium, "America/Sao_Paulo".into());
    let directory = Directory {
        me: Me { id: fresh(), name: name("Ana Lima"), role: Role::Staff },
        school: School { id: fresh(), name: name("Colégio Grande"), plan, time_zone },
        channels: Vec::new(),
        students: Vec::new(),
        file_limit: DEFAULT_FILE_LIMIT,
    };
    let signed_in = SignedIn {
        token: "none".into(),
        device_secret: None,
        refused_tries: 0,
        device_id: fresh(),
        installation: installation(),
        directory,
    };
    engine.adopt("http://127.0.0.1:9", &signed_in).await.unwrap();
    (folder, engine)
}

/// Commits what a task would that is ended before it tells of it.
async fn rename_school(engine: &Engine, to: &'static str) {
    let renaming = engine.inner.store.write(move |tx| {
        let mut directory = session::directory(tx)?.unwrap();
        directory.school.name = name(to);
        session::set_directory(tx, &directory.into())
    });
    renaming.await.unwrap();
}

fn school(engine: &Engine) -> String {
    engine.inner.live().unwrap().directory.school.name.as_str().to_owned()
}

#[tokio::test]
async fn what_is_committed_after_a_conversation_went_knows_that_it_went() {
    let (_folder, engine) = profile().await;
    let (id, shared) = (fresh::<ConversationId>(), Arc::clone(&engine.inner));
    let going = engine.inner.change(move |_, _, touched| {
        touched.gone.push(id);
        Ok(())
    });
    let page = engine.inner.store.write(move |_| Ok::<_, Error>(shared.gone.lock().unwrap().contains(&id)));
    let (gone, is_known) = tokio::join!(going, page);
    gone.unwrap();
    assert!(is_known.unwrap());
}

#[tokio::test]
async fn a_session_that_goes_on_goes_on_with_the_directory_that_was_committed() {
    let (_folder, engine) = profile().await;
    rename_school(&engine, "Escola Nova").await;
    engine.refuse_sessions(true).await.unwrap();
    assert!(engine.sign_out(|_| Ok(())).await.is_err());
    assert_eq!(school(&engine), "Escola Nova");
}

#[tokio::test]
async fn a_session_is_locked_and_unlocked_with_the_directory_that_was_committed() {
    let (_folder, engine) = profile().await;
    let line = engine.inner.live().unwrap().remote.line().clone();
    rename_school(&engine, "Escola Nova").await;
    engine.inner.session_ended(&line, SessionEnd::Unknown).await.unwrap();
    assert_eq!((school(&engine).as_str(), engine.inner.lock()), ("Escola Nova", Some(Lock::SignIn)));
    rename_school(&engine, "Colégio do Sol").await;
    engine.inner.unlock(&line, Remote::new(line.clone(), "none".into())).await.unwrap();
    assert_eq!((school(&engine).as_str(), engine.inner.lock()), ("Colégio do Sol", None));
}
