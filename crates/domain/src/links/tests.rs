use super::*;

/// Answers the text with links in brackets.
fn marked(text: &str) -> String {
    let mut shown = text.to_owned();
    for found in find(text).into_iter().rev() {
        shown.insert(found.range.end, ']');
        shown.insert(found.range.start, '[');
    }
    shown
}

fn address(text: &str) -> Option<String> {
    find(text).first().map(|found| found.link.address())
}

#[test]
fn addresses_of_the_web_end_before_the_punctuation_of_their_sentence() {
    for text in [
        "Veja [https://escola.example/matricula?ano=2027#vagas].",
        "([http://escola.example]), depois",
        "(veja [www.escola.com.br/a_(b)])",
        "“[escola.com.br]” ou [https://escola.com.br/x-y_z/]!",
        "[HTTPS://Escola.COM.BR/Caminho]… e [bit.ly/3abc]",
        "[https://escola.example/ação]，ok",
        "[http://192.168.0.1:8080/x]",
    ] {
        assert_eq!(marked(&text.replace(['[', ']'], "")), text);
    }
    assert_eq!(address("www.escola.com.br").as_deref(), Some("https://www.escola.com.br"));
    assert_eq!(address("HTTP://Escola.com.br/A").as_deref(), Some("http://escola.com.br/A"));
}

#[test]
fn e_mail_addresses_and_telephone_numbers_are_links() {
    for text in [
        "Escreva para [secretaria@escola.com.br].",
        "<[ana.lopes+pais@escola.example]>, ou [mailto:ana@escola.example]",
        "Ligue: [(11) 91234-5678], [11 3456-7890] ou [+55 11 91234-5678].",
        "[0800 123 4567] / [0800-123-4567]",
        "meu número [11912345678]; o fixo [3456-7890], o outro [9 1234-5678]",
        "[+351 912 345 678] (Lisboa)",
        "[11 91234-5678] [11 99876-5432]",
    ] {
        assert_eq!(marked(&text.replace(['[', ']'], "")), text);
    }
    assert_eq!(address("(11) 91234-5678").as_deref(), Some("tel:+5511912345678"));
    assert_eq!(address("3456-7890").as_deref(), Some("tel:34567890"));
    assert_eq!(address("Ana@Escola.example").as_deref(), Some("mailto:Ana@Escola.example"));
}

#[test]
fn the_time_for_a_text_grows_with_its_length_alone() {
    let brackets = "(".repeat(33_333) + &")".repeat(66_667);
    let mut texts = vec![brackets, "(".repeat(50_000) + &"a.br/)".repeat(8_000)];
    for piece in [
        "(",
        "(]",
        "[(",
        "a",
        "1",
        "+",
        "+1 ",
        "1 ",
        "(1",
        "(1)",
        "1-(",
        "a,",
        "a(",
        "a)",
        "ã!",
        "a.br,",
        "a.br/,",
        "a.br:",
        "a.br:80,",
        "a.br?,",
        "a.br()/",
        "www.a.br][",
        "http://",
        "http://a,",
        "http://a:x/,",
        "http://a()?x,",
        "http://a@b,",
        "https://a ",
        "mailto:",
        "a@a,",
        "a@a.br,",
        "a._%+-,",
        "0800 ",
        "11 91234-567 ",
        "…",
        "\u{200F}",
    ] {
        texts.push(piece.repeat(100_000 / piece.len()));
        texts.push(piece.repeat(50_000 / piece.len()) + &").".repeat(25_000));
    }
    for text in texts {
        let begun = std::time::Instant::now();
        find(&text);
        let (took, begins) = (begun.elapsed(), text.chars().take(12).collect::<String>());
        // The limit suits an unoptimised build on a busy machine; time that grows with the square of the
        // length is far above it.
        assert!(took.as_secs() < 20, "{begins:?}: {took:?}");
    }
}

#[test]
fn an_address_has_an_end() {
    let longest = format!("https://a.example/{}", "x".repeat(LONGEST - 18));
    assert_eq!(address(&longest).as_deref(), Some(&*longest));
    assert_eq!(Link::parse(&longest), Some(Link::Web(longest.clone())));
    assert_eq!(
        marked(&format!("{longest}x e [a.com]").replace(['[', ']'], "")),
        format!("{longest}x e [a.com]")
    );
    assert_eq!(Link::parse(&format!("{longest}x")), None);
    assert_eq!(address(&format!("a@{}.br", "x".repeat(LONGEST))), None);
}

#[test]
fn what_stands_before_an_address_does_not_hide_it() {
    for text in [
        "veja:[https://escola.example/a(b),c]).",
        "a,b:80,http://-,[escola.com.br/x,y.br]",
        "((((1)([www.escola.com.br]))",
        "http://a,b[c",
        "ana@b,[ana@escola.example],[https://escola.example?a]!",
    ] {
        let plain = match text.contains("[c") {
            true => text.to_owned(),
            false => text.replace(['[', ']'], ""),
        };
        assert_eq!(marked(&plain), text);
    }
}

#[test]
fn other_numbers_and_words_stay_as_they_are() {
    for text in [
        "CPF 123.456.789-09, RG 12.345.678-9, nascido em 12/05/2019",
        "boleto 34191.79001 01043.510047 91020.150008 1 96610000026035",
        "R$ 1.234,56, das 14h às 15h30, ano letivo 2025-2026, página 12-13",
        "amanhã.me avise, ok.obrigada, sala 4.2, nota 9.5, arquivo.pdf",
        "ana@, @ana, a@b, 4º ano B, matrícula 20261234",
        "javascript:alert(1) data:text/html,x file:///etc/passwd vbscript:x",
        "https:// http://-a http://.",
    ] {
        assert_eq!(marked(text), text);
    }
}

#[test]
fn where_a_link_really_leads_is_told() {
    let leads = |text: &str| find(text).first().map(|found| found.link.leads_to().to_owned());
    assert_eq!(leads("https://banco.com.br@mau.example/x").as_deref(), Some("mau.example"));
    assert_eq!(leads("https://аpple.com").as_deref(), Some("xn--pple-43d.com"));
    assert_eq!(leads("https://bücher.example:8443/a").as_deref(), Some("xn--bcher-kva.example"));
    // An invisible character ends an address, because it could turn its end around.
    assert_eq!(marked("https://a.example/\u{200F}fdp.exe"), "[https://a.example/]\u{200F}fdp.exe");
}

#[test]
fn only_what_could_have_been_found_is_opened() {
    for text in
        ["https://escola.example/a?b=c", "ana@escola.example", "(11) 91234-5678", "https://bücher.example"]
    {
        let found = find(text).remove(0).link;
        assert_eq!(Link::parse(&found.address()), Some(found));
    }
    for address in [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "smb://host/share",
        "https://a.example/ file:///x",
        "https://a.example/\n",
        "tel:*#06#",
        "mailto:a@b.example?attach=/etc/passwd",
        "escola.example",
        "",
    ] {
        assert_eq!(Link::parse(address), None, "{address}");
    }
}
