//! After an update that compares words in another way: what is on the device is made findable again, in the background.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::sleep;

use super::Inner;
use crate::error::Result;
use crate::store::refolding;

/// Between two steps: whoever works meanwhile must not feel it.
const BREATH: Duration = Duration::from_millis(15);

/// Ends when everything is done.
pub(crate) async fn run(inner: Arc<Inner>) {
    loop {
        match step(&inner).await {
            Ok(true) => sleep(BREATH).await,
            Ok(false) => return,
            Err(error) => {
                tracing::warn!(%error, "old messages are not all findable; the next start goes on");
                return;
            }
        }
    }
}

async fn step(inner: &Inner) -> Result<bool> {
    inner.change(|tx, reader, touched| Ok(refolding::step(tx, reader, &mut touched.wanted)?)).await
}
