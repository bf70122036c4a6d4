//! `PUT` and `DELETE /v1/channels/{channel}/replies/{reply}`: "Respostas prontas", managed by the channel's members.

use axum::http::StatusCode;
use conversas_domain::canned_reply::{CannedReply, REPLIES_LIMIT};
use conversas_domain::channel::Channel;
use conversas_domain::ids::{CannedReplyId, ChannelId};
use conversas_domain::permission::{Action, may};
use conversas_domain::person::Actor;
use conversas_domain::text::{MessageText, Name};
use conversas_protocol::{ErrorBody, ErrorCode, SaveCannedReply};

use super::input::{Body, PathId};
use super::{Identity, Refusal, Shared};
use crate::access;
use crate::ledger;
use crate::store::{Lane, Read};

/// Makes or replaces a canned reply. The same again changes nothing.
#[utoipa::path(put, path = "/v1/channels/{channel}/replies/{reply}", request_body = SaveCannedReply,
    params(("channel" = ChannelId, Path, description = "Whose"),
        ("reply" = CannedReplyId, Path, description = "Which; chosen by the client")),
    responses(
        (status = 204, description = "Kept; all members get it by sync"),
        (status = 400, description = "Empty or too long", body = ErrorBody),
        (status = 401, description = "Sign in again", body = ErrorBody),
        (status = 404, description = "The asker does not belong to such a channel", body = ErrorBody),
        (status = 413, description = "The channel has as many as it can keep", body = ErrorBody),
))]
pub(crate) async fn put(
    app: Shared,
    me: Identity,
    PathId((channel, reply)): PathId<(ChannelId, CannedReplyId)>,
    Body { said: asked, .. }: Body<SaveCannedReply>,
) -> Result<StatusCode, Refusal> {
    let title = Name::parse(&asked.title).map_err(|_| ErrorCode::BadRequest)?;
    let text = MessageText::parse(&asked.text).map_err(|_| ErrorCode::BadRequest)?;
    let reply = CannedReply { id: reply, title, text };
    app.store
        .write(Lane::School(me.actor.school_id), move |tx| {
            let channel = managed(tx, me.confirm(tx)?, channel)?;
            if tx.count_other_replies(channel.id, reply.id)? >= REPLIES_LIMIT {
                return Err(ErrorCode::TooLarge.into());
            }
            Ok::<_, Refusal>(ledger::put_reply(tx, &channel, &reply)?)
        })
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Takes a canned reply away. One that is not there is gone already.
#[utoipa::path(delete, path = "/v1/channels/{channel}/replies/{reply}",
    params(("channel" = ChannelId, Path, description = "Whose"),
        ("reply" = CannedReplyId, Path, description = "Which")),
    responses(
        (status = 204, description = "Gone; all members learn it by sync"),
        (status = 401, description = "Sign in again", body = ErrorBody),
        (status = 404, description = "The asker does not belong to such a channel", body = ErrorBody),
))]
pub(crate) async fn delete(
    app: Shared,
    me: Identity,
    PathId((channel, reply)): PathId<(ChannelId, CannedReplyId)>,
) -> Result<StatusCode, Refusal> {
    app.store
        .write(Lane::School(me.actor.school_id), move |tx| {
            let channel = managed(tx, me.confirm(tx)?, channel)?;
            Ok::<_, Refusal>(ledger::delete_reply(tx, &channel, reply)?)
        })
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The channel, if the actor may manage its replies.
fn managed(db: &dyn Read, actor: Actor, id: ChannelId) -> Result<Channel, Refusal> {
    let relation = access::channel_relation(db, actor, id)?;
    let channel = db.channel(id)?.filter(|_| may(actor.role, relation, Action::ManageReplies));
    Ok(channel.ok_or(ErrorCode::NotFound)?)
}
