//! The ends of sessions.

use conversas_domain::ids::DeviceId;
use conversas_domain::moment::Moment;

use crate::store::{Scope, StoreError, Write};

/// Ends a device's access on behalf of somebody other than its user; whether it had any. Its secret is worth nothing any
/// more, because a thief would go on guessing with it.
pub fn revoke_device(tx: &mut dyn Write, device: DeviceId, at: Moment) -> Result<bool, StoreError> {
    tx.forget_secret(device)?;
    end_session(tx, device, at)
}

/// Ends a device's access, also if it waits in a long poll; whether it had any.
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
