//! Rule 20: who else is looking at a conversation.

use conversas_tests::e2e::people::{ANA, JULIANA, RAFAELA};
use conversas_tests::e2e::{Look, play};

#[test]
fn colleagues_see_who_is_looking_and_a_family_is_neither_told_nor_shown() {
    play(async |stage| {
        let hand = stage.phone("familia").await;
        let family = hand.page();
        family.signs_in(JULIANA).await;
        family.opens("Theo Prado").await;
        let desk = stage.window("equipe").await;
        let ana = desk.page();
        ana.signs_in(ANA).await;
        ana.opens("Juliana Prado").await;

        let other = stage.device("colega", Look::WIDE).await;
        let rafaela = other.page();
        rafaela.signs_in(RAFAELA).await;
        rafaela.opens("Juliana Prado").await;
        rafaela.reads("Ana está vendo esta conversa").await;
        ana.reads("Rafaela está vendo esta conversa").await;
        rafaela.types_into("Mensagem", "Bom").await;
        ana.reads("Rafaela está escrevendo").await;
        ana.reads("Rafaela está vendo esta conversa").await;
        assert!(!family.text().await.contains("está vendo"), "a family sees who looks");

        rafaela.opens("Wellington Braga").await;
        ana.reads_no_more("Rafaela está").await;
        rafaela.reads_no_more("está vendo").await;
        ana.opens("Wellington Braga").await;
        rafaela.reads("Ana está vendo esta conversa").await;
        ana.clicks("button", "Ajustes").await;
        rafaela.reads_no_more("está vendo").await;
    });
}
