//! Every file of `tests/files`: its type by the rules, on the device that sends it, and at the server.

use std::fs;
use std::path::{Path, PathBuf};

use conversas_domain::attachment::FileType;
use conversas_domain::plan::Plan;
use conversas_domain::rejection::Rejection;

use super::attachments::{chosen, files, send_tray};
use super::plan::{knows, pays_for};
use super::scene::{Scene, sent};

/// The number of files that are sent at once.
const BATCH: usize = 20;

/// A line of the table.
struct Line {
    name: String,
    sent: String,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("files")
}

fn table() -> Vec<Line> {
    let text = fs::read_to_string(folder().join("kinds.tsv")).expect("the table");
    let line = |line: &str| {
        let mut columns = line.split('\t').map(str::to_owned);
        let mut next = || columns.next().expect("a column");
        let (name, _found) = (next(), next());
        Line { name, sent: next() }
    };
    text.lines().filter(|line| !line.starts_with('#')).map(line).collect()
}

fn content(line: &Line) -> Vec<u8> {
    fs::read(folder().join("kinds").join(&line.name)).expect("a file of the table")
}

/// Writes an outcome as the table does.
fn said(outcome: Result<FileType, Rejection>) -> String {
    let word = match outcome {
        Ok(file_type) => serde_json::to_value(file_type),
        Err(reason) => serde_json::to_value(reason),
    };
    let word = word.expect("a word");
    let mark = if outcome.is_err() { "!" } else { "" };
    format!("{mark}{}", word.as_str().expect("a word"))
}

#[tokio::test]
async fn rule_15_device_and_server_agree_about_every_file() {
    let scene = Scene::new().await;
    let (maria, ana, id) = (&scene.maria, &scene.ana, scene.id);
    pays_for(&scene, Plan::Premium).await;
    knows(maria, Plan::Premium).await;
    let (mut wrong, mut going) = (Vec::new(), Vec::new());
    for batch in table().chunks(BATCH) {
        let all = batch.iter().map(|line| chosen(&line.name, &content(line))).collect();
        let added = maria.engine().add_files(id, all).await.unwrap();
        let tray = maria.engine().tray(id).await.unwrap();
        for (line, added) in batch.iter().zip(added) {
            let outcome = added.map_err(|refused| refused.reason).map(|id| {
                let file = tray.iter().find(|file| file.id == id).expect("it is in the tray");
                going.push(id);
                file.file_type
            });
            if said(outcome) != line.sent {
                wrong.push(format!("{}: {}, not {}", line.name, said(outcome), line.sent));
            }
        }
        send_tray(maria, id).await;
        sent(maria).await;
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    let received = ana
        .until("all of them", async |_| {
            let received: Vec<_> = files(ana, id).await.into_iter().map(|file| file.id).collect();
            (received == going).then_some(received)
        })
        .await;
    assert!(received.len() >= 100, "{} were sent", received.len());
}
