use std::sync::Arc;

use conversas_domain::attachment::{AttachmentKind, FileType};
use conversas_domain::ids::ConversationId;
use conversas_ipc::{FileHere, FileItem, ItemContent, ItemKind, TakeId, ThreadItem, VoiceSpeed};

use super::*;
use crate::state::thread::tests::message;

fn voice(seq: i64, person: u32) -> ThreadItem {
    let file = FileItem {
        id: format!("01890000-0000-7000-a000-{seq:012}").parse().expect("an id"),
        name: "Mensagem de voz.ogg".into(),
        kind: AttachmentKind::Voice,
        media_type: "audio/ogg".into(),
        label: "OGG".into(),
        bytes: 1_000,
        size: None,
        duration_ms: Some(10_000),
        waveform: vec![1, 2, 3],
        has_thumbnail: false,
        here: FileHere::Here,
    };
    let kind = ItemKind::Message { content: ItemContent::File { file: Box::new(file) } };
    ThreadItem { kind, ..message(seq, person, seq) }
}

fn conversation() -> ConversationId {
    "01890000-0000-7000-b000-000000000001".parse().expect("an id")
}

fn sound(seq: i64) -> Sound {
    let item = voice(seq, 1);
    let (_, file) = spoken(&item).expect("a voice message");
    Sound::message(conversation(), item.id, file, "Marcos Prado")
}

fn loaded(order: &Order) -> Option<u64> {
    match order {
        Order::Load { from_ms, .. } => Some(*from_ms),
        _ => None,
    }
}

#[test]
fn the_same_button_plays_pauses_and_plays_on() {
    let mut deck = Deck::default();
    let first = sound(1);
    assert_eq!(
        deck.press(first.clone(), 0, Vec::new()),
        Order::Load { path: first.path.clone(), from_ms: 0 }
    );
    assert_eq!(deck.play(&first.key), Some(Play::Loading));
    deck.began();
    assert_eq!(deck.play(&first.key), Some(Play::Playing));
    assert_eq!(deck.press(first.clone(), 4_000, Vec::new()), Order::Pause);
    assert_eq!(deck.press(first, 4_000, Vec::new()), Order::Resume);
}

#[test]
fn one_sound_at_a_time_and_each_goes_on_where_it_was_left() {
    let mut deck = Deck::default();
    deck.press(sound(1), 0, Vec::new());
    assert_eq!(loaded(&deck.press(sound(2), 4_000, Vec::new())), Some(0));
    assert_eq!(deck.play(&sound(1).key), None);
    assert_eq!(deck.left_at(&sound(1).key), 4_000);
    assert_eq!(loaded(&deck.press(sound(1), 9_900, Vec::new())), Some(4_000));
    assert_eq!(deck.left_at(&sound(2).key), 0, "left at its end, it begins anew");
}

#[test]
fn a_sound_heard_to_its_end_begins_anew_and_the_next_one_follows() {
    let mut deck = Deck::default();
    deck.press(sound(1), 0, vec![sound(2)]);
    assert_eq!(loaded(&deck.ended()), Some(0));
    assert_eq!(deck.now(), Some(&sound(2)));
    assert_eq!(deck.ended(), Order::Unload);
    assert_eq!(deck.now(), None);
}

#[test]
fn seeking_before_playing_is_where_it_begins() {
    let mut deck = Deck::default();
    assert_eq!(deck.seek(&sound(1).key, 7_000), None);
    assert_eq!(loaded(&deck.press(sound(1), 0, Vec::new())), Some(7_000));
    assert_eq!(deck.seek(&sound(1).key, 2_000), Some(Order::Seek(2_000)));
}

#[test]
fn closing_forgets_what_was_to_follow() {
    let mut deck = Deck::default();
    deck.press(sound(1), 0, vec![sound(2)]);
    assert_eq!(deck.close(3_000), Order::Unload);
    assert_eq!(deck.now(), None);
    assert_eq!(deck.left_at(&sound(1).key), 3_000);
    assert_eq!(deck.ended(), Order::Unload);
}

#[test]
fn a_take_that_grew_is_loaded_again() {
    let mut deck = Deck::default();
    let id: TakeId = "t".into();
    deck.press(Sound::take(&id, 5_000), 0, Vec::new());
    assert!(loaded(&deck.press(Sound::take(&id, 8_000), 2_000, Vec::new())).is_some());
    assert_eq!(deck.forget(&Key::Take(id.clone())), Some(Order::Unload));
    assert_eq!(deck.forget(&Key::Take(id)), None);
}

#[test]
fn pausing_from_elsewhere_stops_only_what_runs() {
    let mut deck = Deck::default();
    assert_eq!(deck.pause(), None);
    deck.press(sound(1), 0, Vec::new());
    assert_eq!(deck.pause(), Some(Order::Pause));
    assert_eq!(deck.pause(), None);
    assert_eq!(deck.resume(), Some(Order::Resume));
    assert_eq!(deck.failed(), Some(sound(1)));
    assert_eq!(deck.resume(), None);
}

#[test]
fn only_voice_messages_that_follow_at_once_from_the_same_person_are_played_on() {
    let items: Vec<_> =
        [voice(1, 1), voice(2, 1), voice(3, 1), message(4, 1, 4), voice(5, 1), voice(6, 3), voice(7, 1)]
            .into_iter()
            .map(Arc::new)
            .collect();
    let after = |place: usize| {
        let run = run_after(conversation(), &items, items[place].id, |author| author.name.clone());
        run.iter().map(|sound| sound.place.expect("a message").entry).collect::<Vec<_>>()
    };
    assert_eq!(after(0), [items[1].id, items[2].id]);
    assert_eq!(after(2), []);
    assert_eq!(after(4), []);
    assert_eq!(after(5), []);
}

