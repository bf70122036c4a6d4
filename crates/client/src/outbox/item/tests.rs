use conversas_domain::csat::Rating;
use conversas_domain::ids::ChannelId;
use conversas_domain::rejection::Rejection;
use conversas_protocol::{
    AnswerCsat, ForwardMessages, MarkRead, OpContent, SaveReply, SendMessage, StartTicket, WriteNote,
};
use conversas_testkit::{fresh, views};
use conversas_view::BlockedReason;

use super::*;

const WRITTEN: Moment = Moment(500);

fn item(op: impl Into<Op>) -> OutboxItem {
    OutboxItem::new(fresh(), Moment(1), WRITTEN, op.into())
}

fn message(content: impl Into<OpContent>) -> OutboxItem {
    let (conversation_id, entry_id, content) = (fresh(), fresh(), content.into());
    item(SendMessage { conversation_id, entry_id, content, ticket_id: None, seen: None })
}

fn note() -> OutboxItem {
    let (conversation_id, entry_id) = (fresh(), fresh());
    item(WriteNote { conversation_id, entry_id, text: "Ligar".into(), mentions: Vec::new() })
}

fn forward(channel_id: ChannelId, note: Option<&str>) -> OutboxItem {
    let (conversation_id, entries) = (fresh(), vec![fresh()]);
    item(ForwardMessages { conversation_id, channel_id, entries, note: note.map(str::to_owned) })
}

fn mark() -> OutboxItem {
    item(MarkRead { conversation_id: fresh(), seq: Seq(3) })
}

fn reply() -> OutboxItem {
    let (title, text) = ("Prazo".to_owned(), "3 dias".to_owned());
    item(SaveReply { channel_id: fresh(), reply_id: fresh(), title, text })
}

fn blocked() -> OutboxState {
    OutboxState::Blocked { reason: BlockedReason::Old }
}

fn failed() -> OutboxState {
    OutboxState::Failed { reason: Rejection::NotFound }
}

#[test]
fn only_a_message_for_both_sides_is_for_everybody_and_a_note_has_words_all_the_same() {
    let file = message(OpContent::Attachment { attachment_id: fresh() });
    let (conversation_id, entry_id, content) = (fresh(), fresh(), "Olá".into());
    let start = item(StartTicket { conversation_id, entry_id, content, seen: None });
    let told = |item: &OutboxItem| (item.is_for_everybody(), item.text().map(str::to_owned));
    assert_eq!(told(&message("Oi")), (true, Some("Oi".into())));
    assert_eq!(told(&start), (true, Some("Olá".into())));
    assert_eq!(told(&file), (true, None));
    assert_eq!(told(&note()), (false, Some("Ligar".into())));
    assert_eq!(told(&forward(fresh(), Some("Veja"))), (false, None));
    assert_eq!(told(&mark()), (false, None));
}

#[test]
fn a_forward_is_shown_by_its_own_name_and_what_shows_nothing_has_none() {
    for item in [message("Oi"), note()] {
        assert!(item.message_id().is_some());
        assert_eq!(item.shown_id(), item.message_id());
    }
    let forward = forward(fresh(), None);
    assert_eq!(
        (forward.shown_id().map(|id| id.uuid()), forward.message_id()),
        (Some(forward.op_id.uuid()), None)
    );
    assert_eq!((mark().shown_id(), reply().shown_id()), (None, None));
}

#[test]
fn what_a_person_typed_is_found_wherever_they_typed_it() {
    let (conversation_id, ticket_id) = (fresh(), fresh());
    let rating = Rating::try_from(4).expect("a rating");
    let answer = |comment| item(AnswerCsat { conversation_id, ticket_id, rating, comment });
    let words = |item: OutboxItem| item.words().map(Cow::into_owned);
    assert_eq!(words(message("Oi")).as_deref(), Some("Oi"));
    assert_eq!(words(note()).as_deref(), Some("Ligar"));
    assert_eq!(words(forward(fresh(), Some("Veja"))).as_deref(), Some("Veja"));
    assert_eq!(words(answer(Some("Bom".into()))).as_deref(), Some("Bom"));
    assert_eq!(words(reply()).as_deref(), Some("Prazo\n3 dias"));
    for item in
        [message(OpContent::Attachment { attachment_id: fresh() }), forward(fresh(), None), answer(None)]
    {
        assert_eq!(words(item), None);
    }
}

#[test]
fn an_item_of_a_channel_is_expected_until_a_page_comes_and_one_of_a_thread_until_its_entry_is_there() {
    for (item, when_arrived) in [(message("Oi"), false), (reply(), true)] {
        let arrived = OutboxItem { arrived: true, ..item.clone() };
        assert_eq!((item.is_expected(), arrived.is_expected()), (true, when_arrived));
        let sent = OutboxItem { state: OutboxState::Sent, ..item.clone() };
        assert!(sent.is_expected());
        for state in [blocked(), failed()] {
            assert!(!OutboxItem { state, ..item.clone() }.is_expected(), "{state:?}");
        }
    }
}

#[test]
fn what_is_sent_or_arrived_or_a_mark_would_not_be_lost_with_the_device() {
    let with = |state, arrived| OutboxItem { state, arrived, ..message("Oi") };
    let told = |item: &OutboxItem| (item.is_unsent(), item.is_undecided());
    assert_eq!(told(&with(OutboxState::Queued, false)), (true, false));
    assert_eq!(told(&with(blocked(), false)), (true, true));
    assert_eq!(told(&with(failed(), false)), (true, true));
    assert_eq!(told(&with(OutboxState::Sent, false)), (false, false));
    for state in [OutboxState::Queued, blocked(), failed()] {
        assert_eq!(told(&with(state, true)), (false, false), "{state:?}");
        assert_eq!(told(&OutboxItem { state, ..mark() }), (false, false), "{state:?}");
    }
}

#[test]
fn a_forward_is_told_by_the_event_with_its_channel_and_its_time() {
    let channel_id = fresh();
    let item = forward(channel_id, None);
    let view = views::conversation(fresh(), "Maria Silva", "João Silva", WRITTEN);
    let message = views::message(&view, Seq(5), "Oi");
    let event = |channel_id, written_at| EntryView {
        kind: EntryKind::ForwardedAway { channel_id, count: 1 },
        written_at,
        ..message.clone()
    };
    assert!(item.is_forward_told_by(&event(channel_id, WRITTEN)));
    assert!(!item.is_forward_told_by(&event(fresh(), WRITTEN)));
    assert!(!item.is_forward_told_by(&event(channel_id, WRITTEN.plus(1))));
    assert!(!item.is_forward_told_by(&message));
    assert!(!mark().is_forward_told_by(&event(channel_id, WRITTEN)));
}
