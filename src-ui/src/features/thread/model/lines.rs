//! The lines of the log, from its items and from what is known of the tickets.

use std::collections::HashMap;

use conversas_domain::ids::{EntryId, TicketId};
use conversas_domain::person::Side;
use conversas_ipc::TicketItem;
use leptos::prelude::*;

use crate::app::App;
use crate::clock;
use crate::state::groups::{Block, blocks, with_surveys};
use crate::state::thread::ThreadList;

pub(super) fn lines(app: App, list: &ThreadList, first_unread: Option<EntryId>) -> Vec<Block> {
    let numbers: HashMap<TicketId, u32> = app.detail().with(|detail| {
        let tickets = detail.iter().flat_map(|detail| detail.earlier.iter().chain([&detail.ticket]));
        tickets.map(|ticket| (ticket.id, ticket.number)).collect()
    });
    let lines = blocks(
        list.items(),
        first_unread,
        |at| clock::civil(at).date,
        |ticket| numbers.get(&ticket).copied(),
    );
    // The school asks; the family answers.
    if app.side() == Side::School {
        return lines;
    }
    let surveys: Vec<TicketId> = app.detail().with(|detail| {
        let tickets = detail.iter().flat_map(|detail| detail.earlier.iter().chain([&detail.ticket]));
        let asked = |ticket: &&TicketItem| ticket.csat.is_some() || ticket.csat_open_until.is_some();
        tickets.filter(asked).map(|ticket| ticket.id).collect()
    });
    with_surveys(lines, |ticket| surveys.contains(&ticket))
}
