//! The installation itself: its identifier, its purpose, its keys, and the facts by which its clock is
//! judged.

use conversas_domain::ids::{InstallationId, PersonId};
use conversas_domain::moment::Moment;

use crate::StoreError;

/// A clock that is not believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Trial {
    /// The time that the clock said last.
    pub said: Moment,
    /// The milliseconds that it went well, over all starts.
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
    /// The length of that time, in milliseconds.
    pub ms: i64,
    /// The end of that time.
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
    /// The newest moment on record, as far as an index knows it. Looks are left out: they keep the dates of a
    /// clock that was ahead.
    fn newest_moment(&self) -> Result<Option<Moment>, StoreError>;
    /// Answers at most `limit` people after one, by their identifiers.
    fn people_after(&self, after: PersonId, limit: usize) -> Result<Vec<PersonId>, StoreError>;
}

/// Changes of the installation.
pub trait UpkeepWrites {
    /// Says what the data is for.
    fn set_purpose(&mut self, purpose: Purpose) -> Result<(), StoreError>;
    /// Answers the key of this name; `fresh` becomes it if there is none yet.
    fn secret_or_insert(&mut self, name: &str, fresh: [u8; 32]) -> Result<[u8; 32], StoreError>;
    /// Replaces the key of this name; answers the key before, if there was one.
    fn replace_secret(&mut self, name: &str, fresh: [u8; 32]) -> Result<Option<[u8; 32]>, StoreError>;
    /// Writes a row to find out whether anything can be written.
    fn write_readiness(&mut self, now: Moment) -> Result<(), StoreError>;
    /// Notes that old data were forgotten, by a clock that is believed.
    fn set_swept(&mut self, now: Moment) -> Result<(), StoreError>;
    /// Notes the state of the trial of a clock.
    fn set_trial(&mut self, trial: Trial) -> Result<(), StoreError>;
    /// Makes a person's ageing rows younger by that time, and nothing younger than its end. Doing it twice
    /// keeps rows for longer and does no other harm. Records of what administrators were shown keep their
    /// dates.
    fn make_up_for(&mut self, person: PersonId, skipped: Skipped) -> Result<(), StoreError>;
}
