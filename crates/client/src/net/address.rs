//! Server addresses as people type and paste them, and where a request goes.

use reqwest::Url;

/// Why a typed text cannot be used as a server's address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AddressFault {
    /// The text is no address at all.
    #[error("not a server address")]
    NotAnAddress,
    /// The text is an e-mail address.
    #[error("an e-mail address, not a server's")]
    Email,
    /// The address is `http://` to another machine: a password would travel in the clear.
    #[error("https is needed to reach another machine")]
    Insecure,
}

/// Parses an address that was typed: without a scheme https is meant, but http for this machine.
pub(crate) fn parse(typed: &str) -> Result<Url, AddressFault> {
    let typed = without_invisible(typed);
    let typed = typed.trim_matches(|letter: char| letter.is_whitespace() || "<>\"'“”,;".contains(letter));
    let typed = typed.strip_prefix("mailto:").unwrap_or(typed);
    if typed.is_empty() || typed.contains(char::is_whitespace) {
        return Err(AddressFault::NotAnAddress);
    }
    let url = match scheme_of(typed) {
        Some((scheme, rest)) => Url::parse(&format!("{scheme}://{rest}")),
        None if typed.contains("://") => return Err(AddressFault::NotAnAddress),
        None => Url::parse(&format!("http://{typed}")).and_then(|guess| match is_loopback(&guess) {
            true => Ok(guess),
            false => Url::parse(&format!("https://{typed}")),
        }),
    };
    let mut url = url.map_err(|error| {
        tracing::debug!(%error, "what was typed is no server's address");
        AddressFault::NotAnAddress
    })?;
    if url.host_str().is_none_or(str::is_empty) || url.password().is_some() {
        return Err(AddressFault::NotAnAddress);
    }
    if !url.username().is_empty() {
        return Err(AddressFault::Email);
    }
    if url.scheme() == "http" && !is_loopback(&url) {
        return Err(AddressFault::Insecure);
    }
    // Query and fragment may come from a browser's line.
    url.set_query(None);
    url.set_fragment(None);
    Ok(url)
}

/// Parses an address that this profile has kept. Earlier versions may have kept `http://` to another machine,
/// which is asked by https from now on.
pub(crate) fn kept(address: &str) -> Option<Url> {
    let mut url = Url::parse(address).ok()?;
    if url.scheme() == "http" && !is_loopback(&url) {
        url.set_scheme("https").ok()?;
    }
    Some(url)
}

/// The address as short as a person would type it.
pub(crate) fn shown(url: &Url) -> String {
    let whole = url.as_str().trim_end_matches('/');
    let short = whole.split_once("://").map_or(whole, |(_, short)| short);
    if parse(short).as_ref() == Ok(url) { short.to_owned() } else { whole.to_owned() }
}

/// The e-mail address that was meant, without letters that came along when it was pasted.
pub(crate) fn email(typed: &str) -> String {
    let typed = without_invisible(typed);
    let typed = typed.trim();
    let typed = typed.strip_prefix("mailto:").unwrap_or(typed);
    let typed = typed.split_once('?').map_or(typed, |(address, _)| address);
    typed.trim_matches(|letter: char| letter.is_whitespace() || "<>\"“”,;".contains(letter)).to_owned()
}

/// Splits off a scheme such as "http:" or "https//", in any case, with as many slashes as somebody typed.
fn scheme_of(typed: &str) -> Option<(&'static str, &str)> {
    ["https", "http"].into_iter().find_map(|scheme| {
        let (head, rest) = typed.split_at_checked(scheme.len())?;
        let bare = rest.trim_start_matches([':', '/']);
        let is_scheme = rest.starts_with(":/") || rest.starts_with("//");
        (head.eq_ignore_ascii_case(scheme) && is_scheme).then_some((scheme, bare))
    })
}

/// Removes letters that nobody sees: zero width, marks of direction, soft hyphens, control characters.
fn without_invisible(typed: &str) -> String {
    let is_invisible = |letter: char| {
        letter.is_control()
            || matches!(letter, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}')
            || matches!(letter, '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}')
    };
    typed.chars().filter(|letter| !is_invisible(*letter)).collect()
}

fn is_loopback(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost"
        || host.ends_with(".localhost")
        || bare.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// Addresses at which the server may stand: the one typed, then those above its path ("…/login"), nearest
/// first.
pub(super) fn places(url: &Url) -> Vec<Url> {
    let mut places = vec![url.clone()];
    let mut path = url.path().trim_matches('/').to_owned();
    while !path.is_empty() {
        path.truncate(path.rfind('/').unwrap_or_default());
        let mut above = url.clone();
        above.set_path(&path);
        places.push(above);
    }
    places
}

/// Answers the goal of a redirect, if it may be followed: the same route of the same host, by https instead
/// of http.
pub(super) fn secured(asked: &Url, location: &str) -> Option<Url> {
    let to = asked.join(location).ok()?;
    let is_same = to.host_str() == asked.host_str()
        && to.path() == asked.path()
        && to.query() == asked.query()
        && to.username().is_empty()
        && to.password().is_none();
    (asked.scheme() == "http" && to.scheme() == "https" && is_same).then_some(to)
}

/// Answers the base address, with scheme and port of the address that a request below it was led to.
pub(super) fn moved(base: &Url, to: &Url) -> Url {
    let mut moved = to.clone();
    moved.set_path(base.path());
    moved.set_query(None);
    moved.set_fragment(None);
    moved
}

/// A route below the base address.
pub(super) fn route(base: &Url, path: &str) -> Url {
    let mut url = base.clone();
    let joined = format!("{}/{path}", base.path().trim_end_matches('/'));
    url.set_path(&joined);
    url
}

/// An address that the server names by path and query, below the base address. None: it leads elsewhere.
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
mod tests;
