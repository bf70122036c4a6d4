//! The list of a channel.

use conversas_tests::e2e::people::{ANA, FERNANDA, PRISCILA};
use conversas_tests::e2e::{Look, Page, play, until};

async fn shows_only(page: &Page, statuses: &[&str]) {
    until(&format!("the list shows only {statuses:?}"), async || {
        let rows = page.rows().await;
        let fits = |row: &String| statuses.iter().any(|status| row.contains(status));
        (!rows.is_empty() && rows.iter().all(fits)).then_some(())
    })
    .await;
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
        until("the same conversations as before", async || (page.rows().await == others).then_some(())).await;
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
