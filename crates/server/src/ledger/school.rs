//! A school's channels, canned replies, plan and log.

use conversas_domain::canned_reply::CannedReply;
use conversas_domain::channel::Channel;
use conversas_domain::entry::Seq;
use conversas_domain::hours::ChannelHours;
use conversas_domain::ids::{CannedReplyId, ChannelId, SchoolId};
use conversas_domain::plan::Plan;

use crate::store::log::{Pointed, Pointer};
use crate::store::{Scope, StoreError, Write};

/// Adds a channel; everybody of the school gets to know it.
pub fn add_channel(tx: &mut dyn Write, channel: &Channel) -> Result<(), StoreError> {
    tx.insert_channel(channel)?;
    directory_changed(tx, channel.school_id, &[Scope::school(channel.school_id)])
}

/// Opens or closes a channel for new conversations.
pub fn set_channel_active(tx: &mut dyn Write, id: ChannelId, active: bool) -> Result<(), StoreError> {
    tx.update_active(id, active)?;
    channel_changed(tx, id)
}

/// Sets when somebody answers a channel; none promises nothing. Everybody of the school gets to know the
/// hours.
pub fn set_channel_hours(
    tx: &mut dyn Write,
    id: ChannelId,
    hours: Option<&ChannelHours>,
) -> Result<(), StoreError> {
    tx.update_hours(id, hours)?;
    channel_changed(tx, id)
}

/// Changes the plan of a school.
pub fn set_plan(tx: &mut dyn Write, school: SchoolId, plan: Plan) -> Result<(), StoreError> {
    tx.update_plan(school, plan)?;
    directory_changed(tx, school, &[Scope::school(school)])
}

/// Makes or replaces a canned reply; every member's devices get it. Answers the number of the change, if it was one.
pub fn put_reply(
    tx: &mut dyn Write,
    school: SchoolId,
    channel: ChannelId,
    reply: &CannedReply,
) -> Result<Option<Seq>, StoreError> {
    let changed = tx.put_reply(channel, reply)?;
    changed.then(|| point_at_directory(tx, school, &[Scope::channel(channel)])).transpose()
}

/// Removes a canned reply; every member's devices hear of it. Answers the number of the change, none if there
/// was no such reply.
pub(crate) fn delete_reply(
    tx: &mut dyn Write,
    school: SchoolId,
    channel: ChannelId,
    id: CannedReplyId,
) -> Result<Option<Seq>, StoreError> {
    let changed = tx.delete_reply(channel, id)?;
    changed.then(|| point_at_directory(tx, school, &[Scope::channel(channel)])).transpose()
}

/// Forgets pointers up to a number; devices that are further behind bootstrap again.
pub fn prune_events(tx: &mut dyn Write, school: SchoolId, up_to: Seq) -> Result<(), StoreError> {
    tx.close_up_to(school, up_to)?;
    for scope in tx.scopes_up_to(school, up_to)? {
        tx.forget_pointers(scope, up_to, usize::MAX >> 1)?;
    }
    Ok(())
}

/// Makes all cursors of a school too old, so that its devices download everything again and keep what waits
/// to be sent. For repaired rows: sync passed over unreadable rows, and no device asks for them by itself.
pub fn expire_cursors(tx: &mut dyn Write, school: SchoolId) -> Result<(), StoreError> {
    // A cursor of the newest number would still be valid.
    let newest = tx.next_seq(school)?;
    tx.close_up_to(school, newest)
}

fn channel_changed(tx: &mut dyn Write, id: ChannelId) -> Result<(), StoreError> {
    match tx.channel(id)? {
        Some(channel) => directory_changed(tx, channel.school_id, &[Scope::school(channel.school_id)]),
        None => Ok(()),
    }
}

/// Tells the scopes that what they may see besides conversations has changed.
pub(super) fn directory_changed(
    tx: &mut dyn Write,
    school: SchoolId,
    scopes: &[Scope],
) -> Result<(), StoreError> {
    point_at_directory(tx, school, scopes).map(|_seq| ())
}

/// Tells the scopes that what they may see besides conversations has changed; answers the number of the change.
fn point_at_directory(tx: &mut dyn Write, school: SchoolId, scopes: &[Scope]) -> Result<Seq, StoreError> {
    let seq = tx.next_seq(school)?;
    tx.append(Pointer { seq, to: Pointed::Directory }, scopes)?;
    Ok(seq)
}
