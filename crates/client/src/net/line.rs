//! The line to a server: sends a request, tells an answer of ours from anybody else's, and remembers what answers say of
//! the server and of the session.

use std::sync::{Arc, Mutex, Once, PoisonError};
use std::time::Duration;

use conversas_domain::ids::InstallationId;
use conversas_protocol::{ErrorBody, ErrorCode, INSTALLATION_HEADER, PROTOCOL, PROTOCOL_HEADER};
use reqwest::header::{HeaderMap, HeaderName, HeaderValue, LOCATION, RETRY_AFTER};
use reqwest::{Client, ClientBuilder, Request, RequestBuilder, Response, StatusCode, Url, redirect};
use serde::de::DeserializeOwned;
use tokio::sync::watch;

use super::error::{NetError, SessionEnd, causes};
use super::{Result, SILENCE, address};

/// The HTTP client, shared by all requests so that connections are kept.
#[derive(Clone)]
pub(crate) struct Http {
    client: Client,
    /// Why the last failed request failed: a cause is logged once, not at every try.
    cause: Arc<Mutex<String>>,
}

impl Http {
    /// Trusts what the system trusts, and certificates (DER) that were given besides. Uses the system's proxy.
    pub(crate) fn new(trusted: &[Vec<u8>]) -> Http {
        static PROVIDER: Once = Once::new();
        PROVIDER.call_once(|| {
            // Fails only if the program chose a provider already, which is as good.
            let _ = rustls::crypto::ring::default_provider().install_default();
        });
        let read = |der: &Vec<u8>| {
            let certificate = reqwest::Certificate::from_der(der);
            let noted = certificate.inspect_err(|error| {
                tracing::error!(cause = causes(error), "a given certificate cannot be read")
            });
            noted.ok()
        };
        let extra = || trusted.iter().filter_map(read);
        let client = configured().tls_certs_merge(extra()).build().unwrap_or_else(|error| {
            tracing::error!(
                cause = causes(&error),
                "the certificates that this device trusts cannot be read"
            );
            // Data on the device stay readable; no server is trusted.
            configured().tls_certs_only(extra()).build().expect("nothing of the system is needed")
        });
        Http { client, cause: Arc::default() }
    }

    async fn execute(&self, request: Request) -> Result<Response> {
        self.client.execute(request).await.map_err(|error| self.failed(&error))
    }

    /// The meaning of a failure; its cause goes to the log.
    pub(super) fn failed(&self, error: &reqwest::Error) -> NetError {
        let cause = causes(error);
        let mut known = self.cause.lock().unwrap_or_else(PoisonError::into_inner);
        if *known != cause {
            tracing::warn!(cause, "the server cannot be reached");
            *known = cause;
        }
        NetError::of(error)
    }
}

fn configured() -> ClientBuilder {
    Client::builder()
        .connect_timeout(Duration::from_secs(5))
        .tcp_keepalive(Duration::from_secs(15))
        // Less than the server waits (75 s), so that it never ends a connection that a request is just put on.
        .pool_idle_timeout(Duration::from_secs(60))
        .read_timeout(SILENCE)
        // The one redirect that is followed is followed here, see `Line::sent`.
        .redirect(redirect::Policy::none())
        .user_agent(concat!("conversas/", env!("CARGO_PKG_VERSION")))
        .default_headers(HeaderMap::from_iter([version()]))
}

/// Headers in which each request says what app this is.
fn version() -> (HeaderName, HeaderValue) {
    (HeaderName::from_static(PROTOCOL_HEADER), HeaderValue::from(PROTOCOL))
}

/// Facts that answers have told of the server at the other end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Known {
    /// Its address.
    pub(crate) base: Url,
    /// The server's installation; none: no answer has said it yet.
    pub(crate) installation: Option<InstallationId>,
    /// The server said that the session is over, or unknown.
    pub(crate) end: Option<SessionEnd>,
}

/// A server. Clones share what is known of it.
#[derive(Clone)]
pub(crate) struct Line {
    http: Http,
    known: Arc<watch::Sender<Known>>,
}

