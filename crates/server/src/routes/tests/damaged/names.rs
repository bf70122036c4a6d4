//! A damaged name, or what else is shown of a person and decides nothing.

use conversas_domain::person::Relationship;
use conversas_protocol::Directory;

use super::change;
use crate::fixture::House;

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
