//! A small school for checks.

use conversas_domain::attachment::{FileName, FileType, Media};
use conversas_domain::channel::{Channel, ChannelKind};
use conversas_domain::conversation::{Counts, Progress};
use conversas_domain::entry::{EntryKind, NewEntry, Seq};
use conversas_domain::ids::{AccountId, ChannelId, ConversationId, EntityId, PersonId, SchoolId, StudentId};
use conversas_domain::moment::{DAY, Moment};
use conversas_domain::person::{Actor, PersonState, Relationship, Role, Side};
use conversas_domain::plan::Plan;
use conversas_domain::school::School;
use conversas_domain::text::{MessageText, Name};
use conversas_domain::ticket::Ticket;
use conversas_protocol::StudentRef;
use uuid::Uuid;

use crate::accounts::NewPerson;
use crate::attachments::{AttachmentRow, State};
use crate::threads::{ConversationRow, End, Entry};
use crate::{Lane, Newcomer, Store, StoreError, Write};

pub(super) const START: Moment = Moment(1_800_000_000_000);
pub(super) const RITA: u128 = 31;
pub(super) const JULIANA: u128 = 32;
pub(super) const MARCOS: u128 = 33;

/// An identifier; numbers of different kinds do not meet.
pub(super) fn id<T: EntityId>(number: u128) -> T {
    T::from_uuid(Uuid::from_u128(number))
}

pub(super) fn school() -> SchoolId {
    id(1)
}

pub(super) fn channel() -> ChannelId {
    id(11)
}

pub(super) fn student() -> StudentId {
    id(21)
}

pub(super) fn person(number: u128) -> PersonId {
    id(number)
}

/// The account of a person who has one of their own.
pub(super) fn account(number: u128) -> AccountId {
    id(number)
}

fn name(text: &str) -> Name {
    Name::parse(text).expect("a short name")
}

/// Makes a school with a channel, Rita who belongs to it, and Juliana and Marcos who are linked to a student.
pub(super) async fn build(store: &Store) -> Result<(), StoreError> {
    store.write(Lane::School(school()), fill).await
}

fn fill(tx: &mut dyn Write) -> Result<(), StoreError> {
    let time_zone = "America/Sao_Paulo".to_owned();
    tx.insert_school(&School { id: school(), name: name("Escola"), plan: Plan::Premium, time_zone })?;
    tx.insert_channel(&Channel {
        id: channel(),
        school_id: school(),
        name: name("Secretaria"),
        description: String::new(),
        kind: ChannelKind::General,
        active: true,
        hours: None,
        class_groups: vec!["4A".into(), "3B".into()],
    })?;
    let class_group = "4A".to_owned();
    tx.insert_student(school(), &StudentRef { id: student(), name: name("Theo"), class_group })?;
    for (number, text, role) in [
        (RITA, "Rita", Role::Staff),
        (JULIANA, "Juliana", Role::Guardian),
        (MARCOS, "Marcos", Role::Guardian),
    ] {
        insert_person(tx, number, text, role)?;
    }
    tx.insert_member(person(RITA), channel())?;
    tx.link(person(JULIANA), student(), Relationship::Mother)?;
    tx.link(person(MARCOS), student(), Relationship::Father)
}

pub(super) fn insert_person(
    tx: &mut dyn Write,
    number: u128,
    text: &str,
    role: Role,
) -> Result<(), StoreError> {
    let actor = Actor { person_id: person(number), school_id: school(), role };
    let email = format!("{text}@escola.example");
    tx.admit(&Newcomer { actor, name: name(text), email, password_hash: "-".into() })
}

/// A person of the school without an account.
pub(super) fn nobody(number: u128) -> NewPerson {
    NewPerson {
        id: person(number),
        school_id: school(),
        name: name("Sem Conta"),
        roles: vec![Role::Guardian],
        account_id: None,
        state: PersonState::Invited,
        external_id: None,
    }
}