/// An answer of a Conversas server.
pub(super) struct Answer {
    pub(super) response: Response,
    installation: InstallationId,
    /// The server is another installation than that which was signed in to: its yes and no mean nothing here.
    pub(super) is_foreign: bool,
}

impl Line {
    pub(crate) fn new(http: Http, base: Url, installation: Option<InstallationId>) -> Line {
        Line { http, known: Arc::new(watch::Sender::new(Known { base, installation, end: None })) }
    }

    /// Finds the server at or above an address that was typed, and which installation it is, before it is told anything.
    pub(super) async fn found(http: &Http, typed: &Url) -> Result<(Line, InstallationId)> {
        let mut first = None;
        for place in address::places(typed) {
            let line = Line::new(http.clone(), place, None);
            match line.sent(line.client().get(line.route("v1/directory"))).await {
                // Ours wants a token there. One below which this place lies answers as well: that there is no such route.
                Ok(answer) if answer.response.status() != StatusCode::NOT_FOUND => {
                    return Ok((line, answer.installation));
                }
                Ok(_) => {}
                Err(NetError::NotAServer) => {}
                Err(error) => return Err(first.unwrap_or(error)),
            }
            first.get_or_insert(NetError::NotAServer);
        }
        Err(NetError::NotAServer)
    }

    pub(super) fn client(&self) -> &Client {
        &self.http.client
    }

    pub(super) fn http(&self) -> &Http {
        &self.http
    }

    /// Its address.
    pub(crate) fn base(&self) -> Url {
        self.known.borrow().base.clone()
    }

    /// The facts known of the server; the receiver hears when they change.
    pub(crate) fn known(&self) -> watch::Receiver<Known> {
        self.known.subscribe()
    }

    /// The same line, not only to the same server.
    pub(crate) fn is(&self, other: &Line) -> bool {
        Arc::ptr_eq(&self.known, &other.known)
    }

    pub(super) fn route(&self, path: &str) -> Url {
        address::route(&self.known.borrow().base, path)
    }

    /// Sends a request. An answer that does not say which installation gave it is nobody's of ours. A redirect from http to
    /// https is followed with everything that the request carries, and remembered once a server of ours is met there.
    pub(super) async fn sent(&self, request: RequestBuilder) -> Result<Answer> {
        let request = request.build().map_err(|error| self.http.failed(&error))?;
        let (asked, again) = (request.url().clone(), request.try_clone());
        let mut response = self.http.execute(request).await?;
        let mut led = None;
        if response.status().is_redirection() {
            let location = response.headers().get(LOCATION).and_then(|value| value.to_str().ok());
            let to = location.and_then(|location| address::secured(&asked, location));
            let (Some(mut again), Some(to)) = (again, to) else { return Err(NetError::NotAServer) };
            *again.url_mut() = to.clone();
            response = self.http.execute(again).await?;
            led = Some(to);
        }
        let said =
            response.headers().get(INSTALLATION_HEADER).and_then(|value| value.to_str().ok()?.parse().ok());
        let Some(installation) = said else {
            let status = response.status();
            tracing::debug!(status = status.as_u16(), "an answer that is not of a Conversas server");
            return Err(said_by_nobody(status));
        };
        if let Some(to) = led {
            self.known.send_modify(|known| known.base = address::moved(&known.base, &to));
        }
        let of_session = self.known.borrow().installation;
        let is_foreign = of_session.is_some_and(|known| known != installation);
        Ok(Answer { response, installation, is_foreign })
    }

