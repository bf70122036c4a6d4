//! The room that files take on this device: its size, its limit, and clearing it.

use conversas_ipc::{ClearStorage, StorageQuery, StorageUse};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::app::{App, app};
use crate::components::Dialog;
use crate::i18n::{common, device as t, failures, files};
use crate::transport::call;

const MEGABYTE: u64 = 1024 * 1024;

/// Limits to choose from, in bytes.
const LIMITS: [u64; 5] =
    [250 * MEGABYTE, 500 * MEGABYTE, 1024 * MEGABYTE, 2 * 1024 * MEGABYTE, 5 * 1024 * MEGABYTE];

/// The section of the settings page.
#[component]
pub(super) fn StorageSection() -> impl IntoView {
    let app = app();
    let used = RwSignal::new(None::<StorageUse>);
    let asking = RwSignal::new(false);
    ask(used);
    let clear = move |_| {
        asking.set(false);
        spawn_local(async move {
            match call(ClearStorage {}).await {
                Ok(left) => {
                    used.try_set(Some(left));
                    app.say("check", t::cleared().to_owned());
                }
                Err(failure) => app.say("alert", failures::failure(&failure)),
            }
        });
    };
    let limit = Memo::new(move |_| app.preferences().with(|all| all.storage_limit));
    view! {
        <div class="section">
            <h3 id="storage-title">{t::storage()}</h3>
            <p class="help use" aria-live="polite">
                {move || used.get().map(|used| t::used(&files::size(used.fetched), &files::size(limit.get())))}
                {move || {
                    used.get().filter(|used| used.unsent > 0).map(|used| format!(" {}", t::unsent(&files::size(used.unsent))))
                }}
            </p>
            <div role="radiogroup" aria-label=t::limit()>
                <p class="help" aria-hidden="true">{t::limit()}</p>
                <div class="segmented limits">{LIMITS.map(|one| limit_choice(app, limit, one, used)).collect_view()}</div>
            </div>
            <button
                class="button clear-files"
                type="button"
                disabled=move || used.get().is_none_or(|used| used.fetched == 0)
                on:click=move |_| asking.set(true)
            >
                {t::clear()}
            </button>
            <Dialog open=asking id="clear-title" title=Signal::derive(|| t::clear_title().to_owned())>
                <div class="content">
                    <p>{t::clear_hint()}</p>
                </div>
                <div class="foot">
                    <button class="button" type="button" autofocus on:click=move |_| asking.set(false)>
                        {common::back()}
                    </button>
                    <button class="button danger" type="button" on:click=clear>
                        {t::clear()}
                    </button>
                </div>
            </Dialog>
        </div>
    }
}

fn limit_choice(app: App, limit: Memo<u64>, own: u64, used: RwSignal<Option<StorageUse>>) -> impl IntoView {
    view! {
        <label>
            <input
                type="radio"
                name="storage-limit"
                prop:checked=move || limit.get() == own
                on:change=move |_| {
                    app.prefer_then(|all| all.storage_limit = own, move |kept| {
                        if let Err(failure) = kept {
                            app.say("alert", failures::failure(&failure));
                        }
                        // What a smaller limit has no room for is gone by now.
                        ask(used);
                    });
                }
            />
            <span>{files::size(own)}</span>
        </label>
    }
}

fn ask(used: RwSignal<Option<StorageUse>>) {
    spawn_local(async move {
        if let Ok(told) = call(StorageQuery {}).await {
            used.try_set(Some(told));
        }
    });
}
