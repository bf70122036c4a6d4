//! Fresh identifiers and names.

use conversas_domain::ids::{EntityId, InstallationId};
use conversas_domain::text::Name;
use uuid::{Builder, Uuid};

/// Makes a new identifier.
pub fn fresh<T: EntityId>() -> T {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).expect("the system has a source of randomness");
    T::from_uuid(Builder::from_random_bytes(bytes).into_uuid())
}

/// Answers the installation of servers made by hand, and of profiles without a real server.
pub fn installation() -> InstallationId {
    InstallationId::from_uuid(Uuid::from_u128(1))
}

/// Makes a name of a text that is known to be one.
pub fn name(text: &str) -> Name {
    Name::parse(text).expect("a name")
}
