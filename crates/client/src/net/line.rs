//! The line to a server: sends a request, tells an answer of a Conversas server from others, and remembers
//! what answers say of the server and of the session.

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
    /// The cause of the last failed request: a cause is logged once, not at every try.
    cause: Arc<Mutex<String>>,
}

impl Http {
    /// Makes a client that trusts the system's authorities and the given certificates (DER), and uses the
    /// system's proxy.
    pub(crate) fn new(trusted: &[Vec<u8>]) -> Http {
        static PROVIDER: Once = Once::new();
        PROVIDER.call_once(|| {
            // Ignored: this fails only if the program chose a provider already, which is as good.
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
            // Data on the device stay readable; no server is trusted but those of the given certificates.
            configured().tls_certs_only(extra()).build().expect("nothing of the system is needed")
        });
        Http { client, cause: Arc::default() }
    }

    async fn execute(&self, request: Request) -> Result<Response> {
        self.client.execute(request).await.map_err(|error| self.failed(&error))
    }

    /// Answers the meaning of a failure; its cause goes to the log.
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
        // Shorter than the server's 75 s, so that the server does not end a connection at the moment a
        // request uses it.
        .pool_idle_timeout(Duration::from_secs(60))
        .read_timeout(SILENCE)
        // Only one kind of redirect is followed, by `Line::sent`.
        .redirect(redirect::Policy::none())
        .user_agent(concat!("conversas/", env!("CARGO_PKG_VERSION")))
        .default_headers(HeaderMap::from_iter([version()]))
}

/// Headers in which each request says what app this is.
fn version() -> (HeaderName, HeaderValue) {
    (HeaderName::from_static(PROTOCOL_HEADER), HeaderValue::from(PROTOCOL))
}

/// Facts that answers have told of the server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Known {
    /// The server's address.
    pub(crate) base: Url,
    /// The server's installation; none: no answer has said it yet.
    pub(crate) installation: Option<InstallationId>,
    /// The server said that the session is over, or unknown.
    pub(crate) end: Option<SessionEnd>,
}

/// The line to a server. Clones share what is known of the server.
#[derive(Clone)]
pub(crate) struct Line {
    http: Http,
    known: Arc<watch::Sender<Known>>,
}

/// An answer of a Conversas server.
pub(super) struct Answer {
    pub(super) response: Response,
    installation: InstallationId,
    /// The answer is from another installation than the one that the person is signed in to: its yes and no
    /// mean nothing here.
    pub(super) is_foreign: bool,
}

impl Line {
    pub(crate) fn new(http: Http, base: Url, installation: Option<InstallationId>) -> Line {
        Line { http, known: Arc::new(watch::Sender::new(Known { base, installation, end: None })) }
    }

    /// Finds the server at or above an address that was typed, and answers its installation, before the
    /// server is told anything.
    pub(super) async fn found(http: &Http, typed: &Url) -> Result<(Line, InstallationId)> {
        let mut first = None;
        for place in address::places(typed) {
            let line = Line::new(http.clone(), place, None);
            match line.sent(line.client().get(line.route("v1/directory"))).await {
                // A Conversas server wants a token at this route. A server that stands further up answers
                // that there is no such route.
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

    /// The server's address.
    pub(crate) fn base(&self) -> Url {
        self.known.borrow().base.clone()
    }

    /// The facts known of the server; the receiver hears when they change.
    pub(crate) fn known(&self) -> watch::Receiver<Known> {
        self.known.subscribe()
    }

    /// Whether both are the same line, not only lines to the same server.
    pub(crate) fn is(&self, other: &Line) -> bool {
        Arc::ptr_eq(&self.known, &other.known)
    }

    pub(super) fn route(&self, path: &str) -> Url {
        address::route(&self.known.borrow().base, path)
    }

    /// Sends a request. An answer that does not name an installation is not from a Conversas server. A
    /// redirect from http to https is followed with everything that the request carries, and remembered once
    /// a Conversas server answers there.
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

    /// Passes on an answer, if the server says yes.
    pub(super) async fn checked(&self, answer: Answer) -> Result<Response> {
        let Answer { response, installation, is_foreign } = answer;
        let status = response.status();
        if status.is_success() && !is_foreign {
            // A profile of an earlier version learns its installation here.
            self.known.send_if_modified(|known| known.installation.replace(installation).is_none());
            return Ok(response);
        }
        let retry_after = retry_after(response.headers());
        let body = response.bytes().await.map_err(|error| self.http.failed(&error))?;
        // A body that is no error of the protocol is the page of a portal or a proxy: only its status is
        // used.
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

    /// Reads the rest of an answer that the server began.
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

/// The version of the wire in an answer's headers; 0: a server from before versions.
fn protocol_of(headers: &HeaderMap) -> u32 {
    let said = headers.get(PROTOCOL_HEADER).and_then(|value| value.to_str().ok());
    said.and_then(|said| said.parse().ok()).unwrap_or_default()
}

/// Reads a code of a newer server by its status; only a refusal for good stays unknown.
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

/// Answers the meaning of an answer that is not from a Conversas server.
fn said_by_nobody(status: StatusCode) -> NetError {
    match status {
        // A proxy says that it cannot reach the server.
        StatusCode::BAD_GATEWAY | StatusCode::SERVICE_UNAVAILABLE | StatusCode::GATEWAY_TIMEOUT => {
            NetError::Offline
        }
        _ => NetError::NotAServer,
    }
}
