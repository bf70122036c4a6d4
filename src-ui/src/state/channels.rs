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

    #[test]
    fn own_channels_come_apart_from_those_that_one_may_only_look_into() {
        let channel = |number: u32, member| ChannelItem {
            id: format!("01890000-0000-7000-8000-{number:012}").parse().expect("an id"),
            name: format!("Canal {number}"),
            description: String::new(),
            kind: ChannelKind::General,
            member,
            active: true,
            class_groups: Vec::new(),
            hours: None,
            replies: Vec::new(),
        };
        let account = |role| Account {
            id: "01890000-0000-7000-8000-000000000001".parse().expect("an id"),
            installation: None,
            name: "Rafaela Nunes".into(),
            role,
            school: "Escola".into(),
            plan: conversas_domain::plan::Plan::Basic,
            time_zone: "America/Sao_Paulo".into(),
            channels: vec![channel(1, true), channel(2, false), channel(3, true)],
            students: Vec::new(),
            file_limit: 0,
            connection: conversas_ipc::Connection::default(),
            server: String::new(),
        };
        let names = |channels: Vec<ChannelItem>| channels.into_iter().map(|one| one.name).collect::<Vec<_>>();
        let (own, others) = readable(&account(Role::Admin));
        assert_eq!(
            (names(own), names(others)),
            (vec!["Canal 1".to_owned(), "Canal 3".into()], vec!["Canal 2".into()])
        );
        let (own, others) = readable(&account(Role::Staff));
        assert_eq!((own.len(), others.len()), (2, 0));
    }
}
