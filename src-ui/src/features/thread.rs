//! The open conversation. Folders are named after the parts of the pane: [`head`], [`log`], [`foot`], and
//! parts that lie over them; all of them follow [`model`].

mod acts;
mod find;
mod finish;
mod foot;
mod forward;
mod head;
mod log;
mod menu;
mod model;
mod viewer;

use conversas_domain::ids::ConversationId;
use conversas_domain::person::Side;
use leptos::prelude::*;

use crate::app::app;
use crate::browser;
use crate::components::drawing::Drawing;
use crate::components::mini_player::MiniPlayer;
use crate::components::{Banner, empty};
use crate::i18n::{common, failures, inbox, thread as t};
use acts::offer_acts;
use find::FindBar;
use finish::FinishDialog;
use foot::{Foot, present};
use forward::ForwardDialog;
use head::{Head, select};
use log::Log;
use menu::MessageMenu;
use model::{Loading, Thread};
use viewer::ImageViewer;

/// The thread's pane.
#[component]
pub(crate) fn ThreadPane() -> impl IntoView {
    let app = app();
    let open = Memo::new(move |_| app.route().get().conversation);
    view! {
        <section class="pane thread" id=browser::PANE tabindex="-1" aria-label=t::pane()>
            {move || match open.get() {
                Some(id) => view! { <Conversation id /> }.into_any(),
                None => choose(app.side()).into_any(),
            }}
        </section>
    }
}

/// One conversation, from its opening to its leaving.
#[component]
fn Conversation(id: ConversationId) -> impl IntoView {
    let thread = Thread::open(id);
    provide_context(thread);
    select::offer(thread);
    present::tell_presence(thread);
    on_cleanup(move || thread.leave());
    offer_acts(thread);
    view! {
        <Head />
        <FindBar />
        <Banner class="only-narrow" />
        <div class="mini-place">
            <MiniPlayer shown=true class="" />
        </div>
        {move || match thread.loading.get() {
            Loading::Failed(failure) => {
                let again = view! {
                    <button class="button" type="button" on:click=move |_| thread.begin()>
                        {common::try_again()}
                    </button>
                };
                empty(Drawing::Notebook, t::failed().to_owned(), failures::failure(&failure), again).into_any()
            }
            Loading::Waiting | Loading::Ready => view! { <Log /> }.into_any(),
        }}
        <Foot />
        <MessageMenu />
        <FinishDialog />
        <ForwardDialog />
        <ImageViewer />
    }
}

fn choose(side: Side) -> impl IntoView {
    let text = match side {
        Side::School => inbox::choose_staff(),
        Side::Family => inbox::choose_family(),
    };
    let keys = view! {
        <dl class="keys">
            <dt><kbd>"↑"</kbd> " " <kbd>"↓"</kbd></dt>
            <dd>{inbox::keys_move()}</dd>
            <dt><kbd>"Enter"</kbd></dt>
            <dd>{inbox::keys_open()}</dd>
            <dt><kbd>"Ctrl K"</kbd></dt>
            <dd>{inbox::keys_search()}</dd>
        </dl>
    };
    empty(Drawing::Talk, inbox::choose().to_owned(), text.to_owned(), keys)
}
