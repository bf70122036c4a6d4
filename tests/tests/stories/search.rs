//! Rule 9: search by guardian, student and words, offline, without regard to accents or case, newest first.

use conversas_client::{Hit, List, SearchQuery};

use super::scene::{Scene, sent};

/// Answers the excerpt, with matches in brackets.
fn marked(hit: &Hit) -> String {
    let show = |piece: &conversas_client::Piece| {
        if piece.is_match { format!("[{}]", piece.text) } else { piece.text.clone() }
    };
    hit.text.iter().map(show).collect()
}

fn all(hits: &[Hit]) -> Vec<String> {
    hits.iter().map(marked).collect()
}

#[tokio::test]
async fn rule_9_guardians_students_and_words_are_found_offline_newest_first_with_the_match_marked() {
    let scene = Scene::new().await;
    let (ana, maria, id) = (&scene.ana, &scene.maria, scene.id);
    maria.engine().send_message(id, "A declaração de matrícula está pronta?", None).await.unwrap();
    maria.engine().send_message(id, "Matricula também a Lia?", None).await.unwrap();
    ana.reads(id, &["Bom dia!", "A declaração de matrícula está pronta?", "Matricula também a Lia?"]).await;
    scene.ana_goes_offline().await;

    let found = ana.finds("MATRÍC", None).await;
    assert_eq!(
        all(&found.messages),
        ["[Matric]ula também a Lia?", "A declaração de [matríc]ula está pronta?"]
    );
    let newest = &found.messages[0];
    assert_eq!(
        (newest.author.as_str(), newest.student.as_str()),
        ("Maria Conceição", "João Conceição Ávila")
    );
    assert!(!found.more && !found.incomplete);
    let both = ana.finds("pron decl", None).await;
    assert_eq!(all(&both.messages), ["A [decl]aração de matrícula está [pron]ta?"]);
    assert!(ana.finds("pron lia", None).await.messages.is_empty(), "all words in one message");
    assert!(ana.finds(" !? ", None).await.messages.is_empty(), "nothing to look for");

    for name in ["joao", "MARIA conc", "avila"] {
        let found = ana.finds(name, None).await;
        assert_eq!(found.conversations.iter().map(|row| row.id).collect::<Vec<_>>(), [id], "{name}");
    }
    let here = ana.finds("maria", Some(id)).await;
    assert!(here.conversations.is_empty(), "within a conversation only its messages");
    assert_eq!(ana.finds("bom", Some(id)).await.messages.len(), 1);
}

#[tokio::test]
async fn rule_9_what_waits_to_be_sent_is_found_and_pages_follow_without_gaps() {
    let scene = Scene::new().await;
    let (ana, id) = (&scene.ana, scene.id);
    for number in 1..=6 {
        scene.maria.engine().send_message(id, &format!("pedido número {number}"), None).await.unwrap();
    }
    ana.until("all of them", async |_| (ana.texts(id).await.len() == 7).then_some(())).await;
    scene.ana_goes_offline().await;
    for number in 7..=8 {
        ana.engine().send_message(id, &format!("Pedido número {number}"), None).await.unwrap();
    }
    let mut seen = Vec::new();
    let mut after = None;
    loop {
        let query = SearchQuery { words: "numero pedido".into(), conversation_id: None, after, limit: 3 };
        let page = ana.engine().search(query).await.unwrap();
        assert!(page.messages.len() <= 3);
        seen.extend(page.messages.iter().map(|hit| {
            let words: String = hit.text.iter().map(|piece| piece.text.as_str()).collect();
            words.chars().last().unwrap()
        }));
        after = page.messages.last().map(|hit| hit.entry_id);
        if !page.more {
            break;
        }
    }
    assert_eq!(seen.iter().collect::<String>(), "87654321");
}

#[tokio::test]
async fn rule_9_notes_are_found_by_staff_and_are_not_on_a_device_of_a_family() {
    let scene = Scene::new().await;
    let (ana, maria, id) = (&scene.ana, &scene.maria, scene.id);
    ana.engine().write_note(id, "conferir a inadimplência", vec![]).await.unwrap();
    ana.engine().send_message(id, "Já respondo.", None).await.unwrap();
    sent(ana).await;
    maria.reads(id, &["Bom dia!", "Já respondo."]).await;
    assert_eq!(ana.finds("inadimpl", None).await.messages.len(), 1);
    assert!(maria.finds("inadimpl", None).await.messages.is_empty());
    let list = List::Channel(scene.house.secretaria);
    scene.bruno.until("the note", async |_| scene.bruno.list(list).await.rows.pop()).await;
    let found = async |_: &conversas_client::Engine| scene.bruno.finds("inadimpl", None).await.messages.pop();
    scene.bruno.until("a colleague finds it", found).await;
}
