//! The tools that the tests share. Stories across rooms are in `tests/stories`, tests in real windows in
//! `tests/e2e`.

#[cfg(feature = "e2e")]
pub mod e2e;
