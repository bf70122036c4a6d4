//! Founds a school: channels, staff, students, guardians.

use std::collections::HashMap;

use conversas_domain::canned_reply::CannedReply;
use conversas_domain::channel::Channel;
use conversas_domain::ids::{ChannelId, SchoolId, StudentId};
use conversas_domain::moment::{DAY, Moment};
use conversas_domain::person::{Actor, Role};
use conversas_domain::school::School;
use conversas_domain::text::{MessageText, Name};
use conversas_protocol::StudentRef;
use conversas_server::store::{Newcomer, StoreError, Write};
use conversas_server::{Fresh, ledger};

use super::cast::{ChannelCast, SchoolCast, family_email};
use super::{desk, dice};

/// The cast with its identifiers, in the order of the cast.
pub(super) struct House {
    pub(super) school: SchoolId,
    pub(super) channels: Vec<ChannelId>,
    pub(super) staff: Vec<Actor>,
    pub(super) students: Vec<StudentId>,
    /// The guardians of each student.
    pub(super) guardians: Vec<Vec<Actor>>,
}

pub(super) fn settle(
    tx: &mut dyn Write,
    fresh: &mut Fresh,
    cast: &SchoolCast,
    now: Moment,
    password_hash: &str,
) -> Result<House, StoreError> {
    let founded = now.plus(-900 * DAY);
    let school = School {
        id: fresh.id(founded),
        name: name(cast.name),
        plan: cast.plan,
        time_zone: "America/Sao_Paulo".to_owned(),
    };
    tx.insert_school(&school)?;
    let mut founding = Founding { tx, fresh, cast, school: school.id, founded, password_hash };
    let channels = founding.channels()?;
    let staff = founding.staff(&channels)?;
    let families = founding.families()?;
    let (students, guardians) = founding.students(&families)?;
    Ok(House { school: school.id, channels, staff, students, guardians })
}

/// A school that is being founded. The order of the steps is the order of the identifiers.
struct Founding<'a> {
    tx: &'a mut dyn Write,
    fresh: &'a mut Fresh,
    cast: &'a SchoolCast,
    school: SchoolId,
    founded: Moment,
    password_hash: &'a str,
}

impl Founding<'_> {
    fn channels(&mut self) -> Result<Vec<ChannelId>, StoreError> {
        // Canned replies have identifiers of their own, so that all other identifiers stay the same.
        let mut replies = dice::fresh(self.cast.name.len() as u64);
        let mut channels = Vec::new();
        for channel in self.cast.channels {
            let id = self.fresh.id(self.founded);
            let opened = Channel {
                id,
                school_id: self.school,
                name: name(channel.name),
                description: channel.description.to_owned(),
                kind: channel.kind,
                active: true,
                hours: desk::hours(channel.kind),
                class_groups: class_groups(self.cast, channel),
            };
            ledger::add_channel(self.tx, &opened)?;
            for (title, text) in desk::replies(channel.kind) {
                let text = MessageText::parse(text).expect("short and not empty");
                let reply = CannedReply { id: replies.id(self.founded), title: name(title), text };
                ledger::put_reply(self.tx, self.school, id, &reply)?;
            }
            channels.push(id);
        }
        Ok(channels)
    }

    fn staff(&mut self, channels: &[ChannelId]) -> Result<Vec<Actor>, StoreError> {
        let mut staff = Vec::new();
        for member in self.cast.staff {
            let role = if member.admin { Role::Admin } else { Role::Staff };
            let actor = self.person(role, member.name, self.cast.email(member.mailbox))?;
            for index in member.channels {
                ledger::add_member(self.tx, actor.person_id, channels[*index])?;
            }
            staff.push(actor);
        }
        Ok(staff)
    }

    /// Makes the guardians, by their mailbox: a guardian may have several children.
    fn families(&mut self) -> Result<HashMap<&'static str, Actor>, StoreError> {
        let mut families = HashMap::new();
        for guardian in self.cast.students.iter().flat_map(|student| student.guardians) {
            if !families.contains_key(guardian.mailbox) {
                let email = family_email(guardian.mailbox);
                families.insert(guardian.mailbox, self.person(Role::Guardian, guardian.name, email)?);
            }
        }
        Ok(families)
    }

    /// Makes the students, and links the guardians of each.
    fn students(
        &mut self,
        families: &HashMap<&str, Actor>,
    ) -> Result<(Vec<StudentId>, Vec<Vec<Actor>>), StoreError> {
        let (mut students, mut guardians) = (Vec::new(), Vec::new());
        for student in self.cast.students {
            let class_group = student.class_group.to_owned();
            let id = self.fresh.id(self.founded);
            self.tx.insert_student(self.school, &StudentRef { id, name: name(student.name), class_group })?;
            let mut own = Vec::new();
            for guardian in student.guardians {
                let actor = families[guardian.mailbox];
                ledger::link_guardian(self.tx, actor.person_id, id, guardian.relationship)?;
                own.push(actor);
            }
            students.push(id);
            guardians.push(own);
        }
        Ok((students, guardians))
    }

    fn person(&mut self, role: Role, full_name: &str, email: String) -> Result<Actor, StoreError> {
        let actor = Actor { person_id: self.fresh.id(self.founded), school_id: self.school, role };
        let password_hash = self.password_hash.to_owned();
        self.tx.admit(&Newcomer { actor, name: name(full_name), email, password_hash })?;
        Ok(actor)
    }
}

/// Answers the class groups of the cast that a channel serves; none if it serves all.
fn class_groups(cast: &SchoolCast, channel: &ChannelCast) -> Vec<String> {
    if channel.years.is_empty() {
        return Vec::new();
    }
    let served = cast.students.iter().filter(|student| channel.serves(student));
    let mut groups: Vec<String> = served.map(|student| student.class_group.to_owned()).collect();
    groups.sort_unstable();
    groups.dedup();
    groups
}

fn name(text: &str) -> Name {
    Name::parse(text).expect("the cast's names are not empty and short")
}
