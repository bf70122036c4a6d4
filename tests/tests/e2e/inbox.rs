//! The list of a channel.

use conversas_tests::e2e::people::{ANA, FERNANDA, PRISCILA, WELLINGTON};
use conversas_tests::e2e::{Key, Look, Page, play, until};
use serde_json::json;

async fn shows_only(page: &Page, statuses: &[&str]) {
    until(&format!("the list shows only {statuses:?}"), async || {
        let rows = page.rows().await;
        let fits = |row: &String| statuses.iter().any(|status| row.contains(status));
        (!rows.is_empty() && rows.iter().all(fits)).then_some(())
    })
    .await;
}

/// Answers the words of the rows, without the minutes that a family has waited, which change.
fn without_minutes(rows: &[String]) -> Vec<String> {
    rows.iter().map(|row| row.replace(|letter: char| letter.is_ascii_digit(), "")).collect()
}

#[test]
fn filters_narrow_the_list_say_how_many_and_are_remembered() {
    play(async |stage| {
        let mut device = stage.window("equipe").await;
        let page = device.page();
        page.signs_in(ANA).await;
        page.reads("8 conversas").await;

        page.clicks("button", "Pendente").await;
        shows_only(page, &["Pendente"]).await;
        page.reads("2 de 8").await;
        page.clicks("button", "Finalizado").await;
        shows_only(page, &["Pendente", "Finalizado"]).await;
        page.reads("3 de 8").await;
        page.clicks("button", "Limpar filtros").await;
        page.reads("8 conversas").await;

        page.chooses("Meus atendimentos").await;
        shows_only(page, &["Em atendimento", "Finalizado"]).await;
        page.clicks("button", "Em atendimento").await;
        shows_only(page, &["Em atendimento"]).await;
        let mine = page.rows().await;
        page.chooses("Atendimentos do canal").await;
        until("other conversations", async || {
            let rows = page.rows().await;
            (!rows.is_empty() && rows.iter().all(|row| !mine.contains(row))).then_some(())
        })
        .await;
        let others = page.rows().await;

        device.leave().await;
        device.come_back().await;
        let page = device.page();
        let same = async || (without_minutes(&page.rows().await) == without_minutes(&others)).then_some(());
        until("the same conversations as before", same).await;
        assert_eq!(page.attribute("button", "Em atendimento", "aria-pressed").await.as_deref(), Some("true"));
        page.clicks("button", "Limpar filtros").await;
        page.reads("8 conversas").await;
    });
}

#[test]
fn a_name_is_found_without_its_accents_also_without_a_server() {
    play(async |stage| {
        let device = stage.window("equipe").await;
        let page = device.page();
        page.signs_in(PRISCILA).await;
        page.reads("5 conversas").await;

        page.fills_in("Buscar aluno ou responsável", "joao").await;
        page.reads("1 de 5").await;
        page.row(&["João Vieira", "Nelson Vieira"]).await;

        stage.stop_server();
        page.fills_in("Buscar aluno ou responsável", "CARDOSO").await;
        page.reads("2 de 5").await;
        page.fills_in("Buscar aluno ou responsável", "ninguém assim").await;
        page.reads("Nada encontrado").await;
        page.clicks("button", "Limpar busca").await;
        page.reads("5 conversas").await;
    });
}

#[test]
fn another_channel_is_another_list() {
    play(async |stage| {
        let device = stage.window("equipe").await;
        let page = device.page();
        page.signs_in(PRISCILA).await;
        page.row(&["João Vieira"]).await;
        page.clicks("button", "Trocar de canal").await;
        page.clicks("menuitemradio", "Financeiro").await;
        page.sees("listbox", "Conversas do canal Financeiro").await;
        page.row(&["Lívia Cardoso", "Em atendimento"]).await;
        assert!(page.rows().await.iter().all(|row| !row.contains("João Vieira")));
    });
}

async fn place(page: &Page, name: &str) -> Option<usize> {
    page.rows().await.iter().position(|row| row.contains(name))
}

#[test]
fn rows_keep_their_places_under_the_pointer_and_take_the_new_ones_when_it_rests() {
    play(async |stage| {
        let staff = stage.device("equipe", Look::WIDE).await;
        let family = stage.phone("familia").await;
        let (school, home) = (staff.page(), family.page());
        school.signs_in(ANA).await;
        school.row(&["Fernanda Queiroz", "Finalizado"]).await;
        let before = place(school, "Fernanda Queiroz").await;
        home.signs_in(FERNANDA).await;
        home.opens("Secretaria").await;
        home.clicks("button", "Iniciar novo atendimento").await;

        let pointing = until("the row says what is new", async || {
            school.points_at("option", "").await;
            let rows = school.rows().await;
            rows.iter().any(|row| row.contains("A Alice pode sair mais cedo?")).then_some(())
        });
        tokio::join!(pointing, home.writes("A Alice pode sair mais cedo?"));
        assert_eq!(place(school, "Fernanda Queiroz").await, before);
        school.row(&["Fernanda Queiroz", "Pendente"]).await;
        until("the row goes to its place", async || {
            (place(school, "Fernanda Queiroz").await < before).then_some(())
        })
        .await;
    });
}

