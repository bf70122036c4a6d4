//! People at real windows and phones. `cargo xtask test` builds what they use and runs them; see `docs/testing.md`.

mod e2e {
    mod accessibility;
    mod clip;
    mod decisions;
    mod drafts;
    mod export;
    mod files;
    mod finish_csat;
    mod forward;
    mod growing;
    mod guardians;
    mod history;
    mod hours;
    mod inbox;
    mod keyboard;
    mod leash;
    mod links;
    mod live;
    mod looks;
    mod notes;
    mod notifications;
    mod offline;
    mod open;
    mod phone;
    mod presence;
    mod recorder;
    mod refused;
    mod replies;
    mod school;
    mod search;
    mod settings;
    mod shortcuts;
    mod signing_in;
    mod typing;
    mod unread;
    mod voice;
    mod widths;
}
