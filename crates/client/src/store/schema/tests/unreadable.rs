//! A store of each version in which one row of each table cannot be read.

use std::sync::Arc;

use conversas_domain::entry::{EntryKind, Seq};

use super::*;
use crate::reader::Reader;
use crate::store::{bootstraps, conversations, entries, files, filters, orders, refolding, rescued};

/// A store as an earlier version left it, and its readable rows.
struct Earlier {
    path: std::path::PathBuf,
    directory: Directory,
    view: ConversationView,
    torn: ConversationView,
    waits: Op,
}

/// JSON without its end.
fn torn(json: &str) -> &str {
    &json[..json.len() - 1]
}

fn message(text: &str) -> Op {
    let (conversation_id, entry_id) = (fresh(), fresh());
    Op::SendMessage(SendMessage {
        conversation_id,
        entry_id,
        content: text.into(),
        ticket_id: None,
        seen: None,
    })
}

impl Earlier {
    fn of(version: usize, folder: &Path) -> Earlier {
        let path = folder.join(format!("{version}.sqlite"));
        let db = Connection::open(&path).expect("a new file");
        for migration in &MIGRATIONS[..version] {
            db.execute_batch(migration).expect("an earlier version");
        }
        db.pragma_update(None, "user_version", version).expect("a number");
        let view = views::conversation(fresh(), "Maria", "João", Moment(3));
        let other = views::conversation(fresh(), "Rosa", "Theo", Moment(4));
        let torn = ConversationView { channel_id: view.channel_id, ..other };
        let it = Earlier { path, directory: directory(), view, torn, waits: message("Até logo") };
        it.fill(&db);
        it
    }

    fn fill(&self, db: &Connection) {
        let sql = "INSERT INTO session (one, server, directory, cursor) VALUES (1, 's', ?1, 'c')";
        db.execute(sql, [Json(&self.directory)]).expect("a session");
        let channel = Id(self.view.channel_id);
        db.execute("INSERT INTO bootstraps VALUES (?1, NULL, 1)", [channel]).expect("a list");
        for (view, json) in [(&self.view, json(&self.view)), (&self.torn, torn(&json(&self.torn)).into())] {
            let sql = "INSERT INTO conversations (id, list, channel_id, student_id, provisional, have_after,
                    mark_seq, mark_family, mark_school, status, involvement, rank, time, unread, last_activity,
                    names, shown, view)
                VALUES (?1, ?2, ?2, ?3, 0, 0, 0, 0, 0, 1, 2, 1, -9, 0, 9, 'maria joao', '{}', ?4)";
            db.execute(sql, params![Id(view.id), channel, Id(view.student.id), json]).expect("a row");
        }
        for seq in [1, 2] {
            let entry = json(&views::message(&self.view, Seq(seq), "Bom dia"));
            let entry = if seq == 1 { torn(&entry) } else { &entry };
            db.execute("INSERT INTO entries VALUES (?1, ?2, ?3)", params![seq, Id(self.view.id), entry])
                .expect("an entry");
        }
        for (op, is_torn) in [(&message("Boa \"tarde\""), true), (&self.waits, false)] {
            let (text, id) = (json(op), Id(op.target().conversation_id().expect("a message")));
            let text = if is_torn { torn(&text) } else { &text };
            let sql =
                "INSERT INTO outbox (op_id, conversation_id, kind, state, arrived, activity, written_at, op)
                VALUES (randomblob(16), ?1, 'send_message', '{\"state\":\"que', 0, 1, 2, ?2)";
            db.execute(sql, params![id, text]).expect("what waits");
        }
        db.execute("INSERT INTO filters VALUES (?1, '{')", [channel]).expect("a filter");
        // Ignored: earlier versions lack these tables.
        let _ = db.execute("INSERT INTO orders VALUES (?1, '{')", [channel]);
        let sql = "INSERT INTO files (attachment_id, conversation_id, state, place, attachment, sha256, upload, bytes, read_at)
            VALUES (randomblob(16), ?1, 'fetched', 0, '{', '', 'ready', 1, 1)";
        let _ = db.execute(sql, [Id(self.view.id)]);
    }
}

fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).expect("JSON")
}

#[test]
fn one_row_of_each_table_that_cannot_be_read_hides_no_other_at_any_version() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for version in 1..=MIGRATIONS.len() {
        let it = Earlier::of(version, folder.path());
        let db = open_writer(&it.path).unwrap_or_else(|error| panic!("version {version}: {error:?}"));
        let list = List::Channel(it.view.channel_id);
        let (page, unreadable) = inbox::page(&db, &all_of(list)).expect("a list");
        let shown: Vec<_> = page.rows.iter().map(|row| row.id).collect();
        assert_eq!((shown, unreadable), (vec![it.view.id], vec![]), "version {version}");
        assert!(!conversations::exists(&db, it.torn.id).expect("an answer"));
        let pending = bootstraps::all_pending(&db).expect("an answer");
        let pending = pending.first().map(|pending| pending.list);
        assert_eq!(pending, Some(list), "what cannot be read is asked for again");

        let reader = Reader::of(&Arc::new(it.directory));
        while refolding::step(&db, &reader, &mut false).expect("a step") {}
        let thread = entries::newest_between(&db, it.view.id, Seq(0), Seq(9), 9).expect("a thread");
        let kinds = thread.iter().map(|entry| entry.kind == EntryKind::Unreadable);
        assert_eq!(kinds.collect::<Vec<_>>(), [true, false]);

        assert!(outbox::set_aside(&db).expect("an answer").any);
        let waiting = outbox::all(&db).expect("an outbox").into_iter().map(|item| item.op);
        assert_eq!(waiting.collect::<Vec<_>>(), [it.waits]);
        assert_eq!(outbox::candidates(&db).expect("an outbox").len(), 1);
        assert_eq!(outbox::numbers(&db).expect("numbers").waiting, 1);
        let words: Vec<_> = rescued::all(&db).expect("words").into_iter().map(|it| it.text).collect();
        assert_eq!(words, ["Boa \"tarde\""]);

        files::forget_unreadable(&db).expect("files");
        assert_eq!(files::all(&db).expect("files"), []);
        assert!(!filters::load(&db, it.view.channel_id).expect("a filter").is_active());
        assert_eq!(orders::load(&db, list).expect("an order"), Order::default());
    }
}

fn all_of(list: List) -> InboxQuery {
    InboxQuery {
        list,
        filter: InboxFilter::default(),
        name: String::new(),
        student_id: None,
        order: Order::default(),
        after: None,
        skip: 0,
        limit: 9,
    }
}

#[test]
fn a_store_with_the_index_of_the_earlier_0009_gets_the_one_that_bears_what_is_no_json() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("conversas.sqlite");
    let db = open_before(&path, "json_valid");
    db.execute("CREATE INDEX entries_by_id ON entries (json_extract(view, '$.id'))", []).expect("an index");
    drop(db);
    let db = open_writer(&path).expect("it opens");
    db.execute("INSERT INTO entries VALUES (1, zeroblob(16), '{')", []).expect("an entry that is no JSON");
}

#[test]
fn a_store_that_this_version_cannot_open_is_rebuilt_and_what_waits_is_kept() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("conversas.sqlite");
    let op = first_version(&path);
    let db = open_writer(&path).expect("it opens");
    db.execute("DROP TABLE counters", []).expect("there was one");
    drop(db);
    let (store, is_rebuilt) = rescue::open_or_rebuild(folder.path()).expect("it opens");
    drop(store);
    assert!(is_rebuilt);
    let waiting = outbox::all(&open_writer(&path).expect("it opens")).expect("readable");
    assert_eq!(waiting.into_iter().map(|item| item.op).collect::<Vec<_>>(), [op]);
}
