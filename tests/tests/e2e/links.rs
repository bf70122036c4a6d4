//! Addresses that people write.

use conversas_tests::e2e::people::ANA;
use conversas_tests::e2e::{Look, play};
use serde_json::json;

#[test]
fn addresses_in_a_message_are_links_that_say_where_they_lead() {
    play(async |stage| {
        let device = stage.device("equipe", Look::WIDE).await;
        let page = device.page();
        page.signs_in(ANA).await;
        page.opens("Wellington Braga").await;
        let text = "Veja https://banco.example@mau.example/a. Ligue (11) 91234-5678 ou escreva a ana@escola.example; javascript:alert(1)";
        page.writes(text).await;
        page.message_is(text, "arrived").await;
        let trick = "https://banco.example@mau.example/a";
        let of = async |name: &str, attribute: &str| page.attribute("link", name, attribute).await;
        assert_eq!(of(trick, "href").await.as_deref(), Some(trick));
        assert_eq!(of(trick, "title").await.as_deref(), Some("Abre mau.example fora do Conversas"));
        assert_eq!(of(trick, "rel").await.as_deref(), Some("noopener noreferrer"));
        assert_eq!(of(trick, "target").await.as_deref(), Some("_blank"));
        assert_eq!(of("(11) 91234-5678", "href").await.as_deref(), Some("tel:+5511912345678"));
        assert_eq!(of("ana@escola.example", "href").await.as_deref(), Some("mailto:ana@escola.example"));
        let count = page.js("return document.querySelectorAll('.log a').length", vec![]).await;
        assert_eq!(count, json!(3));
    });
}
