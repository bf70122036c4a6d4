//! Server addresses as people type them.

use reqwest::Url;

/// The base address: without a scheme https is meant, but http for this machine. None: not an address.
pub(crate) fn parse(typed: &str) -> Option<Url> {
    let typed = typed.trim();
    let typed = if typed.ends_with("://") { "" } else { typed.trim_end_matches('/') };
    if typed.is_empty() || typed.contains(char::is_whitespace) {
        return None;
    }
    let url = if typed.contains("://") {
        Url::parse(typed).ok()?
    } else {
        let guess = Url::parse(&format!("http://{typed}")).ok()?;
        if is_loopback(&guess) { guess } else { Url::parse(&format!("https://{typed}")).ok()? }
    };
    let usable = matches!(url.scheme(), "http" | "https")
        && url.host_str().is_some_and(|host| !host.is_empty())
        && url.username().is_empty()
        && url.password().is_none()
        && url.query().is_none();
    usable.then_some(url)
}

fn is_loopback(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost"
        || host.ends_with(".localhost")
        || bare.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// A route below the base address.
pub(super) fn route(base: &Url, path: &str) -> Url {
    let mut url = base.clone();
    let joined = format!("{}/{path}", base.path().trim_end_matches('/'));
    url.set_path(&joined);
    url
}

/// What the server calls by path and query, below the base address. None: it leads elsewhere.
pub(super) fn below(base: &Url, path_and_query: &str) -> Option<Url> {
    let (path, query) = match path_and_query.split_once('?') {
        Some((path, query)) => (path, Some(query)),
        None => (path_and_query, None),
    };
    let mut url = route(base, path.strip_prefix('/')?);
    url.set_query(query);
    Some(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(typed: &str) -> Option<String> {
        parse(typed).map(String::from)
    }

    #[test]
    fn a_bare_name_means_https_and_this_machine_http() {
        assert_eq!(parsed("conversas.escola.example").as_deref(), Some("https://conversas.escola.example/"));
        assert_eq!(parsed(" localhost:8080/ ").as_deref(), Some("http://localhost:8080/"));
        assert_eq!(parsed("127.0.0.1:8080").as_deref(), Some("http://127.0.0.1:8080/"));
        assert_eq!(parsed("http://10.0.0.5").as_deref(), Some("http://10.0.0.5/"));
    }

    #[test]
    fn what_is_not_an_address_is_refused() {
        for typed in ["", "  ", "two words", "ftp://x", "http://", "https://a:b@c", "http://a?b=c"] {
            assert_eq!(parsed(typed), None, "{typed}");
        }
    }

    #[test]
    fn a_link_never_leads_to_another_server() {
        let base = parse("https://escola.example/conversas").expect("an address");
        let lead = |link| below(&base, link).map(String::from);
        assert_eq!(
            lead("/v1/f/1?s=a%20b").as_deref(),
            Some("https://escola.example/conversas/v1/f/1?s=a%20b")
        );
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
        let base = parse("https://escola.example/conversas").expect("an address");
        assert_eq!(route(&base, "v1/ops").as_str(), "https://escola.example/conversas/v1/ops");
    }
}
