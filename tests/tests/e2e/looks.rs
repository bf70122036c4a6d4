//! The look of the app: motion, and the rule that nothing moves, covers or squeezes the text that is being
//! read.

use conversas_tests::e2e::people::{ANA, RAFAELA};
use conversas_tests::e2e::{Key, Look, Page, play, until};
use serde_json::{Value, json};

const SHORT: &str = "Perfeito, obrigada! Aproveitando: o boleto de abril veio sem o desconto de irmãos.";

/// Answers the name and length of the motion with which an element appeared.
async fn came(page: &Page, what: &str) -> Value {
    let script = "const style = getComputedStyle(document.querySelector(arguments[0]));
        return [style.animationName, style.animationDuration]";
    page.js(script, vec![json!(what)]).await
}

#[test]
fn dialogs_sheets_menus_and_threads_come_in_the_time_of_the_design() {
    play(async |stage| {
        let (desk, hand) = (stage.device("mesa", Look::WIDE).await, stage.phone("mão").await);
        for (page, dialog) in [(desk.page(), "rise"), (hand.page(), "from-below")] {
            page.signs_in(ANA).await;
            page.opens("Juliana Prado").await;
            page.clicks("button", "Anexar arquivo, mídia ou áudio").await;
            page.sees("menuitem", "Áudio").await;
            assert_eq!(came(page, ".clip-menu").await, json!(["rise", "0.16s"]));
            page.presses(&[Key::Escape]).await;
            page.sees_no("menuitem", "").await;
            page.clicks("button", "Finalizar").await;
            page.sees("dialog", "Finalizar este atendimento?").await;
            assert_eq!(came(page, "dialog[open]").await, json!([dialog, "0.24s"]));
            page.clicks("button", "Voltar").await;
            page.sees_no("dialog", "").await;
        }
        assert_eq!(came(hand.page(), ".thread").await, json!(["from-end", "0.24s"]));
        hand.page().prefers(&[("prefers-reduced-motion", "reduce")]).await;
        hand.page().clicks("button", "Finalizar").await;
        hand.page().sees("dialog", "Finalizar este atendimento?").await;
        assert_eq!(hand.page().motions().await, 0, "for people who do not want motion");
    });
}

/// Answers how many labels of days cover words that are in sight.
async fn covering_days(page: &Page) -> Value {
    let script = "const log = find('log', '').getBoundingClientRect();
        const boxes = (what) => [...document.querySelectorAll(what)].map((one) => one.getBoundingClientRect());
        const over = (a, b) => a.top < b.bottom && b.top < a.bottom && a.bottom > log.top && b.bottom > log.top;
        return boxes('.log .day').filter((day) => boxes('.log .bubble').some((bubble) => over(day, bubble))).length";
    page.js(script, vec![]).await
}

#[test]
fn the_day_stays_in_sight_while_one_scrolls_and_covers_nothing_at_rest() {
    play(async |stage| {
        let device = stage.device("equipe", Look::WIDE).await;
        let page = device.page();
        page.signs_in(ANA).await;
        page.opens("Juliana Prado").await;
        page.message(SHORT).await;
        until("nothing lies over the words", async || (covering_days(page).await == json!(0)).then_some(()))
            .await;
        let scrolls = "const log = find('log', '');
            const steps = setInterval(() => { log.scrollTop -= 7; }, 50);
            setTimeout(() => clearInterval(steps), 1000);
            window.stuck = false;
            const look = () => {
                const place = log.getBoundingClientRect();
                const near = (day) => Math.abs(day.getBoundingClientRect().top - place.top) < 24;
                window.stuck ||= [...log.querySelectorAll('.day')].some((day) => getComputedStyle(day).position === 'sticky' && near(day));
                if (!window.stuck) requestAnimationFrame(look);
            };
            look();";
        page.js(scrolls, vec![]).await;
        until("the day stands at the top", async || {
            (page.js("return window.stuck", vec![]).await == json!(true)).then_some(())
        })
        .await;
        until("the day is back in its place", async || {
            let moving = page.js("return find('log', '').classList.contains('moving')", vec![]).await;
            (moving == json!(false)).then_some(())
        })
        .await;
        assert_eq!(covering_days(page).await, json!(0), "at rest");
    });
}

/// Answers the places of all messages.
async fn places(page: &Page) -> Value {
    let script =
        "return [...document.querySelectorAll('.log :is(.bubble, .staff-note, .event, .day)')].map((one) => {
        const { left, top, width, height } = one.getBoundingClientRect();
        return [left, top, width, height].map(Math.round);
    })";
    page.js(script, vec![]).await
}

