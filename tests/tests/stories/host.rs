//! The same stories through the list of commands, as an interface uses it.

use conversas_domain::filter::InboxFilter;
use conversas_domain::ids::{ChannelId, ConversationId, StudentId};
use conversas_domain::inbox::Order;
use conversas_domain::ticket::Status;
use conversas_host::{Host, HostConfig};
use conversas_ipc::{
    BeginConversation, Command, ConversationQuery, Delivery, Envelope, Event, Failure, FailureCode,
    InboxQuery, ItemKind, MarkRead, Preferences, PreferencesQuery, SavePreferences, SendMessage, Session,
    SessionQuery, SignIn, SignOut, ThreadItem, ThreadQuery, ThreadWindow, Unsent, dispatch,
};
use conversas_testkit::house::{PASSWORD, Person};
use conversas_testkit::{Cable, House};
use futures_util::{Stream, StreamExt};
use tempfile::TempDir;

mod closing;
mod files;
mod growing;
mod loss;
mod recording;
mod service;

/// Runs a command as the bridge and the shell do: by name, as JSON.
async fn call<C: Command>(host: &Host, command: C) -> Result<C::Answer, Failure> {
    let body = serde_json::to_value(command).unwrap();
    let answer = dispatch(host, C::NAME, body).await?;
    Ok(serde_json::from_value(answer).unwrap())
}

/// A family writes the first message to a channel about a student, as the page does.
pub(super) async fn writes_first(
    host: &Host,
    (channel_id, student_id): (ChannelId, StudentId),
    text: &str,
) -> ConversationId {
    let begun = call(host, BeginConversation { channel_id, student_id }).await.unwrap();
    let conversation_id = begun.conversation_id;
    let message = SendMessage { conversation_id, text: text.into(), seen: None, ticket_id: None };
    call(host, message).await.unwrap();
    conversation_id
}

pub(super) struct Window {
    pub(super) host: Host,
    _folder: TempDir,
}

pub(super) async fn window(server_hint: Option<String>) -> Window {
    let folder = TempDir::new().unwrap();
    let config = HostConfig {
        server_hint,
        secrets: conversas_client::SecretsPolicy::File,
        ..HostConfig::new(folder.path())
    };
    Window { host: Host::open(config).await.unwrap(), _folder: folder }
}

pub(super) async fn sign_in(window: &Window, person: Person, server: &str) -> Result<Session, Failure> {
    let request = SignIn {
        server: server.to_owned(),
        email: person.email(),
        password: PASSWORD.to_owned(),
        discard_unsent: false,
        act_as: None,
    };
    call(&window.host, request).await
}

/// Waits, event by event, until `check` answers something.
async fn until<T>(
    events: &mut (impl Stream<Item = Envelope> + Unpin),
    check: impl AsyncFn() -> Option<T>,
) -> T {
    let waiting = async {
        loop {
            if let Some(found) = check().await {
                return found;
            }
            events.next().await.expect("the host is open");
        }
    };
    tokio::time::timeout(std::time::Duration::from_secs(40), waiting).await.expect("it happens soon")
}

async fn thread(host: &Host, conversation_id: conversas_domain::ids::ConversationId) -> Vec<ThreadItem> {
    let query = ThreadQuery { conversation_id, window: ThreadWindow::Latest, limit: 50 };
    call(host, query).await.unwrap().items
}

#[tokio::test]
async fn two_windows_talk_through_the_list_of_commands() {
    let house = House::start().await;
    let server = format!("127.0.0.1:{}", house.addr().port());
    let family = window(None).await;
    let staff = window(Some(server.clone())).await;
    let Session::SignedOut(hint) = call(&staff.host, SessionQuery {}).await.unwrap() else { panic!() };
    assert_eq!((hint.server.as_str(), hint.was_revoked), (server.as_str(), false));
    let mut family_events = Box::pin(family.host.subscribe());
    let mut staff_events = Box::pin(staff.host.subscribe());
    let Session::SignedIn(maria) = sign_in(&family, house.maria, &server).await.unwrap() else { panic!() };
    assert_eq!((maria.school.as_str(), maria.students.len(), maria.channels.len()), ("Colégio Teste", 2, 2));
    sign_in(&staff, house.ana, &server).await.unwrap();

    let id = writes_first(&family.host, (house.secretaria, house.joao), "Bom dia!").await;
    let query = InboxQuery {
        channel_id: Some(house.secretaria),
        filter: InboxFilter::default(),
        name: String::new(),
        student_id: None,
        order: Order::default(),
        after: None,
        skip: 0,
        limit: 50,
    };
    let row =
        until(&mut staff_events, async || call(&staff.host, query.clone()).await.unwrap().rows.pop()).await;
    assert_eq!((row.id, row.status, row.channel.as_str()), (id, Status::Pending, "Secretaria"));
    let message = until(&mut staff_events, async || {
        let items = thread(&staff.host, id).await;
        items.into_iter().find(|item| matches!(item.kind, ItemKind::Message { .. }))
    })
    .await;
    assert!(!message.author.is_me && message.author.relationship.is_some());
    let read = MarkRead { conversation_id: id, position: message.position };
    call(&staff.host, read).await.unwrap();
    until(&mut family_events, async || {
        let items = thread(&family.host, id).await;
        items.into_iter().find(|item| item.delivery == Some(Delivery::Read))
    })
    .await;
    let answer = SendMessage {
        conversation_id: id,
        text: "Bom dia, Maria.".into(),
        seen: Some(message.position),
        ticket_id: None,
    };
    call(&staff.host, answer).await.unwrap();
    until(&mut family_events, async || {
        let detail = call(&family.host, ConversationQuery { id }).await.unwrap();
        (detail.ticket.status == Status::InProgress && detail.unread == 1).then_some(())
    })
    .await;
}

