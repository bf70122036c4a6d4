//! Changing an inbox filter (rule 8).

use conversas_domain::filter::InboxFilter;
use conversas_domain::ticket::Status;

/// A press on a status chip.
pub(crate) fn press(filter: &InboxFilter, status: Status) -> InboxFilter {
    let mut next = filter.clone();
    if !next.statuses.remove(&status) {
        next.statuses.insert(status);
    }
    next
}

/// Only what nobody has answered is shown.
pub(crate) fn shows_only_pending(filter: &InboxFilter) -> bool {
    filter.statuses.len() == 1 && filter.statuses.contains(&Status::Pending)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_combination_of_statuses_can_be_pressed_and_released() {
        let both = press(&press(&InboxFilter::default(), Status::Pending), Status::InProgress);
        assert_eq!(both.statuses.len(), 2);
        assert!(both.is_active());
        let one = press(&both, Status::InProgress);
        assert!(shows_only_pending(&one));
        assert!(!press(&one, Status::Pending).is_active());
    }
}