#[test]
fn a_family_that_writes_again_is_marked_and_the_next_one_is_who_waits_longest() {
    play(async |stage| {
        let staff = stage.device("equipe", Look::WIDE).await;
        let family = stage.phone("familia").await;
        let (school, home) = (staff.page(), family.page());
        school.signs_in(ANA).await;
        school.row(&["Wellington Braga", "Em atendimento"]).await;
        home.signs_in(WELLINGTON).await;
        home.opens("Secretaria").await;
        home.writes("Alguém achou o casaco?").await;
        school.row(&["Wellington Braga", "Em atendimento", "Esperando a escola há"]).await;
        school.reads("5 esperando").await;
        until("it stands below who waits longer and above who rests", async || {
            (place(school, "Wellington Braga").await == Some(4)).then_some(())
        })
        .await;

        school.opens("Wellington Braga").await;
        school.writes("Ainda não, mas seguimos procurando.").await;
        school.message_is("Ainda não, mas seguimos procurando.", "arrived").await;
        school.reads("4 esperando").await;
        school.presses_alt_and(Key::Down).await;
        school.sees("heading", "Camila Teixeira").await;
        school.presses_alt_and(Key::Down).await;
        school.sees("heading", "Sebastião Rocha").await;
    });
}

#[test]
fn the_order_is_chosen_from_a_menu_and_remembered() {
    play(async |stage| {
        let mut device = stage.device("equipe", Look::WIDE).await;
        let page = device.page();
        page.signs_in(ANA).await;
        page.first_row_says(&["Camila Teixeira"]).await;
        page.clicks("button", "Ordem").await;
        page.sees("menu", "Ordem").await;
        page.clicks("menuitemradio", "Aluno").await;
        page.sees("button", "Aluno").await;
        let student = async |page: &Page| {
            page.js(
                "return [...document.querySelectorAll('[role=option] .student')].map((row) => row.innerText.trim())",
                vec![],
            )
            .await
        };
        let sorted = async |page: &Page| {
            let shown = student(page).await;
            let names: Vec<String> = serde_json::from_value(shown).expect("texts");
            let mut by_name = names.clone();
            by_name.sort_by_key(|name| conversas_domain::search::fold(name));
            (names.len() == 8 && names == by_name).then_some(())
        };
        until("the rows stand by student", async || sorted(page).await).await;

        device.leave().await;
        device.come_back().await;
        let page = device.page();
        until("they still do", async || sorted(page).await).await;
        page.clicks("button", "Ordem").await;
        page.clicks("menuitemradio", "Maior espera").await;
        page.first_row_says(&["Camila Teixeira"]).await;
    });
}

#[test]
fn a_filter_that_shows_nothing_says_that_it_is_the_filter() {
    play(async |stage| {
        let device = stage.device("equipe", Look::WIDE).await;
        let page = device.page();
        page.signs_in(ANA).await;
        page.reads("4 esperando").await;
        page.clicks("button", "Pendente").await;
        page.chooses("Meus atendimentos").await;
        page.reads("Nenhuma conversa com estes filtros").await;
        page.reads("nenhuma delas é pendente").await;
        assert!(!page.text().await.contains("já foram respondidas"), "four families wait");
        page.clicks("button", "Limpar filtros").await;
        page.reads("8 conversas").await;
    });
}

#[test]
fn ordinary_staff_are_not_offered_channels_that_they_cannot_read() {
    play(async |stage| {
        let device = stage.device("equipe", Look::WIDE).await;
        let page = device.page();
        page.signs_in(PRISCILA).await;
        page.clicks("button", "Trocar de canal").await;
        page.sees("menuitemradio", "Financeiro").await;
        page.sees_no("menuitemradio", "Enfermaria").await;
        assert!(!page.text().await.contains("Cada acesso fica registrado"));
    });
}

#[test]
fn a_row_that_is_pressed_while_an_answer_comes_is_opened() {
    play(async |stage| {
        let device = stage.device("equipe", Look::WIDE).await;
        let page = device.page();
        page.signs_in(ANA).await;
        page.sees("option", WELLINGTON.name).await;
        page.holds_answers_back("inbox").await;
        page.clicks("button", "Em atendimento").await;
        page.holds_down("option", WELLINGTON.name).await;
        page.lets_pass("inbox").await;
        until("the list asks again later", async || {
            (page.js("return window.held.inbox.length", vec![]).await != json!(0)).then_some(())
        })
        .await;
        page.lets_go().await;
        page.sees("heading", WELLINGTON.name).await;
    });
}
