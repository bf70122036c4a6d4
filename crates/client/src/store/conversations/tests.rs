use std::sync::Arc;

use conversas_domain::person::Role;
use conversas_domain::plan::Plan;
use conversas_domain::school::School;
use conversas_protocol::{Directory, Me};
use conversas_testkit::{fresh, name, views};

use super::*;
use crate::reader::Reader;
use crate::store::schema::open_writer;
use crate::store::{inbox, rows};

fn store() -> (tempfile::TempDir, rusqlite::Connection) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let db = open_writer(&folder.path().join("conversas.sqlite")).expect("a new store");
    (folder, db)
}

fn reader(role: Role) -> Reader {
    let (plan, time_zone) = (Plan::Basic, "America/Sao_Paulo".into());
    Reader::of(&Arc::new(Directory {
        me: Me { id: fresh(), name: name("Eu Mesma"), role },
        school: School { id: fresh(), name: name("Escola"), plan, time_zone },
        channels: Vec::new(),
        students: Vec::new(),
        file_limit: 1,
    }))
}

fn view(channel_id: ChannelId, at: i64) -> ConversationView {
    views::conversation(channel_id, "Maria Silva", "João Silva", Moment(at))
}

/// Makes a conversation known; answers its identifier.
fn known(db: &Connection, reader: &Reader, view: &ConversationView) -> ConversationId {
    let mark = view.my_mark;
    let known = Conversation { view: view.clone().into(), provisional: false, have_after: Seq(5), mark };
    rows::put(db, reader, &known).expect("writable");
    view.id
}

/// Makes a conversation known that only this device has.
fn made(db: &Connection, reader: &Reader, view: &ConversationView) -> ConversationId {
    let id = known(db, reader, view);
    let known = Conversation { provisional: true, ..get(db, id).expect("readable").expect("it is there") };
    rows::put(db, reader, &known).expect("writable");
    id
}

fn has_twin(db: &Connection, id: ConversationId) -> bool {
    let row = shown(db, id).expect("readable").expect("a row");
    with_twin(db, row).expect("readable").has_twin
}

#[test]
fn a_guardian_is_told_of_a_twin_with_the_same_channel_about_the_same_student() {
    let (_folder, db) = store();
    let (reader, first) = (reader(Role::Guardian), view(fresh(), 1));
    let id = known(&db, &reader, &first);
    let elsewhere = ConversationView { id: fresh(), channel_id: fresh(), ..first.clone() };
    let sister = ConversationView { student: view(fresh(), 1).student, id: fresh(), ..first.clone() };
    let others = [elsewhere, sister].map(|view| known(&db, &reader, &view));
    assert!(!has_twin(&db, id));
    let twin = known(&db, &reader, &ConversationView { id: fresh(), ..first });
    assert!(has_twin(&db, id) && has_twin(&db, twin));
    assert!(!others.into_iter().any(|id| has_twin(&db, id)));
    rows::erase(&db, twin).expect("writable");
    assert!(!has_twin(&db, id));
}

#[test]
fn staff_are_told_of_no_twin_because_they_see_everybodys() {
    let (_folder, db) = store();
    let (reader, first) = (reader(Role::Staff), view(fresh(), 1));
    let id = known(&db, &reader, &first);
    known(&db, &reader, &ConversationView { id: fresh(), ..first });
    assert!(!has_twin(&db, id));
}

#[test]
fn a_row_of_an_earlier_version_is_read_without_the_fields_that_came_later() {
    let (_folder, db) = store();
    let id = known(&db, &reader(Role::Staff), &view(fresh(), 1));
    let row = shown(&db, id).expect("readable").expect("a row");
    let mut json = serde_json::to_value(row).expect("JSON");
    let fields = json.as_object_mut().expect("an object");
    for field in ["has_twin", "has_take", "draft_files", "undecided", "assignee"] {
        fields.remove(field).expect("a field of today");
    }
    fields.insert("color".into(), "azul".into());
    let rewrite = "UPDATE conversations SET shown = ?2 WHERE id = ?1";
    db.execute(rewrite, params![Id(id), json.to_string()]).expect("writable");
    let read = shown(&db, id).expect("readable").expect("it is read");
    assert_eq!((read.id, read.student.as_str(), read.draft_files), (id, "João Silva", 0));
    assert!(!read.has_twin && !read.has_take && read.assignee.is_none());
}

