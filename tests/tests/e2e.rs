//! People at real windows and phones. `cargo xtask test` builds what they use and runs them; see `docs/testing.md`.

mod e2e {
    mod accessibility;
    mod history;
    mod inbox;
    mod keyboard;
    mod live;
    mod offline;
    mod phone;
    mod settings;
    mod signing_in;
}
