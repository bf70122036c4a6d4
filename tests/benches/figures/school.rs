//! A real server process with the demo schools, and a staff member of one of them.

use std::path::{Path, PathBuf};
use std::process::Command;

use conversas_domain::ids::ConversationId;
use conversas_domain::moment::Moment;
use conversas_domain::ticket::Status;
use conversas_protocol::{
    BootstrapPage, Op, OpContent, OpRequest, Outcome, Receipt, SendMessage, SignIn, SignedIn,
};
use conversas_testkit::fresh;
use conversas_tests::e2e::people::{PASSWORD, RAFAELA};
use tempfile::TempDir;

use super::http::Connection;
use super::process::{Process, folder, told};

/// A server process with the demo schools.
pub(super) struct School {
    process: Process,
    host: String,
    folder: TempDir,
}

/// A staff member who writes, with the conversations to write in.
pub(super) struct Writer {
    /// The staff member's token.
    pub(super) token: String,
    /// The open conversations that the staff member may answer.
    pub(super) conversations: Vec<ConversationId>,
}

impl School {
    /// Starts the server.
    pub(super) fn open() -> School {
        let folder = folder();
        let mut server = Command::new(told("CONVERSAS_BIN_SERVER"));
        server.args(["serve", "--demo", "--listen", "127.0.0.1:0"]);
        // The limits are high because one person stands for a crowd here.
        server.args(["--rate-operations", "1000000/1000000", "--rate-reads", "1000000/1000000"]);
        server.args(["--rate-operation-bytes", "1000000000/1000000000"]);
        server.args(["--requests-at-once", "1000"]);
        // The log level leaves out the lines about requests.
        server.arg("--data").arg(folder.path().join("data")).env("RUST_LOG", "warn");
        let (process, said) = Process::start_and_hear(&mut server, &folder.path().join("server.log"));
        let host = said.rsplit("http://").next().unwrap_or_default().to_owned();
        School { process, host, folder }
    }

    /// Makes a connection of the token's person.
    pub(super) fn connect(&self, token: Option<&str>) -> Connection {
        Connection::to(&self.host, token)
    }

    /// Answers the folder of the server's data.
    pub(super) fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// Answers the resident memory of the server, in KB.
    pub(super) fn memory(&self) -> u64 {
        resident(self.process.id())
    }

    /// Signs a staff member in.
    pub(super) fn writer(&self) -> Writer {
        let asked = SignIn {
            email: RAFAELA.email.into(),
            password: PASSWORD.into(),
            device_name: "bench".into(),
            device_secret: None,
            act_as: Default::default(),
        };
        let signed_in: SignedIn = self.connect(None).post("/v1/sessions", &asked);
        let mut connection = self.connect(Some(&signed_in.token));
        let mine = signed_in.directory.channels.iter().filter(|channel| channel.member);
        let conversations = mine.flat_map(|channel| {
            let page = connection.get(&format!("/v1/bootstrap?channel={}&limit=200", channel.id));
            let page: BootstrapPage = serde_json::from_slice(&page).expect("as documented");
            let open = |status| status != Status::Finished;
            let open = page.conversations.into_iter().filter(move |view| open(view.ticket.ticket.status));
            open.map(|view| view.id)
        });
        Writer { conversations: conversations.collect(), token: signed_in.token }
    }
}

impl Writer {
    /// Sends a message and waits for its receipt.
    pub(super) fn send(&self, connection: &mut Connection, number: usize) {
        let request = OpRequest {
            op_id: fresh(),
            written_at: Moment(1_767_225_600_000),
            op: Op::SendMessage(SendMessage {
                conversation_id: self.conversations[number % self.conversations.len()],
                entry_id: fresh(),
                content: OpContent::Text {
                    text: format!("Bom dia, é a mensagem {number}: a declaração está pronta na secretaria."),
                },
                ticket_id: None,
                seen: None,
            }),
        };
        let receipt: Receipt = connection.post("/v1/ops", &request);
        assert!(matches!(receipt.outcome, Outcome::Applied { .. }), "{:?}", receipt.outcome);
    }
}

/// Answers the resident memory of a process, in KB.
fn resident(id: u32) -> u64 {
    let status = std::fs::read_to_string(Path::new("/proc").join(id.to_string()).join("status"));
    let status = status.unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap_or_default();
    line.trim().trim_end_matches(" kB").parse().unwrap_or_default()
}
