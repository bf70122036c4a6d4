//! A connection while a read or a change uses it: the port's verbs, each with the function of the table that answers it.

use conversas_domain::canned_reply::CannedReply;
use conversas_domain::channel::Channel;
use conversas_domain::conversation::ReadMark;
use conversas_domain::entry::Seq;
use conversas_domain::hours::ChannelHours;
use conversas_domain::ids::{
    AttachmentId, CannedReplyId, ChannelId, ConversationId, DeviceId, EntryId, InstallationId, OpId,
    PersonId, SchoolId, StudentId, TicketId,
};
use conversas_domain::inbox::InboxKey;
use conversas_domain::moment::Moment;
use conversas_domain::person::{Actor, Relationship, Side};
use conversas_domain::plan::Plan;
use conversas_domain::school::School;
use conversas_domain::ticket::Ticket;
use conversas_protocol::{GuardianRef, LookView, PersonRef, Receipt, StudentRef, StudentView};
use conversas_store::accounts::{
    AccountWrites, Accounts, AddressHash, Credentials, KnownDevice, NewDevice, NewPerson, TokenHash,
};
use conversas_store::attachments::{
    AttachmentRow, AttachmentWrites, Attachments, ContentHash, State, Unsent,
};
use conversas_store::channels::{ChannelWrites, Channels, Colleague, Reach};
use conversas_store::log::{Log, LogRange, LogWrites, Look, Pointer, Scope};
use conversas_store::threads::{
    Arrival, ByOthers, ConversationRow, Conversations, Entry, EntryPlace, GuardianIn, Names, ThreadWrites,
    Threads,
};
use conversas_store::upkeep::{Known, Purpose, Skipped, Trial, Upkeep, UpkeepWrites};
use conversas_store::{Read, StoreError, Write};
use rusqlite::Connection;

use crate::error::told;
use crate::{
    attachment_refs, attachments, channels, conversations, devices, entries, events, installation,
    known_addresses, looks, loose_contents, marks, members, participants, people, progress, readiness,
    receipts, replies, schools, secrets, skipped, students, sweeps, tickets,
};

/// A connection inside a transaction, and what to ring once it is committed.
#[cfg_attr(
    not(any(test, feature = "testing")),
    expect(unreachable_pub, reason = "tests of other crates name it")
)]
pub struct Session<'c> {
    pub(crate) conn: &'c Connection,
    rung: Vec<Scope>,
}

impl<'c> Session<'c> {
    pub(crate) fn new(conn: &'c Connection) -> Self {
        Session { conn, rung: Vec::new() }
    }

    /// As callers of a read have it.
    pub(crate) fn as_read(&self) -> &dyn Read {
        self
    }

    /// As callers of a change have it.
    pub(crate) fn as_write(&mut self) -> &mut dyn Write {
        self
    }

    pub(crate) fn into_rung(self) -> Vec<Scope> {
        self.rung
    }
}

/// Methods of the port, each answered by a function of a table.
macro_rules! read {
    ($(fn $verb:ident($($name:ident: $of:ty),*) -> $answer:ty = $function:path;)*) => {
        $(fn $verb(&self $(, $name: $of)*) -> Result<$answer, StoreError> {
            $function(self.conn $(, $name)*).map_err(told)
        })*
    };
}

/// Methods of the port that write, each answered by a function of a table.
macro_rules! write {
    ($(fn $verb:ident($($name:ident: $of:ty),*) -> $answer:ty = $function:path;)*) => {
        $(fn $verb(&mut self $(, $name: $of)*) -> Result<$answer, StoreError> {
            $function(self.conn $(, $name)*).map_err(told)
        })*
    };
}

