//! Who asks: from the token, on every request.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::header;
use axum::http::request::Parts;
use conversas_domain::ids::DeviceId;
use conversas_domain::moment::DAY;
use conversas_domain::person::Actor;
use conversas_protocol::ErrorCode;
use rusqlite::Connection;

use super::log::Asker;
use super::{App, Refusal};
use crate::password;
use crate::store::StoreError;
use crate::store::devices::{self, Active};

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
        let found = app.store.glance(|conn| devices::by_token(conn, &hash))?;
        let Active { id: device_id, actor, used_at } = found.ok_or(ErrorCode::Unauthorized)?;
        if let Some(asker) = parts.extensions.get::<Asker>() {
            asker.is(actor.person_id, device_id);
        }
        let now = app.clock.now();
        if now.since(used_at) >= DAY {
            // A full disk ends no session: the day is written down with a later request.
            let used = app.store.write(move |tx| devices::set_used(tx, device_id, now)).await;
            if let Err(error) = used {
                let error: StoreError = error;
                tracing::warn!(device = %device_id, %error, "the day of a device was not written down");
            }
        }
        Ok(Identity { actor, device_id })
    }
}

impl Identity {
    /// The person as they are now. Asked inside the transaction that does what a request wants: its body may have come
    /// long after the token was looked at, and a device that was revoked meanwhile does nothing more.
    pub(crate) fn confirm(self, conn: &Connection) -> Result<Actor, Refusal> {
        Ok(devices::actor(conn, self.device_id)?.ok_or(ErrorCode::Unauthorized)?)
    }
}

fn bearer(parts: &Parts) -> Option<&str> {
    let value = parts.headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then_some(token.trim())
}
