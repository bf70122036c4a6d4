//! The presence of colleagues: live, and never an obstacle.

use conversas_client::{Engine, Event};
use conversas_protocol::Doing;

use super::scene::Scene;

#[tokio::test]
async fn colleagues_see_who_looks_and_writes_here_and_a_family_never_does() {
    let scene = Scene::new().await;
    let (maria, ana, bruno, id) = (&scene.maria, &scene.ana, &scene.bruno, scene.id);
    let here = async |engine: &Engine| {
        let present = engine.conversation(id).await.unwrap().present;
        present.into_iter().map(|it| (it.person.name.first().to_owned(), it.doing)).collect::<Vec<_>>()
    };
    ana.engine().tell_presence(Some(id), false);
    maria.engine().tell_presence(Some(id), true);
    let expected = [("Ana".to_owned(), Doing::Viewing)];
    bruno.until("Ana looks", async |engine| (here(engine).await == expected).then_some(())).await;
    let mut events = bruno.engine().subscribe();
    ana.engine().tell_presence(Some(id), true);
    let expected = [("Ana".to_owned(), Doing::Writing)];
    bruno.until("Ana writes", async |engine| (here(engine).await == expected).then_some(())).await;
    let told: Vec<Event> = std::iter::from_fn(|| events.try_recv().ok()).collect();
    let writes = |event: &Event| matches!(event, Event::PresenceChanged { conversation_id, present } if *conversation_id == id && present.iter().any(|it| it.doing == Doing::Writing));
    assert!(told.iter().any(writes), "{told:?}");
    assert!(!told.contains(&Event::ThreadChanged(id)), "nothing else of the conversation changed");
    assert!(here(ana.engine()).await.is_empty(), "nobody meets themselves");
    assert!(here(maria.engine()).await.is_empty());
    ana.engine().tell_presence(None, false);
    bruno.until("Ana left", async |engine| here(engine).await.is_empty().then_some(())).await;
}

#[tokio::test]
async fn offline_nobody_is_seen_and_coming_back_tells_it_again() {
    let scene = Scene::new().await;
    let (ana, bruno, id) = (&scene.ana, &scene.bruno, scene.id);
    let count = async |engine: &Engine| engine.conversation(id).await.unwrap().present.len();
    bruno.engine().tell_presence(Some(id), false);
    ana.until("Bruno is there", async |engine| (count(engine).await == 1).then_some(())).await;
    scene.ana_goes_offline().await;
    ana.until("nobody is seen", async |engine| (count(engine).await == 0).then_some(())).await;
    ana.engine().tell_presence(Some(id), false);
    assert_eq!(count(bruno.engine()).await, 0);
    scene.ana_comes_back();
    ana.until("Bruno is there again", async |engine| (count(engine).await == 1).then_some(())).await;
    bruno.until("Ana is there", async |engine| (count(engine).await == 1).then_some(())).await;
}
