//! `POST /v1/sessions`: e-mail and password for a token of this device.

use std::net::IpAddr;
use std::sync::Arc;

use axum::Json;
use conversas_domain::ids::PersonId;
use conversas_domain::person::Actor;
use conversas_domain::text::Name;
use conversas_protocol::{ErrorBody, ErrorCode, SignIn, SignedIn};
use tokio::time::Instant;
use tracing::Instrument;

use super::input::AnonymousBody;
use super::origin::Origin;
use super::whole::whole;
use super::{App, Refusal, Shared};
use crate::checks::Check;
use crate::fresh::Fresh;
use crate::origin::group;
use crate::password::{self, PASSWORD_LIMIT};
use crate::render;
use crate::security_log::{self, Event, Tag};
use crate::store::accounts::{Credentials, NewDevice, TokenHash};
use crate::store::{Lane, Read, StoreError};
use crate::throttle::Attempt;

/// Longest e-mail address, in bytes.
const EMAIL_LIMIT: usize = 254;

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
    AnonymousBody(asked): AnonymousBody<SignIn>,
) -> Result<Json<SignedIn>, Refusal> {
    let SignIn { email, password, device_name, device_secret } = asked;
    let email = email.trim().to_owned();
    if email.len() > EMAIL_LIMIT || password.len() > PASSWORD_LIMIT {
        return Err(ErrorCode::BadCredentials.into());
    }
    let (account, origin) = (app.tagger.account(&email), group(from));
    let address = app.tagger.address(origin);
    let now = app.clock.now();
    let secret = device_secret.map(|secret| (password::hash_token(&secret), secret));
    let shown = secret.as_ref().map(|(hash, _)| *hash);
    let reading = app.store.read(move |db| {
        let found = db.credentials(&email)?;
        let Some(person) = found.as_ref().map(|found| found.actor.person_id) else {
            return Ok((None, false, None));
        };
        let known = db.knows_address(person, address.0, now)?;
        Ok::<_, StoreError>((found, known, known_device(db, person, shown)?))
    });
    let (found, known, device) = reading.await?;
    let attempt = Attempt { account, origin, device };
    // The turn comes before the count: whoever waits, or goes away while waiting, has tried nothing.
    let Some(turn) = app.checks.begin(origin).await else {
        security_log::tell(&Event::SignInCrowded { account, from });
        return Err(Refusal::crowded());
    };
    app.throttle.begin(&attempt, Instant::now()).map_err(|slowed| {
        let seconds = slowed.seconds;
        security_log::tell(&Event::SignInSlowed { account, from, of: slowed.of, seconds });
        Refusal::too_many_attempts(seconds)
    })?;
    let given = Given { attempt, from, found, password };
    // A task of its own goes on when the client goes away: a guess is seen and counted either way.
    let trying = tokio::spawn(try_password(Arc::clone(&app), given, turn).in_current_span()).await;
    let actor = trying.map_err(|error| failed(error.is_panic()))??;
    // Only who still waits gets a device: nobody else would have its token, and it would take another one's place.
    app.rates.sign_in(actor.person_id).map_err(Refusal::too_many_attempts)?;
    let secret = secret.filter(|(hash, _)| device == Some(*hash)).map(|(hash, secret)| (secret, hash));
    let entry = Entry { actor, name: device_name, secret, address };
    whole(let_in(Arc::clone(&app), entry, attempt, (from, known))).await.map(Json)
}

/// Gives the device its token, and says so. The address is told, and whether the person was seen there before.
async fn let_in(
    app: Arc<App>,
    entry: Entry,
    attempt: Attempt,
    (from, known): (IpAddr, bool),
) -> Result<SignedIn, Refusal> {
    let person = entry.actor.person_id;
    let (signed_in, is_known) = sign_in_device(&app, entry).await?;
    app.throttle.succeeded(&attempt);
    let (device, refused, known) = (signed_in.device_id, signed_in.refused_tries, known || is_known);
    security_log::tell(&Event::SignedIn { person, device, from, known, refused });
    Ok(signed_in)
}

/// The hash of the secret that was shown, if the person was signed in on the device that has it.
fn known_device(
    db: &dyn Read,
    person: PersonId,
    shown: Option<TokenHash>,
) -> Result<Option<TokenHash>, StoreError> {
    let Some(hash) = shown else { return Ok(None) };
    Ok(db.knows_device(person, &hash)?.then_some(hash))
}

