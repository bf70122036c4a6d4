//! A service episode from the first question to the survey, through the list of commands.

use conversas_domain::csat::Rating;
use conversas_domain::ids::{ConversationId, TicketId};
use conversas_domain::ticket::Status;
use conversas_host::Host;
use conversas_ipc::{
    AddGuardian, AnswerCsat, AssignTicket, ConversationDetail, ConversationQuery, Delivery, Envelope, Event,
    FailureCode, FinishTicket, ForgetRescued, ForwardMessages, ItemKind, PresentItem, RefusedAct,
    RescuedQuery, TellPresence, WriteNote,
};
use conversas_server::ledger;
use conversas_server::store::Lane;
use conversas_testkit::House;
use futures_util::{Stream, StreamExt};

use super::{call, sign_in, thread, until, window, writes_first};

async fn detail(host: &Host, id: ConversationId) -> ConversationDetail {
    call(host, ConversationQuery { id }).await.unwrap()
}

/// The next event that says who is in a conversation.
async fn hears_who_is_there(
    events: &mut (impl Stream<Item = Envelope> + Unpin),
) -> (ConversationId, Vec<PresentItem>) {
    let told = async {
        loop {
            let told = events.next().await.expect("the host is open");
            if let Event::PresenceChanged { conversation_id, present } = told.event {
                break (conversation_id, present);
            }
        }
    };
    tokio::time::timeout(std::time::Duration::from_secs(40), told).await.expect("it is told")
}

/// The family answers the survey; a second answer is refused.
async fn rates_once(host: &Host, conversation_id: ConversationId, ticket_id: TicketId) {
    let rating = Rating::try_from(5).unwrap();
    let answer = AnswerCsat { conversation_id, ticket_id, rating, comment: "Ótimo".into() };
    call(host, answer.clone()).await.unwrap();
    let ticket = detail(host, conversation_id).await.ticket;
    assert_eq!((ticket.csat_open_until, ticket.csat.map(|csat| csat.rating)), (None, Some(rating)));
    assert_eq!(call(host, answer).await.unwrap_err().code, FailureCode::SurveyClosed);
}

