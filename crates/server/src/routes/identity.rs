//! Who asks: from the token, on every request.

use std::sync::Arc;

use axum::extract::{FromRequestParts, MatchedPath};
use axum::http::header;
use axum::http::request::Parts;
use conversas_domain::ids::DeviceId;
use conversas_domain::person::Actor;
use conversas_protocol::ErrorCode;

use super::log::Asker;
use super::manners::Held;
use super::origin::Origin;
use super::{App, Refusal};
use crate::password;
use crate::rates::Class;
use crate::security_log::{self, Event};
use crate::store::devices::{self, Known};

/// A signed-in device and the person behind it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Identity {
    pub(crate) actor: Actor,
    pub(crate) device_id: DeviceId,
}

impl FromRequestParts<Arc<App>> for Identity {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Refusal> {
        let token = bearer(parts).ok_or(ErrorCode::Unauthorized)?;
        let hash = password::hash_token(token);
        let (device_id, actor) = match app.store.glance(|conn| devices::by_token(conn, &hash))? {
            Known::Active(device_id, actor) => (device_id, actor),
            Known::Revoked => return Err(ErrorCode::SessionRevoked.into()),
            Known::Unknown => {
                if let Some(Origin(from)) = Origin::of(parts, app) {
                    security_log::tell(&Event::SessionUnknown { from });
                }
                return Err(ErrorCode::SessionUnknown.into());
            }
        };
        if let Some(asker) = parts.extensions.get::<Asker>() {
            asker.is(actor.person_id, device_id);
        }
        let route = parts.extensions.get::<MatchedPath>().map_or("", MatchedPath::as_str);
        let class = Class::of(&parts.method, route);
        let under_way = app.rates.begin(actor.person_id, class).map_err(Refusal::too_many_attempts)?;
        if let Some(held) = parts.extensions.get::<Held>() {
            held.hold(under_way);
        }
        Ok(Identity { actor, device_id })
    }
}

fn bearer(parts: &Parts) -> Option<&str> {
    let value = parts.headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    let token = token.trim();
    (scheme.eq_ignore_ascii_case("bearer") && !token.is_empty()).then_some(token)
}
