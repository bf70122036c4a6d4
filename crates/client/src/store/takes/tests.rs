use conversas_domain::ids::PersonId;
use conversas_domain::inbox::{RowKey, staff_key};
use conversas_domain::person::Role;
use conversas_testkit::{fresh, views};
use uuid::{Builder, Uuid};

use super::*;
use crate::store::schema::open_writer;

fn store() -> (tempfile::TempDir, Connection) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let db = open_writer(&folder.path().join("conversas.sqlite")).expect("a new store");
    (folder, db)
}

fn person() -> PersonId {
    EntityId::from_uuid(Uuid::from_u128(1))
}

fn at(installation: u128) -> Owner {
    let installation = Some(EntityId::from_uuid(Uuid::from_u128(installation)));
    Owner { person_id: person(), installation, role: Some(Role::Staff) }
}

fn added(db: &Connection, conversation_id: ConversationId, entry_id: Option<EntryId>) -> TakeId {
    let row = TakeRow { id: fresh(), owner: at(7), conversation_id, entry_id, is_deleted: false };
    add(db, &row).expect("a row");
    row.id
}

#[test]
fn a_take_that_names_no_installation_stays_only_with_whom_the_profile_belonged_to() {
    let nameless = Owner { person_id: person(), installation: None, role: None };
    let owns = |before| SigningIn { me: at(7), before }.owns(nameless);
    assert!(owns(None) && owns(Some(at(7))));
    assert!(owns(Some(nameless)), "a profile of that version");
    assert!(!owns(Some(at(8))), "the same identifier at another installation is somebody else");
    assert!(SigningIn { me: at(7), before: Some(at(8)) }.owns(at(7)));
}

#[test]
fn a_take_is_of_the_role_in_which_its_person_acted() {
    let (_folder, db) = store();
    let id = added(&db, fresh(), None);
    let take = get(&db, id).expect("readable").expect("a row");
    assert_eq!(take.owner, at(7));
    let as_guardian = Owner { role: Some(Role::Guardian), ..at(7) };
    let signing_in = SigningIn { me: as_guardian, before: Some(at(7)) };
    assert_eq!(count_drafts(&db, Some(signing_in)).expect("readable"), 1, "they are told that it goes");
    erase_but_of(&db, Some(signing_in)).expect("erased");
    assert_eq!(doomed(&db).expect("readable"), [id]);
}

#[test]
fn a_take_is_the_message_that_it_became_until_it_is_known_what_became_of_that() {
    let (_folder, db) = store();
    let conversation_id = fresh();
    let entries: [EntryId; 4] = [fresh(), fresh(), fresh(), fresh()];
    let takes = entries.map(|_| added(&db, conversation_id, None));
    for (take, entry) in takes.into_iter().zip(entries) {
        set_sent(&db, take, entry).expect("sent");
    }
    assert_eq!(count_drafts(&db, None).expect("readable"), 0);
    let [waits, sent, kept, thrown] = entries;
    settle(&db, waits, VoiceState::Waiting).expect("settled");
    settle(&db, sent, VoiceState::Sent).expect("settled");
    settle(&db, kept, VoiceState::Kept).expect("settled");
    settle(&db, thrown, VoiceState::Discarded).expect("settled");
    let found = takes.map(|take| get(&db, take).expect("readable"));
    let state = found.map(|take| take.map(|take| (take.entry_id, take.is_deleted)));
    assert_eq!(state, [Some((Some(waits), false)), None, Some((None, false)), Some((None, true))]);
    assert_eq!(doomed(&db).expect("readable"), [takes[1]]);
    forget_doomed(&db, takes[1]).expect("forgotten");
    assert_eq!(doomed(&db).expect("readable"), []);
}

#[test]
fn the_takes_of_a_conversation_go_with_it_and_those_that_were_not_thrown_away_are_told() {
    let (_folder, db) = store();
    let (gone, other) = (fresh(), fresh());
    let takes = [added(&db, gone, None), added(&db, gone, Some(fresh())), added(&db, gone, None)];
    let stays = added(&db, other, None);
    set_deleted(&db, takes[2], true).expect("thrown away");
    erase_of(&db, gone).expect("erased");
    assert_eq!(all(&db).expect("readable").into_iter().map(|take| take.id).collect::<Vec<_>>(), [stays]);
    let told = rescued::all(&db).expect("readable");
    assert_eq!(told.iter().map(|it| it.lost).collect::<Vec<_>>(), [Some(Lost::Voice), Some(Lost::Voice)]);
    let mut going = doomed(&db).expect("readable");
    going.sort();
    let mut takes = takes;
    takes.sort();
    assert_eq!(going, takes);
}

#[test]
fn a_take_says_when_it_was_begun() {
    let named = Builder::from_unix_timestamp_millis(1_700_000_000_000, &[0; 10]).into_uuid();
    assert_eq!(begun_at(TakeId::from_uuid(named)), Moment(1_700_000_000_000));
}

#[test]
fn takes_of_erased_messages_are_drafts_again() {
    let (_folder, db) = store();
    let id = added(&db, fresh(), Some(fresh()));
    assert!(any_sent(&db).expect("readable"));
    forget_messages(&db).expect("forgotten");
    assert!(get(&db, id).expect("readable").expect("a row").is_draft());
    assert!(!any_sent(&db).expect("readable"));
}