    /// The same answer, if the server says yes.
    pub(super) async fn checked(&self, answer: Answer) -> Result<Response> {
        let Answer { response, installation, is_foreign } = answer;
        let status = response.status();
        if status.is_success() && !is_foreign {
            // A profile of an earlier version learns it here.
            self.known.send_if_modified(|known| known.installation.replace(installation).is_none());
            return Ok(response);
        }
        let retry_after = retry_after(response.headers());
        let body = response.bytes().await.map_err(|error| self.http.failed(&error))?;
        // A body that is no error of ours is the page of a portal or a proxy: its status says all there is.
        let said = serde_json::from_slice::<ErrorBody>(&body).ok();
        let end = said.as_ref().filter(|_| status == StatusCode::UNAUTHORIZED);
        let is_of_session = self.known.borrow().installation == Some(installation);
        if let Some(end) = end.and_then(|body| SessionEnd::of(body.code, is_of_session)) {
            self.known.send_modify(|known| known.end = Some(end));
            return Err(NetError::SessionEnded(end));
        }
        match said {
            Some(ErrorBody { code, reason, .. }) if !is_foreign => match understood(code, status) {
                ErrorCode::AppTooOld => Err(NetError::AppTooOld),
                code => Err(NetError::Refused { code, retry_after, reason }),
            },
            _ => Err(said_by_nobody(status)),
        }
    }

    pub(super) async fn accepted(&self, request: RequestBuilder) -> Result<Response> {
        let answer = self.sent(request).await?;
        self.checked(answer).await
    }

    pub(super) async fn empty(&self, request: RequestBuilder) -> Result<()> {
        self.accepted(request).await.map(drop)
    }

    pub(super) async fn typed<T: DeserializeOwned>(&self, request: RequestBuilder) -> Result<T> {
        let response = self.accepted(request).await?;
        self.whole(response).await
    }

    /// The rest of an answer that the server began.
    pub(super) async fn whole<T: DeserializeOwned>(&self, response: Response) -> Result<T> {
        let server = protocol_of(response.headers());
        let body = response.bytes().await.map_err(|error| self.http.failed(&error))?;
        serde_json::from_slice(&body).map_err(|error| {
            tracing::warn!(
                line = error.line(),
                column = error.column(),
                server,
                "an answer is not what the protocol says"
            );
            if server > PROTOCOL { NetError::AppTooOld } else { NetError::NotAServer }
        })
    }
}

/// The version that an answer's server speaks; 0: of before versions.
fn protocol_of(headers: &HeaderMap) -> u32 {
    let said = headers.get(PROTOCOL_HEADER).and_then(|value| value.to_str().ok());
    said.and_then(|said| said.parse().ok()).unwrap_or_default()
}

/// A code of a newer server means what its status does; only a refusal for good stays unknown.
fn understood(code: ErrorCode, status: StatusCode) -> ErrorCode {
    let ErrorCode::Unknown(word) = code else { return code };
    tracing::warn!(%word, status = status.as_u16(), "a code of a newer server");
    match status {
        StatusCode::UNAUTHORIZED => ErrorCode::Unauthorized,
        StatusCode::NOT_FOUND => ErrorCode::NotFound,
        StatusCode::GONE => ErrorCode::UploadGone,
        StatusCode::PAYLOAD_TOO_LARGE => ErrorCode::TooLarge,
        StatusCode::UPGRADE_REQUIRED => ErrorCode::AppTooOld,
        StatusCode::TOO_MANY_REQUESTS => ErrorCode::TooManyAttempts,
        StatusCode::REQUEST_TIMEOUT | StatusCode::SERVICE_UNAVAILABLE => ErrorCode::Unavailable,
        status if status.is_server_error() => ErrorCode::Internal,
        _ => code,
    }
}

/// Seconds until the server may be asked again, if an answer says so.
pub(super) fn retry_after(headers: &HeaderMap) -> Option<u32> {
    headers.get(RETRY_AFTER)?.to_str().ok()?.parse().ok()
}

/// The meaning of an answer that is not one of ours.
fn said_by_nobody(status: StatusCode) -> NetError {
    match status {
        // A proxy says that it cannot reach the server.
        StatusCode::BAD_GATEWAY | StatusCode::SERVICE_UNAVAILABLE | StatusCode::GATEWAY_TIMEOUT => {
            NetError::Offline
        }
        _ => NetError::NotAServer,
    }
}