/// A password that is looked at.
struct Given {
    attempt: Attempt,
    from: IpAddr,
    /// Whose the e-mail is.
    found: Option<Credentials>,
    password: String,
}

/// Looks at a password, and says who it is or counts.
async fn try_password(app: Arc<App>, given: Given, turn: Check) -> Result<Actor, Refusal> {
    let Given { attempt, from, found, password } = given;
    let person = found.as_ref().map(|found| found.actor.person_id);
    let checking = tokio::task::spawn_blocking(move || {
        let found = check(found, &password);
        drop(turn);
        found
    });
    let checked = checking.await.map_err(|error| {
        app.throttle.take_back(&attempt);
        failed(error.is_panic())
    })?;
    let Some(actor) = checked else {
        security_log::tell(&Event::SignInRefused { account: attempt.account, from });
        if let Some(person) = person.filter(|_| attempt.device.is_none()) {
            count_refused_try(&app, person);
        }
        return Err(ErrorCode::BadCredentials.into());
    };
    // A right password is none that was guessed wrong, whatever becomes of the device.
    app.throttle.take_back(&attempt);
    Ok(actor)
}

/// Whose e-mail and password these are. As much work for an unknown e-mail as for a wrong password.
fn check(found: Option<Credentials>, password: &str) -> Option<Actor> {
    let hash = found.as_ref().map(|person| person.password_hash.as_str());
    let is_right = password::verify(password, hash);
    is_right.then(|| found.map(|person| person.actor)).flatten()
}

/// Something broke. Its words may hold anything.
fn failed(is_panic: bool) -> Refusal {
    tracing::error!(is_panic, "the check of a password failed");
    ErrorCode::Internal.into()
}

/// Counts in the background: the answer takes as long as that to an e-mail that nobody has.
fn count_refused_try(app: &Arc<App>, person: PersonId) {
    let store = app.store.clone();
    tokio::spawn(async move {
        let counting = store.write(Lane::Person(person), move |tx| tx.count_refused_try(person)).await;
        if let Err(error) = counting {
            let error: StoreError = error;
            tracing::warn!(%error, "a wrong password was not counted for its account");
        }
    });
}

/// Somebody who is let in.
struct Entry {
    actor: Actor,
    /// The device's.
    name: String,
    /// The secret by which the device was known before the password was looked at, and what is kept of it.
    secret: Option<(String, TokenHash)>,
    /// Where they are.
    address: Tag,
}

/// Gives the device its token; whether it is a device on which the account was signed in to before.
async fn sign_in_device(app: &App, entry: Entry) -> Result<(SignedIn, bool), Refusal> {
    let Entry { actor, name, secret, address } = entry;
    let now = app.clock.now();
    let (token, token_hash) = password::new_token();
    let fresh = password::new_token();
    let mut device = NewDevice {
        id: Fresh::Random.id(now),
        person_id: actor.person_id,
        // A device without a usable name is still a device.
        name: Name::parse(&name).map(String::from).unwrap_or_default(),
        token_hash,
        secret_hash: None,
        created_at: now,
    };
    let (device_id, person) = (device.id, actor.person_id);
    let file_limit = app.files.limit;
    let waiting = app.polls.waiting(person);
    let writing = app.store.write(Lane::Person(person), move |tx| {
        // Somebody may have revoked the device while the password was looked at. Asked before its row is displaced.
        let known = match secret {
            Some((secret, hash)) => tx.knows_device(person, &hash)?.then_some((secret, hash)),
            None => None,
        };
        let is_known = known.is_some();
        // Who is known goes on with the same secret.
        let (secret, hash) = known.unwrap_or(fresh);
        device.secret_hash = Some(hash);
        let displaced = tx.make_room(person, &waiting)?;
        tx.insert_device(&device)?;
        tx.note_address(person, address.0, now)?;
        let refused_tries = tx.refused_tries(person)?;
        // Whoever guessed right at last is told, too, and must not be the only one: on a new device nobody knows who it is.
        if is_known {
            tx.forget_refused_tries(person)?;
        }
        let directory = render::directory(tx, actor, file_limit)?;
        Ok::<_, StoreError>((secret, is_known, displaced, refused_tries, directory))
    });
    let (secret, is_known, displaced, refused_tries, directory) = writing.await?;
    for device in displaced {
        security_log::tell(&Event::SessionDisplaced { person, device });
    }
    let (device_secret, installation) = (Some(secret), app.installation);
    Ok((SignedIn { token, device_secret, refused_tries, device_id, installation, directory }, is_known))
}

#[cfg(test)]
mod tests;
