//! Accounts, people, devices, students and guardians.

use conversas_domain::ids::{AccountId, DeviceId, PersonId, SchoolId, StudentId};
use conversas_domain::moment::Moment;
use conversas_domain::person::{PersonState, Relationship, Role};
use conversas_protocol::{GuardianRef, StudentRef, StudentView};
use conversas_store::StoreError;
use conversas_store::accounts::{
    AccountWrites, Accounts, AddressHash, Credentials, KnownDevice, NewAccount, NewDevice, NewPerson,
    PersonRow, RoleChoice, TokenHash,
};

use super::Session;
use crate::error::told;
use crate::{accounts, devices, known_addresses, people, students};

impl Accounts for Session<'_> {
    read! {
        fn credentials(email: &str) -> Option<Credentials> = accounts::credentials;
        fn choices(account: AccountId) -> Vec<RoleChoice> = accounts::choices;
        fn people(ids: &[PersonId]) -> Vec<PersonRow> = people::load_all;
        fn administrators(school: SchoolId) -> Vec<PersonId> = people::administrators;
        fn device(id: DeviceId) -> KnownDevice = devices::by_id;
        fn knows_device(account: AccountId, secret: &TokenHash) -> bool = devices::knows;
        fn sessions_on(device: DeviceId) -> Vec<DeviceId> = devices::sessions_on;
        fn refused_tries(account: AccountId) -> u32 = accounts::refused_tries;
        fn knows_address(account: AccountId, address: AddressHash, now: Moment) -> bool = known_addresses::contains;
        fn student(id: StudentId) -> Option<(SchoolId, StudentRef)> = students::load;
        fn students_of(guardian: PersonId) -> Vec<StudentView> = students::of_guardian;
        fn guardians_of(student: StudentId) -> Vec<GuardianRef> = students::guardians;
        fn is_linked(guardian: PersonId, student: StudentId) -> bool = students::is_linked;
    }
}

impl AccountWrites for Session<'_> {
    write! {
        fn insert_account(account: &NewAccount) -> () = accounts::insert;
        fn insert_person(person: &NewPerson) -> () = people::insert;
        fn set_person_state(person: PersonId, state: PersonState) -> () = people::set_state;
        fn give_role(person: PersonId, role: Role) -> () = people::give_role;
        fn end_role(person: PersonId, role: Role, at: Moment) -> bool = people::end_role;
        fn count_refused_try(account: AccountId) -> () = accounts::count_refused_try;
        fn forget_refused_tries(account: AccountId) -> () = accounts::forget_refused_tries;
        fn insert_device(device: &NewDevice) -> () = devices::insert;
        fn make_room(account: AccountId, waiting: &[DeviceId]) -> Vec<DeviceId> = devices::make_room;
        fn set_device_used(device: DeviceId, at: Moment) -> () = devices::set_used;
        fn clamp_device_uses(now: Moment, limit: usize) -> usize = devices::clamp_used;
        fn clamp_revocations(now: Moment, limit: usize) -> usize = devices::clamp_revoked;
        fn forget_unused_devices(since: Moment, limit: usize) -> usize = devices::forget_unused;
        fn forget_revoked_devices(before: Moment, limit: usize) -> usize = devices::forget_revoked;
        fn revoke(device: DeviceId, at: Moment) -> Option<PersonId> = devices::revoke;
        fn forget_secret(device: DeviceId) -> () = devices::forget_secret;
        fn note_address(account: AccountId, address: AddressHash, now: Moment) -> () = known_addresses::note;
        fn insert_student(school: SchoolId, student: &StudentRef) -> () = students::insert;
        fn link(guardian: PersonId, student: StudentId, relationship: Relationship) -> () = students::link;
        fn unlink(guardian: PersonId, student: StudentId, at: Moment) -> bool = students::unlink;
    }
}
