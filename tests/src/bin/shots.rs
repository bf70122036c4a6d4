//! Takes pictures of every screen, for `cargo xtask shots`.

fn main() {}