/// Adds a person to a school whose name comes later, as whom the account can act.
pub(super) fn insert_neighbour(
    tx: &mut dyn Write,
    number: u128,
    account: AccountId,
    roles: &[Role],
) -> Result<(), StoreError> {
    let (school_id, time_zone) = (id(2), "America/Sao_Paulo".to_owned());
    tx.insert_school(&School { id: school_id, name: name("Vizinha"), plan: Plan::Basic, time_zone })?;
    tx.insert_person(&NewPerson {
        school_id,
        roles: roles.to_vec(),
        account_id: Some(account),
        state: PersonState::Active,
        ..nobody(number)
    })
}

/// Adds a conversation of these guardians, with one message, whose ticket has a number. Answers it as it was written.
pub(super) fn insert_conversation(
    tx: &mut dyn Write,
    number: u128,
    guardians: &[PersonId],
    ticket: u32,
) -> Result<ConversationRow, StoreError> {
    let conversation_id: ConversationId = id(number);
    let mut row = ConversationRow {
        id: conversation_id,
        school_id: school(),
        channel_id: channel(),
        student_id: student(),
        ticket: Ticket::opened(id(number * 1_000), 1, guardians[0], Side::Family, START),
        counts: Counts::default(),
        handled: 0,
        staff_end: End::default(),
        shared_end: End::default(),
        preview: Seq::default(),
        family_seq: Seq::default(),
        school_seq: Seq::default(),
        family: Progress::default(),
        school: Progress::default(),
    };
    tx.insert_conversation(&row, guardians)?;
    for guardian in guardians {
        tx.insert_participant(conversation_id, *guardian)?;
    }
    for number in 1..=ticket {
        let id = id(row.id.uuid().as_u128() * 1_000 + u128::from(number) - 1);
        row.ticket = Ticket::opened(id, number, guardians[0], Side::Family, START);
        tx.put_ticket(conversation_id, &row.ticket)?;
    }
    let seq = tx.next_seq(school())?;
    let content = MessageText::parse("Bom dia!").expect("a short text").into();
    let entry = NewEntry {
        id: id(number * 1_000),
        ticket_id: row.ticket.id,
        author_id: guardians[0],
        side: Side::Family,
        at: START.plus(seq.0),
        written_at: START,
        kind: EntryKind::Message { content },
    };
    row.counts.family = 1;
    (row.staff_end, row.shared_end) = (End { seq, at: entry.at }, End { seq, at: entry.at });
    (row.preview, row.family_seq) = (seq, seq);
    tx.insert_entry(&Entry { conversation_id, seq, counts: row.counts, entry })?;
    tx.update_conversation(&row)?;
    Ok(row)
}

/// Adds Rita's note to the end of a conversation. Answers its number.
pub(super) fn insert_note(tx: &mut dyn Write, conversation: u128, number: u128) -> Result<Seq, StoreError> {
    let conversation_id = id(conversation);
    let row = tx.conversation(conversation_id)?.ok_or(StoreError::Missing("conversation"))?;
    let seq = tx.next_seq(school())?;
    let entry = NewEntry {
        id: id(number),
        ticket_id: row.ticket.id,
        author_id: person(RITA),
        side: Side::School,
        at: START.plus(seq.0),
        written_at: START,
        kind: EntryKind::Note {
            text: MessageText::parse("Vejam").expect("a short text"),
            mentions: Vec::new(),
        },
    };
    tx.insert_entry(&Entry { conversation_id, seq, counts: row.counts, entry })?;
    Ok(seq)
}

/// A file of Juliana, of which no byte has come.
pub(super) fn upload(number: u128) -> AttachmentRow {
    AttachmentRow {
        id: id(number),
        school_id: school(),
        owner_id: person(JULIANA),
        name: FileName::from("declaracao.pdf".to_owned()),
        file_type: FileType::Pdf,
        bytes: 1_000,
        media: Media::Document,
        sha256: [7; 32],
        duration_ms: None,
        state: State::Uploading,
        expires_at: START.plus(DAY),
    }
}
