//! `PUT /v1/presence`: where this device is, for colleagues.

use axum::http::StatusCode;
use conversas_domain::permission::{Action, Relation};
use conversas_protocol::{ErrorBody, ErrorCode, Whereabouts};

use super::input::Body;
use super::{Identity, Refusal, Shared};
use crate::access;
use crate::presence::Stay;
use crate::store::Scope;

/// Says which conversation this device has before the person's eyes, for half a minute. Only members of the channel are
/// seen; from others who may read the conversation it is taken and forgotten.
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
                .read(move |conn| {
                    let actor = me.confirm(conn)?;
                    Ok::<_, Refusal>(access::visible(conn, actor, conversation, Action::Read)?)
                })
                .await?;
            let (row, relation) = visible.ok_or(ErrorCode::NotFound)?;
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
    app.store.bell().ring(&scopes);
    Ok(StatusCode::NO_CONTENT)
}
