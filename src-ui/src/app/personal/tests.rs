use conversas_domain::ids::ConversationId;
use conversas_ipc::{DraftPlace, FailureCode};
use leptos::reactive::owner::Owner;

use super::*;
use crate::app::outgoing::Refused;
use crate::state::arrival::Errand;

fn conversation() -> ConversationId {
    "01890000-0000-7000-8000-000000000001".parse().expect("an id")
}

/// With traces of a person everywhere.
fn used() -> Personal {
    let personal = Personal::new();
    let id = conversation();
    personal
        .outgoing
        .refused
        .set(Some(Refused { conversation_id: id, failure: FailureCode::Offline.into() }));
    personal.palette.set(Some("Prado".to_owned()));
    personal.announced.set((3, "Juliana Prado. Bom dia!".to_owned()));
    for is_open in [personal.sheet, personal.details_over] {
        is_open.set(true);
    }
    let entry = "01890000-0000-7000-8000-000000000002".parse().expect("an id");
    personal.arrival.set(Arrival::Conversation(Errand::to(id).beginning().seeing(entry).finishing()));
    personal.viewer.set("01890000-0000-7000-8000-000000000003".parse().ok());
    personal
}

#[test]
fn a_note_that_is_refused_when_its_writer_has_gone_is_no_draft_of_the_next_person() {
    let owner = Owner::new();
    owner.with(|| {
        let personal = Personal::new();
        let place = DraftPlace::Note { conversation_id: conversation() };
        let handed = personal.drafts.hand_over(place, "ligar para a mãe");
        personal.forget();
        assert_eq!(personal.drafts.came_back(handed, "ligar para a mãe"), None);
        assert_eq!(personal.drafts.held(place), "");
    });
}

#[test]
fn after_a_revocation_the_sign_in_page_says_nothing_and_the_rest_waits_for_its_person() {
    let owner = Owner::new();
    owner.with(|| {
        let personal = used();
        personal.hush();
        assert_eq!(personal.announced.get_untracked(), (0, String::new()));
        assert_eq!(personal.viewer.get_untracked(), None);
        assert!(personal.outgoing.refused.get_untracked().is_some());
    });
}

#[test]
fn nothing_of_one_person_is_there_for_the_next_one() {
    let owner = Owner::new();
    owner.with(|| {
        let personal = used();
        personal.forget();
        assert_eq!(personal.outgoing.refused.get_untracked(), None, "a message that was not taken");
        assert_eq!(personal.palette.get_untracked(), None);
        assert_eq!(personal.announced.get_untracked(), (0, String::new()));
        assert_eq!(personal.arrival.get_untracked(), Arrival::Done);
        assert_eq!(personal.viewer.get_untracked(), None);
        for is_open in [personal.sheet, personal.details_over] {
            assert!(!is_open.get_untracked());
        }
    });
}
