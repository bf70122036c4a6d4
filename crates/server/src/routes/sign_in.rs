//! `POST /v1/sessions`: e-mail and password for a token of this device.

use std::net::IpAddr;
use std::sync::Arc;

use axum::Json;
use conversas_domain::ids::{AccountId, DeviceId};
use conversas_domain::person::Actor;
use conversas_domain::text::Name;
use conversas_protocol::{ErrorBody, ErrorCode, SignIn, SignInAnswer, SignedIn};
use tokio::time::Instant;
use tracing::Instrument;

use self::choice::Chosen;
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

mod choice;

/// The longest e-mail address, in bytes.
const EMAIL_LIMIT: usize = 254;

/// Signs a device in.
#[utoipa::path(post, path = "/v1/sessions", request_body = SignIn, security(()), responses(
    (status = 200, description = "The device's token, and what the person may see; or as whom one can sign in", body = SignInAnswer),
    (status = 400, description = "Not a sign-in", body = ErrorBody),
    (status = 401, description = "E-mail and password do not belong together", body = ErrorBody),
    (status = 403, description = "The account belongs to no school any more", body = ErrorBody),
    (status = 413, description = "Too large", body = ErrorBody),
    (status = 415, description = "Not JSON", body = ErrorBody),
    (status = 429, description = "Too many attempts; see Retry-After", body = ErrorBody),
    (status = 503, description = "Too many sign in at once, or try again later; see Retry-After", body = ErrorBody),
))]
pub(crate) async fn sign_in(
    app: Shared,
    Origin(from): Origin,
    AnonymousBody(asked): AnonymousBody<SignIn>,
) -> Result<Json<SignInAnswer>, Refusal> {
    let SignIn { email, password, device_name, device_secret, act_as } = asked;
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
        let Some(account_id) = found.as_ref().map(|found| found.account_id) else {
            return Ok((None, false, None));
        };
        let known = db.knows_address(account_id, address.0, now)?;
        Ok::<_, StoreError>((found, known, known_device(db, account_id, shown)?))
    });
    let (found, known, device) = reading.await?;
    let attempt = Attempt { account, origin, device };
    // The turn comes before the count: a client that waits, or goes away while waiting, has tried nothing.
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
    // A task of its own goes on when the client goes away: the guess is checked and counted either way.
    let trying = tokio::spawn(try_password(Arc::clone(&app), given, turn).in_current_span()).await;
    let account_id = trying.map_err(|error| failed(error.is_panic()))??;
    let choices = app.store.read(move |db| db.choices(account_id)).await?;
    let waiting = choices.iter().flat_map(|choice| app.polls.waiting(choice.actor.person_id)).collect();
    let actor = match choice::of(choices, act_as)? {
        Chosen::One(actor) => actor,
        Chosen::Several(several) => {
            app.throttle.succeeded(&attempt);
            return Ok(Json(SignInAnswer::Choose(several)));
        }
    };
    // Only a client that still waits gets a device: nobody else would have its token, and it would take
    // another one's place.
    app.rates.sign_in(actor.person_id).map_err(Refusal::too_many_attempts)?;
    let secret = secret.filter(|(hash, _)| device == Some(*hash)).map(|(hash, secret)| (secret, hash));
    let entry = Entry { account_id, actor, name: device_name, secret, address, waiting };
    let signed_in = whole(let_in(Arc::clone(&app), entry, attempt, (from, known))).await?;
    Ok(Json(SignInAnswer::SignedIn(Box::new(signed_in))))
}

/// Gives the device its token, and logs the sign-in with its address, and whether the person was seen there
/// before.
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

/// The hash of the secret that the device showed, if the account was signed in on the device with that
/// secret.
fn known_device(
    db: &dyn Read,
    account_id: AccountId,
    shown: Option<TokenHash>,
) -> Result<Option<TokenHash>, StoreError> {
    let Some(hash) = shown else { return Ok(None) };
    Ok(db.knows_device(account_id, &hash)?.then_some(hash))
}

/// A password to be checked.
struct Given {
    attempt: Attempt,
    from: IpAddr,
    /// The account of the e-mail.
    found: Option<Credentials>,
    password: String,
}

