//! Everything that a person may see besides conversations.

use std::collections::HashMap;

use conversas_domain::canned_reply::CannedReply;
use conversas_domain::channel::Channel;
use conversas_domain::ids::ChannelId;
use conversas_domain::person::Role;
use conversas_domain::school::School;
use conversas_protocol::{ChannelView, Directory, Me, PersonRef, StudentView};

use super::names::{Mentions, Names};
use super::reader::Reader;
use crate::store::{Read, StoreError};

/// The sets that a directory is built of.
pub(super) struct Places {
    school: School,
    file_limit: u64,
    channels: Vec<Channel>,
    students: Vec<StudentView>,
    members: HashMap<ChannelId, Vec<PersonRef>>,
    replies: HashMap<ChannelId, Vec<CannedReply>>,
}

impl Places {
    pub(super) fn load(
        db: &dyn Read,
        reader: &Reader,
        school: School,
        file_limit: u64,
    ) -> Result<Places, StoreError> {
        let (me, role) = (reader.actor.person_id, reader.actor.role);
        let (kept, students) = match role {
            // A closed channel keeps its history.
            Role::Guardian => (db.channels_talked_in(me)?, db.students_of(me)?),
            Role::Staff | Role::Admin => (reader.member_of.clone(), Vec::new()),
        };
        let channels: Vec<_> = db
            .channels_of(school.id)?
            .into_iter()
            .filter(|channel| channel.active || role == Role::Admin || kept.contains(&channel.id))
            .filter_map(|channel| match role {
                Role::Guardian => for_family(channel, &students, &kept),
                Role::Staff | Role::Admin => Some(channel),
            })
            .collect();
        let known: Vec<_> = match role {
            Role::Guardian => Vec::new(),
            Role::Staff => reader.member_of.clone(),
            Role::Admin => channels.iter().map(|channel| channel.id).collect(),
        };
        let members = if known.is_empty() { Vec::new() } else { db.members_of(&known)? };
        let replies =
            if reader.member_of.is_empty() { Vec::new() } else { db.replies_of(&reader.member_of)? };
        let (members, replies) = (grouped(members), grouped(replies));
        Ok(Places { school, file_limit, channels, students, members, replies })
    }

    /// Adds everybody whose name the view needs and whom the sets lack.
    pub(super) fn mention(mentions: &mut Mentions, reader: &Reader) {
        mentions.people.insert(reader.actor.person_id);
    }

    pub(super) fn view(mut self, reader: &Reader, names: &Names) -> Result<Directory, StoreError> {
        let PersonRef { id, name } = names.person(reader.actor.person_id)?;
        let channels = std::mem::take(&mut self.channels);
        Ok(Directory {
            me: Me { id, name, role: reader.actor.role },
            channels: channels.into_iter().map(|channel| self.channel(reader, channel)).collect(),
            school: self.school,
            students: self.students,
            file_limit: self.file_limit,
        })
    }

    fn channel(&mut self, reader: &Reader, channel: Channel) -> ChannelView {
        let member = reader.member_of.contains(&channel.id);
        let is_admin = reader.actor.role == Role::Admin;
        ChannelView {
            member,
            followed: (is_admin && !member).then(|| reader.followed.contains(&channel.id)),
            members: self.members.remove(&channel.id).unwrap_or_default(),
            replies: self.replies.remove(&channel.id).unwrap_or_default(),
            hours: channel.hours,
            id: channel.id,
            name: channel.name,
            description: channel.description,
            kind: channel.kind,
            active: channel.active,
            class_groups: channel.class_groups,
        }
    }
}

/// A channel as a guardian may know it: with their own students' class groups that it serves, and no other
/// ones. A channel that serves none of them is left out, unless it keeps a conversation of theirs.
fn for_family(mut channel: Channel, students: &[StudentView], kept: &[ChannelId]) -> Option<Channel> {
    if channel.class_groups.is_empty() {
        return Some(channel);
    }
    channel.class_groups.retain(|group| students.iter().any(|student| student.class_group == *group));
    if channel.class_groups.is_empty() {
        // No group would mean all groups: a group without a name serves nobody.
        channel.class_groups.push(String::new());
        return kept.contains(&channel.id).then_some(channel);
    }
    Some(channel)
}

fn grouped<T>(things: Vec<(ChannelId, T)>) -> HashMap<ChannelId, Vec<T>> {
    let mut groups: HashMap<_, Vec<T>> = HashMap::new();
    for (id, thing) in things {
        groups.entry(id).or_default().push(thing);
    }
    groups
}
