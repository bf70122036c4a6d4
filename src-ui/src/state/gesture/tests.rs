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
    assert_eq!(gesture.moved(1, off(6.0, 8.0), 40), Turn::Nothing);
    assert_eq!(gesture.moved(1, off(8.0, 8.0), 60), Turn::Cancelled);
    assert_eq!(gesture.moved(1, HERE, 80), Turn::Nothing);
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
    assert_eq!(gesture.moved(1, off(90.0, 0.0), 700), Turn::Nothing);
    assert_eq!(gesture.up(1, 800), Turn::Nothing);
}

#[test]
fn a_pointer_whose_end_nobody_told_does_not_count_twice() {
    let mut gesture = Gesture::default();
    gesture.down(1, HERE, 0);
    assert_eq!(gesture.down(1, HERE, 5_000), Turn::Began);
    assert_eq!(gesture.passed(5_450), Turn::Held);
}

#[test]
fn a_press_whose_timer_comes_late_is_a_hold_when_it_ends_after_450_milliseconds() {
    let mut gesture = Gesture::default();
    gesture.down(1, HERE, 1_000);
    assert_eq!(gesture.up(1, 1_450), Turn::Held);
    assert!(gesture.is_echo(1_450), "its click");
    assert_eq!(gesture.passed(1_900), Turn::Nothing, "the timer has nothing to say any more");
    assert!(!gesture.is_echo(1_900));
    gesture.down(1, HERE, 2_000);
    assert_eq!(gesture.up(1, 2_449), Turn::Cancelled);
    assert!(!gesture.is_echo(2_449), "the click of a tap");
}

#[test]
fn what_happens_after_450_milliseconds_spoils_no_hold_of_which_no_timer_has_told() {
    let held = |happen: fn(&mut Gesture, i64) -> Turn| {
        let mut gesture = Gesture::default();
        gesture.down(1, HERE, 0);
        assert_eq!(happen(&mut gesture, 460), Turn::Held);
        let mut gesture = Gesture::default();
        gesture.down(1, HERE, 0);
        assert_eq!(happen(&mut gesture, 440), Turn::Cancelled);
        assert_eq!(gesture.passed(900), Turn::Nothing);
    };
    held(|gesture, when| gesture.moved(1, off(30.0, 0.0), when));
    held(|gesture, when| gesture.down(2, off(40.0, 0.0), when));
    held(Gesture::lost);
}

#[test]
fn a_pointer_that_comes_down_again_was_not_held_meanwhile() {
    let mut gesture = Gesture::default();
    gesture.down(1, HERE, 0);
    assert_eq!(gesture.down(1, HERE, 2_000), Turn::Began);
    assert_eq!(gesture.up(1, 2_080), Turn::Cancelled);
}

#[test]
fn a_scroll_under_a_finger_that_rests_is_no_hold_and_one_after_the_hold_changes_nothing() {
    let mut gesture = Gesture::default();
    gesture.down(1, HERE, 0);
    assert_eq!(gesture.scrolled(), Turn::Cancelled);
    assert_eq!((gesture.passed(900), gesture.scrolled()), (Turn::Nothing, Turn::Nothing));
    assert_eq!(gesture.up(1, 950), Turn::Nothing);
    gesture.down(1, HERE, 1_000);
    assert_eq!(gesture.passed(1_450), Turn::Held);
    assert_eq!(gesture.scrolled(), Turn::Nothing);
    assert!(gesture.is_echo(1_500));
}

#[test]
fn another_finger_that_goes_up_first_leaves_the_press_spoiled_until_all_are_up() {
    let mut gesture = Gesture::default();
    gesture.down(1, HERE, 0);
    gesture.down(2, off(40.0, 0.0), 100);
    assert_eq!(gesture.up(2, 200), Turn::Nothing);
    assert_eq!(gesture.passed(5_000), Turn::Nothing);
    assert_eq!(gesture.up(1, 5_100), Turn::Nothing);
    assert_eq!(gesture.down(1, HERE, 6_000), Turn::Began);
}
