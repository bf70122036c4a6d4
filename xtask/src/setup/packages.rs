//! Installs packages where that can be done without asking (apt, as root or with a sudo that asks nothing) and names
//! them, with the command to type, everywhere else.

use super::needs::Need;
use crate::step::{self, ok, step};
use anyhow::{Result, bail};
use std::process::Command;

/// Installs the packages of these needs, or fails with the command that does.
pub(super) fn install(needs: &[&Need]) -> Result<()> {
    let names = |of: fn(&Need) -> &'static [&'static str]| -> Vec<&'static str> {
        needs.iter().flat_map(|need| of(need)).copied().collect()
    };
    if step::exists("apt-get") {
        return apt(&names(|need| need.apt));
    }
    let (manager, packages) = if step::exists("dnf") {
        ("sudo dnf install", names(|need| need.dnf))
    } else if step::exists("pacman") {
        ("sudo pacman -S --needed", names(|need| need.pacman))
    } else if cfg!(target_os = "macos") {
        ("brew install", names(|need| need.brew))
    } else if cfg!(windows) {
        ("winget install", names(|need| need.winget))
    } else {
        bail!("install what corresponds to these Debian packages: {}", names(|need| need.apt).join(" "));
    };
    bail!("install it with: {manager} {}", packages.join(" "));
}

/// Installs Debian packages.
pub(super) fn apt(packages: &[&str]) -> Result<()> {
    let (Some(mut update), Some(mut install)) = (as_root(), as_root()) else {
        bail!("no right to install; do it with: sudo apt-get install {}", packages.join(" "));
    };
    step(&format!("install the Debian packages {}", packages.join(" ")), || {
        ok(update.args(["-qq", "update"]))?;
        ok(install.args(["-qq", "-y", "--no-install-recommends", "install"]).args(packages))
    })
}

fn as_root() -> Option<Command> {
    let root = step::output("id", &["-u"]).is_some_and(|id| id == "0");
    let mut command = if root {
        step::command("apt-get")
    } else {
        step::output("sudo", &["-n", "true"])?;
        let mut sudo = step::command("sudo");
        sudo.args(["-n", "DEBIAN_FRONTEND=noninteractive", "apt-get"]);
        sudo
    };
    command.env("DEBIAN_FRONTEND", "noninteractive");
    Some(command)
}
