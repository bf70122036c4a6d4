//! A clock that is wrong for longer than it takes to be believed, and then right again.

use conversas_domain::attachment::FileType;

use super::*;
use crate::fixture::files::{request, sample};

/// Tables with rows that have a time.
const AGING: [&str; 6] = [
    "devices",
    "devices WHERE revoked_at IS NOT NULL",
    "receipts",
    "followed_channels",
    "attachments WHERE sent = 0",
    "attachments WHERE is_kept = 1",
];

/// A house with some of everything.
async fn house() -> House {
    let house = House::new().await;
    house.conversation().await;
    house.inbox(&house.helena).await;
    house.file(&house.juliana, "Boleto.pdf", FileType::Pdf).await;
    house.begin(&house.juliana, &request("Outro.pdf", FileType::Pdf, &sample(FileType::Pdf)), 9).await;
    let device = house.ana.device;
    let revoking = house.store.write(Lane::Any, move |tx| ledger::revoke_device(tx, device, START));
    revoking.await.unwrap();
    house
}

async fn aging(house: &House) -> Vec<i64> {
    let mut counts = Vec::new();
    for what in AGING {
        counts.push(rows(house, what).await);
    }
    counts
}

/// Starts the server, and sweeps for so many hours by a clock that begins at `from`. No request comes.
async fn run(house: &House, from: Moment, hours: u32, keeping: Keeping) {
    let (mut trust, begun) = (Trust::default(), Instant::now());
    for hour in 0..=hours {
        let now = from.plus(i64::from(hour) * HOUR);
        house.clock.set(now);
        if may_forget(&house.store, &mut trust, now, begun + hour * PAUSE).await {
            each_hour(&house.store, &house.files, now, keeping).await;
        }
    }
    let swept = house.store.read(|db| db.known_of_clock()).await.unwrap().last;
    assert_eq!(swept, Some(from.plus(i64::from(hours) * HOUR)), "it is believed at last");
}

#[tokio::test]
async fn a_clock_that_was_far_off_until_it_was_believed_destroys_nothing_when_it_is_right_again() {
    let years = 50 * 365;
    for off_by in [-years, years] {
        let house = house().await;
        let before = aging(&house).await;
        run(&house, START, 1, Keeping::DEFAULT).await;
        run(&house, START.plus(off_by * DAY), 25, Keeping::DEFAULT).await;
        assert_eq!(aging(&house).await, before, "off by {off_by} days");
        run(&house, START.plus(DAY), 25, Keeping::DEFAULT).await;
        assert_eq!(aging(&house).await, before, "after {off_by} days");
    }
}

#[tokio::test]
async fn a_clock_that_is_off_by_so_little_that_it_is_believed_at_once_destroys_nothing() {
    let keeping = Keeping { devices: 2, receipts: 2, refused: 2, revoked: 2, ..Keeping::DEFAULT };
    for off_by in [-6, 6] {
        let house = house().await;
        let before = aging(&house).await;
        for from in [START, START.plus(off_by * DAY), START.plus(HOUR)] {
            run(&house, from, 1, keeping).await;
            assert_eq!(aging(&house).await, before, "{off_by} days");
        }
    }
}

#[tokio::test]
async fn days_on_which_the_server_ran_make_things_old_and_others_do_not() {
    let house = house().await;
    let keeping = Keeping { devices: 3, ..Keeping::DEFAULT };
    let devices = async || rows(&house, "devices WHERE revoked_at IS NULL").await;
    let before = devices().await;
    run(&house, START, 24, keeping).await;
    run(&house, START.plus(5 * DAY), 24, keeping).await;
    assert_eq!(devices().await, before, "two days");
    run(&house, START.plus(6 * DAY), 26, keeping).await;
    assert_eq!(devices().await, 0);
}
