//! Builds the programs that `run` and the tests start: server, bridge, shell with its page.

use crate::paths;
use crate::step::{self, step};
use crate::ui;
use anyhow::Result;
use std::path::PathBuf;
use std::process::Command;

/// Where the built programs are.
pub(crate) struct Programs {
    /// `conversas-server`.
    pub(crate) server: PathBuf,
    /// `conversas-bridge`.
    pub(crate) bridge: PathBuf,
    /// The app; absent where it was not asked for.
    pub(crate) shell: Option<PathBuf>,
}

impl Programs {
    /// Builds the page, then what serves it.
    pub(crate) fn build(with_shell: bool) -> Result<Programs> {
        ui::build(false)?;
        step("build server and bridge", || {
            step::ok(step::cargo().args([
                "build",
                "--package=conversas-server",
                "--package=conversas-bridge",
                "--bins",
            ]))
        })?;
        if with_shell {
            step("build the app", || {
                step::ok(step::cargo().args(["build", "-p", "conversas", "--features", "custom-protocol"]))
            })?;
        }
        Ok(Programs {
            server: paths::program("conversas-server", "debug"),
            bridge: paths::program("conversas-bridge", "debug"),
            shell: with_shell.then(|| paths::program("conversas", "debug")),
        })
    }

    /// Tells a test run where the programs are.
    pub(crate) fn tell(&self, command: &mut Command) {
        command.env("CONVERSAS_BIN_SERVER", &self.server);
        command.env("CONVERSAS_BIN_BRIDGE", &self.bridge);
        command.env("CONVERSAS_UI_DIST", paths::dist());
        if let Some(shell) = &self.shell {
            command.env("CONVERSAS_BIN_SHELL", shell);
        }
    }
}
