use std::cell::RefCell;

use conversas_ipc::FailureCode;
use futures_util::FutureExt;
use leptos::reactive::owner::Owner;

use super::*;

fn place() -> DraftPlace {
    let id = "01890000-0000-7000-8000-000000000001".parse().expect("an id");
    DraftPlace::Message { conversation_id: id }
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
        let returned = drafts.returned.get_untracked();
        assert!(drafts.take_back(0));
        assert_eq!(drafts.held(place()), "bom dia\nsegue o boleto");
        assert_ne!(drafts.returned.get_untracked(), returned, "their field is told");
        assert_eq!(delivered(outgoing, handed, Ok(())), (vec![], false));
    });
}

#[test]
fn a_page_that_ended_with_nothing_on_its_way_changes_no_field() {
    Owner::new().with(|| {
        let drafts = Drafts::new();
        let handed = drafts.hand_over(place(), "bom dia");
        assert!(drafts.begins(handed));
        let returned = drafts.returned.get_untracked();
        assert!(!drafts.take_back(0));
        assert_eq!(drafts.returned.get_untracked(), returned);
        assert_eq!(drafts.held(place()), "", "it is on its way");
    });
}
