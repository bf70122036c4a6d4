use conversas_domain::csat::Rating;
use conversas_domain::entry::Seq;
use conversas_domain::ids::{ChannelId, TicketId};
use conversas_protocol::{
    AddGuardian, AnswerCsat, AssignTicket, DeleteReply, FinishTicket, ForwardMessages, MarkRead, OpContent,
    OpenConversation, SaveReply, SendMessage, StartTicket, WriteNote,
};
use conversas_testkit::fresh;

use super::*;
use crate::store::schema::open_writer;

fn store() -> (tempfile::TempDir, Connection) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let db = open_writer(&folder.path().join("conversas.sqlite")).expect("a new store");
    (folder, db)
}

#[test]
fn each_place_keeps_its_own_text() {
    let (_folder, db) = store();
    let (id, ticket, channel): (ConversationId, TicketId, ChannelId) = (fresh(), fresh(), fresh());
    let places = [
        DraftPlace::Message { conversation_id: id },
        DraftPlace::Note { conversation_id: id },
        DraftPlace::Forward { conversation_id: id },
        DraftPlace::Survey { conversation_id: id, ticket_id: ticket },
        DraftPlace::Survey { conversation_id: id, ticket_id: fresh() },
        DraftPlace::Reply { channel_id: channel, id: None },
        DraftPlace::Reply { channel_id: channel, id: Some(fresh()) },
    ];
    for (number, place) in places.into_iter().enumerate() {
        save(&db, place, &format!("texto {number}")).expect("writable");
    }
    for (number, place) in places.into_iter().enumerate() {
        assert_eq!(load(&db, place).expect("readable"), format!("texto {number}"), "{place:?}");
    }
    assert_eq!(conversations(&db).expect("readable"), [id]);
    save(&db, DraftPlace::Note { conversation_id: id }, "").expect("writable");
    assert_eq!(load(&db, DraftPlace::Note { conversation_id: id }).expect("readable"), "");
    assert_eq!(load(&db, id).expect("readable"), "texto 0");
}

#[test]
fn drafts_follow_a_conversation_that_turns_out_to_be_another_one() {
    let (_folder, db) = store();
    let (from, into): (ConversationId, ConversationId) = (fresh(), fresh());
    let ticket: TicketId = fresh();
    save(&db, from, "um").expect("writable");
    save(&db, into, "antes").expect("writable");
    save(&db, DraftPlace::Survey { conversation_id: from, ticket_id: ticket }, "bom").expect("writable");
    rename(&db, from, into).expect("writable");
    assert_eq!(load(&db, into).expect("readable"), "antes\num");
    assert_eq!(
        load(&db, DraftPlace::Survey { conversation_id: into, ticket_id: ticket }).expect("readable"),
        "bom"
    );
    assert!(!any_of(&db, from).expect("readable"));
}

#[test]
fn what_stood_in_composers_of_an_older_store_stands_there_still() {
    let (_folder, db) = store();
    let id: ConversationId = fresh();
    // Written as the version before kept drafts.
    db.execute_batch(
        "DROP TABLE drafts; DROP INDEX entries_by_id; DROP INDEX conversations_made_here;
         CREATE TABLE drafts (conversation_id BLOB PRIMARY KEY, text TEXT NOT NULL) STRICT;",
    )
    .expect("an older store");
    db.execute("INSERT INTO drafts VALUES (?1, 'Bom dia')", [Id(id)]).expect("writable");
    db.execute_batch(include_str!("../migrations/0009_drafts_by_place.sql")).expect("it migrates");
    assert_eq!(load(&db, DraftPlace::Message { conversation_id: id }).expect("readable"), "Bom dia");
}

/// The three ways to write a message, with this content.
fn messages(conversation_id: ConversationId, content: &OpContent) -> [Op; 3] {
    let (entry_id, content) = (fresh(), content.clone());
    let open = OpenConversation {
        conversation_id,
        channel_id: fresh(),
        student_id: fresh(),
        guardians: vec![fresh()],
        entry_id,
        content: content.clone(),
    };
    let start = StartTicket { conversation_id, entry_id, content: content.clone(), seen: None };
    let send = SendMessage { conversation_id, entry_id, content, ticket_id: None, seen: None };
    [open.into(), start.into(), send.into()]
}

