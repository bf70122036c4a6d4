//! The limits of connections and people. Each is an option of `conversas-server serve`; docs/operations.md
//! says how the defaults were chosen.

use std::fmt;
use std::num::ParseFloatError;
use std::str::FromStr;
use std::time::Duration;

use clap::Args;

use crate::buckets::Rate;

/// A duration, written as a number of seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seconds(pub Duration);

/// A text that is no number of seconds.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotSeconds {
    /// The text is not a number.
    #[error("expected a number of seconds: {0}")]
    NotANumber(#[from] ParseFloatError),
    /// The number is negative or out of bounds.
    #[error("expected a number of seconds from 0.001 to a day")]
    OutOfRange,
}

const DAY: f64 = 86_400.0;

impl FromStr for Seconds {
    type Err = NotSeconds;

    fn from_str(text: &str) -> Result<Seconds, NotSeconds> {
        let seconds: f64 = text.parse()?;
        if !(0.001..=DAY).contains(&seconds) {
            return Err(NotSeconds::OutOfRange);
        }
        Ok(Seconds(Duration::from_secs_f64(seconds)))
    }
}

impl fmt::Display for Seconds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.as_secs_f64())
    }
}

const fn seconds(seconds: u64) -> Seconds {
    Seconds(Duration::from_secs(seconds))
}

/// The limits of connections.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Args)]
pub struct ConnectionLimits {
    /// Connections in all; fewer if the system allows fewer open files.
    #[arg(long = "max-connections", default_value_t = Self::DEFAULT.in_all)]
    pub in_all: usize,
    /// Connections from one address, or one IPv6 network of 64 bits. Trusted proxies have as many as there are.
    #[arg(long = "max-connections-per-address", default_value_t = Self::DEFAULT.of_origin)]
    pub of_origin: usize,
    /// Seconds for the head of a request, from its first byte, or from the connection's beginning.
    #[arg(long = "head-timeout", default_value_t = Self::DEFAULT.head)]
    pub head: Seconds,
    /// Seconds that a connection may rest between two requests.
    #[arg(long = "idle-timeout", default_value_t = Self::DEFAULT.idle)]
    pub idle: Seconds,
    /// Seconds for a body, to which each KiB that arrives adds one. Uploads have none as long as something arrives.
    #[arg(long = "body-timeout", default_value_t = Self::DEFAULT.body)]
    pub body: Seconds,
    /// Seconds for which somebody may take nothing of an answer.
    #[arg(long = "write-timeout", default_value_t = Self::DEFAULT.write)]
    pub write: Seconds,
}

impl ConnectionLimits {
    const DEFAULT: ConnectionLimits = ConnectionLimits {
        in_all: 8_192,
        of_origin: 512,
        head: seconds(15),
        idle: seconds(75),
        body: seconds(20),
        write: seconds(30),
    };
}

impl Default for ConnectionLimits {
    fn default() -> Self {
        Self::DEFAULT
    }
}

/// The limits of one person's requests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Args)]
pub struct PersonLimits {
    /// Operations of one person: so many at once, then so many in a minute.
    #[arg(long = "rate-operations", default_value_t = Self::DEFAULT.operations)]
    pub operations: Rate,
    /// Bytes of one person's operations.
    #[arg(long = "rate-operation-bytes", default_value_t = Self::DEFAULT.operation_bytes)]
    pub operation_bytes: Rate,
    /// Uploads that one person begins.
    #[arg(long = "rate-uploads", default_value_t = Self::DEFAULT.uploads)]
    pub uploads: Rate,
    /// Requests about one person's uploads: each brings up to 4 MiB or asks where one stands.
    #[arg(long = "rate-pieces", default_value_t = Self::DEFAULT.pieces)]
    pub pieces: Rate,
    /// What one person reads.
    #[arg(long = "rate-reads", default_value_t = Self::DEFAULT.reads)]
    pub reads: Rate,
    /// How often one person's devices ask for news and say where they are.
    #[arg(long = "rate-polls", default_value_t = Self::DEFAULT.polls)]
    pub polls: Rate,
    /// Requests of one person under way, those that wait for news aside.
    #[arg(long = "requests-at-once", default_value_t = Self::DEFAULT.at_once)]
    pub at_once: u32,
    /// Devices of one person that wait for news.
    #[arg(long = "polling-devices", default_value_t = Self::DEFAULT.polling_devices)]
    pub polling_devices: usize,
}

impl PersonLimits {
    const DEFAULT: PersonLimits = PersonLimits {
        operations: Rate::new(2_000, 300),
        operation_bytes: Rate::new(20_000_000, 2_000_000),
        uploads: Rate::new(500, 60),
        pieces: Rate::new(4_000, 3_000),
        reads: Rate::new(4_000, 3_000),
        polls: Rate::new(1_000, 600),
        at_once: 64,
        polling_devices: 8,
    };
}

impl Default for PersonLimits {
    fn default() -> Self {
        Self::DEFAULT
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_are_read_as_they_are_written() {
        assert_eq!("0.25".parse(), Ok(Seconds(Duration::from_millis(250))));
        assert_eq!(seconds(75).to_string().parse(), Ok(seconds(75)));
        for wrong in ["", "x", "-1", "0", "NaN", "inf", "1e9"] {
            assert!(wrong.parse::<Seconds>().is_err(), "{wrong}");
        }
    }
}
