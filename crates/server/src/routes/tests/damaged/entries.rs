//! One damaged entry.

use conversas_domain::entry::{EntryKind, Seq};
use conversas_domain::ids::{ConversationId, EntryId};
use conversas_protocol::{EntriesPage, EntryView, Op, SendMessage, SyncChange};

use super::change;
use crate::fixture::{House, id};

/// Kinds of damage to a column, each with whether the entry is left out; otherwise a placeholder stands for it.
const DAMAGES: [(&str, bool); 4] = [
    ("kind_json = replace(kind_json, 'Bom dia', CAST(x'42C36D' AS TEXT))", false),
    ("side_json = '{'", true),
    ("side_json = CAST(CAST(side_json AS BLOB) || x'C3' AS TEXT)", true),
    ("id = substr(id, 1, 15)", true),
];

/// Makes a thread in which one entry is to be damaged; answers that entry and all of the thread.
async fn thread(house: &House) -> (ConversationId, EntryId, Vec<EntryView>) {
    let id = house.conversation().await;
    let answer = house.say(&house.rita, id, "Bom dia, Juliana!").await;
    house.say(&house.juliana, id, "Uma pergunta").await;
    house.say(&house.juliana, id, "E outra").await;
    let entries = house.thread(&house.juliana, id).await.entries;
    (id, answer, entries)
}

fn numbers<'a>(entries: impl IntoIterator<Item = &'a EntryView>) -> Vec<Seq> {
    entries.into_iter().map(|it| it.seq).collect()
}

#[tokio::test]
async fn a_damaged_entry_takes_its_own_place_alone() {
    for (how, is_left_out) in DAMAGES {
        let house = House::new().await;
        let start = house.inbox(&house.rita).await.cursor.0;
        let (id, damaged, before) = thread(&house).await;
        let shown = numbers(before.iter().filter(|it| !is_left_out || it.id != damaged));
        change(&house, format!("UPDATE entries SET {how} WHERE id = ?1"), damaged).await;
        let after = house.thread(&house.rita, id).await.entries;
        assert_eq!(numbers(&after), shown, "{how}");
        let unreadable = after.iter().filter(|it| it.kind == EntryKind::Unreadable).count();
        assert_eq!(unreadable, usize::from(!is_left_out), "{how}");
        let page = house.sync(&house.rita, &start).await;
        let synced = page.changes.iter().filter_map(|change| match change {
            SyncChange::Entry { entry } => Some(&**entry),
            SyncChange::Conversation { .. }
            | SyncChange::ConversationGone { .. }
            | SyncChange::Directory { .. } => None,
        });
        assert_eq!(numbers(synced), shown, "{how}");
        assert_eq!(house.inbox(&house.juliana).await.conversations.len(), 1);
        house.thread(&house.juliana, id).await;
        house.say(&house.juliana, id, "Obrigada!").await;
    }
}

#[tokio::test]
async fn the_newest_message_may_be_damaged_too() {
    for (how, _) in &DAMAGES[1..] {
        let house = House::new().await;
        let id = house.conversation().await;
        let newest = house.say(&house.rita, id, "Bom dia, Juliana!").await;
        change(&house, format!("UPDATE entries SET {how} WHERE id = ?1"), newest).await;
        let page = house.inbox(&house.juliana).await;
        assert!(page.conversations[0].preview.is_none(), "{how}");
    }
}

#[tokio::test]
async fn a_page_of_history_that_lacks_a_damaged_entry_is_not_taken_for_the_last_one() {
    let house = House::new().await;
    let (id, damaged, before) = thread(&house).await;
    let shown = numbers(before.iter().filter(|it| it.id != damaged));
    change(&house, "UPDATE entries SET side_json = '{' WHERE id = ?1".into(), damaged).await;
    for limit in 1..before.len() {
        let (mut seen, mut end) = (Vec::new(), i64::MAX);
        loop {
            let uri = format!("/v1/conversations/{id}/entries?limit={limit}&before={end}");
            let page: EntriesPage = house.get(&house.juliana, &uri).await;
            seen.splice(0..0, numbers(&page.entries));
            if page.complete {
                break;
            }
            end = page.entries[0].seq.0;
        }
        assert_eq!(seen, shown, "{limit} at a time");
    }
}

#[tokio::test]
async fn an_entry_that_is_no_json_stops_nobody_from_writing() {
    let house = House::new().await;
    let (conversation_id, damaged, before) = thread(&house).await;
    change(&house, "UPDATE entries SET kind_json = '{' WHERE id = ?1".into(), damaged).await;
    let seen = before.first().map(|it| it.seq);
    for who in [&house.juliana, &house.rita, &house.ana] {
        let (entry_id, content) = (id(), "Obrigada!".into());
        let op = Op::SendMessage(SendMessage { conversation_id, entry_id, content, ticket_id: None, seen });
        house.op(who, op).await;
    }
}
