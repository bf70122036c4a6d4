//! The ends of sessions.

use conversas_domain::ids::DeviceId;
use conversas_domain::moment::Moment;

use crate::store::events::Scope;
use crate::store::{StoreError, Tx, devices, members};

/// Ends a device's access on behalf of somebody other than its user; whether it had any. Its secret is worth nothing any
/// more, because a thief would go on guessing with it.
pub fn revoke_device(tx: &mut Tx<'_>, device: DeviceId, at: Moment) -> Result<bool, StoreError> {
    devices::forget_secret(tx, device)?;
    end_session(tx, device, at)
}

/// Ends a device's access, also if it waits in a long poll; whether it had any.
pub(crate) fn end_session(tx: &mut Tx<'_>, device: DeviceId, at: Moment) -> Result<bool, StoreError> {
    let person = devices::revoke(tx, device, at)?;
    if let Some(person) = person {
        tx.ring(Scope::person(person));
        // Colleagues may have seen the device in a conversation.
        for channel in members::channels_of(tx, person)? {
            tx.ring(Scope::channel(channel));
        }
    }
    Ok(person.is_some())
}
