//! What the server is told when it starts.

use std::net::SocketAddr;
use std::path::PathBuf;

use crate::Clock;

/// How to serve.
#[derive(Debug, Clone)]
pub struct Config {
    /// Where everything is kept.
    pub data: PathBuf,
    /// Port 0 takes any free one.
    pub listen: SocketAddr,
    /// Fills an empty folder with example schools.
    pub demo: Option<Demo>,
    /// What time it is.
    pub clock: Clock,
}

/// What to make for a demonstration.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Demo {
    /// So many generated conversations, and one thread with so many messages, besides the believable ones.
    pub size: u32,
}

impl Config {
    /// Serves a folder on a free loopback port.
    pub fn new(data: impl Into<PathBuf>) -> Config {
        Config {
            data: data.into(),
            listen: SocketAddr::from(([127, 0, 0, 1], 0)),
            demo: None,
            clock: Clock::System,
        }
    }
}
