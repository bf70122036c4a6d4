//! Takes: recorded, kept through everything, sent (rule 16), and gated by the plan (rule 17). The microphone is a tone.

use std::fs;
use std::path::Path;
use std::time::Duration;

use conversas_domain::attachment::AttachmentKind;
use conversas_domain::ids::ConversationId;
use conversas_domain::inbox::Order;
use conversas_domain::plan::Plan;
use conversas_ipc::{
    Account, DeleteTake, FileItem, ItemContent, PauseRecording, Queued, RecorderNews, RestoreTake,
    ResumeRecording, Retry, SendTake, StartRecording, TakeItem, TakeState, TakesQuery,
};
use conversas_recorder::source::Tone;

use super::*;

mod begun;
mod found;
mod gone;
mod rules;
mod trouble;

/// A family with a conversation, on a plan with audio; its network can be cut.
struct Home {
    house: House,
    cable: Cable,
    folder: TempDir,
    id: ConversationId,
    host: Host,
}

impl Home {
    async fn new() -> Home {
        let house = House::start().await;
        house.set_plan(Plan::Standard).await;
        let cable = Cable::to(house.addr()).await;
        let folder = TempDir::new().unwrap();
        let host = open(folder.path(), Tone::new(48_000)).await;
        let request = SignIn {
            server: cable.url(),
            email: house.maria.email(),
            password: PASSWORD.to_owned(),
            discard_unsent: false,
            act_as: None,
        };
        call(&host, request).await.unwrap();
        let mut events = Box::pin(host.subscribe());
        let id = writes_first(&host, (house.secretaria, house.joao), "Bom dia!").await;
        let home = Home { house, cable, folder, id, host };
        until(&mut events, async || (account(&home.host).await.connection.waiting == 0).then_some(())).await;
        home
    }

    /// Closes the app and opens it again.
    async fn again(self) -> Home {
        let Home { house, cable, folder, id, host } = self;
        host.shutdown().await;
        drop(host);
        let host = open(folder.path(), Tone::new(48_000)).await;
        Home { house, cable, folder, id, host }
    }

    async fn start(&self) -> TakeItem {
        call(&self.host, StartRecording { conversation_id: self.id }).await.unwrap()
    }

    /// Makes a paused take of about this length.
    async fn take(&self, ms: u64) -> TakeItem {
        self.take_in(self.id, ms).await
    }

    async fn take_in(&self, conversation_id: ConversationId, ms: u64) -> TakeItem {
        let mut events = Box::pin(self.host.subscribe());
        let take = call(&self.host, StartRecording { conversation_id }).await.unwrap();
        recorded(&mut events, ms).await;
        call(&self.host, PauseRecording { id: take.id }).await.unwrap()
    }

    async fn send(&self, take: &TakeItem) -> Result<Queued, Failure> {
        let id = take.id.clone();
        call(&self.host, SendTake { id, seen: None, ticket_id: None, starts_ticket: false }).await
    }

    /// Waits until every file about takes is gone.
    async fn forgets(&self) {
        let mut events = Box::pin(self.host.subscribe());
        until(&mut events, async || takes_on_disk(&self.folder).is_empty().then_some(())).await;
    }

    async fn knows(&self, plan: Plan) {
        self.house.set_plan(plan).await;
        let mut events = Box::pin(self.host.subscribe());
        until(&mut events, async || (account(&self.host).await.plan == plan).then_some(())).await;
    }
}

async fn open(folder: &Path, tone: Tone) -> Host {
    let config = HostConfig {
        secrets: conversas_client::SecretsPolicy::File,
        source: Some(Box::new(tone)),
        ..HostConfig::new(folder)
    };
    Host::open(config).await.unwrap()
}

async fn account(host: &Host) -> Account {
    match call(host, SessionQuery {}).await.unwrap() {
        Session::SignedIn(account) => *account,
        Session::SignedOut(_) => panic!("signed out"),
    }
}

async fn takes(host: &Host) -> Vec<TakeItem> {
    call(host, TakesQuery {}).await.unwrap()
}

/// Waits until so much is recorded.
async fn recorded(events: &mut (impl Stream<Item = Envelope> + Unpin), ms: u64) {
    let waiting = async {
        while let Some(Envelope { event, .. }) = events.next().await {
            if let Event::Recorder { news: RecorderNews::Level { at_ms, level } } = event
                && at_ms >= ms
            {
                assert!(level > 100, "a tone is loud");
                return;
            }
        }
    };
    tokio::time::timeout(Duration::from_secs(40), waiting).await.expect("sound comes");
}

fn takes_on_disk(profile: &TempDir) -> Vec<String> {
    let files = fs::read_dir(profile.path().join("takes")).unwrap();
    files.map(|file| file.unwrap().file_name().into_string().unwrap()).collect()
}

/// Writes the files of an earlier version, which had no rows of takes: all facts stand in a note beside each.
/// Here the note has one other fact, as before a step that a crash cut off.
fn rewrite(profile: &TempDir, take: &TakeItem, what: &str, said: impl Into<serde_json::Value>) {
    let path = profile.path().join("takes").join(format!("{}.json", take.id));
    let mut note: serde_json::Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
    note[what] = said.into();
    fs::write(path, note.to_string()).unwrap();
    conversas_client::testing::forget_takes(profile.path());
}

/// Answers the voice messages of a thread, with the delivery of the person's own.
async fn voices(host: &Host, id: ConversationId) -> Vec<(FileItem, Option<Delivery>, ThreadItem)> {
    let items = thread(host, id).await.into_iter();
    let of = |item: ThreadItem| match &item.kind {
        ItemKind::Message { content: ItemContent::File { file } } if file.kind == AttachmentKind::Voice => {
            Some((FileItem::clone(file), item.delivery, item))
        }
        _ => None,
    };
    items.filter_map(of).collect()
}

