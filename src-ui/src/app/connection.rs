//! The connection of the device to the server.

use conversas_ipc::{Connection, Retry, SignedOut};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{App, Phase};
use crate::clock;
use crate::transport::call;

impl App {
    /// Tries to connect now ("Tentar agora").
    pub(crate) fn retry(self) {
        spawn_local(async move {
            if let Ok(connection) = call(Retry {}).await {
                self.take_connection(connection);
            }
        });
    }

    /// Opens the sign-in page ("Entrar de novo"): the conversations wait behind it.
    pub(crate) fn signs_in_again(self) {
        let server = self.me_untracked().server.clone();
        self.session().phase.set(Phase::SigningInAgain(SignedOut { server, was_revoked: false }));
    }

    /// Goes back from the sign-in page ("Voltar às conversas").
    pub(crate) fn goes_back_to_conversations(self) {
        self.session().phase.set(Phase::SignedIn);
    }

    pub(super) fn take_connection(self, connection: Connection) {
        if connection.online {
            self.device().connection_known.set(true);
        }
        if connection.clock_ahead != self.connection().with_untracked(|known| known.clock_ahead) {
            clock::learn(connection.clock_ahead);
            self.device().minute.set(clock::now().0 / 60_000);
        }
        self.device().connection.set(connection);
    }

    /// Whether the server cannot be reached; at the start, only when that is sure. A server that asks for a
    /// newer app is reached.
    pub(crate) fn is_offline(self) -> bool {
        let connection = self.connection().get();
        self.device().connection_known.get() && !connection.online && !connection.is_app_too_old()
    }
}
