//! What axe says of every screen.

use conversas_tests::e2e::play;

#[test]
fn nothing_yet() {
    play(async |_| {});
}
