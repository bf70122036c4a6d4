//! How far this device's clock is from the server's, kept through restarts.

use conversas_domain::moment::Moment;

use super::Inner;
use crate::store::{self, preferences};

/// Smaller differences, in milliseconds, come from the network.
const NOTABLE: i64 = 30_000;
/// The preference that keeps the difference through restarts.
const CLOCK_AHEAD: &str = "clock_ahead";

impl Inner {
    /// Notes the time that the server says.
    pub(crate) async fn server_time_is(&self, time: Moment) {
        let ahead = self.clock.now().0.saturating_sub(time.0);
        let known = self.connection.get().clock_ahead;
        if (ahead - known).abs() < NOTABLE {
            return;
        }
        let ahead = if ahead.abs() < NOTABLE { 0 } else { ahead };
        tracing::info!(seconds = ahead / 1_000, "the device's clock is ahead of the server's");
        self.connection.change(|connection| connection.clock_ahead = ahead);
        let ahead = ahead.to_string();
        let keeping = self.store.write(move |tx| preferences::save(tx, CLOCK_AHEAD, &ahead));
        if let Err(error) = keeping.await {
            tracing::warn!(%error, "the next start asks the server for the time again");
        }
    }

    /// Takes up what was known of the clock when the program ended: a start without a network has nothing
    /// better.
    pub(crate) async fn remember_clock(&self) -> store::Result<()> {
        let kept = self.store.read(|db| preferences::load(db, CLOCK_AHEAD)).await?;
        if let Some(ahead) = kept.and_then(|text| text.parse().ok()) {
            self.connection.change(|connection| connection.clock_ahead = ahead);
        }
        Ok(())
    }
}
