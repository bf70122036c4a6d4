//! The history as headings, facts, messages and events, in words.

use conversas_domain::naming::isolated;
use conversas_ipc::{Delivery, ItemAuthor, ItemKind, ThreadItem, TicketItem};
use conversas_words::{common, history as t, thread};

use crate::History;
use crate::when::Clock;
use crate::words::Words;

/// A part of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Block {
    /// The title, at the top of the file.
    Title(String),
    /// A fact with its label.
    Fact(String, String),
    /// The heading of a part.
    Heading(String),
    /// The heading of a ticket or a day.
    Subheading(String),
    /// A sentence about the file itself.
    Remark(String),
    /// A message: its author and time, and its words.
    Message { head: String, text: String, is_note: bool },
    /// Something that happened.
    Event(String),
}

pub(crate) fn blocks(history: &History<'_>) -> Vec<Block> {
    let maker = Maker {
        words: Words(history.language),
        clock: Clock { language: history.language, utc_offset: history.utc_offset },
    };
    let mut blocks = maker.head(history);
    maker.tickets(history, &mut blocks);
    blocks.push(Block::Heading(t::messages(history.language).to_owned()));
    if !history.complete {
        blocks.push(Block::Remark(t::incomplete(history.language).to_owned()));
    }
    if history.items.is_empty() {
        blocks.push(Block::Remark(t::nothing(history.language).to_owned()));
    }
    let mut day = None;
    for item in history.items {
        let of_item = maker.clock.day(item.at);
        if day.as_ref() != Some(&of_item) {
            blocks.push(Block::Subheading(of_item.clone()));
            day = Some(of_item);
        }
        blocks.push(maker.item(item));
    }
    blocks
}

struct Maker {
    words: Words,
    clock: Clock,
}

impl Maker {
    fn head(&self, history: &History<'_>) -> Vec<Block> {
        let (words, language, detail) = (self.words, history.language, history.detail);
        let fact = |label: &str, value: String| Block::Fact(label.to_owned(), value);
        let guardians = detail.guardians.iter().map(|guardian| {
            format!("{} ({})", isolated(&guardian.name), words.relationship(guardian.relationship))
        });
        vec![
            Block::Title(format!("{} · {}", isolated(&detail.student), isolated(&detail.channel))),
            fact(t::school(language), history.school.to_owned()),
            fact(t::channel(language), detail.channel.clone()),
            fact(
                t::student(language),
                format!("{} ({})", isolated(&detail.student), isolated(&detail.class_group)),
            ),
            fact(t::guardians(language), guardians.collect::<Vec<_>>().join(", ")),
            fact(t::exported(language), self.clock.moment(history.made_at)),
        ]
    }

    /// Adds the tickets, oldest first.
    fn tickets(&self, history: &History<'_>, blocks: &mut Vec<Block>) {
        let (words, language) = (self.words, history.language);
        blocks.push(Block::Heading(t::tickets(language).to_owned()));
        let all = || history.detail.earlier.iter().rev().chain([&history.detail.ticket]);
        if all().next().is_some_and(|oldest| oldest.number > 1) {
            blocks.push(Block::Remark(t::earlier_tickets(language).to_owned()));
        }
        for ticket in all() {
            let status = words.status(ticket.status);
            blocks.push(Block::Subheading(format!("{} {} · {status}", t::ticket(language), ticket.number)));
            self.ticket(ticket, blocks);
        }
    }

    fn ticket(&self, ticket: &TicketItem, blocks: &mut Vec<Block>) {
        let words = self.words;
        let mut is_first = true;
        for step in &ticket.steps {
            let what = words.status_changed(&isolated(&step.by), step.status, std::mem::take(&mut is_first));
            blocks.push(Block::Event(format!("{}  {what}", self.clock.moment(step.at))));
        }
        if let Some(assignee) = &ticket.assignee {
            blocks.push(Block::Fact(t::taken_care_of_by(words.0).to_owned(), assignee.name.clone()));
        }
        if let Some(csat) = &ticket.csat {
            let rating = u8::from(csat.rating);
            let when = self.clock.moment(csat.at);
            blocks.push(Block::Fact(t::rating(words.0).to_owned(), format!("{rating}/5 ({when})")));
            if !csat.comment.is_empty() {
                blocks.push(Block::Fact(t::comment(words.0).to_owned(), csat.comment.clone()));
            }
        }
    }

    fn item(&self, item: &ThreadItem) -> Block {
        let (words, who) = (self.words, &*isolated(&item.author.name));
        let language = words.0;
        let time = self.clock.time(item.at);
        let event = |what: String| Block::Event(format!("{time}  {what}"));
        match &item.kind {
            ItemKind::Message { content } => {
                let unsent = matches!(
                    item.delivery,
                    Some(
                        Delivery::Queued
                            | Delivery::Sending { .. }
                            | Delivery::Blocked { .. }
                            | Delivery::Failed { .. }
                    )
                );
                let mut head = format!("{time}  {}", self.signature(&item.author));
                if unsent {
                    head = format!("{head} · {}", t::unsent(language));
                }
                Block::Message { head, text: words.said(content), is_note: false }
            }
            ItemKind::Note { text, .. } => {
                let head = format!("{time}  {who} · {}", thread::note(language));
                Block::Message { head, text: text.clone(), is_note: true }
            }
            ItemKind::Forwarded { content, author, channel, at } => {
                let written = self.clock.moment(*at);
                let how =
                    t::forwarded_by(language, who, &isolated(channel), &self.signature(author), &written);
                Block::Message { head: format!("{time}  {how}"), text: words.said(content), is_note: false }
            }
            ItemKind::Assigned { name } => {
                event(words.assigned(who, name.as_deref().map(isolated).as_deref()))
            }
            ItemKind::StatusChanged { status, opened } => event(words.status_changed(who, *status, *opened)),
            ItemKind::ForwardedAway { channel, count, .. } => {
                event(t::forwarded_away(language, who, &isolated(channel), *count))
            }
            ItemKind::GuardianAdded { name } => event(t::guardian_added(language, who, &isolated(name))),
            ItemKind::CsatAnswered { rating } => event(t::rated(language, u8::from(*rating), who)),
            ItemKind::Unreadable => Block::Event(thread::unreadable(language).to_owned()),
            ItemKind::Unknown => Block::Event(common::update_to_see(language).to_owned()),
        }
    }

    /// Answers the author as the file names them: "Maria (mãe)", "Ana (escola)".
    fn signature(&self, author: &ItemAuthor) -> String {
        let role = match (author.relationship, author.side) {
            (Some(relationship), _) => self.words.relationship(relationship),
            (None, conversas_domain::person::Side::School) => t::from_school(self.words.0),
            (None, conversas_domain::person::Side::Family) => return isolated(&author.name).into_owned(),
        };
        format!("{} ({role})", isolated(&author.name))
    }
}
