//! Keys and commands in words.

use super::{common, inbox, replies, search, team, thread};
use crate::state::shortcuts::{Act, Scope};

conversas_words::speak!(shortcuts, super::language);

/// The words for an act.
pub(crate) fn act(act: Act) -> &'static str {
    match act {
        Act::Search => act_search(),
        Act::FindHere => search::here(),
        Act::Help => title(),
        Act::NextConversation => act_next_conversation(),
        Act::PreviousConversation => act_previous_conversation(),
        Act::Answer => act_answer(),
        Act::Note => act_note(),
        Act::Forward => act_forward(),
        Act::Assign => team::assign(),
        Act::Finish => thread::finish(),
        Act::ToEnd => thread::to_newest(),
        Act::Details => thread::details(),
        Act::Export => act_export(),
        Act::FilterPending => act_filter_pending(),
        Act::FilterInProgress => act_filter_in_progress(),
        Act::FilterFinished => act_filter_finished(),
        Act::FilterAll => inbox::all(),
        Act::FilterMine => inbox::mine(),
        Act::FilterOthers => inbox::others(),
        Act::ClearFilters => inbox::clear_filters(),
        Act::StartConversation => inbox::new_conversation(),
        Act::Replies => replies::title(),
        Act::Settings => common::settings(),
        Act::Theme => act_theme(),
        Act::Move => act_move(),
        Act::Open => act_open(),
        Act::Select => act_select(),
        Act::Copy => act_copy(),
        Act::Menu => act_menu(),
        Act::Send => thread::send(),
        Act::Break => act_break(),
        Act::Canned => act_canned(),
        Act::Close => act_close(),
    }
}

/// The words for the place where keys work.
pub(crate) fn scope(scope: Scope) -> &'static str {
    match scope {
        Scope::Everywhere => scope_everywhere(),
        Scope::Reading => scope_reading(),
        Scope::Message => scope_message(),
        Scope::Writing => scope_writing(),
    }
}
