//! `POST /v1/sessions`: e-mail and password for a token of this device.

use std::net::SocketAddr;

use axum::Json;
use axum::extract::ConnectInfo;
use conversas_domain::person::Actor;
use conversas_domain::text::Name;
use conversas_protocol::{ErrorBody, ErrorCode, SignIn, SignedIn};

use super::input::Body;
use super::{App, Refusal, Shared};
use crate::fresh::Fresh;
use crate::password::{self, PASSWORD_LIMIT};
use crate::render;
use crate::store::devices::{self, NewDevice};
use crate::store::people;

/// Longest e-mail address, in bytes.
const EMAIL_LIMIT: usize = 254;

/// Signs a device in.
#[utoipa::path(post, path = "/v1/sessions", request_body = SignIn, security(()), responses(
    (status = 200, description = "The device's token, and what the person may see", body = SignedIn),
    (status = 401, description = "E-mail and password do not belong together", body = ErrorBody),
    (status = 429, description = "Too many attempts; see Retry-After", body = ErrorBody),
))]
pub(crate) async fn sign_in(
    app: Shared,
    ConnectInfo(from): ConnectInfo<SocketAddr>,
    Body(asked): Body<SignIn>,
) -> Result<Json<SignedIn>, Refusal> {
    let SignIn { email, password, device_name } = asked;
    let email = email.trim().to_owned();
    if email.len() > EMAIL_LIMIT || password.len() > PASSWORD_LIMIT {
        return Err(ErrorCode::BadCredentials.into());
    }
    app.throttle.begin(&email, from.ip(), app.clock.now()).map_err(Refusal::too_many_attempts)?;
    let actor = check(&app, email.clone(), password).await?.ok_or(ErrorCode::BadCredentials)?;
    app.throttle.succeeded(&email, from.ip());
    sign_in_device(&app, actor, &device_name).await.map(Json)
}

/// Whose e-mail and password these are. As much work for an unknown e-mail as for a wrong password.
async fn check(app: &App, email: String, password: String) -> Result<Option<Actor>, Refusal> {
    let found = app.store.read(move |conn| people::credentials(conn, &email)).await?;
    let _turn = app.checking.acquire().await.map_err(|_| ErrorCode::Unavailable)?;
    let checked = tokio::task::spawn_blocking(move || {
        let hash = found.as_ref().map(|person| person.password_hash.as_str());
        password::verify(&password, hash).then(|| found.map(|person| person.actor)).flatten()
    });
    Ok(checked.await.map_err(|_| ErrorCode::Internal)?)
}

async fn sign_in_device(app: &App, actor: Actor, name: &str) -> Result<SignedIn, Refusal> {
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
            render::directory(tx, actor, file_limit)
        })
        .await?;
    tracing::info!(person = %actor.person_id, device = %device_id, "signed in");
    Ok(SignedIn { token, device_id, installation: app.installation, directory })
}
