use conversas_domain::ids::EntityId;
use uuid::Uuid;

use super::*;

fn id<T: EntityId>(number: u128) -> T {
    T::from_uuid(Uuid::from_u128(number))
}

/// Answers the whereabouts of the person's device with this number in conversation 5 of channel 1.
fn stay(device: u128, person: u128, doing: Doing) -> Stay {
    Stay { device: id(device), person: id(person), channel: id(1), conversation: id(5), doing }
}

fn here(presence: &Presence) -> Vec<(PersonId, Doing)> {
    let told = tell(&presence.of_channel(id(1)).0);
    told.into_iter().map(|((_, person), doing)| (person, doing)).collect()
}

#[tokio::test]
async fn several_devices_of_a_person_are_one_person_who_writes_if_one_of_them_does() {
    let presence = Presence::default();
    assert_eq!(presence.arrive(stay(11, 2, Doing::Viewing)), [id(1)]);
    assert_eq!(presence.arrive(stay(12, 2, Doing::Writing)), [id(1)]);
    assert_eq!(here(&presence), [(id(2), Doing::Writing)]);
    assert_eq!(presence.leave(id(12)), [id(1)]);
    assert_eq!(here(&presence), [(id(2), Doing::Viewing)]);
    assert_eq!(presence.leave(id(11)), [id(1)]);
    assert_eq!(here(&presence), []);
    assert!(presence.lock().stays.is_empty() && presence.lock().channel_of.is_empty());
}

#[tokio::test]
async fn what_changes_nothing_for_others_wakes_nobody() {
    let presence = Presence::default();
    presence.arrive(stay(11, 2, Doing::Writing));
    assert_eq!(presence.arrive(stay(11, 2, Doing::Writing)), []);
    assert_eq!(presence.arrive(stay(12, 2, Doing::Viewing)), []);
    assert_eq!(presence.leave(id(12)), []);
    assert_eq!(presence.leave(id(99)), []);
}

#[tokio::test]
async fn a_device_is_in_one_place_at_a_time() {
    let presence = Presence::default();
    presence.arrive(stay(11, 2, Doing::Viewing));
    let elsewhere = Stay { channel: id(9), conversation: id(6), ..stay(11, 2, Doing::Viewing) };
    assert_eq!(presence.arrive(elsewhere), [id(1), id(9)]);
    assert_eq!(here(&presence), []);
    assert_eq!(presence.of_channel(id(9)).0, [elsewhere]);
}

#[tokio::test(start_paused = true)]
async fn a_stay_ends_by_itself_unless_it_is_said_again() {
    let presence = Presence::default();
    let almost = Duration::from_secs(PRESENCE_SECONDS - 1);
    presence.arrive(stay(11, 2, Doing::Viewing));
    tokio::time::advance(almost).await;
    presence.arrive(stay(11, 2, Doing::Viewing));
    tokio::time::advance(almost).await;
    assert_eq!(here(&presence), [(id(2), Doing::Viewing)]);
    let (_, end) = presence.of_channel(id(1));
    assert_eq!(end, Some(Instant::now() + Duration::from_secs(1)));
    tokio::time::advance(Duration::from_secs(1)).await;
    assert_eq!(here(&presence), []);
}

#[tokio::test(start_paused = true)]
async fn who_went_without_a_word_leaves_nothing_behind() {
    let presence = Presence::default();
    presence.arrive(stay(11, 2, Doing::Viewing));
    tokio::time::advance(Duration::from_secs(PRESENCE_SECONDS)).await;
    presence.leave(id(99));
    assert!(presence.lock().stays.is_empty() && presence.lock().channel_of.is_empty());
}

#[test]
fn a_number_stands_for_what_was_told_and_zero_for_nobody() {
    assert_eq!(number(&tell(&[])), 0);
    let viewing = number(&tell(&[stay(11, 2, Doing::Viewing)]));
    assert_eq!(viewing, number(&tell(&[stay(12, 2, Doing::Viewing), stay(11, 2, Doing::Viewing)])));
    assert_ne!(viewing, number(&tell(&[stay(11, 2, Doing::Writing)])));
    assert_ne!(viewing, number(&tell(&[stay(11, 3, Doing::Viewing)])));
    assert!(viewing > 0 && viewing < 1 << 53);
}
