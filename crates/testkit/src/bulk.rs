//! Stores with very many conversations, or one thread with very many messages, filled through the code that applies
//! what a server sends.

use conversas_client::Engine;
use conversas_domain::channel::ChannelKind;
use conversas_domain::conversation::{Counts, ReadMark};
use conversas_domain::entry::{EntryKind, Seq};
use conversas_domain::ids::{ChannelId, ConversationId, DeviceId, PersonId};
use conversas_domain::moment::Moment;
use conversas_domain::person::{Role, Side};
use conversas_domain::plan::Plan;
use conversas_domain::school::School;
use conversas_domain::text::MessageText;
use conversas_domain::ticket::TicketEvent;
use conversas_protocol::{
    ChannelView, ConversationView, Cursor, Directory, EntryView, Me, PersonRef, Preview, SignedIn,
    SyncChange, SyncPage,
};

use crate::ids::{fresh, installation, name};
use crate::views;

/// Changes applied in one transaction.
const BATCH: usize = 2_000;
/// The moment at which the oldest conversation was last active.
const BEGINNING: i64 = 1_767_225_600_000;

const FIRST: &[&str] =
    &["Ana", "João", "Maria", "Luís", "Beatriz", "Caio", "Débora", "Élton", "Inês", "Zuleica"];
const LAST: &[&str] = &["Silva", "Souza", "Conceição", "Araújo", "Prado", "Quintão", "Xavier", "Ávila"];
const WORDS: &[&str] =
    &["boletim", "matrícula", "reunião", "uniforme", "passeio", "declaração", "mensalidade"];

/// The owner of a store, and the owner's one channel.
#[derive(Debug, Clone)]
pub struct Bulk {
    /// The staff member.
    pub me: PersonId,
    /// Their channel.
    pub channel: ChannelId,
    next_seq: i64,
}

impl Bulk {
    /// Makes the engine a staff member's with one empty channel. Nothing answers at `server`.
    pub async fn adopt(engine: &Engine, server: &str) -> Bulk {
        let bulk = Bulk { me: fresh(), channel: fresh(), next_seq: 1 };
        let directory = Directory {
            me: Me { id: bulk.me, name: name("Ana Lima"), role: Role::Staff },
            school: School {
                id: fresh(),
                name: name("Colégio Grande"),
                plan: Plan::Premium,
                time_zone: "America/Sao_Paulo".into(),
            },
            channels: vec![ChannelView {
                id: bulk.channel,
                name: name("Secretaria"),
                description: String::new(),
                kind: ChannelKind::Secretary,
                active: true,
                hours: None,
                class_groups: Vec::new(),
                member: true,
                followed: None,
                members: Vec::new(),
                replies: Vec::new(),
            }],
            students: Vec::new(),
            file_limit: conversas_domain::attachment::DEFAULT_FILE_LIMIT,
        };
        let signed_in = SignedIn {
            token: "none".into(),
            device_secret: None,
            refused_tries: 0,
            device_id: fresh::<DeviceId>(),
            installation: installation(),
            directory,
        };
        engine.adopt(server, &signed_in).await.expect("an empty profile");
        bulk
    }

    /// Adds conversations with one message each, in all statuses.
    pub async fn add_conversations(&mut self, engine: &Engine, count: usize) {
        let mut changes = Vec::with_capacity(BATCH * 2);
        for index in 0..count {
            let (view, entry) = self.conversation(index);
            changes.push(SyncChange::Conversation { conversation: Box::new(view) });
            changes.push(SyncChange::Entry { entry: Box::new(entry) });
            if changes.len() >= BATCH {
                apply(engine, std::mem::take(&mut changes)).await;
            }
        }
        apply(engine, changes).await;
    }

    /// Adds one conversation with so many messages.
    pub async fn add_thread(&mut self, engine: &Engine, messages: usize) -> ConversationId {
        let (mut view, first) = self.conversation(0);
        let mut changes = vec![SyncChange::Entry { entry: Box::new(first.clone()) }];
        for index in 1..messages {
            changes.push(SyncChange::Entry { entry: Box::new(self.message(&first, index)) });
        }
        view.last_seq = Seq(self.next_seq - 1);
        // The conversation is stored before its entries, all of which come after it: so the whole thread is
        // there.
        let known = ConversationView { last_seq: Seq(0), ..view.clone() };
        apply(engine, vec![SyncChange::Conversation { conversation: Box::new(known) }]).await;
        while !changes.is_empty() {
            let rest = changes.split_off(changes.len().min(BATCH));
            apply(engine, std::mem::replace(&mut changes, rest)).await;
        }
        let id = view.id;
        apply(engine, vec![SyncChange::Conversation { conversation: Box::new(view) }]).await;
        id
    }

    fn seq(&mut self) -> Seq {
        self.next_seq += 1;
        Seq(self.next_seq - 1)
    }

    fn message(&mut self, like: &EntryView, index: usize) -> EntryView {
        let seq = self.seq();
        let at = Moment(like.at.0 + index as i64 * 1_000);
        EntryView {
            id: fresh(),
            seq,
            at,
            kind: EntryKind::Message { content: sentence(index).into() },
            ..like.clone()
        }
    }

    fn conversation(&mut self, index: usize) -> (ConversationView, EntryView) {
        let at = Moment(BEGINNING + index as i64 * 60_000);
        let mut view = views::conversation(self.channel, &person(index), &person(index / 3 + 1), at);
        let colleague = PersonRef { id: fresh(), name: name("Bruno Reis") };
        let answered_by = if index.is_multiple_of(2) { self.me } else { colleague.id };
        let ticket = &mut view.ticket.ticket;
        // A tenth waits, half is being answered, the rest is finished.
        if index % 10 >= 1 {
            ticket.apply(TicketEvent::Wrote(Side::School), answered_by, at).expect("it is open");
        }
        if index % 10 >= 6 {
            ticket.apply(TicketEvent::Finished, answered_by, at).expect("it is open");
        }
        view.ticket.people.push(colleague);
        view.counts = Counts { family: 1, school: 0 };
        view.last_seq = self.seq();
        if !index.is_multiple_of(4) {
            view.my_mark = ReadMark { seq: view.last_seq, counts: view.counts };
        }
        let text = sentence(index);
        let entry = views::message(&view, view.last_seq, text.as_str());
        view.preview = Some(Preview {
            author: entry.author.clone(),
            side: Side::Family,
            text: text.as_str().to_owned(),
            file: None,
            is_forwarded: false,
            at,
        });
        (view, entry)
    }
}

async fn apply(engine: &Engine, changes: Vec<SyncChange>) {
    let page = SyncPage { cursor: Cursor("bulk".into()), changes, more: false, presence: None };
    engine.apply(page).await.expect("the disk takes it");
}

/// Spreads the names, so that they have nothing to do with statuses.
fn person(index: usize) -> String {
    let spread = index.wrapping_mul(2_654_435_761) >> 9;
    let (middle, last) = (LAST[spread / 10 % LAST.len()], LAST[spread / 80 % LAST.len()]);
    format!("{} {middle} {last}", FIRST[spread % FIRST.len()])
}

fn sentence(index: usize) -> MessageText {
    let (a, b) = (WORDS[index % WORDS.len()], WORDS[index / 7 % WORDS.len()]);
    let text = format!("Bom dia, mensagem {index} sobre {a} e também sobre {b}, por favor.");
    MessageText::parse(&text).expect("a short text")
}