impl Accounts for Session<'_> {
    read! {
        fn credentials(email: &str) -> Option<Credentials> = people::credentials;
        fn actor(id: PersonId) -> Option<Actor> = people::actor;
        fn actors(ids: &[PersonId]) -> Vec<Actor> = people::actors;
        fn administrators(school: SchoolId) -> Vec<PersonId> = people::administrators;
        fn device(id: DeviceId) -> KnownDevice = devices::by_id;
        fn knows_device(person: PersonId, secret: &TokenHash) -> bool = devices::knows;
        fn sessions_on(device: DeviceId) -> Vec<DeviceId> = devices::sessions_on;
        fn refused_tries(person: PersonId) -> u32 = people::refused_tries;
        fn knows_address(person: PersonId, address: AddressHash, now: Moment) -> bool = known_addresses::contains;
        fn student(id: StudentId) -> Option<(SchoolId, StudentRef)> = students::load;
        fn students_of(guardian: PersonId) -> Vec<StudentView> = students::of_guardian;
        fn guardians_of(student: StudentId) -> Vec<GuardianRef> = students::guardians;
        fn is_linked(guardian: PersonId, student: StudentId) -> bool = students::is_linked;
    }
}

impl AccountWrites for Session<'_> {
    write! {
        fn insert_person(person: &NewPerson) -> () = people::insert;
        fn count_refused_try(person: PersonId) -> () = people::count_refused_try;
        fn forget_refused_tries(person: PersonId) -> () = people::forget_refused_tries;
        fn insert_device(device: &NewDevice) -> () = devices::insert;
        fn make_room(person: PersonId, waiting: &[DeviceId]) -> Vec<DeviceId> = devices::make_room;
        fn set_device_used(device: DeviceId, at: Moment) -> () = devices::set_used;
        fn clamp_device_uses(now: Moment, limit: usize) -> usize = devices::clamp_used;
        fn clamp_revocations(now: Moment, limit: usize) -> usize = devices::clamp_revoked;
        fn forget_unused_devices(since: Moment, limit: usize) -> usize = devices::forget_unused;
        fn forget_revoked_devices(before: Moment, limit: usize) -> usize = devices::forget_revoked;
        fn revoke(device: DeviceId, at: Moment) -> Option<PersonId> = devices::revoke;
        fn forget_secret(device: DeviceId) -> () = devices::forget_secret;
        fn note_address(person: PersonId, address: AddressHash, now: Moment) -> () = known_addresses::note;
        fn insert_student(school: SchoolId, student: &StudentRef) -> () = students::insert;
        fn link(guardian: PersonId, student: StudentId, relationship: Relationship) -> () = students::link;
        fn unlink(guardian: PersonId, student: StudentId, at: Moment) -> bool = students::unlink;
    }
}

impl Channels for Session<'_> {
    read! {
        fn has_schools() -> bool = schools::any;
        fn school_ids() -> Vec<SchoolId> = schools::ids;
        fn school(id: SchoolId) -> School = schools::load;
        fn school_and_log(id: SchoolId) -> (School, LogRange) = schools::with_log;
        fn channel(id: ChannelId) -> Option<Channel> = channels::load;
        fn channels_of(school: SchoolId) -> Vec<Channel> = channels::of_school;
        fn channels_talked_in(guardian: PersonId) -> Vec<ChannelId> = channels::with_conversations_of;
        fn is_member(person: PersonId, channel: ChannelId) -> bool = members::contains;
        fn memberships(person: PersonId) -> Vec<ChannelId> = members::channels_of;
        fn member_ids(channel: ChannelId) -> Vec<PersonId> = members::of_channel;
        fn members_of(channels: &[ChannelId]) -> Vec<(ChannelId, PersonRef)> = members::by_name;
        fn colleagues(devices: &[DeviceId]) -> Vec<Colleague> = members::on_devices;
        fn replies_of(channels: &[ChannelId]) -> Vec<(ChannelId, CannedReply)> = replies::of_channels;
        fn reach(person: PersonId) -> Reach = members::reach;
        fn opened(person: PersonId, channel: ChannelId) -> Option<Moment> = looks::opened;
    }
}

