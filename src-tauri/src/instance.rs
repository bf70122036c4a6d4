//! One process per profile: two would send everything twice.
//!
//! The first process locks a file in the profile's folder and listens on a loopback port. A second process
//! finds the lock taken, knocks at the port and ends, and the first process shows its window. The port and a
//! secret stand in a file beside the lock, because the lock itself cannot be read everywhere while it is
//! held.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};

const SECRET_BYTES: usize = 16;
/// The longest wait for the secret of a second start, which sends it at once.
const PATIENCE: Duration = Duration::from_secs(2);
/// The most knocks that are listened to at the same time: strangers who send nothing must not keep a second
/// start waiting.
const AT_ONCE: usize = 16;

/// The right to work on a profile, held until the process ends.
pub(crate) struct Instance {
    /// The lock on the profile; the system unlocks it when the process ends, however it ends.
    _lock: File,
    listener: TcpListener,
    secret: String,
}

impl Instance {
    /// Claims the profile. None: another process has the profile, and was asked to show its window.
    pub(crate) fn claim(folder: &Path) -> Result<Option<Instance>> {
        let lock = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(folder.join("instance.lock"))
            .context("the profile's folder cannot be written")?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                knock(&door(folder));
                return Ok(None);
            }
            Err(TryLockError::Error(error)) => return Err(error.into()),
        }
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let secret = secret()?;
        let port = listener.local_addr()?.port();
        conversas_host::private::create(&door(folder))?.write_all(format!("{port} {secret}").as_bytes())?;
        Ok(Some(Instance { _lock: lock, listener, secret }))
    }

    /// Calls `show` at each knock from now on.
    pub(crate) fn answer(self, show: impl Fn() + Send + Sync + 'static) {
        let show = Arc::new(show);
        std::thread::spawn(move || {
            // The closure takes the whole value, with the lock: otherwise it would take only the fields that
            // it names.
            let instance = self;
            let secret = Arc::new(instance.secret.clone());
            for stream in instance.listener.incoming().flatten() {
                // Each knock holds one clone while it is listened to, so the clones count the knocks.
                if Arc::strong_count(&secret) > AT_ONCE {
                    continue;
                }
                let (secret, show) = (secret.clone(), show.clone());
                std::thread::spawn(move || {
                    if knows(stream, &secret) {
                        show();
                    }
                });
            }
        });
    }
}

fn door(folder: &Path) -> PathBuf {
    folder.join("instance.door")
}

fn secret() -> Result<String> {
    let mut bytes = [0_u8; SECRET_BYTES];
    getrandom::fill(&mut bytes).context("the system gives no randomness")?;
    Ok(hex::encode(bytes))
}

/// Asks the first process to show its window. A failure is ignored: the first process is just ending.
fn knock(door: &Path) {
    let Ok(sign) = fs::read_to_string(door) else { return };
    let Some((port, secret)) = sign.split_once(' ') else { return };
    let Ok(port) = port.parse::<u16>() else { return };
    if let Ok(mut stream) = TcpStream::connect((Ipv4Addr::LOCALHOST, port)) {
        let _ = stream.write_all(secret.as_bytes());
    }
}

fn knows(stream: TcpStream, secret: &str) -> bool {
    let mut said = String::new();
    stream.set_read_timeout(Some(PATIENCE)).is_ok()
        && stream.take(2 * SECRET_BYTES as u64).read_to_string(&mut said).is_ok()
        && said == secret
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_profile_is_claimed_once_and_free_again_afterwards() {
        let folder = tempfile::tempdir().expect("a folder");
        let first = Instance::claim(folder.path()).expect("claimed").expect("free");
        assert!(Instance::claim(folder.path()).expect("answered").is_none());
        let (stream, _) = first.listener.accept().expect("the second one knocked");
        assert!(knows(stream, &first.secret));
        drop(first);
        assert!(Instance::claim(folder.path()).expect("claimed").is_some());
    }

    #[test]
    fn a_second_start_has_the_first_one_show_its_window() {
        let folder = tempfile::tempdir().expect("a folder");
        let first = Instance::claim(folder.path()).expect("claimed").expect("free");
        let (tell, told) = std::sync::mpsc::channel();
        first.answer(move || tell.send(()).expect("the test waits"));
        for _ in 0..2 {
            assert!(Instance::claim(folder.path()).expect("answered").is_none());
            told.recv_timeout(PATIENCE).expect("the window is shown");
        }
    }

    #[test]
    fn strangers_who_say_nothing_do_not_keep_a_second_start_waiting() {
        let folder = tempfile::tempdir().expect("a folder");
        let first = Instance::claim(folder.path()).expect("claimed").expect("free");
        let port = first.listener.local_addr().expect("bound");
        let (tell, told) = std::sync::mpsc::channel();
        first.answer(move || tell.send(()).expect("the test waits"));
        let _silent: Vec<_> = (0..4).map(|_| TcpStream::connect(port).expect("it listens")).collect();
        assert!(Instance::claim(folder.path()).expect("answered").is_none());
        told.recv_timeout(PATIENCE / 2).expect("the window is shown");
    }

    #[cfg(unix)]
    #[test]
    fn nobody_else_can_read_the_secret() {
        use std::os::unix::fs::PermissionsExt;

        let folder = tempfile::tempdir().expect("a folder");
        fs::write(door(folder.path()), "of an older version").expect("written");
        let _first = Instance::claim(folder.path()).expect("claimed").expect("free");
        let mode = fs::metadata(door(folder.path())).expect("there").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}
