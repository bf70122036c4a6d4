//! Schools, channels, members, canned replies, followed channels.

use conversas_domain::canned_reply::CannedReply;
use conversas_domain::channel::Channel;
use conversas_domain::entry::Seq;
use conversas_domain::hours::ChannelHours;
use conversas_domain::ids::{CannedReplyId, ChannelId, DeviceId, PersonId, SchoolId};
use conversas_domain::moment::Moment;
use conversas_domain::plan::Plan;
use conversas_domain::school::School;
use conversas_protocol::PersonRef;
use conversas_store::StoreError;
use conversas_store::channels::{ChannelWrites, Channels, Colleague, Reach};
use conversas_store::log::LogRange;

use super::Session;
use crate::error::told;
use crate::{channels, looks, members, replies, schools};

impl Channels for Session<'_> {
    read! {
        fn has_schools() -> bool = schools::any;
        fn school_ids() -> Vec<SchoolId> = schools::ids;
        fn school(id: SchoolId) -> School = schools::load;
        fn school_and_log(id: SchoolId) -> (School, LogRange) = schools::with_log;
        fn channel(id: ChannelId) -> Option<Channel> = channels::load;
        fn channels_of(school: SchoolId) -> Vec<Channel> = channels::of_school;
        fn channels_talked_in(guardian: PersonId) -> Vec<ChannelId> = channels::with_conversations_of;
        fn is_member(person: PersonId, channel: ChannelId) -> bool = members::contains;
        fn memberships(person: PersonId) -> Vec<ChannelId> = members::channels_of;
        fn member_ids(channel: ChannelId) -> Vec<PersonId> = members::of_channel;
        fn members_of(channels: &[ChannelId]) -> Vec<(ChannelId, PersonRef)> = members::by_name;
        fn colleagues(devices: &[DeviceId]) -> Vec<Colleague> = members::on_devices;
        fn replies_of(channels: &[ChannelId]) -> Vec<(ChannelId, CannedReply)> = replies::of_channels;
        fn reach(person: PersonId) -> Reach = members::reach;
        fn opened(person: PersonId, channel: ChannelId) -> Option<Moment> = looks::opened;
    }
}

impl ChannelWrites for Session<'_> {
    write! {
        fn insert_school(school: &School) -> () = schools::insert;
        fn update_plan(school: SchoolId, plan: Plan) -> () = schools::set_plan;
        fn next_seqs(school: SchoolId, count: usize) -> Vec<Seq> = schools::take_seqs;
        fn insert_channel(channel: &Channel) -> () = channels::insert;
        fn update_active(channel: ChannelId, active: bool) -> () = channels::set_active;
        fn update_hours(channel: ChannelId, hours: Option<&ChannelHours>) -> () = channels::set_hours;
        fn insert_member(person: PersonId, channel: ChannelId) -> bool = members::insert;
        fn delete_member(person: PersonId, channel: ChannelId) -> bool = members::delete;
        fn put_reply(channel: ChannelId, reply: &CannedReply) -> bool = replies::put;
        fn delete_reply(channel: ChannelId, reply: CannedReplyId) -> bool = replies::delete;
        fn follow(person: PersonId, channel: ChannelId, at: Moment) -> bool = looks::follow;
        fn set_opened(person: PersonId, channel: ChannelId, at: Moment) -> bool = looks::set_opened;
        fn clamp_opened(now: Moment, limit: usize) -> usize = looks::clamp_opened;
        fn unfollow(since: Moment, limit: usize) -> Vec<PersonId> = looks::unfollow;
    }
}
