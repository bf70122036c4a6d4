//! A school desk without a server: what a person writes is put to the store, and read from the outbox.

use std::sync::Arc;

use conversas_domain::attachment::{Attachment, DEFAULT_FILE_LIMIT};
use conversas_domain::channel::ChannelKind;
use conversas_domain::entry::Seq;
use conversas_domain::ids::ChannelId;
use conversas_domain::person::{Relationship, Role};
use conversas_domain::plan::Plan;
use conversas_domain::school::School;
use conversas_domain::ticket::TicketEvent;
use conversas_protocol::{
    ChannelView, ConversationView, Directory, FinishTicket, GuardianRef, Me, StudentView,
};
use conversas_testkit::{files, fresh, name, views};
use tempfile::TempDir;

use super::message::put;
use super::*;
use crate::error::Error;
use crate::outbox::OutboxState;
use crate::store::{Store, open_or_rebuild};

mod deciding;
mod message;
mod provisional;

const NOW: Moment = Moment(9_000);

/// A person at a device that knows one conversation.
struct Desk {
    _folder: TempDir,
    store: Store,
    directory: Directory,
    view: ConversationView,
    provisional: bool,
}

impl Desk {
    fn of(role: Role) -> Desk {
        let folder = TempDir::new().unwrap();
        let (store, _) = open_or_rebuild(folder.path()).unwrap();
        let channel = channel_view();
        let mut view = views::conversation(channel.id, "Maria Silva", "João Silva", Moment(1_000));
        view.last_seq = Seq(7);
        let me = match role {
            Role::Guardian => view.guardians[0].id,
            Role::Staff | Role::Admin => fresh(),
        };
        let student = StudentView {
            id: view.student.id,
            name: view.student.name.clone(),
            class_group: view.student.class_group.clone(),
            guardians: view.guardians.clone(),
        };
        let time_zone = "America/Sao_Paulo".into();
        let directory = Directory {
            me: Me { id: me, name: name("Eu Mesma"), role },
            school: School { id: fresh(), name: name("Escola"), plan: Plan::Basic, time_zone },
            channels: vec![channel],
            students: vec![student],
            file_limit: DEFAULT_FILE_LIMIT,
        };
        Desk { _folder: folder, store, directory, view, provisional: false }
    }

    fn finished(mut self) -> Desk {
        let by = self.directory.me.id;
        self.view.ticket.ticket.apply(TicketEvent::Finished, by, Moment(2_000)).unwrap();
        self
    }

    /// The conversation was made here, and no server knows it.
    fn made_here(mut self) -> Desk {
        self.provisional = true;
        self.view.last_seq = Seq(0);
        self
    }

    fn ticket_id(&self) -> TicketId {
        self.view.ticket.ticket.id
    }

    fn known(&self) -> Conversation {
        Conversation {
            view: self.view.clone().into(),
            provisional: self.provisional,
            have_after: Seq(0),
            mark: self.view.my_mark,
        }
    }

    /// Does something in one transaction, in which the conversation is known as it stands on the desk.
    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Transaction<'_>, &Reader, &mut Touched) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let (reader, known) = (Reader::of(&Arc::new(self.directory.clone())), self.known());
        let running = self.store.write(move |tx| {
            rows::put(tx, &reader, &known)?;
            work(tx, &reader, &mut Touched::default())
        });
        running.await
    }

    /// Writes a message, and answers its operation.
    async fn says(&self, said: Said, before: Before) -> Result<Op> {
        let (id, fresh) = (self.view.id, stamp());
        self.run(move |tx, reader, touched| put(tx, reader, touched, id, said, before, fresh)).await?;
        Ok(self.items().await.pop().unwrap().op)
    }

    /// Adds an item that was done before.
    async fn did(&self, op: impl Into<Op>, state: OutboxState) {
        let item = OutboxItem { state, ..OutboxItem::new(fresh(), NOW, NOW, op.into()) };
        self.run(move |tx, _, _| Ok(outbox::add(tx, &item)?)).await.unwrap();
    }

    async fn finishes(&self) {
        let finish = FinishTicket { conversation_id: self.view.id, ticket_id: self.ticket_id() };
        self.did(finish, OutboxState::Queued).await;
    }

    /// Decides about the newest item, as a server would.
    async fn newest_is(&self, state: OutboxState) {
        let item = OutboxItem { state, ..self.items().await.pop().unwrap() };
        self.run(move |tx, _, _| Ok(outbox::update(tx, &item)?)).await.unwrap();
    }

    async fn items(&self) -> Vec<OutboxItem> {
        self.store.read(outbox::all).await.unwrap()
    }

    /// Writes something that a rule refuses, and answers why. Nothing is queued of it.
    async fn is_refused(&self, said: Said, before: Before) -> Rejection {
        let queued = self.items().await.len();
        let refused = self.says(said, before).await;
        assert_eq!(self.items().await.len(), queued);
        match refused {
            Err(Error::Rejected(reason)) => reason,
            other => panic!("{other:?}"),
        }
    }
}

fn channel_view() -> ChannelView {
    ChannelView {
        id: fresh(),
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
    }
}

fn stamp() -> Fresh {
    Fresh { op_id: fresh(), entry_id: fresh(), now: NOW }
}

fn words() -> Said {
    Said::Words(MessageText::parse("Bom dia").unwrap())
}

fn voice() -> Said {
    Said::File(Box::new(files::voice(b"OggS", 1_000)))
}

fn file() -> Attachment {
    files::pdf("boletim.pdf", 100).0
}

fn plain() -> Before {
    Before::default()
}

fn starting() -> Before {
    Before { starts_ticket: true, ..Before::default() }
}
