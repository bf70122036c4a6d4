//! The Conversas app: one window around the interface.
//!
//! | module | what |
//! |---|---|
//! | `commands` | the three commands that the page may call |
//! | `profile` | which person's data this process works on |
//! | `instance` | one process per profile |
//! | `window` | the window |
//! | `desk` | the system's dialogs, and its programs for files |
//! | `saving` | a file under the name that the person chose |
//! | `drops` | files over the window, and whether it has the focus |
//! | `notices` | system notifications, title and badge |
//!
//! Not here: rules, SQL and HTTP, and what a command does: those are in `conversas-host`.

mod commands;
mod desk;
mod drops;
mod instance;
mod notices;
mod profile;
mod saving;
mod window;

use std::io::IsTerminal;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::Result;
use clap::Parser;
use conversas_host::{Host, HostConfig, opening};
use conversas_media::Loopback;
use conversas_words::{Language, common};
use desk::AppDesk;
use instance::Instance;
use profile::Profile;
use tauri::{Manager, RunEvent};
use tauri_plugin_dialog::{DialogExt, MessageDialogKind};

/// A escola e as famílias conversam.
#[derive(Parser)]
struct Args {
    /// Whose data: a second name gives a second, independent app beside the first.
    #[arg(long, default_value = "default")]
    profile: Profile,
    /// Server address that the sign-in page starts with.
    #[arg(long, env = "CONVERSAS_SERVER_URL")]
    server: Option<String>,
    /// A window of a phone's size.
    #[arg(long)]
    phone: bool,
}

/// Reads the command line, opens the profile and runs the window until it is closed. `context` is what Tauri builds into
/// the program: its settings and the page.
///
/// # Errors
///
/// Tauri cannot start. What is wrong with the profile's data is told in a dialog instead.
pub fn run(context: tauri::Context) -> Result<()> {
    tracing_subscriber::fmt()
        .with_env_filter(tracing_subscriber::EnvFilter::from_default_env())
        .with_ansi(std::io::stderr().is_terminal())
        .with_writer(std::io::stderr)
        .init();
    let args = Args::parse();
    let claimed = match claim(&args.profile) {
        Ok(None) => return Ok(()),
        Ok(Some(claimed)) => Some(claimed),
        // The error is shown later, when there is an app that can show a dialog.
        Err(error) => {
            tracing::error!(%error, "the profile's folder cannot be used");
            None
        }
    };
    let builder = tauri::Builder::default();
    // A phone's only window fills the screen.
    #[cfg(desktop)]
    let builder = builder.plugin(window::remembered(&args.profile));
    let app = builder
        .plugin(tauri_plugin_fs::init())
        .plugin(tauri_plugin_dialog::init())
        // Links go through the host, which checks each one first.
        .plugin(tauri_plugin_opener::Builder::new().open_js_links_on_click(false).build())
        .invoke_handler(tauri::generate_handler![commands::call, commands::subscribe, commands::save_file])
        .setup(move |app| {
            let Some((folder, instance)) = claimed else {
                explain(app.handle(), opening::not_writable());
                return Ok(());
            };
            let secrets = profile::secrets();
            let desk = Arc::new(AppDesk(app.handle().clone()));
            let config = HostConfig { server_hint: args.server, secrets, desk, ..HostConfig::new(&folder) };
            match tauri::async_runtime::block_on(Host::open(config)) {
                Ok(host) => {
                    let host = Arc::new(host);
                    app.manage(Arc::clone(&host));
                    serve_media(&host);
                    let window = window::open(app.handle(), &folder, args.phone)?;
                    drops::listen(&window, Arc::clone(&host));
                    notices::begin(app.handle().clone(), host);
                    let handle = app.handle().clone();
                    instance.answer(move || window::show(&handle));
                }
                Err(error) => explain(app.handle(), opening::explained(&error)),
            }
            Ok(())
        })
        .build(context)?;
    app.run(|app, event| {
        if let RunEvent::Exit = event
            && let Some(host) = app.try_state::<Arc<Host>>()
        {
            tauri::async_runtime::block_on(host.shutdown());
        }
    });
    Ok(())
}

/// Answers the profile's folder, with the right to work on it; none: another process has the profile.
fn claim(profile: &Profile) -> Result<Option<(PathBuf, Instance)>> {
    let folder = profile.folder()?;
    Ok(Instance::claim(&folder)?.map(|instance| (folder, instance)))
}

/// Starts to serve pictures and sound to the page. A failure is not fatal: everything else works without
/// them.
fn serve_media(host: &Host) {
    match tauri::async_runtime::block_on(Loopback::bind(host.clone())) {
        Ok((url, serving)) => {
            host.serves_media_at(url);
            tauri::async_runtime::spawn(serving);
        }
        Err(error) => tracing::error!(%error, "no media for the page"),
    }
}

/// Says in a dialog that the profile's data cannot be opened, because there is no page to say so, and ends
/// the app.
fn explain<R: tauri::Runtime>(app: &tauri::AppHandle<R>, why: &str) {
    let ended = app.clone();
    let title = common::app(Language::default());
    app.dialog().message(why).title(title).kind(MessageDialogKind::Error).show(move |_| ended.exit(1));
}
