//! `PUT` and `DELETE /v1/channels/{channel}/replies/{reply}`: how apps of before protocol 2 manage canned replies. Each is the
//! operation that newer apps send, said in another way; they go when no such app is taken any more
//! ([`OLDEST`](conversas_protocol::OLDEST)).

use axum::http::StatusCode;
use conversas_domain::ids::{CannedReplyId, ChannelId};
use conversas_domain::rejection::Rejection;
use conversas_protocol::{DeleteReply, ErrorBody, ErrorCode, Op, Outcome, SaveCannedReply, SaveReply};

use super::input::{Body, PathId};
use super::{Identity, Refusal, Shared};
use crate::actions::{self, Call};
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
    Body { said, bytes }: Body<SaveCannedReply>,
) -> Result<StatusCode, Refusal> {
    let SaveCannedReply { title, text } = said;
    carry_out(app, me, SaveReply { channel_id, reply_id, title, text }.into(), bytes).await
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
    carry_out(app, me, DeleteReply { channel_id, reply_id }.into(), 0).await
}

/// Carries out the operation, whose words came in so many bytes. No receipt is kept: the operation has no
/// identifier by which a receipt could be asked for, and both routes may be called again as they are.
async fn carry_out(app: Shared, me: Identity, op: Op, bytes: usize) -> Result<StatusCode, Refusal> {
    app.rates.say(me.actor.person_id, bytes).map_err(Refusal::too_many_attempts)?;
    let now = app.clock.now();
    let done = app.store.write(Lane::School(me.actor.school_id), move |tx| {
        let actor = me.confirm(tx)?;
        let call = Call { tx, fresh: &mut Fresh::Random, actor, now, written_at: now };
        Ok::<_, Refusal>(actions::carry_out(call, &op)?)
    });
    match done.await? {
        Outcome::Applied { .. } => Ok(StatusCode::NO_CONTENT),
        Outcome::Rejected { reason } => Err(code_of(reason).into()),
    }
}

/// The codes that these routes have always answered.
fn code_of(reason: Rejection) -> ErrorCode {
    match reason {
        Rejection::NotFound | Rejection::Forbidden => ErrorCode::NotFound,
        Rejection::TooManyReplies => ErrorCode::TooLarge,
        _ => ErrorCode::BadRequest,
    }
}
