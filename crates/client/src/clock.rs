//! This device's clock, which is only shown ("escrita em") and never decides an order, and fresh identifiers.

use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use conversas_domain::ids::EntityId;
use conversas_domain::moment::Moment;
use uuid::Builder;

/// A source of the time. Tests bring their own.
pub trait Clock: Send + Sync {
    /// This device's time.
    fn now(&self) -> Moment;
}

/// The clock of the operating system.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Moment {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Moment(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
    }
}

/// A clock shared by the engine's parts.
pub type SharedClock = Arc<dyn Clock>;

/// A new identifier (UUIDv7). A wrong clock makes it no less unique.
pub(crate) fn fresh_id<T: EntityId>(now: Moment) -> T {
    let millis = u64::try_from(now.0).unwrap_or_default();
    T::from_uuid(Builder::from_unix_timestamp_millis(millis, &random()).into_uuid())
}

/// Draws a number from 0 to 255 by chance, for pauses.
pub(crate) fn chance() -> u8 {
    random()[0]
}

fn random() -> [u8; 10] {
    let mut bytes = [0; 10];
    getrandom::fill(&mut bytes).expect("every supported system has a source of randomness");
    bytes
}
