//! The people of these stories, their acts, and the trouble that they meet.

use std::collections::BTreeSet;

use conversas_client::{Choice, Engine, List, OutboxState, ThreadBody};
use conversas_domain::csat::Rating;
use conversas_domain::ids::{ConversationId, EntryId, TicketId};
use conversas_testkit::house::Person;
use conversas_testkit::{Cable, Device, House, Opening};

use super::dice::Dice;
use crate::stories::scene::direct;

struct Seat {
    person: Person,
    device: Device,
    cable: Cable,
    lists: Vec<List>,
}

/// The seats of the story: Maria, Ana, Bruno, and Ana at home.
pub(super) struct Town {
    pub(super) house: House,
    seats: Vec<Seat>,
    dice: Dice,
    /// The messages and notes that nobody discarded.
    written: BTreeSet<EntryId>,
}

impl Town {
    pub(super) async fn new(seed: u64) -> Town {
        let house = House::start().await;
        let (secretaria, financeiro) = (List::Channel(house.secretaria), List::Channel(house.financeiro));
        let mut seats = Vec::new();
        for (person, lists) in [
            (house.maria, vec![List::Family]),
            (house.ana, vec![secretaria]),
            (house.bruno, vec![secretaria, financeiro]),
            (house.ana, vec![secretaria]),
        ] {
            let cable = Cable::to(house.addr()).await;
            let device = Device::of(person, &cable.url()).await;
            seats.push(Seat { person, device, cable, lists });
        }
        let opened = seats[0].device.engine().open_conversation(house.secretaria, house.joao, "Bom dia!");
        let written = [opened.await.unwrap().entry_id].into();
        for seat in &seats[1..] {
            seat.device.until("the row", async |_| seat.device.list(secretaria).await.rows.pop()).await;
        }
        Town { house, seats, dice: Dice::new(seed), written }
    }

    pub(super) fn devices(&self) -> [&Device; 4] {
        [0, 1, 2, 3].map(|seat| &self.seats[seat].device)
    }

    pub(super) fn written(&self) -> impl Iterator<Item = &EntryId> {
        self.written.iter()
    }

    pub(super) async fn something_breaks_or_mends(&mut self) {
        let (seat, what) = (self.dice.roll(4), self.dice.roll(12));
        let Seat { device, cable, .. } = &mut self.seats[seat];
        match what {
            0 | 1 => cable.cut(),
            2 => cable.lose_receipts(true),
            3 => {
                device.kill();
                device.open().await;
            }
            4..=6 => {
                cable.lose_receipts(false);
                cable.lead_to(self.house.addr());
                device.engine().retry();
            }
            _ => {}
        }
    }

    /// Makes one person act. An act may be refused, which is part of the story.
    pub(super) async fn somebody_acts(&mut self, number: usize) {
        let seat = self.dice.roll(4);
        let mut rows = Vec::new();
        for list in &self.seats[seat].lists {
            rows.extend(self.seats[seat].device.list(*list).await.rows);
        }
        let Some(id) = self.dice.pick(&rows).map(|row| row.id) else { return };
        let text = format!("mensagem {number}");
        let written =
            if seat == 0 { self.family(id, &text).await } else { self.staff(seat, id, &text).await };
        self.written.extend(written);
        if self.dice.roll(4) == 0 {
            self.decide(seat).await;
        }
    }

    async fn family(&mut self, id: ConversationId, text: &str) -> Option<EntryId> {
        let engine = self.seats[0].device.engine();
        let detail = engine.conversation(id).await.ok()?;
        match self.dice.roll(7) {
            0 | 1 => return engine.send_message(id, text, None).await.ok(),
            2 => return engine.start_ticket(id, text).await.ok(),
            3 => {
                let channel = *self.dice.pick(&[self.house.secretaria, self.house.financeiro])?;
                let student = *self.dice.pick(&[self.house.joao, self.house.lia])?;
                let opened = engine.open_conversation(channel, student, text).await;
                return opened.ok().map(|opened| opened.entry_id);
            }
            4 => drop(engine.add_guardian(id, self.house.paulo.id).await),
            5 => {
                let all = [&detail.view.ticket].into_iter().chain(&detail.view.earlier);
                let tickets: Vec<TicketId> = all.map(|view| view.ticket.id).collect();
                let ticket = *self.dice.pick(&tickets)?;
                let rating = Rating::try_from(1 + self.dice.roll(5) as u8).unwrap();
                drop(engine.answer_csat(id, ticket, rating, "").await);
            }
            _ => self.read_up_to_the_end(0, id).await,
        }
        None
    }

