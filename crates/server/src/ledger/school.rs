//! A school's channels, canned replies, plan and log.

use conversas_domain::canned_reply::CannedReply;
use conversas_domain::channel::Channel;
use conversas_domain::entry::Seq;
use conversas_domain::hours::ChannelHours;
use conversas_domain::ids::{CannedReplyId, ChannelId, SchoolId};
use conversas_domain::plan::Plan;

use crate::store::events::{self, Pointed, Pointer, Scope};
use crate::store::{StoreError, Tx, channels, replies, schools};

/// Adds a channel; everybody of the school gets to know it.
pub fn add_channel(tx: &mut Tx<'_>, channel: &Channel) -> Result<(), StoreError> {
    channels::insert(tx, channel)?;
    directory_changed(tx, channel.school_id, &[Scope::school(channel.school_id)])
}

/// Opens or closes a channel for new conversations.
pub fn set_channel_active(tx: &mut Tx<'_>, id: ChannelId, active: bool) -> Result<(), StoreError> {
    channels::set_active(tx, id, active)?;
    channel_changed(tx, id)
}

/// Says when somebody answers a channel; none promises nothing. Everybody of the school gets to know it.
pub fn set_channel_hours(
    tx: &mut Tx<'_>,
    id: ChannelId,
    hours: Option<&ChannelHours>,
) -> Result<(), StoreError> {
    channels::set_hours(tx, id, hours)?;
    channel_changed(tx, id)
}

/// Changes what a school pays for.
pub fn set_plan(tx: &mut Tx<'_>, school: SchoolId, plan: Plan) -> Result<(), StoreError> {
    schools::set_plan(tx, school, plan)?;
    directory_changed(tx, school, &[Scope::school(school)])
}

/// Makes or replaces a canned reply; every member's devices get it.
pub(crate) fn put_reply(tx: &mut Tx<'_>, channel: &Channel, reply: &CannedReply) -> Result<(), StoreError> {
    if replies::put(tx, channel.id, reply)? {
        directory_changed(tx, channel.school_id, &[Scope::channel(channel.id)])?;
    }
    Ok(())
}

/// Takes a canned reply away, if there is one.
pub(crate) fn delete_reply(tx: &mut Tx<'_>, channel: &Channel, id: CannedReplyId) -> Result<(), StoreError> {
    if replies::delete(tx, channel.id, id)? {
        directory_changed(tx, channel.school_id, &[Scope::channel(channel.id)])?;
    }
    Ok(())
}

/// Forgets pointers up to a number; devices that are further behind bootstrap again.
pub fn prune_events(tx: &mut Tx<'_>, school: SchoolId, up_to: Seq) -> Result<(), StoreError> {
    events::close_up_to(tx, school, up_to)?;
    for scope in events::scopes_up_to(tx, school, up_to)? {
        events::forget(tx, scope, up_to, usize::MAX >> 1)?;
    }
    Ok(())
}

fn channel_changed(tx: &mut Tx<'_>, id: ChannelId) -> Result<(), StoreError> {
    match channels::load(tx, id)? {
        Some(channel) => directory_changed(tx, channel.school_id, &[Scope::school(channel.school_id)]),
        None => Ok(()),
    }
}

/// Tells the scopes that what they may see besides conversations has changed.
pub(super) fn directory_changed(
    tx: &mut Tx<'_>,
    school: SchoolId,
    scopes: &[Scope],
) -> Result<(), StoreError> {
    let seq = tx.next_seq(school)?;
    events::append(tx, Pointer { seq, to: Pointed::Directory }, scopes)
}
