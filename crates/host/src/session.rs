//! The current session, and losses of data.

use std::collections::BTreeMap;
use std::sync::Arc;

use conversas_client::{Engine, Error, Owner, Reply, Session as Known};
use conversas_domain::ids::{ChannelId, InstallationId};
use conversas_ipc::{
    Account, ChannelItem, ChannelReply, DemoAccount, DemoPlace, DemoQuery, Done, Failure, FailureCode,
    ForgetLoss, Loss, LossQuery, Session, SessionCommands, SessionQuery, SignedOut, StudentItem,
};
use conversas_protocol::{
    ChannelView, DemoAccount as OfServer, DemoPlace as PlaceOfServer, Directory, StudentView,
};

use crate::Host;
use crate::failure::failure;

impl SessionCommands for Host {
    async fn session(&self, _: SessionQuery) -> Result<Session, Failure> {
        let known = self.engine.session().await.map_err(failure)?;
        session_of(&self.engine, known).await
    }

    async fn demo(&self, query: DemoQuery) -> Result<Vec<DemoAccount>, Failure> {
        Ok(demo(&self.engine, &query.server).await)
    }

    async fn loss(&self, _: LossQuery) -> Result<Loss, Failure> {
        let happened = self.engine.has_loss().await.map_err(failure)?;
        Ok(Loss { happened, goes: self.engine.loss_goes().await.map_err(failure)? })
    }

    async fn forget_loss(&self, told: ForgetLoss) -> Result<Done, Failure> {
        self.engine.forget_loss(told.goes).await.map_err(failure)?;
        Ok(Done {})
    }
}

/// Answers the accounts of a demonstration; an empty list on any error, because the page goes on without.
pub(crate) async fn demo(engine: &Engine, server: &str) -> Vec<DemoAccount> {
    let offered = engine.demo(server).await.inspect_err(|error| {
        tracing::debug!(%error, "the server offers no accounts to try");
    });
    let accounts = offered.map_or_else(|_| Vec::new(), |demo| demo.accounts);
    let item = |account: OfServer| DemoAccount {
        first_name: account.first_name,
        place: match account.place {
            PlaceOfServer::Secretary => DemoPlace::Secretary,
            PlaceOfServer::Administration => DemoPlace::Administration,
            PlaceOfServer::Family => DemoPlace::Family,
        },
        email: account.email,
        password: account.password,
    };
    accounts.into_iter().map(item).collect()
}

/// What the signed-in person may see.
pub(crate) async fn directory(engine: &Engine) -> Result<Arc<Directory>, Failure> {
    match engine.session().await.map_err(failure)? {
        Known::SignedIn(directory) => Ok(directory),
        Known::SignedOut { .. } => Err(FailureCode::SignedOut.into()),
    }
}

/// Answers who is signed in, and at which installation.
pub(crate) async fn owner(engine: &Engine) -> Result<Owner, Failure> {
    directory(engine).await?;
    engine.owner().await.map_err(failure)?.ok_or(FailureCode::SignedOut.into())
}

pub(crate) async fn session_of(engine: &Engine, known: Known) -> Result<Session, Failure> {
    match known {
        Known::SignedOut { server, was_revoked } => Ok(Session::SignedOut(SignedOut { server, was_revoked })),
        Known::SignedIn(directory) => {
            let owner = engine.owner().await.map_err(failure)?;
            let installation = owner.and_then(|owner| owner.installation);
            let replies = match engine.replies().await {
                // The session ended meanwhile, which an event tells.
                Err(Error::SignedOut) => BTreeMap::new(),
                other => other.map_err(failure)?,
            };
            Ok(Session::SignedIn(Box::new(account_of(engine, &directory, installation, replies))))
        }
    }
}

fn account_of(
    engine: &Engine,
    directory: &Directory,
    installation: Option<InstallationId>,
    mut replies: BTreeMap<ChannelId, Vec<Reply>>,
) -> Account {
    let item = |channel: &ChannelView| {
        let replies = replies.remove(&channel.id).unwrap_or_default();
        channel_of(channel, replies)
    };
    Account {
        id: directory.me.id,
        installation,
        name: directory.me.name.as_str().to_owned(),
        role: directory.me.role,
        school: directory.school.name.as_str().to_owned(),
        plan: directory.school.plan,
        time_zone: directory.school.time_zone.clone(),
        channels: directory.channels.iter().map(item).collect(),
        students: directory.students.iter().map(student_of).collect(),
        file_limit: directory.file_limit,
        connection: engine.connection(),
        server: engine.server().unwrap_or_default(),
    }
}

fn channel_of(channel: &ChannelView, replies: Vec<Reply>) -> ChannelItem {
    let replies = replies.into_iter().map(|Reply { reply, waits }| ChannelReply { reply, waits });
    ChannelItem {
        id: channel.id,
        name: channel.name.as_str().to_owned(),
        description: channel.description.clone(),
        kind: channel.kind,
        member: channel.member,
        active: channel.active,
        hours: channel.hours.clone(),
        replies: replies.collect(),
        class_groups: channel.class_groups.clone(),
    }
}

fn student_of(student: &StudentView) -> StudentItem {
    StudentItem {
        id: student.id,
        name: student.name.as_str().to_owned(),
        class_group: student.class_group.clone(),
    }
}
