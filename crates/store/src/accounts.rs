//! People, their devices, the addresses they sign in from, students and their guardians.

use conversas_domain::ids::{DeviceId, PersonId, SchoolId, StudentId};
use conversas_domain::moment::Moment;
use conversas_domain::person::{Actor, Relationship};
use conversas_domain::text::Name;
use conversas_protocol::{GuardianRef, StudentRef, StudentView};

use crate::StoreError;

/// SHA-256 of a device's token or secret.
pub type TokenHash = [u8; 32];

/// A keyed hash of an address: addresses tell where people are.
pub type AddressHash = [u8; 8];

/// Signed-in devices that one person can have.
pub const MOST_DEVICES: usize = 20;

/// An account to add.
#[derive(Clone)]
pub struct NewPerson {
    /// Identifier, school and role.
    pub actor: Actor,
    /// Full name.
    pub name: Name,
    /// Unique over all schools, without regard to case.
    pub email: String,
    /// Made by the server's `password::hash`.
    pub password_hash: String,
}

/// An account as signing in needs it.
pub struct Credentials {
    /// Identifier, school and role.
    pub actor: Actor,
    /// Argon2's own text.
    pub password_hash: String,
}

/// A device to add.
pub struct NewDevice {
    /// Identifier.
    pub id: DeviceId,
    /// Its user.
    pub person_id: PersonId,
    /// The device's name for itself.
    pub name: String,
    /// Of the token that it asks with.
    pub token_hash: TokenHash,
    /// Of the secret that it shows at its next sign-in.
    pub secret_hash: Option<TokenHash>,
    /// Server time.
    pub created_at: Moment,
}

/// A device that may ask.
#[derive(Debug, Clone, Copy)]
pub struct ActiveDevice {
    /// Identifier.
    pub id: DeviceId,
    /// Its user.
    pub actor: Actor,
    /// When it last asked, to the day; none: not since it signed in.
    pub used_at: Option<Moment>,
}

/// The store's knowledge of a device.
#[derive(Debug, Clone, Copy)]
pub enum KnownDevice {
    /// Signed in.
    Active(ActiveDevice),
    /// Its session was ended here: the row stays, as the positive word for it.
    Revoked,
    /// Nothing is known.
    Unknown,
}

/// Why a device may not ask. The two are never taken for each other: a device that is told of its end erases everything it
/// has, one that is unknown keeps it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotActive {
    /// Its session was ended here.
    #[error("the device was revoked")]
    Revoked,
    /// Nothing is known of it.
    #[error("the device is not known")]
    Unknown,
}

impl KnownDevice {
    /// The person behind it.
    pub fn actor(self) -> Result<Actor, NotActive> {
        match self {
            KnownDevice::Active(device) => Ok(device.actor),
            KnownDevice::Revoked => Err(NotActive::Revoked),
            KnownDevice::Unknown => Err(NotActive::Unknown),
        }
    }
}

/// Reads of accounts and students.
pub trait Accounts {
    /// The account of an e-mail address, without regard to case.
    fn credentials(&self, email: &str) -> Result<Option<Credentials>, StoreError>;
    /// A person with their school and role.
    fn actor(&self, id: PersonId) -> Result<Option<Actor>, StoreError>;
    /// These people with their school and role, in no order; identifiers of nobody are left out.
    fn actors(&self, ids: &[PersonId]) -> Result<Vec<Actor>, StoreError>;
    /// Everybody who runs a school.
    fn administrators(&self, school: SchoolId) -> Result<Vec<PersonId>, StoreError>;
    /// A device as it is now.
    fn device(&self, id: DeviceId) -> Result<KnownDevice, StoreError>;
    /// Whether the person was signed in on the device with this secret, whatever became of the session.
    fn knows_device(&self, person: PersonId, secret: &TokenHash) -> Result<bool, StoreError>;
    /// The device itself, and all others of its person with the same secret: sessions on the same device.
    fn sessions_on(&self, device: DeviceId) -> Result<Vec<DeviceId>, StoreError>;
    /// The wrong passwords since they were last forgotten.
    fn refused_tries(&self, person: PersonId) -> Result<u32, StoreError>;
    /// Whether the person signed in from the address within half a year.
    fn knows_address(&self, person: PersonId, address: AddressHash, now: Moment) -> Result<bool, StoreError>;
    /// A student and the school they go to.
    fn student(&self, id: StudentId) -> Result<Option<(SchoolId, StudentRef)>, StoreError>;
    /// The students that a guardian is linked to, by name, each with everybody who is linked to them.
    fn students_of(&self, guardian: PersonId) -> Result<Vec<StudentView>, StoreError>;
    /// Everybody who is linked to a student, by name.
    fn guardians_of(&self, student: StudentId) -> Result<Vec<GuardianRef>, StoreError>;
    /// Whether a guardian is linked to a student.
    fn is_linked(&self, guardian: PersonId, student: StudentId) -> Result<bool, StoreError>;
}

