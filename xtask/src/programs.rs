//! Builds the programs that `run` and the tests start: server, bridge, shell with its page.

use crate::paths;
use crate::step::{self, step};
use crate::ui;
use anyhow::Result;
use std::path::PathBuf;
use std::process::Command;

/// The paths of the built programs.
pub(crate) struct Programs {
    /// The path of `conversas-server`.
    pub(crate) server: PathBuf,
    /// The path of `conversas-bridge`.
    pub(crate) bridge: PathBuf,
    /// The path of the app; none: it was not asked for.
    pub(crate) shell: Option<PathBuf>,
}

impl Programs {
    /// The arguments with which cargo compiles programs and tests with the same features, so that each
    /// package is compiled once. The project's commands are left out; they have been compiled before, with
    /// features of their own.
    pub(crate) const EVERYTHING: [&str; 5] = [
        "--workspace",
        "--exclude",
        "xtask",
        "--features",
        "conversas/custom-protocol,conversas-recorder/tone,conversas-server/still-time,conversas-tests/e2e",
    ];

    /// Builds the page, then the programs that serve it.
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

    /// Builds the same as [`Programs::build`], and everything that tests need.
    pub(crate) fn build_with_tests() -> Result<Programs> {
        ui::build(false)?;
        step("build programs and tests", || {
            // The interface's own program is left out: tests use its wasm.
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

    /// Tells a test run the paths of the programs.
    pub(crate) fn tell(&self, command: &mut Command) {
        command.env("CONVERSAS_BIN_SERVER", &self.server);
        command.env("CONVERSAS_BIN_BRIDGE", &self.bridge);
        command.env("CONVERSAS_UI_DIST", paths::dist());
        if let Some(shell) = &self.shell {
            command.env("CONVERSAS_BIN_SHELL", shell);
        }
    }
}
