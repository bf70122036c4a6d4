//! `GET /v1/looks?before=&limit=`: what administrators were shown of channels they do not belong to.
//! [`App::record`] puts such looks on record before they are shown. Here too: keeping the news of such a
//! channel coming.

use axum::Json;
use conversas_domain::ids::ChannelId;
use conversas_domain::moment::{DAY, Moment};
use conversas_domain::person::Role;
use conversas_protocol::{ErrorBody, ErrorCode, LooksPage};
use serde::Deserialize;
use utoipa::IntoParams;

use super::input::Params;
use super::whole::whole;
use super::{App, Identity, Refusal, Shared};
use crate::security_log::{self, Event};
use crate::store::Lane;
use crate::store::log::Look;

const PAGE: usize = 50;
const LARGEST_PAGE: usize = 200;

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Asked {
    /// `next` of the page before; left out: the newest.
    before: Option<i64>,
    /// At most 200; else 50.
    limit: Option<usize>,
}

/// The school's record of its administrators' looks, newest first. For administrators.
#[utoipa::path(get, path = "/v1/looks", params(Asked), responses(
    (status = 200, description = "Who was shown what, once for each conversation and day", body = LooksPage),
    (status = 400, description = "Not a page", body = ErrorBody),
    (status = 401, description = "Sign in again", body = ErrorBody),
    (status = 404, description = "The asker is no administrator", body = ErrorBody),
))]
pub(crate) async fn looks(
    app: Shared,
    me: Identity,
    Params(asked): Params<Asked>,
) -> Result<Json<LooksPage>, Refusal> {
    let before = asked.before.unwrap_or(i64::MAX);
    let limit = asked.limit.unwrap_or(PAGE).clamp(1, LARGEST_PAGE);
    let page = app.store.read(move |db| {
        let actor = me.confirm(db)?;
        if actor.role != Role::Admin {
            return Err(ErrorCode::NotFound.into());
        }
        let mut looks = db.looks_before(actor.school_id, before, limit + 1)?;
        let more = looks.len() > limit;
        looks.truncate(limit);
        let next = looks.last().filter(|_| more).map(|look| look.number);
        Ok::<_, Refusal>(LooksPage { looks, next })
    });
    Ok(Json(page.await?))
}

impl App {
    /// Makes an administrator get news of a channel for longer, because they have it open. Written down once
    /// a day. False: they do not follow it any more, because a sweep came between.
    pub(super) async fn keep_following(
        &self,
        me: Identity,
        channel: ChannelId,
        opened: Moment,
    ) -> Result<bool, Refusal> {
        let now = self.clock.now();
        if now.since(opened) < DAY {
            return Ok(true);
        }
        let kept = self.store.write(Lane::Person(me.actor.person_id), move |tx| {
            let actor = me.confirm(tx)?;
            Ok::<_, Refusal>(tx.set_opened(actor.person_id, channel, now)?)
        });
        kept.await
    }

    /// Puts on record what an administrator is about to be shown of channels they do not belong to (rules 21,
    /// 26). A look that is on record for this day already costs no transaction.
    pub(super) async fn record(&self, me: Identity, shown: Vec<Look>) -> Result<(), Refusal> {
        if shown.is_empty() {
            return Ok(());
        }
        let (person, now) = (me.actor.person_id, self.clock.now());
        let missing = self.store.read(move |db| db.missing_looks(person, &shown, now)).await?;
        if missing.is_empty() {
            return Ok(());
        }
        let store = self.store.clone();
        whole(async move {
            let recorded = store.write(Lane::Person(person), move |tx| {
                let actor = me.confirm(tx)?;
                tx.insert_looks(actor, &missing, now)?;
                Ok::<_, Refusal>(missing)
            });
            for Look { channel_id: channel, conversation_id, .. } in recorded.await? {
                security_log::tell(&Event::LookedInto {
                    person,
                    channel,
                    conversation: Some(conversation_id),
                });
            }
            Ok(())
        })
        .await
    }
}
