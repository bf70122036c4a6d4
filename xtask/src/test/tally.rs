//! The sum of the test runners' counts.

use crate::step;
use anyhow::{Result, bail};
use std::fmt;
use std::io::{BufRead, BufReader, Read};
use std::process::Command;

/// The numbers of tests that passed and failed so far.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    passed: usize,
    failed: usize,
}

impl Tally {
    /// Runs a test runner and adds its counts. Failed tests are counted, and the runner's output about them
    /// is shown; an error of the runner without a failed test (a compilation failed) is an error.
    pub(super) fn count(&mut self, command: &mut Command) -> Result<()> {
        let (mut child, output) = step::piped(command)?;
        let (counted, printed) = listen(output);
        let status = child.wait()?;
        self.add(&counted);
        if !status.success() {
            step::say(&printed);
        }
        if !status.success() && counted.failed == 0 {
            bail!("the test runner ended with {status}");
        }
        Ok(())
    }

    /// Answers whether no test ran.
    pub(super) fn is_empty(&self) -> bool {
        self.passed + self.failed == 0
    }

    /// Answers whether no test failed.
    pub(super) fn is_good(&self) -> bool {
        self.failed == 0
    }

    fn add(&mut self, other: &Tally) {
        self.passed += other.passed;
        self.failed += other.failed;
    }

    /// Reads `test result: ok. 3 passed; 0 failed; …` (libtest) or `Summary [ 0.1s] 3 tests run: 2 passed, 1
    /// failed` (nextest). Lines that nextest repeats about a failed test are indented, and their `test
    /// result:` was counted already.
    fn read(line: &str) -> Tally {
        if !line.starts_with("test result:") && !line.trim_start().starts_with("Summary [") {
            return Tally::default();
        }
        let words: Vec<&str> = line.split([' ', ',', ';', '(']).filter(|word| !word.is_empty()).collect();
        let before = |name: &str| {
            let at = words.iter().position(|word| *word == name)?;
            words.get(at.checked_sub(1)?)?.parse().ok()
        };
        Tally { passed: before("passed").unwrap_or(0), failed: before("failed").unwrap_or(0) }
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} passed, {} failed", self.passed, self.failed)
    }
}

/// Counts tests, and keeps the lines worth reading after a failure: all but those of tests that passed.
fn listen(output: impl Read) -> (Tally, String) {
    let mut tally = Tally::default();
    let mut printed = String::new();
    for line in BufReader::new(output).split(b'\n').map_while(Result::ok) {
        let line = String::from_utf8_lossy(&line);
        tally.add(&Tally::read(&line));
        if step::is_verbose() {
            println!("{line}");
        } else if !line.ends_with("... ok") && !line.trim_start().starts_with("PASS [") {
            printed.push_str(&line);
            printed.push('\n');
        }
    }
    (tally, printed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::process::Stdio;

    #[test]
    fn the_lines_of_tests_that_passed_are_not_kept() {
        let said = "test a ... ok\ntest b ... FAILED\n        PASS [ 0.1s] c\ntest result: FAILED. 2 passed; 1 failed;\n";
        let (tally, printed) = listen(said.as_bytes());
        assert_eq!(tally, Tally { passed: 2, failed: 1 });
        assert_eq!(printed, "test b ... FAILED\ntest result: FAILED. 2 passed; 1 failed;\n");
    }

    #[test]
    fn the_summary_of_cargo_test_is_read() {
        let line = "test result: FAILED. 3 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s";
        assert_eq!(Tally::read(line), Tally { passed: 3, failed: 1 });
    }

    #[test]
    fn the_summary_of_nextest_is_read() {
        let line = "     Summary [   1.203s] 12 tests run: 10 passed (1 slow), 2 failed, 4 skipped";
        assert_eq!(Tally::read(line), Tally { passed: 10, failed: 2 });
    }

    #[test]
    fn a_test_that_nextest_shows_is_counted_once() {
        let said = "    test result: FAILED. 0 passed; 1 failed; 0 ignored\n     Summary [ 0.2s] 3 tests run: 2 passed, 1 failed\n";
        assert_eq!(listen(said.as_bytes()).0, Tally { passed: 2, failed: 1 });
    }

    #[test]
    fn what_a_test_prints_counts_for_nothing() {
        assert_eq!(Tally::read("we saw 3 passed and 4 failed"), Tally::default());
    }

    #[test]
    fn a_runner_that_ends_badly_without_a_failed_test_is_an_error() {
        let mut tally = Tally::default();
        let missing = Command::new("cargo").arg("no-such-command").stdin(Stdio::null()).status();
        assert!(missing.is_ok_and(|status| !status.success()));
        assert!(tally.count(Command::new("cargo").arg("no-such-command")).is_err());
    }
}
