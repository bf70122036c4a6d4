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
    /// Guardians of each student.
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
    let mut house = House {
        school: school.id,
        channels: Vec::new(),
        staff: Vec::new(),
        students: Vec::new(),
        guardians: Vec::new(),
    };
    // Identifiers of their own, so that those of everything else stay as they were.
    let mut replies = dice::fresh(cast.name.len() as u64);
    for channel in cast.channels {
        let id = fresh.id(founded);
        let opened = Channel {
            id,
            school_id: school.id,
            name: name(channel.name),
            description: channel.description.to_owned(),
            kind: channel.kind,
            active: true,
            hours: desk::hours(channel.kind),
            class_groups: class_groups(cast, channel),
        };
        ledger::add_channel(tx, &opened)?;
        for (title, text) in desk::replies(channel.kind) {
            let text = MessageText::parse(text).expect("short and not empty");
            let reply = CannedReply { id: replies.id(founded), title: name(title), text };
            ledger::put_reply(tx, school.id, id, &reply)?;
        }
        house.channels.push(id);
    }
    let mut person = |tx: &mut dyn Write, role, full_name: &str, email: String| {
        let actor = Actor { person_id: fresh.id(founded), school_id: school.id, role };
        let password_hash = password_hash.to_owned();
        tx.admit(&Newcomer { actor, name: name(full_name), email, password_hash })?;
        Ok::<_, StoreError>(actor)
    };
    for staff in cast.staff {
        let role = if staff.admin { Role::Admin } else { Role::Staff };
        let actor = person(tx, role, staff.name, cast.email(staff.mailbox))?;
        for index in staff.channels {
            ledger::add_member(tx, actor.person_id, house.channels[*index])?;
        }
        house.staff.push(actor);
    }
    let mut families: HashMap<&str, Actor> = HashMap::new();
    for student in cast.students {
        for guardian in student.guardians {
            if !families.contains_key(guardian.mailbox) {
                let email = family_email(guardian.mailbox);
                let actor = person(tx, Role::Guardian, guardian.name, email)?;
                families.insert(guardian.mailbox, actor);
            }
        }
    }
    for student in cast.students {
        let class_group = student.class_group.to_owned();
        let id = fresh.id(founded);
        tx.insert_student(school.id, &StudentRef { id, name: name(student.name), class_group })?;
        let mut guardians = Vec::new();
        for guardian in student.guardians {
            let actor = families[guardian.mailbox];
            ledger::link_guardian(tx, actor.person_id, id, guardian.relationship)?;
            guardians.push(actor);
        }
        house.students.push(id);
        house.guardians.push(guardians);
    }
    Ok(house)
}

/// The class groups of the cast that a channel serves; none if it serves all.
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
