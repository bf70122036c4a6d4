//! A watcher that ends the programs which a test's program has started, even when the test itself is killed.
//!
//! A driver that is killed leaves its browser behind, and a test that is killed cannot clean up. Therefore
//! every program of a test gets a process group, and a watcher outside that group: a shell that reads from a
//! pipe that only the test holds, and kills the group when the pipe closes. The pipe closes when the test
//! drops it, and when the test's process ends.

use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};

const WATCH: &str = r#"read -r end; kill -s KILL -- "-$0""#;

/// The watcher of a process group.
pub struct Leash {
    watcher: Child,
}

impl Leash {
    /// Makes a program, before it starts, the head of its own group.
    pub fn prepare(command: &mut Command) -> &mut Command {
        command.process_group(0)
    }

    /// Watches the group that this program is the head of.
    pub fn take(head: u32) -> Leash {
        let mut watcher = Command::new("sh");
        watcher.args(["-c", WATCH, &head.to_string()]).process_group(0);
        watcher.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
        Leash { watcher: watcher.spawn().expect("every Unix has a shell") }
    }
}

impl Drop for Leash {
    fn drop(&mut self) {
        drop(self.watcher.stdin.take());
        // Ignored: the watcher ends by itself, after the group.
        let _ = self.watcher.wait();
    }
}
