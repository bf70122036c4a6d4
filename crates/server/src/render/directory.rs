//! What a person may see, besides conversations.

use conversas_domain::channel::Channel;
use conversas_domain::ids::ChannelId;
use conversas_domain::person::{Actor, Role};
use conversas_protocol::{ChannelView, Directory, Me, StudentView};

use crate::store::{Read, StoreError};

/// The reader's directory.
pub(crate) fn directory(db: &dyn Read, reader: Actor, file_limit: u64) -> Result<Directory, StoreError> {
    let me = reader.person_id;
    let member_of = db.memberships(me)?;
    let followed = match reader.role {
        Role::Admin => db.followed(me)?,
        Role::Guardian | Role::Staff => Vec::new(),
    };
    let kept = match reader.role {
        // A closed channel keeps its history.
        Role::Guardian => db.channels_talked_in(me)?,
        Role::Staff | Role::Admin => member_of.clone(),
    };
    let students = match reader.role {
        Role::Guardian => db.students_of(me)?,
        Role::Staff | Role::Admin => Vec::new(),
    };
    let channels = db
        .channels_of(reader.school_id)?
        .into_iter()
        .filter(|channel| channel.active || reader.role == Role::Admin || kept.contains(&channel.id))
        .filter_map(|channel| match reader.role {
            Role::Guardian => for_family(channel, &students, &kept),
            Role::Staff | Role::Admin => Some(channel),
        })
        .map(|channel| view(db, reader, channel, &member_of, &followed))
        .collect::<Result<_, _>>()?;
    Ok(Directory {
        me: Me { id: me, name: db.person_name(me)?, role: reader.role },
        school: db.school(reader.school_id)?,
        channels,
        students,
        file_limit,
    })
}

/// A channel as a guardian may know it: which of their own students' class groups it serves, and no other ones. One that
/// serves none of them is not there, unless it keeps a conversation of theirs.
fn for_family(mut channel: Channel, students: &[StudentView], kept: &[ChannelId]) -> Option<Channel> {
    if channel.class_groups.is_empty() {
        return Some(channel);
    }
    channel.class_groups.retain(|group| students.iter().any(|student| student.class_group == *group));
    if channel.class_groups.is_empty() {
        // None would mean all of them: one without a name serves nobody.
        channel.class_groups.push(String::new());
        return kept.contains(&channel.id).then_some(channel);
    }
    Some(channel)
}

fn view(
    db: &dyn Read,
    reader: Actor,
    channel: Channel,
    member_of: &[ChannelId],
    followed: &[ChannelId],
) -> Result<ChannelView, StoreError> {
    let member = member_of.contains(&channel.id);
    let knows_members = member || reader.role == Role::Admin;
    Ok(ChannelView {
        member,
        followed: (reader.role == Role::Admin && !member).then(|| followed.contains(&channel.id)),
        members: if knows_members { db.members(channel.id)? } else { Vec::new() },
        replies: if member { db.replies(channel.id)? } else { Vec::new() },
        hours: channel.hours,
        id: channel.id,
        name: channel.name,
        description: channel.description,
        kind: channel.kind,
        active: channel.active,
        class_groups: channel.class_groups,
    })
}