#[tokio::test]
async fn a_whole_service_goes_through_the_list_of_commands() {
    let house = House::start().await;
    let server = format!("127.0.0.1:{}", house.addr().port());
    let (family, staff, colleague) = (window(None).await, window(None).await, window(None).await);
    let mut family_events = Box::pin(family.host.subscribe());
    let mut staff_events = Box::pin(staff.host.subscribe());
    for (window, person) in [(&family, house.maria), (&staff, house.ana), (&colleague, house.bruno)] {
        sign_in(window, person, &server).await.unwrap();
    }
    let id = writes_first(&family.host, (house.secretaria, house.joao), "Bom dia!").await;
    let message = until(&mut staff_events, async || {
        if call(&staff.host, ConversationQuery { id }).await.is_err() {
            return None;
        }
        let items = thread(&staff.host, id).await;
        items.into_iter().find(|item| matches!(item.kind, ItemKind::Message { .. }))
    })
    .await;
    let known = detail(&staff.host, id).await;
    let names: Vec<_> = known.colleagues.iter().map(|it| (it.name.as_str(), it.is_me)).collect();
    assert_eq!(names, [("Ana Lima", true), ("Bruno Reis", false)]);
    assert_eq!(known.targets.iter().map(|it| it.name.as_str()).collect::<Vec<_>>(), ["Financeiro"]);
    assert!(known.is_member && known.addable.is_empty());
    let ticket_id = known.ticket.id;

    let mentions = vec![house.bruno.id];
    call(&staff.host, WriteNote { conversation_id: id, text: "@Bruno Reis veja".into(), mentions })
        .await
        .unwrap();
    let person_id = Some(house.ana.id);
    call(&staff.host, AssignTicket { conversation_id: id, ticket_id, person_id }).await.unwrap();
    let forward = ForwardMessages {
        conversation_id: id,
        channel_id: house.financeiro,
        entries: vec![message.id],
        note: String::new(),
    };
    call(&staff.host, forward).await.unwrap();
    let pending = thread(&staff.host, id).await;
    let is_forward = |item: &&conversas_ipc::ThreadItem| matches!(&item.kind, ItemKind::ForwardedAway { channel, count: 1, has_note: false } if channel == "Financeiro");
    let item = pending.iter().find(is_forward).expect("it stands there at once");
    assert!(item.author.is_me && item.delivery != Some(Delivery::Read));
    call(&colleague.host, TellPresence { conversation_id: Some(id), writing: true }).await.unwrap();
    let (at, present) = hears_who_is_there(&mut staff_events).await;
    let who: Vec<_> = present.iter().map(|it| (it.name.as_str(), it.writing)).collect();
    assert_eq!((at, who), (id, vec![("Bruno Reis", true)]));
    until(&mut staff_events, async || {
        let known = detail(&staff.host, id).await;
        let there = known.present.first().is_some_and(|it| it.writing && it.name == "Bruno Reis");
        let taken = known.ticket.assignee.is_some_and(|it| it.is_me);
        let settled = thread(&staff.host, id).await.iter().all(|item| match &item.kind {
            ItemKind::Note { mentions, .. } => mentions[0].name == "Bruno Reis" && !mentions[0].is_me,
            ItemKind::ForwardedAway { .. } => item.delivery.is_none(),
            _ => true,
        });
        (there && taken && settled).then_some(())
    })
    .await;

    let known = detail(&family.host, id).await;
    assert!(!known.is_member && known.colleagues.is_empty() && known.present.is_empty());
    assert!(known.targets.is_empty() && known.ticket.assignee.is_none());
    assert_eq!(known.addable.iter().map(|it| it.name.as_str()).collect::<Vec<_>>(), ["Paulo Ávila"]);
    call(&family.host, AddGuardian { conversation_id: id, person_id: house.paulo.id }).await.unwrap();
    call(&staff.host, FinishTicket { conversation_id: id, ticket_id }).await.unwrap();
    until(&mut family_events, async || {
        let known = detail(&family.host, id).await;
        let asked = known.ticket.status == Status::Finished && known.ticket.csat_open_until.is_some();
        (asked && known.guardians.len() == 2).then_some(())
    })
    .await;
    rates_once(&family.host, id, ticket_id).await;
    until(&mut staff_events, async || {
        let csat = detail(&staff.host, id).await.ticket.csat?;
        (csat.comment == "Ótimo").then_some(())
    })
    .await;
    assert!(call(&staff.host, RescuedQuery {}).await.unwrap().is_empty());
    call(&staff.host, ForgetRescued { last: 0 }).await.unwrap();
}

#[tokio::test]
async fn what_is_refused_later_is_told_with_what_and_why() {
    let house = House::start().await;
    let cable = conversas_testkit::Cable::to(house.addr()).await;
    let (family, staff) = (window(None).await, window(None).await);
    sign_in(&family, house.maria, &format!("127.0.0.1:{}", house.addr().port())).await.unwrap();
    let mut events = Box::pin(staff.host.subscribe());
    sign_in(&staff, house.ana, &cable.url()).await.unwrap();
    let id = writes_first(&family.host, (house.secretaria, house.joao), "Bom dia!").await;
    let known = until(&mut events, async || call(&staff.host, ConversationQuery { id }).await.ok()).await;
    cable.cut();
    let ticket_id = known.ticket.id;
    let assign = AssignTicket { conversation_id: id, ticket_id, person_id: Some(house.bruno.id) };
    call(&staff.host, assign).await.unwrap();
    assert_eq!(detail(&staff.host, id).await.ticket.assignee.unwrap().name, "Bruno Reis");
    let (person, channel) = (house.bruno.id, house.secretaria);
    house
        .server()
        .store()
        .write(Lane::Any, move |tx| ledger::remove_member(tx, person, channel))
        .await
        .unwrap();
    cable.lead_to(house.addr());
    call(&staff.host, conversas_ipc::Retry {}).await.unwrap();
    let told = async {
        loop {
            if let Some(Event::Refused { target, what, reason }) =
                events.next().await.map(|envelope| envelope.event)
            {
                break (target, what, reason);
            }
        }
    };
    let told = tokio::time::timeout(std::time::Duration::from_secs(40), told).await.expect("it is told");
    assert_eq!(told, (id.into(), RefusedAct::Assign, conversas_domain::rejection::Rejection::NotAMember));
    assert!(detail(&staff.host, id).await.ticket.assignee.is_none(), "as it was");
}
