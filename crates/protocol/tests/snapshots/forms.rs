//! The forms of each type that travels: each form has a snapshot. The `match` here does not compile without a
//! new form.

use std::collections::BTreeSet;

use conversas_domain::attachment::Media;
use conversas_domain::channel::ChannelKind;
use conversas_domain::entry::EntryKind;
use conversas_domain::person::{Relationship, Role};
use conversas_domain::plan::Plan;
use conversas_domain::rejection::Rejection;
use conversas_domain::target::Target;
use conversas_domain::ticket::Status;
use conversas_protocol::{
    BootstrapPage, Directory, EntriesPage, ErrorBody, ErrorCode, Op, OpContent, OpRequest, Outcome, Receipt,
    SyncChange, SyncPage, UploadRequest, UploadState,
};

use crate::values;

fn all(names: &[&'static str]) -> BTreeSet<&'static str> {
    names.iter().copied().collect()
}

#[test]
fn each_operation_is_snapped_and_named() {
    let requests: Vec<OpRequest> = values("op_request");
    let found: BTreeSet<_> = requests.iter().map(|request| request.op.name()).collect();
    assert_eq!(found, all(Op::NAMES));
    for (request, json) in requests.iter().zip(crate::snapshot("op_request")) {
        assert_eq!(json["op"]["type"], request.op.name());
    }
    let contents = requests.iter().filter_map(|request| request.op.content());
    let contents = contents.map(|content| match content {
        OpContent::Text { .. } => "text",
        OpContent::Attachment { .. } => "attachment",
    });
    assert_eq!(contents.collect::<BTreeSet<_>>(), all(&["attachment", "text"]));
}

#[test]
fn each_kind_of_entry_is_snapped() {
    let pages: Vec<EntriesPage> = values("entries_page");
    let kinds = pages.iter().flat_map(|page| &page.entries).map(|entry| match entry.kind {
        EntryKind::Message { .. } => "message",
        EntryKind::Forwarded { .. } => "forwarded",
        EntryKind::Note { .. } => "note",
        EntryKind::Assigned { .. } => "assigned",
        EntryKind::StatusChanged { .. } => "status_changed",
        EntryKind::ForwardedAway { .. } => "forwarded_away",
        EntryKind::GuardianAdded { .. } => "guardian_added",
        EntryKind::CsatAnswered { .. } => "csat_answered",
        EntryKind::Unreadable => "unreadable",
        EntryKind::Unknown => panic!("a snapshot is of this version"),
    });
    let expected = all(&[
        "message",
        "forwarded",
        "note",
        "assigned",
        "status_changed",
        "forwarded_away",
        "guardian_added",
        "csat_answered",
        "unreadable",
    ]);
    assert_eq!(kinds.collect::<BTreeSet<_>>(), expected);
    let media = values::<UploadRequest>("upload_request").into_iter().map(|request| match request.media {
        Media::Image { .. } => "image",
        Media::Video { .. } => "video",
        Media::Audio { .. } => "audio",
        Media::Voice { .. } => "voice",
        Media::Document => "document",
    });
    assert_eq!(media.collect::<BTreeSet<_>>(), all(&["audio", "document", "image", "video", "voice"]));
}

#[test]
fn each_change_is_snapped() {
    let pages: Vec<SyncPage> = values("sync_page");
    let changes = pages.iter().flat_map(|page| &page.changes).map(|change| match change {
        SyncChange::Directory { .. } => "directory",
        SyncChange::Conversation { .. } => "conversation",
        SyncChange::ConversationGone { .. } => "conversation_gone",
        SyncChange::Entry { .. } => "entry",
    });
    let expected = all(&["directory", "conversation", "conversation_gone", "entry"]);
    assert_eq!(changes.collect::<BTreeSet<_>>(), expected);
}

#[test]
fn each_refusal_and_each_code_is_snapped() {
    let receipts = values::<Receipt>("receipt").into_iter();
    let rejections: Vec<_> = receipts
        .filter_map(|receipt| match receipt.outcome {
            Outcome::Rejected { reason } => Some(reason),
            Outcome::Applied { .. } => None,
        })
        .collect();
    assert_eq!(rejections, Rejection::ALL);
    let targets = values::<Receipt>("receipt").into_iter().filter_map(|receipt| match receipt.outcome {
        Outcome::Applied { target: Target::Conversation(_), .. } => Some("conversation"),
        Outcome::Applied { target: Target::Channel(_), .. } => Some("channel"),
        Outcome::Applied { target: Target::School(_), .. } => Some("school"),
        Outcome::Rejected { .. } => None,
    });
    assert_eq!(targets.collect::<BTreeSet<_>>(), all(&["channel", "conversation", "school"]));
    let codes: Vec<_> = values::<ErrorBody>("error_body").into_iter().map(|body| body.code).collect();
    assert_eq!(codes[..ErrorCode::ALL.len()], ErrorCode::ALL);
    let states = values::<UploadState>("upload_state").into_iter().map(|state| match state {
        UploadState::Uploading => "uploading",
        UploadState::Checking => "checking",
        UploadState::Ready => "ready",
        UploadState::Refused { .. } => "refused",
        UploadState::Unknown => panic!("a snapshot is of this version"),
    });
    assert_eq!(states.collect::<BTreeSet<_>>(), all(&["checking", "ready", "refused", "uploading"]));
}

#[test]
fn each_word_of_a_directory_and_of_a_ticket_is_snapped() {
    let directories: Vec<Directory> = values("directory");
    let roles = directories.iter().map(|directory| match directory.me.role {
        Role::Guardian => "guardian",
        Role::Staff => "staff",
        Role::Admin => "admin",
    });
    assert_eq!(roles.collect::<BTreeSet<_>>(), all(&["admin", "guardian", "staff"]));
    let plans = directories.iter().map(|directory| match directory.school.plan {
        Plan::Basic => "basic",
        Plan::Standard => "standard",
        Plan::Premium => "premium",
    });
    assert_eq!(plans.collect::<BTreeSet<_>>(), all(&["basic", "premium", "standard"]));
    let kinds =
        directories.iter().flat_map(|directory| &directory.channels).map(|channel| match channel.kind {
            ChannelKind::Secretary => "secretary",
            ChannelKind::Finance => "finance",
            ChannelKind::Coordination => "coordination",
            ChannelKind::Health => "health",
            ChannelKind::General => "general",
        });
    let expected = all(&["coordination", "finance", "general", "health", "secretary"]);
    assert_eq!(kinds.collect::<BTreeSet<_>>(), expected);
    let pages: Vec<BootstrapPage> = values("bootstrap_page");
    let views = || pages.iter().flat_map(|page| &page.conversations);
    let related = views().flat_map(|view| &view.guardians).map(|guardian| match guardian.relationship {
        Relationship::Mother => "mother",
        Relationship::Father => "father",
        Relationship::Grandparent => "grandparent",
        Relationship::Other => "other",
    });
    assert_eq!(related.collect::<BTreeSet<_>>(), all(&["father", "grandparent", "mother", "other"]));
    let tickets = views().flat_map(|view| [&view.ticket].into_iter().chain(&view.earlier));
    let steps = tickets.flat_map(|view| &view.ticket.steps).map(|step| match step.status {
        Status::Pending => "pending",
        Status::InProgress => "in_progress",
        Status::Finished => "finished",
    });
    assert_eq!(steps.collect::<BTreeSet<_>>(), all(&["finished", "in_progress", "pending"]));
}
