//! The accessibility check: axe-core, run in the page.

use serde_json::{Value, json};

use super::page::Page;
use super::told;

const RULES: [&str; 5] = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

impl Page {
    /// Answers the violations of WCAG 2.2 A or AA in the page as it is now, one line each.
    pub async fn violations(&self) -> Vec<String> {
        if self.js("return typeof window.axe", vec![]).await != json!("object") {
            let axe = std::fs::read_to_string(told("CONVERSAS_AXE")).expect("axe is installed by xtask");
            self.js(&format!("{axe}\nwindow.axe = window.axe ?? axe;"), vec![]).await;
        }
        let run = "const [rules, done] = arguments;
            axe.run(document, { runOnly: rules, resultTypes: ['violations'] }).then(
                result => done(result.violations.flatMap(rule => rule.nodes.map(node =>
                    `${rule.id}: ${node.target.join(' ')}: ${node.failureSummary}`.replace(/\\s+/g, ' ')))),
                error => done([`axe failed: ${error}`]));";
        let found = self.client().execute_async(run, vec![json!(RULES)]).await.expect("axe runs");
        let lines: Option<Vec<String>> =
            found.as_array().map(|lines| lines.iter().filter_map(Value::as_str).map(str::to_owned).collect());
        lines.expect("it answers a list")
    }
}