#[tokio::test]
async fn events_are_numbered_from_zero_without_gaps_even_after_falling_behind() {
    let house = House::start().await;
    let cable = Cable::to(house.addr()).await;
    let family = window(None).await;
    let mut events = Box::pin(family.host.subscribe());
    sign_in(&family, house.maria, &cable.url()).await.unwrap();
    let id = writes_first(&family.host, (house.secretaria, house.joao), "Bom dia!").await;
    let shown = Preferences { conversation_id: Some(id), ..Preferences::default() };
    call(&family.host, SavePreferences { preferences: shown }).await.unwrap();
    // The changes are more than the stream holds for a sleeping subscriber.
    for number in 0..400 {
        let note =
            SendMessage { conversation_id: id, text: format!("{number}"), seen: None, ticket_id: None };
        call(&family.host, note).await.unwrap();
    }
    let mut seen = Vec::new();
    let collecting = async {
        while let Some(envelope) = events.next().await {
            assert_eq!(envelope.index, seen.len() as u64);
            seen.push(envelope.event);
            let told = |event: &Event| matches!(event, Event::ThreadChanged { conversation_id } if *conversation_id == id);
            if seen.contains(&Event::SessionChanged) && seen.iter().any(told) && seen.len() > 50 {
                break;
            }
        }
    };
    tokio::time::timeout(std::time::Duration::from_secs(40), collecting).await.expect("events come");
}

#[tokio::test]
async fn what_cannot_be_done_has_a_code_of_its_own() {
    let house = House::start().await;
    let cable = Cable::to(house.addr()).await;
    let one = window(None).await;
    let failed = |outcome: Result<Session, Failure>| outcome.expect_err("it cannot work").code;
    assert_eq!(failed(sign_in(&one, house.ana, "not an address").await), FailureCode::BadAddress);
    assert_eq!(failed(sign_in(&one, house.ana, "http://127.0.0.1:1").await), FailureCode::Offline);
    let wrong = SignIn {
        server: cable.url(),
        email: house.ana.email(),
        password: "errada".into(),
        discard_unsent: false,
        act_as: None,
    };
    assert_eq!(failed(call(&one.host, wrong).await), FailureCode::BadCredentials);
    let other = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = other.local_addr().unwrap().to_string();
    tokio::spawn(async move {
        use tokio::io::{AsyncReadExt, AsyncWriteExt};
        let (mut stream, _) = other.accept().await.unwrap();
        let _ = stream.read(&mut [0; 4_096]).await;
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nhi").await;
    });
    assert_eq!(failed(sign_in(&one, house.ana, &address).await), FailureCode::NotAServer);
    let unknown = call(&one.host, ConversationQuery { id: conversas_testkit::fresh() }).await;
    assert_eq!(unknown.unwrap_err().code, FailureCode::SignedOut);
    let unknown = dispatch(&one.host, "no_such_command", serde_json::Value::Null).await;
    assert_eq!(unknown.unwrap_err().code, FailureCode::BadRequest);

    sign_in(&one, house.maria, &cable.url()).await.unwrap();
    let unknown = call(&one.host, ConversationQuery { id: conversas_testkit::fresh() }).await;
    assert_eq!(unknown.unwrap_err().code, FailureCode::NotFound);
    cable.cut();
    let id = writes_first(&one.host, (house.secretaria, house.joao), "Bom dia!").await;
    let long = SendMessage { conversation_id: id, text: "a".repeat(10_001), seen: None, ticket_id: None };
    assert_eq!(call(&one.host, long).await.unwrap_err().code, FailureCode::TextTooLong);
    let refused = call(&one.host, SignOut { discard_unsent: false }).await.unwrap_err();
    assert_eq!(refused.code, FailureCode::UnsentItems(Unsent { messages: 1, ..Unsent::default() }));
    call(&one.host, SignOut { discard_unsent: true }).await.unwrap();
    let kept = call(&one.host, PreferencesQuery {}).await.unwrap();
    assert_eq!(kept, Preferences::default());
}
