//! A damaged channel, or one of its canned replies. A channel must not be left out: devices erase what their directory lacks.

use conversas_domain::channel::ChannelKind;
use conversas_protocol::{ChannelView, Directory, Op, SaveReply};

use super::change;
use crate::fixture::{House, Someone, id};

/// Answers the secretary's office as a person sees it.
async fn secretary(house: &House, who: &Someone) -> ChannelView {
    let directory: Directory = house.get(who, "/v1/directory").await;
    directory.channels.into_iter().find(|it| it.id == house.secretary).expect("it is not left out")
}

#[tokio::test]
async fn a_damaged_reply_takes_its_own_place_alone() {
    for how in ["CAST(x'4AC3' AS TEXT)", "''"] {
        let house = House::new().await;
        let [damaged, whole] = [id(), id()];
        for reply_id in [damaged, whole] {
            let (channel_id, title, text) = (house.secretary, "Horários".into(), "Até as 18h".into());
            let saved = Op::from(SaveReply { channel_id, reply_id, title, text });
            house.op(&house.rita, saved).await;
        }
        change(&house, format!("UPDATE canned_replies SET text = {how} WHERE id = ?1"), damaged).await;
        let seen = secretary(&house, &house.rita).await.replies;
        assert_eq!(seen.iter().map(|it| it.id).collect::<Vec<_>>(), [whole], "{how}");
    }
}

#[tokio::test]
async fn a_damaged_channel_stays_with_what_can_be_read_of_it() {
    for (column, how, kind) in [
        ("kind_json", "'{'", ChannelKind::General),
        ("kind_json", "CAST(x'22C3' AS TEXT)", ChannelKind::General),
        ("hours_json", "'{'", ChannelKind::Finance),
        ("hours_json", "CAST(x'22C3' AS TEXT)", ChannelKind::Finance),
    ] {
        let house = House::new().await;
        let conversation = house.conversation().await;
        let finance = r#"UPDATE channels SET kind_json = '"finance"' WHERE id = ?1"#;
        change(&house, finance.into(), house.secretary).await;
        change(&house, format!("UPDATE channels SET {column} = {how} WHERE id = ?1"), house.secretary).await;
        for who in [&house.rita, &house.juliana, &house.helena] {
            let seen = secretary(&house, who).await;
            assert_eq!((seen.kind, seen.hours), (kind, None), "{column} = {how}");
            assert_eq!(house.inbox(who).await.conversations.len(), 1, "{how}");
        }
        house.say(&house.juliana, conversation, "Alguém?").await;
    }
}

#[tokio::test]
async fn a_damaged_class_group_lets_nobody_in_who_was_not_served() {
    let house = House::new().await;
    let sql = "INSERT INTO channel_groups (channel_id, class_group) VALUES (?1, CAST(x'4AC3' AS TEXT))";
    change(&house, sql.into(), house.secretary).await;
    assert_eq!(secretary(&house, &house.rita).await.class_groups, ["J\u{FFFD}"]);
    let families: Directory = house.get(&house.juliana, "/v1/directory").await;
    assert!(families.channels.iter().all(|it| it.id != house.secretary));
}
