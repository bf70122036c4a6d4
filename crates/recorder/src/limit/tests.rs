use super::*;

const SECOND: u64 = SAMPLE_RATE as u64;

/// The warnings of a take that grows a tenth of a second at a time, with their times.
fn warnings(limit: &mut Limit, from: u64, to: u64) -> Vec<(u64, u64)> {
    let steps = (from * 10..=to * 10).map(|tenth| tenth * SECOND / 10);
    steps.filter_map(|samples| limit.warning(samples).map(|left| (samples / SECOND, left))).collect()
}

#[test]
fn a_warning_comes_with_five_minutes_one_minute_and_ten_seconds_left() {
    let mut limit = Limit::new(Duration::from_secs(1800));
    assert_eq!(warnings(&mut limit, 0, 1800), [(1500, 300), (1740, 60), (1790, 10)]);
}

#[test]
fn a_take_that_is_resumed_near_the_end_says_what_is_left() {
    let mut limit = Limit::new(Duration::from_secs(1800));
    assert_eq!(warnings(&mut limit, 1765, 1800), [(1765, 35), (1790, 10)]);
}

#[test]
fn there_is_room_up_to_the_last_sample() {
    let limit = Limit::new(Duration::from_millis(1500));
    assert_eq!(
        (limit.room(0), limit.room(71_999), limit.room(72_000), limit.room(90_000)),
        (72_000, 1, 0, 0)
    );
}
