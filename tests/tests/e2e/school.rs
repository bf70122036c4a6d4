//! Changes that a school makes without a window of the app: there is no screen for them yet.

use std::sync::Arc;

use conversas_client::Session;
use conversas_domain::ids::ChannelId;
use conversas_protocol::Directory;
use conversas_server::store::{Lane, StoreError, Write};
use conversas_tests::e2e::Stage;
use conversas_tests::e2e::people::{PASSWORD, Person};

/// Answers the directory of a person, asked for as a device of theirs would.
pub(super) async fn directory_of(stage: &Stage, person: Person) -> Arc<Directory> {
    let device = conversas_testkit::Device::new().await;
    match device
        .engine()
        .sign_in(&stage.url(), person.email, PASSWORD, |_, _| Ok(()))
        .await
        .expect("the server answers")
    {
        Session::SignedIn(directory) => directory,
        Session::SignedOut { .. } => panic!("the password is right"),
    }
}

/// Answers the channel with this name.
pub(super) fn channel(directory: &Directory, name: &str) -> ChannelId {
    directory.channels.iter().find(|channel| channel.name.as_str() == name).expect("a channel").id
}

/// Changes the school while its server does not run.
pub(super) async fn change_the_school<F>(stage: &Stage, change: F)
where
    F: FnOnce(&mut dyn Write) -> Result<(), StoreError> + Send + 'static,
{
    let store = conversas_server::open(&stage.server_data()).expect("its server is stopped");
    store.write(Lane::Any, change).await.expect("the school can be changed");
    store.close();
}
