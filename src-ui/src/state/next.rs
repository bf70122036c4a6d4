//! The conversation after the open one: the longest waiting one, once the open one is done with.

use std::sync::Arc;

use conversas_domain::ids::ConversationId;
use conversas_domain::ticket::Status;
use conversas_ipc::InboxRow;

use super::inbox::InboxList;

/// The open conversation, and its row in the list when it was opened; none, if the list had no row then.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Opened {
    /// The conversation.
    pub(crate) id: ConversationId,
    before: Option<(usize, Arc<InboxRow>)>,
}

impl Opened {
    /// Opened just now, or found in the list only now.
    pub(crate) fn in_list(id: ConversationId, list: &InboxList) -> Opened {
        let before = list.place(id).and_then(|place| Some((place, Arc::clone(list.row(place)?))));
        Opened { id, before }
    }

    /// Whether the list had a row of the conversation.
    pub(crate) fn is_known(&self) -> bool {
        self.before.is_some()
    }

    /// Whether the conversation was answered or finished since it was opened, so that the next one is the
    /// longest waiting one.
    pub(crate) fn is_done(&self, list: &InboxList) -> bool {
        let Some((_, before)) = &self.before else { return false };
        let Some(now) = list.place(self.id).and_then(|place| list.row(place)) else {
            // The filter does not show the conversation any more.
            return true;
        };
        let is_mine = now.preview.as_ref().is_some_and(|preview| preview.is_mine);
        let was_answered = is_mine && now.last_activity != before.last_activity;
        let stopped_waiting = before.waiting_since.is_some() && now.waiting_since.is_none();
        let was_finished = before.status != Status::Finished && now.status == Status::Finished;
        was_answered || stopped_waiting || was_finished
    }

    /// The place to go to when nobody waits: below the one where the conversation stood.
    pub(crate) fn below(&self, list: &InboxList) -> usize {
        let place = self.before.as_ref().map_or(0, |(place, _)| *place);
        if list.place(self.id) == Some(place) { place + 1 } else { place }
    }
}

#[cfg(test)]
mod tests {
    use conversas_domain::moment::Moment;
    use conversas_domain::person::Side;
    use conversas_ipc::PreviewLine;

    use super::*;
    use crate::state::inbox::tests::{list_of, row};

    fn waits(number: u32) -> InboxRow {
        InboxRow { waiting_since: Some(Moment(i64::from(number))), ..row(number, "") }
    }

    fn answered(before: &InboxRow) -> InboxRow {
        let preview = PreviewLine {
            author: "Ana".into(),
            is_mine: true,
            side: Side::School,
            text: "Pois não".into(),
            file: None,
            is_forwarded: false,
        };
        InboxRow { waiting_since: None, last_activity: Moment(9), preview: Some(preview), ..before.clone() }
    }

    #[test]
    fn who_was_only_read_is_not_done_with() {
        let list = list_of(vec![waits(1), waits(2)]);
        assert!(!Opened::in_list(waits(1).id, &list).is_done(&list));
    }

    #[test]
    fn an_answer_a_finish_and_leaving_the_filter_are_the_end_of_it() {
        let list = list_of(vec![waits(1), waits(2), row(3, "")]);
        let first = Opened::in_list(waits(1).id, &list);
        let after = list_of(vec![waits(2), answered(&waits(1)), row(3, "")]);
        assert!(first.is_done(&after));
        assert!(first.is_done(&list_of(vec![waits(2), row(3, "")])));
        let third = Opened::in_list(row(3, "").id, &list);
        let finished = InboxRow { status: Status::Finished, ..row(3, "") };
        assert!(third.is_done(&list_of(vec![waits(1), waits(2), finished])));
        let again = answered(&row(3, ""));
        assert!(third.is_done(&list_of(vec![waits(1), waits(2), again])));
    }

    #[test]
    fn where_nobody_waits_one_goes_on_from_where_it_stood() {
        let list = list_of(vec![row(1, ""), row(2, ""), row(3, "")]);
        let second = Opened::in_list(row(2, "").id, &list);
        assert_eq!(second.below(&list), 2);
        assert_eq!(second.below(&list_of(vec![row(2, ""), row(1, ""), row(3, "")])), 1, "one stands there");
    }

    #[test]
    fn what_the_list_did_not_know_is_not_done_with_and_leads_to_its_top() {
        let list = list_of(vec![row(1, ""), row(2, "")]);
        let unknown = Opened::in_list(row(9, "").id, &list);
        assert!(!unknown.is_known() && !unknown.is_done(&list));
        assert_eq!(unknown.below(&list), 0);
        assert!(Opened::in_list(row(1, "").id, &list).is_known());
    }

    #[test]
    fn a_ticket_that_was_finished_already_is_not_done_with_by_being_read() {
        let finished = InboxRow { status: Status::Finished, ..row(1, "") };
        let list = list_of(vec![finished.clone(), row(2, "")]);
        let opened = Opened::in_list(finished.id, &list);
        assert!(!opened.is_done(&list));
        let moved = InboxRow { last_activity: Moment(9), ..finished };
        assert!(!opened.is_done(&list_of(vec![moved])), "somebody else wrote there");
    }
}
