//! `PUT` and `DELETE /v1/channels/{channel}/replies/{reply}`: how apps of before protocol 2 manage canned replies. Each is the
//! operation that newer apps send, said in another way; they go when no such app is taken any more
//! ([`OLDEST`](conversas_protocol::OLDEST)).

use axum::http::StatusCode;
use conversas_domain::ids::{CannedReplyId, ChannelId};
use conversas_domain::rejection::Rejection;
use conversas_protocol::{
    DeleteReply, ErrorBody, ErrorCode, Op, OpRequest, Outcome, SaveCannedReply, SaveReply,
};

use super::input::{Body, PathId};
use super::{Identity, Refusal, Shared};
use crate::actions;
use crate::fresh::Fresh;
use crate::store::Lane;

/// Makes or replaces a canned reply: for apps of before the operation `save_reply`. The same again changes nothing.
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
    PathId((channel_id, reply_id)): PathId<(ChannelId, CannedReplyId)>,
    Body { said, .. }: Body<SaveCannedReply>,
) -> Result<StatusCode, Refusal> {
    let SaveCannedReply { title, text } = said;
    execute(app, me, SaveReply { channel_id, reply_id, title, text }.into()).await
}

/// Takes a canned reply away: for apps of before the operation `delete_reply`. One that is not there is gone already.
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
    PathId((channel_id, reply_id)): PathId<(ChannelId, CannedReplyId)>,
) -> Result<StatusCode, Refusal> {
    execute(app, me, DeleteReply { channel_id, reply_id }.into()).await
}

/// The operation under an identifier that nobody repeats: both routes may be asked again as they are.
async fn execute(app: Shared, me: Identity, op: Op) -> Result<StatusCode, Refusal> {
    let now = app.clock.now();
    let request = OpRequest { op_id: Fresh::Random.id(now), written_at: now, op };
    let done = app.store.write(Lane::School(me.actor.school_id), move |tx| {
        let actor = me.confirm(tx)?;
        Ok::<_, Refusal>(actions::execute(tx, &mut Fresh::Random, actor, &request, now)?)
    });
    match done.await?.outcome {
        Outcome::Applied { .. } => Ok(StatusCode::NO_CONTENT),
        Outcome::Rejected { reason } => Err(code_of(reason).into()),
    }
}

/// What these routes have always said.
fn code_of(reason: Rejection) -> ErrorCode {
    match reason {
        Rejection::NotFound | Rejection::Forbidden => ErrorCode::NotFound,
        Rejection::TooManyReplies => ErrorCode::TooLarge,
        _ => ErrorCode::BadRequest,
    }
}