/// Other operations with words, each with the place where those are typed.
fn written(id: ConversationId) -> [(Op, DraftPlace); 3] {
    let (conversation_id, entry_id, channel_id, ticket_id) = (id, fresh(), fresh(), fresh());
    let rating = Rating::try_from(5).expect("a rating");
    let note = WriteNote { conversation_id, entry_id, text: "Ligar".into(), mentions: Vec::new() };
    let forward = ForwardMessages { conversation_id, channel_id, entries: vec![entry_id], note: None };
    let answer = AnswerCsat { conversation_id, ticket_id, rating, comment: None };
    [
        (note.into(), DraftPlace::Note { conversation_id }),
        (forward.into(), DraftPlace::Forward { conversation_id }),
        (answer.into(), DraftPlace::Survey { conversation_id, ticket_id }),
    ]
}

#[test]
fn words_were_typed_in_the_place_of_their_operation_and_a_file_in_none() {
    let id = fresh();
    for op in messages(id, &"Oi".into()) {
        assert_eq!(typed_in(&op), Some(DraftPlace::Message { conversation_id: id }), "{op:?}");
    }
    for op in messages(id, &OpContent::Attachment { attachment_id: fresh() }) {
        assert_eq!(typed_in(&op), None, "{op:?}");
    }
    for (op, place) in written(id) {
        assert_eq!(typed_in(&op), Some(place), "{op:?}");
    }
}

#[test]
fn an_act_without_words_and_a_canned_reply_take_no_draft_of_a_conversation_along() {
    let (conversation_id, ticket_id, channel_id, reply_id): (ConversationId, TicketId, ChannelId, _) =
        (fresh(), fresh(), fresh(), fresh());
    let ops: [Op; 6] = [
        FinishTicket { conversation_id, ticket_id }.into(),
        AssignTicket { conversation_id, ticket_id, person_id: None }.into(),
        AddGuardian { conversation_id, person_id: fresh() }.into(),
        MarkRead { conversation_id, seq: Seq(1) }.into(),
        SaveReply { channel_id, reply_id, title: "Prazo".into(), text: "3 dias".into() }.into(),
        DeleteReply { channel_id, reply_id }.into(),
    ];
    for op in ops {
        assert_eq!(typed_in(&op), None, "{op:?}");
    }
}

#[test]
fn the_place_of_an_operation_moves_with_it() {
    let (from, into) = (fresh(), fresh());
    let ops = messages(from, &"Oi".into()).into_iter().chain(written(from).map(|(op, _)| op));
    for op in ops {
        let place = typed_in(&op).expect("it has words");
        let moved = place.moved(into);
        assert_eq!((place.conversation_id(), moved.conversation_id()), (Some(from), Some(into)));
        assert_eq!(typed_in(&op.moved(into)), Some(moved));
    }
    let reply = DraftPlace::Reply { channel_id: fresh(), id: Some(fresh()) };
    assert_eq!((reply.conversation_id(), reply.moved(into)), (None, reply));
}

#[test]
fn a_place_that_is_taken_keeps_its_text_and_the_composer_gets_both() {
    let (_folder, db) = store();
    let (from, into): (ConversationId, ConversationId) = (fresh(), fresh());
    let places =
        |conversation_id| [DraftPlace::Note { conversation_id }, DraftPlace::Message { conversation_id }];
    for (place, text) in places(from).into_iter().zip(["de antes", "um"]) {
        save(&db, place, text).expect("writable");
    }
    save(&db, DraftPlace::Note { conversation_id: into }, "de agora").expect("writable");
    rename(&db, from, into).expect("writable");
    append(&db, into, "dois").expect("writable");
    assert_eq!(texts_of(&db, into).expect("readable"), ["um\ndois", "de agora"]);
    assert_eq!(conversations(&db).expect("readable"), [into]);
    erase_of(&db, into).expect("erased");
    assert!(!any_of(&db, into).expect("readable"));
}
