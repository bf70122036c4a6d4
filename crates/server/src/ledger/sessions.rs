//! The ends of sessions.

use conversas_domain::ids::DeviceId;
use conversas_domain::moment::Moment;

use crate::store::{Scope, StoreError, Write};

/// Ends a device's access on behalf of somebody other than its user, whichever of its sessions this is;
/// answers whether it had any. Its secret is forgotten, because a thief would go on guessing with it.
pub fn revoke_device(tx: &mut dyn Write, device: DeviceId, at: Moment) -> Result<bool, StoreError> {
    let sessions = tx.sessions_on(device)?;
    tx.forget_secret(device)?;
    let mut had_access = false;
    for session in sessions {
        had_access |= end_session(tx, session, at)?;
    }
    Ok(had_access)
}

/// Ends a device's access, also if it waits in a long poll; answers whether it had any.
pub(crate) fn end_session(tx: &mut dyn Write, device: DeviceId, at: Moment) -> Result<bool, StoreError> {
    let person = tx.revoke(device, at)?;
    if let Some(person) = person {
        tx.ring(Scope::person(person));
        // Colleagues may have seen the device in a conversation.
        for channel in tx.memberships(person)? {
            tx.ring(Scope::channel(channel));
        }
    }
    Ok(person.is_some())
}
