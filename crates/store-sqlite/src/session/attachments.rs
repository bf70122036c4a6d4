//! Files.

use conversas_domain::ids::{AttachmentId, ConversationId, EntryId, PersonId, SchoolId};
use conversas_domain::moment::Moment;
use conversas_store::StoreError;
use conversas_store::attachments::{
    AttachmentRow, AttachmentWrites, Attachments, ContentHash, State, Unsent,
};

use super::Session;
use crate::error::told;
use crate::{attachment_refs, attachments, loose_contents};

impl Attachments for Session<'_> {
    read! {
        fn attachment(id: AttachmentId) -> Option<AttachmentRow> = attachments::load;
        fn count_open_uploads(owner: PersonId) -> usize = attachments::count_open;
        fn unsent_of_person(owner: PersonId) -> Unsent = attachments::unsent_of_owner;
        fn unsent_of_school(school: SchoolId) -> Unsent = attachments::unsent_of_school;
        fn uploaded_before(like: &AttachmentRow) -> Option<AttachmentRow> = attachments::uploaded_before;
        fn needs_content(school: SchoolId, sha256: ContentHash) -> bool = attachments::needs_content;
        fn expired_attachments(now: Moment, after: (Moment, AttachmentId), limit: usize) -> Vec<AttachmentRow>
            = attachments::expired;
        fn is_sent(id: AttachmentId) -> bool = attachment_refs::exist;
        fn conversations_with(id: AttachmentId) -> Vec<ConversationId> = attachment_refs::conversations;
        fn loose_contents() -> Vec<(SchoolId, ContentHash)> = loose_contents::all;
    }
}

impl AttachmentWrites for Session<'_> {
    write! {
        fn insert_attachment(row: &AttachmentRow, now: Moment) -> () = attachments::insert;
        fn set_state(id: AttachmentId, state: State, duration_ms: Option<u64>, expires_at: Moment) -> bool
            = attachments::set_state;
        fn extend_attachment(id: AttachmentId, expires_at: Moment) -> () = attachments::extend;
        fn delete_attachment(id: AttachmentId) -> () = attachments::delete;
        fn clamp_ends(latest: Moment, limit: usize) -> usize = attachments::clamp_ends;
        fn insert_attachment_ref(id: AttachmentId, conversation: ConversationId, entry: EntryId) -> ()
            = attachment_refs::insert;
        fn insert_loose_content(school: SchoolId, sha256: ContentHash) -> () = loose_contents::insert;
        fn delete_loose_content(school: SchoolId, sha256: ContentHash) -> () = loose_contents::delete;
    }
}