/// Checks a password; answers its account, or counts the failure.
async fn try_password(app: Arc<App>, given: Given, turn: Check) -> Result<AccountId, Refusal> {
    let Given { attempt, from, found, password } = given;
    let account_id = found.as_ref().map(|found| found.account_id);
    let checking = tokio::task::spawn_blocking(move || {
        let found = check(found, &password);
        drop(turn);
        found
    });
    let checked = checking.await.map_err(|error| {
        app.throttle.take_back(&attempt);
        failed(error.is_panic())
    })?;
    let Some(checked) = checked else {
        security_log::tell(&Event::SignInRefused { account: attempt.account, from });
        if let Some(account_id) = account_id.filter(|_| attempt.device.is_none()) {
            count_refused_try(&app, account_id);
        }
        return Err(ErrorCode::BadCredentials.into());
    };
    // A right password was not guessed wrong, even if the device gets no token.
    app.throttle.take_back(&attempt);
    Ok(checked)
}

/// The account of e-mail and password. An unknown e-mail costs as much work as a wrong password.
fn check(found: Option<Credentials>, password: &str) -> Option<AccountId> {
    let hash = found.as_ref().and_then(|account| account.password_hash.as_deref());
    let is_right = password::verify(password, hash);
    is_right.then(|| found.map(|account| account.account_id)).flatten()
}

/// Answers after a failure or a panic, whose words may hold anything.
fn failed(is_panic: bool) -> Refusal {
    tracing::error!(is_panic, "the check of a password failed");
    ErrorCode::Internal.into()
}

/// Counts in the background, so that the answer takes as long as for an e-mail without an account.
fn count_refused_try(app: &Arc<App>, account_id: AccountId) {
    let store = app.store.clone();
    tokio::spawn(async move {
        let counting =
            store.write(Lane::Account(account_id), move |tx| tx.count_refused_try(account_id)).await;
        if let Err(error) = counting {
            let error: StoreError = error;
            tracing::warn!(%error, "a wrong password was not counted for its account");
        }
    });
}

/// A person who is let in.
struct Entry {
    account_id: AccountId,
    actor: Actor,
    /// The device's name.
    name: String,
    /// The secret by which the device was known before the password was checked, and its hash.
    secret: Option<(String, TokenHash)>,
    /// The tag of the client's address.
    address: Tag,
    /// The account's devices that wait for news now.
    waiting: Vec<DeviceId>,
}

/// Gives the device its token; answers whether the account was signed in on this device before.
async fn sign_in_device(app: &App, entry: Entry) -> Result<(SignedIn, bool), Refusal> {
    let Entry { account_id, actor, name, secret, address, waiting } = entry;
    let now = app.clock.now();
    let (token, token_hash) = password::new_token();
    let fresh = password::new_token();
    let mut device = NewDevice {
        id: Fresh::Random.id(now),
        account_id,
        actor,
        // A device without a usable name is still a device.
        name: Name::parse(&name).map(String::from).unwrap_or_default(),
        token_hash,
        secret_hash: None,
        created_at: now,
    };
    let (device_id, person) = (device.id, actor.person_id);
    let file_limit = app.files.limit;
    let writing = app.store.write(Lane::Account(account_id), move |tx| {
        // Somebody may have revoked the device while the password was checked. Read before its row is
        // displaced.
        let known = match secret {
            Some((secret, hash)) => tx.knows_device(account_id, &hash)?.then_some((secret, hash)),
            None => None,
        };
        let is_known = known.is_some();
        // A known device keeps its secret.
        let (secret, hash) = known.unwrap_or(fresh);
        device.secret_hash = Some(hash);
        let displaced = tx.make_room(account_id, &waiting)?;
        tx.insert_device(&device)?;
        tx.note_address(account_id, address.0, now)?;
        let refused_tries = tx.refused_tries(account_id)?;
        // Somebody who guessed the password at last is told of the tries, too: they are only forgotten on a
        // known device, because on a new one the person may not be the account's owner.
        if is_known {
            tx.forget_refused_tries(account_id)?;
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
