//! A wrong clock neither hides nor reorders anything.

use std::sync::Arc;

use conversas_client::{Clock, List, SystemClock};
use conversas_domain::moment::{DAY, HOUR, Moment};
use conversas_testkit::{Cable, Device, House, Opening};

struct Stopped(Moment);

impl Clock for Stopped {
    fn now(&self) -> Moment {
        self.0
    }
}

#[tokio::test]
async fn rule_19_devices_in_1970_and_2100_talk_in_the_servers_order() {
    let house = House::start().await;
    let cable = Cable::to(house.addr()).await;
    let past = Device::with_clock(Arc::new(Stopped(Moment(1_000)))).await;
    let future = Device::with_clock(Arc::new(Stopped(Moment(4_102_444_800_000)))).await;
    past.sign_in(house.maria, &cable.url()).await;
    future.sign_in(house.ana, &cable.url()).await;
    let id =
        past.engine().open_conversation(house.secretaria, house.joao, "um").await.unwrap().conversation_id;
    let list = List::Channel(house.secretaria);
    future.until("the row", async |_| future.list(list).await.rows.pop()).await;
    let mut expected = vec!["um"];
    for (device, text) in [(&future, "dois"), (&past, "três"), (&future, "quatro"), (&past, "cinco")] {
        device.engine().send_message(id, text, None).await.unwrap();
        expected.push(text);
        future.reads(id, &expected).await;
        past.reads(id, &expected).await;
    }
    past.engine().open_conversation(house.financeiro, house.lia, "outra").await.unwrap();
    let rows = past.list(List::Family).await.rows;
    assert_eq!(rows[0].student, "Lia Conceição", "what I write now stands on top, whatever the clock says");
    past.until("sent", async |engine| engine.outbox().await.unwrap().is_empty().then_some(())).await;
    assert_eq!(past.list(List::Family).await.rows[0].student, "Lia Conceição");
    future.agrees_with(&Device::of(house.ana, &cable.url()).await).await;
}

/// A clock that is so many milliseconds ahead of the machine's.
struct Ahead(i64);

impl Clock for Ahead {
    fn now(&self) -> Moment {
        SystemClock.now().plus(self.0)
    }
}

#[tokio::test]
async fn a_device_learns_how_far_its_clock_is_off_and_knows_it_still_without_a_network() {
    let house = House::start().await;
    for ahead in [DAY, -HOUR, 0] {
        let cable = Cable::to(house.addr()).await;
        let mut ana = Device::with_clock(Arc::new(Ahead(ahead))).await;
        ana.sign_in(house.ana, &cable.url()).await;
        let is_near = |a: i64, b: i64| (a - b).abs() < 10_000;
        let learned = async |engine: &conversas_client::Engine| {
            is_near(engine.connection().clock_ahead, ahead).then_some(())
        };
        ana.until("the difference", learned).await;
        cable.cut();
        ana.kill();
        ana.open().await;
        let engine = ana.engine();
        assert!(is_near(engine.connection().clock_ahead, ahead));
        assert!(
            is_near(engine.server_now().0, SystemClock.now().0),
            "what is compared with the server's times"
        );
        assert!(is_near(engine.now().0 - ahead, SystemClock.now().0), "its own clock is as it is");
    }
}
