//! New identifiers and secrets.

use conversas_domain::ids::EntityId;
use conversas_domain::moment::Moment;
use conversas_domain::operation::FreshIds;
use uuid::Builder;

/// Makes UUIDv7 identifiers.
pub(crate) enum Fresh {
    /// Cannot be guessed.
    Random,
    /// The same ones each time, for demonstrations.
    Seeded(u64),
}

impl Fresh {
    /// A new identifier of that time.
    pub(crate) fn id<T: EntityId>(&mut self, at: Moment) -> T {
        let random = match self {
            Fresh::Random => random_bytes(),
            Fresh::Seeded(state) => {
                let mut bytes = [0; 10];
                bytes[..8].copy_from_slice(&next(state).to_be_bytes());
                bytes[8..].copy_from_slice(&next(state).to_be_bytes()[..2]);
                bytes
            }
        };
        let ms = u64::try_from(at.0).unwrap_or_default();
        T::from_uuid(Builder::from_unix_timestamp_millis(ms, &random).into_uuid())
    }

    /// What one decision may use up.
    pub(crate) fn ids(&mut self, at: Moment) -> FreshIds {
        FreshIds { ticket: self.id(at), events: (0..FreshIds::EVENTS).map(|_| self.id(at)).collect() }
    }
}

/// SplitMix64.
pub(crate) fn next(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// From the system's generator.
pub(crate) fn random_bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("the system has a random generator");
    bytes
}
