use conversas_domain::ids::ConversationId;

use super::*;

fn conversation() -> ConversationId {
    "01890000-0000-7000-8000-000000000001".parse().expect("an id")
}

/// A message that was written with a ticket on the screen.
fn written(text: &str, with_files: bool, starts_ticket: bool) -> Written {
    let ticket_id = "01890000-0000-7000-8000-000000000009".parse().ok();
    let message =
        SendMessage { conversation_id: conversation(), text: text.to_owned(), seen: None, ticket_id };
    Written { message, with_files, starts_ticket }
}

#[test]
fn words_open_a_ticket_unless_their_files_have_opened_it_before() {
    let text = "segue o boleto";
    let opening = StartTicket { conversation_id: conversation(), text: text.to_owned() };
    assert!(Words::of(&written(text, false, true)) == Words::Opening(opening));
    let unseen = SendMessage { ticket_id: None, ..written(text, true, true).message };
    assert!(Words::of(&written(text, true, true)) == Words::Message(unseen));
}

#[test]
fn words_go_into_the_ticket_that_was_on_the_screen_with_files_and_without() {
    for with_files in [false, true] {
        let written = written("bom dia", with_files, false);
        assert!(written.message.ticket_id.is_some());
        assert!(Words::of(&written) == Words::Message(written.message.clone()));
    }
}

#[test]
fn files_without_words_are_all_that_goes() {
    for starts_ticket in [false, true] {
        assert!(Words::of(&written(" \n", true, starts_ticket)) == Words::Nothing);
    }
}
