//! The security log: events with person and address, without names and e-mails.

use axum::body::Body;
use axum::http::{Method, Request, header};
use conversas_domain::attachment::FileType;
use conversas_protocol::SignIn;

use super::logs::Lines;
use crate::buckets::Rate;
use crate::fixture::House;

async fn sign_in(house: &House, email: &str) {
    let asked = SignIn {
        email: email.into(),
        password: "senha errada".into(),
        device_name: "segredo".into(),
        device_secret: Some("segredo".into()),
        act_as: Default::default(),
    };
    let request = Request::post("/v1/sessions")
        .header(header::CONTENT_TYPE, "application/json")
        .header("x-forwarded-for", "203.0.113.77")
        .body(Body::from(serde_json::to_vec(&asked).unwrap()));
    house.raw(request.unwrap()).await;
}

/// The lines of the security log with this event.
fn lines<'a>(log: &'a str, event: &str) -> Vec<&'a str> {
    log.lines().filter(|line| line.contains(" security: ") && line.contains(event)).collect()
}

#[tokio::test]
async fn an_attack_leaves_traces_and_nobodys_name_or_email() {
    let heard = Lines::default();
    // With one subscriber alone, other tests' threads, which have none, would decide what is worth logging.
    let _second = tracing::Dispatch::new(tracing::subscriber::NoSubscriber::default());
    let _guard = heard.hear();
    let house = House::told(|config| {
        config.proxies.trusted = vec!["127.0.0.1".parse().unwrap()];
        config.people.operations = Rate::new(5, 1);
    })
    .await;
    for _ in 0..6 {
        sign_in(&house, "rita@escola.example").await;
    }
    sign_in(&house, "RITA@escola.example").await;
    sign_in(&house, "ninguem@escola.example").await;
    let request = Request::get("/v1/directory").header(header::AUTHORIZATION, "Bearer 0123");
    let request = request.header("x-forwarded-for", "203.0.113.78").body(Body::empty());
    house.raw(request.unwrap()).await;
    let conversation = house.conversation().await;
    let file = house.file(&house.juliana, "segredo.pdf", FileType::Pdf).await;
    house.send_file(&house.juliana, conversation, file).await;
    house.refused(&house.camila, &format!("/v1/attachments/{file}/link")).await;
    house.refused(&house.juliana, &format!("/v1/attachments/{file}/file?until=1&seal=00")).await;
    house.ask::<()>(Some(&house.ana.token), Method::DELETE, "/v1/sessions/current", None).await;
    house.refused(&house.ana, "/v1/directory").await;
    let mark = serde_json::json!({
        "op_id": crate::fixture::id::<conversas_domain::ids::OpId>(), "written_at": 0,
        "op": {"type": "mark_read", "conversation_id": conversation, "seq": 1},
    });
    for _ in 0..8 {
        house.ask(Some(&house.rita.token), Method::POST, "/v1/ops", Some(&mark)).await;
    }
    house.inbox(&house.helena).await;
    let log = heard.text();
    let refused = lines(&log, "sign_in_refused");
    assert_eq!(refused.len(), 6, "five and the other account: {log}");
    assert!(refused.iter().all(|line| line.contains("203.0.113.77")));
    let account = |line: &str| line.split("account=").nth(1).unwrap().split(' ').next().unwrap().to_owned();
    assert_eq!(account(refused[0]), account(refused[4]));
    assert_ne!(account(refused[0]), account(refused[5]));
    let slowed = lines(&log, "sign_in_slowed");
    assert_eq!(slowed.len(), 2);
    assert!(slowed.iter().all(|line| line.contains("of=\"account_from_origin\"")), "{log}");
    assert_eq!(account(slowed[1]), account(refused[0]), "whatever the case of its letters");
    assert!(lines(&log, "session_unknown")[0].contains("203.0.113.78"));
    assert_eq!(lines(&log, "session_revoked").len(), 1, "{log}");
    let links = lines(&log, "link_refused");
    assert!(links[0].contains(&house.camila.id().to_string()) && links[0].contains(&file.to_string()));
    assert!(links[1].contains(&house.juliana.id().to_string()));
    assert!(lines(&log, "session_ended")[0].contains(&house.ana.id().to_string()));
    assert!(lines(&log, "looked_into")[0].contains(&house.helena.id().to_string()));
    let limits = lines(&log, "limit_hit");
    assert_eq!(limits.len(), 1, "told once");
    assert!(limits[0].contains("operations") && limits[0].contains(&house.rita.id().to_string()));
    for secret in ["escola.example", "ESCOLA", "segredo", "senha errada", "Juliana", "Theo"] {
        assert!(!log.contains(secret), "{secret} in {log}");
    }
}
