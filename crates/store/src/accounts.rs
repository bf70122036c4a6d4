//! Accounts and their people, devices, the addresses they sign in from, students and their guardians.

use conversas_domain::ids::{AccountId, DeviceId, EntityId, PersonId, SchoolId, StudentId};
use conversas_domain::moment::Moment;
use conversas_domain::person::{Actor, ExternalId, PersonState, Relationship, Role};
use conversas_domain::text::Name;
use conversas_protocol::{GuardianRef, StudentRef, StudentView};

use crate::StoreError;

/// The SHA-256 of a device's token or secret.
pub type TokenHash = [u8; 32];

/// A keyed hash of an address, because addresses tell where people are.
pub type AddressHash = [u8; 8];

/// The most signed-in devices of one account.
pub const MOST_DEVICES: usize = 20;

/// An account to add.
#[derive(Clone)]
pub struct NewAccount {
    /// Identifier.
    pub id: AccountId,
    /// The e-mail address, unique over all schools, without regard to case. None: the account has none yet.
    pub email: Option<String>,
    /// The hash made by the server's `password::hash`. None: nobody can sign in with a password.
    pub password_hash: Option<String>,
}

/// A person to add to a school.
#[derive(Clone)]
pub struct NewPerson {
    /// Identifier.
    pub id: PersonId,
    /// Their school.
    pub school_id: SchoolId,
    /// Full name.
    pub name: Name,
    /// Roles in the school.
    pub roles: Vec<Role>,
    /// The account that can act as the person. None: nobody has come in as them yet.
    pub account_id: Option<AccountId>,
    /// The person's state in the school.
    pub state: PersonState,
    /// The person's identifier in the system that rosters come from; unique in the school. None: the person
    /// is in no roster.
    pub external_id: Option<ExternalId>,
}

/// A person with one role, who signs in with an account of their own.
///
/// ```
/// # use conversas_domain::{ids::{PersonId, SchoolId}, person::{Actor, Role}, text::Name};
/// # use conversas_store::{Newcomer, StoreError, Write};
/// fn admit(tx: &mut dyn Write, person_id: PersonId, school_id: SchoolId) -> Result<(), StoreError> {
///     tx.admit(&Newcomer {
///         actor: Actor { person_id, school_id, role: Role::Guardian },
///         name: Name::parse("Juliana Prado").expect("a name"),
///         email: "juliana@familia.example".into(),
///         password_hash: "made by `password::hash`".into(),
///     })
/// }
/// ```
#[derive(Clone)]
pub struct Newcomer {
    /// Identifier, school and role. The account gets the person's UUID.
    pub actor: Actor,
    /// Full name.
    pub name: Name,
    /// The e-mail address, unique over all schools, without regard to case.
    pub email: String,
    /// The hash made by the server's `password::hash`.
    pub password_hash: String,
}

impl Newcomer {
    /// The account to add.
    fn account(&self) -> NewAccount {
        NewAccount {
            id: AccountId::from_uuid(self.actor.person_id.uuid()),
            email: Some(self.email.clone()),
            password_hash: Some(self.password_hash.clone()),
        }
    }

    /// The person to add.
    fn person(&self) -> NewPerson {
        NewPerson {
            id: self.actor.person_id,
            school_id: self.actor.school_id,
            name: self.name.clone(),
            roles: vec![self.actor.role],
            account_id: Some(self.account().id),
            state: PersonState::Active,
            external_id: None,
        }
    }
}

/// An account as signing in needs it.
pub struct Credentials {
    /// Identifier.
    pub account_id: AccountId,
    /// The hash in argon2's own form. None: nobody can sign in with a password.
    pub password_hash: Option<String>,
}

/// A person in one of their roles, as whom an account can act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoleChoice {
    /// Identifier, school and role.
    pub actor: Actor,
    /// The person's name.
    pub name: Name,
    /// The school's name.
    pub school: Name,
}

/// A person of a school.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonRow {
    /// Identifier.
    pub id: PersonId,
    /// Their school.
    pub school_id: SchoolId,
    /// The roles that they have now, in no order.
    pub roles: Vec<Role>,
}

/// A device to add.
pub struct NewDevice {
    /// Identifier.
    pub id: DeviceId,
    /// The account that signed in.
    pub account_id: AccountId,
    /// The person and role as whom the device acts.
    pub actor: Actor,
    /// The device's name for itself.
    pub name: String,
    /// The hash of the token that the device shows with each request.
    pub token_hash: TokenHash,
    /// The hash of the secret that the device shows at its next sign-in.
    pub secret_hash: Option<TokenHash>,
    /// The moment of the sign-in, server time.
    pub created_at: Moment,
}

/// A device that may make requests.
#[derive(Debug, Clone, Copy)]
pub struct ActiveDevice {
    /// Identifier.
    pub id: DeviceId,
    /// The account that signed in.
    pub account_id: AccountId,
    /// The person and role as whom the device acts.
    pub actor: Actor,
    /// The day of the last request; none: no request since the sign-in.
    pub used_at: Option<Moment>,
}

/// The store's knowledge of a device.
#[derive(Debug, Clone, Copy)]
pub enum KnownDevice {
    /// The device is signed in.
    Active(ActiveDevice),
    /// The device's session was ended here, its person has left the school, or their role has ended: rows
    /// that stay say so.
    Revoked,
    /// The store knows nothing of the device.
    Unknown,
}

/// The reason why a device may not make requests. The two are never taken for each other: a device that is
/// told of its end erases everything it has, and an unknown device keeps it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotActive {
    /// The device's session was ended here.
    #[error("the device was revoked")]
    Revoked,
    /// The store knows nothing of the device.
    #[error("the device is not known")]
    Unknown,
}

