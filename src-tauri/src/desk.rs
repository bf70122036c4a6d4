//! The system's dialogs and programs, for the host. The page itself may use none of them.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use conversas_domain::links::Link;
use conversas_host::{Answer, Desk, DeskError, Picked, Written};
use percent_encoding::percent_decode_str;
use tauri::{AppHandle, Manager, Runtime};
use tauri_plugin_dialog::{DialogExt, FileDialogBuilder, FilePath};
use tauri_plugin_fs::{FsExt, OpenOptions};
use tauri_plugin_opener::OpenerExt;
use tokio::sync::oneshot;

use crate::saving::{fill, write_whole};
use crate::window;

/// The desk of this app.
pub(crate) struct AppDesk<R: Runtime>(pub(crate) AppHandle<R>);

impl<R: Runtime> Desk for AppDesk<R> {
    fn has_dialogs(&self) -> bool {
        true
    }

    fn pick_files(&self, limit: u64) -> Answer<Vec<Picked>> {
        let app = self.0.clone();
        Box::pin(async move {
            let (answer, chosen) = oneshot::channel();
            dialog(&app).pick_files(move |paths| {
                // Ignored: the caller may have been dropped with the page.
                let _ = answer.send(paths);
            });
            let paths = chosen.await.ok().flatten().unwrap_or_default();
            blocking(move || {
                let copies = app.path().app_cache_dir().map_err(io::Error::other)?.join("picked");
                paths.into_iter().map(|path| picked(&app, path, &copies, limit)).collect()
            })
            .await
        })
    }

    fn save_as(&self, name: String, what: Written) -> Answer<bool> {
        let app = self.0.clone();
        Box::pin(async move {
            let (answer, chosen) = oneshot::channel();
            let extension = Path::new(&name).extension().and_then(|it| it.to_str()).unwrap_or_default();
            let dialog = dialog(&app).set_file_name(&name);
            let dialog = dialog.add_filter(extension.to_uppercase(), &[extension]);
            dialog.save_file(move |path| {
                // Ignored: the caller may have been dropped with the page.
                let _ = answer.send(path);
            });
            let Some(path) = chosen.await.ok().flatten() else { return Ok(false) };
            blocking(move || write(&app, path, what)).await?;
            Ok(true)
        })
    }

    fn open(&self, path: PathBuf) -> Answer<()> {
        if cfg!(any(target_os = "android", target_os = "ios")) {
            return Box::pin(std::future::ready(Err(DeskError::Unsupported)));
        }
        Box::pin(blocking(move || {
            tauri_plugin_opener::open_path(path, None::<&str>).map_err(io::Error::other)
        }))
    }

    fn open_link(&self, link: Link) -> Answer<()> {
        let app = self.0.clone();
        Box::pin(blocking(move || {
            app.opener().open_url(link.address(), None::<String>).map_err(io::Error::other)
        }))
    }
}

/// Makes a dialog that belongs to the window.
fn dialog<R: Runtime>(app: &AppHandle<R>) -> FileDialogBuilder<R> {
    let dialog = app.dialog().file();
    #[cfg(desktop)]
    if let Some(window) = window::of(app) {
        return dialog.set_parent(&window);
    }
    dialog
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> Result<T, DeskError> {
    let working = tauri::async_runtime::spawn_blocking(work).await;
    Ok(working.map_err(io::Error::other)??)
}

/// Answers a chosen file by its path. A file from a phone's picker has no path: its content is copied, unless
/// it is larger than `limit`.
fn picked<R: Runtime>(app: &AppHandle<R>, path: FilePath, copies: &Path, limit: u64) -> io::Result<Picked> {
    if let Ok(path) = path.clone().into_path() {
        return Ok(chosen(path));
    }
    let name = name_in(&path.to_string());
    let mut options = OpenOptions::new();
    let from = app.fs().open(path, options.read(true).clone())?;
    fs::create_dir_all(copies)?;
    let path = free(copies);
    copy_within(from, &path, limit).inspect_err(|_| remove(&path))?;
    Ok(Picked { name, path, is_copy: true })
}

/// Copies a file; of one over the limit only the length is kept.
fn copy_within(from: File, to: &Path, limit: u64) -> io::Result<()> {
    let length = from.metadata()?.len();
    let mut copy = File::create_new(to)?;
    if length > limit {
        return copy.set_len(length);
    }
    // The limit holds here too: the file's length may have been unknown.
    io::copy(&mut from.take(limit + 1), &mut copy).map(|_| ())
}

/// Removes a file, as far as possible: one that stays lies where the person can see it, or in the system's
/// folder for temporary files.
fn remove(path: &Path) {
    let _ = fs::remove_file(path);
}

/// Names a file on the disk by its own name.
pub(crate) fn chosen(path: PathBuf) -> Picked {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    Picked { name, path, is_copy: false }
}

/// Answers the last part of an address, as far as it is a name.
fn name_in(address: &str) -> String {
    let last = address.rsplit('/').next().unwrap_or_default();
    let decoded = percent_decode_str(last).decode_utf8_lossy();
    decoded.rsplit(['/', ':']).next().unwrap_or_default().to_owned()
}

/// Answers a path in the folder that no file has yet.
fn free(folder: &Path) -> PathBuf {
    let names = (0_u32..).map(|number| folder.join(number.to_string()));
    names.into_iter().find(|path| !path.exists()).unwrap_or_else(|| folder.join("0"))
}

fn write<R: Runtime>(app: &AppHandle<R>, path: FilePath, what: Written) -> io::Result<()> {
    if let Some(path) = path.as_path() {
        return write_whole(path, what);
    }
    // Written in place: a target from a phone's picker has no name beside it for an unfinished file.
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    fill(&mut app.fs().open(path, options)?, what)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_what_is_too_large_only_the_length_is_copied() {
        let folder = tempfile::tempdir().expect("a folder");
        let (from, to) = (folder.path().join("from"), folder.path().join("to"));
        fs::write(&from, "123456789").expect("a file");
        for (limit, copied) in [(9, "123456789"), (8, "\0\0\0\0\0\0\0\0\0")] {
            copy_within(File::open(&from).expect("it is there"), &to, limit).expect("a copy");
            assert_eq!(fs::read_to_string(&to).expect("a copy"), copied);
            fs::remove_file(&to).expect("it is there");
        }
    }

    #[test]
    fn a_file_goes_by_the_name_it_has_where_it_is() {
        let picked = chosen(PathBuf::from("/tmp/Declaração 2026.pdf"));
        assert_eq!((picked.name.as_str(), picked.is_copy), ("Declaração 2026.pdf", false));
    }

    #[test]
    fn an_address_says_a_name_in_its_last_part() {
        let address = "content://com.example.documents/document/primary%3ADownload%2Fboletim%202.pdf";
        assert_eq!(name_in(address), "boletim 2.pdf");
        assert_eq!(name_in("content://media/external/images/media/1000000033"), "1000000033");
    }

    #[test]
    fn no_copy_takes_the_place_of_another() {
        let folder = tempfile::tempdir().expect("a folder");
        for _ in 0..3 {
            File::create_new(free(folder.path())).expect("a free name");
        }
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 3);
    }
}
