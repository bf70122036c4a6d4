//! Schools, their channels, members, canned replies, and the channels that administrators follow.

use conversas_domain::canned_reply::CannedReply;
use conversas_domain::channel::Channel;
use conversas_domain::entry::Seq;
use conversas_domain::hours::ChannelHours;
use conversas_domain::ids::{CannedReplyId, ChannelId, DeviceId, PersonId, SchoolId};
use conversas_domain::moment::Moment;
use conversas_domain::plan::Plan;
use conversas_domain::school::School;
use conversas_protocol::PersonRef;

use crate::StoreError;
use crate::log::LogRange;

/// The channels of a person.
#[derive(Debug, Clone, Default)]
pub struct Reach {
    /// Channels they belong to.
    pub member_of: Vec<ChannelId>,
    /// Channels they follow without belonging to them.
    pub followed: Vec<ChannelId>,
}

/// Somebody who is signed in on a device, in one of their channels.
#[derive(Debug, Clone)]
pub struct Colleague {
    /// The device.
    pub device: DeviceId,
    /// The channel.
    pub channel: ChannelId,
    /// The person.
    pub person: PersonRef,
}

/// Reads of schools and channels.
pub trait Channels {
    /// Whether there is a school at all.
    fn has_schools(&self) -> Result<bool, StoreError>;
    /// All schools.
    fn school_ids(&self) -> Result<Vec<SchoolId>, StoreError>;
    /// A school.
    fn school(&self, id: SchoolId) -> Result<School, StoreError>;
    /// A school, and the ends of its log.
    fn school_and_log(&self, id: SchoolId) -> Result<(School, LogRange), StoreError>;
    /// A channel.
    fn channel(&self, id: ChannelId) -> Result<Option<Channel>, StoreError>;
    /// All channels of a school, by name.
    fn channels_of(&self, school: SchoolId) -> Result<Vec<Channel>, StoreError>;
    /// The channels in which a guardian has conversations about students they are still linked to.
    fn channels_talked_in(&self, guardian: PersonId) -> Result<Vec<ChannelId>, StoreError>;
    /// Whether a person belongs to a channel.
    fn is_member(&self, person: PersonId, channel: ChannelId) -> Result<bool, StoreError>;
    /// The channels that a person belongs to, and those that they follow.
    fn reach(&self, person: PersonId) -> Result<Reach, StoreError>;
    /// The channels that a person belongs to.
    fn memberships(&self, person: PersonId) -> Result<Vec<ChannelId>, StoreError>;
    /// The identifiers of everybody who belongs to a channel.
    fn member_ids(&self, channel: ChannelId) -> Result<Vec<PersonId>, StoreError>;
    /// Everybody who belongs to these channels, by name.
    fn members_of(&self, channels: &[ChannelId]) -> Result<Vec<(ChannelId, PersonRef)>, StoreError>;
    /// Everybody who is signed in on these devices, once for each channel they belong to.
    fn colleagues(&self, devices: &[DeviceId]) -> Result<Vec<Colleague>, StoreError>;
    /// All canned replies of these channels, by title.
    fn replies_of(&self, channels: &[ChannelId]) -> Result<Vec<(ChannelId, CannedReply)>, StoreError>;
    /// Answers when the person last opened a channel that they follow, to the day.
    fn opened(&self, person: PersonId, channel: ChannelId) -> Result<Option<Moment>, StoreError>;
}

/// Changes of schools and channels.
pub trait ChannelWrites {
    /// Adds a school.
    fn insert_school(&mut self, school: &School) -> Result<(), StoreError>;
    /// Writes a school's plan.
    fn update_plan(&mut self, school: SchoolId, plan: Plan) -> Result<(), StoreError>;
    /// The next numbers of a school, one after the other, in one statement; for none it does nothing. A change that is
    /// undone gives its numbers back.
    fn next_seqs(&mut self, school: SchoolId, count: usize) -> Result<Vec<Seq>, StoreError>;
    /// The next number of a school, for a change that needs one.
    fn next_seq(&mut self, school: SchoolId) -> Result<Seq, StoreError> {
        self.next_seqs(school, 1)?.pop().ok_or(StoreError::Missing("number"))
    }
    /// Adds a channel.
    fn insert_channel(&mut self, channel: &Channel) -> Result<(), StoreError>;
    /// Writes whether a channel takes new conversations.
    fn update_active(&mut self, channel: ChannelId, active: bool) -> Result<(), StoreError>;
    /// Writes when somebody answers a channel.
    fn update_hours(&mut self, channel: ChannelId, hours: Option<&ChannelHours>) -> Result<(), StoreError>;
    /// Makes a person a member of a channel; whether they were none.
    fn insert_member(&mut self, person: PersonId, channel: ChannelId) -> Result<bool, StoreError>;
    /// Ends a membership; whether there was one.
    fn delete_member(&mut self, person: PersonId, channel: ChannelId) -> Result<bool, StoreError>;
    /// Makes or replaces a canned reply; whether that changed anything.
    fn put_reply(&mut self, channel: ChannelId, reply: &CannedReply) -> Result<bool, StoreError>;
    /// Takes a canned reply away; whether there was one.
    fn delete_reply(&mut self, channel: ChannelId, reply: CannedReplyId) -> Result<bool, StoreError>;
    /// Makes a person follow a channel; whether that is new.
    fn follow(&mut self, person: PersonId, channel: ChannelId, at: Moment) -> Result<bool, StoreError>;
    /// Notes that a person opened a channel that they follow; whether that is on record now and was not.
    fn set_opened(&mut self, person: PersonId, channel: ChannelId, at: Moment) -> Result<bool, StoreError>;
    /// Brings the last look into followed channels to a moment where it is later, at most `limit`; how many.
    fn clamp_opened(&mut self, now: Moment, limit: usize) -> Result<usize, StoreError>;
    /// Ends following where nobody opened the channel since a moment, at most `limit`; the persons who followed.
    fn unfollow(&mut self, since: Moment, limit: usize) -> Result<Vec<PersonId>, StoreError>;
}
