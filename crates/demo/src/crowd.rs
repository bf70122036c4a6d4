//! Many generated conversations and one very long one, for measuring. The rows are as operations would have
//! left them, without the operations and without pointers: devices that knew the school before bootstrap
//! again.

use conversas_domain::conversation::{Progress, ReadMark};
use conversas_domain::entry::{EntryKind, NewEntry, Seq};
use conversas_domain::ids::{ChannelId, PersonId, StudentId};
use conversas_domain::moment::Moment;
use conversas_domain::person::{Actor, Relationship, Role, Side};
use conversas_domain::text::{MessageText, Name};
use conversas_domain::ticket::{Status, Ticket, TicketEvent};
use conversas_protocol::StudentRef;
use conversas_server::store::threads::{ConversationRow, End, Entry};
use conversas_server::store::{Newcomer, StoreError, Write};
use conversas_server::{Fresh, ledger};

use super::settle::House;

/// The time between two conversations, in milliseconds.
const STEP: i64 = 240_000;

const FIRST: &[&str] = &[
    "Adriana",
    "Bruno",
    "Carolina",
    "Daniel",
    "Eduarda",
    "Felipe",
    "Gabriela",
    "Henrique",
    "Isabel",
    "João",
    "Karina",
    "Leonardo",
    "Mariana",
    "Nicolas",
    "Olívia",
    "Patrícia",
    "Quirino",
    "Roberta",
    "Sandro",
    "Tereza",
    "Úrsula",
    "Vinícius",
    "Wanda",
    "Zélia",
];
const LAST: &[&str] = &[
    "Abreu",
    "Barbosa",
    "Campos",
    "Delgado",
    "Esteves",
    "Fagundes",
    "Guimarães",
    "Hoffmann",
    "Inácio",
    "Jardim",
    "Klein",
    "Luz",
    "Machado",
    "Neves",
    "Ornelas",
    "Pimentel",
    "Queirós",
    "Ribeiro",
    "Siqueira",
    "Torres",
    "Uchoa",
    "Vasconcelos",
    "Xavier",
    "Zanetti",
    "Conceição",
    "Assunção",
    "Botelho",
];
const QUESTIONS: &[&str] = &[
    "Bom dia! Preciso de uma segunda via do boletim.",
    "Olá, qual o horário de atendimento amanhã?",
    "Boa tarde, a reunião de pais foi confirmada?",
    "Oi! Como faço para autorizar a saída antecipada?",
    "O uniforme de educação física é obrigatório na quarta?",
];
const ANSWERS: &[&str] = &[
    "Bom dia! Já deixei pronto, pode retirar na recepção.",
    "Olá! Atendemos das 7h às 18h, sem pausa.",
    "Confirmada para quinta, às 19h.",
    "Pode autorizar por aqui mesmo, registrei.",
];

/// Adds `size` conversations to the school's first channel, and one thread of `size` messages.
pub(super) fn gather(
    tx: &mut dyn Write,
    fresh: &mut Fresh,
    house: &House,
    size: u32,
    now: Moment,
) -> Result<(), StoreError> {
    let channel = house.channels[0];
    let staff = tx.member_ids(channel)?;
    let mut crowd = Crowd { tx, fresh, house, channel, staff };
    for number in 0..size {
        let age = i64::from(size - number);
        let status = match (age * 50 < i64::from(size), age * 5 < i64::from(size), number % 2) {
            (true, _, 0) => Status::Pending,
            (_, true, 1) => Status::InProgress,
            _ => Status::Finished,
        };
        crowd.conversation(number, status, now.plus(-age * STEP))?;
    }
    crowd.long_thread(size, now)?;
    let newest = tx.school_and_log(house.school)?.1.newest;
    ledger::prune_events(tx, house.school, newest)
}

struct Crowd<'a> {
    tx: &'a mut dyn Write,
    fresh: &'a mut Fresh,
    house: &'a House,
    channel: ChannelId,
    staff: Vec<PersonId>,
}

