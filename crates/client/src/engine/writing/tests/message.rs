//! The operation that a message becomes, and messages that become none.

use conversas_protocol::{OpContent, OpenConversation, SendMessage, StartTicket};
use conversas_view::BlockedReason;

use super::*;

fn held() -> OutboxState {
    OutboxState::Blocked { reason: BlockedReason::NotInPlan }
}

fn sent(op: Op) -> SendMessage {
    match op {
        Op::SendMessage(asked) => asked,
        other => panic!("{other:?}"),
    }
}

fn started(op: Op) -> StartTicket {
    match op {
        Op::StartTicket(asked) => asked,
        other => panic!("{other:?}"),
    }
}

fn opened(op: Op) -> OpenConversation {
    match op {
        Op::OpenConversation(asked) => asked,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn staff_write_for_the_current_ticket_and_a_family_for_whichever_is_open() {
    let desk = Desk::of(Role::Staff);
    let on_screen = Before { ticket_id: Some(desk.ticket_id()), ..plain() };
    for before in [plain(), on_screen] {
        let asked = sent(desk.says(words(), before).await.unwrap());
        assert_eq!((asked.conversation_id, asked.ticket_id), (desk.view.id, Some(desk.ticket_id())));
        assert_eq!(asked.content.text(), Some("Bom dia"));
    }
    let desk = Desk::of(Role::Guardian);
    assert_eq!(sent(desk.says(words(), plain()).await.unwrap()).ticket_id, None);
}

#[tokio::test]
async fn the_newest_on_the_screen_is_told_by_a_number_that_the_server_knows() {
    let desk = Desk::of(Role::Staff);
    let seen = [None, Some(Place::Numbered(Seq(4))), Some(Place::Unsent(90))];
    let mut told = Vec::new();
    for seen in seen {
        told.push(sent(desk.says(words(), Before { seen, ..plain() }).await.unwrap()).seen);
    }
    assert_eq!(told, [None, Some(Seq(4)), Some(Seq(7))]);
}

#[tokio::test]
async fn rule_20_staff_do_not_write_into_a_ticket_that_is_over_and_a_family_does() {
    let desk = Desk::of(Role::Staff);
    let earlier = Before { ticket_id: Some(fresh()), ..plain() };
    assert_eq!(desk.is_refused(words(), earlier).await, Rejection::TicketFinished);
    desk.finishes().await;
    assert_eq!(desk.is_refused(words(), plain()).await, Rejection::TicketFinished);
    let desk = Desk::of(Role::Staff).finished();
    assert_eq!(desk.is_refused(words(), plain()).await, Rejection::TicketFinished);
    let desk = Desk::of(Role::Guardian).finished();
    let before = Before { ticket_id: Some(fresh()), ..plain() };
    assert_eq!(sent(desk.says(words(), before).await.unwrap()).ticket_id, None);
}

#[tokio::test]
async fn staff_start_a_ticket_once_the_one_before_is_finished_or_about_to_be() {
    let desk = Desk::of(Role::Staff);
    assert_eq!(desk.is_refused(words(), starting()).await, Rejection::TicketStillOpen);
    desk.finishes().await;
    let asked = started(desk.says(words(), starting()).await.unwrap());
    assert_eq!((asked.conversation_id, asked.seen), (desk.view.id, Some(Seq(7))));
    assert_eq!(desk.is_refused(words(), starting()).await, Rejection::TicketStillOpen);
}

#[tokio::test]
async fn what_follows_a_start_that_waits_names_no_ticket_whatever_is_on_the_screen() {
    let desk = Desk::of(Role::Staff).finished();
    started(desk.says(words(), starting()).await.unwrap());
    for ticket_id in [None, Some(desk.ticket_id())] {
        let asked = sent(desk.says(words(), Before { ticket_id, ..plain() }).await.unwrap());
        assert_eq!(asked.ticket_id, None);
    }
}

#[tokio::test]
async fn rule_20_a_family_starts_a_ticket_whether_one_is_open_or_not() {
    for desk in [Desk::of(Role::Guardian), Desk::of(Role::Guardian).finished()] {
        for _ in 0..2 {
            let asked = started(desk.says(words(), starting()).await.unwrap());
            assert_eq!(asked.content.text(), Some("Bom dia"));
        }
    }
}

#[tokio::test]
async fn the_first_message_of_a_conversation_made_here_opens_it_and_the_next_goes_into_it() {
    let desk = Desk::of(Role::Guardian).made_here();
    let asked = opened(desk.says(words(), plain()).await.unwrap());
    let (view, me) = (&desk.view, desk.directory.me.id);
    assert_eq!((asked.conversation_id, asked.channel_id), (view.id, view.channel_id));
    assert_eq!((asked.student_id, asked.guardians), (view.student.id, vec![me]));
    let next = sent(desk.says(words(), plain()).await.unwrap());
    assert_eq!((next.conversation_id, next.ticket_id), (view.id, None));
}

#[tokio::test]
async fn a_first_message_that_failed_still_holds_its_place_and_one_that_the_plan_holds_does_not() {
    let desk = Desk::of(Role::Guardian).made_here();
    opened(desk.says(words(), plain()).await.unwrap());
    desk.newest_is(OutboxState::Failed { reason: Rejection::ChannelUnavailable }).await;
    sent(desk.says(words(), plain()).await.unwrap());
    let desk = Desk::of(Role::Guardian).made_here();
    opened(desk.says(words(), plain()).await.unwrap());
    desk.newest_is(held()).await;
    opened(desk.says(words(), plain()).await.unwrap());
}

#[tokio::test]
async fn rule_17_a_voice_message_that_the_plan_lacks_is_queued_in_none_of_the_three_ways() {
    let mut desks = [
        (Desk::of(Role::Staff), plain()),
        (Desk::of(Role::Guardian).finished(), starting()),
        (Desk::of(Role::Guardian).made_here(), plain()),
    ];
    for (desk, before) in &mut desks {
        assert_eq!(desk.is_refused(voice(), *before).await, Rejection::NotInPlan);
        desk.directory.school.plan = Plan::Standard;
        let op = desk.says(voice(), *before).await.unwrap();
        assert!(op.content().and_then(OpContent::attachment_id).is_some(), "{op:?}");
    }
}

#[tokio::test]
async fn rule_1_a_channel_that_closed_is_not_written_to_anew_and_what_is_open_goes_on() {
    let mut desk = Desk::of(Role::Guardian).made_here();
    desk.directory.channels[0].active = false;
    assert_eq!(desk.is_refused(words(), plain()).await, Rejection::ChannelUnavailable);
    desk.directory.channels[0].active = true;
    desk.directory.channels[0].class_groups = vec!["9º ano A".into()];
    assert_eq!(desk.is_refused(words(), plain()).await, Rejection::ChannelUnavailable);
    desk.directory.channels.clear();
    assert_eq!(desk.is_refused(words(), plain()).await, Rejection::NotFound);
    let mut desk = Desk::of(Role::Guardian);
    desk.directory.channels.clear();
    sent(desk.says(words(), plain()).await.unwrap());
}

#[tokio::test]
async fn rule_21_who_does_not_belong_to_the_channel_writes_nothing_in_it() {
    for (role, reason) in [(Role::Staff, Rejection::NotFound), (Role::Admin, Rejection::Forbidden)] {
        for before in [plain(), starting()] {
            let mut desk = Desk::of(role).finished();
            desk.directory.channels[0].member = false;
            assert_eq!(desk.is_refused(words(), before).await, reason, "{role:?}");
        }
    }
}

#[tokio::test]
async fn a_message_takes_its_draft_along_and_a_file_leaves_the_words_beside_it() {
    let desk = Desk::of(Role::Guardian);
    let id = desk.view.id;
    let note = DraftPlace::Note { conversation_id: id };
    let typing = desk.run(move |tx, _, _| {
        drafts::save(tx, note, "anotar")?;
        Ok(drafts::save(tx, id, "Veja")?)
    });
    typing.await.unwrap();
    let kept = async || {
        let both = desk.store.read(move |db| Ok((drafts::load(db, id)?, drafts::load(db, note)?)));
        both.await.unwrap()
    };
    desk.says(Said::File(Box::new(file())), plain()).await.unwrap();
    assert_eq!(kept().await, ("Veja".into(), "anotar".into()));
    desk.says(words(), plain()).await.unwrap();
    assert_eq!(kept().await, (String::new(), "anotar".into()));
}

#[tokio::test]
async fn a_message_is_told_of_and_shown_in_its_row_at_once() {
    let desk = Desk::of(Role::Staff);
    let (id, channel_id) = (desk.view.id, desk.view.channel_id);
    let writing = desk.run(move |tx, reader, touched| {
        put(tx, reader, touched, id, words(), plain(), stamp())?;
        let told = (touched.lists.clone(), touched.threads.clone(), touched.outbox);
        Ok((told, conversations::shown(tx, id)?.unwrap()))
    });
    let ((lists, threads, outbox), row) = writing.await.unwrap();
    assert_eq!(
        (lists, threads, outbox),
        ([crate::list::List::Channel(channel_id)].into(), [id].into(), true)
    );
    assert_eq!((row.unsent, row.preview.unwrap().text.as_str()), (1, "Bom dia"));
    assert!(row.waiting_since.is_none(), "the family is answered");
    assert!(row.last_activity > desk.view.last_activity);
}

#[tokio::test]
async fn a_message_under_the_name_of_before_goes_where_the_conversation_is_now() {
    let desk = Desk::of(Role::Guardian);
    let (made, real): (ConversationId, _) = (fresh(), desk.view.id);
    let writing = desk.run(move |tx, reader, touched| {
        merged::add(tx, made, real)?;
        put(tx, reader, touched, made, words(), plain(), stamp())?;
        put(tx, reader, touched, made, words(), starting(), stamp())?;
        Ok(outbox::of(tx, real)?.len())
    });
    assert_eq!(writing.await.unwrap(), 2);
    let nowhere =
        desk.run(|tx, reader, touched| put(tx, reader, touched, fresh(), words(), plain(), stamp()));
    assert!(matches!(nowhere.await, Err(Error::Rejected(Rejection::NotFound))));
}
