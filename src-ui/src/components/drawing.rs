//! The drawings of empty places.

use leptos::prelude::*;

/// The drawings that there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Drawing {
    /// A speech bubble with a tick.
    Answered,
    /// A notebook with a pencil.
    Notebook,
    /// Two speech bubbles.
    Talk,
}

/// The drawing.
pub(crate) fn drawing(which: Drawing) -> impl IntoView {
    match which {
        Drawing::Answered => answered().into_any(),
        Drawing::Notebook => notebook().into_any(),
        Drawing::Talk => talk().into_any(),
    }
}

fn answered() -> impl IntoView {
    view! {
        <svg
            class="drawing"
            viewBox="0 0 168 112"
            fill="none"
            stroke-width="2.5"
            stroke-linecap="round"
            stroke-linejoin="round"
            aria-hidden="true"
        >
            <circle class="d-soft" cx="118" cy="42" r="28"></circle>
            <path
                class="d-page"
                d="M44 24h64a9 9 0 0 1 9 9v46a9 9 0 0 1-9 9H74L57 101V88H44a9 9 0 0 1-9-9V33a9 9 0 0 1 9-9z"
            ></path>
            <path class="d-rule" d="M50 42h52M50 70h34"></path>
            <path class="d-pen" stroke-width="4" d="m62 56 9 9 19-20"></path>
        </svg>
    }
}

fn notebook() -> impl IntoView {
    view! {
        <svg
            class="drawing"
            viewBox="0 0 168 128"
            fill="none"
            stroke-width="2.5"
            stroke-linecap="round"
            stroke-linejoin="round"
            aria-hidden="true"
        >
            <rect class="d-soft" x="28" y="30" width="112" height="86" rx="12" transform="rotate(-6 84 73)"></rect>
            <rect class="d-page" x="32" y="22" width="104" height="90" rx="10"></rect>
            <path class="d-rule" d="M44 44h80M44 58h80M44 72h80M44 86h80M44 100h80"></path>
            <path class="d-line" d="M52 16v12M68 16v12M84 16v12M100 16v12M116 16v12"></path>
            <path
                class="d-pen"
                d="M48 56c6-8 9-8 9 0s5 4 9-3 6 1 8 3c4 3 8-2 12-2M48 71c5-5 8-4 10 0s7 1 10-2 5 2 9 2 6-1 9-2 6 1 9 1"
            ></path>
            <g transform="rotate(36 120 84)">
                <path class="d-page" d="M113 38h14v50l-7 16-7-16z"></path>
                <path class="d-pen" d="M113 48h14M117.5 98l2.5 6 2.5-6z"></path>
            </g>
        </svg>
    }
}

fn talk() -> impl IntoView {
    view! {
        <svg
            class="drawing"
            viewBox="0 0 168 128"
            fill="none"
            stroke-width="2.5"
            stroke-linecap="round"
            stroke-linejoin="round"
            aria-hidden="true"
        >
            <circle class="d-soft" cx="116" cy="40" r="27"></circle>
            <path
                class="d-page"
                d="M31 22h68a10 10 0 0 1 10 10v34a10 10 0 0 1-10 10H56L39 90V76h-8a10 10 0 0 1-10-10V32a10 10 0 0 1 10-10z"
            ></path>
            <path class="d-rule" d="M37 42h56M37 56h38"></path>
            <path
                class="d-page"
                d="M85 62h51a10 10 0 0 1 10 10v22a10 10 0 0 1-10 10h-6v13l-16-13H85a10 10 0 0 1-10-10V72a10 10 0 0 1 10-10z"
            ></path>
            <path class="d-pen" d="M90 85c6-8 9-8 9 0s5 4 9-3 6 1 8 3c4 3 8-2 14-2"></path>
        </svg>
    }
}
