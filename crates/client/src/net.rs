//! Requests to the server, typed. Rules and retries are not here.

use std::time::Duration;

use conversas_domain::entry::Seq;
use conversas_domain::ids::{ChannelId, ConversationId, InstallationId};
use conversas_protocol::received::{BootstrapPage, EntriesPage, Receipt, SyncPage};
use conversas_protocol::{Cursor, Demo, Directory, Kept, OpRequest, SignIn, SignInAnswer, Whereabouts};
use reqwest::{Method, RequestBuilder, Url};
use serde::de::DeserializeOwned;

pub(crate) mod address;
mod coming;
mod download;
mod error;
mod line;
mod upload;

pub use address::AddressFault;
pub(crate) use coming::Coming;
pub(crate) use download::Download;
pub use error::{CertificateFault, NetError, Revocation, SessionEnd};
pub(crate) use line::{Http, Line};
pub(crate) use upload::Standing;

type Result<T> = std::result::Result<T, NetError>;

/// The longest time without a byte of an answer, its head included: longer than the server holds a poll. A
/// whole answer may take as long as it needs.
const SILENCE: Duration = Duration::from_secs(35);

/// Finds the server at an address that was typed, and answers its installation.
pub(crate) async fn find(http: &Http, typed: &Url) -> Result<(Line, InstallationId)> {
    Line::found(http, typed).await
}

/// Signs in. The password is only told to a Conversas server, which was found before.
pub(crate) async fn sign_in(line: &Line, request: &SignIn) -> Result<SignInAnswer> {
    let asked = line.client().post(line.route("v1/sessions")).json(request);
    let answer: SignInAnswer = line.typed(asked).await?;
    match &answer {
        SignInAnswer::SignedIn(signed_in)
            if line.known().borrow().installation != Some(signed_in.installation) =>
        {
            Err(NetError::NotAServer)
        }
        SignInAnswer::SignedIn(_) | SignInAnswer::Choose(_) => Ok(answer),
    }
}

/// Asks for the accounts that the server at an address that was typed offers; a real school's server answers
/// that the route does not exist.
pub(crate) async fn demo(http: &Http, typed: &Url) -> Result<Demo> {
    let (line, _) = Line::found(http, typed).await?;
    line.typed(line.client().get(line.route("v1/demo"))).await
}

/// A server and the right to talk to it. `Debug` does not show the token.
#[derive(Clone)]
pub(crate) struct Remote {
    line: Line,
    /// The token; none: the session is locked, and every request fails with [`NetError::Locked`] before it is
    /// sent.
    token: Option<String>,
}

impl Remote {
    pub(crate) fn new(line: Line, token: String) -> Remote {
        Remote { line, token: Some(token) }
    }

    /// Makes the value of a locked session, without a token.
    pub(crate) fn locked(line: Line) -> Remote {
        Remote { line, token: None }
    }

    /// The line to the server.
    pub(crate) fn line(&self) -> &Line {
        &self.line
    }

    fn request(&self, method: Method, path: &str) -> Result<RequestBuilder> {
        self.request_to(method, self.line.route(path))
    }

    fn request_to(&self, method: Method, url: Url) -> Result<RequestBuilder> {
        let token = self.token.as_ref().ok_or(NetError::Locked)?;
        Ok(self.line.client().request(method, url).bearer_auth(token))
    }

    async fn get<T: DeserializeOwned>(&self, path: &str, query: &[(&str, String)]) -> Result<T> {
        self.line.typed(self.request(Method::GET, path)?.query(query)).await
    }

    pub(crate) async fn sign_out(&self) -> Result<()> {
        let request = self.request(Method::DELETE, "v1/sessions/current")?;
        self.line.empty(request.timeout(Duration::from_secs(5))).await
    }

    pub(crate) async fn directory(&self) -> Result<Kept<Directory>> {
        self.get("v1/directory", &[]).await
    }

    pub(crate) async fn bootstrap(
        &self,
        channel: Option<ChannelId>,
        after: Option<&str>,
        limit: u32,
    ) -> Result<BootstrapPage> {
        let channel = channel.map(|id| ("channel", id.to_string()));
        let after = after.map(|after| ("after", after.to_owned()));
        let limit = ("limit", limit.to_string());
        let query: Vec<_> = channel.into_iter().chain(after).chain([limit]).collect();
        self.get("v1/bootstrap", &query).await
    }

    /// Asks for changes. `wait`: how long the server may hold the answer until something happens, in seconds.
    /// `presence`: the number of the newest presence known here. `limit`: the most changes in the answer.
    pub(crate) async fn sync(
        &self,
        cursor: &Cursor,
        wait: u64,
        presence: u64,
        limit: u32,
    ) -> Result<Coming<SyncPage>> {
        let query = [
            ("cursor", cursor.0.clone()),
            ("wait", wait.to_string()),
            ("presence", presence.to_string()),
            ("limit", limit.to_string()),
        ];
        Coming::ask(&self.line, self.request(Method::GET, "v1/sync")?.query(&query)).await
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
        let request = self.request(Method::PUT, "v1/presence")?.json(whereabouts);
        self.line.empty(request.timeout(Duration::from_secs(5))).await
    }

    pub(crate) async fn op(&self, request: &OpRequest) -> Result<Receipt> {
        self.line.typed(self.request(Method::POST, "v1/ops")?.json(request)).await
    }
}

#[cfg(test)]
mod tests;
