//! The store's inbox against a plain filter over all conversations: rows, order, pages and counts are equal.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::{BTreeMap, BTreeSet};

use conversas_client::{Engine, EngineConfig, InboxCounts, InboxPage, InboxQuery, List, SecretsPolicy};
use conversas_domain::conversation::Counts;
use conversas_domain::entry::Seq;
use conversas_domain::filter::{InboxFilter, TypeFilter};
use conversas_domain::ids::ConversationId;
use conversas_domain::inbox::{Order, RowKey, staff_key, waiting};
use conversas_domain::moment::Moment;
use conversas_domain::person::Side;
use conversas_domain::search::fold;
use conversas_domain::ticket::{Status, TicketEvent};
use conversas_protocol::{ConversationView, Cursor, SyncChange, SyncPage};
use conversas_testkit::bulk::Bulk;
use conversas_testkit::{fresh, views};
use proptest::prelude::*;

const NAMES: [(&str, &str); 6] = [
    ("Maria Conceição", "João Conceição"),
    ("Mário Jorge", "Ana Mariana Jorge"),
    ("Paulo d'Ávila", "Inês d'Ávila"),
    ("José Silva", "Maria Silva"),
    ("Ána Élton", "Zoë Élton"),
    ("Caio", "Caio Filho"),
];

/// The names to search for, and the orders.
const ASKED: [(&str, Order); 11] = [
    ("", Order::Waiting),
    ("", Order::Newest),
    ("", Order::Oldest),
    ("", Order::Student),
    ("maria", Order::Waiting),
    ("maria", Order::Newest),
    ("maria", Order::Oldest),
    ("maria", Order::Student),
    ("JO", Order::Waiting),
    ("avila p", Order::Waiting),
    ("zz", Order::Waiting),
];

/// The change of one of the conversations.
#[derive(Debug, Clone)]
struct Step {
    which: usize,
    at: i64,
    what: What,
}

#[derive(Debug, Clone, Copy)]
enum What {
    FamilyWrites,
    IAnswer,
    ColleagueAnswers,
    Finishes,
    IRead,
    Goes,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let what = prop_oneof![
        3 => Just(What::FamilyWrites),
        2 => Just(What::IAnswer),
        2 => Just(What::ColleagueAnswers),
        1 => Just(What::Finishes),
        1 => Just(What::IRead),
        1 => Just(What::Goes),
    ];
    let step =
        (0..NAMES.len() * 2, 1_000i64..1_020, what).prop_map(|(which, at, what)| Step { which, at, what });
    proptest::collection::vec(step, 1..60)
}

fn happen(views: &mut BTreeMap<usize, ConversationView>, bulk: &Bulk, step: &Step) -> SyncChange {
    let at = Moment(step.at);
    let (guardian, student) = NAMES[step.which % NAMES.len()];
    let view =
        views.entry(step.which).or_insert_with(|| views::conversation(bulk.channel, guardian, student, at));
    let ticket = &mut view.ticket.ticket;
    // A refusal by the rules changes nothing, which is a state to compare too.
    match step.what {
        What::FamilyWrites => {
            let _ = ticket.apply(TicketEvent::Wrote(Side::Family), view.guardians[0].id, at);
            view.counts.family += 1;
        }
        What::IAnswer => drop(ticket.apply(TicketEvent::Wrote(Side::School), bulk.me, at)),
        What::ColleagueAnswers => drop(ticket.apply(TicketEvent::Wrote(Side::School), fresh(), at)),
        What::Finishes => drop(ticket.apply(TicketEvent::Finished, bulk.me, at)),
        What::IRead => {
            view.my_mark.seq = Seq(view.my_mark.seq.0 + 1);
            view.my_mark.counts = Counts { ..view.counts };
        }
        What::Goes => {
            let gone = views.remove(&step.which).expect("it was put there above");
            return SyncChange::ConversationGone { conversation_id: gone.id };
        }
    }
    view.last_activity = at;
    SyncChange::Conversation { conversation: Box::new(view.clone()) }
}

