//! Entries of which only the place is legible, and conversations that could never be read.

use super::*;

#[tokio::test]
async fn what_is_read_up_to_a_message_of_which_only_the_place_is_known_is_not_unread_again() {
    let scene = Scene::new().await;
    let frame = (r#""text":"amanhã"},"people":"#, r#""text":"amanhã"},"crowd":"#);
    office_says(&scene, Some(says(frame.0, frame.1))).await;
    for words in ["hoje", "amanhã"] {
        scene.maria.engine().send_message(scene.id, words, None).await.unwrap();
    }
    shows(&scene, &["Bom dia!", "hoje", "?"]).await;
    let engine = scene.ana.engine();
    let thread = scene.ana.thread(scene.id).await;
    let is_message = |item: &&conversas_client::ThreadItem| match &item.body {
        conversas_client::ThreadBody::Entry(entry) => entry.kind.is_message(),
        conversas_client::ThreadBody::Mine(_) => false,
    };
    let first = thread.iter().find(is_message).map(|item| item.id);
    assert_eq!(engine.first_unread(scene.id).await.unwrap(), first);
    engine.mark_read(scene.id, thread.last().unwrap().place).await.unwrap();
    let unread = async || scene.ana.list(List::Channel(scene.house.secretaria)).await.rows[0].unread;
    assert_eq!(unread().await, 0);
    scene.maria.engine().send_message(scene.id, "depois", None).await.unwrap();
    shows(&scene, &["Bom dia!", "hoje", "?", "depois"]).await;
    assert_eq!(unread().await, 1);
}

#[tokio::test]
async fn a_conversation_that_could_never_be_read_is_here_with_its_messages_after_the_update() {
    let mut scene = Scene::new().await;
    let (known, strange) = (r#""number":1,"status""#, r#""number":"one","status""#);
    office_says(&scene, Some(says(known, strange))).await;
    let (house, maria) = (&scene.house, scene.maria.engine());
    let id = maria.open_conversation(house.secretaria, house.lia, "Lia").await.unwrap().conversation_id;
    let outdated = async |engine: &Engine| engine.connection().outdated.then_some(());
    scene.ana.until("the app says that there is more", outdated).await;
    assert!(scene.ana.engine().conversation(id).await.is_err(), "it cannot be shown");
    let secretaria = List::Channel(scene.house.secretaria);
    update(&mut scene, strange, known).await;
    let rows = async |_: &Engine| (scene.ana.list(secretaria).await.rows.len() == 2).then_some(());
    scene.ana.until("its row", rows).await;
    scene.office.clear();
    scene.ana_comes_back();
    scene.ana.reads(id, &["Lia"]).await;
    is_as_new(&scene).await;
}
