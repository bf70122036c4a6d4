use super::*;

const HERE: Point = Point { x: 100.0, y: 200.0 };

fn off(x: f64, y: f64) -> Point {
    Point { x: HERE.x + x, y: HERE.y + y }
}

#[test]
fn a_finger_that_rests_for_450_milliseconds_holds_once() {
    let mut gesture = Gesture::default();
    assert_eq!(gesture.down(1, HERE, 1_000), Turn::Began);
    assert_eq!(gesture.passed(1_449), Turn::Nothing);
    assert_eq!(gesture.passed(1_450), Turn::Held);
    assert_eq!(gesture.passed(1_900), Turn::Nothing);
}

#[test]
fn a_tap_is_no_hold_and_its_click_counts() {
    let mut gesture = Gesture::default();
    gesture.down(1, HERE, 0);
    assert_eq!(gesture.up(1, 80), Turn::Cancelled);
    assert_eq!(gesture.passed(450), Turn::Nothing);
    assert!(!gesture.is_echo(81));
}

#[test]
fn ten_pixels_are_allowed_and_more_cancel() {
    let mut gesture = Gesture::default();
    gesture.down(1, HERE, 0);
    assert_eq!(gesture.moved(1, off(6.0, 8.0)), Turn::Nothing);
    assert_eq!(gesture.moved(1, off(8.0, 8.0)), Turn::Cancelled);
    assert_eq!(gesture.moved(1, HERE), Turn::Nothing);
    assert_eq!(gesture.passed(900), Turn::Nothing);
}

#[test]
fn a_scroll_cancels() {
    let mut gesture = Gesture::default();
    gesture.down(1, HERE, 0);
    assert_eq!(gesture.scrolled(), Turn::Cancelled);
    assert_eq!(gesture.passed(900), Turn::Nothing);
}

#[test]
fn a_second_finger_cancels_until_both_are_up() {
    let mut gesture = Gesture::default();
    gesture.down(1, HERE, 0);
    assert_eq!(gesture.down(2, off(40.0, 0.0), 100), Turn::Cancelled);
    gesture.up(2, 150);
    assert_eq!(gesture.passed(900), Turn::Nothing);
    gesture.up(1, 950);
    assert_eq!(gesture.down(1, HERE, 1_000), Turn::Began);
    assert_eq!(gesture.passed(1_450), Turn::Held);
}

#[test]
fn what_the_system_takes_away_is_no_hold() {
    let mut gesture = Gesture::default();
    gesture.down(1, HERE, 0);
    assert_eq!(gesture.lost(100), Turn::Cancelled);
    assert_eq!(gesture.passed(900), Turn::Nothing);
    assert_eq!(gesture.down(1, HERE, 1_000), Turn::Began);
}

#[test]
fn the_click_after_a_hold_is_its_echo_and_the_next_one_is_not() {
    let mut gesture = Gesture::default();
    gesture.down(1, HERE, 0);
    gesture.passed(450);
    assert!(gesture.is_echo(460));
    gesture.up(1, 700);
    assert!(gesture.is_echo(710));
    gesture.down(1, HERE, 900);
    gesture.up(1, 950);
    assert!(!gesture.is_echo(951));
}

#[test]
fn a_click_of_the_keyboard_long_after_a_hold_counts() {
    let mut gesture = Gesture::default();
    gesture.down(1, HERE, 0);
    gesture.passed(450);
    gesture.up(1, 700);
    assert!(!gesture.is_echo(1_100));
}

#[test]
fn scrolling_on_after_a_hold_takes_nothing_back() {
    let mut gesture = Gesture::default();
    gesture.down(1, HERE, 0);
    gesture.passed(450);
    assert_eq!(gesture.scrolled(), Turn::Nothing);
    assert_eq!(gesture.moved(1, off(90.0, 0.0)), Turn::Nothing);
    assert_eq!(gesture.up(1, 800), Turn::Nothing);
}

#[test]
fn a_pointer_whose_end_nobody_told_does_not_count_twice() {
    let mut gesture = Gesture::default();
    gesture.down(1, HERE, 0);
    assert_eq!(gesture.down(1, HERE, 5_000), Turn::Began);
    assert_eq!(gesture.passed(5_450), Turn::Held);
}
