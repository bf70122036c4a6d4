//! Stores of earlier versions, whole and with rows that cannot be read.

use conversas_domain::filter::InboxFilter;
use conversas_domain::inbox::Order;
use conversas_domain::moment::Moment;
use conversas_domain::person::{Role, Side};
use conversas_domain::plan::Plan;
use conversas_domain::school::School;
use conversas_domain::target::Target;
use conversas_domain::text::Name;
use conversas_domain::ticket::TicketEvent;
use conversas_protocol::{
    ConversationView, DeleteReply, Directory, FinishTicket, Me, Op, SaveReply, SendMessage,
};
use conversas_testkit::{fresh, views};
use rusqlite::params;

use super::*;
use crate::inbox::InboxQuery;
use crate::list::List;
use crate::outbox::OutboxItem;
use crate::store::sql::{Id, Json};
use crate::store::{inbox, names, outbox, rescue, rescued, session};

mod unreadable;

/// A store as the first version left it, with one message that waits.
fn first_version(path: &Path) -> Op {
    let connection = Connection::open(path).expect("a new file");
    connection.execute_batch(MIGRATIONS[0]).expect("the first version");
    connection.pragma_update(None, "user_version", 1).expect("a number");
    let op = Op::SendMessage(SendMessage {
        conversation_id: fresh(),
        entry_id: fresh(),
        content: "Bom dia".into(),
        ticket_id: None,
        seen: None,
    });
    let mut stored = serde_json::to_value(&op).expect("JSON");
    stored.as_object_mut().expect("an object").remove("ticket_id");
    connection
        .execute(
            "INSERT INTO outbox (op_id, conversation_id, kind, state, arrived, activity, written_at, op)
             VALUES (zeroblob(16), zeroblob(16), 'send_message', '{\"state\":\"queued\"}', 0, 1, 2, ?1)",
            [stored.to_string()],
        )
        .expect("a row");
    op
}

/// The directory of a member of staff.
fn directory() -> Directory {
    Directory {
        me: Me { id: fresh(), name: Name::parse("Ana Lima").expect("a name"), role: Role::Staff },
        school: School {
            id: fresh(),
            name: Name::parse("Escola").expect("a name"),
            time_zone: "America/Sao_Paulo".into(),
            plan: Plan::Basic,
        },
        channels: Vec::new(),
        students: Vec::new(),
        file_limit: 0,
    }
}

/// Adds a conversation as a store kept it before places had a rank for families that wait in a ticket
/// InProgress.
fn kept_before(connection: &Connection, view: &ConversationView) {
    let (id, channel) = (Id(view.id), Id(view.channel_id));
    let sql = "INSERT INTO conversations (id, list, channel_id, student_id, provisional, have_after, mark_seq,
            mark_family, mark_school, status, involvement, rank, time, unread, last_activity, names, shown, view)
        VALUES (?1, ?2, ?2, ?3, 0, 0, 0, 0, 0, 1, 2, 1, -9, 0, 9, 'maria joao', '{}', ?4)";
    connection.execute(sql, params![id, channel, Id(view.student.id), Json(view)]).expect("a row");
    let sql = "INSERT INTO inbox VALUES (?1, 1, 2, 1, -9, ?2, ?3, 0, 'maria joao')";
    connection.execute(sql, params![channel, id, Id(view.student.id)]).expect("its place");
    names::add_all(connection).expect("its names");
}

#[test]
fn conversations_of_an_earlier_version_get_their_places_anew() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("conversas.sqlite");
    let connection = Connection::open(&path).expect("a new file");
    let earlier = MIGRATIONS.iter().position(|sql| sql.contains("CREATE TABLE orders")).expect("it is there");
    for migration in &MIGRATIONS[..earlier] {
        connection.execute_batch(migration).expect("an earlier version");
    }
    connection.pragma_update(None, "user_version", earlier).expect("a number");
    let sql = "INSERT INTO session (one, server, directory, cursor) VALUES (1, 's', ?1, 'c')";
    connection.execute(sql, [Json(&directory())]).expect("a session");
    let mut view = views::conversation(fresh(), "Maria", "João", Moment(3));
    let ticket = &mut view.ticket.ticket;
    ticket.apply(TicketEvent::Wrote(Side::School), fresh(), Moment(5)).expect("it is open");
    ticket.apply(TicketEvent::Wrote(Side::Family), fresh(), Moment(7)).expect("it is open");
    view.last_activity = Moment(7);
    kept_before(&connection, &view);
    drop(connection);

    for _ in 0..2 {
        let writer = open_writer(&path).expect("it opens");
        let query = InboxQuery {
            list: List::Channel(view.channel_id),
            filter: InboxFilter::default(),
            name: "joa".into(),
            student_id: None,
            order: Order::Student,
            after: None,
            skip: 0,
            limit: 9,
        };
        let (page, _) = inbox::page(&writer, &query).expect("readable");
        let told = page.rows.iter().map(|row| (row.id, row.waiting_since, row.key.inbox.rank));
        assert_eq!(told.collect::<Vec<_>>(), [(view.id, Some(Moment(7)), 1)]);
        assert_eq!((page.counts.total, page.counts.waiting), (1, 1));
        let cursor = session::load(&writer).expect("readable").cursor;
        assert!(cursor.is_some(), "nothing is downloaded again");
    }
}

