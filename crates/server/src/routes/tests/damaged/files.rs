//! A file whose state cannot be read.

use conversas_domain::attachment::FileType;
use conversas_domain::ids::{AttachmentId, EntityId};
use conversas_domain::moment::Moment;
use uuid::Uuid;

use super::change;
use crate::fixture::House;
use crate::fixture::files::{request, sample};
use crate::store::{Lane, StoreError};

#[tokio::test]
async fn a_damaged_state_stops_no_other_upload_and_keeps_the_content() {
    let house = House::new().await;
    let damaged = house.file(&house.juliana, "Boleto.pdf", FileType::Pdf).await;
    let row = house.store.read(move |db| db.attachment(damaged)).await.unwrap().expect("it was uploaded");
    change(&house, "UPDATE attachments SET state_json = '{' WHERE id = ?1".into(), damaged).await;
    let needed = house.store.read(move |db| db.needs_content(row.school_id, row.sha256)).await;
    let needed: Result<_, StoreError> = needed;
    assert!(needed.unwrap(), "nobody knows that it may go");
    let whole = house.file(&house.juliana, "Boleto.pdf", FileType::Pdf).await;
    // A damaged row keeps no other file from being removed when its time is over.
    let start = (Moment(i64::MIN), AttachmentId::from_uuid(Uuid::nil()));
    let expired = house.store.read(move |db| db.expired_attachments(Moment(i64::MAX), start, 10)).await;
    let expired: Result<_, StoreError> = expired;
    let ids: Vec<_> = expired.unwrap().into_iter().map(|row| row.id).collect();
    assert_eq!(ids, [whole]);
}

#[tokio::test]
async fn a_damaged_upload_keeps_no_content_that_nobody_needs() {
    let house = House::new().await;
    let loose = house.file(&house.juliana, "foto.png", FileType::Png).await;
    let row = house.store.read(move |db| db.attachment(loose)).await.unwrap().expect("it was uploaded");
    let losing: Result<(), StoreError> = house
        .store
        .write(Lane::Any, move |tx| {
            tx.delete_attachment(loose)?;
            tx.insert_loose_content(row.school_id, row.sha256)
        })
        .await;
    losing.unwrap();
    let content = sample(FileType::Pdf);
    let asked = request("Boleto.pdf", FileType::Pdf, &content);
    house.begin(&house.juliana, &asked, content.len()).await;
    house.append(&house.juliana, asked.id, 0, content[..9].to_vec()).await;
    change(&house, "UPDATE attachments SET state_json = '{' WHERE id = ?1".into(), asked.id).await;
    house.files.go_on().await.unwrap();
    assert_eq!((house.contents(), house.partials()), (0, 1), "and what has come of the other is kept");
}
