use std::time::Instant;
use conversas_client::*;
use conversas_domain::filter::*;
use conversas_domain::ticket::Status;
use conversas_testkit::bulk::Bulk;

fn p(mut v: Vec<f64>) -> String { v.sort_by(|a,b| a.total_cmp(b)); format!("p50 {:.3} p99 {:.3} max {:.3} ms", v[v.len()/2], v[v.len()*99/100], v[v.len()-1]) }

#[tokio::main]
async fn main() {
    let n: usize = std::env::args().nth(1).map_or(100_000, |a| a.parse().unwrap());
    let dir = tempfile::tempdir().unwrap();
    let config = EngineConfig { secrets: SecretsPolicy::File, ..EngineConfig::new(dir.path()) };
    let engine = Engine::open(config.clone()).await.unwrap();
    let mut bulk = Bulk::adopt(&engine, "http://127.0.0.1:1").await;
    let t = Instant::now();
    bulk.add_conversations(&engine, n).await;
    println!("{n} conversations: {:?}", t.elapsed());
    let t = Instant::now();
    let thread = bulk.add_thread(&engine, n).await;
    println!("{n} messages: {:?}", t.elapsed());
    let list = List::Channel(bulk.channel);
    for name in ["", "m", "ma", "maria", "joao s", "joao xavier prado", "zzz"] {
        let mut times = vec![];
        for i in 0..60 {
            let filter = InboxFilter { statuses: [&[Status::Pending][..], &[Status::Finished, Status::InProgress], &[]][i % 3].iter().copied().collect(), kind: [TypeFilter::All, TypeFilter::Mine, TypeFilter::Others][i / 3 % 3] };
            let q = InboxQuery { list, filter, name: name.into(), student_id: None, after: None, limit: 50 };
            let t = Instant::now();
            let page = engine.inbox(q).await.unwrap();
            times.push(t.elapsed().as_secs_f64() * 1e3);
            if i == 2 { print!("[{} of {}] ", page.rows.len(), page.counts.matching); }
        }
        println!("filter {name:?}: {}", p(times));
    }
    let mut times = vec![]; let mut after = None;
    for _ in 0..400 {
        let q = InboxQuery { list, filter: InboxFilter::default(), name: "".into(), student_id: None, after, limit: 100 };
        let t = Instant::now();
        let page = engine.inbox(q).await.unwrap();
        times.push(t.elapsed().as_secs_f64() * 1e3);
        after = page.rows.last().map(|r| r.key);
    }
    println!("pages: {}", p(times));
    let mut times = vec![]; let mut window = ThreadWindow::Latest;
    for _ in 0..400 {
        let t = Instant::now();
        let page = engine.thread(thread, window, 100).await.unwrap();
        times.push(t.elapsed().as_secs_f64() * 1e3);
        window = ThreadWindow::Before(page.items[0].place);
    }
    println!("thread pages: {}", p(times));
    for text in ["boletim", "bol", "mensagem 77", "a", "reuniao uniforme", "zzz"] {
        let mut times = vec![];
        for _ in 0..50 { let t = Instant::now(); let r = engine.search_messages(text, None, 50).await.unwrap(); times.push(t.elapsed().as_secs_f64() * 1e3); std::hint::black_box(r); }
        println!("search {text:?}: {}", p(times));
    }
    let mut times = vec![];
    for i in 0..200 { let t = Instant::now(); engine.send_message(thread, &format!("oi {i}"), None).await.unwrap(); times.push(t.elapsed().as_secs_f64() * 1e3); }
    println!("send: {}", p(times));
    engine.close().await; drop(engine);
    let t = Instant::now();
    let engine = Engine::open(config).await.unwrap();
    let q = InboxQuery { list, filter: InboxFilter::default(), name: "".into(), student_id: None, after: None, limit: 50 };
    engine.inbox(q).await.unwrap();
    println!("open to inbox: {:?}", t.elapsed());
    println!("{:?}", std::fs::metadata(dir.path().join("conversas.sqlite")).unwrap().len());
}
