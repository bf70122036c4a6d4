//! Complaints of ALSA, which writes a line to standard error for each way to a microphone that it tries in
//! vain.

use std::cell::RefCell;
use std::rc::Rc;

use alsa::Output;

/// Collects ALSA's complaints of this thread while this value lives; dropping it writes them to the log, at
/// level debug.
pub(in super::super) struct Complaints(Option<Rc<RefCell<Output>>>);

impl Complaints {
    /// Begins to collect. Where there is no memory for it, ALSA goes on writing to standard error.
    pub(in super::super) fn collect() -> Self {
        Self(Output::local_error_handler().ok())
    }
}

impl Drop for Complaints {
    fn drop(&mut self) {
        let Some(output) = &self.0 else { return };
        for line in output.borrow().to_string().lines() {
            tracing::debug!(target: "alsa", "{line}");
        }
    }
}