fn words(view: &ConversationView) -> Vec<String> {
    let names = view.guardians.iter().map(|guardian| guardian.name.as_str());
    let all: Vec<_> = names.chain([view.student.name.as_str()]).collect();
    words_of(&all.join(" "))
}

fn words_of(text: &str) -> Vec<String> {
    let folded = fold(text);
    folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Answers everything that places a row, from the view alone.
fn key(view: &ConversationView) -> RowKey {
    let ticket = &view.ticket.ticket;
    RowKey {
        inbox: staff_key(view.id, ticket.status, waiting(ticket, false), view.last_activity),
        activity: view.last_activity,
        student: words_of(view.student.name.as_str()).join(" "),
    }
}

fn expected(views: &BTreeMap<usize, ConversationView>, bulk: &Bulk, query: &InboxQuery) -> Vec<RowKey> {
    let wanted = fold(&query.name);
    let mut keys: Vec<_> = views
        .values()
        .filter(|view| query.filter.admits(&view.ticket.ticket, bulk.me))
        .filter(|view| {
            let words = words(view);
            wanted.split_whitespace().all(|start| words.iter().any(|word| word.starts_with(start)))
        })
        .map(key)
        .collect();
    keys.sort_by(|a, b| query.order.compare(a, b));
    keys
}

async fn all_pages(engine: &Engine, query: &InboxQuery) -> (Vec<RowKey>, InboxPage) {
    let mut keys = Vec::new();
    let first = engine.inbox(query.clone()).await.unwrap();
    let mut page = first.clone();
    loop {
        keys.extend(page.rows.iter().map(|row| row.key.clone()));
        if !page.more {
            return (keys, first);
        }
        let after = keys.last().cloned();
        page = engine.inbox(InboxQuery { after, skip: 0, ..query.clone() }).await.unwrap();
    }
}

async fn check(steps: Vec<Step>) -> Result<(), TestCaseError> {
    let folder = tempfile::tempdir().unwrap();
    let config = EngineConfig { secrets: SecretsPolicy::File, ..EngineConfig::new(folder.path()) };
    let engine = Engine::open(config).await.unwrap();
    let bulk = Bulk::adopt(&engine, "http://127.0.0.1:1").await;
    let mut views = BTreeMap::new();
    for step in &steps {
        let changes = vec![happen(&mut views, &bulk, step)];
        let page = SyncPage { cursor: Cursor("x".into()), changes, more: false, presence: None };
        // Applying a page twice changes nothing more.
        engine.apply(page.clone()).await.unwrap();
        engine.apply(page).await.unwrap();
    }
    for kind in [TypeFilter::All, TypeFilter::Mine, TypeFilter::Others] {
        for chosen in 0..8 {
            let chosen = Status::ALL.into_iter().enumerate().filter(|(bit, _)| chosen & (1 << bit) != 0);
            let statuses: BTreeSet<Status> = chosen.map(|(_, status)| status).collect();
            for (name, order) in ASKED {
                let query = InboxQuery {
                    list: List::Channel(bulk.channel),
                    filter: InboxFilter { statuses: statuses.clone(), kind },
                    name: name.into(),
                    student_id: None,
                    order,
                    after: None,
                    skip: 0,
                    limit: 3,
                };
                let wanted = expected(&views, &bulk, &query);
                let (shown, first) = all_pages(&engine, &query).await;
                prop_assert_eq!(&shown, &wanted);
                for skip in [wanted.len() / 2, wanted.len()] {
                    let query = InboxQuery { skip: skip as u32, ..query.clone() };
                    let (rest, _) = all_pages(&engine, &query).await;
                    prop_assert_eq!(&rest, &wanted[skip..]);
                }
                counts_are_right(&views, &bulk, &query, &wanted, first.counts)?;
            }
        }
    }
    Ok(())
}

/// Answers the numbers of the whole list, counted one by one.
fn counts_are_right(
    views: &BTreeMap<usize, ConversationView>,
    bulk: &Bulk,
    query: &InboxQuery,
    wanted: &[RowKey],
    counts: InboxCounts,
) -> Result<(), TestCaseError> {
    prop_assert_eq!(counts.matching as usize, wanted.len());
    prop_assert_eq!(counts.total as usize, views.len());
    let unread = |view: &&ConversationView| view.unread(bulk.me, Side::School, view.my_mark).count() > 0;
    prop_assert_eq!(counts.unread as usize, views.values().filter(unread).count());
    let nameless = InboxQuery { name: String::new(), ..query.clone() };
    let waits = expected(views, bulk, &nameless).iter().filter(|key| key.waits()).count();
    prop_assert_eq!(counts.waiting as usize, waits);
    let by_status = Status::ALL.map(|status| {
        let of_type = InboxFilter { statuses: [status].into(), kind: query.filter.kind };
        views.values().filter(|view| of_type.admits(&view.ticket.ticket, bulk.me)).count() as u32
    });
    prop_assert_eq!(counts.by_status, by_status);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]
    #[test]
    fn the_inbox_shows_what_a_plain_filter_would(steps in steps()) {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build();
        runtime.unwrap().block_on(check(steps))?;
    }
}

