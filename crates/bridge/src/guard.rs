//! The guard of the bridge: it lets in a browser that was opened with this start's token, under a loopback
//! name, from the bridge's own page. The token keeps other people of the machine out, the other checks keep
//! other web sites out.

use axum::extract::{Query, Request, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use subtle::ConstantTimeEq;

/// The secret of one start.
#[derive(Clone)]
pub(crate) struct Token {
    secret: String,
    /// The cookie's name. Browsers keep cookies by host, not by port: two bridges in one browser need two
    /// names.
    cookie: String,
}

impl Token {
    /// 256 random bits, as hexadecimal digits, for the bridge at this port.
    pub(crate) fn random(port: u16) -> Result<Token, getrandom::Error> {
        let mut bytes = [0_u8; 32];
        getrandom::fill(&mut bytes)?;
        Ok(Token { secret: hex::encode(bytes), cookie: format!("conversas-{port}") })
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.secret
    }

    /// Compares in constant time: the duration does not tell where the difference is.
    fn is(&self, given: &str) -> bool {
        given.as_bytes().ct_eq(self.secret.as_bytes()).into()
    }

    /// Answers the header that makes a browser send the token from now on.
    fn set_cookie(&self) -> String {
        format!("{}={}; Path=/; HttpOnly; SameSite=Strict", self.cookie, self.secret)
    }

    fn is_in_cookies_of(&self, headers: &HeaderMap) -> bool {
        let values = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
        let mut pairs =
            values.flat_map(|value| value.split(';')).filter_map(|pair| pair.trim().split_once('='));
        pairs.any(|(name, value)| name == self.cookie && self.is(value))
    }
}

#[derive(serde::Deserialize)]
pub(crate) struct Opening {
    token: Option<String>,
}

/// Lets a request pass, or turns the token in an address into a cookie, or refuses.
pub(crate) async fn guard(
    State(token): State<Token>,
    Query(opening): Query<Opening>,
    request: Request,
    next: Next,
) -> Response {
    let headers = request.headers();
    if !host_is_loopback(headers) || !origin_is_ours(request.method(), headers) {
        return StatusCode::FORBIDDEN.into_response();
    }
    if opening.token.is_some_and(|given| token.is(&given)) {
        return ([(header::SET_COOKIE, token.set_cookie())], Redirect::to("/")).into_response();
    }
    if !token.is_in_cookies_of(headers) {
        return StatusCode::UNAUTHORIZED.into_response();
    }
    next.run(request).await
}

fn host(headers: &HeaderMap) -> Option<&str> {
    headers.get(header::HOST)?.to_str().ok()
}

/// Refuses names that were made to point at this machine (DNS rebinding).
fn host_is_loopback(headers: &HeaderMap) -> bool {
    let name = host(headers).map(|host| host.rsplit_once(':').map_or(host, |(name, _)| name));
    matches!(name, Some("127.0.0.1" | "localhost" | "[::1]"))
}

/// Refuses requests of other sites' pages: browsers say in `Origin` where a page that posts comes from.
fn origin_is_ours(method: &Method, headers: &HeaderMap) -> bool {
    if method != Method::POST {
        return true;
    }
    let origin = headers.get(header::ORIGIN).and_then(|origin| origin.to_str().ok());
    match (origin, host(headers)) {
        (Some(origin), Some(host)) => origin.strip_prefix("http://") == Some(host),
        (None, _) | (_, None) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(header::HeaderName, &str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (name.clone(), value.parse().expect("a header value"))).collect()
    }

    #[test]
    fn only_loopback_names_are_hosts() {
        for (host, is) in [
            ("127.0.0.1:4000", true),
            ("localhost:4000", true),
            ("[::1]:4000", true),
            ("evil.example:4000", false),
            ("127.0.0.1.evil.example", false),
        ] {
            assert_eq!(host_is_loopback(&headers(&[(header::HOST, host)])), is, "{host}");
        }
        assert!(!host_is_loopback(&HeaderMap::new()));
    }

    #[test]
    fn a_post_must_come_from_our_own_page() {
        let from = |origin| headers(&[(header::HOST, "127.0.0.1:4000"), (header::ORIGIN, origin)]);
        assert!(origin_is_ours(&Method::POST, &from("http://127.0.0.1:4000")));
        assert!(!origin_is_ours(&Method::POST, &from("http://127.0.0.1:4001")));
        assert!(!origin_is_ours(&Method::POST, &from("https://evil.example")));
        assert!(!origin_is_ours(&Method::POST, &headers(&[(header::HOST, "127.0.0.1:4000")])));
    }

    #[test]
    fn only_the_whole_token_is_the_token() {
        let token = Token::random(4000).expect("randomness");
        assert!(token.is(token.as_str()));
        assert!(!token.is(&token.as_str()[1..]));
        assert!(!token.is(""));
    }
}
