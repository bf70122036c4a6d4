//! The leash: no process that a test has started outlives the test.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use conversas_tests::e2e::{Leash, until};

#[tokio::test]
async fn what_a_program_has_started_ends_with_its_leash() {
    let mut command = Command::new("sh");
    command.args(["-c", "sleep 600 & echo $!; wait"]).stdout(Stdio::piped());
    let mut head = Leash::prepare(&mut command).spawn().expect("every Unix has a shell");
    let leash = Leash::take(head.id());
    let out = head.stdout.take().expect("it is piped");
    let mut started = String::new();
    BufReader::new(out).read_line(&mut started).expect("it says whom it has started");
    // A process has no command line while it becomes another program.
    until("what it has started runs", async || is_alive(&started).then_some(())).await;

    drop(leash);

    head.wait().expect("it has ended");
    until("what it has started ends", async || (!is_alive(&started)).then_some(())).await;
}

/// Answers whether a process is dead: until its parent has reaped it, a dead process has an empty command
/// line.
fn is_alive(id: &str) -> bool {
    std::fs::read(format!("/proc/{}/cmdline", id.trim())).is_ok_and(|line| !line.is_empty())
}
