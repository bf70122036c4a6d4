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
    fn routes_stand_below_a_path() {
        let base = parse("https://escola.example/conversas").expect("an address");
        assert_eq!(route(&base, "v1/ops").as_str(), "https://escola.example/conversas/v1/ops");
    }
}
