//! New identifiers and secrets.

use conversas_domain::ids::EntityId;
use conversas_domain::moment::Moment;
use conversas_domain::operation::FreshIds;
use uuid::Builder;

/// A source of UUIDv7 identifiers.
pub enum Fresh {
    /// Identifiers that cannot be guessed.
    Random,
    /// Identifiers made of the caller's numbers: for examples that are the same each time.
    Given(Box<dyn FnMut() -> [u8; 10] + Send>),
}

impl Fresh {
    /// Makes a new identifier of that time.
    pub fn id<T: EntityId>(&mut self, at: Moment) -> T {
        let random = match self {
            Fresh::Random => random_bytes(),
            Fresh::Given(numbers) => numbers(),
        };
        let ms = u64::try_from(at.0).unwrap_or_default();
        T::from_uuid(Builder::from_unix_timestamp_millis(ms, &random).into_uuid())
    }

    /// Makes the identifiers that one decision may use up.
    pub(crate) fn ids(&mut self, at: Moment) -> FreshIds {
        FreshIds { ticket: self.id(at), events: (0..FreshIds::EVENTS).map(|_| self.id(at)).collect() }
    }
}

/// Draws bytes from the system's generator.
pub(crate) fn random_bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("the system has a random generator");
    bytes
}
