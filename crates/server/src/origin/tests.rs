use axum::http::HeaderValue;

use super::*;

fn ip(text: &str) -> IpAddr {
    text.parse().unwrap()
}

fn proxies(header: ForwardedHeader) -> Proxies {
    Proxies { trusted: vec!["10.0.0.0/8".parse().unwrap(), "::1".parse().unwrap()], header }
}

/// The origin of a request when a connection from `peer` brings these lines.
fn origin(header: ForwardedHeader, peer: &str, lines: &[&'static str]) -> IpAddr {
    let mut headers = HeaderMap::new();
    let name = match header {
        ForwardedHeader::XForwardedFor => "x-forwarded-for",
        ForwardedHeader::Forwarded => "forwarded",
    };
    for line in lines {
        headers.append(name, HeaderValue::from_static(line));
    }
    proxies(header).origin(ip(peer), &headers)
}

fn by_x(peer: &str, lines: &[&'static str]) -> IpAddr {
    origin(ForwardedHeader::XForwardedFor, peer, lines)
}

#[test]
fn a_stranger_is_who_connects_whatever_a_header_says() {
    assert_eq!(by_x("203.0.113.5", &["198.51.100.1"]), ip("203.0.113.5"));
    let said = origin(ForwardedHeader::Forwarded, "203.0.113.5", &["for=198.51.100.1"]);
    assert_eq!(said, ip("203.0.113.5"));
}

#[test]
fn a_trusted_proxy_says_who_asks_and_what_the_asker_wrote_before_it_counts_for_nothing() {
    assert_eq!(by_x("10.0.0.1", &["198.51.100.1"]), ip("198.51.100.1"));
    assert_eq!(by_x("10.0.0.1", &["1.1.1.1, 198.51.100.1"]), ip("198.51.100.1"));
    assert_eq!(by_x("10.0.0.1", &["1.1.1.1", "2.2.2.2, 198.51.100.1, 10.9.9.9"]), ip("198.51.100.1"));
    assert_eq!(by_x("::ffff:10.0.0.1", &["198.51.100.1:4711"]), ip("198.51.100.1"));
    assert_eq!(by_x("::1", &["[2001:db8::7]:80"]), ip("2001:db8::7"));
}

#[test]
fn a_proxy_that_does_not_say_is_the_origin_itself() {
    assert_eq!(by_x("10.0.0.1", &[]), ip("10.0.0.1"));
    assert_eq!(by_x("10.0.0.1", &["198.51.100.1, unknown"]), ip("10.0.0.1"));
    assert_eq!(by_x("10.0.0.1", &["198.51.100.1, what, 10.0.0.2"]), ip("10.0.0.2"));
}

#[test]
fn the_standard_header_is_read_with_quotes_ports_and_other_words() {
    let by_standard = |line| origin(ForwardedHeader::Forwarded, "10.0.0.1", &[line]);
    assert_eq!(by_standard("for=192.0.2.60;proto=https;by=203.0.113.43"), ip("192.0.2.60"));
    assert_eq!(by_standard("for=1.1.1.1, For=\"[2001:db8::1]:4711\""), ip("2001:db8::1"));
    assert_eq!(by_standard("proto=https"), ip("10.0.0.1"));
    assert_eq!(by_standard("for=_hidden"), ip("10.0.0.1"));
}

#[test]
fn ranges_are_read_or_refused() {
    let range: Cidr = "192.168.7.9/16".parse().unwrap();
    assert_eq!(range.to_string(), "192.168.0.0/16");
    assert!(range.contains(ip("192.168.255.1")) && range.contains(ip("::ffff:192.168.0.1")));
    assert!(!range.contains(ip("192.169.0.1")) && !range.contains(ip("::1")));
    assert!("0.0.0.0/0".parse::<Cidr>().unwrap().contains(ip("8.8.8.8")));
    assert!("fd00::/8".parse::<Cidr>().unwrap().contains(ip("fd12::1")));
    let mapped: Cidr = "::ffff:10.1.2.3/104".parse().unwrap();
    assert_eq!(mapped, "10.0.0.0/8".parse().unwrap());
    assert!(
        mapped.contains(ip("10.9.9.9"))
            && mapped.contains(ip("::ffff:10.0.0.1"))
            && !mapped.contains(ip("11.0.0.1"))
    );
    assert_eq!("::ffff:10.0.0.1".parse::<Cidr>().unwrap().to_string(), "10.0.0.1/32");
    for wrong in [
        "",
        "x",
        "::ffff:10.0.0.0/95",
        "::ffff:10.0.0.0/129",
        "10.0.0.0/33",
        "::/129",
        "10.0.0.0/-1",
        "10.0.0.0/",
        "a.example",
    ] {
        assert_eq!(wrong.parse::<Cidr>(), Err(NotACidr), "{wrong}");
    }
}

#[test]
fn a_network_of_64_bits_is_one_origin() {
    assert_eq!(group(ip("2001:db8:1:2:3::4")), group(ip("2001:db8:1:2:ffff::1")));
    assert_ne!(group(ip("2001:db8:1:2::1")), group(ip("2001:db8:1:3::1")));
    assert_eq!(group(ip("::ffff:10.0.0.1")), ip("10.0.0.1"));
    assert_ne!(group(ip("10.0.0.1")), group(ip("10.0.0.2")));
}

#[test]
fn a_proxy_that_was_not_named_is_noticed_and_no_stranger_is_taken_for_one() {
    let overhears = |peer: &str, header: &'static str| {
        let mut headers = HeaderMap::new();
        headers.insert(header, HeaderValue::from_static("198.51.100.1"));
        proxies(ForwardedHeader::XForwardedFor).overhears(ip(peer), &headers)
    };
    for near in ["127.0.0.1", "192.168.1.2", "172.17.0.1", "fd00::1", "::ffff:127.0.0.1"] {
        assert!(overhears(near, "x-forwarded-for") && overhears(near, "forwarded"), "{near}");
        assert!(!overhears(near, "host"), "{near}");
    }
    for other in ["10.0.0.1", "::1", "203.0.113.5", "2001:db8::1"] {
        assert!(!overhears(other, "x-forwarded-for"), "{other}");
    }
}
