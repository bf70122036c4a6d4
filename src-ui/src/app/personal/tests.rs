use conversas_domain::ids::ConversationId;
use conversas_ipc::{DraftPlace, Failure, FailureCode};
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
    personal.outgoing.tell(Refused { conversation_id: id, failure: FailureCode::Offline.into() });
    personal.palette.open("Prado".to_owned());
    personal.announced.set((3, "Juliana Prado. Bom dia!".to_owned()));
    personal.sheet.open();
    personal.details_over.set(true);
    let entry = "01890000-0000-7000-8000-000000000002".parse().expect("an id");
    personal.arrival.set(Arrival::Conversation(Errand::to(id).beginning().seeing(entry).finishing()));
    personal.viewed.set("01890000-0000-7000-8000-000000000003".parse().ok());
    personal
}

/// What the composer says of messages that were not taken, when somebody comes to the conversation.
fn said_in_composer(personal: &Personal) -> Vec<Failure> {
    let said = StoredValue::new(Vec::new());
    personal.outgoing.when_refused(conversation(), move |failure| said.update_value(|all| all.push(failure)));
    said.get_value()
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
        assert_eq!(personal.viewed.get_untracked(), None);
        assert_eq!(said_in_composer(&personal), [FailureCode::Offline.into()]);
    });
}

#[test]
fn nothing_of_one_person_is_there_for_the_next_one() {
    let owner = Owner::new();
    owner.with(|| {
        let personal = used();
        personal.forget();
        assert_eq!(said_in_composer(&personal), [], "a message that was not taken");
        assert!(!personal.palette.is_open());
        assert_eq!(personal.palette.first_words(), "");
        assert_eq!(personal.announced.get_untracked(), (0, String::new()));
        assert_eq!(personal.arrival.get_untracked(), Arrival::Done);
        assert_eq!(personal.viewed.get_untracked(), None);
        for is_open in [personal.sheet.is_open(), personal.details_over] {
            assert!(!is_open.get_untracked());
        }
    });
}