impl KnownDevice {
    /// Answers the person behind the device.
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
    /// The people and roles as whom an account can act: people who have not left their school, in each of
    /// their roles, by school and name.
    fn choices(&self, account: AccountId) -> Result<Vec<RoleChoice>, StoreError>;
    /// A person with their school and roles.
    fn person(&self, id: PersonId) -> Result<Option<PersonRow>, StoreError> {
        Ok(self.people(&[id])?.pop())
    }
    /// These people with their school and roles, in no order; identifiers of nobody are left out.
    fn people(&self, ids: &[PersonId]) -> Result<Vec<PersonRow>, StoreError>;
    /// Everybody who runs a school and has not left it.
    fn administrators(&self, school: SchoolId) -> Result<Vec<PersonId>, StoreError>;
    /// A device as it is now.
    fn device(&self, id: DeviceId) -> Result<KnownDevice, StoreError>;
    /// Whether the account was signed in on the device with this secret, also if the session has ended.
    fn knows_device(&self, account: AccountId, secret: &TokenHash) -> Result<bool, StoreError>;
    /// The device itself, and all others of its account with the same secret: sessions on the same device.
    fn sessions_on(&self, device: DeviceId) -> Result<Vec<DeviceId>, StoreError>;
    /// The number of wrong passwords since they were last forgotten.
    fn refused_tries(&self, account: AccountId) -> Result<u32, StoreError>;
    /// Whether the account was signed in to from the address within half a year.
    fn knows_address(
        &self,
        account: AccountId,
        address: AddressHash,
        now: Moment,
    ) -> Result<bool, StoreError>;
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
    fn insert_account(&mut self, account: &NewAccount) -> Result<(), StoreError>;
    /// Adds a person to a school.
    fn insert_person(&mut self, person: &NewPerson) -> Result<(), StoreError>;
    /// Adds a person with an account of their own.
    fn admit(&mut self, newcomer: &Newcomer) -> Result<(), StoreError> {
        self.insert_account(&newcomer.account())?;
        self.insert_person(&newcomer.person())
    }
    /// Writes a person's state in their school. The devices of an inactive person count as revoked.
    fn set_person_state(&mut self, person: PersonId, state: PersonState) -> Result<(), StoreError>;
    /// Gives a person a role, also one that they had before.
    fn give_role(&mut self, person: PersonId, role: Role) -> Result<(), StoreError>;
    /// Takes a role from a person; answers whether they had it. The devices that act in it count as revoked.
    fn end_role(&mut self, person: PersonId, role: Role, at: Moment) -> Result<bool, StoreError>;
    /// Counts a wrong password.
    fn count_refused_try(&mut self, account: AccountId) -> Result<(), StoreError>;
    /// Forgets the wrong passwords: the account's owner knows of them.
    fn forget_refused_tries(&mut self, account: AccountId) -> Result<(), StoreError>;
    /// Adds a signed-in device.
    fn insert_device(&mut self, device: &NewDevice) -> Result<(), StoreError>;
    /// Makes room for one more device of an account: those that were not used for longest are forgotten, not
    /// revoked, so that they lock and keep what they have. Before them go those that were never used, because
    /// nobody got the answer to their sign-in. A device that is `waiting` for news now goes last, because its
    /// use is on record to the day alone. Answers those that were forgotten.
    fn make_room(&mut self, account: AccountId, waiting: &[DeviceId]) -> Result<Vec<DeviceId>, StoreError>;
    /// Notes that a device made a request: after its sign-in, whatever the clock says.
    fn set_device_used(&mut self, device: DeviceId, at: Moment) -> Result<(), StoreError>;
    /// Brings the last use of devices to a moment where it is later, at most `limit`; how many.
    fn clamp_device_uses(&mut self, now: Moment, limit: usize) -> Result<usize, StoreError>;
    /// Brings the revocation of devices to a moment where it is later, at most `limit`; how many.
    fn clamp_revocations(&mut self, now: Moment, limit: usize) -> Result<usize, StoreError>;
    /// Forgets devices that did not ask since a moment, at most `limit`; how many. Their tokens are unknown from then on.
    fn forget_unused_devices(&mut self, since: Moment, limit: usize) -> Result<usize, StoreError>;
    /// Forgets devices that were revoked before a moment, at most `limit`; how many.
    fn forget_revoked_devices(&mut self, before: Moment, limit: usize) -> Result<usize, StoreError>;
    /// Ends a device's access; answers the person as whom it acted, if it had access.
    fn revoke(&mut self, device: DeviceId, at: Moment) -> Result<Option<PersonId>, StoreError>;
    /// Forgets the secret of a device, also in rows of its earlier sessions, so that the device is not
    /// recognized.
    fn forget_secret(&mut self, device: DeviceId) -> Result<(), StoreError>;
    /// Notes that the account was signed in to from an address; the oldest of many are forgotten. A later
    /// moment, which a clock that was ahead has left, counts as just before.
    fn note_address(
        &mut self,
        account: AccountId,
        address: AddressHash,
        now: Moment,
    ) -> Result<(), StoreError>;
    /// Adds a student.
    fn insert_student(&mut self, school: SchoolId, student: &StudentRef) -> Result<(), StoreError>;
    /// Links a guardian to a student, or changes how they are related.
    fn link(
        &mut self,
        guardian: PersonId,
        student: StudentId,
        relationship: Relationship,
    ) -> Result<(), StoreError>;
    /// Ends a link; answers whether there was one.
    fn unlink(&mut self, guardian: PersonId, student: StudentId, at: Moment) -> Result<bool, StoreError>;
}
