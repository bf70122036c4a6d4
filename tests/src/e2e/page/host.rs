//! A host that takes its time or refuses. Only a browser's connection to the host can be held up.

use serde_json::{Value, json};

use super::super::until;
use super::Page;

const HOLD: &str = "const [command, late] = arguments;
    const reach = window.fetch.bind(window);
    window.held ??= {};
    const held = window.held[command] = [];
    window.fetch = (url, init) => {
        if (String(url) !== `ipc/${command}`) return reach(url, init);
        const early = late ? reach(url, init) : undefined;
        return new Promise((answer) => held.push({
            passes: () => answer(early ?? reach(url, init)),
            fails: () => answer(new Response('null', { status: 500 })),
        }));
    }";

impl Page {
    /// Holds back commands of this name from now on: they do not reach the host.
    pub async fn holds_back(&self, command: &str) {
        self.js(HOLD, vec![json!(command), json!(false)]).await;
    }

    /// Holds back the answers to commands of this name from now on: the commands reach the host.
    pub async fn holds_answers_back(&self, command: &str) {
        self.js(HOLD, vec![json!(command), json!(true)]).await;
    }

    /// Lets the oldest of these commands pass after all.
    pub async fn lets_pass(&self, command: &str) {
        self.ends_waiting(command, "passes").await;
    }

    /// Lets the oldest of these commands fail.
    pub async fn lets_fail(&self, command: &str) {
        self.ends_waiting(command, "fails").await;
    }

    async fn ends_waiting(&self, command: &str, how: &str) {
        let script = "const [command, how] = arguments;
            const one = window.held[command].shift();
            one?.[how]();
            return one !== undefined";
        until(&format!("the command {command} waits"), async || {
            let ended = self.js(script, vec![json!(command), json!(how)]).await;
            (ended == Value::Bool(true)).then_some(())
        })
        .await;
    }
}
