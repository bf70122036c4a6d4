use conversas_domain::target::Target;
use conversas_testkit::fresh;

use super::*;

fn row(n: i64) -> Candidate {
    Candidate {
        n,
        target: Target::Conversation(fresh()),
        state: OutboxState::Queued,
        is_mark: false,
        is_file: false,
        is_assignment: false,
    }
}

#[test]
fn a_row_that_is_held_up_rests_alone() {
    let rows = [row(1), row(2)];
    let mut rests = Rests::default();
    assert!(!rests.hold_up(1, Instead::Page));
    assert_eq!(rests.lanes(&rows), [(rows[0].target, false)]);
    assert_eq!((rests.all.until, rests.files.until), (None, None));
}

#[test]
fn only_many_answers_of_strangers_or_very_many_silences_ask_for_a_decision() {
    let mut rests = Rests::default();
    let asked =
        |rests: &mut Rests, n, instead, times: u32| (0..times).filter(|_| rests.hold_up(n, instead)).count();
    assert_eq!(asked(&mut rests, 1, Instead::Page, PAGES - 1), 0);
    rests.try_now();
    assert_eq!(asked(&mut rests, 1, Instead::Page, 1), 1, "a link that comes and goes hides nothing");
    rests.begin_anew();
    assert_eq!(
        asked(&mut rests, 1, Instead::Page, PAGES - 1),
        0,
        "a person who tries again is not asked at once"
    );
    assert_eq!(asked(&mut rests, 2, Instead::Silence, SILENCES - 1), 0);
    assert_eq!(asked(&mut rests, 2, Instead::Silence, 1), 1);
    assert_eq!(asked(&mut rests, 3, Instead::Fault, 100), 0);
}

#[test]
fn a_row_that_waits_for_an_update_asks_nobody_rests_alone_and_is_tried_when_the_server_is_back() {
    let rows = [row(1), row(2)];
    let mut rests = Rests::default();
    assert_eq!((0..100).filter(|_| rests.hold_up(1, Instead::OtherVersion)).count(), 0);
    assert_eq!(rests.lanes(&rows), [(rows[0].target, false)]);
    assert!(!rests.is_act_held_up());
    rests.try_now();
    assert_eq!(rests.lanes(&rows), []);
}

#[test]
fn what_nobody_can_decide_about_is_tried_ever_more_rarely_and_an_act_is_told() {
    let rows = [row(1), row(2)];
    let mut rests = Rests::default();
    for n in [1, 2] {
        assert!((1..=PAGES).map(|_| rests.hold_up(n, Instead::Page)).fold(false, |_, last| last));
    }
    assert_eq!(rests.lanes(&rows).len(), 2, "both still rest");
    let left = |rests: &Rests| {
        let until = rests.held_up.get(&1).and_then(|row| row.rest.until);
        until.expect("it rests").duration_since(Instant::now()).as_secs()
    };
    rests.wait_on(1, Missed::Nothing);
    assert!((55..=72).contains(&left(&rests)));
    assert!(!rests.is_act_held_up(), "nobody misses a read mark");
    for least in [115, 295, 595, 595] {
        assert!(!rests.hold_up(1, Instead::Page), "it is asked once");
        assert!((least..=720).contains(&left(&rests)), "{}", left(&rests));
    }
    rests.wait_on(2, Missed::Act);
    assert!(rests.is_act_held_up());
    rests.lanes(&rows[..1]);
    assert!(!rests.is_act_held_up(), "it is gone");
    rests.wait_on(2, Missed::Act);
    rests.lanes(&[row(1), Candidate { state: OutboxState::Sent, ..row(2) }]);
    assert!(!rests.is_act_held_up(), "it came through, though its effect is not here yet");
    rests.decided(1);
    assert_eq!(rests.lanes(&rows), []);
}

#[test]
fn what_nothing_depends_on_lets_its_conversation_go_on_and_is_not_tried_before_its_time() {
    let rows = [row(1)];
    let mut rests = Rests::default();
    rests.step_aside(1, Missed::Act);
    assert_eq!(rests.lanes(&rows), []);
    assert!(rests.steps_aside(1) && rests.is_act_held_up());
    assert!(!rests.hold_up(1, Instead::Page));
    assert!(rests.steps_aside(1), "also after the next try");
    rests.try_now();
    assert!(!rests.steps_aside(1));
}

#[test]
fn a_later_assignment_waits_behind_one_that_stepped_aside_and_nothing_else_does() {
    let (first, other) = (Candidate { is_assignment: true, ..row(1) }, row(4));
    let rows =
        vec![first, Candidate { is_assignment: false, n: 2, ..first }, Candidate { n: 3, ..first }, other];
    let mut rests = Rests::default();
    rests.step_aside(1, Missed::Act);
    let left =
        |rests: &Rests| -> Vec<i64> { rests.without_aside(rows.clone()).iter().map(|row| row.n).collect() };
    assert_eq!(left(&rests), [2, 4]);
    rests.try_now();
    assert_eq!(left(&rests), [1, 2, 3, 4]);
}

#[tokio::test]
async fn a_rest_ends_by_itself_and_its_row_is_tried_again() {
    let rows = [row(1)];
    let mut rests = Rests::default();
    rests.hold_up(1, Instead::Silence);
    assert_eq!(rests.lanes(&rows).len(), 1);
    rests.one_is_over().await;
    assert_eq!(rests.lanes(&rows), []);
}

#[test]
fn what_may_be_there_already_waits_for_news() {
    let rows = [row(1)];
    let mut rests = Rests::default();
    rests.wait_for_news(1);
    assert!(rests.awaits_news());
    assert_eq!(rests.lanes(&rows).len(), 1);
    rests.news_came();
    assert_eq!(rests.lanes(&rows), []);
}
