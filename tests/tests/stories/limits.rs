//! Input at every limit: it is refused with a code, or every page can show it.

use conversas_domain::exact::LARGEST;
use conversas_domain::ids::{ConversationId, EntryId, TicketId};
use conversas_host::Host;
use conversas_ipc::{
    Command, ConversationDetail, ConversationQuery, ItemKind, ThreadItem, ThreadPage, ThreadQuery,
    ThreadWindow, dispatch,
};
use conversas_protocol::{ErrorBody, Receipt};
use conversas_testkit::{Device, House, fresh};
use futures_util::StreamExt;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};
use uuid::Uuid;

use super::host::{Window, sign_in, window};
use super::{raw, scene};

/// Makes an identifier for something new.
fn unused() -> EntryId {
    fresh()
}

/// Answers a command as the page reads it: text, whose numbers are exact up to 2^53 only.
async fn asked<C: Command>(host: &Host, command: C) -> C::Answer {
    let answer = dispatch(host, C::NAME, serde_json::to_value(command).unwrap()).await.unwrap();
    let text = answer.to_string();
    require_exact(&serde_json::from_str(&text).unwrap());
    serde_json::from_str(&text).unwrap()
}

fn require_exact(value: &Value) {
    match value {
        Value::Number(number) => {
            let number = number.as_i64().expect("a whole number of the page's");
            assert!(number.abs() <= LARGEST, "{number}");
        }
        Value::Array(values) => values.iter().for_each(require_exact),
        Value::Object(fields) => fields.values().for_each(require_exact),
        Value::Null | Value::Bool(_) | Value::String(_) => {}
    }
}

/// Reads a whole thread, page by page, from its end.
async fn whole_thread(host: &Host, conversation_id: ConversationId) -> Vec<ThreadItem> {
    let mut window = ThreadWindow::Latest;
    let mut items = Vec::new();
    loop {
        let page: ThreadPage = asked(host, ThreadQuery { conversation_id, window, limit: 100 }).await;
        let Some(first) = page.items.first() else { return items };
        window = ThreadWindow::Before { position: first.position };
        let has_older = page.has_older;
        items.splice(0..0, page.items);
        if !has_older {
            return items;
        }
    }
}

/// Waits until a window has a message of these words in a thread, and reads the whole thread.
async fn reads(window: &Window, id: ConversationId, words: &str) -> Vec<ThreadItem> {
    let mut events = Box::pin(window.host.subscribe());
    let has_words = |item: &ThreadItem| match &item.kind {
        ItemKind::Message { content } => content.text() == Some(words),
        _ => false,
    };
    let reading = async {
        loop {
            if dispatch(&window.host, ConversationQuery::NAME, json!({ "id": id })).await.is_ok() {
                let items = whole_thread(&window.host, id).await;
                if items.iter().any(has_words) {
                    return items;
                }
            }
            events.next().await.expect("the host is open");
        }
    };
    tokio::time::timeout(std::time::Duration::from_secs(40), reading).await.expect("it comes")
}

#[tokio::test]
async fn a_message_from_a_clock_beyond_all_numbers_locks_nobody_out() {
    let scene = scene::Scene::new().await;
    let addr = scene.house.addr();
    for written_at in
        ["9007199254740994", "9223372036854775807", "18446744073709551615", "-9223372036854775808"]
    {
        let (op, entry) = (unused(), unused());
        let body = format!(
            r#"{{"op_id":"{op}","written_at":{written_at},"op":{{"type":"send_message","conversation_id":"{}","entry_id":"{entry}","text":"De {written_at}","seen":null}}}}"#,
            scene.id
        );
        let (status, answer) = raw::op(addr, &scene.maria.token(), &body).await;
        assert_eq!(status, 200, "{answer}");
        assert!(answer.contains("applied"), "{answer}");
    }
    let server = scene::direct(&scene.house);
    for person in [scene.house.maria, scene.house.ana] {
        let window = window(None).await;
        sign_in(&window, person, &server).await.unwrap();
        let items = reads(&window, scene.id, "De -9223372036854775808").await;
        assert_eq!(items.iter().filter(|item| matches!(item.kind, ItemKind::Message { .. })).count(), 5);
    }
}

