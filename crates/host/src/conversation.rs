//! Everything about a conversation but its thread.

use conversas_client::{ConversationDetail as Known, Engine, Reply};
use conversas_domain::canned_reply::{CannedReply, Placeholders};
use conversas_domain::ids::{ChannelId, ConversationId};
use conversas_domain::moment::Moment;
use conversas_ipc::{ConversationDetail, Failure, FileLine, GuardianItem, ReplyItem, TargetItem};
use conversas_protocol::{ChannelView, Directory, GuardianRef};

use crate::failure::failure;
use crate::view::{channel_name, person_of, present_of};
use crate::{files, session};

mod ticket;

use ticket::{Looking, assignee_of, ticket_of};

/// The number of the conversation's newest files that are shown.
const FILES: u32 = 20;

pub(crate) async fn detail(engine: &Engine, id: ConversationId) -> Result<ConversationDetail, Failure> {
    let known = engine.conversation(id).await.map_err(failure)?;
    let directory = session::directory(engine).await?;
    let first_unread = engine.first_unread(id).await.map_err(failure)?;
    let files = engine.files_of(id, FILES).await.map_err(failure)?;
    let files = files.into_iter().map(|line| FileLine {
        entry_id: line.entry_id,
        author: (line.author.id != directory.me.id).then(|| line.author.name.as_str().to_owned()),
        file: files::item_of(&line.attachment, Some(line.here)),
    });
    let files = files.collect();
    let mut replies = engine.replies().await.map_err(failure)?;
    let replies = replies.remove(&known.view.channel_id).unwrap_or_default();
    let detail = detail_of(known, &replies, &directory, engine.server_now());
    Ok(ConversationDetail { first_unread, files, ..detail })
}

fn detail_of(known: Known, replies: &[Reply], directory: &Directory, now: Moment) -> ConversationDetail {
    let view = known.view;
    let (me, side) = (directory.me.id, directory.me.role.side());
    let looking = Looking { me, side, answers: &known.answers, now };
    let channel_of = |id: ChannelId| directory.channels.iter().find(|channel| channel.id == id);
    let earlier = view
        .earlier
        .iter()
        .map(|ticket| ticket_of(ticket, ticket.ticket.status, assignee_of(ticket, side), &looking));
    let names = Placeholders {
        guardian: view.guardians.first().map_or("", |guardian| guardian.name.as_str()),
        student: view.student.name.as_str(),
        staff: directory.me.name.as_str(),
    };
    let replies = replies.iter().map(|known| reply_of(&known.reply, &names));
    ConversationDetail {
        id: view.id,
        channel_id: view.channel_id,
        channel: channel_name(directory, view.channel_id),
        student: view.student.name.as_str().to_owned(),
        class_group: view.student.class_group.clone(),
        guardians: view.guardians.iter().map(guardian_of).collect(),
        ticket: ticket_of(&view.ticket, known.status, known.assignee.as_ref(), &looking),
        earlier: earlier.collect(),
        draft: known.draft,
        can_write: known.can_write,
        can_finish: known.can_finish,
        is_member: known.is_member,
        colleagues: known.colleagues.iter().map(|person| person_of(person, me)).collect(),
        present: present_of(known.present),
        targets: known.targets.into_iter().filter_map(|id| channel_of(id).map(target_of)).collect(),
        addable: known.addable.iter().map(guardian_of).collect(),
        adding: known.adding,
        hours: channel_of(view.channel_id).and_then(|channel| channel.hours.clone()),
        time_zone: directory.school.time_zone.clone(),
        replies: replies.collect(),
        first_unread: None,
        files: Vec::new(),
        unread: known.unread,
    }
}

fn reply_of(reply: &CannedReply, names: &Placeholders<'_>) -> ReplyItem {
    let text = reply.text.as_str();
    ReplyItem {
        id: reply.id,
        title: reply.title.as_str().to_owned(),
        text: text.to_owned(),
        filled: names.fill(text),
    }
}

fn guardian_of(guardian: &GuardianRef) -> GuardianItem {
    GuardianItem {
        id: guardian.id,
        name: guardian.name.as_str().to_owned(),
        relationship: guardian.relationship,
    }
}

fn target_of(channel: &ChannelView) -> TargetItem {
    TargetItem {
        id: channel.id,
        name: channel.name.as_str().to_owned(),
        description: channel.description.clone(),
        kind: channel.kind,
    }
}
