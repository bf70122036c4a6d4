//! State plus changes by sync equals the state of a fresh device: for any history, after every step, for
//! every reader.

mod device;
mod step;

use proptest::prelude::*;
use tokio::runtime::Runtime;

use crate::fixture::House;
use device::Device;
use step::Step;

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, max_shrink_iters: 60, ..ProptestConfig::default() })]

    #[test]
    fn replayed_changes_equal_a_fresh_bootstrap(steps in prop::collection::vec(step::any(), 1..20)) {
        Runtime::new().unwrap().block_on(replay(&steps));
    }
}

async fn replay(steps: &[Step]) {
    let house = House::new().await;
    let mut devices = Vec::new();
    for who in house.first_school() {
        devices.push(Device::signed_in(&house, who).await);
    }
    for (number, step) in steps.iter().enumerate() {
        step.take(&house, number).await;
        // Giving back a cursor is news for the other side, so one round is not enough.
        let mut quiet = false;
        while !quiet {
            let before = house.newest().await;
            let mut news = false;
            for device in &mut devices {
                news |= device.catch_up(&house).await;
            }
            quiet = !news && house.newest().await == before;
        }
        for device in &devices {
            let fresh = Device::signed_in(&house, device.who.clone()).await;
            let difference = device.state.difference(&fresh.state);
            assert_eq!(difference, None, "{:?} after {:?}", device.who.actor.role, &steps[..=number]);
        }
    }
}