/// Answers operations that are valid as they are.
fn operations(house: &House, id: ConversationId, ticket: TicketId, message: Uuid) -> Vec<Value> {
    vec![
        json!({"type": "open_conversation", "conversation_id": unused(), "channel_id": house.financeiro,
            "student_id": house.joao, "guardians": [house.maria.id], "entry_id": unused(), "text": "Boleto"}),
        json!({"type": "send_message", "conversation_id": id, "entry_id": unused(), "text": "Oi", "ticket_id": null,
            "seen": 3}),
        json!({"type": "send_message", "conversation_id": id, "entry_id": unused(), "attachment_id": unused(),
            "ticket_id": ticket, "seen": null}),
        json!({"type": "start_ticket", "conversation_id": id, "entry_id": unused(), "text": "De novo", "seen": 3}),
        json!({"type": "finish_ticket", "conversation_id": id, "ticket_id": ticket}),
        json!({"type": "write_note", "conversation_id": id, "entry_id": unused(), "text": "Nota",
            "mentions": [house.bruno.id]}),
        json!({"type": "assign_ticket", "conversation_id": id, "ticket_id": ticket, "person_id": house.ana.id}),
        json!({"type": "forward_messages", "conversation_id": id, "channel_id": house.financeiro,
            "entries": [message], "note": "Veja"}),
        json!({"type": "add_guardian", "conversation_id": id, "person_id": house.paulo.id}),
        json!({"type": "answer_csat", "conversation_id": id, "ticket_id": ticket, "rating": 5, "comment": "Bom"}),
        json!({"type": "mark_read", "conversation_id": id, "seq": 3}),
    ]
}

/// Answers the places in a value that hold no object or list.
fn leaves(value: &Value, place: String) -> Vec<String> {
    match value {
        Value::Object(fields) => {
            fields.iter().flat_map(|(name, it)| leaves(it, format!("{place}/{name}"))).collect()
        }
        Value::Array(values) => values
            .iter()
            .enumerate()
            .flat_map(|(number, it)| leaves(it, format!("{place}/{number}")))
            .collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => vec![place],
    }
}

/// The numbers at their limits, as JSON writes them.
const NUMBERS: [&str; 16] = [
    "0",
    "-1",
    "255",
    "256",
    "2147483648",
    "4294967296",
    "9007199254740991",
    "9007199254740993",
    "4503599627370495",
    "9223372036854775807",
    "9223372036854775808",
    "18446744073709551616",
    "-9223372036854775808",
    "1e400",
    "1.5",
    "null",
];

