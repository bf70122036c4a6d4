//! Files and uploads of others.

use super::*;

#[tokio::test]
async fn no_stranger_gets_a_file_by_any_route() {
    let scene = scene().await;
    let house = &scene.house;
    let file = house.sent_file(&house.juliana, scene.conversation).await;
    let seal = house.link(&house.rita, file).await.url;
    for who in scene.strangers() {
        for uri in [format!("/v1/attachments/{file}/link"), seal.clone()] {
            assert_eq!(house.refused(who, &uri).await, (StatusCode::NOT_FOUND, ErrorCode::NotFound));
        }
    }
}

#[tokio::test]
async fn an_upload_is_nobodys_but_its_owners() {
    let scene = scene().await;
    let house = &scene.house;
    let content = sample(FileType::Pdf);
    let asked = request("Boleto.pdf", FileType::Pdf, &content);
    house.begin(&house.juliana, &asked, content.len()).await;
    house.append(&house.juliana, asked.id, 0, content[..4].to_vec()).await;
    // Colleagues and administrators of the same conversation are strangers to it, too.
    let others = scene.strangers().into_iter().chain([&house.rita, &house.helena]);
    for who in others {
        assert_eq!(house.stands(who, asked.id).await.status(), StatusCode::NOT_FOUND);
        assert_eq!(house.append(who, asked.id, 4, "x").await.status(), StatusCode::NOT_FOUND);
        assert_eq!(house.end(who, asked.id).await, StatusCode::NOT_FOUND);
        assert_eq!(house.begin(who, &asked, content.len()).await.status(), StatusCode::NOT_FOUND);
        let unknown = house.stands(who, id()).await.status();
        assert_eq!(unknown, StatusCode::NOT_FOUND, "like what does not exist");
    }
    let last = house.append(&house.juliana, asked.id, 4, content[4..].to_vec()).await;
    assert_eq!(last.status(), StatusCode::NO_CONTENT);
    for who in scene.strangers() {
        let sent = house.send_file(who, scene.conversation, asked.id).await;
        assert_eq!(sent, Outcome::Rejected { reason: Rejection::NotFound });
    }
    let sent = house.send_file(&house.rita, scene.conversation, asked.id).await;
    assert_eq!(sent, Outcome::Rejected { reason: Rejection::FileMissing });
}