#[test]
fn recordings_are_the_persons_on_the_same_side_whatever_their_role_was() {
    let as_admin = Owner { role: Some(Role::Admin), ..at(7) };
    let as_guardian = Owner { role: Some(Role::Guardian), ..at(7) };
    assert!(as_admin.has_recorded(at(7)) && !as_guardian.has_recorded(at(7)));
    assert!(!at(8).has_recorded(at(7)));
    // After a revocation nobody knows the role of before.
    let ended = Some(Owner { role: None, ..at(7) });
    assert!(SigningIn { me: as_admin, before: ended }.owns(at(7)));
    assert!(!SigningIn { me: as_guardian, before: ended }.owns(at(7)));
}

/// A row of the inbox, as it is kept: without what is asked for with each page.
fn shown(id: ConversationId) -> InboxRow {
    let view = views::conversation(fresh(), "Maria Silva", "João Silva", Moment(1));
    let ticket = &view.ticket.ticket;
    InboxRow {
        id,
        key: RowKey {
            inbox: staff_key(id, ticket.status, None, Moment(1)),
            activity: Moment(1),
            student: String::new(),
        },
        channel: String::new(),
        channel_id: view.channel_id,
        guardians: Vec::new(),
        others: Vec::new(),
        has_twin: false,
        student: String::new(),
        class_group: String::new(),
        status: ticket.status,
        waiting_since: None,
        last_activity: Moment(1),
        preview: None,
        unread: 0,
        draft: String::new(),
        draft_files: 0,
        has_take: true,
        unsent: 0,
        undecided: 0,
        assignee: None,
    }
}

#[test]
fn a_row_says_that_a_take_waits_while_one_is_its_persons_to_send() {
    let (_folder, db) = store();
    let id = fresh();
    let has_take = || with_take(&db, shown(id)).expect("readable").has_take;
    added(&db, fresh(), None);
    assert!(!has_take(), "the take is of another conversation");
    added(&db, id, Some(fresh()));
    assert!(!has_take(), "a message has its own place");
    let take = added(&db, id, None);
    assert!(has_take());
    set_deleted(&db, take, true).expect("thrown away");
    assert!(!has_take() && any_of(&db, id).expect("readable"));
    set_deleted(&db, take, false).expect("restored");
    assert!(has_take());
    remove(&db, take).expect("removed");
    assert!(!has_take());
}

#[test]
fn a_take_that_is_added_again_stays_as_it_is() {
    let (_folder, db) = store();
    let (conversation_id, entry_id) = (fresh(), fresh());
    let id = added(&db, conversation_id, None);
    set_sent(&db, id, entry_id).expect("sent");
    let again = TakeRow { id, owner: at(8), conversation_id: fresh(), entry_id: None, is_deleted: true };
    add(&db, &again).expect("nothing to do");
    let kept = get(&db, id).expect("readable").expect("a row");
    assert_eq!(
        kept,
        TakeRow { id, owner: at(7), conversation_id, entry_id: Some(entry_id), is_deleted: false }
    );
}

#[test]
fn a_take_whose_role_is_not_known_here_is_its_persons_in_any_role() {
    let (_folder, db) = store();
    let ids = [added(&db, fresh(), None), added(&db, fresh(), None)];
    for (id, role) in ids.into_iter().zip([None, Some("\"gatekeeper\"")]) {
        db.execute("UPDATE takes SET role = ?2 WHERE id = ?1", params![Id(id), role]).expect("writable");
        assert_eq!(get(&db, id).expect("readable").expect("a row").owner, Owner { role: None, ..at(7) });
    }
    let signing_in = SigningIn { me: Owner { role: Some(Role::Guardian), ..at(7) }, before: Some(at(7)) };
    assert_eq!(count_drafts(&db, Some(signing_in)).expect("readable"), 0);
    erase_but_of(&db, Some(signing_in)).expect("erased");
    assert_eq!(all(&db).expect("readable").len(), 2);
}

#[test]
fn only_drafts_are_counted_before_a_sign_out_and_everything_goes_with_it() {
    let (_folder, db) = store();
    let id = fresh();
    let takes = [added(&db, id, None), added(&db, id, Some(fresh())), added(&db, id, None)];
    set_deleted(&db, takes[2], true).expect("thrown away");
    assert_eq!(count_drafts(&db, None).expect("readable"), 1);
    erase_but_of(&db, None).expect("erased");
    assert_eq!((all(&db).expect("readable"), doomed(&db).expect("readable").len()), (Vec::new(), 3));
}

#[test]
fn all_takes_of_a_conversation_follow_it_and_those_of_others_stay() {
    let (_folder, db) = store();
    let (from, into, other) = (fresh(), fresh(), fresh());
    let takes = [added(&db, from, None), added(&db, from, Some(fresh())), added(&db, into, None)];
    let stays = added(&db, other, None);
    rename(&db, from, into).expect("renamed");
    let place = |id| get(&db, id).expect("readable").expect("a row").conversation_id;
    assert_eq!((takes.map(place), place(stays)), ([into; 3], other));
    assert!(!any_of(&db, from).expect("readable"));
    assert_eq!(doomed(&db).expect("readable"), []);
}
