//! System notifications of the real window, on a desk that shows them.

use conversas_tests::e2e::people::{ANA, FERNANDA, WELLINGTON};
use conversas_tests::e2e::play;

#[test]
fn a_notice_tells_who_wrote_is_replaced_opens_the_conversation_and_goes_when_it_is_read() {
    play(async |stage| {
        let staff = stage.window("equipe").await;
        let notices = staff.notices().await;
        let family = stage.phone("familia").await;
        let other = stage.phone("outra").await;
        staff.page().signs_in(ANA).await;
        family.page().signs_in(WELLINGTON).await;
        family.page().opens("Secretaria").await;

        family.page().writes("Só entre nós: o portão fica aberto?").await;
        let notice = notices.shows("Wellington Braga · Bento Braga", 1).await;
        assert_eq!(notice.body, "Nova mensagem · Secretaria", "without what it says");
        family.page().writes("Até que horas?").await;
        let notice = notices.shows("Wellington Braga", 2).await;
        assert_eq!(notice.body, "2 novas mensagens · Secretaria");
        assert_eq!(notices.on_screen().len(), 1, "one for each conversation");

        notices.click(&notice).await;
        staff.page().message("Até que horas?").await;
        staff.page().row(&["Wellington Braga", "Até que horas?"]).await;
        family.page().writes("Enquanto você olha").await;
        staff.page().message("Enquanto você olha").await;

        other.page().signs_in(FERNANDA).await;
        other.page().opens("Secretaria").await;
        other.page().clicks("button", "Iniciar novo atendimento").await;
        other.page().writes("Bom dia!").await;
        notices.shows("Fernanda Queiroz", 1).await;
        assert_eq!(notices.on_screen().len(), 1, "nothing of the conversation that stood open");
        staff.page().opens("Fernanda Queiroz").await;
        staff.page().message("Bom dia!").await;
        notices.shows_nothing().await;
    });
}