impl ChannelWrites for Session<'_> {
    write! {
        fn insert_school(school: &School) -> () = schools::insert;
        fn update_plan(school: SchoolId, plan: Plan) -> () = schools::set_plan;
        fn next_seqs(school: SchoolId, count: usize) -> Vec<Seq> = schools::take_seqs;
        fn insert_channel(channel: &Channel) -> () = channels::insert;
        fn update_active(channel: ChannelId, active: bool) -> () = channels::set_active;
        fn update_hours(channel: ChannelId, hours: Option<&ChannelHours>) -> () = channels::set_hours;
        fn insert_member(person: PersonId, channel: ChannelId) -> bool = members::insert;
        fn delete_member(person: PersonId, channel: ChannelId) -> bool = members::delete;
        fn put_reply(channel: ChannelId, reply: &CannedReply) -> bool = replies::put;
        fn delete_reply(channel: ChannelId, reply: CannedReplyId) -> bool = replies::delete;
        fn follow(person: PersonId, channel: ChannelId, at: Moment) -> bool = looks::follow;
        fn set_opened(person: PersonId, channel: ChannelId, at: Moment) -> bool = looks::set_opened;
        fn clamp_opened(now: Moment, limit: usize) -> usize = looks::clamp_opened;
        fn unfollow(since: Moment, limit: usize) -> Vec<PersonId> = looks::unfollow;
    }
}

impl Threads for Session<'_> {
    read! {
        fn conversation(id: ConversationId) -> Option<ConversationRow> = conversations::load;
        fn conversations(ids: &[ConversationId]) -> Conversations = conversations::load_all;
        fn conversation_exists(id: ConversationId) -> bool = conversations::exists;
        fn conversation_of(
            channel: ChannelId, student: StudentId, guardians: &[PersonId]
        ) -> Option<ConversationId> = conversations::same;
        fn channel_page(channel: ChannelId, after: Option<InboxKey>, limit: usize) -> Vec<InboxKey>
            = conversations::of_channel;
        fn guardian_page(guardian: PersonId, after: Option<InboxKey>, limit: usize) -> Vec<InboxKey>
            = conversations::of_guardian;
        fn participants(id: ConversationId) -> Vec<PersonId> = participants::of;
        fn guardians_in(ids: &[ConversationId]) -> Vec<(ConversationId, GuardianIn)> = participants::in_all;
        fn guardians_seeing(id: ConversationId) -> Vec<PersonId> = participants::seeing;
        fn conversations_about(guardian: PersonId, student: StudentId) -> Vec<ConversationId>
            = participants::conversations_about;
        fn read_mark(person: PersonId, id: ConversationId) -> ReadMark = marks::load;
        fn read_marks(person: PersonId, ids: &[ConversationId]) -> Vec<(ConversationId, ReadMark)> = marks::load_all;
        fn ticket(id: ConversationId, ticket: TicketId) -> Option<Ticket> = tickets::load;
        fn tickets_before(current: &[(ConversationId, u32)], limit: u32) -> Vec<(ConversationId, Ticket)> = tickets::before;
        fn names(people: &[PersonId], channels: &[ChannelId]) -> Names = people::names;
        fn entry_places(ids: &[EntryId]) -> Vec<EntryPlace> = entries::places;
        fn entries(id: ConversationId, entries: &[EntryId]) -> Vec<Entry> = entries::by_ids;
        fn entries_at(places: &[(ConversationId, Seq)]) -> Vec<Entry> = entries::at;
        fn entries_before(id: ConversationId, seq: Seq, reader: Side, limit: usize) -> Vec<Entry> = entries::before;
        fn colleagues_answer(id: ConversationId, ticket: TicketId, me: PersonId, after: Seq) -> Option<Seq>
            = entries::colleagues_answer;
        fn by_others(id: ConversationId, me: PersonId, after: Seq) -> ByOthers = entries::by_others;
        fn arrivals_at_channels(channels: &[ChannelId], up_to: Seq) -> Vec<Arrival> = progress::arrivals_at_channels;
        fn arrivals_at_guardian(guardian: PersonId, up_to: Seq) -> Vec<Arrival> = progress::arrivals_at_guardian;
    }
}

impl ThreadWrites for Session<'_> {
    write! {
        fn insert_conversation(row: &ConversationRow, guardians: &[PersonId]) -> () = conversations::insert;
        fn update_conversation(row: &ConversationRow) -> () = conversations::save;
        fn update_guardian_set(id: ConversationId, guardians: &[PersonId]) -> () = conversations::set_guardians;
        fn insert_participant(id: ConversationId, person: PersonId) -> () = participants::insert;
        fn put_ticket(id: ConversationId, ticket: &Ticket) -> () = tickets::put;
        fn insert_entry(entry: &Entry) -> () = entries::insert;
        fn advance_mark(person: PersonId, id: ConversationId, mark: ReadMark) -> bool = marks::advance;
        fn advance_delivered(id: ConversationId, side: Side, to: Seq) -> () = progress::advance_delivered;
    }
}

