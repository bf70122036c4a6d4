//! The channels and students in a directory, for each reader.

use axum::http::{Method, StatusCode};
use conversas_domain::channel::{Channel, ChannelKind};
use conversas_domain::hours::ChannelHours;
use conversas_domain::ids::{ChannelId, EntityId};
use conversas_domain::person::Relationship;
use conversas_domain::text::Name;
use conversas_protocol::{ChannelView, Directory, SyncChange};

use crate::fixture::{House, START, Someone, id};
use crate::ledger;
use crate::store::Lane;

async fn directory(house: &House, who: &Someone) -> Directory {
    house.get(who, "/v1/directory").await
}

async fn channel(house: &House, who: &Someone, id: ChannelId) -> ChannelView {
    let found = directory(house, who).await.channels.into_iter().find(|channel| channel.id == id);
    found.expect("in the directory")
}

#[tokio::test]
async fn nobody_gets_nothing() {
    let house = House::new().await;
    let (status, _) = house.ask::<()>(None, Method::GET, "/v1/directory", None).await;
    assert_eq!(status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn members_and_administrators_know_who_belongs_to_a_channel_and_others_do_not() {
    let house = House::new().await;
    let both = [house.ana.id(), house.rita.id()];
    for who in [&house.rita, &house.ana, &house.helena] {
        let members = channel(&house, who, house.secretary).await.members;
        assert_eq!(members.iter().map(|person| person.id).collect::<Vec<_>>(), both);
    }
    for who in [&house.fabio, &house.juliana] {
        assert_eq!(channel(&house, who, house.secretary).await.members, []);
    }
}

#[tokio::test]
async fn who_joins_or_leaves_a_channel_is_news_for_its_members_and_administrators_alone() {
    let house = House::new().await;
    house.inbox(&house.helena).await;
    for join in [true, false] {
        let mut cursors = Vec::new();
        for who in [&house.rita, &house.helena, &house.fabio, &house.juliana] {
            cursors.push((who, crate::cursor::write(house.school, house.newest().await)));
        }
        let (person, channel) = (house.fabio.id(), house.secretary);
        let change = house.store.write(Lane::Any, move |tx| match join {
            true => ledger::add_member(tx, person, channel),
            false => ledger::remove_member(tx, person, channel),
        });
        change.await.unwrap();
        for (who, cursor) in cursors {
            let page = house.sync(who, &cursor.0).await;
            let told = matches!(&page.changes[..], [SyncChange::Directory { .. }]);
            assert_eq!(told, who.id() != house.juliana.id());
        }
    }
}

#[tokio::test]
async fn families_and_staff_see_a_channels_hours_in_the_schools_time() {
    let house = House::new().await;
    let hours = ChannelHours::on_workdays(8 * 60, 17 * 60).unwrap();
    let (promised, secretary) = (hours.clone(), house.secretary);
    let mut cursors = Vec::new();
    for who in [&house.juliana, &house.rita] {
        cursors.push((who, house.inbox(who).await.cursor.0));
    }
    house
        .store
        .write(Lane::Any, move |tx| ledger::set_channel_hours(tx, secretary, Some(&promised)))
        .await
        .unwrap();
    for (who, cursor) in cursors {
        let page = house.sync(who, &cursor).await;
        assert!(matches!(&page.changes[..], [SyncChange::Directory { .. }]));
        assert_eq!(channel(&house, who, house.secretary).await.hours, Some(hours.clone()));
        assert_eq!(channel(&house, who, house.finance).await.hours, None);
        assert_eq!(directory(&house, who).await.school.time_zone, "America/Sao_Paulo");
    }
}

#[tokio::test]
async fn a_guardian_knows_who_else_is_registered_for_their_student() {
    let house = House::new().await;
    let theo = directory(&house, &house.juliana).await.students.remove(0);
    let names: Vec<_> = theo.guardians.iter().map(|guardian| guardian.name.as_str()).collect();
    assert_eq!(names, ["Juliana", "Marcos", "Neusa"]);
    assert_eq!(directory(&house, &house.camila).await.students[0].guardians.len(), 1);
    assert_eq!(directory(&house, &house.rita).await.students, []);
}

#[tokio::test]
async fn who_is_linked_or_unlinked_is_news_for_the_other_guardians_of_the_student() {
    let house = House::new().await;
    let (guardian, student) = (house.marcos.id(), house.theo);
    let guardians = async || directory(&house, &house.juliana).await.students.remove(0).guardians.len();
    let cursor = house.inbox(&house.juliana).await.cursor.0;
    house
        .store
        .write(Lane::Any, move |tx| ledger::unlink_guardian(tx, guardian, student, START))
        .await
        .unwrap();
    let page = house.sync(&house.juliana, &cursor).await;
    assert!(matches!(&page.changes[..], [SyncChange::Directory { .. }]));
    assert_eq!(guardians().await, 2);
    let link = house
        .store
        .write(Lane::Any, move |tx| ledger::link_guardian(tx, guardian, student, Relationship::Father));
    link.await.unwrap();
    let page = house.sync(&house.juliana, &page.cursor.0).await;
    assert!(matches!(&page.changes[..], [SyncChange::Directory { .. }]));
    assert_eq!(guardians().await, 3);
}

#[tokio::test]
async fn a_family_knows_of_the_class_groups_of_its_own_students_alone() {
    let house = House::new().await;
    let conversation = house.conversation().await;
    assert!(house.thread(&house.juliana, conversation).await.complete);
    let (school, secretary) = (house.school, house.secretary);
    let groups = |channel, names: &[&str]| Channel {
        id: channel,
        school_id: school,
        name: Name::parse("Coordenação").unwrap(),
        description: String::new(),
        kind: ChannelKind::General,
        active: true,
        hours: None,
        class_groups: names.iter().map(|name| (*name).to_owned()).collect(),
    };
    let serving = groups(id(), &["4º ano B", "9º ano A"]);
    let other = groups(id(), &["9º ano A"]);
    let (served, unserved) = (serving.id, other.id);
    house
        .store
        .write(Lane::Any, move |tx| {
            ledger::add_channel(tx, &serving)?;
            ledger::add_channel(tx, &other)
        })
        .await
        .unwrap();
    // The channel of her conversation serves another class by now.
    let sql = "INSERT INTO channel_groups (channel_id, class_group) VALUES (?1, '9º ano A')";
    house.sqlite.execute(sql, vec![secretary.uuid().into_bytes().to_vec()]).await.unwrap();
    assert_eq!(channel(&house, &house.juliana, served).await.class_groups, ["4º ano B"]);
    assert!(directory(&house, &house.juliana).await.channels.iter().all(|channel| channel.id != unserved));
    assert_eq!(
        channel(&house, &house.juliana, secretary).await.class_groups,
        [""],
        "kept, and serves nobody"
    );
    for who in [&house.rita, &house.helena] {
        assert_eq!(channel(&house, who, served).await.class_groups, ["4º ano B", "9º ano A"]);
    }
}

#[tokio::test]
async fn an_administrator_who_leaves_a_channel_follows_it_for_a_while() {
    let house = House::new().await;
    let (person, secretary) = (house.helena.id(), house.secretary);
    house.store.write(Lane::Any, move |tx| ledger::add_member(tx, person, secretary)).await.unwrap();
    house.store.write(Lane::Any, move |tx| ledger::remove_member(tx, person, secretary)).await.unwrap();
    let left = channel(&house, &house.helena, secretary).await;
    assert_eq!((left.member, left.followed), (false, Some(true)));
}
