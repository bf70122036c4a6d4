//! An answer of which the head has arrived: whether the server answers, and its time, are known before the
//! rest has come.

use std::marker::PhantomData;

use conversas_domain::moment::Moment;
use conversas_protocol::TIME_HEADER;
use reqwest::{RequestBuilder, Response};
use serde::de::DeserializeOwned;

use super::{Line, Result};

/// An answer on its way.
pub(crate) struct Coming<T> {
    line: Line,
    response: Response,
    page: PhantomData<T>,
}

impl<T: DeserializeOwned> Coming<T> {
    /// Sends a request and waits for the answer's head.
    pub(super) async fn ask(line: &Line, request: RequestBuilder) -> Result<Coming<T>> {
        let response = line.accepted(request).await?;
        Ok(Coming { line: line.clone(), response, page: PhantomData })
    }

    /// The server's time when it answered.
    pub(crate) fn server_time(&self) -> Option<Moment> {
        let said = self.response.headers().get(TIME_HEADER)?.to_str().ok()?;
        said.parse().ok().map(Moment)
    }

    /// Waits for the rest of the answer.
    pub(crate) async fn whole(self) -> Result<T> {
        self.line.whole(self.response).await
    }
}
