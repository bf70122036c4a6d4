//! `GET /v1/bootstrap?channel=&after=&limit=`: conversations in pages, in the order of the inbox.

use conversas_domain::ids::ChannelId;
use conversas_domain::inbox::InboxKey;
use conversas_domain::moment::Moment;
use conversas_domain::permission::{Action, Relation, may};
use conversas_domain::person::{Actor, Role};
use conversas_protocol::{BootstrapPage, ConversationView, ErrorBody, ErrorCode};
use serde::Deserialize;
use utoipa::IntoParams;

use super::input::Params;
use super::made::Made;
use super::whole::whole;
use super::{App, Identity, Refusal, Shared};
use crate::ledger;
use crate::render::{Reader, Wanted};
use crate::security_log::{self, Event};
use crate::store::log::Look;
use crate::store::{Lane, Read, Store, StoreError};
use crate::{access, cursor, render};

const PAGE: usize = 50;
const LARGEST_PAGE: usize = 200;

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Asked {
    /// The channel; guardians, who see all of theirs at once, leave it out.
    channel: Option<ChannelId>,
    /// `next` of the page before.
    after: Option<String>,
    /// At most 200; else 50.
    limit: Option<usize>,
}

/// A page of conversations, in the order of the inbox.
#[utoipa::path(get, path = "/v1/bootstrap", params(Asked), responses(
    (status = 200, description = "Conversations, and the cursor to sync from", body = BootstrapPage),
    (status = 400, description = "No channel, or not a page of ours", body = ErrorBody),
    (status = 401, description = "Sign in again", body = ErrorBody),
    (status = 404, description = "Unknown channel, or not the reader's", body = ErrorBody),
))]
pub(crate) async fn bootstrap(
    app: Shared,
    me: Identity,
    Params(asked): Params<Asked>,
) -> Result<Made, Refusal> {
    let after = match &asked.after {
        Some(text) => Some(cursor::read_key(text).ok_or(ErrorCode::BadRequest)?),
        None => None,
    };
    let channel = match me.actor.role {
        Role::Guardian => None,
        Role::Staff | Role::Admin => {
            let channel = asked.channel.ok_or(ErrorCode::BadRequest)?;
            enter(&app, me, channel).await?;
            Some(channel)
        }
    };
    let limit = asked.limit.unwrap_or(PAGE).clamp(1, LARGEST_PAGE);
    show(&app, me, channel, (after, limit)).await
}

/// Makes the page for a reader who was let into the channel. What an administrator sees of it without
/// belonging to the channel is on record before it is shown.
pub(super) async fn show(
    app: &App,
    me: Identity,
    channel: Option<ChannelId>,
    part: (Option<InboxKey>, usize),
) -> Result<Made, Refusal> {
    let file_limit = app.files.limit;
    let read = app.store.read(move |db| {
        let page = page(db, me.actor, channel, part, file_limit)?;
        let looks = looks(db, me.actor, &page.conversations)?;
        Ok::<_, StoreError>((Made::of(&page), looks))
    });
    let (page, looks) = read.await?;
    app.record(me, looks).await?;
    Ok(page)
}

/// Refuses a reader who may not look into the channel at all. An administrator who does not belong to it
/// follows it from then on, as long as they open it now and then.
pub(super) async fn enter(app: &App, me: Identity, channel: ChannelId) -> Result<(), Refusal> {
    let Identity { actor, .. } = me;
    let found = app.store.read(move |db| {
        let relation = access::channel_relation(db, actor, channel)?;
        Ok::<_, StoreError>((relation, db.opened(actor.person_id, channel)?))
    });
    let (relation, opened) = found.await?;
    if !may(actor.role, relation, Action::Read) {
        return Err(ErrorCode::NotFound.into());
    }
    if relation == Relation::Member {
        return Ok(());
    }
    let follows = match opened {
        Some(opened) => app.keep_following(me, channel, opened).await?,
        None => false,
    };
    if !follows {
        whole(follow(app.store.clone(), me, channel, app.clock.now())).await?;
    }
    Ok(())
}

/// Makes an administrator get the news of a channel from now on, which is logged unless another request of
/// theirs came first.
async fn follow(store: Store, me: Identity, channel: ChannelId, now: Moment) -> Result<(), Refusal> {
    let Identity { actor, .. } = me;
    let follow = store.write(Lane::School(actor.school_id), move |tx| {
        let actor = me.confirm(tx)?;
        Ok::<_, Refusal>(ledger::follow(tx, actor, channel, now)?)
    });
    if follow.await? {
        let (person, conversation) = (actor.person_id, None);
        security_log::tell(&Event::LookedInto { person, channel, conversation });
    }
    Ok(())
}

/// Answers the looks that the page gives at channels to which the reader does not belong. Read at the same
/// moment as the page, because a reader who was a member when the request came need not be one any more.
fn looks(db: &dyn Read, reader: Actor, shown: &[ConversationView]) -> Result<Vec<Look>, StoreError> {
    if reader.role != Role::Admin {
        return Ok(Vec::new());
    }
    let mine = db.memberships(reader.person_id)?;
    let others = shown.iter().filter(|it| !mine.contains(&it.channel_id));
    let look =
        |it: &ConversationView| Look { channel_id: it.channel_id, conversation_id: it.id, messages: false };
    Ok(others.map(look).collect())
}

/// Builds the page as its reader sees it.
pub(crate) fn page(
    db: &dyn Read,
    actor: Actor,
    channel: Option<ChannelId>,
    (after, limit): (Option<InboxKey>, usize),
    file_limit: u64,
) -> Result<BootstrapPage, StoreError> {
    let (school, log) = db.school_and_log(actor.school_id)?;
    let mut keys = match channel {
        Some(channel) => db.channel_page(channel, after, limit + 1)?,
        None => db.guardian_page(actor.person_id, after, limit + 1)?,
    };
    let more = keys.len() > limit;
    keys.truncate(limit);
    let wanted = Wanted {
        conversations: keys.iter().map(|key| key.conversation_id).collect(),
        entries: Vec::new(),
        directory: Some((school, file_limit)),
    };
    let rendered = render::page(db, &Reader::load(db, actor)?, wanted)?;
    Ok(BootstrapPage {
        cursor: cursor::write(actor.school_id, log.newest),
        up_to: log.newest,
        directory: rendered.directory.ok_or(StoreError::Missing("directory"))?,
        conversations: rendered.conversations,
        next: keys.last().filter(|_| more).map(cursor::write_key),
    })
}
