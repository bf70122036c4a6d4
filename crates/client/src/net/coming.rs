//! An answer whose head is here: that the server answers, and its time, are known before the rest has come.

use std::marker::PhantomData;

use conversas_domain::moment::Moment;
use conversas_protocol::TIME_HEADER;
use reqwest::header::CONTENT_TYPE;
use reqwest::{RequestBuilder, Response};
use serde::de::DeserializeOwned;

use super::answer::{NetError, accepted, whole};

/// A page on its way.
pub(crate) struct Coming<T> {
    response: Response,
    page: PhantomData<T>,
}

impl<T: DeserializeOwned> Coming<T> {
    /// Asks. A page of the web is no answer, whatever its status.
    pub(super) async fn ask(request: RequestBuilder) -> Result<Coming<T>, NetError> {
        let response = accepted(request).await?;
        let is_ours =
            header(&response, CONTENT_TYPE.as_str()).is_some_and(|kind| kind.starts_with("application/json"));
        if is_ours { Ok(Coming { response, page: PhantomData }) } else { Err(NetError::NotAServer) }
    }

    /// The server's time when it answered.
    pub(crate) fn server_time(&self) -> Option<Moment> {
        header(&self.response, TIME_HEADER)?.parse().ok().map(Moment)
    }

    /// The rest of it.
    pub(crate) async fn whole(self) -> Result<T, NetError> {
        whole(self.response).await
    }
}

fn header<'a>(response: &'a Response, name: &str) -> Option<&'a str> {
    response.headers().get(name)?.to_str().ok()
}