    async fn staff(&mut self, seat: usize, id: ConversationId, text: &str) -> Option<EntryId> {
        let device = &self.seats[seat].device;
        let engine = device.engine();
        let ticket = engine.conversation(id).await.ok()?.view.ticket.ticket.id;
        let thread = device.thread(id).await;
        let colleagues = [self.house.ana.id, self.house.bruno.id];
        match self.dice.roll(10) {
            0..=2 => {
                let seen = thread.last().map(|item| item.place).filter(|_| self.dice.roll(3) > 0);
                return engine.send_message(id, text, seen).await.ok();
            }
            3 => return engine.start_ticket(id, text).await.ok(),
            4 => {
                let called = self.dice.pick(&colleagues).copied().into_iter().collect();
                return engine.write_note(id, text, called).await.ok();
            }
            5 | 6 => drop(engine.finish_ticket(id, ticket).await),
            7 => {
                let to = *self.dice.pick(&[None, Some(colleagues[0]), Some(colleagues[1])])?;
                drop(engine.assign_ticket(id, ticket, to).await);
            }
            8 => {
                let is_message = |body: &ThreadBody| match body {
                    ThreadBody::Entry(entry) => entry.kind.is_message(),
                    ThreadBody::Mine(_) => false,
                };
                let messages: Vec<_> = thread.iter().filter(|item| is_message(&item.body)).collect();
                let chosen = self.dice.pick(&messages)?.id;
                let to = *self.dice.pick(&[self.house.secretaria, self.house.financeiro])?;
                drop(engine.forward_messages(id, to, vec![chosen], text).await);
            }
            _ => self.read_up_to_the_end(seat, id).await,
        }
        None
    }

    async fn read_up_to_the_end(&self, seat: usize, id: ConversationId) {
        let device = &self.seats[seat].device;
        if let Some(newest) = device.thread(id).await.last() {
            device.engine().mark_read(id, newest.place).await.unwrap();
        }
    }

    /// Decides about every message that asks at this moment.
    async fn decide(&mut self, seat: usize) {
        let device = &self.seats[seat].device;
        let asks = |state| matches!(state, OutboxState::Blocked { .. } | OutboxState::Failed { .. });
        let items = device.engine().outbox().await.unwrap();
        for item in items.into_iter().filter(|item| asks(item.state)) {
            let id = item.conversation_id().expect("what asks stands in a conversation");
            let is_it = |body: &ThreadBody| matches!(body, ThreadBody::Mine(mine) if mine.n == item.n);
            let thread = device.thread(id).await;
            let Some(entry) = thread.iter().find(|item| is_it(&item.body)).map(|item| item.id) else {
                continue;
            };
            let choices =
                [Choice::SendAnyway, Choice::StartTicketAndSend, Choice::KeepAsDraft, Choice::Discard];
            let mut choice = choices[self.dice.roll(4)];
            if device.engine().resolve_blocked(id, entry, choice).await.is_err() {
                choice = Choice::Discard;
                device.engine().resolve_blocked(id, entry, choice).await.unwrap();
            }
            if matches!(choice, Choice::KeepAsDraft | Choice::Discard) {
                self.written.remove(&entry);
            }
        }
    }

    /// Repairs all networks, and waits until everything is sent or decided.
    pub(super) async fn everything_is_settled(&mut self) {
        for seat in &self.seats {
            seat.cable.lose_receipts(false);
            seat.cable.lead_to(self.house.addr());
            seat.device.engine().retry();
        }
        for seat in 0..4 {
            loop {
                let resting = async |engine: &Engine| {
                    let mut items = engine.outbox().await.unwrap();
                    // No event says when a read mark was sent.
                    items.retain(|item| !item.is_mark());
                    let asks = |state| !matches!(state, OutboxState::Queued | OutboxState::Sent);
                    (items.is_empty() || items.iter().any(|item| asks(item.state)))
                        .then_some(items.is_empty())
                };
                if self.seats[seat].device.until("nothing waits, or something asks", resting).await {
                    break;
                }
                self.decide(seat).await;
            }
        }
    }

    /// Compares each device with one that has just signed in. Drafts are left out: only the device itself has
    /// them.
    pub(super) async fn everybody_equals_a_device_that_just_came(&self) {
        for seat in &self.seats {
            for list in &seat.lists {
                for row in seat.device.list(*list).await.rows {
                    seat.device.engine().save_draft(row.id, String::new()).await.unwrap();
                }
            }
        }
        for person in [self.house.maria, self.house.ana, self.house.bruno] {
            let fresh = Device::of(person, &direct(&self.house)).await;
            for seat in self.seats.iter().filter(|seat| seat.person.id == person.id) {
                seat.device.agrees_with(&fresh).await;
            }
        }
    }
}
