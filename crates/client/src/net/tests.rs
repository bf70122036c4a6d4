//! Checks every request of the client against every answer that may come from a network.
//!
//! `versions`: answers of a newer server.

use std::net::SocketAddr;

use conversas_domain::attachment::{FileName, FileType, Media};
use conversas_domain::moment::Moment;
use conversas_protocol::{ActAs, FileLink, FinishTicket, INSTALLATION_HEADER, Op, UploadRequest};
use conversas_testkit::tls::{AUTHORITY, Certificate};
use conversas_testkit::{Portal, Reply, Says, fresh, installation};

use super::*;

mod versions;

/// An address at which nothing listens.
const NOWHERE: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(std::net::Ipv4Addr::LOCALHOST), 9);
const PAGE: &str = "<!DOCTYPE html><html><body>Entre para navegar</body></html>";
const JSON: &str = "application/json";

fn remote(url: &str) -> Remote {
    let base = address::parse(url).expect("an address");
    Remote::new(Line::new(Http::new(&[AUTHORITY.to_vec()]), base, Some(installation())), "t".repeat(64))
}

/// Finds the server and signs in, as a device does.
async fn entered(http: &Http, typed: &Url, request: &SignIn) -> Result<()> {
    let (line, _) = find(http, typed).await?;
    sign_in(&line, request).await.map(drop)
}

/// Makes every request that a device makes, one after the other: its name, and what it ended with.
async fn every_request(remote: &Remote) -> Vec<(&'static str, Result<()>)> {
    let request = SignIn {
        email: "a@b".into(),
        password: "segredo".into(),
        device_name: String::new(),
        device_secret: None,
        act_as: ActAs::First,
    };
    let base = remote.line().base();
    let http = Http::new(&[AUTHORITY.to_vec()]);
    let upload = UploadRequest {
        id: fresh(),
        name: FileName::of("a", FileType::Pdf),
        file_type: FileType::Pdf,
        sha256: String::new(),
        media: Media::Document,
    };
    let op = OpRequest {
        op_id: fresh(),
        written_at: Moment(1),
        op: Op::FinishTicket(FinishTicket { conversation_id: fresh(), ticket_id: fresh() }),
    };
    let link = FileLink { url: "/v1/attachments/x/file?until=1&seal=2".into(), expires_at: Moment(1) };
    let cursor = Cursor("c".into());
    vec![
        ("sign in", entered(&http, &base, &request).await),
        ("sign out", remote.sign_out().await),
        ("directory", remote.directory().await.map(drop)),
        ("bootstrap", remote.bootstrap(None, None, 1).await.map(drop)),
        ("sync", remote.sync(&cursor, 0, 0, 1).await.map(drop)),
        ("entries", remote.entries(fresh(), Seq(1), 1).await.map(drop)),
        ("presence", remote.presence(&Whereabouts { at: None }).await),
        ("op", remote.op(&op).await.map(drop)),
        ("begin an upload", remote.begin_upload(&upload, 1).await),
        ("where an upload stands", remote.upload(fresh()).await.map(drop)),
        ("upload", remote.upload_piece(fresh(), 0, vec![1]).await.map(drop)),
        ("end an upload", remote.end_upload(fresh()).await),
        ("link", remote.file_link(fresh()).await.map(drop)),
        ("file", remote.download(&link, 0).await.map(drop)),
        ("rest of a file", remote.download(&link, 5).await.map(drop)),
    ]
}