/// Answers whether two places are equal, apart from a pixel of rounding.
fn assert_alike(one: &Value, other: &Value, name: &str) {
    match (one, other) {
        (Value::Array(one), Value::Array(other)) => {
            assert_eq!(one.len(), other.len(), "{name}");
            one.iter().zip(other).for_each(|(one, other)| assert_alike(one, other, name));
        }
        _ => {
            let apart = one.as_f64().zip(other.as_f64()).map(|(one, other)| (one - other).abs());
            assert!(apart.is_some_and(|apart| apart <= 1.0), "{name}: {one} was {other}");
        }
    }
}

#[test]
fn selecting_moves_nothing() {
    play(async |stage| {
        for (name, look) in [("mesa", Look::WIDE), ("mão", Look::PHONE)] {
            let device = stage.device(name, look).await;
            let page = device.page();
            page.signs_in(ANA).await;
            page.opens("Juliana Prado").await;
            page.message(SHORT).await;
            page.is_still().await;
            let before = places(page).await;
            page.holds(SHORT).await;
            page.sees("toolbar", "Ações da seleção").await;
            page.is_still().await;
            assert_alike(&places(page).await, &before, name);
            page.clicks("button", "Sair da seleção").await;
            page.sees_no("toolbar", "Ações da seleção").await;
            assert_alike(&places(page).await, &before, name);
        }
    });
}

#[test]
fn a_long_file_name_leaves_the_details_their_width() {
    play(async |stage| {
        let device = stage.device("equipe", Look::WIDE).await;
        let page = device.page();
        page.signs_in(RAFAELA).await;
        page.opens("Wellington Braga").await;
        let name =
            "Lista de materiais do sétimo ano com uniforme, livros e o calendário inteiro do semestre.txt";
        page.drops(name, "Caderno, lápis e borracha").await;
        page.sees("button", "Remover Lista").await;
        page.clicks("button", "Enviar").await;
        page.tray_holds(&[]).await;
        page.sees("button", &format!("Ir para a mensagem: {name}")).await;
        assert_eq!(page.misfits().await, [""; 0]);
        let within = "const pane = find('complementary', '').getBoundingClientRect();
            return all('button').filter((one) => one.closest('aside')).every((one) => one.getBoundingClientRect().right <= pane.right)";
        assert_eq!(page.js(within, vec![]).await, json!(true), "the ways to the messages are in the pane");
        let ends = "return [...document.querySelectorAll('aside .end')].map((end) => end.textContent)";
        let ends: Vec<String> = serde_json::from_value(page.js(ends, vec![]).await).expect("words");
        assert!(ends.iter().any(|end| end.ends_with(".txt")), "the extension is seen: {ends:?}");
    });
}

#[test]
fn a_toast_stands_over_the_thread_and_above_the_composer() {
    play(async |stage| {
        for (name, look) in [("mesa", Look::WIDE), ("tablet", Look::MEDIUM), ("mão", Look::PHONE)] {
            let device = stage.device(name, look).await;
            let page = device.page();
            page.signs_in(ANA).await;
            page.opens("Juliana Prado").await;
            page.holds(SHORT).await;
            page.clicks("button", "Copiar").await;
            page.sees_no("toolbar", "").await;
            let stands = "const box = (what) => document.querySelector(what)?.getBoundingClientRect();
                const [toast, thread, foot] = [box('.toast'), box('.thread'), box('.thread-foot')];
                return toast && [toast.left >= thread.left, toast.right <= thread.right, toast.bottom <= foot.top, foot.top - toast.bottom < 40]";
            until("the toast is there", async || {
                (page.js(stands, vec![]).await == json!([true, true, true, true])).then_some(())
            })
            .await;
        }
    });
}

#[test]
fn the_end_of_the_thread_stays_in_sight_when_the_recorder_opens_and_closes() {
    play(async |stage| {
        let _sound = stage.sound().await;
        let device = stage.window("equipe").await;
        let page = device.page();
        page.signs_in(ANA).await;
        page.opens("Juliana Prado").await;
        let from_end = "const log = find('log', ''); return Math.round(log.scrollHeight - log.scrollTop - log.clientHeight)";
        let at_end = async |when: &str| {
            until(&format!("the end is in sight {when}"), async || {
                let below = page.js(from_end, vec![]).await;
                let button = page.js("return find('button', 'Ir para o fim') === null", vec![]).await;
                (below.as_i64().is_some_and(|below| below < 2) && button == json!(true)).then_some(())
            })
            .await;
        };
        at_end("at first").await;
        page.clicks("button", "Anexar arquivo, mídia ou áudio").await;
        page.clicks("menuitem", "Áudio").await;
        page.reads_in("timer", "Tempo de gravação", "0:01").await;
        at_end("while one records").await;
        page.clicks("button", "Excluir áudio").await;
        page.reads("Áudio excluído.").await;
        at_end("afterwards").await;
    });
}
