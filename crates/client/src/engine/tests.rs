//! The engine keeps its promises also when a caller leaves between a commit and what follows from the commit.

use conversas_domain::attachment::DEFAULT_FILE_LIMIT;
use conversas_domain::ids::ConversationId;
use conversas_domain::person::Role;
use conversas_domain::plan::Plan;
use conversas_domain::school::School;
use conversas_protocol::{Directory, Me, SignedIn};
use conversas_testkit::{fresh, installation, name};
use conversas_view::Lock;
use tempfile::TempDir;
use tokio::sync::Notify;

use super::*;
use crate::error::Error;
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

#[tokio::test]
async fn nothing_is_changed_for_a_person_who_is_not_the_one_that_the_store_says_is_signed_in() {
    let (_folder, engine) = profile().await;
    let inner = &engine.inner;
    let begun = inner.live().unwrap();
    let row = inner.store.read(session::load).await.unwrap();
    let another = session::SessionRow { person_id: Some(fresh()), ..row.clone() };
    // Committed, and nobody knows it yet.
    inner.store.write(move |tx| session::save(tx, &another)).await.unwrap();
    let change = || inner.change(|_, _, _| Ok(()));
    assert!(matches!(change().await, Err(Error::SignedOut)));
    let elsewhere = session::SessionRow { installation: Some(fresh()), ..row.clone() };
    inner.store.write(move |tx| session::save(tx, &elsewhere)).await.unwrap();
    assert!(matches!(change().await, Err(Error::SignedOut)), "the same one of a copy is another person");
    inner.store.write(move |tx| session::save(tx, &row)).await.unwrap();
    change().await.unwrap();
    inner.change_as(&begun, |_, _, _| Ok(())).await.unwrap();
}

/// Rings when it is dropped.
struct Rings(Arc<Notify>);

impl Drop for Rings {
    fn drop(&mut self) {
        self.0.notify_one();
    }
}

#[tokio::test]
async fn a_session_that_is_being_taken_up_is_not_stopped_in_the_middle() {
    let (_folder, engine) = profile().await;
    let inner = Arc::clone(&engine.inner);
    let live = inner.live().unwrap();
    inner.stop_tasks().await;
    inner.set_live(None);
    let (keeps, reads) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    // The end of the first task lets the other go on, so that they are stopped one after the other.
    let rings = Rings(Arc::clone(&keeps));
    let first = tokio::spawn(async move {
        let _rings = rings;
        std::future::pending::<()>().await;
    });
    let (shared, keeping, reading) = (Arc::clone(&inner), Arc::clone(&keeps), Arc::clone(&reads));
    let taking_up = tokio::spawn(async move {
        let _account = shared.account.lock().await;
        keeping.notified().await;
        shared.set_live(Some(live));
        reading.notified().await;
        shared.start_tasks();
    });
    inner.tasks.lock().unwrap().extend([first, taking_up]);
    while inner.account.try_lock().is_ok() {
        tokio::task::yield_now().await;
    }
    let stopping = Arc::clone(&inner);
    let stopping = tokio::spawn(async move { stopping.stop_recovery().await });
    for _ in 0..10 {
        tokio::task::yield_now().await;
    }
    keeps.notify_one();
    reads.notify_one();
    stopping.await.unwrap();
    assert!(inner.live().is_ok());
    let tasks = inner.tasks.lock().unwrap();
    let running = tasks.iter().filter(|task| !task.is_finished()).count();
    assert!(running > 2, "a session stands without its tasks");
}