/// Makes a value to replace another one, as JSON writes it.
fn hostile() -> impl Strategy<Value = String> {
    let quoted = |text: String| serde_json::to_string(&text).unwrap();
    // The texts have a character of each plane, and the end of each plane, which is no character.
    let planes =
        (0..=16_u32).flat_map(|plane| [0x00, 0x41, 0xFFFD, 0xFFFE, 0xFFFF].map(|at| plane << 16 | at));
    let planes: String = planes.filter_map(char::from_u32).collect();
    let texts = vec![
        String::new(),
        " ".into(),
        "\0".into(),
        (0..0x20_u8).map(char::from).collect(),
        "\u{202E}\u{2066}\u{200B}\u{FEFF}".into(),
        "\u{2800}".into(),
        "a\u{301}".repeat(5_000),
        "x".repeat(10_000),
        "x".repeat(10_001),
        "🙂".repeat(10_000),
        "👩‍👩‍👧‍👦".repeat(1_400),
        planes,
    ];
    prop_oneof![
        4 => proptest::sample::select(NUMBERS.to_vec()).prop_map(str::to_owned),
        3 => proptest::sample::select(texts).prop_map(quoted),
        2 => proptest::collection::vec(any::<char>(), 0..300).prop_map(move |it| quoted(it.into_iter().collect())),
        1 => Just(r#""\ud800""#.to_owned()),
        1 => Just(format!("\"{}\"", Uuid::nil())),
        1 => Just(format!("\"{}\"", Uuid::max())),
        1 => Just("[]".to_owned()),
        1 => Just("{}".to_owned()),
    ]
}

#[tokio::test]
async fn every_field_at_its_limits_is_refused_with_a_code_or_shown_to_everybody() {
    let scene = scene::Scene::new().await;
    let (house, id, addr) = (&scene.house, scene.id, scene.house.addr());
    let ticket = scene::ticket(&scene.ana, id).await;
    let message = Uuid::parse_str(&scene.ana.thread(id).await[1].id.to_string()).unwrap();
    let count = operations(house, id, ticket, message).len();
    let strategy = (0..count, any::<proptest::sample::Index>(), hostile(), any::<bool>(), 0..6_u8);
    let mut runner = TestRunner::deterministic();
    let is_id = |request: &Value, place: &str| {
        let text = request.pointer(place).and_then(Value::as_str);
        text.is_some_and(|text| Uuid::parse_str(text).is_ok())
    };
    let mut outcomes = [0_u32; 3];
    for _ in 0..400 {
        let (which, leaf, value, by_family, with_ids) = strategy.new_tree(&mut runner).unwrap().current();
        let op = operations(house, id, ticket, message).swap_remove(which);
        let mut request = json!({"op_id": unused(), "written_at": 1_764_460_800_000_i64, "op": op});
        let mut places = leaves(&request, String::new());
        // Places of identifiers are rarely replaced: an identifier that is none is refused before the rest is
        // looked at.
        places.retain(|place| place != "/op/type" && (with_ids == 0 || !is_id(&request, place)));
        let place = leaf.get(&places);
        *request.pointer_mut(place).unwrap() = json!("HERE");
        let body = request.to_string().replace("\"HERE\"", &value);
        let device: &Device = if by_family { &scene.maria } else { &scene.ana };
        let (status, answer) = raw::op(addr, &device.token(), &body).await;
        let what = format!(
            "{status} {answer}, {place} of {request}: {}",
            value.chars().take(80).collect::<String>()
        );
        match status {
            200 => {
                let receipt: Receipt = serde_json::from_str(&answer).expect(&what);
                require_exact(&serde_json::from_str(&answer).unwrap());
                let is_applied = matches!(receipt.outcome, conversas_protocol::Outcome::Applied { .. });
                outcomes[usize::from(is_applied)] += 1;
            }
            400 | 413 => {
                serde_json::from_str::<ErrorBody>(&answer).expect(&what);
                outcomes[2] += 1;
            }
            _ => panic!("{what}"),
        }
    }
    assert!(outcomes.iter().all(|count| *count > 20), "all three happen: {outcomes:?}");
    for (device, words) in [(&scene.maria, "fim da família"), (&scene.ana, "fim da escola")] {
        let body = json!({"op_id": unused(), "written_at": 0, "op": {"type": "start_ticket",
            "conversation_id": id, "entry_id": unused(), "text": words, "seen": null}});
        let (_, answer) = raw::op(addr, &device.token(), &body.to_string()).await;
        if answer.contains("ticket_still_open") {
            let mut body = body;
            body["op_id"] = json!(unused());
            body["op"]["type"] = json!("send_message");
            let (_, answer) = raw::op(addr, &device.token(), &body.to_string()).await;
            assert!(answer.contains("applied"), "{answer}");
        }
    }
    let server = scene::direct(house);
    for person in [house.maria, house.ana] {
        let window = window(None).await;
        sign_in(&window, person, &server).await.unwrap();
        let items = reads(&window, id, "fim da escola").await;
        assert!(items.iter().all(|item| item.kind != ItemKind::Unreadable));
        assert!(items.len() > 20, "{} items", items.len());
        let _: ConversationDetail = asked(&window.host, ConversationQuery { id }).await;
    }
}
