//! The facts about a conversation, with what waits.

use conversas_domain::csat::Rating;
use conversas_domain::entry::{EntryKind, Provenance};
use conversas_domain::ids::PersonId;
use conversas_domain::person::Side;
use conversas_domain::ticket::{Status, Ticket};
use conversas_protocol::{AddGuardian, AnswerCsat, EntryView, StartTicket, TicketView};

use super::*;
use crate::engine::writing::deciding::{About, about};
use crate::store::entries;

/// Answers something about the conversation, with its items.
async fn ask<T: Send + 'static>(
    desk: &Desk,
    question: impl FnOnce(&Transaction<'_>, &About) -> Result<T> + Send + 'static,
) -> Result<T> {
    let id = desk.view.id;
    desk.run(move |tx, reader, _| question(tx, &about(tx, reader, id, NOW)?)).await
}

fn is_not_found<T>(answer: Result<T>) -> bool {
    matches!(answer, Err(Error::Rejected(Rejection::NotFound)))
}

#[tokio::test]
async fn a_guardian_who_is_being_added_takes_part_already_and_one_who_was_refused_does_not() {
    let desk = Desk::of(Role::Guardian);
    let (maria, paulo, padrinho): (PersonId, PersonId, PersonId) = (desk.directory.me.id, fresh(), fresh());
    let refused = OutboxState::Failed { reason: Rejection::GuardianNotAddable };
    for (person_id, state) in
        [(paulo, OutboxState::Queued), (padrinho, refused), (maria, OutboxState::Queued), (fresh(), refused)]
    {
        desk.did(AddGuardian { conversation_id: desk.view.id, person_id }, state).await;
    }
    let guardians = ask(&desk, |_, about| Ok(about.facts.conversation.guardians.clone())).await;
    assert_eq!(guardians.unwrap(), [maria, paulo]);
}

#[tokio::test]
async fn the_current_ticket_has_no_name_while_its_start_waits_and_is_open_all_the_same() {
    let desk = Desk::of(Role::Guardian).finished();
    let current = |about: &About| (about.current_ticket(), about.facts.conversation.ticket.status);
    let before = ask(&desk, move |_, about| Ok(current(about))).await;
    assert_eq!(before.unwrap(), (Some(desk.ticket_id()), Status::Finished));
    let conversation_id = desk.view.id;
    let start = StartTicket { conversation_id, entry_id: fresh(), content: "Olá".into(), seen: None };
    desk.did(start, OutboxState::Queued).await;
    let after = ask(&desk, move |_, about| Ok(current(about))).await;
    assert_eq!(after.unwrap(), (None, Status::Pending));
}

#[tokio::test]
async fn an_answer_to_a_survey_that_waits_counts_for_its_ticket_and_for_no_other() {
    let mut desk = Desk::of(Role::Guardian).finished();
    let earlier = Ticket::opened(fresh(), 0, desk.directory.me.id, Side::Family, Moment(1));
    let (current, old) = (desk.ticket_id(), earlier.id);
    desk.view.earlier.push(TicketView { ticket: earlier, people: Vec::new() });
    let rating = Rating::try_from(4).unwrap();
    let answer = AnswerCsat { conversation_id: desk.view.id, ticket_id: old, rating, comment: None };
    desk.did(answer, OutboxState::Queued).await;
    let rated = async |id| {
        let asking =
            ask(&desk, move |_, about| Ok(about.ticket(id)?.csat.map(|csat| (csat.rating, csat.at))));
        asking.await
    };
    assert_eq!(rated(old).await.unwrap(), Some((rating, NOW)));
    assert_eq!(rated(current).await.unwrap(), None);
    assert!(is_not_found(rated(fresh()).await));
    desk.newest_is(OutboxState::Failed { reason: Rejection::SurveyClosed }).await;
    assert_eq!(rated(old).await.unwrap(), None);
}

#[tokio::test]
async fn a_copy_of_a_copy_tells_of_the_first_author_and_what_has_no_number_is_not_copied() {
    let desk = Desk::of(Role::Staff);
    let written = views::message(&desk.view, Seq(5), "Bom dia");
    let text = written.kind.text().unwrap().clone();
    let first = Provenance {
        entry_id: fresh(),
        author_id: fresh(),
        author_side: Side::Family,
        at: Moment(3),
        channel_id: fresh(),
    };
    let kind = EntryKind::Forwarded { content: text.into(), provenance: first.clone() };
    let copy = EntryView { id: fresh(), seq: Seq(6), kind, ..written.clone() };
    let elsewhere = EntryView { id: fresh(), seq: Seq(8), conversation_id: fresh(), ..written.clone() };
    let (chosen, foreign) = ([copy.id, written.id], elsewhere.id);
    let own = Provenance {
        entry_id: written.id,
        author_id: written.author.id,
        author_side: Side::Family,
        at: written.at,
        channel_id: desk.view.channel_id,
    };
    let asking = ask(&desk, move |tx, about| {
        for entry in [written, copy, elsewhere] {
            entries::add(tx, &entry.into())?;
        }
        let found = about.messages(tx, &chosen)?.into_iter().map(|message| message.provenance);
        let found: Vec<_> = found.collect();
        let refused = [foreign, fresh()].map(|id| about.messages(tx, &[chosen[0], id]).map(drop));
        Ok((found, refused))
    });
    let (found, refused) = asking.await.unwrap();
    assert_eq!(found, [first, own]);
    for refused in refused {
        assert!(matches!(refused, Err(Error::Rejected(Rejection::NotForwardable))), "{refused:?}");
    }
}

#[tokio::test]
async fn the_facts_of_a_person_who_left_the_channel_say_so() {
    let mut desk = Desk::of(Role::Staff);
    let may_write = async |desk: &Desk| {
        let (id, action) = (desk.view.id, Action::Write);
        desk.run(move |tx, reader, _| writable(tx, reader, id, action).map(|known| known.view.id)).await
    };
    assert_eq!(may_write(&desk).await.unwrap(), desk.view.id);
    desk.directory.channels[0].member = false;
    assert!(is_not_found(may_write(&desk).await));
}