#[tokio::test]
async fn many_matches_of_a_name_are_found_in_order_as_well_as_few() {
    let folder = tempfile::tempdir().unwrap();
    let config = EngineConfig { secrets: SecretsPolicy::File, ..EngineConfig::new(folder.path()) };
    let engine = Engine::open(config).await.unwrap();
    let mut bulk = Bulk::adopt(&engine, "http://127.0.0.1:1").await;
    bulk.add_conversations(&engine, 6_000).await;
    let mut query = InboxQuery {
        list: List::Channel(bulk.channel),
        filter: InboxFilter { statuses: [Status::Finished].into(), kind: TypeFilter::All },
        name: String::new(),
        student_id: None,
        order: Order::Waiting,
        after: None,
        skip: 0,
        limit: 400,
    };
    for order in [Order::Newest, Order::Oldest, Order::Student, Order::Waiting] {
        query.order = order;
        let (all, _) = all_pages(&engine, &query).await;
        assert_eq!(all.len(), 2_400);
        assert!(all.is_sorted_by(|a, b| order.compare(a, b).is_lt()), "{order:?}");
        for skip in [1, 399, 1_200, 2_399, 2_400, 9_999] {
            let page = engine.inbox(InboxQuery { skip, ..query.clone() }).await.unwrap();
            let keys: Vec<_> = page.rows.iter().map(|row| row.key.clone()).collect();
            let rest = all.get(skip as usize..).unwrap_or_default();
            assert_eq!(keys, rest[..rest.len().min(400)], "a jump to row {skip}, {order:?}");
            assert_eq!((page.more, page.counts.matching), (rest.len() > 400, 2_400));
        }
    }
    let (all, _) = all_pages(&engine, &query).await;
    for (name, is_many) in [("s", true), ("silva", true), ("prado zuleica", false), ("ines silva", false)] {
        query.name = name.into();
        let (found, first) = all_pages(&engine, &query).await;
        assert!(!found.is_empty(), "{name}");
        assert!(found.is_sorted_by(|a, b| query.order.compare(a, b).is_lt()), "{name}");
        assert_eq!(first.counts.matching as usize, found.len().min(1_000));
        let known: std::collections::HashSet<ConversationId> =
            all.iter().map(|key| key.inbox.conversation_id).collect();
        assert!(found.iter().all(|key| known.contains(&key.inbox.conversation_id)));
        assert_eq!(found.len() > 300, is_many, "{name}: {}", found.len());
    }
}
