//! The page that stands: not started, signed out, signed in; its language and its theme.

use conversas_domain::ids::PersonId;
use conversas_ipc::{Language, Theme};
use leptos::ev;
use leptos::prelude::*;

use super::{App, Phase};
use crate::transport::events;
use crate::{browser, components, features, i18n, transport};

/// What decides which page stands: another person or another language is a new page.
#[derive(Clone, PartialEq)]
struct Gate(Phase, Option<PersonId>, Language);

/// The whole interface.
#[component]
pub(crate) fn Root() -> impl IntoView {
    let app = App::new();
    provide_context(app);
    events::listen(move |news| app.hear(news));
    app.follow_window();
    app.drafts().follow_page();
    app.follow_place();
    app.follow_recorder();
    app.follow_player();
    transport::subscribe();
    app.start();
    let look =
        Memo::new(move |_| app.preferences().with(|preferences| (preferences.language, preferences.theme)));
    Effect::new(move |_| {
        let (language, theme) = look.get();
        let theme = match theme {
            Theme::System => None,
            Theme::Light => Some("light"),
            Theme::Dark => Some("dark"),
        };
        browser::dress(language.code(), theme);
    });
    let gate = Memo::new(move |_| {
        let person = app.session().account.with(|account| account.as_ref().map(|account| account.id));
        Gate(app.phase().get(), person, app.preferences().with(|preferences| preferences.language))
    });
    let page = move || {
        let Gate(phase, _, language) = gate.get();
        i18n::speak(language);
        match phase {
            Phase::Starting => {
                view! { <main class="starting" aria-busy="true" aria-label=i18n::common::loading()></main> }
                    .into_any()
            }
            Phase::Failed(failure) => components::not_started(&failure).into_any(),
            Phase::SignedOut(state) => view! { <features::signin::SignInPage state /> }.into_any(),
            Phase::SigningInAgain(state) => {
                view! { <features::signin::SignInPage state again=true /> }.into_any()
            }
            Phase::SignedIn => view! { <features::shell::Shell /> }.into_any(),
        }
    };
    // Its words are those of the page's language.
    let loss = move || {
        i18n::speak(gate.get().2);
        view! { <features::loss::LossDialog /> }
    };
    view! {
        {page}
        {loss}
        <components::speaker::Speaker />
        <components::toast::Toasts />
        <components::announcer::Announcer />
    }
}

impl App {
    /// Listens to the person anywhere in the window.
    fn follow_window(self) {
        browser::watch_hands(move || self.writes_elsewhere());
        window_event_listener(ev::popstate, move |_| self.went_back());
        // Where no file can be dropped, the browser would leave the page and show it.
        window_event_listener(ev::dragover, |event| browser::refuse_drop(&event));
        window_event_listener(ev::drop, |event| browser::refuse_drop(&event));
        window_event_listener(ev::dragenter, move |event| {
            let comes_in = browser::dragged_files(&event).is_some() && event.related_target().is_none();
            // An open conversation answers for itself.
            if comes_in && self.route().get_untracked().conversation.is_none() {
                self.has_no_place_for_files();
            }
        });
    }
}
