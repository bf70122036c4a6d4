use conversas_domain::moment::DAY;

use super::*;
use crate::store::Store;

const NOW: Moment = Moment(1_790_000_000_000 + DAY / 2);

#[tokio::test]
async fn nothing_in_the_plot_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).unwrap();
    let refused = store
        .write(|tx| {
            let mut fresh = Fresh::Seeded(SEED);
            let mut refused = 0;
            for (index, school) in schools::ALL.iter().enumerate() {
                let house = settle::settle(tx, &mut fresh, school, NOW, "-")?;
                let plan = plot::plot(school, SEED + index as u64, NOW);
                refused += play::play(tx, &mut fresh, &house, plan, NOW)?;
            }
            Ok::<_, StoreError>(refused)
        })
        .await
        .unwrap();
    assert_eq!(refused, 0);
}

#[tokio::test]
async fn a_second_start_adds_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).unwrap();
    let count = |store: Store| async move {
        store
            .read(|conn| {
                Ok::<i64, StoreError>(conn.query_row("SELECT count(*) FROM entries", [], |r| r.get(0))?)
            })
            .await
            .unwrap()
    };
    fill(&store, Demo::default(), NOW).await.unwrap();
    let first = count(store.clone()).await;
    fill(&store, Demo::default(), NOW.plus(DAY)).await.unwrap();
    assert_eq!(count(store).await, first);
}