#[test]
fn what_waits_in_a_store_of_the_first_version_is_kept() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("conversas.sqlite");
    let op = first_version(&path);
    let item = outbox::all(&open_writer(&path).expect("it opens")).expect("readable").pop().expect("the row");
    assert_eq!((item.op, item.written_at), (op, Moment(2)));
    assert_eq!((item.seq, item.decided_at), (None, Moment(0)));
}

#[test]
fn what_waits_in_a_damaged_store_of_the_first_version_is_brought_over() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let aside = folder.path().join("damaged.sqlite");
    let op = first_version(&aside);
    let writer = open_writer(&folder.path().join("conversas.sqlite")).expect("a new store");
    assert!(rescue::bring_over(&writer, &aside).expect("readable"));
    let items = outbox::all(&writer).expect("readable");
    assert_eq!(items.into_iter().map(|item| item.op).collect::<Vec<_>>(), [op]);
}

/// Answers each column of the waiting rows, as text, one row after the other.
fn rows_of(db: &Connection) -> Vec<Vec<String>> {
    let sql = "SELECT n, op_id, conversation_id, entry_id, kind, state, arrived, activity, written_at, op, receipt_seq,
        decided_at, attachment FROM outbox ORDER BY n";
    let mut query = db.prepare(sql).expect("a table");
    let rows = query.query_map([], |row| {
        (0..13).map(|column| Ok(format!("{:?}", row.get_ref(column)?))).collect::<rusqlite::Result<_>>()
    });
    rows.expect("rows").map(|row| row.expect("readable")).collect()
}

#[test]
fn what_waits_in_a_store_of_before_targets_is_kept_whole_and_its_numbers_go_on() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("conversas.sqlite");
    let earlier = open_before(&path, "outbox_by_target");
    let id = fresh();
    let finish = Op::FinishTicket(FinishTicket { conversation_id: id, ticket_id: fresh() });
    for (op, attachment) in [(&finish, Some("{\"no\":1}")), (&finish, None)] {
        let sql = "INSERT INTO outbox (op_id, conversation_id, entry_id, kind, state, arrived, activity, written_at, op,
                receipt_seq, decided_at, attachment)
            VALUES (randomblob(16), ?1, randomblob(16), 'finish_ticket', '{\"state\":\"sent\"}', 1, 4, 5, ?2, 6, 7, ?3)";
        earlier.execute(sql, params![Id(id), Json(op), attachment]).expect("what waits");
    }
    earlier
        .execute(
            "INSERT INTO outbox SELECT 40, randomblob(16), conversation_id, entry_id, kind, state, arrived,
        activity, written_at, op, receipt_seq, decided_at, attachment FROM outbox WHERE n = 2",
            [],
        )
        .expect("one more");
    earlier.execute("DELETE FROM outbox WHERE n = 40", []).expect("it was sent");
    let before = rows_of(&earlier);
    assert_eq!(before.len(), 2);
    drop(earlier);

    let writer = open_writer(&path).expect("it opens");
    assert_eq!(rows_of(&writer), before);
    let items = outbox::of(&writer, id).expect("readable");
    assert_eq!(items.iter().map(|item| &item.op).collect::<Vec<_>>(), [&finish]);
    let channel_id = fresh();
    let op = DeleteReply { channel_id, reply_id: fresh() };
    let item = OutboxItem::new(fresh(), Moment(1), Moment(2), op.into());
    assert_eq!(outbox::add(&writer, &item).expect("it takes more"), 41, "no number is used twice");
    let beside = outbox::beside_conversations(&writer).expect("readable");
    assert_eq!(beside, [OutboxItem { n: 41, ..item }]);
    let planned = outbox::candidates(&writer).expect("readable").into_iter().map(|row| row.target);
    let targets = [Target::from(id), id.into(), channel_id.into()];
    assert_eq!(planned.collect::<Vec<_>>(), targets);
    let nowhere = writer.execute("UPDATE outbox SET channel_id = NULL WHERE n = 41", []);
    nowhere.expect_err("everything is about something");
}

#[test]
fn a_canned_reply_that_cannot_be_read_is_set_aside_and_its_words_wait_to_be_copied() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let writer = open_writer(&folder.path().join("conversas.sqlite")).expect("a new store");
    let (channel_id, reply_id) = (fresh(), fresh());
    let op = SaveReply { channel_id, reply_id, title: "Prazo".into(), text: "3 dias".into() };
    let item = OutboxItem::new(fresh(), Moment(1), Moment(2), op.into());
    outbox::add(&writer, &item).expect("a row");
    writer
        .execute("UPDATE outbox SET op = substr(op, 1, length(op) - 1) WHERE n = 1", [])
        .expect("it is torn");
    assert!(outbox::set_aside(&writer).expect("readable").any);
    let rescued = rescued::all(&writer).expect("readable");
    assert_eq!(rescued.iter().map(|it| it.text.as_str()).collect::<Vec<_>>(), ["Prazo\n3 dias"]);
    assert_eq!(outbox::candidates(&writer).expect("readable"), []);
}
