//! Commands that have another form than the list's are a fault of the page or of the host: the log says which one, and not what
//! stood there.

use conversas_ipc::{Misfit, MisfitLog};

use crate::Host;

impl MisfitLog for Host {
    fn misfit(&self, command: &'static str, misfit: &Misfit) {
        let (part, error) = match misfit {
            Misfit::Request(error) => ("request", error),
            Misfit::Answer(error) => ("answer", error),
        };
        tracing::error!(command, part, kind = ?error.classify(), "a command has not the form of the list");
    }
}
