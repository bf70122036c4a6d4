//! Signing in and out.

use std::sync::Arc;

use conversas_client::{Engine, Session as Known};
use conversas_ipc::{
    Account, ChannelItem, Failure, FailureCode, Session, SignIn, SignOut, SignedOut, StudentItem,
};
use conversas_protocol::{ChannelView, Directory, StudentView};

use crate::failure::failure;
use crate::host::connection_of;
use crate::preferences;

pub(crate) async fn current(engine: &Engine) -> Result<Session, Failure> {
    let known = engine.session().await.map_err(failure)?;
    Ok(session_of(engine, known))
}

pub(crate) async fn sign_in(engine: &Engine, request: SignIn) -> Result<Session, Failure> {
    let known = engine.sign_in(&request.server, &request.email, &request.password).await;
    Ok(session_of(engine, known.map_err(failure)?))
}

pub(crate) async fn sign_out(engine: &Engine, request: SignOut) -> Result<Session, Failure> {
    let known = engine.sign_out(request.discard_unsent).await.map_err(failure)?;
    preferences::forget_places(engine).await?;
    Ok(session_of(engine, known))
}

/// What the signed-in person may see.
pub(crate) async fn directory(engine: &Engine) -> Result<Arc<Directory>, Failure> {
    match engine.session().await.map_err(failure)? {
        Known::SignedIn(directory) => Ok(directory),
        Known::SignedOut { .. } => Err(FailureCode::SignedOut.into()),
    }
}

fn session_of(engine: &Engine, known: Known) -> Session {
    match known {
        Known::SignedOut { server, was_revoked } => Session::SignedOut(SignedOut { server, was_revoked }),
        Known::SignedIn(directory) => Session::SignedIn(Box::new(account_of(engine, &directory))),
    }
}

fn account_of(engine: &Engine, directory: &Directory) -> Account {
    Account {
        id: directory.me.id,
        name: directory.me.name.as_str().to_owned(),
        role: directory.me.role,
        school: directory.school.name.as_str().to_owned(),
        plan: directory.school.plan,
        time_zone: directory.school.time_zone.clone(),
        channels: directory.channels.iter().map(channel_of).collect(),
        students: directory.students.iter().map(student_of).collect(),
        connection: connection_of(engine.connection()),
    }
}

fn channel_of(channel: &ChannelView) -> ChannelItem {
    ChannelItem {
        id: channel.id,
        name: channel.name.as_str().to_owned(),
        description: channel.description.clone(),
        kind: channel.kind,
        member: channel.member,
        active: channel.active,
        hours: channel.hours.clone(),
        replies: channel.replies.clone(),
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
