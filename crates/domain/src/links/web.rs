//! Addresses of the web: with `http://` or `https://`, with `www.`, or by the ending of their host.

use std::ops::Range;

use super::{Found, LONGEST, Link, extent, punycode};

/// The endings by which a host is known without anything else.
const ENDINGS: &[&str] = &["br", "com", "edu", "gov", "net", "org"];
/// The endings by which a host is known only if a path follows: alone they are words too.
const ENDINGS_BEFORE_A_PATH: &[&str] = &[
    "app", "be", "co", "dev", "es", "gl", "info", "io", "link", "ly", "me", "online", "page", "pt", "site",
    "us",
];

/// An address without its scheme, taken apart.
struct Parts<'a> {
    /// The part before an `@`; empty if there is none.
    person: &'a str,
    host: &'a str,
    /// The port's digits; empty if there is none.
    port: &'a str,
}

/// Finds the address at the beginning of the run, which white space ends.
pub(super) fn at(text: &str, run: Range<usize>) -> Option<Found> {
    let start = run.start;
    let run = text.get(run).filter(|run| run.len() <= LONGEST)?;
    let (scheme, from) = match (after(run, "https://"), after(run, "http://")) {
        (Some(from), _) => ("https://", from),
        (None, Some(from)) => ("http://", from),
        (None, None) => ("", 0),
    };
    if !leads_on(run.get(from..)?, scheme) {
        return None;
    }
    let length = extent(run);
    let written = run.get(from..length)?;
    let (authority, path) = written.split_at(written.find(['/', '?', '#']).unwrap_or(written.len()));
    let Parts { person, host, port } = parts(authority, scheme, !path.is_empty())?;
    let scheme = if scheme.is_empty() { "https://" } else { scheme };
    let person = if person.is_empty() { String::new() } else { format!("{person}@") };
    let port = if port.is_empty() { String::new() } else { format!(":{port}") };
    let address = format!("{scheme}{person}{}{port}{path}", punycode::host(host));
    (address.len() <= LONGEST).then(|| Found { range: start..start + length, link: Link::Web(address) })
}

/// Answers whether the whole run is worth reading. If more letters come after the host, they are its path, or
/// no address begins here: that is known without reading further than the next beginning.
fn leads_on(written: &str, scheme: &str) -> bool {
    let end = if scheme.is_empty() {
        let host = written.find(|c| !is_of_host(c)).unwrap_or(written.len());
        let port = written.get(host..).and_then(|rest| rest.strip_prefix(':')).unwrap_or_default();
        match port.find(|c: char| !c.is_ascii_digit()).unwrap_or(port.len()) {
            0 => host,
            digits => host + 1 + digits,
        }
    } else {
        written.find(['/', '?', '#']).unwrap_or(written.len())
    };
    let (authority, rest) = written.split_at(end);
    let is_last = !rest.contains(char::is_alphanumeric);
    is_last || rest.starts_with(['/', '?', '#']) && parts(authority, scheme, true).is_some()
}

/// Splits the text before the path into its parts, if it has their form.
fn parts<'a>(authority: &'a str, scheme: &str, has_path: bool) -> Option<Parts<'a>> {
    let (person, place) = authority.rsplit_once('@').unwrap_or(("", authority));
    let (host, port) = place.split_once(':').unwrap_or((place, ""));
    let is_number = port.bytes().all(|byte| byte.is_ascii_digit()) && port.parse::<u16>().is_ok();
    let is_port = is_number || !place.contains(':');
    let is_meant = !scheme.is_empty() || person.is_empty() && is_known(host, has_path);
    (is_port && is_host(host) && is_meant).then_some(Parts { person, host, port })
}

/// Answers the host of an address that [`at`] made.
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

fn is_of_host(c: char) -> bool {
    c.is_alphanumeric() || "-_.".contains(c)
}

fn is_host(host: &str) -> bool {
    let is_label = |label: &str| {
        let ends_well = !label.starts_with('-') && !label.ends_with('-');
        !label.is_empty() && ends_well && label.chars().all(is_of_host)
    };
    host.len() <= 253 && host.split('.').all(is_label)
}

/// Answers whether a person means a page without writing `https://`.
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
