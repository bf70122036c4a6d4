use conversas_domain::plan::Plan;
use conversas_domain::school::School;
use conversas_protocol::Me;
use conversas_testkit::{fresh, name};

use super::*;
use crate::store::schema::open_writer;

fn store() -> (tempfile::TempDir, Connection) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let db = open_writer(&folder.path().join("conversas.sqlite")).expect("a new store");
    (folder, db)
}

fn directory(role: Role) -> Directory {
    let (plan, time_zone) = (Plan::Basic, "America/Sao_Paulo".into());
    Directory {
        me: Me { id: fresh(), name: name("Ana Lima"), role },
        school: School { id: fresh(), name: name("Escola"), plan, time_zone },
        channels: Vec::new(),
        students: Vec::new(),
        file_limit: 1,
    }
}

/// A session in this role; answers its row.
fn signed_in(db: &Connection, role: Role) -> SessionRow {
    let directory = directory(role);
    let row = SessionRow {
        server: "https://escola.example/".into(),
        person_id: Some(directory.me.id),
        device_id: Some(fresh()),
        directory: Some(directory.into()),
        cursor: Some(Cursor("9".into())),
        was_revoked: false,
        installation: Some(fresh()),
    };
    save(db, &row).expect("writable");
    row
}

/// Writes something else in the place of the directory.
fn directory_is(db: &Connection, text: &str) {
    db.execute("UPDATE session SET directory = ?1", [text]).expect("writable");
}

fn owner_of(db: &Connection) -> Owner {
    owner(db).expect("readable").expect("somebody's")
}

#[test]
fn somebody_is_the_same_person_of_the_same_installation_in_the_same_role() {
    let me = Owner { person_id: fresh(), installation: Some(fresh()), role: Some(Role::Staff) };
    assert!(me.is(me));
    assert!(!me.is(Owner { person_id: fresh(), ..me }));
    assert!(!me.is(Owner { installation: Some(fresh()), ..me }));
    assert!(!me.is(Owner { role: Some(Role::Guardian), ..me }));
}

#[test]
fn what_was_not_kept_of_an_owner_tells_nobody_apart_and_the_rest_does() {
    let me = Owner { person_id: fresh(), installation: Some(fresh()), role: Some(Role::Staff) };
    let nameless = Owner { installation: None, role: None, ..me };
    for one in [Owner { installation: None, ..me }, Owner { role: None, ..me }, nameless] {
        assert!(me.is(one) && one.is(me));
        assert!(!me.is(Owner { person_id: fresh(), ..one }));
    }
    let elsewhere = Owner { installation: Some(fresh()), role: None, ..me };
    let otherwise = Owner { installation: None, role: Some(Role::Admin), ..me };
    for one in [elsewhere, otherwise] {
        assert!(!me.is(one) && !one.is(me), "{one:?}");
    }
}

#[test]
fn a_profile_that_was_never_used_is_nobodys() {
    let (_folder, db) = store();
    assert_eq!(owner(&db).expect("readable"), None);
    assert!(load(&db).expect("readable").owner().is_none());
    assert!(!is_signed_in(&db).expect("readable") && !exists(&db).expect("readable"));
    assert_eq!((cursor(&db).expect("readable"), directory_role(&db)), (None, None));
}

fn directory_role(db: &Connection) -> Option<Role> {
    super::directory(db).expect("readable").map(|directory| directory.me.role)
}

#[test]
fn the_owner_is_the_same_whether_the_whole_row_is_read_or_not() {
    for role in [Role::Guardian, Role::Staff, Role::Admin] {
        let (_folder, db) = store();
        let row = signed_in(&db, role);
        let expected = Owner {
            person_id: row.person_id.expect("somebody"),
            installation: row.installation,
            role: Some(role),
        };
        assert_eq!((owner_of(&db), load(&db).expect("readable").owner()), (expected, Some(expected)));
    }
}

#[test]
fn a_directory_that_cannot_be_read_leaves_the_owner_without_a_role_and_signed_in() {
    let (_folder, db) = store();
    let row = signed_in(&db, Role::Staff);
    let person_id = row.person_id.expect("somebody");
    for damaged in ["", "{", "nothing", "{}", r#"{"me":{}}"#, r#"{"me":{"role":"gatekeeper"}}"#] {
        directory_is(&db, damaged);
        let expected = Owner { person_id, installation: row.installation, role: None };
        assert_eq!(owner_of(&db), expected, "{damaged:?}");
        assert_eq!(load(&db).expect("readable").owner(), Some(expected), "{damaged:?}");
        assert!(is_signed_in(&db).expect("readable"), "{damaged:?}");
        assert!(is_of(&db, person_id, row.installation).expect("readable"), "{damaged:?}");
        assert_eq!(directory_role(&db), None, "{damaged:?}");
    }
}

#[test]
fn a_session_that_ended_has_its_owner_still_and_nobody_is_signed_in() {
    let (_folder, db) = store();
    let row = SessionRow { directory: None, was_revoked: true, ..signed_in(&db, Role::Guardian) };
    save(&db, &row).expect("writable");
    let person_id = row.person_id.expect("somebody");
    assert_eq!(owner_of(&db), Owner { person_id, installation: row.installation, role: None });
    assert!(!is_signed_in(&db).expect("readable"));
    assert!(!is_of(&db, person_id, row.installation).expect("readable"));
    assert!(exists(&db).expect("readable"));
}

#[test]
fn a_session_is_its_persons_at_its_installation_alone() {
    let (_folder, db) = store();
    let row = signed_in(&db, Role::Staff);
    let (person_id, here) = (row.person_id.expect("somebody"), row.installation);
    let is_of = |person_id, installation| is_of(&db, person_id, installation).expect("readable");
    assert!(is_of(person_id, here) && is_of(person_id, None));
    assert!(!is_of(person_id, Some(fresh())) && !is_of(fresh(), here));
    forget_installation(&db).expect("writable");
    assert!(is_of(person_id, Some(fresh())), "a session that names none");
}

#[test]
fn an_installation_is_taken_once_and_not_replaced() {
    let (_folder, db) = store();
    let first = signed_in(&db, Role::Staff).installation;
    set_installation(&db, fresh()).expect("writable");
    assert_eq!(owner_of(&db).installation, first);
    forget_installation(&db).expect("writable");
    let heard = fresh();
    set_installation(&db, heard).expect("writable");
    assert_eq!(owner_of(&db).installation, Some(heard));
}

#[test]
fn a_directory_of_an_earlier_version_is_read_and_one_of_a_later_keeps_what_it_says() {
    let (_folder, db) = store();
    let row = signed_in(&db, Role::Staff);
    let mut json = serde_json::to_value(directory(Role::Admin)).expect("JSON");
    json.as_object_mut().expect("an object").remove("file_limit").expect("a limit");
    directory_is(&db, &json.to_string());
    let read = load(&db).expect("readable").directory.expect("it is read");
    assert_eq!(
        (read.me.role, read.file_limit),
        (Role::Admin, conversas_domain::attachment::DEFAULT_FILE_LIMIT)
    );
    json["motto"] = "Aprender".into();
    directory_is(&db, &json.to_string());
    let later = load(&db).expect("readable").directory.expect("it is read");
    set_directory(&db, &later).expect("writable");
    let again = load(&db).expect("readable");
    let kept = serde_json::to_value(again.directory).expect("JSON");
    assert_eq!(kept["motto"], "Aprender");
    assert_eq!((again.server, again.cursor, again.device_id), (row.server, row.cursor, row.device_id));
}