impl Log for Session<'_> {
    read! {
        fn pointers_after(scopes: &[Scope], seq: Seq, limit: usize) -> (Vec<Pointer>, bool) = events::after;
        fn scopes_up_to(school: SchoolId, up_to: Seq) -> Vec<Scope> = events::scopes_up_to;
        fn receipt(person: PersonId, op: OpId) -> Option<Receipt> = receipts::load;
        fn missing_looks(person: PersonId, shown: &[Look], at: Moment) -> Vec<Look> = looks::missing;
        fn looks_before(school: SchoolId, number: i64, limit: usize) -> Vec<LookView> = looks::before;
    }
}

impl LogWrites for Session<'_> {
    fn append(&mut self, pointer: Pointer, scopes: &[Scope]) -> Result<(), StoreError> {
        events::append(self.conn, pointer, scopes).map_err(told)?;
        scopes.iter().for_each(|scope| self.ring(*scope));
        Ok(())
    }

    fn ring(&mut self, scope: Scope) {
        if !self.rung.contains(&scope) {
            self.rung.push(scope);
        }
    }

    write! {
        fn close_up_to(school: SchoolId, up_to: Seq) -> () = events::close_up_to;
        fn forget_pointers(scope: Scope, up_to: Seq, limit: usize) -> usize = events::forget;
        fn mark_day(day: i64) -> () = events::mark_day;
        fn take_older_than(day: i64) -> Vec<(SchoolId, Seq)> = events::older_than;
        fn insert_receipt(person: PersonId, receipt: &Receipt, at: Moment) -> () = receipts::insert;
        fn clamp_receipts(now: Moment, limit: usize) -> usize = receipts::clamp;
        fn forget_receipts(before: Moment, limit: usize) -> usize = receipts::forget;
        fn forget_refused_receipts(before: Moment, limit: usize) -> usize = receipts::forget_refused;
        fn insert_looks(actor: Actor, looks: &[Look], at: Moment) -> () = looks::insert;
        fn forget_looks(before: Moment, limit: usize) -> usize = looks::forget;
    }
}

impl Attachments for Session<'_> {
    read! {
        fn attachment(id: AttachmentId) -> Option<AttachmentRow> = attachments::load;
        fn count_open_uploads(owner: PersonId) -> usize = attachments::count_open;
        fn unsent_of_person(owner: PersonId) -> Unsent = attachments::unsent_of_owner;
        fn unsent_of_school(school: SchoolId) -> Unsent = attachments::unsent_of_school;
        fn uploaded_before(like: &AttachmentRow) -> Option<AttachmentRow> = attachments::uploaded_before;
        fn needs_content(school: SchoolId, sha256: ContentHash) -> bool = attachments::needs_content;
        fn expired_attachments(now: Moment, after: (Moment, AttachmentId), limit: usize) -> Vec<AttachmentRow>
            = attachments::expired;
        fn is_sent(id: AttachmentId) -> bool = attachment_refs::exist;
        fn conversations_with(id: AttachmentId) -> Vec<ConversationId> = attachment_refs::conversations;
        fn loose_contents() -> Vec<(SchoolId, ContentHash)> = loose_contents::all;
    }
}

impl AttachmentWrites for Session<'_> {
    write! {
        fn insert_attachment(row: &AttachmentRow, now: Moment) -> () = attachments::insert;
        fn set_state(id: AttachmentId, state: State, duration_ms: Option<u64>, expires_at: Moment) -> bool
            = attachments::set_state;
        fn extend_attachment(id: AttachmentId, expires_at: Moment) -> () = attachments::extend;
        fn delete_attachment(id: AttachmentId) -> () = attachments::delete;
        fn clamp_ends(latest: Moment, limit: usize) -> usize = attachments::clamp_ends;
        fn insert_attachment_ref(id: AttachmentId, conversation: ConversationId, entry: EntryId) -> ()
            = attachment_refs::insert;
        fn insert_loose_content(school: SchoolId, sha256: ContentHash) -> () = loose_contents::insert;
        fn delete_loose_content(school: SchoolId, sha256: ContentHash) -> () = loose_contents::delete;
    }
}

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
