//! No sequence of operations reaches a state that the rules forbid.
//!
//! Random people do random things in a small world (`world`); every decision is applied to it (`change`) and compared
//! with what the rules say, written a second time and in another way: who is refused what (`expected`), what a step may
//! change (`transition`), and what must hold of every state (`state`).

mod act;
mod attempt;
mod change;
mod expected;
mod state;
mod step;
mod transition;
mod world;

use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use step::Step;
use world::World;

/// Makes one step and checks everything; answers the attempt's name, and whether it was accepted.
fn happen(world: &mut World, step: &Step) -> Option<(&'static str, bool)> {
    let Some((attempt, outcome)) = act::act(world, step) else {
        world.happen(step);
        state::check(world);
        return None;
    };
    assert_eq!(outcome.as_ref().err().copied(), expected::refusal(world, &attempt), "{attempt:?}");
    let accepted = outcome.is_ok();
    if let Ok(decision) = outcome {
        let before = world.clone();
        change::apply(world, &decision);
        transition::check(&before, world, &attempt, &decision);
    }
    state::check(world);
    Some((attempt.name(), accepted))
}

proptest! {
    #[test]
    fn no_sequence_of_operations_reaches_a_forbidden_state(
        steps in prop::collection::vec(step::any_step(), 1..120),
    ) {
        let mut world = World::new();
        for step in &steps {
            happen(&mut world, step);
        }
    }
}

/// The random people must get somewhere: otherwise the property above proves nothing.
#[test]
fn random_people_succeed_and_fail_at_everything() {
    let mut runner = TestRunner::deterministic();
    let steps = prop::collection::vec(step::any_step(), 80);
    let mut seen = BTreeMap::new();
    for _ in 0..100 {
        let mut world = World::new();
        for step in steps.new_tree(&mut runner).expect("no filters").current() {
            if let Some(result) = happen(&mut world, &step) {
                *seen.entry(result).or_insert(0) += 1;
            }
        }
    }
    for name in attempt::NAMES {
        for accepted in [true, false] {
            let times = seen.get(&(name, accepted)).copied().unwrap_or(0);
            assert!(times >= 10, "{name}, accepted {accepted}: {times} times only");
        }
    }
}
