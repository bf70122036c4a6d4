//! `GET /v1/conversations/{id}/entries?before=&limit=`: a thread's history, from its end backwards.

use conversas_domain::entry::Seq;
use conversas_domain::ids::ConversationId;
use conversas_domain::permission::{Action, Relation};
use conversas_domain::person::{Actor, Role};
use conversas_protocol::{EntriesPage, ErrorBody, ErrorCode};
use serde::Deserialize;
use utoipa::IntoParams;

use super::input::{Params, PathId};
use super::made::{self, Made, PAGE_BYTES};
use super::{Identity, Refusal, Shared};
use crate::store::log::Look;
use crate::store::{Read, StoreError};
use crate::{access, render};

const PAGE: usize = 50;
const LARGEST_PAGE: usize = 200;

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Asked {
    /// The number before which the entries stand; left out: the page begins at the end of the thread.
    before: Option<i64>,
    /// The number of entries, at most 200; left out: 50.
    limit: Option<usize>,
}

/// A page of a thread's history, oldest first.
#[utoipa::path(get, path = "/v1/conversations/{id}/entries",
    params(("id" = ConversationId, Path, description = "Which conversation"), Asked), responses(
    (status = 200, description = "The entries before a number, or the last ones", body = EntriesPage),
    (status = 401, description = "Sign in again", body = ErrorBody),
    (status = 404, description = "Unknown, or not visible to the reader", body = ErrorBody),
))]
pub(crate) async fn entries(
    app: Shared,
    me: Identity,
    PathId(id): PathId<ConversationId>,
    Params(asked): Params<Asked>,
) -> Result<Made, Refusal> {
    let before = Seq(asked.before.unwrap_or(i64::MAX));
    let limit = asked.limit.unwrap_or(PAGE).clamp(1, LARGEST_PAGE);
    let actor = me.actor;
    let found = app
        .store
        .read(move |db| {
            let visible = access::visible(db, actor, id, Action::Read)?;
            let Some((row, relation)) = visible else { return Ok::<_, StoreError>(None) };
            Ok(Some((Made::of(&page(db, actor, id, before, limit)?), row.channel_id, relation)))
        })
        .await?;
    let (page, channel, relation) = found.ok_or(ErrorCode::NotFound)?;
    if actor.role == Role::Admin && relation != Relation::Member {
        app.record(me, vec![Look { channel_id: channel, conversation_id: id, messages: true }]).await?;
    }
    Ok(page)
}

fn page(
    db: &dyn Read,
    reader: Actor,
    id: ConversationId,
    before: Seq,
    limit: usize,
) -> Result<EntriesPage, StoreError> {
    let mut found = db.entries_before(id, before, reader.side(), limit + 1)?;
    let count = found.len();
    found.truncate(limit);
    let (mut entries, mut bytes) = (Vec::new(), 0);
    for entry in render::entries(db, found)? {
        bytes += made::bytes(&entry);
        if bytes > PAGE_BYTES && !entries.is_empty() {
            break;
        }
        entries.push(entry);
    }
    let complete = entries.len() == count;
    entries.reverse();
    Ok(EntriesPage { entries, complete })
}
