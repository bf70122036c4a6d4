//! Messages that only a newer app can show, and a server that requires a newer app.

use conversas_testkit::{Cable, Trouble};
use conversas_tests::e2e::people::{ANA, WELLINGTON};
use conversas_tests::e2e::{Look, play};
use serde_json::json;

const WORDS: &str = "Enquete: passeio na sexta?";
const SENTENCE: &str = "Atualize o aplicativo para ver isto.";

/// The network between the family's phone and this server.
async fn cable(url: &str) -> Cable {
    Cable::to(url.trim_start_matches("http://").trim_end_matches('/').parse().expect("an address")).await
}

#[test]
fn what_only_a_newer_app_shows_says_so_in_its_thread_and_in_the_list_and_nothing_is_offline() {
    play(async |stage| {
        let cable = cable(&stage.url()).await;
        let poll =
            |answer: &str| answer.replace(&format!("\"text\":\"{WORDS}\""), &format!("\"poll\":\"{WORDS}\""));
        cable.set(Trouble::rewrites_answers(poll));
        let phone = stage.phone("familia").await;
        let home = phone.page();
        home.fills_in("Endereço da escola", &cable.url()).await;
        home.signs_in(WELLINGTON).await;

        let office = stage.device("equipe", Look::WIDE).await;
        let school = office.page();
        school.signs_in(ANA).await;
        school.opens("Wellington Braga").await;
        school.writes(WORDS).await;
        school.message_is(WORDS, "arrived").await;

        home.first_row_says(&[SENTENCE]).await;
        home.opens("Secretaria").await;
        home.reads_in("log", "", SENTENCE).await;
        home.reads_no_more("Sem conexão").await;

        home.writes("Vamos!").await;
        school.message("Vamos!").await;
    });
}

#[test]
fn a_server_that_wants_a_newer_app_says_so_and_nothing_is_lost() {
    play(async |stage| {
        let cable = cable(&stage.url()).await;
        let mut phone = stage.phone("familia").await;
        let home = phone.page();
        home.fills_in("Endereço da escola", &cable.url()).await;
        home.signs_in(WELLINGTON).await;

        let newer = |answer: &str| {
            let (head, _) = answer.split_once("\r\n\r\n").expect("an answer");
            let head =
                head.replacen(head.lines().next().unwrap_or_default(), "HTTP/1.1 426 Upgrade Required", 1);
            format!("{head}\r\n\r\n{{\"code\":\"app_too_old\",\"message\":\"\"}}")
        };
        cable.set(Trouble::rewrites_answers(newer));
        phone.leave().await;
        phone.come_back().await;
        let home = phone.page();
        home.reads("Atualize o aplicativo.").await;
        let below = "const banner = document.querySelector('.banner');
            const [said, button] = ['.text', 'button'].map((part) => banner.querySelector(part).getBoundingClientRect());
            return button.top >= said.bottom && said.width > banner.clientWidth * 0.75";
        assert_eq!(home.js(below, vec![]).await, json!(true), "its button stands below its words");
        home.opens("Secretaria").await;
        home.writes("Fica na fila").await;
        home.reads("1 mensagem na fila.").await;
        home.reads_no_more("Sem conexão").await;
        home.message_is("Fica na fila", "queued").await;

        cable.clear();
        // The app is started again, because connections that are already open are still rewritten.
        phone.leave().await;
        phone.come_back().await;
        let home = phone.page();
        home.opens("Secretaria").await;
        home.reads_no_more("Atualize o aplicativo.").await;
        home.message_is("Fica na fila", "arrived").await;
    });
}
