//! The interface of Conversas, mounted into the page's body.
//!
//! | module | what |
//! |---|---|
//! | `app` | the shared state; signed out or in |
//! | `transport` | the way to the host: the shell's `invoke` or the bridge's HTTP; events in order |
//! | `state` | plain Rust, tested natively: windows over lists, grouping, times, filters, where the person is |
//! | `i18n` | every text, in three languages side by side |
//! | `letters` | capital and small letters |
//! | `components` | parts that features share |
//! | `features` | one folder per part of the screen; a feature never imports another |
//!
//! To add a screen: a folder in `features`, its texts in `i18n`, a place for it in `state::route`, its line in
//! `features::shell`.

#![expect(unreachable_pub, reason = "the component macro writes `pub` whatever the component says")]

mod app;
mod browser;
mod clock;
mod components;
mod features;
mod i18n;
mod letters;
mod state;
mod transport;

fn main() {
    std::panic::set_hook(Box::new(|fault| {
        // Only the place is logged: a message could carry words of people.
        let place = fault.location().map(ToString::to_string).unwrap_or_default();
        web_sys::console::error_2(&"fault at".into(), &place.into());
    }));
    leptos::mount::mount_to_body(app::Root);
}
