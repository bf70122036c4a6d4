//! Search has the same results whether it reads the newest messages, uses the index, or reads a conversation.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use conversas_client::{Engine, EngineConfig, SearchPage, SearchQuery, SecretsPolicy};
use conversas_domain::ids::ConversationId;
use conversas_testkit::bulk::Bulk;

/// The number of messages: more than are read without the index, in all and in one conversation.
const MANY: usize = 2_500;

async fn profile(folder: &std::path::Path) -> (Engine, Bulk) {
    let config = EngineConfig { secrets: SecretsPolicy::File, ..EngineConfig::new(folder) };
    let engine = Engine::open(config).await.unwrap();
    let bulk = Bulk::adopt(&engine, "http://127.0.0.1:1").await;
    (engine, bulk)
}

async fn page(engine: &Engine, words: &str, place: Option<ConversationId>, after: &SearchPage) -> SearchPage {
    let after = after.messages.last().map(|hit| hit.entry_id);
    let query = SearchQuery { words: words.into(), conversation_id: place, after, limit: 7 };
    engine.search(query).await.unwrap()
}

/// Answers all hits, page by page: the numbers in "mensagem 12", newest first.
async fn all(engine: &Engine, words: &str, place: Option<ConversationId>) -> Vec<usize> {
    let mut found = Vec::new();
    let mut last = SearchPage::default();
    loop {
        last = page(engine, words, place, &last).await;
        found.extend(last.messages.iter().map(|hit| {
            let text: String = hit.text.iter().map(|piece| piece.text.as_str()).collect();
            let after = text.split_once("mensagem ").unwrap().1;
            after.split(' ').next().unwrap().parse::<usize>().unwrap()
        }));
        if !last.more {
            return found;
        }
    }
}

fn starting_with(digits: &str) -> Vec<usize> {
    (0..MANY).rev().filter(|number| number.to_string().starts_with(digits)).collect()
}

#[tokio::test]
async fn everything_is_found_once_newest_first_over_all_conversations_and_in_one() {
    let folder = tempfile::tempdir().unwrap();
    let (engine, mut bulk) = profile(folder.path()).await;
    bulk.add_conversations(&engine, MANY).await;
    assert_eq!(all(&engine, "MENSAGEM 17", None).await, starting_with("17"));
    assert_eq!(all(&engine, "2 mens bom", None).await, starting_with("2"));
    assert!(all(&engine, "mensagem 99999", None).await.is_empty());
    let id = bulk.add_thread(&engine, MANY).await;
    assert_eq!(all(&engine, "mensagem 17", Some(id)).await, starting_with("17"));
    let both: Vec<_> = starting_with("24").into_iter().chain(starting_with("24")).collect();
    assert_eq!(all(&engine, "mensagem 24", None).await, both, "the thread is newer");
    engine.close().await;
}

#[tokio::test]
async fn at_most_twenty_conversations_are_found_by_name_newest_activity_first() {
    let folder = tempfile::tempdir().unwrap();
    let (engine, mut bulk) = profile(folder.path()).await;
    bulk.add_conversations(&engine, MANY).await;
    for words in ["ana", "zuleica quintao", "a"] {
        let found = page(&engine, words, None, &SearchPage::default()).await.conversations;
        assert!(!found.is_empty() && found.len() <= 20, "{words}");
        assert!(found.is_sorted_by(|a, b| a.last_activity >= b.last_activity), "{words}");
        let names = |row: &conversas_client::InboxRow| format!("{} {}", row.guardians.join(" "), row.student);
        let matches = |names: String| {
            let names = conversas_domain::search::fold(&names);
            words.split(' ').all(|word| names.split(' ').any(|name| name.starts_with(word)))
        };
        assert!(found.iter().all(|row| matches(names(row))), "{words}");
    }
    engine.close().await;
}
