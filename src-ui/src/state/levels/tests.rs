use super::*;

fn bars(path: &str) -> usize {
    path.matches('M').count()
}

#[test]
fn the_picture_has_the_same_number_of_bars_from_the_first_sample_on() {
    let mut levels = Levels::default();
    for at in 0..300_u64 {
        let (older, live) = levels.live();
        assert_eq!((bars(&older), bars(&live)), (BARS - LIVE, LIVE));
        levels.push((at + 1) * SLOT_MS, 90);
    }
}

#[test]
fn the_newest_bar_is_the_last_and_the_oldest_goes_out() {
    let mut levels = Levels::default();
    levels.push(50, 255);
    let (_, live) = levels.live();
    assert!(live.ends_with("M254 2v24"), "{live}");
    for slot in 2..=128 {
        levels.push(slot * SLOT_MS, 0);
    }
    assert!(levels.live().0.starts_with("M2 2v24"));
    levels.push(129 * SLOT_MS, 0);
    levels.push(130 * SLOT_MS, 0);
    assert!(levels.live().0.starts_with("M2 13.5v1M"));
}

#[test]
fn a_bar_does_not_change_when_the_next_one_begins() {
    let mut levels = Levels::default();
    for (slot, level) in [10, 200, 30, 40].into_iter().enumerate() {
        levels.push((slot as u64 + 1) * SLOT_MS, level);
    }
    let before = levels.live().1;
    levels.push(250, 255);
    let after = levels.live().1;
    let heights = |path: &str| -> Vec<String> {
        path.split('M').filter_map(|bar| Some(bar.split_once(' ')?.1.to_owned())).collect()
    };
    assert_eq!(heights(&before)[LIVE - 2..], heights(&after)[LIVE - 3..LIVE - 1]);
}

#[test]
fn levels_that_did_not_arrive_are_filled_and_those_told_twice_are_not_doubled() {
    let mut levels = Levels::default();
    levels.push(50, 10);
    levels.push(200, 20);
    levels.push(200, 90);
    assert_eq!(levels, Levels { unknown: 0, known: vec![10, 20, 20, 20] });
}

#[test]
fn what_the_host_does_not_know_any_more_is_drawn_evenly() {
    let levels = Levels::of(60_000, &[255; 600]);
    assert_eq!(levels.len(), 1_200);
    let whole = levels.whole();
    assert_eq!(whole.len(), BARS);
    assert_eq!((whole[0], whole[BARS - 1]), (UNKNOWN, 255));
}

#[test]
fn what_was_followed_from_the_beginning_is_kept_over_the_hosts_last_part() {
    let mut levels = Levels::default();
    for slot in 1..=1_000 {
        levels.push(slot * SLOT_MS, 77);
    }
    let followed = levels.clone();
    levels.settle(50_000, &[9; 600]);
    assert_eq!(levels, followed);
    levels.settle(49_500, &[9; 600]);
    assert_eq!(levels, followed, "the host told of half a second ago");
    levels.settle(10_000, &[9; 200]);
    assert_eq!(levels, Levels::of(10_000, &[9; 200]));
}

#[test]
fn a_wave_fits_any_number_of_bars() {
    assert_eq!(resized(&[1, 9, 3, 4], 2), [9, 4]);
    assert_eq!(resized(&[5, 7], 4), [5, 5, 7, 7]);
    assert_eq!(resized(&[], 3), [0, 0, 0]);
    assert_eq!(resized(&[255; 64], 43).len(), 43);
}

#[test]
fn heard_bars_follow_the_time() {
    assert_eq!(heard(43, 0, 47_000), 0);
    assert_eq!(heard(43, 19_000, 47_000), 17);
    assert_eq!(heard(43, 47_000, 47_000), 43);
    assert_eq!(heard(43, 90_000, 47_000), 43);
    assert_eq!(heard(43, 10, 0), 0);
}

#[test]
fn a_split_wave_keeps_every_bar_at_its_place() {
    let (before, after) = split(&[0, 255, 128], 1);
    assert_eq!(before, "M2 13.5v1");
    assert_eq!(after, "M6 2v24M10 8v12");
}
