//! The origin of a request: the address by which limits and the security log count.
//!
//! Behind a reverse proxy every connection has the proxy's address. What a header says of the real one counts only if the
//! connection comes from a proxy that the operator named; anybody else could write anything there.

use std::fmt;
use std::net::{AddrParseError, IpAddr};
use std::num::ParseIntError;
use std::str::FromStr;

use axum::http::HeaderMap;
use clap::ValueEnum;

/// A range of addresses: `10.0.0.0/8`, `fd00::/8`, or one address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cidr {
    base: IpAddr,
    bits: u8,
}

/// A text that is no range of addresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("expected an address, or a range such as 10.0.0.0/8")]
pub struct NotACidr;

/// The operator reads what stands there beside what is expected, which says more than where a parser gave up.
impl From<AddrParseError> for NotACidr {
    fn from(_: AddrParseError) -> NotACidr {
        NotACidr
    }
}

/// The operator reads what stands there beside what is expected, which says more than where a parser gave up.
impl From<ParseIntError> for NotACidr {
    fn from(_: ParseIntError) -> NotACidr {
        NotACidr
    }
}

impl Cidr {
    /// Whether the address is in the range.
    pub fn contains(self, address: IpAddr) -> bool {
        masked(address.to_canonical(), self.bits) == Some(self.base)
            && address.to_canonical().is_ipv4() == self.base.is_ipv4()
    }
}

impl FromStr for Cidr {
    type Err = NotACidr;

    fn from_str(text: &str) -> Result<Cidr, NotACidr> {
        let (address, bits) = text.split_once('/').map_or((text, None), |(base, bits)| (base, Some(bits)));
        let address: IpAddr = address.parse()?;
        let longest = if address.is_ipv4() { 32 } else { 128 };
        let bits: u8 = bits.map_or(Ok(longest), str::parse)?;
        // Addresses are compared as IPv4 where they are: so is the range.
        let (address, bits) = match address.to_canonical() {
            four @ IpAddr::V4(_) if address.is_ipv6() => (four, bits.checked_sub(96).ok_or(NotACidr)?),
            _ => (address, bits),
        };
        let base = masked(address, bits).ok_or(NotACidr)?;
        Ok(Cidr { base, bits })
    }
}

impl fmt::Display for Cidr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.base, self.bits)
    }
}

/// Answers the address with all but its first bits set to 0; none if it has not so many.
fn masked(address: IpAddr, bits: u8) -> Option<IpAddr> {
    match address {
        IpAddr::V4(address) => {
            let rest = 32_u32.checked_sub(bits.into())?;
            let mask = u32::MAX.checked_shl(rest).unwrap_or(0);
            Some(IpAddr::V4((u32::from(address) & mask).into()))
        }
        IpAddr::V6(address) => {
            let rest = 128_u32.checked_sub(bits.into())?;
            let mask = u128::MAX.checked_shl(rest).unwrap_or(0);
            Some(IpAddr::V6((u128::from(address) & mask).into()))
        }
    }
}

/// Answers the origin under which requests are counted: an IPv4 address, or an IPv6 network of 64 bits, since
/// each household has so many.
pub(crate) fn group(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(six) => masked(IpAddr::V6(six), 64).unwrap_or(IpAddr::V6(six)),
        four @ IpAddr::V4(_) => four,
    }
}

/// The header in which a trusted proxy names the client's address. Only one header counts: a proxy that
/// writes one passes the other on as a stranger wrote it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum ForwardedHeader {
    /// `X-Forwarded-For`, as most proxies write it.
    #[default]
    XForwardedFor,
    /// `Forwarded`, RFC 7239.
    Forwarded,
}

/// The proxies that are believed, and their header.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Proxies {
    /// The addresses of trusted proxies.
    pub trusted: Vec<Cidr>,
    /// The header in which they name the client's address.
    pub header: ForwardedHeader,
}

impl Proxies {
    /// Whether a connection from this address is a proxy's.
    pub(crate) fn trusts(&self, address: IpAddr) -> bool {
        self.trusted.iter().any(|range| range.contains(address))
    }

    /// Whether a proxy that the operator did not name seems to stand in front: somebody on this machine or in
    /// a private network names another client's address. Other clients may only hope to be believed.
    pub(crate) fn overhears(&self, peer: IpAddr, headers: &HeaderMap) -> bool {
        let peer = peer.to_canonical();
        let is_near = match peer {
            IpAddr::V4(four) => four.is_loopback() || four.is_private(),
            IpAddr::V6(six) => six.is_loopback() || six.is_unique_local(),
        };
        let says_so = headers.contains_key("x-forwarded-for") || headers.contains_key("forwarded");
        is_near && says_so && !self.trusts(peer)
    }

    /// Answers the origin of a request: the right-most address of the header that is not a trusted proxy's,
    /// as those to the left of it are hearsay. The connection's own address, if it is no trusted proxy or the
    /// header has none.
    pub(crate) fn origin(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let mut origin = peer.to_canonical();
        if !self.trusts(origin) {
            return origin;
        }
        let name = match self.header {
            ForwardedHeader::XForwardedFor => "x-forwarded-for",
            ForwardedHeader::Forwarded => "forwarded",
        };
        let lines: Vec<_> = headers.get_all(name).iter().map(|line| line.to_str().unwrap_or("")).collect();
        for hop in lines.iter().rev().flat_map(|line| line.rsplit(',')) {
            let said = match self.header {
                ForwardedHeader::XForwardedFor => Some(hop),
                ForwardedHeader::Forwarded => forwarded_for(hop),
            };
            let Some(address) = said.and_then(address) else { break };
            origin = address;
            if !self.trusts(address) {
                break;
            }
        }
        origin
    }
}

/// Reads the `for` of one element of `Forwarded`.
fn forwarded_for(element: &str) -> Option<&str> {
    element.split(';').filter_map(|pair| pair.split_once('=')).find_map(|(name, value)| {
        name.trim().eq_ignore_ascii_case("for").then(|| value.trim().trim_matches('"'))
    })
}

/// Reads `192.0.2.1`, `192.0.2.1:80`, `2001:db8::1`, `[2001:db8::1]` or `[2001:db8::1]:80`.
fn address(text: &str) -> Option<IpAddr> {
    let text = text.trim();
    let bare = match text.strip_prefix('[') {
        Some(rest) => rest.split_once(']')?.0,
        None => match text.split_once(':') {
            Some((four, port)) if !port.contains(':') => four,
            _ => text,
        },
    };
    bare.parse().map(|address: IpAddr| address.to_canonical()).ok()
}

#[cfg(test)]
mod tests;
