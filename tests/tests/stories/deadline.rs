//! The time in which a survey can be answered (rule 13).

use std::sync::Arc;

use conversas_client::{Clock, Event, RefusedAct};
use conversas_domain::csat::Rating;
use conversas_domain::moment::{DAY, Moment};
use conversas_domain::rejection::Rejection;
use conversas_domain::ticket::Status;
use conversas_server::ManualClock;
use conversas_testkit::{Cable, Device, House, Opening};

use super::scene::{direct, finish, has_status, hears, sent, ticket};

/// A clock that the family shares with the server.
struct Shared(ManualClock);

impl Clock for Shared {
    fn now(&self) -> Moment {
        conversas_server::Clock::Manual(self.0.clone()).now()
    }
}

#[tokio::test]
async fn rule_13_a_survey_is_open_for_seven_days_and_an_answer_given_in_time_may_arrive_later() {
    let clock = ManualClock::at(Moment(1_800_000_000_000));
    let house = House::with_clock(conversas_server::Clock::Manual(clock.clone())).await;
    let cable = Cable::to(house.addr()).await;
    let maria = Device::with_clock(Arc::new(Shared(clock.clone()))).await;
    maria.sign_in(house.maria, &cable.url()).await;
    let ana = Device::of(house.ana, &direct(&house)).await;
    let opened = maria.engine().open_conversation(house.secretaria, house.joao, "Bom dia!").await.unwrap();
    let id = opened.conversation_id;
    sent(&maria).await;
    ana.reads(id, &["Bom dia!"]).await;
    let first = ticket(&ana, id).await;
    finish(&ana, id).await;
    has_status(&maria, id, 1, Status::Finished).await;
    maria.engine().start_ticket(id, "Mais uma").await.unwrap();
    has_status(&ana, id, 2, Status::Pending).await;
    finish(&ana, id).await;
    has_status(&maria, id, 2, Status::Finished).await;
    let second = ticket(&maria, id).await;

    cable.cut();
    maria.offline().await;
    clock.advance(6 * DAY);
    let stars = Rating::try_from(3).unwrap();
    maria.engine().answer_csat(id, first, stars, "").await.unwrap();
    clock.advance(2 * DAY);
    maria.engine().answer_csat(id, second, stars, "").await.unwrap();
    let mut events = maria.engine().subscribe();
    cable.lead_to(house.addr());
    maria.engine().retry();
    let refused = hears(&mut events, |event| match event {
        Event::Refused { act, reason, .. } => Some((act, reason)),
        _ => None,
    });
    assert_eq!(refused.await, (RefusedAct::AnswerCsat, Rejection::SurveyClosed));
    sent(&maria).await;
    for device in [&maria, &ana] {
        let answered = async |engine: &conversas_client::Engine| {
            let view = engine.conversation(id).await.ok()?.view;
            let of =
                |ticket: &conversas_protocol::TicketView| ticket.ticket.csat.as_ref().map(|csat| csat.rating);
            (of(&view.earlier[0]) == Some(stars) && of(&view.ticket).is_none()).then_some(())
        };
        device.until("the first answer alone", answered).await;
    }
}
