//! `POST /v1/sessions`: e-mail and password for a token of this device.

use std::net::IpAddr;

use axum::Json;
use conversas_domain::person::Actor;
use conversas_domain::text::Name;
use conversas_protocol::{ErrorBody, ErrorCode, SignIn, SignedIn};
use tokio::time::Instant;

use super::input::Body;
use super::origin::Origin;
use super::{App, Refusal, Shared};
use crate::fresh::Fresh;
use crate::origin::group;
use crate::password::{self, PASSWORD_LIMIT};
use crate::render;
use crate::security_log::{self, Event, Tag};
use crate::store::devices::{self, NewDevice};
use crate::store::people::Credentials;
use crate::store::{StoreError, known_addresses, people};
use crate::throttle::Attempt;

/// Longest e-mail address, in bytes.
const EMAIL_LIMIT: usize = 254;
/// When somebody tries again for whom there was no room to wait, in seconds: lines are that short.
const RETRY: u64 = 2;

/// Signs a device in.
#[utoipa::path(post, path = "/v1/sessions", request_body = SignIn, security(()), responses(
    (status = 200, description = "The device's token, and what the person may see", body = SignedIn),
    (status = 400, description = "Not a sign-in", body = ErrorBody),
    (status = 401, description = "E-mail and password do not belong together", body = ErrorBody),
    (status = 413, description = "Too large", body = ErrorBody),
    (status = 415, description = "Not JSON", body = ErrorBody),
    (status = 429, description = "Too many attempts; see Retry-After", body = ErrorBody),
    (status = 503, description = "Too many sign in at once, or try again later; see Retry-After", body = ErrorBody),
))]
pub(crate) async fn sign_in(
    app: Shared,
    Origin(from): Origin,
    Body(asked): Body<SignIn>,
) -> Result<Json<SignedIn>, Refusal> {
    let SignIn { email, password, device_name } = asked;
    let email = email.trim().to_owned();
    if email.len() > EMAIL_LIMIT || password.len() > PASSWORD_LIMIT {
        return Err(ErrorCode::BadCredentials.into());
    }
    let (account, origin) = (app.tagger.account(&email), group(from));
    let address = app.tagger.address(origin);
    let now = app.clock.now();
    let (found, known) = app
        .store
        .read(move |conn| {
            let found = people::credentials(conn, &email)?;
            let person = found.as_ref().map(|found| found.actor.person_id);
            let known = person.map(|person| known_addresses::contains(conn, person, address, now));
            Ok::<_, StoreError>((found, known.transpose()?.unwrap_or_default()))
        })
        .await?;
    let attempt = Attempt { account, origin, known };
    app.throttle.begin(&attempt, Instant::now()).map_err(|slowed| {
        let seconds = slowed.seconds;
        security_log::tell(&Event::SignInSlowed { account, from, of: slowed.of, seconds });
        Refusal::too_many_attempts(seconds)
    })?;
    let Some(actor) = check(&app, &attempt, from, found, password).await? else {
        security_log::tell(&Event::SignInRefused { account, from });
        return Err(ErrorCode::BadCredentials.into());
    };
    app.throttle.succeeded(&attempt);
    let signed_in = sign_in_device(&app, actor, &device_name, address).await?;
    let (person, device) = (actor.person_id, signed_in.device_id);
    security_log::tell(&Event::SignedIn { person, device, from, known });
    Ok(Json(signed_in))
}

/// Whose e-mail and password these are. As much work for an unknown e-mail as for a wrong password.
async fn check(
    app: &App,
    attempt: &Attempt,
    from: IpAddr,
    found: Option<Credentials>,
    password: String,
) -> Result<Option<Actor>, Refusal> {
    let Some(turn) = app.checks.begin(attempt.origin).await else {
        app.throttle.take_back(attempt);
        security_log::tell(&Event::SignInCrowded { account: attempt.account, from });
        return Err(Refusal::from(ErrorCode::Unavailable).after(RETRY));
    };
    let checked = tokio::task::spawn_blocking(move || {
        let hash = found.as_ref().map(|person| person.password_hash.as_str());
        let is_right = password::verify(&password, hash);
        drop(turn);
        is_right.then(|| found.map(|person| person.actor)).flatten()
    });
    Ok(checked.await.map_err(|_| ErrorCode::Internal)?)
}

async fn sign_in_device(app: &App, actor: Actor, name: &str, address: Tag) -> Result<SignedIn, Refusal> {
    let now = app.clock.now();
    let (token, token_hash) = password::new_token();
    let device = NewDevice {
        id: Fresh::Random.id(now),
        person_id: actor.person_id,
        // A device without a usable name is still a device.
        name: Name::parse(name).map(String::from).unwrap_or_default(),
        token_hash,
        created_at: now,
    };
    let device_id = device.id;
    let file_limit = app.files.limit;
    let directory = app
        .store
        .write(move |tx| {
            devices::insert(tx, &device)?;
            known_addresses::note(tx, actor.person_id, address, now)?;
            render::directory(tx, actor, file_limit)
        })
        .await?;
    Ok(SignedIn { token, device_id, installation: app.installation, directory })
}
