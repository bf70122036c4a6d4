//! The types in which schools and people are written down.

use conversas_domain::channel::ChannelKind;
use conversas_domain::person::Relationship;
use conversas_domain::plan::Plan;

/// A school and everybody in it.
pub(super) struct SchoolCast {
    pub(super) name: &'static str,
    pub(super) domain: &'static str,
    pub(super) plan: Plan,
    /// The channels; the first one gets the generated conversations.
    pub(super) channels: &'static [ChannelCast],
    pub(super) staff: &'static [StaffCast],
    pub(super) students: &'static [StudentCast],
    /// The number of conversations besides the stories.
    pub(super) chatter: usize,
}

pub(super) struct ChannelCast {
    pub(super) name: &'static str,
    pub(super) description: &'static str,
    pub(super) kind: ChannelKind,
    /// The first characters of the class groups that the channel serves: "12345" for the first to the fifth
    /// year; empty for all.
    pub(super) years: &'static str,
}

pub(super) struct StaffCast {
    pub(super) mailbox: &'static str,
    pub(super) name: &'static str,
    pub(super) admin: bool,
    /// The indices of the person's channels.
    pub(super) channels: &'static [usize],
}

pub(super) struct StudentCast {
    pub(super) name: &'static str,
    pub(super) class_group: &'static str,
    pub(super) guardians: &'static [GuardianCast],
}

/// The part of the e-mail before the @. Guardians of siblings with the same mailbox are the same person.
#[derive(Clone, Copy)]
pub(super) struct GuardianCast {
    pub(super) mailbox: &'static str,
    pub(super) name: &'static str,
    pub(super) relationship: Relationship,
}

impl SchoolCast {
    pub(super) fn email(&self, mailbox: &str) -> String {
        format!("{mailbox}@{}", self.domain)
    }
}

impl ChannelCast {
    pub(super) fn serves(&self, student: &StudentCast) -> bool {
        self.years.is_empty() || student.class_group.starts_with(|year| self.years.contains(year))
    }
}

pub(super) fn family_email(mailbox: &str) -> String {
    format!("{mailbox}@familia.example")
}

pub(super) const fn mother(mailbox: &'static str, name: &'static str) -> GuardianCast {
    GuardianCast { mailbox, name, relationship: Relationship::Mother }
}

pub(super) const fn father(mailbox: &'static str, name: &'static str) -> GuardianCast {
    GuardianCast { mailbox, name, relationship: Relationship::Father }
}

pub(super) const fn grandparent(mailbox: &'static str, name: &'static str) -> GuardianCast {
    GuardianCast { mailbox, name, relationship: Relationship::Grandparent }
}

pub(super) const fn other(mailbox: &'static str, name: &'static str) -> GuardianCast {
    GuardianCast { mailbox, name, relationship: Relationship::Other }
}

pub(super) const fn student(
    name: &'static str,
    class_group: &'static str,
    guardians: &'static [GuardianCast],
) -> StudentCast {
    StudentCast { name, class_group, guardians }
}

pub(super) const fn staff(
    mailbox: &'static str,
    name: &'static str,
    channels: &'static [usize],
) -> StaffCast {
    StaffCast { mailbox, name, admin: false, channels }
}

pub(super) const fn admin(
    mailbox: &'static str,
    name: &'static str,
    channels: &'static [usize],
) -> StaffCast {
    StaffCast { mailbox, name, admin: true, channels }
}

pub(super) const fn channel(
    name: &'static str,
    description: &'static str,
    kind: ChannelKind,
    years: &'static str,
) -> ChannelCast {
    ChannelCast { name, description, kind, years }
}
