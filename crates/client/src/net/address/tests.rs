use super::*;

fn parsed(typed: &str) -> Result<String, AddressFault> {
    parse(typed).map(String::from)
}

fn address(typed: &str) -> Url {
    parse(typed).expect("an address")
}

#[test]
fn a_bare_name_means_https_and_this_machine_http() {
    for (typed, meant) in [
        ("conversas.escola.example", "https://conversas.escola.example/"),
        (" localhost:8080/ ", "http://localhost:8080/"),
        ("127.0.0.1:8080", "http://127.0.0.1:8080/"),
        ("[::1]:8080", "http://[::1]:8080/"),
        ("HTTPS://Escola.Example", "https://escola.example/"),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080/"),
    ] {
        assert_eq!(parsed(typed).as_deref(), Ok(meant), "{typed}");
    }
}

#[test]
fn what_came_along_when_an_address_was_pasted_is_left_out() {
    for typed in [
        "\u{200b}escola.example",
        "escola.example\u{200b}",
        "es\u{ad}cola\u{2060}.example\u{feff}",
        "\u{202a}https://escola.example\u{202c}",
        "<https://escola.example>,",
        "“escola.example”",
        "https:/escola.example",
        "https//escola.example",
        "\thttps://escola.example/?next=%2F#login\n",
        "https://escola.example/#/inbox",
        "mailto:escola.example",
    ] {
        assert_eq!(parsed(typed).as_deref(), Ok("https://escola.example/"), "{typed:?}");
    }
}

#[test]
fn what_is_not_an_address_is_refused_with_the_reason() {
    for typed in ["", "  ", "\u{200b}", "two words", "ftp://x", "http://", "https://", "https://a:b@c"] {
        assert_eq!(parsed(typed), Err(AddressFault::NotAnAddress), "{typed}");
    }
    for typed in ["ana@escola.example", "mailto:ana@escola.example", "https://ana@escola.example"] {
        assert_eq!(parsed(typed), Err(AddressFault::Email), "{typed}");
    }
}

#[test]
fn http_is_for_this_machine_alone() {
    for typed in
        ["http://10.0.0.5", "http://escola.example", "HTTP://escola.example:8080/x", "http:/a.example"]
    {
        assert_eq!(parsed(typed), Err(AddressFault::Insecure), "{typed}");
    }
    let kept = |address| kept(address).map(String::from);
    assert_eq!(kept("http://10.0.0.5:8080/").as_deref(), Some("https://10.0.0.5:8080/"));
    assert_eq!(kept("http://127.0.0.1:8080/").as_deref(), Some("http://127.0.0.1:8080/"));
}

#[test]
fn an_address_is_shown_as_one_would_type_it() {
    for typed in ["escola.example", "escola.example/conversas", "127.0.0.1:8080", "https://localhost:8443"] {
        let again = shown(&address(typed));
        assert_eq!(again, typed);
        assert_eq!(address(&again), address(typed));
    }
}

#[test]
fn an_email_is_cleaned_like_an_address() {
    for typed in [
        "ana@escola.example",
        " ana@escola.example\u{200b}",
        "mailto:ana@escola.example?subject=Oi",
        "<ana@escola.example>,",
        "\u{feff}ana@\u{ad}escola.example",
    ] {
        assert_eq!(email(typed), "ana@escola.example", "{typed:?}");
    }
}

#[test]
fn a_server_is_looked_for_above_a_page_of_it() {
    let places: Vec<_> =
        places(&address("escola.example/conversas/login")).into_iter().map(String::from).collect();
    let expected = [
        "https://escola.example/conversas/login",
        "https://escola.example/conversas",
        "https://escola.example/",
    ];
    assert_eq!(places, expected);
}

#[test]
fn only_the_same_route_by_https_is_followed() {
    let asked = Url::parse("http://localhost:8080/v1/sync?cursor=1").expect("an address");
    let led = |location: &str| secured(&asked, location).map(String::from);
    let expected = "https://localhost:8443/v1/sync?cursor=1";
    assert_eq!(led("https://localhost:8443/v1/sync?cursor=1").as_deref(), Some(expected));
    for location in [
        "http://localhost:8081/v1/sync?cursor=1",
        "https://evil.example/v1/sync?cursor=1",
        "https://localhost.evil.example/v1/sync?cursor=1",
        "https://localhost:8443/login",
        "https://localhost:8443/v1/sync",
        "https://a@localhost:8443/v1/sync?cursor=1",
        "/v1/sync?cursor=1",
        "//evil.example/v1/sync?cursor=1",
        "javascript:alert(1)",
        "",
    ] {
        assert_eq!(led(location), None, "{location}");
    }
    let by_https = Url::parse("https://localhost:8080/v1/sync?cursor=1").expect("an address");
    assert_eq!(secured(&by_https, "https://localhost:8443/v1/sync?cursor=1"), None);
    let base = Url::parse("http://localhost:8080/conversas").expect("an address");
    let to = Url::parse("https://localhost:8443/conversas/v1/sync?cursor=1").expect("an address");
    assert_eq!(moved(&base, &to).as_str(), "https://localhost:8443/conversas");
}

#[test]
fn a_link_never_leads_to_another_server() {
    let base = address("https://escola.example/conversas");
    let lead = |link| below(&base, link).map(String::from);
    assert_eq!(lead("/v1/f/1?s=a%20b").as_deref(), Some("https://escola.example/conversas/v1/f/1?s=a%20b"));
    assert_eq!(lead("https://evil.example/x"), None);
    for link in ["//evil.example/x", "/\\evil.example", "/@evil.example", "/../../x"] {
        assert_eq!(
            below(&base, link).and_then(|url| url.host_str().map(str::to_owned)).as_deref(),
            Some("escola.example"),
            "{link}"
        );
    }
}

#[test]
fn routes_stand_below_a_path() {
    let base = address("https://escola.example/conversas");
    assert_eq!(route(&base, "v1/ops").as_str(), "https://escola.example/conversas/v1/ops");
}
