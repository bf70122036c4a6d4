//! Changes of a school while a story runs.

use conversas_domain::channel::{Channel, ChannelKind};
use conversas_domain::ids::{ChannelId, DeviceId, StudentId};
use conversas_domain::moment::Moment;
use conversas_domain::person::Relationship;
use conversas_domain::plan::Plan;
use conversas_protocol::StudentRef;
use conversas_server::ledger;
use conversas_server::store::{Lane, StoreError, Write};

use super::{House, Person};
use crate::ids::{fresh, name};

impl House {
    /// Adds a channel for these class groups; none means all. Nobody belongs to the channel yet.
    pub async fn add_channel(&self, title: &str, class_groups: &[&str]) -> ChannelId {
        let channel = Channel {
            id: fresh(),
            school_id: self.school,
            name: name(title),
            description: String::new(),
            kind: ChannelKind::General,
            active: true,
            hours: None,
            class_groups: class_groups.iter().map(|group| (*group).to_owned()).collect(),
        };
        let id = channel.id;
        self.change(move |tx| ledger::add_channel(tx, &channel)).await;
        id
    }

    /// Adds a student, with this mother if one is given.
    pub async fn add_student(&self, full_name: &str, class_group: &str, mother: Option<Person>) -> StudentId {
        let student = StudentRef { id: fresh(), name: name(full_name), class_group: class_group.to_owned() };
        let (id, school) = (student.id, self.school);
        self.change(move |tx| tx.insert_student(school, &student)).await;
        if let Some(mother) = mother {
            self.link(mother, id).await;
        }
        id
    }

    /// Links a mother to a student.
    pub async fn link(&self, mother: Person, student: StudentId) {
        self.change(move |tx| ledger::link_guardian(tx, mother.id, student, Relationship::Mother)).await;
    }

    /// Ends a guardian's link to a student.
    pub async fn unlink(&self, guardian: Person, student: StudentId) {
        self.change(move |tx| ledger::unlink_guardian(tx, guardian.id, student, Moment(1))).await;
    }

    /// Opens or closes a channel for new conversations.
    pub async fn set_active(&self, channel: ChannelId, active: bool) {
        self.change(move |tx| ledger::set_channel_active(tx, channel, active)).await;
    }

    /// Lets a staff member read and answer a channel.
    pub async fn add_member(&self, person: Person, channel: ChannelId) {
        self.change(move |tx| ledger::add_member(tx, person.id, channel)).await;
    }

    /// Takes a channel away from a staff member.
    pub async fn remove_member(&self, person: Person, channel: ChannelId) {
        self.change(move |tx| ledger::remove_member(tx, person.id, channel)).await;
    }

    /// Gives the school another plan.
    pub async fn set_plan(&self, plan: Plan) {
        let school = self.school;
        self.change(move |tx| ledger::set_plan(tx, school, plan)).await;
    }

    /// Ends a device's access on behalf of somebody other than its user; answers whether the device had
    /// access.
    pub async fn revoke_device(&self, device: DeviceId) -> bool {
        let revoking =
            self.server().store().write(Lane::Any, move |tx| ledger::revoke_device(tx, device, Moment(1)));
        revoking.await.expect("the server's disk takes it")
    }

    pub(super) async fn change(
        &self,
        work: impl FnOnce(&mut dyn Write) -> Result<(), StoreError> + Send + 'static,
    ) {
        self.server().store().write(Lane::Any, work).await.expect("the server's disk takes it");
    }
}
