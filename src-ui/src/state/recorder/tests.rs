use conversas_domain::ids::ConversationId;

use super::*;

fn conversation(n: u128) -> ConversationId {
    let text = format!("00000000-0000-7000-8000-{n:012x}");
    text.parse().unwrap()
}

fn take(id: &str, n: u128, state: TakeState) -> TakeItem {
    TakeItem {
        id: id.to_owned(),
        conversation_id: conversation(n),
        state,
        duration_ms: 1_000,
        levels: Vec::new(),
        recovered: false,
    }
}

fn recording() -> Takes {
    let mut takes = Takes::default();
    assert!(takes.ask(Asked::Start(conversation(1))));
    assert_eq!(takes.answered(), After::Record);
    takes.put(take("a", 1, TakeState::Recording));
    takes
}

#[test]
fn recording_is_said_only_after_the_first_samples() {
    let mut takes = Takes::default();
    assert_eq!(takes.face(conversation(1)), None);
    takes.ask(Asked::Start(conversation(1)));
    assert_eq!(takes.face(conversation(1)), Some(Face::Preparing));
    assert_eq!(takes.face(conversation(2)), None);
    takes.answered();
    takes.put(take("a", 1, TakeState::Recording));
    assert_eq!(takes.face(conversation(1)), Some(Face::Recording));
}

#[test]
fn continuing_prepares_too() {
    let mut takes = Takes::default();
    takes.put(take("a", 1, TakeState::Paused));
    takes.ask(Asked::Resume("a".to_owned()));
    assert_eq!(takes.face(conversation(1)), Some(Face::Preparing));
    assert_eq!(takes.running_in(), Some(conversation(1)));
    takes.answered();
    assert_eq!(takes.face(conversation(1)), Some(Face::Paused));
    assert_eq!(takes.running_in(), None);
}

#[test]
fn who_gives_up_before_the_microphone_is_there_sees_no_bar() {
    let mut takes = Takes::default();
    takes.ask(Asked::Start(conversation(1)));
    assert!(takes.instead(After::Delete));
    assert_eq!(takes.face(conversation(1)), None);
    assert_eq!(takes.running_in(), None);
    assert_eq!(takes.answered(), After::Delete);
    assert!(!takes.instead(After::Delete));
}

#[test]
fn pausing_before_the_microphone_is_there_is_not_forgotten() {
    let mut takes = Takes::default();
    takes.put(take("a", 1, TakeState::Paused));
    takes.ask(Asked::Resume("a".to_owned()));
    assert!(takes.instead(After::Pause));
    assert_eq!(takes.face(conversation(1)), Some(Face::Preparing));
    assert_eq!(takes.answered(), After::Pause);
    takes.ask(Asked::Resume("a".to_owned()));
    assert_eq!(takes.answered(), After::Record);
}

#[test]
fn one_thing_is_asked_at_a_time() {
    let mut takes = recording();
    assert!(takes.ask(Asked::Send("a".to_owned())));
    assert!(!takes.ask(Asked::Resume("a".to_owned())));
    assert!(takes.is_sending(conversation(1)));
}

#[test]
fn silence_is_said_until_something_is_heard() {
    let mut takes = recording();
    takes.hear(&RecorderNews::Silence, 9_000);
    assert!(takes.is_silent());
    takes.hear(&RecorderNews::Sound, 9_000);
    assert!(!takes.is_silent());
    takes.hear(&RecorderNews::Silence, 9_000);
    takes.put(take("a", 1, TakeState::Paused));
    assert!(!takes.is_silent());
}

#[test]
fn what_stops_the_microphone_keeps_the_take_and_says_why() {
    for (news, face, note) in [
        (RecorderNews::LimitReached, Face::Full, Note::Limit),
        (RecorderNews::DeviceLost, Face::Paused, Note::DeviceLost),
        (RecorderNews::StorageFailed, Face::Paused, Note::StorageFailed),
        (RecorderNews::DeviceChanged, Face::Recording, Note::DeviceChanged),
    ] {
        let mut takes = recording();
        takes.hear(&news, 9_000);
        assert_eq!(takes.face(conversation(1)), Some(face));
        assert_eq!(takes.note(conversation(1)), Some(note));
        assert_eq!(takes.of(conversation(1)).unwrap().duration_ms, 9_000);
    }
}

#[test]
fn a_microphone_that_stands_in_is_said_whatever_comes_first() {
    let mut takes = Takes::default();
    takes.ask(Asked::Start(conversation(1)));
    takes.hear(&RecorderNews::DeviceChanged, 0);
    takes.answered();
    takes.put(take("a", 1, TakeState::Recording));
    assert_eq!(takes.note(conversation(1)), Some(Note::DeviceChanged));
    takes.put(take("a", 1, TakeState::Paused));
    takes.ask(Asked::Resume("a".to_owned()));
    takes.answered();
    takes.put(take("a", 1, TakeState::Recording));
    assert_eq!(takes.note(conversation(1)), None);
}

#[test]
fn going_on_forgets_what_had_happened() {
    let mut takes = recording();
    takes.hear(&RecorderNews::DeviceLost, 9_000);
    takes.ask(Asked::Resume("a".to_owned()));
    assert_eq!(takes.note(conversation(1)), None);
}

