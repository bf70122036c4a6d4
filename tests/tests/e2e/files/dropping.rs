//! Files that are dropped where none can be sent.

use conversas_tests::e2e::people::ANA;
use conversas_tests::e2e::{Look, play};

#[test]
fn files_that_cannot_be_dropped_here_are_told_why() {
    play(async |stage| {
        let staff = stage.device("equipe", Look::WIDE).await;
        let page = staff.page();
        page.signs_in(ANA).await;
        page.hangs_a_file_over("listbox").await;
        page.reads("Para anexar arquivos, abra antes uma conversa.").await;

        page.opens("Fernanda Queiroz").await;
        page.sees("button", "Iniciar novo atendimento").await;
        page.hangs_a_file_over("log").await;
        page.reads("Nesta conversa não dá para anexar arquivos agora.").await;
        page.takes_the_file_away().await;

        page.clicks("button", "Iniciar novo atendimento").await;
        page.sees("textbox", "Mensagem").await;
        page.hangs_a_file_over("log").await;
        page.reads("Solte para anexar a esta conversa").await;
    });
}
