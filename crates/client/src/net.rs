//! Requests to the server, typed. Rules and retries are not here.

use std::sync::Once;
use std::time::Duration;

use conversas_domain::entry::Seq;
use conversas_domain::ids::{CannedReplyId, ChannelId, ConversationId};
use conversas_protocol::{
    BootstrapPage, Cursor, Directory, EntriesPage, OpRequest, Receipt, SaveCannedReply, SignIn, SignedIn,
    SyncPage, Whereabouts,
};
use reqwest::{Client, Method, RequestBuilder, Url};
use serde::de::DeserializeOwned;

pub(crate) mod address;
mod answer;
mod download;
mod upload;

pub use answer::NetError;
use answer::{accepted, empty, retry_after, typed};
pub(crate) use download::Download;
pub(crate) use upload::Standing;

type Result<T> = std::result::Result<T, NetError>;

/// How long the server may hold a poll, in seconds (architecture: 25).
const POLL_SECONDS: u64 = 25;
/// How long any other answer may take.
const ANSWER: Duration = Duration::from_secs(30);

/// The HTTP client, shared by all requests so that connections are kept.
pub(crate) fn http_client() -> Result<Client> {
    static PROVIDER: Once = Once::new();
    PROVIDER.call_once(|| {
        // Fails only if the program chose a provider already, which is as good.
        let _ = rustls::crypto::ring::default_provider().install_default();
    });
    Client::builder()
        .connect_timeout(Duration::from_secs(5))
        .tcp_keepalive(Duration::from_secs(15))
        // Less than the server waits (75 s), so that it never ends a connection that a request is just put on.
        .pool_idle_timeout(Duration::from_secs(60))
        .timeout(ANSWER)
        .user_agent(concat!("conversas/", env!("CARGO_PKG_VERSION")))
        .build()
        .map_err(|_| NetError::Offline)
}

/// A server before signing in.
pub(crate) async fn sign_in(http: &Client, base: &Url, request: &SignIn) -> Result<SignedIn> {
    typed(http.post(address::route(base, "v1/sessions")).json(request)).await
}

/// A server and the right to talk to it. `Debug` does not show the token.
#[derive(Clone)]
pub(crate) struct Remote {
    http: Client,
    base: Url,
    token: String,
}

impl Remote {
    pub(crate) fn new(http: Client, base: Url, token: String) -> Remote {
        Remote { http, base, token }
    }

    fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.http.request(method, address::route(&self.base, path)).bearer_auth(&self.token)
    }

    async fn get<T: DeserializeOwned>(&self, path: &str, query: &[(&str, String)]) -> Result<T> {
        typed(self.request(Method::GET, path).query(query)).await
    }

    pub(crate) async fn sign_out(&self) -> Result<()> {
        empty(self.request(Method::DELETE, "v1/sessions/current").timeout(Duration::from_secs(5))).await
    }

    pub(crate) async fn directory(&self) -> Result<Directory> {
        self.get("v1/directory", &[]).await
    }

    pub(crate) async fn bootstrap(
        &self,
        channel: Option<ChannelId>,
        after: Option<&str>,
    ) -> Result<BootstrapPage> {
        let channel = channel.map(|id| ("channel", id.to_string()));
        let after = after.map(|after| ("after", after.to_owned()));
        let query: Vec<_> = channel.into_iter().chain(after).collect();
        self.get("v1/bootstrap", &query).await
    }

    /// `wait`: whether the server may hold the answer until something happens.
    /// `presence`: what is known of who is where.
    pub(crate) async fn sync(&self, cursor: &Cursor, wait: bool, presence: u64) -> Result<SyncPage> {
        let seconds = if wait { POLL_SECONDS } else { 0 };
        let query =
            [("cursor", cursor.0.clone()), ("wait", seconds.to_string()), ("presence", presence.to_string())];
        let request = self.request(Method::GET, "v1/sync").query(&query);
        typed(request.timeout(Duration::from_secs(POLL_SECONDS + 10))).await
    }

    pub(crate) async fn entries(
        &self,
        conversation_id: ConversationId,
        before: Seq,
        limit: u32,
    ) -> Result<EntriesPage> {
        let path = format!("v1/conversations/{conversation_id}/entries");
        self.get(&path, &[("before", before.0.to_string()), ("limit", limit.to_string())]).await
    }

    pub(crate) async fn presence(&self, whereabouts: &Whereabouts) -> Result<()> {
        let request = self.request(Method::PUT, "v1/presence").json(whereabouts);
        empty(request.timeout(Duration::from_secs(5))).await
    }

    pub(crate) async fn save_reply(
        &self,
        channel_id: ChannelId,
        id: CannedReplyId,
        reply: &SaveCannedReply,
    ) -> Result<()> {
        empty(self.request(Method::PUT, &reply_path(channel_id, id)).json(reply)).await
    }

    pub(crate) async fn delete_reply(&self, channel_id: ChannelId, id: CannedReplyId) -> Result<()> {
        empty(self.request(Method::DELETE, &reply_path(channel_id, id))).await
    }

    pub(crate) async fn op(&self, request: &OpRequest) -> Result<Receipt> {
        typed(self.request(Method::POST, "v1/ops").json(request)).await
    }
}

fn reply_path(channel_id: ChannelId, id: CannedReplyId) -> String {
    format!("v1/channels/{channel_id}/replies/{id}")
}
