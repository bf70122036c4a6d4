//! E-mail addresses.

use super::{Found, LONGEST, Link};

/// Finds the address that begins at this place, with or without `mailto:`.
pub(super) fn at(text: &str, start: usize) -> Option<Found> {
    let rest = text.get(start..)?;
    let from = rest.get(..7).filter(|begins| begins.eq_ignore_ascii_case("mailto:")).map_or(0, str::len);
    let written = rest.get(from..)?;
    let is_of_name = |c: char| c.is_ascii_alphanumeric() || "._%+-".contains(c);
    let (name, after) = written.split_at(written.find(|c| !is_of_name(c))?);
    let host = after.strip_prefix('@')?;
    let host = host.split(|c: char| !c.is_ascii_alphanumeric() && c != '.' && c != '-').next()?;
    let host = host.trim_end_matches(['.', '-']);
    let ending = host.rsplit_once('.').map_or("", |(_, ending)| ending);
    let is_host =
        host.split('.').all(|label| !label.is_empty() && !label.starts_with('-') && !label.ends_with('-'));
    let fits = ending.len() >= 2 && ending.bytes().all(|byte| byte.is_ascii_alphabetic()) && is_host;
    let fits = fits && name.len() + host.len() < LONGEST;
    if !fits || name.is_empty() || name.starts_with('.') || name.ends_with('.') {
        return None;
    }
    let end = start + from + name.len() + 1 + host.len();
    Some(Found { range: start..end, link: Link::Mail(format!("{name}@{host}")) })
}
