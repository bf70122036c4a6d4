//! The history as a file, through the list of commands.

use conversas_host::{Host, HostConfig, SecretsPolicy};
use conversas_ipc::*;
use conversas_testkit::Cable;
use conversas_testkit::device::text_of;
use conversas_testkit::house::PASSWORD;
use tempfile::TempDir;

use super::history::writes_many;
use super::scene::{Scene, sent};

async fn export(host: &Host, scene: &Scene) -> ExportFile {
    let request = ExportConversation {
        conversation_id: scene.id,
        format: ExportFormat::Text,
        language: Language::PtBr,
        utc_offset: -180,
    };
    host.export_conversation(request).await.unwrap()
}

fn words(file: &ExportFile) -> String {
    use base64::Engine as _;
    String::from_utf8(base64::prelude::BASE64_STANDARD.decode(&file.content).unwrap()).unwrap()
}

#[tokio::test]
async fn a_file_has_the_whole_history_if_the_server_can_be_reached_and_says_so_if_not() {
    let scene = Scene::new().await;
    writes_many(&scene.maria, scene.id).await;
    // The thread is marked as read: otherwise unread messages would be fetched to find where reading stopped.
    let newest = scene.ana.until("the last one", async |_| {
        scene.ana.thread(scene.id).await.pop().filter(|item| text_of(item).as_deref() == Some("mensagem 619"))
    });
    scene.ana.engine().mark_read(scene.id, newest.await.place).await.unwrap();
    scene.ana.engine().write_note(scene.id, "só entre nós", vec![]).await.unwrap();
    sent(&scene.ana).await;
    let cable = Cable::to(scene.house.addr()).await;
    let folder = TempDir::new().unwrap();
    let config = HostConfig { secrets: SecretsPolicy::File, ..HostConfig::new(folder.path()) };
    let host = Host::open(config).await.unwrap();
    let sign_in = SignIn {
        server: cable.url(),
        email: scene.house.ana.email(),
        password: PASSWORD.to_owned(),
        discard_unsent: false,
        act_as: None,
    };
    host.sign_in(sign_in).await.unwrap();
    while host.conversation(ConversationQuery { id: scene.id }).await.is_err() {
        tokio::task::yield_now().await;
    }
    cable.cut();
    let part = export(&host, &scene).await;
    assert!(!part.complete);
    assert!(words(&part).contains("O início desta conversa não está neste arquivo"));

    cable.lead_to(scene.house.addr());
    let whole = export(&host, &scene).await;
    assert!(whole.complete);
    assert!(whole.name.starts_with("conversa_secretaria_joao-conceicao-avila_"), "{}", whole.name);
    let text = words(&whole);
    for part in [
        "Colégio Teste",
        "Maria Conceição (mãe)",
        "Bom dia!",
        "mensagem 0\r\n",
        "mensagem 619\r\n",
        "só entre nós",
    ] {
        assert!(text.contains(part), "{part}");
    }
    assert!(!text.contains("O início desta conversa não está"));
}
