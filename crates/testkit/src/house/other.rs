//! A second school on the same server, which has nothing to do with the first.

use conversas_domain::channel::{Channel, ChannelKind};
use conversas_domain::ids::{ChannelId, StudentId};
use conversas_domain::person::{Actor, Relationship, Role};
use conversas_domain::plan::Plan;
use conversas_domain::school::School;
use conversas_protocol::StudentRef;
use conversas_server::ledger;
use conversas_server::store::Newcomer;

use super::{House, PASSWORD_HASH, Person};
use crate::ids::{fresh, name};

/// The people and places of the second school.
pub struct OtherSchool {
    /// The staff member Caio, who answers the school's one channel.
    pub staff: Person,
    /// The guardian Eva, the student's mother.
    pub guardian: Person,
    /// The school's channel.
    pub channel: ChannelId,
    /// The school's student.
    pub student: StudentId,
}

impl House {
    /// Adds the school.
    pub async fn add_school(&self) -> OtherSchool {
        let person = |mailbox| Person { id: fresh(), mailbox };
        let other = OtherSchool {
            staff: person("caio"),
            guardian: person("eva"),
            channel: fresh(),
            student: fresh(),
        };
        let school = School {
            id: fresh(),
            name: name("Colégio Vizinho"),
            plan: Plan::Basic,
            time_zone: "America/Sao_Paulo".into(),
        };
        let account = |person: Person, text: &str, role| Newcomer {
            actor: Actor { person_id: person.id, school_id: school.id, role },
            name: name(text),
            email: person.email(),
            password_hash: PASSWORD_HASH.into(),
        };
        let people = [
            account(other.staff, "Caio Nunes", Role::Staff),
            account(other.guardian, "Eva Duarte", Role::Guardian),
        ];
        let channel = Channel {
            id: other.channel,
            school_id: school.id,
            name: name("Portaria"),
            description: String::new(),
            kind: ChannelKind::General,
            active: true,
            hours: None,
            class_groups: Vec::new(),
        };
        let student =
            StudentRef { id: other.student, name: name("Tito Duarte"), class_group: "4º ano B".into() };
        let (staff, guardian) = (other.staff.id, other.guardian.id);
        self.change(move |tx| {
            tx.insert_school(&school)?;
            people.iter().try_for_each(|person| tx.admit(person))?;
            ledger::add_channel(tx, &channel)?;
            tx.insert_student(school.id, &student)?;
            ledger::add_member(tx, staff, channel.id)?;
            ledger::link_guardian(tx, guardian, student.id, Relationship::Mother)
        })
        .await;
        other
    }
}