#[test]
fn a_conversation_shows_what_grows_before_what_waits() {
    let mut takes = Takes::default();
    takes.replace(vec![take("a", 1, TakeState::Paused), take("b", 1, TakeState::Recording)]);
    assert_eq!(takes.of(conversation(1)).unwrap().id, "b");
    takes.remove("b");
    assert_eq!(takes.of(conversation(1)).unwrap().id, "a");
}

#[test]
fn takes_follow_a_conversation_that_got_its_real_identifier() {
    let mut takes = recording();
    takes.merge(conversation(1), conversation(7));
    assert_eq!(takes.face(conversation(7)), Some(Face::Recording));
    assert_eq!(takes.face(conversation(1)), None);
}

#[test]
fn news_without_a_take_that_grows_change_nothing() {
    let mut takes = Takes::default();
    takes.put(take("a", 1, TakeState::Paused));
    let before = takes.clone();
    takes.hear(&RecorderNews::DeviceLost, 9_000);
    takes.hear(&RecorderNews::Level { at_ms: 5, level: 1 }, 9_000);
    assert_eq!(takes, before);
}

#[test]
fn what_is_left_is_said_in_the_last_five_minutes() {
    assert_eq!(left(0), None);
    assert_eq!(left(25 * 60_000 - 1), None);
    assert_eq!(left(25 * 60_000), Some(5 * 60_000));
    assert_eq!(left(31 * 60_000), Some(0));
}

#[test]
fn sending_keeps_what_was_said_of_a_take_and_recording_forgets_it() {
    let mut takes = recording();
    takes.say("a".to_owned(), Note::TooShort);
    takes.ask(Asked::Send("a".to_owned()));
    assert_eq!(takes.note(conversation(1)), Some(Note::TooShort));
    takes.answered();
    takes.ask(Asked::Start(conversation(2)));
    assert_eq!(takes.note(conversation(1)), None);
}

#[test]
fn a_start_that_is_awaited_follows_its_conversation() {
    let mut takes = Takes::default();
    takes.ask(Asked::Start(conversation(1)));
    takes.merge(conversation(1), conversation(7));
    assert_eq!(takes.face(conversation(7)), Some(Face::Preparing));
    assert_eq!(takes.running_in(), Some(conversation(7)));
}

#[test]
fn what_the_host_says_of_all_takes_replaces_them_and_ends_a_silence() {
    let mut takes = recording();
    takes.hear(&RecorderNews::Silence, 9_000);
    takes.replace(vec![take("b", 2, TakeState::Full)]);
    assert!(!takes.is_silent());
    assert_eq!(takes.face(conversation(1)), None);
    assert_eq!(takes.face(conversation(2)), Some(Face::Full));
}

#[test]
fn what_happened_to_one_take_is_not_said_of_another() {
    let mut takes = recording();
    takes.put(take("b", 2, TakeState::Paused));
    takes.hear(&RecorderNews::DeviceLost, 9_000);
    assert_eq!(takes.note(conversation(2)), None);
    takes.say("b".to_owned(), Note::TooShort);
    assert_eq!((takes.note(conversation(1)), takes.note(conversation(2))), (None, Some(Note::TooShort)));
    takes.remove("b");
    assert_eq!(takes.note(conversation(2)), None);
}

#[test]
fn a_take_never_gets_shorter_by_what_is_told_of_it() {
    let mut takes = recording();
    takes.hear(&RecorderNews::DeviceLost, 300);
    assert_eq!(takes.of(conversation(1)).map(|take| take.duration_ms), Some(1_000));
}

#[test]
fn levels_and_the_end_that_is_near_change_nothing_of_a_take() {
    let mut takes = recording();
    let before = takes.clone();
    takes.hear(&RecorderNews::Level { at_ms: 5, level: 1 }, 9_000);
    assert_eq!(takes, before);
}

#[test]
fn a_microphone_runs_on_while_another_take_is_sent_and_is_not_waited_for() {
    let mut takes = recording();
    takes.put(take("b", 2, TakeState::Paused));
    assert!(takes.ask(Asked::Send("b".to_owned())));
    assert_eq!(takes.running_in(), Some(conversation(1)));
    assert!(!takes.instead(After::Pause), "nobody waits for a microphone");
    assert!(takes.is_sending(conversation(2)) && !takes.is_sending(conversation(1)));
    assert_eq!(takes.answered(), After::Record);
    assert!(!takes.is_sending(conversation(2)));
}

#[test]
fn another_recording_begins_without_the_silence_of_the_one_before() {
    let mut takes = recording();
    takes.hear(&RecorderNews::Silence, 9_000);
    takes.put(take("a", 1, TakeState::Paused));
    takes.ask(Asked::Start(conversation(2)));
    takes.answered();
    takes.put(take("b", 2, TakeState::Recording));
    assert!(!takes.is_silent());
}

#[test]
fn takes_of_other_conversations_stay_where_they_are_in_a_merge() {
    let mut takes = recording();
    takes.put(take("b", 2, TakeState::Paused));
    takes.merge(conversation(1), conversation(7));
    assert_eq!(takes.of(conversation(2)).map(|take| take.id.as_str()), Some("b"));
    assert!(takes.face(conversation(7)).is_some_and(Face::is_running));
    assert!(!takes.face(conversation(2)).is_some_and(Face::is_running));
}
