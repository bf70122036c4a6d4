//! Notifications: their settings, and the number in the page's title. `conversas_ipc::Notice` has the words
//! of notices.

conversas_words::speak!(notifications, super::language);

/// The page's title: "(3) Conversas".
pub(crate) fn page_title(unread: u32) -> String {
    match unread {
        0 => super::common::app().to_owned(),
        count => unread_title(count),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_title_counts_what_is_unread() {
        assert_eq!(page_title(0), "Conversas");
        assert_eq!(page_title(3), "(3) Conversas");
    }
}
