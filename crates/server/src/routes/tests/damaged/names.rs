//! A damaged name, and other damaged values of a person that decide nothing.

use conversas_domain::ids::{ChannelId, PersonId};
use conversas_domain::person::Relationship;
use conversas_protocol::{Directory, ForwardMessages, Op, SyncChange};

use super::change;
use crate::fixture::{House, id};

#[tokio::test]
async fn a_damaged_name_hides_nothing_else() {
    for (how, shown) in [("CAST(x'4AC3' AS TEXT)", "J\u{FFFD}"), ("''", "\u{FFFD}")] {
        let house = House::new().await;
        let start = house.inbox(&house.rita).await.cursor.0;
        let id = house.conversation().await;
        house.say(&house.ana, id, "Bom dia!").await;
        for person in [house.juliana.id(), house.ana.id()] {
            change(&house, format!("UPDATE people SET name = {how} WHERE id = ?1"), person).await;
        }
        change(&house, format!("UPDATE students SET name = {how} WHERE id = ?1"), house.theo).await;
        for who in [&house.rita, &house.ana, &house.juliana, &house.helena] {
            let page = house.inbox(who).await;
            let [conversation] = &page.conversations[..] else { panic!("{how}") };
            assert_eq!(conversation.guardians[0].name.as_str(), shown);
            assert_eq!(conversation.student.name.as_str(), shown);
            assert_eq!(house.thread(who, id).await.entries.last().unwrap().author.name.as_str(), shown);
            house.get::<Directory>(who, "/v1/directory").await;
        }
        assert!(!house.sync(&house.rita, &start).await.changes.is_empty());
        assert!(!house.looks().await.is_empty());
    }
}

#[tokio::test]
async fn a_damaged_relationship_hides_nothing_else() {
    let house = House::new().await;
    house.conversation().await;
    let sql = "UPDATE guardianships SET relationship_json = '{' WHERE guardian_id = ?1";
    change(&house, sql.into(), house.juliana.id()).await;
    for who in [&house.rita, &house.juliana] {
        let page = house.inbox(who).await;
        assert_eq!(page.conversations[0].guardians[0].relationship, Relationship::Other);
    }
}

#[tokio::test]
async fn whoever_is_not_there_takes_no_page_along() {
    let house = House::new().await;
    let start = house.inbox(&house.juliana).await.cursor.0;
    let conversation = house.conversation().await;
    let answer = house.say(&house.rita, conversation, "Até as 18h").await;
    change(&house, "UPDATE entries SET author_id = zeroblob(16) WHERE id = ?1".into(), answer).await;
    let nobody: PersonId = id();
    let (rita, sql) = (house.rita.id(), "UPDATE tickets SET ticket_json = replace(ticket_json");
    change(&house, format!("{sql}, '{rita}', '{nobody}') WHERE conversation_id = ?1"), conversation).await;
    for who in [&house.juliana, &house.ana, &house.helena] {
        let page = house.inbox(who).await;
        let [shown] = &page.conversations[..] else { panic!("it is shown") };
        let preview = shown.preview.as_ref().expect("a message");
        assert_eq!((preview.author.name.as_str(), preview.text.as_str()), ("\u{FFFD}", "Até as 18h"));
        let entries = house.thread(who, conversation).await.entries;
        assert!(entries.iter().any(|it| it.id == answer && it.author.name.as_str() == "\u{FFFD}"));
    }
    let page = house.sync(&house.juliana, &start).await;
    let is_answer = |it: &SyncChange| matches!(it, SyncChange::Entry { entry } if entry.id == answer);
    assert!(page.changes.iter().any(is_answer));
}

#[tokio::test]
async fn a_forward_from_nobody_and_nowhere_is_shown() {
    let house = House::new().await;
    let conversation_id = house.conversation().await;
    let question = house.say(&house.juliana, conversation_id, "Sobre o boleto").await;
    let (channel_id, entries) = (house.finance, vec![question]);
    let op = Op::ForwardMessages(ForwardMessages { conversation_id, channel_id, entries, note: None });
    let forwarded = house.done(&house.rita, op).await.0;
    let (nobody, nowhere): (PersonId, ChannelId) = (id(), id());
    let (author, channel) = (house.juliana.id(), house.secretary);
    let sql = format!(
        "UPDATE entries SET kind_json = replace(replace(kind_json, '{author}', '{nobody}'), '{channel}', '{nowhere}')
         WHERE conversation_id = ?1"
    );
    change(&house, sql, forwarded).await;
    let entries = house.thread(&house.rita, forwarded).await.entries;
    let shown = entries.iter().find(|it| !it.channels.is_empty()).expect("the forwarded message");
    assert_eq!((shown.people[0].id, shown.people[0].name.as_str()), (nobody, "\u{FFFD}"));
    assert_eq!((shown.channels[0].0, shown.channels[0].1.as_str()), (nowhere, "\u{FFFD}"));
}
