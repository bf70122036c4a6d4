//! What a person may see, besides conversations.

use conversas_domain::channel::Channel;
use conversas_domain::ids::ChannelId;
use conversas_domain::person::{Actor, Role};
use conversas_protocol::{ChannelView, Directory, Me, StudentView};
use rusqlite::Connection;

use crate::store::{StoreError, channels, members, people, replies, schools, students};

/// The reader's directory.
pub(crate) fn directory(conn: &Connection, reader: Actor, file_limit: u64) -> Result<Directory, StoreError> {
    let me = reader.person_id;
    let member_of = members::channels_of(conn, me)?;
    let kept = match reader.role {
        // A closed channel keeps its history.
        Role::Guardian => channels::with_conversations_of(conn, me)?,
        Role::Staff | Role::Admin => member_of.clone(),
    };
    let students = match reader.role {
        Role::Guardian => students::of_guardian(conn, me)?,
        Role::Staff | Role::Admin => Vec::new(),
    };
    let mut channels = channels::of_school(conn, reader.school_id)?;
    channels.retain(|channel| channel.active || reader.role == Role::Admin || kept.contains(&channel.id));
    if reader.role == Role::Guardian {
        channels.retain_mut(|channel| serves(channel, &students) || kept.contains(&channel.id));
    }
    let channels = channels
        .into_iter()
        .map(|channel| view(conn, reader, channel, &member_of))
        .collect::<Result<_, _>>()?;
    Ok(Directory {
        me: Me { id: me, name: people::name(conn, me)?, role: reader.role },
        school: schools::load(conn, reader.school_id)?,
        channels,
        students,
        file_limit,
    })
}

/// Whether the channel is there for one of a guardian's students. Of its class groups only theirs are left: the others are
/// other families' business. One that serves none of them keeps its groups, as having none would mean all.
fn serves(channel: &mut Channel, students: &[StudentView]) -> bool {
    let is_theirs = |group: &String| students.iter().any(|student| student.class_group == *group);
    if channel.class_groups.is_empty() {
        return true;
    }
    let serves = channel.class_groups.iter().any(is_theirs);
    if serves {
        channel.class_groups.retain(is_theirs);
    }
    serves
}

fn view(
    conn: &Connection,
    reader: Actor,
    channel: Channel,
    member_of: &[ChannelId],
) -> Result<ChannelView, StoreError> {
    let member = member_of.contains(&channel.id);
    let knows_members = member || reader.role == Role::Admin;
    Ok(ChannelView {
        member,
        members: if knows_members { members::by_name(conn, channel.id)? } else { Vec::new() },
        replies: if member { replies::of_channel(conn, channel.id)? } else { Vec::new() },
        hours: channel.hours,
        id: channel.id,
        name: channel.name,
        description: channel.description,
        kind: channel.kind,
        active: channel.active,
        class_groups: channel.class_groups,
    })
}
