//! Running a school: what changes who may see what. Each change reaches the devices it concerns.

use conversas_domain::canned_reply::CannedReply;
use conversas_domain::channel::Channel;
use conversas_domain::entry::Seq;
use conversas_domain::hours::ChannelHours;
use conversas_domain::ids::{CannedReplyId, ChannelId, DeviceId, PersonId, SchoolId, StudentId};
use conversas_domain::moment::Moment;
use conversas_domain::person::{Actor, Relationship, Role, Side};
use conversas_domain::plan::Plan;
use conversas_domain::school::School;
use conversas_domain::text::Name;
use conversas_protocol::StudentRef;

use super::events::{self, Pointed, Pointer, Scope};
use super::{
    StoreError, Tx, channels, conversations, devices, looks, members, participants, people, progress,
    replies, schools, students, sweeps,
};

/// An account to add.
#[derive(Clone)]
pub struct NewPerson {
    /// Identifier, school and role.
    pub actor: Actor,
    /// Full name.
    pub name: Name,
    /// Unique over all schools, without regard to case.
    pub email: String,
    /// Made by [`crate::password::hash`].
    pub password_hash: String,
}

impl Tx<'_> {
    /// A new school.
    pub fn add_school(&mut self, school: &School) -> Result<(), StoreError> {
        schools::insert(self, school)
    }

    /// A new channel; everybody of the school gets to know it.
    pub fn add_channel(&mut self, channel: &Channel) -> Result<(), StoreError> {
        channels::insert(self, channel)?;
        self.directory_changed(channel.school_id, &[Scope::school(channel.school_id)])
    }

    /// Opens or closes a channel for new conversations.
    pub fn set_channel_active(&mut self, id: ChannelId, active: bool) -> Result<(), StoreError> {
        channels::set_active(self, id, active)?;
        match channels::load(self, id)? {
            Some(channel) => self.directory_changed(channel.school_id, &[Scope::school(channel.school_id)]),
            None => Ok(()),
        }
    }

    /// Says when somebody answers a channel; none promises nothing. Everybody of the school gets to know it.
    pub fn set_channel_hours(
        &mut self,
        id: ChannelId,
        hours: Option<&ChannelHours>,
    ) -> Result<(), StoreError> {
        channels::set_hours(self, id, hours)?;
        match channels::load(self, id)? {
            Some(channel) => self.directory_changed(channel.school_id, &[Scope::school(channel.school_id)]),
            None => Ok(()),
        }
    }

    /// A new account.
    pub fn add_person(&mut self, person: &NewPerson) -> Result<(), StoreError> {
        let NewPerson { actor, name, email, password_hash } = person;
        people::insert(self, &people::Person { actor: *actor, name, email, password_hash })
    }

    /// A new student.
    pub fn add_student(&mut self, school_id: SchoolId, student: &StudentRef) -> Result<(), StoreError> {
        students::insert(self, school_id, student)
    }

    /// Lets a staff member read and answer a channel.
    pub fn add_member(&mut self, person: PersonId, channel: ChannelId) -> Result<(), StoreError> {
        if members::insert(self, person, channel)? {
            self.members_changed(person, channel)?;
        }
        Ok(())
    }

    /// Takes a channel away from a staff member.
    pub fn remove_member(&mut self, person: PersonId, channel: ChannelId) -> Result<(), StoreError> {
        if members::delete(self, person, channel)? {
            self.keep_news(person, channel)?;
            self.members_changed(person, channel)?;
        }
        Ok(())
    }

    /// An administrator who belonged to a channel follows it from then on, as if they had opened it: their devices would erase
    /// its list at once, and with it what was not sent yet.
    fn keep_news(&self, person: PersonId, channel: ChannelId) -> Result<(), StoreError> {
        if people::actor(self, person)?.is_some_and(|actor| actor.role == Role::Admin)
            && let Some(now) = sweeps::newest(self)?
        {
            looks::follow(self, person, channel, now)?;
            looks::set_opened(self, person, channel, now)?;
        }
        Ok(())
    }

    /// Links a guardian to a student, or says how they are related.
    pub fn link_guardian(
        &mut self,
        guardian: PersonId,
        student: StudentId,
        relationship: Relationship,
    ) -> Result<(), StoreError> {
        students::link(self, guardian, student, relationship)?;
        self.guardians_changed(guardian, student)?;
        for id in participants::conversations_about(self, guardian, student)? {
            let Some(row) = conversations::load(self, id)? else { continue };
            let mut scopes = progress::scopes_of(self, &row, Side::Family)?;
            scopes.push(Scope::channel(row.channel_id));
            let seq = self.next_seq(row.school_id)?;
            events::append(self, Pointer { seq, to: Pointed::Conversation(id) }, &scopes)?;
        }
        Ok(())
    }

    /// Ends a guardian's link to a student, and with it what they see about them.
    pub fn unlink_guardian(
        &mut self,
        guardian: PersonId,
        student: StudentId,
        at: Moment,
    ) -> Result<(), StoreError> {
        if !students::unlink(self, guardian, student, at)? {
            return Ok(());
        }
        self.guardians_changed(guardian, student)?;
        for id in participants::conversations_about(self, guardian, student)? {
            let Some(row) = conversations::load(self, id)? else { continue };
            let seq = self.next_seq(row.school_id)?;
            let pointer = Pointer { seq, to: Pointed::Conversation(id) };
            events::append(self, pointer, &[Scope::person(guardian)])?;
        }
        Ok(())
    }

    /// Changes what a school pays for.
    pub fn set_plan(&mut self, school: SchoolId, plan: Plan) -> Result<(), StoreError> {
        schools::set_plan(self, school, plan)?;
        self.directory_changed(school, &[Scope::school(school)])
    }

    /// Ends a device's access for somebody else than who uses it, whichever of its sessions this is; whether it had any. Its
    /// secret is worth nothing any more, because a thief would go on guessing with it.
    pub fn revoke_device(&mut self, device: DeviceId, at: Moment) -> Result<bool, StoreError> {
        let sessions = devices::sessions_on(self, device)?;
        devices::forget_secret(self, device)?;
        let mut had_access = false;
        for session in sessions {
            had_access |= self.end_session(session, at)?;
        }
        Ok(had_access)
    }

    /// Ends a device's access, also if it waits in a long poll; whether it had any.
    pub(crate) fn end_session(&mut self, device: DeviceId, at: Moment) -> Result<bool, StoreError> {
        let person = devices::revoke(self, device, at)?;
        if let Some(person) = person {
            self.ring(Scope::person(person));
            // Colleagues may have seen the device in a conversation.
            for channel in members::channels_of(self, person)? {
                self.ring(Scope::channel(channel));
            }
        }
        Ok(person.is_some())
    }

    /// An administrator looks into a channel that they do not belong to: its news come by sync from now on. Whether that is new.
    pub(crate) fn follow(
        &mut self,
        actor: Actor,
        channel: ChannelId,
        at: Moment,
    ) -> Result<bool, StoreError> {
        let is_new = looks::follow(self, actor.person_id, channel, at)?;
        if is_new {
            self.directory_changed(actor.school_id, &[Scope::person(actor.person_id)])?;
        }
        Ok(is_new)
    }

    /// No more news of channels that were not opened since a moment, at most `limit`; how many. Devices erase what they have
    /// of them: it would not be true for long.
    pub(crate) fn unfollow(&mut self, since: Moment, limit: usize) -> Result<usize, StoreError> {
        let ended = looks::unfollow(self, since, limit)?;
        for person in &ended {
            if let Some(actor) = people::actor(self, *person)? {
                self.directory_changed(actor.school_id, &[Scope::person(*person)])?;
            }
        }
        Ok(ended.len())
    }

    /// Forgets pointers up to a number; devices that are further behind bootstrap again.
    pub fn prune_events(&mut self, school: SchoolId, up_to: Seq) -> Result<(), StoreError> {
        events::close_up_to(self, school, up_to)?;
        for scope in events::scopes_up_to(self, school, up_to)? {
            events::forget(self, scope, up_to, usize::MAX >> 1)?;
        }
        Ok(())
    }

    /// Makes or replaces a canned reply; every member's devices get it.
    pub(crate) fn put_reply(&mut self, channel: &Channel, reply: &CannedReply) -> Result<(), StoreError> {
        if replies::put(self, channel.id, reply)? {
            self.directory_changed(channel.school_id, &[Scope::channel(channel.id)])?;
        }
        Ok(())
    }

    /// Takes a canned reply away, if there is one.
    pub(crate) fn delete_reply(&mut self, channel: &Channel, id: CannedReplyId) -> Result<(), StoreError> {
        if replies::delete(self, channel.id, id)? {
            self.directory_changed(channel.school_id, &[Scope::channel(channel.id)])?;
        }
        Ok(())
    }

    /// Tells whoever sees who belongs to the channel: who joined or left, its members, and all administrators.
    fn members_changed(&mut self, person: PersonId, channel: ChannelId) -> Result<(), StoreError> {
        let Some(actor) = people::actor(self, person)? else { return Ok(()) };
        let mut scopes = vec![Scope::person(person), Scope::channel(channel)];
        scopes.extend(people::administrators(self, actor.school_id)?.into_iter().map(Scope::person));
        self.directory_changed(actor.school_id, &scopes)
    }

    /// Tells whoever sees who is registered for the student: who was linked or unlinked, and all who are.
    fn guardians_changed(&mut self, guardian: PersonId, student: StudentId) -> Result<(), StoreError> {
        let Some(actor) = people::actor(self, guardian)? else { return Ok(()) };
        let mut scopes = vec![Scope::person(guardian)];
        let linked = students::guardians(self, student)?;
        scopes.extend(linked.into_iter().map(|guardian| Scope::person(guardian.id)));
        self.directory_changed(actor.school_id, &scopes)
    }

    fn directory_changed(&mut self, school: SchoolId, scopes: &[Scope]) -> Result<(), StoreError> {
        let seq = self.next_seq(school)?;
        events::append(self, Pointer { seq, to: Pointed::Directory }, scopes)
    }
}
