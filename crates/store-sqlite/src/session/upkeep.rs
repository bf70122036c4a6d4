//! The installation's identity, and rows that age.

use conversas_domain::ids::{InstallationId, PersonId};
use conversas_domain::moment::Moment;
use conversas_store::StoreError;
use conversas_store::upkeep::{Known, Purpose, Skipped, Trial, Upkeep, UpkeepWrites};

use super::Session;
use crate::error::told;
use crate::{installation, readiness, secrets, skipped, sweeps};

impl Upkeep for Session<'_> {
    read! {
        fn installation() -> InstallationId = installation::id;
        fn purpose() -> Option<Purpose> = installation::purpose;
        fn known_of_clock() -> Known = sweeps::known;
        fn newest_moment() -> Option<Moment> = sweeps::newest;
        fn people_after(after: PersonId, limit: usize) -> Vec<PersonId> = skipped::people_after;
    }
}

impl UpkeepWrites for Session<'_> {
    write! {
        fn set_purpose(purpose: Purpose) -> () = installation::set_purpose;
        fn secret_or_insert(name: &str, fresh: [u8; 32]) -> [u8; 32] = secrets::get_or_insert;
        fn replace_secret(name: &str, fresh: [u8; 32]) -> Option<[u8; 32]> = secrets::replace;
        fn write_readiness(now: Moment) -> () = readiness::write;
        fn set_swept(now: Moment) -> () = sweeps::set;
        fn set_trial(trial: Trial) -> () = sweeps::set_trial;
        fn make_up_for(person: PersonId, skipped: Skipped) -> () = skipped::make_up_for;
    }
}
