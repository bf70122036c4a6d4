//! `PUT /v1/presence`: the conversation that this device is in, for colleagues.

use axum::http::StatusCode;
use conversas_domain::permission::{Action, Relation};
use conversas_protocol::{ErrorBody, ErrorCode, Whereabouts};

use super::input::Body;
use super::{Identity, Refusal, Shared};
use crate::access;
use crate::presence::Stay;
use crate::store::Scope;

/// Says which conversation this device shows, for half a minute. Only members of the channel are seen. From
/// others who may read the conversation the message is accepted and forgotten, but an administrator who looks
/// in gets news of the channel for another week.
#[utoipa::path(put, path = "/v1/presence", request_body = Whereabouts, responses(
    (status = 204, description = "Colleagues see it"),
    (status = 400, description = "Not a place", body = ErrorBody),
    (status = 401, description = "Sign in again", body = ErrorBody),
    (status = 404, description = "Unknown, or not visible to the reader", body = ErrorBody),
))]
pub(crate) async fn presence(
    app: Shared,
    me: Identity,
    Body { said: asked, .. }: Body<Whereabouts>,
) -> Result<StatusCode, Refusal> {
    let stay = match asked.at {
        None => None,
        Some((conversation, doing)) => {
            let visible = app
                .store
                .read(move |db| {
                    let actor = me.confirm(db)?;
                    let Some((row, relation)) = access::visible(db, actor, conversation, Action::Read)?
                    else {
                        return Err(ErrorCode::NotFound.into());
                    };
                    let opened = db.opened(actor.person_id, row.channel_id)?;
                    Ok::<_, Refusal>((row, relation, opened))
                })
                .await?;
            let (row, relation, opened) = visible;
            if let Some(opened) = opened.filter(|_| relation != Relation::Member) {
                app.keep_following(me, row.channel_id, opened).await?;
            }
            (relation == Relation::Member).then_some(Stay {
                device: me.device_id,
                person: me.actor.person_id,
                channel: row.channel_id,
                conversation,
                doing,
            })
        }
    };
    let changed = match stay {
        Some(stay) => app.presence.arrive(stay),
        None => app.presence.leave(me.device_id),
    };
    let scopes: Vec<_> = changed.into_iter().map(Scope::channel).collect();
    app.bell.ring(&scopes);
    Ok(StatusCode::NO_CONTENT)
}