#[tokio::test]
async fn a_take_is_recorded_paused_continued_and_sent_and_school_has_it() {
    let home = Home::new().await;
    let mut events = Box::pin(home.host.subscribe());
    let take = home.start().await;
    assert_eq!((take.state, take.conversation_id, take.recovered), (TakeState::Recording, home.id, false));
    recorded(&mut events, 400).await;
    let paused = call(&home.host, PauseRecording { id: take.id.clone() }).await.unwrap();
    assert_eq!(paused.state, TakeState::Paused);
    assert!(paused.duration_ms >= 400 && paused.levels.len() as u64 == paused.duration_ms / 50);
    let again = call(&home.host, PauseRecording { id: take.id.clone() }).await.unwrap();
    assert_eq!(again, paused, "a take that is paused is paused");
    let wav = home.host.take_wav(&take.id).await.unwrap();
    assert!(fs::read(&wav).unwrap().starts_with(b"RIFF"), "it can be heard");
    let resumed = call(&home.host, ResumeRecording { id: take.id.clone() }).await.unwrap();
    assert!(resumed.state == TakeState::Recording && resumed.duration_ms >= paused.duration_ms);
    assert_eq!(home.host.take_wav(&take.id).await.unwrap_err().code, FailureCode::RecorderBusy);
    recorded(&mut events, paused.duration_ms + 300).await;

    let queued = home.send(&take).await.unwrap();
    assert_eq!(home.send(&take).await.unwrap(), queued, "once");
    assert_eq!(takes(&home.host).await, []);
    let staff = window(None).await;
    let mut staff_events = Box::pin(staff.host.subscribe());
    sign_in(&staff, home.house.ana, &home.cable.url()).await.unwrap();
    let voice = until(&mut staff_events, async || {
        call(&staff.host, ConversationQuery { id: home.id }).await.ok()?;
        voices(&staff.host, home.id).await.pop()
    })
    .await;
    assert_eq!(voice.2.id, queued.entry_id);
    assert!(voice.0.duration_ms.unwrap() >= paused.duration_ms + 300 && voice.0.label == "OGG");
    assert_eq!(voice.0.waveform.len(), 64);
    home.forgets().await;
    assert_eq!(voices(&home.host, home.id).await.len(), 1, "once");
}

#[tokio::test]
async fn a_take_is_there_at_the_next_start_and_can_be_continued() {
    let home = Home::new().await;
    let mut events = Box::pin(home.host.subscribe());
    let take = home.start().await;
    recorded(&mut events, 300).await;
    let home = home.again().await;
    let found = takes(&home.host).await.pop().unwrap();
    assert_eq!((&found.id, found.conversation_id), (&take.id, home.id));
    assert!(found.recovered && found.state == TakeState::Paused && found.duration_ms >= 300);
    let query = InboxQuery {
        channel_id: None,
        filter: InboxFilter::default(),
        name: String::new(),
        student_id: None,
        order: Order::default(),
        after: None,
        skip: 0,
        limit: 50,
    };
    assert!(call(&home.host, query).await.unwrap().rows[0].has_take);
    let resumed = call(&home.host, ResumeRecording { id: take.id }).await.unwrap();
    assert!(!resumed.recovered && resumed.duration_ms >= found.duration_ms);
}

#[tokio::test]
async fn a_take_that_waits_to_be_sent_is_kept_until_the_server_has_it() {
    let home = Home::new().await;
    home.cable.cut();
    let take = home.take(400).await;
    let queued = home.send(&take).await.unwrap();
    let home = home.again().await;
    assert_eq!(takes(&home.host).await, [], "it is a message, not a take");
    assert_eq!(voices(&home.host, home.id).await[0].2.id, queued.entry_id);
    assert!(takes_on_disk(&home.folder).iter().any(|name| name.ends_with(".wav")));
    home.cable.lead_to(home.house.addr());
    call(&home.host, Retry {}).await.unwrap();
    home.forgets().await;
}

#[tokio::test]
async fn a_deleted_take_can_be_had_back_also_after_a_restart() {
    let home = Home::new().await;
    let take = home.take(300).await;
    call(&home.host, DeleteTake { id: take.id.clone() }).await.unwrap();
    assert_eq!(takes(&home.host).await, []);
    assert_eq!(call(&home.host, RestoreTake { id: take.id.clone() }).await.unwrap(), take);
    call(&home.host, DeleteTake { id: take.id.clone() }).await.unwrap();
    let home = home.again().await;
    assert_eq!(takes(&home.host).await, []);
    let restored = call(&home.host, RestoreTake { id: take.id.clone() }).await.unwrap();
    assert_eq!((restored.id, restored.duration_ms), (take.id, take.duration_ms));
}

#[tokio::test]
async fn who_does_not_listen_for_a_while_hears_the_newest_level_and_nothing_else_is_lost() {
    let home = Home::new().await;
    let mut sleeper = Box::pin(home.host.subscribe());
    let take = home.take(600).await;
    call(&home.host, DeleteTake { id: take.id }).await.unwrap();
    home.host.ask_to_open(home.id);
    let (mut levels, mut changes) = (0, 0);
    while let Some(Envelope { event, .. }) = sleeper.next().await {
        match event {
            Event::Recorder { news: RecorderNews::Level { .. } } => levels += 1,
            Event::TakesChanged => changes += 1,
            Event::OpenConversation { .. } => break,
            _ => {}
        }
    }
    assert!(levels <= 1 && changes >= 3, "{levels} levels, {changes} changes: started, paused, deleted");
}
