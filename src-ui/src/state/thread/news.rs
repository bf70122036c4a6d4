//! News of the host, as far as they are about the open conversation: each changes a part of it. The progress
//! of files and the presence of colleagues are in the event itself, so that nothing is asked for.

use conversas_domain::ids::{AttachmentId, ConversationId, EntryId};
use conversas_ipc::{Event, PresentItem};

/// A changed part of the open conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Change<'n> {
    /// Anything: the thread is asked for again.
    Thread,
    /// The chosen files: the tray is asked for again.
    Tray,
    /// The percentage of a message's file that is at the server.
    Upload(EntryId, u8),
    /// The percentage of a file that is on this device.
    Download(AttachmentId, u8),
    /// The colleagues who are there.
    Present(&'n [PresentItem]),
    /// Whether files hang over the window.
    Hanging(bool),
    /// The guardians that were wished for have this conversation already.
    Found(ConversationId),
}

/// The change that an event brings to the open conversation, if it brings one.
pub(crate) fn change_of(event: &Event, open: ConversationId) -> Option<Change<'_>> {
    let (whose, change) = match event {
        // Facts of the school show in every conversation: names, colleagues, hours of a channel.
        Event::SessionChanged => return Some(Change::Thread),
        Event::FilesOver { over } => return Some(Change::Hanging(*over)),
        Event::ThreadChanged { conversation_id } => (conversation_id, Change::Thread),
        Event::TrayChanged { conversation_id } => (conversation_id, Change::Tray),
        Event::UploadProgress { conversation_id, entry_id, percent } => {
            (conversation_id, Change::Upload(*entry_id, *percent))
        }
        Event::DownloadProgress { conversation_id, attachment_id, percent } => {
            (conversation_id, Change::Download(*attachment_id, *percent))
        }
        Event::PresenceChanged { conversation_id, present } => (conversation_id, Change::Present(present)),
        Event::ConversationFound { from, found } => (from, Change::Found(*found)),
        Event::InboxChanged { .. }
        | Event::ConversationMerged { .. }
        | Event::Refused { .. }
        | Event::TriesRefused { .. }
        | Event::TextsRescued
        | Event::Notify { .. }
        | Event::OpenConversation { .. }
        | Event::FilesDropped { .. }
        | Event::TakesChanged
        | Event::Recorder { .. }
        | Event::ConnectionChanged { .. } => return None,
    };
    (*whose == open).then_some(change)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::files::tests::file;
    use crate::state::thread::tests::message;
    use conversas_domain::attachment::AttachmentKind;

    fn conversation(number: u32) -> ConversationId {
        format!("01890000-0000-7000-b000-{number:012}").parse().expect("an id")
    }

    #[test]
    fn progress_and_a_colleague_who_writes_do_not_ask_for_the_thread() {
        let (open, elsewhere) = (conversation(1), conversation(2));
        let (entry_id, attachment_id) = (message(1, 2, 0).id, file(7, AttachmentKind::Document).id);
        let present =
            vec![PresentItem { id: message(1, 4, 0).author.id, name: "Bruno Reis".into(), writing: true }];
        let uploads = |conversation_id| Event::UploadProgress { conversation_id, entry_id, percent: 40 };
        let downloads =
            |conversation_id| Event::DownloadProgress { conversation_id, attachment_id, percent: 40 };
        let writes = |conversation_id| Event::PresenceChanged { conversation_id, present: present.clone() };
        assert_eq!(change_of(&uploads(open), open), Some(Change::Upload(entry_id, 40)));
        assert_eq!(change_of(&downloads(open), open), Some(Change::Download(attachment_id, 40)));
        assert_eq!(change_of(&writes(open), open), Some(Change::Present(&present)));
        for event in [uploads(elsewhere), downloads(elsewhere), writes(elsewhere)] {
            assert_eq!(change_of(&event, open), None);
        }
    }

    #[test]
    fn a_change_of_the_thread_or_of_the_school_asks_for_it_and_one_of_another_does_not() {
        let (open, elsewhere) = (conversation(1), conversation(2));
        let thread = |conversation_id| Event::ThreadChanged { conversation_id };
        let tray = |conversation_id| Event::TrayChanged { conversation_id };
        assert_eq!(change_of(&thread(open), open), Some(Change::Thread));
        assert_eq!(change_of(&Event::SessionChanged, open), Some(Change::Thread));
        assert_eq!(change_of(&tray(open), open), Some(Change::Tray));
        for event in [thread(elsewhere), tray(elsewhere), Event::TakesChanged] {
            assert_eq!(change_of(&event, open), None);
        }
    }

    #[test]
    fn guardians_who_have_a_conversation_lead_there_from_where_they_were_wished_for() {
        let (open, found) = (conversation(1), conversation(2));
        assert_eq!(
            change_of(&Event::ConversationFound { from: open, found }, open),
            Some(Change::Found(found))
        );
        assert_eq!(change_of(&Event::ConversationFound { from: found, found: open }, open), None);
    }
}