/// Changes of accounts and students.
pub trait AccountWrites {
    /// Adds an account.
    fn insert_person(&mut self, person: &NewPerson) -> Result<(), StoreError>;
    /// Counts a wrong password.
    fn count_refused_try(&mut self, person: PersonId) -> Result<(), StoreError>;
    /// Forgets the wrong passwords: the person knows of them.
    fn forget_refused_tries(&mut self, person: PersonId) -> Result<(), StoreError>;
    /// Adds a signed-in device.
    fn insert_device(&mut self, device: &NewDevice) -> Result<(), StoreError>;
    /// Makes room for one more device of a person: those that were not used for longest are forgotten, not revoked, so that
    /// they lock and keep what they have. Before them go those that were never used: nobody got the answer to their sign-in.
    /// One that is `waiting` for news now goes last, because its use is on record to the day alone. Answers those that were
    /// forgotten.
    fn make_room(&mut self, person: PersonId, waiting: &[DeviceId]) -> Result<Vec<DeviceId>, StoreError>;
    /// Notes that a device asked for something: after its sign-in, whatever the clock says.
    fn set_device_used(&mut self, device: DeviceId, at: Moment) -> Result<(), StoreError>;
    /// Brings the last use of devices to a moment where it is later, at most `limit`; how many.
    fn clamp_device_uses(&mut self, now: Moment, limit: usize) -> Result<usize, StoreError>;
    /// Brings the revocation of devices to a moment where it is later, at most `limit`; how many.
    fn clamp_revocations(&mut self, now: Moment, limit: usize) -> Result<usize, StoreError>;
    /// Forgets devices that did not ask since a moment, at most `limit`; how many. Their tokens are unknown from then on.
    fn forget_unused_devices(&mut self, since: Moment, limit: usize) -> Result<usize, StoreError>;
    /// Forgets devices that were revoked before a moment, at most `limit`; how many.
    fn forget_revoked_devices(&mut self, before: Moment, limit: usize) -> Result<usize, StoreError>;
    /// Ends a device's access; its user, if it had any.
    fn revoke(&mut self, device: DeviceId, at: Moment) -> Result<Option<PersonId>, StoreError>;
    /// Forgets the secret of a device, also in rows of its earlier sessions: it is not known again.
    fn forget_secret(&mut self, device: DeviceId) -> Result<(), StoreError>;
    /// Notes that the person signed in from an address; the oldest of many are forgotten. Where a clock that was ahead says
    /// that they did later, they did just before.
    fn note_address(&mut self, person: PersonId, address: AddressHash, now: Moment)
    -> Result<(), StoreError>;
    /// Adds a student.
    fn insert_student(&mut self, school: SchoolId, student: &StudentRef) -> Result<(), StoreError>;
    /// Links a guardian to a student, or changes how they are related.
    fn link(
        &mut self,
        guardian: PersonId,
        student: StudentId,
        relationship: Relationship,
    ) -> Result<(), StoreError>;
    /// Ends a link; whether there was one.
    fn unlink(&mut self, guardian: PersonId, student: StudentId, at: Moment) -> Result<bool, StoreError>;
}
