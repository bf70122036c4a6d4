//! The benchmarks of `tests/benches`, with optimised programs. Each prints its figure beside the limit or peer that it
//! measured in the same run.

use crate::setup;
use crate::step::{self, step};
use anyhow::Result;

/// `cargo xtask bench [NAME…]`.
pub(crate) fn run(names: &[String]) -> Result<()> {
    setup::shell()?;
    step("benchmarks", || {
        step::ok(
            step::cargo().args(["bench", "-p", "conversas-tests", "--bench", "figures", "--"]).args(names),
        )
    })
}
