//! `conversas-bridge`: one profile of the app in a browser, for development and tests.

use std::io::IsTerminal;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::Stdio;
use std::sync::Arc;

use anyhow::Result;
use clap::Parser;
use conversas_bridge::{Bridge, BridgeConfig};
use conversas_host::{Host, HostConfig, SecretsPolicy, opening};

/// Serves the Conversas interface to a browser on this machine.
#[derive(Parser)]
struct Args {
    /// Folder of the profile's data.
    #[arg(long)]
    data: PathBuf,
    /// Folder of the built interface.
    #[arg(long)]
    ui: PathBuf,
    /// Loopback address to listen on.
    #[arg(long, default_value = "127.0.0.1:0")]
    listen: SocketAddr,
    /// Server address that the sign-in page starts with.
    #[arg(long)]
    server: Option<String>,
    /// Open the system's browser.
    #[arg(long)]
    open: bool,
}

#[tokio::main]
async fn main() -> Result<()> {
    tracing_subscriber::fmt()
        .with_env_filter(tracing_subscriber::EnvFilter::from_default_env())
        .with_ansi(std::io::stderr().is_terminal())
        .with_writer(std::io::stderr)
        .init();
    let args = Args::parse();
    // Secrets stand in a file: a development tool leaves nothing in the person's keychain.
    let secrets = SecretsPolicy::File;
    let config = HostConfig { server_hint: args.server, secrets, ..HostConfig::new(args.data) };
    let opened = Host::open(config).await.map_err(|error| {
        let explained = opening::explained(&error);
        anyhow::Error::new(error).context(explained)
    });
    let host = Arc::new(opened?);
    let bridge = Bridge::bind(Arc::clone(&host), &BridgeConfig { listen: args.listen, ui: args.ui }).await?;
    println!("{}", bridge.url());
    if args.open {
        open(bridge.url());
    }
    // The bridge stops at once: long-lived event streams would hold a graceful stop forever.
    tokio::select! {
        served = bridge.serve(std::future::pending()) => served?,
        () = interrupted() => {}
    }
    host.shutdown().await;
    Ok(())
}

async fn interrupted() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let mut end = match signal(SignalKind::terminate()) {
            Ok(end) => end,
            Err(error) => {
                tracing::warn!(%error, "no signal ends the bridge");
                return std::future::pending().await;
            }
        };
        tokio::select! {
            _ = end.recv() => {}
            () = ctrl_c() => {}
        }
    }
    #[cfg(not(unix))]
    ctrl_c().await;
}

async fn ctrl_c() {
    if let Err(error) = tokio::signal::ctrl_c().await {
        tracing::error!(%error, "Ctrl+C cannot be listened for: the bridge ends");
    }
}

/// Opens the browser. A failure is ignored: the printed address is enough.
fn open(url: &str) {
    let program = if cfg!(target_os = "macos") {
        "open"
    } else if cfg!(windows) {
        "explorer"
    } else {
        "xdg-open"
    };
    let mut command = std::process::Command::new(program);
    // The opener's output about browsers that are missing helps nobody.
    let quiet = command.arg(url).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    if quiet.spawn().is_err() {
        tracing::info!("no program to open a browser with");
    }
}
