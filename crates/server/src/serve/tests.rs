use std::time::Duration;

use conversas_domain::entry::Seq;
use conversas_domain::person::{Actor, Role};
use conversas_domain::plan::Plan;
use conversas_domain::school::School;
use conversas_domain::text::Name;
use conversas_protocol::Demo;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

use super::*;
use crate::fixture::id;
use crate::password;
use crate::store::{Lane, Newcomer};

mod patience;

/// A wait far longer than anything here takes.
const PATIENCE: Duration = Duration::from_secs(20);

/// The e-mail of the person that [`with_somebody`] makes.
const EMAIL: &str = "juliana@familia.example";
const PASSWORD: &str = "uma senha boa";

/// Makes data with a school and a guardian in it.
async fn with_somebody(folder: &Path) {
    init(folder).unwrap();
    let store = open(folder).unwrap();
    let name = |text: &str| Name::parse(text).unwrap();
    let school =
        School { id: id(), name: name("Escola"), plan: Plan::Basic, time_zone: "America/Sao_Paulo".into() };
    let actor = Actor { person_id: id(), school_id: school.id, role: Role::Guardian };
    let password_hash = password::hash(PASSWORD);
    let juliana = Newcomer { actor, name: name("Juliana"), email: EMAIL.into(), password_hash };
    let made: Result<(), StoreError> = store
        .write(Lane::Any, move |tx| {
            tx.insert_school(&school)?;
            tx.admit(&juliana)
        })
        .await;
    made.unwrap();
    store.close();
}

async fn ask(addr: SocketAddr, head: &str, body: &str) -> String {
    let mut stream = TcpStream::connect(addr).await.unwrap();
    let length = body.len();
    let request = format!(
        "{head} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\r\n{body}"
    );
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    timeout(PATIENCE, stream.read_to_string(&mut answer)).await.unwrap().unwrap();
    answer
}

#[tokio::test]
async fn it_answers_stops_and_starts_again_at_the_same_address() {
    let folder = tempfile::tempdir().unwrap();
    init(folder.path()).unwrap();
    let server = start(Config::new(folder.path())).await.unwrap();
    let addr = server.addr();
    assert!(ask(addr, "GET /healthz", "").await.starts_with("HTTP/1.1 200"));
    // A silent connection does not hold the server up.
    let _idle = TcpStream::connect(addr).await.unwrap();
    timeout(PATIENCE, server.stop()).await.unwrap();
    let again = Config { listen: addr, ..Config::new(folder.path()) };
    let server = start(again).await.unwrap();
    assert!(ask(addr, "GET /healthz", "").await.starts_with("HTTP/1.1 200"));
    server.stop().await;
}

#[tokio::test]
async fn a_folder_has_one_server() {
    let folder = tempfile::tempdir().unwrap();
    init(folder.path()).unwrap();
    let first = start(Config::new(folder.path())).await.unwrap();
    let second = start(Config::new(folder.path())).await;
    assert!(matches!(second, Err(StartError::Store(StoreError::InUse))));
    first.stop().await;
    start(Config::new(folder.path())).await.unwrap().stop().await;
}

#[tokio::test]
async fn a_demonstration_listens_on_this_machine_alone() {
    let folder = tempfile::tempdir().unwrap();
    let listen = SocketAddr::from(([0, 0, 0, 0], 0));
    let demo = Some(Demo { accounts: Vec::new() });
    let config = Config { listen, demo, ..Config::new(folder.path()) };
    assert!(matches!(start(config).await, Err(StartError::DemoBeyondLoopback(_))));
}

/// Starts the server once, and stops it; or answers why it did not start.
async fn started(folder: &Path, demo: Option<Demo>) -> Result<(), StartError> {
    start(Config { demo, ..Config::new(folder) }).await?.stop().await;
    Ok(())
}

fn no_accounts() -> Option<Demo> {
    Some(Demo { accounts: Vec::new() })
}

#[tokio::test]
async fn a_demonstrations_data_is_served_as_one_alone() {
    let folder = tempfile::tempdir().unwrap();
    init_for(Purpose::Demo, folder.path()).unwrap();
    let refused = started(folder.path(), None).await.unwrap_err();
    assert!(matches!(refused, StartError::DemoData(_)), "{refused:?}");
    let said = refused.to_string();
    assert!(said.starts_with("demo_data: ") && said.contains(folder.path().to_str().unwrap()), "{said}");
    started(folder.path(), no_accounts()).await.unwrap();
}

#[tokio::test]
async fn a_schools_data_is_never_served_as_a_demonstration() {
    let folder = tempfile::tempdir().unwrap();
    init(folder.path()).unwrap();
    let refused = started(folder.path(), no_accounts()).await.unwrap_err();
    assert!(matches!(refused, StartError::SchoolData(_)), "{refused:?}");
    assert!(refused.to_string().starts_with("school_data: "), "{refused}");
    started(folder.path(), None).await.unwrap();
}

#[tokio::test]
async fn data_that_was_not_told_what_it_is_for_is_for_what_it_is_first_served_as() {
    let folder = tempfile::tempdir().unwrap();
    Sqlite::create(folder.path(), |_: &[Scope]| {}).unwrap().close();
    started(folder.path(), no_accounts()).await.unwrap();
    let refused = started(folder.path(), None).await.unwrap_err();
    assert!(matches!(refused, StartError::DemoData(_)), "{refused:?}");
}

#[tokio::test]
async fn a_folder_that_is_a_file_is_said_to_be_unusable() {
    let file = tempfile::NamedTempFile::new().unwrap();
    let failed = start(Config::new(file.path())).await;
    assert!(matches!(failed, Err(StartError::Store(StoreError::Folder(_)))));
}

#[tokio::test]
async fn a_folder_without_data_is_refused_and_left_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let missing = folder.path().join("typing error");
    let emptied = folder.path().join("emptied");
    std::fs::create_dir(&emptied).unwrap();
    std::fs::write(emptied.join("conversas.sqlite3"), "").unwrap();
    for data in [&missing, &emptied, &folder.path().to_owned()] {
        let Err(refused) = start(Config::new(data)).await else { panic!("{}", data.display()) };
        assert!(matches!(refused, StartError::Store(StoreError::NotThere(_))), "{refused:?}");
        assert!(refused.to_string().contains("conversas-server init --data"), "{refused}");
    }
    assert!(!missing.exists());
    assert_eq!(std::fs::read_dir(&emptied).unwrap().count(), 1, "nothing was made in it");
}

#[tokio::test]
async fn data_is_made_once() {
    let folder = tempfile::tempdir().unwrap();
    init(folder.path()).unwrap();
    assert!(matches!(init(folder.path()), Err(StoreError::AlreadyThere(_))));
    start(Config::new(folder.path())).await.unwrap().stop().await;
}

#[tokio::test]
async fn after_a_repair_every_cursor_is_too_old_and_only_a_server_that_does_not_run_is_told_so() {
    let folder = tempfile::tempdir().unwrap();
    with_somebody(folder.path()).await;
    download_again(folder.path()).await.unwrap();
    let server = start(Config::new(folder.path())).await.unwrap();
    let log = server.store().read(|db| {
        let schools = db.school_ids()?;
        assert_eq!(schools.len(), 1);
        Ok::<_, StoreError>(db.school_and_log(schools[0])?.1)
    });
    let log = log.await.unwrap();
    assert_eq!((log.newest, log.pruned_to), (Seq(1), Seq(1)), "the newest cursor of before was 0");
    assert!(matches!(download_again(folder.path()).await, Err(StoreError::InUse)));
    server.stop().await;
}
