//! After an update that compares words in another way: makes the data of this device findable again, in the
//! background.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::sleep;

use super::Inner;
use crate::error::Result;
use crate::store::refolding;

/// The pause between two steps, so that other work on the store is not slowed down.
const BREATH: Duration = Duration::from_millis(15);

/// Runs until everything is findable.
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
