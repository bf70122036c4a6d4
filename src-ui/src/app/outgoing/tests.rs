use std::cell::RefCell;

use conversas_ipc::FailureCode;
use futures_util::FutureExt;
use leptos::reactive::owner::Owner;

use super::*;

fn conversation(number: u8) -> ConversationId {
    format!("01890000-0000-7000-8000-00000000000{number}").parse().expect("an id")
}

fn place() -> DraftPlace {
    DraftPlace::Message { conversation_id: conversation(1) }
}

/// What a field shows each time that it is told of words that came back.
fn shown(drafts: Drafts) -> StoredValue<Vec<String>> {
    let shown = StoredValue::new(Vec::new());
    drafts.when_returned(move || shown.update_value(|all| all.push(drafts.held(place()))));
    shown
}

/// What the composer of a conversation says from now on.
fn said(outgoing: Outgoing, conversation: ConversationId) -> StoredValue<Vec<Failure>> {
    let said = StoredValue::new(Vec::new());
    outgoing.when_refused(conversation, move |failure| said.update_value(|all| all.push(failure)));
    said
}

fn refused(number: u8, code: FailureCode) -> Refused {
    Refused { conversation_id: conversation(number), failure: code.into() }
}

/// What reaches the host of a message with files, and how it ends.
fn delivered(outgoing: Outgoing, handed: Handed, files: Result<(), Failure>) -> (Vec<&'static str>, bool) {
    let reached = RefCell::new(Vec::new());
    let send = async |what, answer: Result<(), Failure>| {
        reached.borrow_mut().push(what);
        answer
    };
    let answer = outgoing.deliver(handed, send("files", files), send("text", Ok(()))).now_or_never();
    let is_taken = matches!(answer.expect("nothing is waited for"), Some(Ok(())));
    (reached.into_inner(), is_taken)
}

#[test]
fn files_go_before_their_words_and_without_them_the_words_do_not_go() {
    Owner::new().with(|| {
        let drafts = Drafts::new();
        let outgoing = Outgoing::new(drafts);
        let handed = drafts.hand_over(place(), "segue o boleto");
        assert_eq!(delivered(outgoing, handed, Ok(())), (vec!["files", "text"], true));
        let handed = drafts.hand_over(place(), "segue a ata");
        let refused = Err(FailureCode::TicketFinished.into());
        assert_eq!(delivered(outgoing, handed, refused), (vec!["files"], false));
    });
}

#[test]
fn of_a_page_that_ended_and_is_back_no_files_go_whose_words_are_a_draft_again() {
    Owner::new().with(|| {
        let drafts = Drafts::new();
        let outgoing = Outgoing::new(drafts);
        drafts.hand_over(place(), "bom dia");
        let handed = drafts.hand_over(place(), "segue o boleto");
        let shown = shown(drafts);
        assert!(drafts.take_back(0));
        assert_eq!(drafts.held(place()), "bom dia\nsegue o boleto");
        assert_eq!(shown.get_value(), ["bom dia\nsegue o boleto"], "their field is told");
        assert_eq!(delivered(outgoing, handed, Ok(())), (vec![], false));
    });
}

#[test]
fn a_page_that_ended_with_nothing_on_its_way_changes_no_field() {
    Owner::new().with(|| {
        let drafts = Drafts::new();
        let handed = drafts.hand_over(place(), "bom dia");
        assert!(drafts.begins(handed));
        let shown = shown(drafts);
        assert!(!drafts.take_back(0));
        assert_eq!(shown.get_value(), [""; 0]);
        assert_eq!(drafts.held(place()), "", "it is on its way");
    });
}

#[test]
fn a_composer_on_the_screen_says_once_what_was_not_taken_and_only_of_its_conversation() {
    Owner::new().with(|| {
        let outgoing = Outgoing::new(Drafts::new());
        let (here, there) = (said(outgoing, conversation(1)), said(outgoing, conversation(2)));
        outgoing.tell(refused(1, FailureCode::TicketFinished));
        outgoing.tell(refused(2, FailureCode::Offline));
        outgoing.tell(refused(1, FailureCode::NotFound));
        assert_eq!(here.get_value(), [FailureCode::TicketFinished.into(), FailureCode::NotFound.into()]);
        assert_eq!(there.get_value(), [FailureCode::Offline.into()]);
    });
}

#[test]
fn what_was_not_taken_while_its_conversation_was_left_is_said_once_when_somebody_comes_back() {
    Owner::new().with(|| {
        let outgoing = Outgoing::new(Drafts::new());
        let visit = Owner::new();
        let first = visit.with(|| said(outgoing, conversation(1)));
        visit.cleanup();
        outgoing.tell(refused(1, FailureCode::TicketFinished));
        assert_eq!(first.try_get_value(), None, "the field is gone");
        assert_eq!(said(outgoing, conversation(2)).get_value(), [], "another conversation");
        assert_eq!(said(outgoing, conversation(1)).get_value(), [FailureCode::TicketFinished.into()]);
        assert_eq!(said(outgoing, conversation(1)).get_value(), [], "it was said");
    });
}

#[test]
fn words_that_are_handed_over_go_nowhere_once_another_person_is_here() {
    Owner::new().with(|| {
        let drafts = Drafts::new();
        let outgoing = Outgoing::new(drafts);
        let handed = drafts.hand_over(place(), "bom dia");
        drafts.forget();
        assert_eq!(delivered(outgoing, handed, Ok(())), (vec![], false));
        drafts.handed_over(handed);
        assert_eq!(drafts.held(place()), "");
    });
}
