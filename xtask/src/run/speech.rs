//! The standard output of a child: it is shown, and searched for one line.

use anyhow::{Context, Result};
use std::io::{BufRead, BufReader, Read};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

/// The longest wait for a program to say that it has started.
const PATIENCE: Duration = Duration::from_secs(60);

/// Waits for the line from which `read` makes a value. The lines before are shown.
pub(super) fn listen(
    output: impl Read + Send + 'static,
    read: impl Fn(&str) -> Option<String> + Send + 'static,
) -> Result<String> {
    let (tell, told) = mpsc::channel();
    thread::spawn(move || {
        // The thread reads on after the line: a full pipe would stop the program.
        for line in BufReader::new(output).lines().map_while(Result::ok) {
            match read(&line) {
                // Ignored: after the first value there is no receiver.
                Some(made) => drop(tell.send(made)),
                None => println!("{line}"),
            }
        }
    });
    told.recv_timeout(PATIENCE).context("it does not start")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_that_was_waited_for_is_found_among_others() {
        let said: &[u8] = b"starting\nConversas at http://127.0.0.1:1\nmore\n";
        let url = listen(said, |line| line.strip_prefix("Conversas at ").map(str::to_owned));
        assert_eq!(url.expect("heard"), "http://127.0.0.1:1");
    }

    #[test]
    fn a_child_that_ends_without_the_line_is_an_error() {
        assert!(listen(&b"no room\n"[..], |_| None).is_err());
    }
}