/// Answers of portals, proxies, firewalls and wrong addresses.
fn answers() -> Vec<Says> {
    let statuses = [
        200, 201, 202, 204, 206, 300, 302, 304, 308, 400, 401, 402, 403, 404, 405, 407, 408, 409, 410, 413,
        415, 416, 422, 426, 429, 451, 500, 501, 502, 503, 504, 511, 599,
    ];
    let bodies = [
        ("text/html", PAGE),
        ("text/plain", ""),
        (JSON, r#"{"error":"unauthorized"}"#),
        (JSON, r#"{"code":"session_revoked","message":"not by us"}"#),
        (JSON, r#"{"code":"not_found","message":"not by us"}"#),
        (JSON, "[]"),
    ];
    let mut all = vec![Says::Cuts, Says::BreaksOff(Reply::new(200, JSON, PAGE))];
    for status in statuses {
        for (kind, body) in bodies {
            all.push(Says::Answers(Reply::new(status, kind, body)));
        }
        all.push(Says::Answers(
            Reply::new(status, JSON, "{}").with(INSTALLATION_HEADER, "not an identifier"),
        ));
        let strange = Reply::new(status, JSON, r#"{"code":"not_found","message":"of another installation"}"#);
        all.push(Says::Answers(
            strange.with(INSTALLATION_HEADER, fresh::<conversas_domain::ids::SchoolId>().to_string()),
        ));
    }
    for status in [301, 302, 303, 307, 308] {
        for to in [
            "http://127.0.0.2:9/",
            "https://other.invalid/v1/sync",
            "/login",
            "//other.invalid",
            "data:,x",
            "",
        ] {
            all.push(Says::Answers(Reply::redirect(status, to)));
        }
    }
    all
}

#[tokio::test]
async fn what_is_not_said_by_the_installation_that_was_signed_in_to_is_never_its_word() {
    let portal = Portal::to(NOWHERE).await;
    let answers = answers();
    assert!(answers.len() > 250);
    for says in answers {
        portal.says(says.clone());
        let remote = remote(&portal.url());
        let before = remote.line().known().borrow().clone();
        for (name, outcome) in every_request(&remote).await {
            let what = format!("{says:?} to “{name}”: {outcome:?}");
            // A sign-in knows no installation yet: another server's answer may count.
            let may_refuse = name == "sign in";
            match outcome.expect_err(&what) {
                NetError::Offline | NetError::NotAServer => {}
                NetError::Refused { .. } if may_refuse => {}
                other => panic!("{what}: {other:?}"),
            }
        }
        assert_eq!(*remote.line().known().borrow(), before, "{says:?}");
        assert_eq!(
            portal.routes().iter().any(|route| route == "POST /v1/sessions"),
            {
                // A password is told only where a Conversas server has answered.
                matches!(&says, Says::Answers(reply) if reply.status != 404 && !(300..400).contains(&reply.status)
                && reply.headers.iter().any(|(name, value)| *name == INSTALLATION_HEADER && value.len() == 36))
            },
            "{says:?}"
        );
    }
}

#[tokio::test]
async fn only_the_own_installation_ends_a_session_and_another_one_only_locks_it() {
    let portal = Portal::to(NOWHERE).await;
    let (own, strange) = (installation().to_string(), fresh::<conversas_domain::ids::SchoolId>().to_string());
    for (status, code, said_by, expected) in [
        (401, "session_revoked", &own, Some("revoked")),
        (401, "session_unknown", &own, Some("unknown")),
        (401, "session_revoked", &strange, Some("unknown")),
        (401, "session_unknown", &strange, Some("unknown")),
        (403, "session_revoked", &own, None),
        (200, "session_revoked", &own, None),
        (401, "unauthorized", &own, None),
    ] {
        let body = format!(r#"{{"code":"{code}","message":""}}"#);
        portal
            .says(Says::Answers(Reply::new(status, JSON, &body).with(INSTALLATION_HEADER, said_by.as_str())));
        let remote = remote(&portal.url());
        let outcome = remote.directory().await.map(drop);
        let end = match outcome {
            Err(NetError::SessionEnded(SessionEnd::Revoked(_))) => Some("revoked"),
            Err(NetError::SessionEnded(SessionEnd::Unknown)) => Some("unknown"),
            Err(_) => None,
            Ok(()) => panic!("{code}"),
        };
        assert_eq!(end, expected, "{status} {code} by {said_by}");
        assert_eq!(remote.line().known().borrow().end.is_some(), expected.is_some());
        // An answer to HEAD has no body that could name the reason.
        assert_eq!(
            remote.upload(fresh()).await.err().filter(|_| status >= 400),
            (status >= 400).then_some(NetError::Offline)
        );
    }
}

#[tokio::test]
async fn a_profile_that_knows_no_installation_locks_until_it_has_learned_it() {
    let portal = Portal::to(NOWHERE).await;
    let own = installation().to_string();
    let revoked = Reply::new(401, JSON, r#"{"code":"session_revoked","message":""}"#);
    portal.says(Says::Answers(revoked.with(INSTALLATION_HEADER, own.as_str())));
    let base = address::parse(&portal.url()).expect("an address");
    let remote = Remote::new(Line::new(Http::new(&[]), base, None), "t".into());
    let first = remote.directory().await.map(drop);
    assert_eq!(first, Err(NetError::SessionEnded(SessionEnd::Unknown)));
    portal.says(Says::Answers(Reply::new(204, JSON, "").with(INSTALLATION_HEADER, own)));
    remote.presence(&Whereabouts { at: None }).await.expect("a server of ours");
    assert_eq!(remote.line().known().borrow().installation, Some(installation()));
}

#[tokio::test]
async fn a_certificate_that_does_not_hold_is_told_by_name_and_nothing_is_said_to_its_server() {
    for (certificate, fault) in [
        (Certificate::Expired, CertificateFault::Expired),
        (Certificate::NotYet, CertificateFault::NotYet),
        (Certificate::Stranger, CertificateFault::Untrusted),
    ] {
        let portal = Portal::with_tls(NOWHERE, certificate).await;
        portal.says(Says::Answers(Reply::new(200, JSON, "{}")));
        for (name, outcome) in every_request(&remote(&portal.url())).await {
            assert_eq!(outcome, Err(NetError::Certificate(fault)), "{name}");
        }
        assert!(portal.routes().is_empty());
    }
    let portal = Portal::with_tls(NOWHERE, Certificate::Good).await;
    portal
        .says(Says::Answers(Reply::new(204, JSON, "").with(INSTALLATION_HEADER, installation().to_string())));
    assert_eq!(remote(&portal.url()).presence(&Whereabouts { at: None }).await, Ok(()));
    // Only an authority that was given, or is the system's, is trusted.
    let base = address::parse(&portal.url()).expect("an address");
    let stranger = Remote::new(Line::new(Http::new(&[]), base, None), "t".into());
    let outcome = stranger.presence(&Whereabouts { at: None }).await;
    assert_eq!(outcome, Err(NetError::Certificate(CertificateFault::Untrusted)));
}

#[tokio::test]
async fn a_redirect_to_https_of_the_same_host_is_followed_by_every_request_and_remembered() {
    let secure = Portal::with_tls(NOWHERE, Certificate::Good).await;
    let own = || Reply::new(204, JSON, "").with(INSTALLATION_HEADER, installation().to_string());
    for status in [301, 302, 303, 307, 308] {
        let plain = Portal::to(NOWHERE).await;
        secure.says(Says::Answers(own()));
        let to = format!("{}/v1/presence", secure.url());
        plain.says(Says::Answers(Reply::redirect(status, &to)));
        let remote = remote(&plain.url());
        assert_eq!(remote.presence(&Whereabouts { at: None }).await, Ok(()), "{status}");
        assert_eq!(secure.routes(), ["PUT /v1/presence"], "the same method");
        assert_eq!(remote.line().base().as_str().trim_end_matches('/'), secure.url());
        assert_eq!(remote.presence(&Whereabouts { at: None }).await, Ok(()));
        assert_eq!(plain.met("PUT /v1/presence"), 1, "it is not asked again");
    }
    // A redirect to something that is no Conversas server is not remembered.
    let plain = Portal::to(NOWHERE).await;
    secure.says(Says::Answers(Reply::new(200, "text/html", PAGE)));
    plain.says(Says::Answers(Reply::redirect(308, &format!("{}/v1/presence", secure.url()))));
    let remote = remote(&plain.url());
    assert_eq!(remote.presence(&Whereabouts { at: None }).await, Err(NetError::NotAServer));
    assert_eq!(remote.line().base().as_str().trim_end_matches('/'), plain.url());
}

#[tokio::test]
async fn a_locked_session_asks_nothing() {
    let portal = Portal::to(NOWHERE).await;
    portal.says(Says::Cuts);
    let locked = Remote::locked(remote(&portal.url()).line().clone());
    for (name, outcome) in every_request(&locked).await.into_iter().skip(1) {
        assert_eq!(outcome, Err(NetError::Locked), "{name}");
    }
    assert_eq!(portal.routes(), ["GET /v1/directory"], "that of signing in");
}
