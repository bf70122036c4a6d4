//! The places where files appear besides their bytes.

use conversas_client::{Chosen, FileHere, InboxQuery, List, Rendition, SearchQuery, Source, ThreadWindow};
use conversas_domain::filter::InboxFilter;
use conversas_domain::inbox::Order;
use conversas_testkit::files::{pdf, picture, voice};

use super::profile::Profile;

#[tokio::test]
async fn a_thread_says_which_of_its_files_are_here() {
    let mut it = Profile::new().await;
    let (a, bytes) = pdf("a.pdf", 1_000);
    let (b, _) = pdf("b.pdf", 1_000);
    it.server.put(a.id, bytes);
    for file in [&a, &b] {
        it.filed.receive(&it.engine, it.id, file.clone()).await;
    }
    it.engine.fetch(a.id, Rendition::Original).await.unwrap();
    let page = it.engine.thread(it.id, ThreadWindow::Latest, 10).await.unwrap();
    assert_eq!(page.files.len(), 2);
    assert_eq!((page.files[&a.id], page.files[&b.id]), (FileHere::Here, FileHere::Absent));
}

#[tokio::test]
async fn files_of_a_conversation_are_listed_newest_first() {
    let mut it = Profile::new().await;
    let mut expected = Vec::new();
    for name in ["a.pdf", "b.pdf", "c.pdf"] {
        let entry = it.filed.receive(&it.engine, it.id, pdf(name, 1_000).0).await;
        expected.insert(0, (entry.id, name.to_owned()));
    }
    let lines = it.engine.files_of(it.id, 2).await.unwrap();
    let lines: Vec<_> =
        lines.into_iter().map(|line| (line.entry_id, line.attachment.name.as_str().to_owned())).collect();
    assert_eq!(lines, expected[..2]);
}

#[tokio::test]
async fn a_file_is_found_by_its_name_and_a_voice_message_is_not() {
    let mut it = Profile::new().await;
    let entry = it.filed.receive(&it.engine, it.id, pdf("Boletim 2º bimestre.pdf", 1_000).0).await;
    it.filed.receive(&it.engine, it.id, voice(b"OggS", 47_000)).await;
    it.filed.receive(&it.engine, it.id, picture("passeio.jpg", 9_000).0).await;
    let find = async |words: &str| {
        let query = SearchQuery { words: words.into(), conversation_id: None, after: None, limit: 10 };
        let found = it.engine.search(query).await.unwrap().messages;
        found.into_iter().map(|hit| hit.entry_id).collect::<Vec<_>>()
    };
    assert_eq!(find("BOLETIM bim").await, [entry.id]);
    assert!(find("voz").await.is_empty());
    assert_eq!(find("passeio").await.len(), 1);
    let waiting = Chosen { name: "Atestado.pdf".into(), source: Source::Bytes(pdf("x.pdf", 900).1) };
    it.engine.add_files(it.id, vec![waiting]).await.unwrap();
    it.engine.send_tray(it.id, None, None, false).await.unwrap();
    assert_eq!(find("atest").await.len(), 1, "mine that waits");
}

#[tokio::test]
async fn a_list_says_how_many_files_are_chosen_and_what_mine_that_waits_is() {
    let it = Profile::new().await;
    let row = async || {
        let summaries = it.engine.lists().await.unwrap();
        let list: List = summaries[0].list;
        let query = InboxQuery {
            list,
            filter: InboxFilter::default(),
            name: String::new(),
            student_id: None,
            order: Order::default(),
            after: None,
            skip: 0,
            limit: 10,
        };
        it.engine.inbox(query).await.unwrap().rows.remove(0)
    };
    let chosen = |name: &str| Chosen { name: name.into(), source: Source::Bytes(pdf(name, 900).1) };
    it.engine.add_files(it.id, vec![chosen("a.pdf"), chosen("b.pdf")]).await.unwrap();
    assert_eq!(row().await.draft_files, 2);
    it.engine.send_tray(it.id, None, None, false).await.unwrap();
    let row = row().await;
    assert_eq!((row.draft_files, row.unsent), (0, 2));
    let preview = row.preview.unwrap();
    assert_eq!(preview.text, "b.pdf");
    assert!(preview.file.is_some() && preview.is_mine);
}