#[test]
fn speeds_follow_in_turn() {
    let mut speed = VoiceSpeed::Once;
    let turn: Vec<f64> = (0..4)
        .map(|_| {
            speed = next_speed(speed);
            rate(speed)
        })
        .collect();
    assert_eq!(turn, [1.5, 2.0, 1.0, 1.5]);
}

#[test]
fn keys_move_by_five_seconds_and_stay_within() {
    let go = |key| sought(key, 19_000, 22_000);
    assert_eq!(go("ArrowRight"), Some(22_000));
    assert_eq!(go("ArrowLeft"), Some(14_000));
    assert_eq!(sought("ArrowLeft", 3_000, 22_000), Some(0));
    assert_eq!((go("Home"), go("End"), go("x")), (Some(0), Some(22_000), None));
}

#[test]
fn a_sound_is_called_by_its_author_or_by_the_name_of_its_file() {
    let item = voice(1, 1);
    let (author, file) = spoken(&item).expect("a voice message");
    assert_eq!(author.id, item.author.id);
    let said = |file: &FileItem| Sound::message(conversation(), item.id, file, "Marcos Prado");
    assert_eq!((said(file).author.as_str(), said(file).is_decoded), ("Marcos Prado", true));
    assert!(said(file).path.ends_with("/voice.wav"));
    let song = FileItem { kind: AttachmentKind::Audio, media_type: "audio/mpeg".into(), ..file.clone() };
    assert_eq!((said(&song).author.as_str(), said(&song).is_decoded), ("Mensagem de voz.ogg", false));
    assert!(said(&song).path.ends_with("/original"), "the page plays it as it came");
    let opus = FileItem { media_type: FileType::Opus.media_type().into(), ..song };
    assert!(said(&opus).is_decoded && said(&opus).path.ends_with("/voice.wav"));
}

#[test]
fn a_take_that_grew_has_another_address_and_is_the_same_sound() {
    let id: TakeId = "a".to_owned();
    let (before, after) = (Sound::take(&id, 1_000), Sound::take(&id, 2_000));
    assert_eq!(before.key, after.key);
    assert_ne!(before.path, after.path);
}

#[test]
fn words_pictures_and_events_are_not_heard() {
    assert!(spoken(&message(1, 1, 0)).is_none());
    let picture = |item: ThreadItem| match item.kind {
        ItemKind::Message { content: ItemContent::File { mut file } } => {
            file.kind = AttachmentKind::Image;
            ThreadItem { kind: ItemKind::Message { content: ItemContent::File { file } }, ..message(1, 1, 1) }
        }
        _ => item,
    };
    assert!(spoken(&picture(voice(1, 1))).is_none());
    assert!(spoken(&ThreadItem { kind: ItemKind::Unreadable, ..message(2, 1, 0) }).is_none());
}

#[test]
fn a_sound_that_is_still_loading_is_paused_by_its_button_and_does_not_begin_by_itself() {
    let mut deck = Deck::default();
    deck.press(sound(1), 0, Vec::new());
    assert_eq!(deck.press(sound(1), 0, Vec::new()), Order::Pause);
    deck.began();
    assert_eq!(deck.state(), Some(Play::Paused));
    assert_eq!(deck.resume(), Some(Order::Resume));
    deck.began();
    assert_eq!(deck.state(), Some(Play::Playing));
    assert_eq!(deck.resume(), None, "it is heard already");
}

#[test]
fn what_was_to_follow_another_sound_does_not_follow_this_one() {
    let mut deck = Deck::default();
    deck.press(sound(1), 0, vec![sound(2)]);
    deck.press(sound(3), 0, vec![sound(4)]);
    deck.ended();
    assert_eq!(deck.now(), Some(&sound(4)));
    deck.press(sound(5), 0, vec![sound(6)]);
    deck.failed();
    assert_eq!(deck.ended(), Order::Unload, "after a failure nothing follows");
}

#[test]
fn a_place_that_was_sought_shortly_before_the_end_is_the_beginning() {
    let mut deck = Deck::default();
    for (to_ms, from_ms) in [(9_699, 9_699), (9_700, 0), (99_000, 0)] {
        deck.seek(&sound(1).key, to_ms);
        assert_eq!(loaded(&deck.press(sound(1), 0, Vec::new())), Some(from_ms), "{to_ms}");
        deck.ended();
    }
}

#[test]
fn a_page_on_the_wave_is_three_steps() {
    let go = |key| sought(key, 20_000, 60_000);
    assert_eq!((go("PageUp"), go("PageDown")), (Some(35_000), Some(5_000)));
    assert_eq!((go("ArrowUp"), go("ArrowDown")), (Some(25_000), Some(15_000)));
    assert_eq!(sought("PageDown", 9_000, 60_000), Some(0));
}

#[test]
fn what_is_forgotten_of_one_sound_leaves_the_others_where_they_were() {
    let mut deck = Deck::default();
    deck.press(sound(1), 0, Vec::new());
    deck.press(sound(2), 4_000, Vec::new());
    assert_eq!(deck.forget(&sound(1).key), None, "it is not loaded");
    assert_eq!(deck.left_at(&sound(1).key), 0);
    assert_eq!(deck.now(), Some(&sound(2)));
}
