//! Crashes between the writing of bytes and of their rows.

use conversas_client::Delivery;
use conversas_domain::ids::AttachmentId;
use conversas_domain::rejection::Rejection;
use conversas_testkit::{fresh, samples};

use crate::scene::{alone, bytes_here, choose, delivery, names, pasted, send};

#[tokio::test]
async fn bytes_that_no_row_knows_go_at_the_start() {
    let (mut device, id) = alone().await;
    let ids = choose(device.engine(), id, vec![pasted("a.pdf", samples::pdf("a"))]).await;
    device.kill();
    let folder = device.folder().join("files");
    let stray: AttachmentId = fresh();
    for name in [stray.to_string(), format!("{stray}.thumb"), format!("{stray}.new")] {
        std::fs::write(folder.join(name), "left over").unwrap();
    }
    device.open().await;
    assert_eq!(bytes_here(&device), [ids[0].to_string()]);
    assert_eq!(names(device.engine(), id).await, ["a.pdf"]);
}

#[tokio::test]
async fn a_chosen_file_without_bytes_leaves_the_tray_and_a_queued_one_says_so() {
    let (mut device, id) = alone().await;
    let sent = send(device.engine(), id, vec![pasted("a.pdf", samples::pdf("a"))]).await;
    choose(device.engine(), id, vec![pasted("b.pdf", samples::pdf("b"))]).await;
    device.kill();
    for name in bytes_here(&device) {
        std::fs::remove_file(device.folder().join("files").join(name)).unwrap();
    }
    device.open().await;
    assert_eq!(names(device.engine(), id).await, Vec::<String>::new());
    let failed = Delivery::Failed { reason: Rejection::FileMissing };
    assert_eq!(delivery(&device, id, sent[0]).await, Some(failed));
}

#[tokio::test]
async fn a_damaged_store_keeps_what_was_chosen_and_what_waits() {
    let (mut device, id) = alone().await;
    send(device.engine(), id, vec![pasted("a.pdf", samples::pdf("a"))]).await;
    choose(device.engine(), id, vec![pasted("b.pdf", samples::pdf("b"))]).await;
    device.kill();
    conversas_client::testing::damage(device.folder());
    device.open().await;
    assert_eq!(names(device.engine(), id).await, ["b.pdf"]);
    assert_eq!(device.engine().outbox().await.unwrap().len(), 1);
    assert_eq!(bytes_here(&device).len(), 2);
}
