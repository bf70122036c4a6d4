//! Addresses of the web: with `http://` or `https://`, with `www.`, or by the ending of their host.

use super::{Found, Link, extent, punycode};

/// Endings by which a host is known without anything else.
const ENDINGS: &[&str] = &["br", "com", "edu", "gov", "net", "org"];
/// Endings by which it is known if a path follows: alone they are words too.
const ENDINGS_BEFORE_A_PATH: &[&str] = &[
    "app", "be", "co", "dev", "es", "gl", "info", "io", "link", "ly", "me", "online", "page", "pt", "site",
    "us",
];

/// The address that begins there.
pub(super) fn at(text: &str, start: usize) -> Option<Found> {
    let rest = text.get(start..)?;
    let (scheme, from) = match (after(rest, "https://"), after(rest, "http://")) {
        (Some(from), _) => ("https://", from),
        (None, Some(from)) => ("http://", from),
        (None, None) => ("", 0),
    };
    let length = extent(rest);
    let written = rest.get(from..length)?;
    let (authority, path) = written.split_at(written.find(['/', '?', '#']).unwrap_or(written.len()));
    let (person, place) =
        authority.rsplit_once('@').map_or(("", authority), |(person, place)| (person, place));
    let (host, port) = place.split_once(':').map_or((place, ""), |(host, port)| (host, port));
    let is_port = port.is_empty() && !place.contains(':') || port.parse::<u16>().is_ok();
    if !is_port
        || !is_host(host)
        || scheme.is_empty() && !(person.is_empty() && is_known(host, !path.is_empty()))
    {
        return None;
    }
    let scheme = if scheme.is_empty() { "https://" } else { scheme };
    let person = if person.is_empty() { String::new() } else { format!("{person}@") };
    let port = if port.is_empty() { String::new() } else { format!(":{port}") };
    let address = format!("{scheme}{person}{}{port}{path}", punycode::host(host));
    Some(Found { range: start..start + length, link: Link::Web(address) })
}

/// The host of an address that [`at`] made.
pub(super) fn host(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#']).next().unwrap_or(rest);
    let place = authority.rsplit_once('@').map_or(authority, |(_, place)| place);
    place.split(':').next().unwrap_or(place)
}

fn after(rest: &str, scheme: &str) -> Option<usize> {
    let begins = rest.get(..scheme.len()).is_some_and(|begins| begins.eq_ignore_ascii_case(scheme));
    begins.then_some(scheme.len())
}

fn is_host(host: &str) -> bool {
    let is_label = |label: &str| {
        let ends_well = !label.starts_with('-') && !label.ends_with('-');
        !label.is_empty() && ends_well && label.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_')
    };
    host.len() <= 253 && host.split('.').all(is_label)
}

/// Whether somebody means a page without saying `https://`.
fn is_known(host: &str, has_path: bool) -> bool {
    let Some((before, ending)) = host.rsplit_once('.') else { return false };
    let lower = ending.to_ascii_lowercase();
    let begins_with_www = before.get(..4).is_some_and(|begins| begins.eq_ignore_ascii_case("www."))
        && ending.len() >= 2
        && ending.chars().all(char::is_alphabetic);
    let is_ascii = host.is_ascii() && before.chars().any(|c| c.is_ascii_alphabetic());
    let is_ending = ENDINGS.contains(&&*lower) || has_path && ENDINGS_BEFORE_A_PATH.contains(&&*lower);
    begins_with_www || is_ascii && is_ending
}
