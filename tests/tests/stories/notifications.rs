//! The notices for people who are elsewhere: with a real server, through the stream that shell and interface
//! listen to.

use std::time::Duration;

use conversas_domain::ids::ConversationId;
use conversas_host::{Host, HostConfig, SecretsPolicy};
use conversas_ipc::*;
use conversas_testkit::House;
use conversas_testkit::house::{PASSWORD, Person};
use futures_util::StreamExt;
use tempfile::TempDir;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

/// A person's app, and the notices it shows.
struct App {
    host: Host,
    notices: UnboundedReceiver<Notice>,
    _folder: TempDir,
}

impl App {
    async fn of(person: Person, house: &House) -> App {
        let folder = TempDir::new().unwrap();
        let config = HostConfig { secrets: SecretsPolicy::File, ..HostConfig::new(folder.path()) };
        let host = Host::open(config).await.unwrap();
        let mut events = Box::pin(host.subscribe());
        let server = house.addr().to_string();
        host.sign_in(SignIn {
            server,
            email: person.email(),
            password: PASSWORD.into(),
            discard_unsent: false,
            act_as: None,
        })
        .await
        .unwrap();
        while !matches!(
            events.next().await.unwrap().event,
            Event::ConnectionChanged { connection: Connection { online: true, catching_up: false, .. } }
        ) {}
        let (tell, notices) = unbounded_channel();
        tokio::spawn(async move {
            while let Some(envelope) = events.next().await {
                if let Event::Notify { notice } = envelope.event {
                    let _ = tell.send(notice);
                }
            }
        });
        App { host, notices, _folder: folder }
    }

    /// Waits for the next notice, whichever it is.
    async fn is_told(&mut self) -> Notice {
        let next = tokio::time::timeout(Duration::from_secs(40), self.notices.recv());
        next.await.expect("a notice comes").expect("the app is open")
    }

    async fn writes(&self, conversation_id: ConversationId, text: &str) {
        let message = SendMessage { conversation_id, text: text.into(), seen: None, ticket_id: None };
        self.host.send_message(message).await.unwrap();
    }

    async fn looks_at(&self, conversation_id: Option<ConversationId>) {
        self.host.presence(TellPresence { conversation_id, writing: false }).await.unwrap();
    }

    async fn chooses(&self, notifications: Notifications) {
        let preferences = Preferences { notifications, ..Preferences::default() };
        self.host.save_preferences(SavePreferences { preferences }).await.unwrap();
    }

    async fn detail(&self, id: ConversationId) -> ConversationDetail {
        self.host.conversation(ConversationQuery { id }).await.unwrap()
    }

    /// Waits until the app has the conversation.
    async fn gets(&self, id: ConversationId) {
        let mut events = Box::pin(self.host.subscribe());
        while self.host.conversation(ConversationQuery { id }).await.is_err() {
            events.next().await.expect("the host is open");
        }
    }
}

async fn opens(maria: &App, house: &House, about: conversas_domain::ids::StudentId) -> ConversationId {
    super::host::writes_first(&maria.host, (house.secretaria, about), "Bom dia!").await
}

#[tokio::test]
async fn staff_are_told_of_families_unless_they_look_at_it_or_muted_the_channel() {
    let house = House::start().await;
    let mut ana = App::of(house.ana, &house).await;
    let bruno = App::of(house.bruno, &house).await;
    let maria = App::of(house.maria, &house).await;

    let joao = opens(&maria, &house, house.joao).await;
    let notice = ana.is_told().await;
    assert_eq!((notice.conversation_id, notice.kind, notice.unread), (joao, NoticeKind::Message, 1));
    assert_eq!(notice.from, "Maria Conceição · João Conceição Ávila");
    assert_eq!((notice.channel.as_str(), notice.text), ("Secretaria", None));
    assert!(!ana.host.is_over(joao).await);

    ana.looks_at(Some(joao)).await;
    maria.writes(joao, "dois").await;
    let lia = opens(&maria, &house, house.lia).await;
    assert_eq!(ana.is_told().await.conversation_id, lia, "nothing of the one before her eyes");
    ana.looks_at(None).await;

    ana.chooses(Notifications { muted: vec![house.secretaria], ..Notifications::default() }).await;
    maria.writes(joao, "três").await;
    bruno.gets(joao).await;
    let note =
        WriteNote { conversation_id: joao, text: "Ana, veja isto".into(), mentions: vec![house.ana.id] };
    bruno.host.write_note(note).await.unwrap();
    let notice = ana.is_told().await;
    assert_eq!((notice.kind, notice.from.as_str()), (NoticeKind::Mention, "Bruno Reis"), "not kept back");
    let ticket_id = bruno.detail(joao).await.ticket.id;
    let assign = AssignTicket { conversation_id: joao, ticket_id, person_id: Some(house.ana.id) };
    bruno.host.assign_ticket(assign).await.unwrap();
    assert_eq!(ana.is_told().await.kind, NoticeKind::HandedOver);

    ana.chooses(Notifications { show_text: true, ..Notifications::default() }).await;
    bruno.writes(joao, "de um colega").await;
    maria.writes(joao, "quatro").await;
    let notice = ana.is_told().await;
    assert_eq!(notice.text.as_deref(), Some("quatro"), "and nothing of what a colleague wrote");

    let query = ThreadQuery { conversation_id: joao, window: ThreadWindow::Latest, limit: 1 };
    let position = ana.host.thread(query).await.unwrap().items.pop().unwrap().position;
    ana.host.mark_read(MarkRead { conversation_id: joao, position }).await.unwrap();
    assert!(ana.host.is_over(joao).await, "what is read needs no notice");
    assert_eq!(ana.host.unread_conversations().await, 1, "Lia's");
}

#[tokio::test]
async fn families_are_told_of_answers_and_asked_for_their_opinion_but_not_of_their_own_words() {
    let house = House::start().await;
    let mut maria = App::of(house.maria, &house).await;
    let mut tablet = App::of(house.maria, &house).await;
    let ana = App::of(house.ana, &house).await;
    let id = opens(&maria, &house, house.joao).await;
    maria.writes(id, "Alguém aí?").await;
    ana.gets(id).await;
    ana.writes(id, "Bom dia, Maria.").await;
    for app in [&mut maria, &mut tablet] {
        let notice = app.is_told().await;
        assert_eq!((notice.kind, notice.from.as_str()), (NoticeKind::Message, "Ana Lima · Secretaria"));
    }
    let ticket_id = ana.detail(id).await.ticket.id;
    ana.host.finish_ticket(FinishTicket { conversation_id: id, ticket_id }).await.unwrap();
    assert_eq!(maria.is_told().await.kind, NoticeKind::Survey);
}

#[tokio::test]
async fn nothing_is_told_of_what_a_first_download_brings() {
    let house = House::start().await;
    let maria = App::of(house.maria, &house).await;
    let early = App::of(house.bruno, &house).await;
    let joao = opens(&maria, &house, house.joao).await;
    early.gets(joao).await;
    let mut ana = App::of(house.ana, &house).await;
    ana.gets(joao).await;
    let lia = opens(&maria, &house, house.lia).await;
    assert_eq!(ana.is_told().await.conversation_id, lia, "the first is what came after it");
}
