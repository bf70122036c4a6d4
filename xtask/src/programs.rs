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
    /// The arguments with which cargo compiles programs and tests with the same features: each package is compiled once.
    /// The commands are not among them; they have been compiled before, with features of their own.
    pub(crate) const EVERYTHING: [&str; 5] = [
        "--workspace",
        "--exclude",
        "xtask",
        "--features",
        "conversas/custom-protocol,conversas-recorder/tone,conversas-server/still-time,conversas-tests/e2e",
    ];

    /// Builds the page, then what serves it.
    pub(crate) fn build(with_shell: bool) -> Result<Programs> {
        ui::build(false)?;
        let mut build = step::cargo();
        build.args(["build", "--bins", "--package=conversas-cli", "--package=conversas-bridge"]);
        if with_shell {
            build.args(["--package=conversas", "--features=conversas/custom-protocol"]);
        }
        step(if with_shell { "build server, bridge and app" } else { "build server and bridge" }, || {
            step::ok(&mut build)
        })?;
        Ok(Programs::built(with_shell))
    }

    /// As [`Programs::build`], with everything that tests are made of.
    pub(crate) fn build_with_tests() -> Result<Programs> {
        ui::build(false)?;
        step("build programs and tests", || {
            // Not the interface's program: what runs is its wasm.
            let programs = ["conversas-server", "conversas-bridge", "conversas", "shots"];
            let bins = programs.iter().flat_map(|name| ["--bin", name]);
            step::ok(step::cargo().args(["build", "--lib", "--tests"]).args(bins).args(Programs::EVERYTHING))
        })?;
        Ok(Programs::built(true))
    }

    fn built(with_shell: bool) -> Programs {
        Programs {
            server: paths::program("conversas-server", "debug"),
            bridge: paths::program("conversas-bridge", "debug"),
            shell: with_shell.then(|| paths::program("conversas", "debug")),
        }
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
