//! The device and person behind a request: read from the token, on every request.

use std::sync::Arc;

use axum::extract::{FromRequestParts, MatchedPath};
use axum::http::header;
use axum::http::request::Parts;
use conversas_domain::ids::{AccountId, DeviceId};
use conversas_domain::moment::DAY;
use conversas_domain::person::Actor;
use conversas_protocol::ErrorCode;

use super::log::Asker;
use super::manners::Held;
use super::origin::Origin;
use super::{App, Refusal};
use crate::password;
use crate::rates::Class;
use crate::security_log::{self, Event};
use crate::store::accounts::{ActiveDevice, KnownDevice, NotActive};
use crate::store::{Lane, Read, StoreError};

/// A signed-in device and the person behind it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Identity {
    pub(crate) account_id: AccountId,
    pub(crate) actor: Actor,
    pub(crate) device_id: DeviceId,
}

impl FromRequestParts<Arc<App>> for Identity {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Refusal> {
        let token = bearer(parts).ok_or(ErrorCode::Unauthorized)?;
        let hash = password::hash_token(token);
        let ActiveDevice { id: device_id, account_id, actor, used_at } = match app.store.device(hash).await? {
            KnownDevice::Active(device) => device,
            KnownDevice::Revoked => return Err(turned_away(parts, app, NotActive::Revoked)),
            KnownDevice::Unknown => return Err(turned_away(parts, app, NotActive::Unknown)),
        };
        if let Some(asker) = parts.extensions.get::<Asker>() {
            asker.is(actor.person_id, device_id);
        }
        let route = parts.extensions.get::<MatchedPath>().map_or("", MatchedPath::as_str);
        if let Some(class) = Class::of(&parts.method, route) {
            let under_way = app.rates.begin(actor.person_id, class).map_err(Refusal::too_many_attempts)?;
            if let Some(held) = parts.extensions.get::<Held>() {
                held.hold(under_way);
            }
        }
        let now = app.clock.now();
        if used_at.is_none_or(|used_at| now.since(used_at) >= DAY) {
            // A full disk ends no session: the day of use is written down with a later request.
            let used = app
                .store
                .write(Lane::Account(account_id), move |tx| tx.set_device_used(device_id, now))
                .await;
            if let Err(error) = used {
                let error: StoreError = error;
                tracing::warn!(device = %device_id, %error, "the day of a device was not written down");
            }
        }
        Ok(Identity { account_id, actor, device_id })
    }
}

impl Identity {
    /// Answers the person as they are now. Called inside the transaction that does what a request wants: its
    /// body may have come long after the token was looked at, and a device that was revoked meanwhile does
    /// nothing more.
    pub(crate) fn confirm(self, db: &dyn Read) -> Result<Actor, Refusal> {
        Ok(db.device(self.device_id)?.actor()?)
    }
}

/// Tells the security log of a token that is not valid.
fn turned_away(parts: &Parts, app: &Arc<App>, why: NotActive) -> Refusal {
    if let Some(Origin(from)) = Origin::of(parts, app) {
        security_log::tell(&match why {
            NotActive::Revoked => Event::SessionRevoked { from },
            NotActive::Unknown => Event::SessionUnknown { from },
        });
    }
    why.into()
}

fn bearer(parts: &Parts) -> Option<&str> {
    let value = parts.headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    let token = token.trim();
    (scheme.eq_ignore_ascii_case("bearer") && !token.is_empty()).then_some(token)
}
