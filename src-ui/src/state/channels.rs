//! The channels that a person can look into.

use conversas_domain::person::Role;
use conversas_ipc::{Account, ChannelItem};

/// Whether the person may read a channel's conversations: as a member, or as an administrator, whose look is
/// recorded. Staff only know the names of other channels, because they forward to them.
/// other channels staff know only the name, because they forward to them.
pub(crate) fn can_read(role: Role, channel: &ChannelItem) -> bool {
    channel.member || role == Role::Admin
}

/// The channels that the person can read: their own, and the others.
pub(crate) fn readable(account: &Account) -> (Vec<ChannelItem>, Vec<ChannelItem>) {
    let readable = account.channels.iter().filter(|channel| can_read(account.role, channel)).cloned();
    readable.partition(|channel| channel.member)
}

#[cfg(test)]
mod tests {
    use super::*;
    use conversas_domain::channel::ChannelKind;

    #[test]
    fn only_administrators_look_into_channels_they_do_not_belong_to() {
        let channel = |member| ChannelItem {
            id: "01890000-0000-7000-8000-000000000001".parse().expect("an id"),
            name: "Canal".into(),
            description: String::new(),
            kind: ChannelKind::General,
            member,
            active: true,
            class_groups: Vec::new(),
            hours: None,
            replies: Vec::new(),
        };
        assert!(can_read(Role::Staff, &channel(true)) && can_read(Role::Admin, &channel(true)));
        assert!(can_read(Role::Admin, &channel(false)));
        assert!(!can_read(Role::Staff, &channel(false)));
    }
}