#[test]
fn a_conversation_that_cannot_be_read_is_there_in_its_list_and_hides_no_other() {
    let (_folder, db) = store();
    let reader = reader(Role::Staff);
    let first = view(fresh(), 1);
    let torn = known(&db, &reader, &first);
    let whole = known(&db, &reader, &ConversationView { id: fresh(), ..first.clone() });
    db.execute("UPDATE conversations SET view = '{', shown = '{' WHERE id = ?1", [Id(torn)])
        .expect("writable");
    assert_eq!(get(&db, torn).expect("readable"), None);
    assert_eq!(shown(&db, torn).expect("readable"), None);
    assert!(exists(&db, torn).expect("readable"));
    assert_eq!(list(&db, torn).expect("readable"), Some(List::Channel(first.channel_id)));
    let about = about(&db, first.channel_id, first.student.id).expect("readable");
    assert_eq!(about.into_iter().map(|known| known.view.id).collect::<Vec<_>>(), [whole]);
}

#[test]
fn the_newest_conversations_without_their_history_are_filled_first_and_none_that_was_made_here() {
    let (_folder, db) = store();
    let reader = reader(Role::Guardian);
    let ids: Vec<_> = (1..=4).map(|at| known(&db, &reader, &view(fresh(), at))).collect();
    let own = made(&db, &reader, &view(fresh(), 9));
    let lacks = |among| {
        let found = incomplete(&db, among).expect("readable");
        found.into_iter().map(|(id, _)| id).collect::<Vec<_>>()
    };
    assert_eq!(lacks(9), [ids[3], ids[2], ids[1], ids[0]]);
    lower_have_after(&db, ids[3], Seq(0)).expect("writable");
    assert_eq!(lacks(3), [ids[2]], "the one made here and the whole one count among the newest");
    for id in &ids {
        lower_have_after(&db, *id, Seq(0)).expect("writable");
    }
    assert!(!any_incomplete(&db).expect("readable"));
    assert_eq!(made_here(&db).expect("readable"), [own]);
}

#[test]
fn history_that_arrived_is_not_lost_by_a_page_that_comes_late_and_is_forgotten_as_a_whole() {
    let (_folder, db) = store();
    let id = known(&db, &reader(Role::Staff), &view(fresh(), 1));
    let have_after = || get(&db, id).expect("readable").expect("it is there").have_after;
    lower_have_after(&db, id, Seq(2)).expect("writable");
    lower_have_after(&db, id, Seq(4)).expect("writable");
    assert_eq!(have_after(), Seq(2));
    forget_history(&db, id).expect("writable");
    assert_eq!(have_after(), NOTHING);
}

#[test]
fn a_conversation_made_here_is_told_by_channel_and_student_until_the_server_knows_it() {
    let (_folder, db) = store();
    let (reader, view) = (reader(Role::Guardian), view(fresh(), 9));
    let id = made(&db, &reader, &view);
    let told = || about_made_here(&db, id).expect("readable");
    assert_eq!(told(), Some((view.channel_id, view.student.id, Moment(9))));
    assert!(is_known_to_the_server(&db, id).expect("writable"));
    assert!(!is_known_to_the_server(&db, id).expect("writable"), "only the first time");
    assert_eq!(told(), None);
    assert_eq!(ids(&db, Which::Student(view.student.id)).expect("readable"), [id]);
    assert_eq!(ids(&db, Which::List(List::Family)).expect("readable"), [id]);
    assert_eq!(ids(&db, Which::List(List::Channel(view.channel_id))).expect("readable"), []);
    assert_eq!(inbox::top_activity(&db, List::Family).expect("readable"), Moment(10));
}
