//! The installation itself: its identifier, its purpose, its keys, and by what its clock is judged.

use conversas_domain::ids::{InstallationId, PersonId};
use conversas_domain::moment::Moment;

use crate::StoreError;

/// A clock that is not believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Trial {
    /// Its last word.
    pub said: Moment,
    /// So long it went well, over all starts, in milliseconds.
    pub well: i64,
    /// The newest moment that the database knew before the trial.
    pub newest: Option<Moment>,
}

/// The measures by which a clock is judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known {
    /// The last sweep, by the clock of that time; none: not yet.
    pub last: Option<Moment>,
    /// The newest moment that the database knows, or knew before the trial; none: it is new.
    pub newest: Option<Moment>,
    /// The trial that the clock is on.
    pub trial: Option<Trial>,
}

/// Time that went by without a sweep: the server was off, or its clock was wrong. Nothing has grown older by it, because
/// nobody could use anything meanwhile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Skipped {
    /// So long, in milliseconds.
    pub ms: i64,
    /// Its end.
    pub now: Moment,
}

/// The purpose of an installation's data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// A school's own.
    School,
    /// A demonstration: example schools, whose accounts have a public password.
    Demo,
}

/// Reads of the installation.
pub trait Upkeep {
    /// The identifier that the data was made with.
    fn installation(&self) -> Result<InstallationId, StoreError>;
    /// The purpose of the data; none: nobody has said it yet.
    fn purpose(&self) -> Result<Option<Purpose>, StoreError>;
    /// The measures by which a clock is judged.
    fn known_of_clock(&self) -> Result<Known, StoreError>;
    /// The newest moment on record, as far as an index knows it. Looks are not asked: they keep the dates of a clock that was
    /// ahead.
    fn newest_moment(&self) -> Result<Option<Moment>, StoreError>;
    /// At most `limit` people after one, by their identifiers.
    fn people_after(&self, after: PersonId, limit: usize) -> Result<Vec<PersonId>, StoreError>;
}

/// Changes of the installation.
pub trait UpkeepWrites {
    /// Says what the data is for.
    fn set_purpose(&mut self, purpose: Purpose) -> Result<(), StoreError>;
    /// The key of this name; `fresh` becomes it if there is none yet.
    fn secret_or_insert(&mut self, name: &str, fresh: [u8; 32]) -> Result<[u8; 32], StoreError>;
    /// Puts a key in the place of the one of this name; the one that was there, if there was one.
    fn replace_secret(&mut self, name: &str, fresh: [u8; 32]) -> Result<Option<[u8; 32]>, StoreError>;
    /// Writes a row only to see whether anything can be written.
    fn write_readiness(&mut self, now: Moment) -> Result<(), StoreError>;
    /// Notes that everything old was forgotten, by a clock that is believed.
    fn set_swept(&mut self, now: Moment) -> Result<(), StoreError>;
    /// Notes how the clock goes that is on trial.
    fn set_trial(&mut self, trial: Trial) -> Result<(), StoreError>;
    /// Makes all that ages of a person younger by that time, and nothing younger than its end. Doing it twice keeps things for
    /// longer and does no harm else. What administrators were shown keeps its dates: it is a record.
    fn make_up_for(&mut self, person: PersonId, skipped: Skipped) -> Result<(), StoreError>;
}
