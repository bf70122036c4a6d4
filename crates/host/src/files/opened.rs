//! Copies of files under their real names, for the system's programs, in a folder that only the person can
//! read. The place where files are kept has other names, and other programs may not write there.

use std::fs::{self, DirBuilder, Permissions};
use std::io;
use std::path::{Path, PathBuf};

use conversas_client::{Engine, Error};
use conversas_domain::attachment::FileName;
use conversas_domain::ids::AttachmentId;
use conversas_domain::rejection::Rejection;
use conversas_ipc::{Failure, FailureCode};

use crate::failure::lost;

/// The folder of the copies.
#[derive(Debug)]
pub(crate) struct Opened(PathBuf);

impl Opened {
    /// Empties the folder of what an earlier run left.
    pub(crate) async fn new(folder: PathBuf) -> Opened {
        let opened = Opened(folder);
        opened.clear().await;
        opened
    }

    /// A copy of a file that the system opens by this name.
    pub(crate) async fn copy(
        &self,
        id: AttachmentId,
        from: PathBuf,
        name: &FileName,
    ) -> Result<PathBuf, Failure> {
        let folder = self.0.join(id.to_string());
        let to = folder.join(name.as_str());
        let copying = tokio::task::spawn_blocking(move || copy(&folder, &from, &to).map(|()| to)).await;
        let copied = copying.map_err(lost)?;
        copied.map_err(|error| {
            tracing::warn!(attachment_id = %id, kind = ?error.kind(), "a file cannot be copied to be opened");
            FailureCode::StorageUnavailable.into()
        })
    }

    /// Removes all copies.
    pub(crate) async fn clear(&self) {
        remove(self.0.clone()).await;
    }

    /// Removes the copies of files that are gone from the device's conversations (rule 21).
    pub(crate) async fn tidy(&self, engine: &Engine) {
        let Ok(mut folders) = tokio::fs::read_dir(&self.0).await else { return };
        while let Ok(Some(folder)) = folders.next_entry().await {
            let id = folder.file_name().to_str().and_then(|name| name.parse().ok());
            let known = match id {
                Some(id) => engine.file(id).await,
                None => continue,
            };
            if let Err(Error::SignedOut | Error::Rejected(Rejection::NotFound)) = known {
                remove(folder.path()).await;
            }
        }
    }
}

/// Removes a copy if possible: a program may have it open.
async fn remove(folder: PathBuf) {
    let removing = tokio::task::spawn_blocking(move || match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    });
    if let Ok(Err(error)) = removing.await {
        tracing::info!(kind = ?error.kind(), "an opened file stays until the next start");
    }
}

/// Copies a file, unless the copy is there: a program may have it open. The copy is read-only, because
/// changes in it would not be the sent file.
fn copy(folder: &Path, from: &Path, to: &Path) -> io::Result<()> {
    if to.exists() {
        return Ok(());
    }
    private(folder)?;
    let part = folder.join("part");
    fs::copy(from, &part)?;
    let mut permissions: Permissions = fs::metadata(&part)?.permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&part, permissions)?;
    fs::rename(part, to)
}

fn private(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

#[cfg(test)]
mod tests {
    use conversas_domain::attachment::FileType;
    use conversas_domain::ids::EntityId;
    use uuid::Uuid;

    use super::*;

    #[tokio::test]
    async fn a_copy_has_the_safe_name_cannot_be_written_and_goes_with_the_next_start() {
        let profile = tempfile::tempdir().expect("a folder");
        let original = profile.path().join("original");
        fs::write(&original, "%PDF-1.7").expect("a file");
        let (folder, id) = (profile.path().join("opened"), AttachmentId::from_uuid(Uuid::from_u128(1)));
        let opened = Opened::new(folder.clone()).await;
        let name = FileName::of("../../boletim\u{202E}fdp.exe", FileType::Pdf);
        for _ in 0..2 {
            let copy = opened.copy(id, original.clone(), &name).await.expect("copied");
            assert_eq!(copy, folder.join(id.to_string()).join("boletimfdp.exe.pdf"));
            assert!(fs::metadata(&copy).expect("there").permissions().readonly());
        }
        Opened::new(folder.clone()).await;
        assert!(!folder.exists() && original.exists());
    }
}
