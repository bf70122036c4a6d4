//! The session's message bus, over which a window shows notices and finds the keyring. In a session without a
//! bus, as under a bare X server, each window would try to launch one and complain.

use crate::step;
use std::path::PathBuf;
use std::process::Command;

/// The environment variable with the address of the bus.
pub(super) const ADDRESS: &str = "DBUS_SESSION_BUS_ADDRESS";

/// Answers whether windows need a bus and the session has none.
pub(super) fn lacking() -> bool {
    let socket = || std::env::var_os("XDG_RUNTIME_DIR").map(|folder| PathBuf::from(folder).join("bus"));
    cfg!(target_os = "linux")
        && std::env::var_os(ADDRESS).is_none()
        && !socket().is_some_and(|socket| socket.exists())
}

/// Answers the command of a bus that prints its address and stays in the foreground.
pub(super) fn daemon() -> Command {
    let mut daemon = step::command("dbus-daemon");
    daemon.args(["--session", "--nofork", "--nopidfile", "--nosyslog", "--print-address"]);
    daemon
}
