//! The limit on open files of this process: connections are among them.

/// Files left to everything but connections: the database, its readers, uploads, downloads, logs.
#[cfg(unix)]
const OTHERS: u64 = 256;

/// Answers how many connections there is room for, up to so many; asks the system for more room if there is
/// less.
#[cfg(unix)]
pub(super) fn make_room_for(connections: usize) -> usize {
    use rustix::process::{Resource, getrlimit, setrlimit};

    let wanted = u64::try_from(connections).unwrap_or(u64::MAX).saturating_add(OTHERS);
    let mut limits = getrlimit(Resource::Nofile);
    if limits.current.is_some_and(|current| current < wanted) {
        let more = limits.maximum.map_or(wanted, |maximum| maximum.min(wanted));
        let raised = rustix::process::Rlimit { current: Some(more), ..limits };
        match setrlimit(Resource::Nofile, raised) {
            Ok(()) => limits = getrlimit(Resource::Nofile),
            Err(error) => tracing::warn!(%error, "the limit of open files stays as it is"),
        }
    }
    let allowed = limits.current.unwrap_or(wanted);
    // With next to no room, half of it is better than none.
    let room = allowed.saturating_sub(OTHERS).max(allowed / 2);
    let room = usize::try_from(room).unwrap_or(usize::MAX).min(connections);
    if room < connections {
        tracing::warn!(connections, room, "fewer connections than wanted: raise LimitNOFILE");
    }
    room
}

/// Answers the number itself: other systems have no such limit.
#[cfg(not(unix))]
pub(super) fn make_room_for(connections: usize) -> usize {
    connections
}