impl Crowd<'_> {
    fn conversation(&mut self, number: u32, status: Status, at: Moment) -> Result<(), StoreError> {
        let pick = number as usize;
        let (guardian, mut row) = self.family(pick, at)?;
        let colleague = self.staff[pick % self.staff.len()];
        let opened = EntryKind::StatusChanged { status: Status::Pending, opened: true };
        self.say(&mut row, guardian, Side::Family, at, opened)?;
        let question = message(QUESTIONS[pick % QUESTIONS.len()]);
        self.say(&mut row, guardian, Side::Family, at, question)?;
        if status != Status::Pending {
            let at = at.plus(90_000);
            self.step(&mut row, TicketEvent::Wrote(Side::School), colleague, at)?;
            let answer = message(ANSWERS[pick % ANSWERS.len()]);
            self.say(&mut row, colleague, Side::School, at, answer)?;
        }
        if status == Status::Finished {
            self.step(&mut row, TicketEvent::Finished, colleague, at.plus(120_000))?;
        }
        self.close(row, guardian, status != Status::Pending)
    }

    fn long_thread(&mut self, messages: u32, now: Moment) -> Result<(), StoreError> {
        let (guardian, mut row) = self.family(messages as usize, now)?;
        let colleague = self.staff[0];
        self.step(&mut row, TicketEvent::Wrote(Side::School), colleague, now)?;
        for number in 0..messages {
            let at = now.plus(-i64::from(messages - number) * 60_000);
            let pick = number as usize / 2;
            if number % 2 == 0 {
                let text = format!("{} ({number})", QUESTIONS[pick % QUESTIONS.len()]);
                self.say(&mut row, guardian, Side::Family, at, message(&text))?;
            } else {
                let text = format!("{} ({number})", ANSWERS[pick % ANSWERS.len()]);
                self.say(&mut row, colleague, Side::School, at, message(&text))?;
            }
        }
        self.close(row, guardian, true)
    }

    /// Makes a student, their guardian, and an empty conversation.
    fn family(&mut self, pick: usize, at: Moment) -> Result<(PersonId, ConversationRow), StoreError> {
        let school_id = self.house.school;
        let surname = LAST[pick / FIRST.len() % LAST.len()];
        let named = |first: usize| {
            let text = format!("{} {surname}", FIRST[first % FIRST.len()]);
            Name::parse(&text).expect("lists of short names")
        };
        let actor = Actor { person_id: self.fresh.id(at), school_id, role: Role::Guardian };
        self.tx.admit(&Newcomer {
            actor,
            name: named(pick),
            email: format!("familia{pick}@gerada.example"),
            // No password has this hash: nobody signs in as a generated guardian.
            password_hash: String::new(),
        })?;
        let student_id: StudentId = self.fresh.id(at);
        let class_group = format!("{}º ano {}", pick % 9 + 1, ["A", "B", "C"][pick % 3]);
        self.tx.insert_student(
            school_id,
            &StudentRef { id: student_id, name: named(pick * 7 + 3), class_group },
        )?;
        self.tx.link(actor.person_id, student_id, Relationship::Mother)?;
        let row = ConversationRow {
            id: self.fresh.id(at),
            school_id,
            channel_id: self.channel,
            student_id,
            ticket: Ticket::opened(self.fresh.id(at), 1, actor.person_id, Side::Family, at),
            counts: Default::default(),
            handled: 0,
            staff_end: End::default(),
            shared_end: End::default(),
            preview: Seq::default(),
            family_seq: Seq::default(),
            school_seq: Seq::default(),
            family: Progress::default(),
            school: Progress::default(),
        };
        self.tx.insert_conversation(&row, &[actor.person_id])?;
        self.tx.insert_participant(row.id, actor.person_id)?;
        Ok((actor.person_id, row))
    }

    fn step(
        &mut self,
        row: &mut ConversationRow,
        event: TicketEvent,
        by: PersonId,
        at: Moment,
    ) -> Result<(), StoreError> {
        match row.ticket.apply(event, by, at) {
            Ok(Some(status)) => {
                let kind = EntryKind::StatusChanged { status, opened: false };
                self.say(row, by, Side::School, at, kind)
            }
            // An operation that no rule allows is skipped.
            Ok(None) | Err(_) => Ok(()),
        }
    }

    fn say(
        &mut self,
        row: &mut ConversationRow,
        author_id: PersonId,
        side: Side,
        at: Moment,
        kind: EntryKind,
    ) -> Result<(), StoreError> {
        let seq = self.tx.next_seq(row.school_id)?;
        let id = self.fresh.id(at);
        let ticket_id = row.ticket.id;
        let entry = NewEntry { id, ticket_id, author_id, side, at, written_at: at, kind };
        ledger::extend(row, seq, &entry);
        if matches!(entry.kind, EntryKind::Message { .. }) && side == Side::School {
            row.handled = row.counts.family;
        }
        self.tx.insert_entry(&Entry { conversation_id: row.id, seq, counts: row.counts, entry })
    }

    /// Marks a conversation as read by the family, and as received by the school; with `read` as read by the
    /// school too.
    fn close(&mut self, mut row: ConversationRow, guardian: PersonId, read: bool) -> Result<(), StoreError> {
        let seq = row.shared_end.seq;
        let everything = Progress { delivered: seq, read: if read { seq } else { Seq::default() } };
        row.family = Progress { delivered: seq, read: seq };
        row.school = everything;
        self.tx.put_ticket(row.id, &row.ticket)?;
        self.tx.update_conversation(&row)?;
        let mark = ReadMark { seq, counts: row.counts };
        self.tx.advance_mark(guardian, row.id, mark)?;
        for person in self.staff.iter().filter(|_| read) {
            self.tx.advance_mark(*person, row.id, mark)?;
        }
        Ok(())
    }
}

fn message(text: &str) -> EntryKind {
    EntryKind::Message { content: MessageText::parse(text).expect("lists of short texts").into() }
}
