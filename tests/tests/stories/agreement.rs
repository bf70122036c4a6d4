//! State + applied events == a fresh bootstrap, after every action; and two devices of one person agree.

use conversas_client::List;
use conversas_domain::moment::{DAY, Moment};
use conversas_server::ledger;
use conversas_server::store::Lane;
use conversas_server::{Clock, ManualClock};
use conversas_testkit::house::Person;
use conversas_testkit::{Cable, Device, House, Opening};

use super::raw;

async fn agrees_with_a_fresh_one(device: &Device, person: Person, url: &str) {
    device.agrees_with(&Device::of(person, url).await).await;
}

#[tokio::test]
async fn after_every_action_a_device_that_followed_equals_one_that_just_came() {
    let house = House::start().await;
    let cable = Cable::to(house.addr()).await;
    let url = cable.url();
    let maria = Device::of(house.maria, &url).await;
    let ana = Device::of(house.ana, &url).await;
    let bruno = Device::of(house.bruno, &url).await;
    let everybody = [(&maria, house.maria), (&ana, house.ana), (&bruno, house.bruno)];
    let secretaria = List::Channel(house.secretaria);

    let opened = maria.engine().open_conversation(house.secretaria, house.joao, "Bom dia!").await.unwrap();
    let id = opened.conversation_id;
    for device in [&ana, &bruno] {
        device.until("the row", async |_| device.list(secretaria).await.rows.pop()).await;
    }
    let actions =
        ["answer", "read", "again", "colleague", "finish", "next", "other channel", "read by family"];
    for action in actions {
        match action {
            "answer" => drop(ana.engine().send_message(id, "Bom dia, Maria.", None).await.unwrap()),
            "read" => {
                let newest = ana.thread(id).await.pop().unwrap();
                ana.engine().mark_read(id, newest.place).await.unwrap();
            }
            "again" => drop(maria.engine().send_message(id, "E o boletim?", None).await.unwrap()),
            "colleague" => drop(bruno.engine().send_message(id, "Já envio.", None).await.unwrap()),
            "finish" => {
                let ticket = ana.engine().conversation(id).await.unwrap().view.ticket.ticket.id;
                ana.engine().finish_ticket(id, ticket).await.unwrap();
            }
            "next" => drop(maria.engine().send_message(id, "Mais uma coisa", None).await.unwrap()),
            "other channel" => {
                maria.engine().open_conversation(house.financeiro, house.lia, "Boleto").await.unwrap();
            }
            _ => {
                let newest = maria.thread(id).await.pop().unwrap();
                maria.engine().mark_read(id, newest.place).await.unwrap();
            }
        }
        for (device, _) in everybody {
            device
                .until(action, async |engine| engine.outbox().await.unwrap().is_empty().then_some(()))
                .await;
        }
        for (device, person) in everybody {
            agrees_with_a_fresh_one(device, person, &url).await;
        }
    }
    assert_eq!(maria.list(List::Family).await.rows.len(), 2);
    assert_eq!(ana.list(secretaria).await.rows.len(), 1);
}

#[tokio::test]
async fn two_devices_of_one_person_show_the_same_and_share_what_was_read() {
    let house = House::start().await;
    let cable = Cable::to(house.addr()).await;
    let desk = Device::of(house.ana, &cable.url()).await;
    let home = Device::of(house.ana, &cable.url()).await;
    let maria = Device::of(house.maria, &cable.url()).await;
    let opened = maria.engine().open_conversation(house.secretaria, house.joao, "Bom dia!").await.unwrap();
    let id = opened.conversation_id;
    let list = List::Channel(house.secretaria);
    for device in [&desk, &home] {
        device
            .until("unread", async |_| device.list(list).await.rows.pop().filter(|row| row.unread == 1))
            .await;
    }
    desk.reads(id, &["Bom dia!"]).await;
    let newest = desk.thread(id).await.pop().unwrap();
    desk.engine().mark_read(id, newest.place).await.unwrap();
    assert_eq!(desk.list(list).await.rows[0].unread, 0, "here at once");
    home.until("read there too", async |_| home.list(list).await.rows.pop().filter(|row| row.unread == 0))
        .await;
    desk.engine().send_message(id, "Da mesa", None).await.unwrap();
    home.engine().send_message(id, "De casa", None).await.unwrap();
    desk.until("both", async |_| (desk.texts(id).await.len() == 3).then_some(())).await;
    home.until("both", async |_| (home.texts(id).await.len() == 3).then_some(())).await;
    desk.agrees_with(&home).await;
}

#[tokio::test]
async fn a_device_that_was_away_for_long_downloads_again_and_keeps_what_it_wrote() {
    let house = House::start().await;
    let cable = Cable::to(house.addr()).await;
    let direct = format!("http://{}", house.addr());
    let maria = Device::of(house.maria, &direct).await;
    let ana = Device::of(house.ana, &cable.url()).await;
    let opened = maria.engine().open_conversation(house.secretaria, house.joao, "um").await.unwrap();
    let id = opened.conversation_id;
    let list = List::Channel(house.secretaria);
    ana.until("the row", async |_| ana.list(list).await.rows.pop()).await;
    ana.reads(id, &["um"]).await;
    cable.cut();
    ana.offline().await;
    ana.engine().send_message(id, "três", None).await.unwrap();
    ana.engine().save_draft(id, "quatro".into()).await.unwrap();
    maria.engine().send_message(id, "dois", None).await.unwrap();
    maria.until("sent", async |engine| engine.outbox().await.unwrap().is_empty().then_some(())).await;
    let (school, everything) = (house.school, conversas_domain::entry::Seq(1_000));
    let pruned =
        house.server().store().write(Lane::Any, move |tx| ledger::prune_events(tx, school, everything)).await;
    pruned.unwrap();

    cable.lead_to(house.addr());
    ana.engine().retry();
    ana.reads(id, &["um", "dois", "três"]).await;
    assert_eq!(ana.engine().conversation(id).await.unwrap().draft, "quatro");
}

#[tokio::test]
async fn a_device_that_was_away_for_longer_than_the_log_goes_back_loses_nothing() {
    let clock = ManualClock::at(Moment(1_764_460_800_000));
    let house = House::with_clock(Clock::Manual(clock.clone())).await;
    let cable = Cable::to(house.addr()).await;
    let maria = Device::of(house.maria, &format!("http://{}", house.addr())).await;
    let ana = Device::of(house.ana, &cable.url()).await;
    let opened = maria.engine().open_conversation(house.secretaria, house.joao, "um").await.unwrap();
    let id = opened.conversation_id;
    ana.reads(id, &["um"]).await;
    cable.cut();
    ana.offline().await;
    ana.engine().send_message(id, "três", None).await.unwrap();
    ana.engine().save_draft(id, "quatro".into()).await.unwrap();
    maria.engine().send_message(id, "dois", None).await.unwrap();
    maria.until("sent", async |engine| engine.outbox().await.unwrap().is_empty().then_some(())).await;
    // The next day marks the log's place; seventy days later the log does not go back so far.
    for days in [1, 70] {
        clock.advance(days * DAY);
        house.server().keep_house().await;
    }
    let (addr, token) = (house.addr(), maria.token());
    let first = format!("GET /v1/sync?cursor={}.1", house.school);
    let (status, body) = raw::ask(addr, &token, &first, "").await;
    assert!(status == 410 && body.contains("cursor_expired"), "{status} {body}");
    cable.lead_to(house.addr());
    ana.engine().retry();
    ana.reads(id, &["um", "dois", "três"]).await;
    assert_eq!(ana.engine().conversation(id).await.unwrap().draft, "quatro");
}
