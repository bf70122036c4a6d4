use super::*;
use conversas_domain::channel::ChannelKind;
use conversas_domain::plan::Plan;
use conversas_ipc::{ChannelItem, Connection};

const SECRETARY: &str = "01890000-0000-7000-8000-000000000001";
const FINANCE: &str = "01890000-0000-7000-8000-000000000002";
const GONE: &str = "01890000-0000-7000-8000-000000000003";

fn channel(id: &str, member: bool) -> ChannelItem {
    ChannelItem {
        id: id.parse().expect("an id"),
        name: "Canal".into(),
        description: String::new(),
        kind: ChannelKind::General,
        member,
        active: true,
        class_groups: Vec::new(),
        hours: None,
        replies: Vec::new(),
    }
}

fn account(channels: Vec<ChannelItem>) -> Account {
    Account {
        id: SECRETARY.parse().expect("an id"),
        installation: None,
        name: "Rafaela Nunes".into(),
        role: Role::Staff,
        school: "Escola".into(),
        plan: Plan::Basic,
        time_zone: "America/Sao_Paulo".into(),
        channels,
        students: Vec::new(),
        file_limit: 0,
        connection: Connection::default(),
        server: String::new(),
    }
}

#[test]
fn the_same_identifier_at_another_installation_is_somebody_else() {
    let at = |id: &str| Account { installation: id.parse().ok(), ..account(Vec::new()) };
    assert!(at(FINANCE).is_same_person(&at(FINANCE)));
    assert!(!at(FINANCE).is_same_person(&at(GONE)));
    assert!(account(Vec::new()).is_same_person(&at(GONE)), "it was not known before");
}

#[test]
fn with_several_channels_and_none_remembered_the_choice_comes_first() {
    let account = account(vec![channel(SECRETARY, true), channel(FINANCE, true)]);
    assert_eq!(Route::start(&account, &Preferences::default()).channel, None);
}

#[test]
fn an_only_channel_needs_no_choice() {
    let account = account(vec![channel(SECRETARY, true), channel(FINANCE, false)]);
    assert_eq!(Route::start(&account, &Preferences::default()).channel, SECRETARY.parse().ok());
}

#[test]
fn a_remembered_channel_that_is_gone_is_forgotten() {
    let account = account(vec![channel(SECRETARY, true), channel(FINANCE, true)]);
    let preferences = Preferences { channel_id: GONE.parse().ok(), ..Preferences::default() };
    assert_eq!(Route::start(&account, &preferences).channel, None);
}

#[test]
fn a_channel_that_one_does_not_belong_to_any_more_is_for_administrators_alone() {
    let mut account = account(vec![channel(SECRETARY, true), channel(FINANCE, false)]);
    let preferences = Preferences { channel_id: FINANCE.parse().ok(), ..Preferences::default() };
    assert_eq!(Route::start(&account, &preferences).channel, SECRETARY.parse().ok());
    account.role = Role::Admin;
    assert_eq!(Route::start(&account, &preferences).channel, FINANCE.parse().ok());
}

#[test]
fn a_conversation_behind_another_page_or_another_one_is_not_shown() {
    let [open, other] = [GONE, FINANCE].map(|id| id.parse().expect("an id"));
    let mut route = Route::default();
    route.open(open);
    assert!(route.shows(open) && !route.shows(other));
    route.page = Page::Settings;
    assert!(!route.shows(open));
}

#[test]
fn another_channel_closes_the_conversation_and_the_same_one_does_not() {
    let mut route = Route { channel: SECRETARY.parse().ok(), ..Route::default() };
    route.open(GONE.parse().expect("an id"));
    route.choose(SECRETARY.parse().ok());
    assert_eq!(route.view(), "thread");
    route.choose(FINANCE.parse().ok());
    assert_eq!(route.view(), "list");
}

#[test]
fn a_family_begins_in_its_own_list_whatever_is_remembered() {
    let account = Account { role: Role::Guardian, ..account(vec![channel(SECRETARY, true)]) };
    let preferences = Preferences { channel_id: SECRETARY.parse().ok(), ..Preferences::default() };
    assert_eq!(Route::start(&account, &preferences), Route::default());
}

#[test]
fn an_open_conversation_that_turned_out_to_be_another_one_stays_open_as_that() {
    let [here, other, real] = [SECRETARY, FINANCE, GONE].map(|id| id.parse().expect("an id"));
    let mut route = Route::default();
    route.open(here);
    route.merge(other, real);
    assert!(route.shows(here), "somewhere else");
    route.merge(here, real);
    assert!(route.shows(real));
    route.back();
    route.merge(real, here);
    assert_eq!(route.conversation, None, "nothing is open");
}

#[test]
fn a_narrow_window_shows_the_thread_only_where_there_is_one() {
    let mut route = Route::default();
    assert_eq!(route.view(), "list");
    route.open(GONE.parse().expect("an id"));
    assert_eq!(route.view(), "thread");
    for page in [Page::Settings, Page::Replies] {
        route.page = page;
        assert_eq!((route.view(), page.of_rail()), ("list", Page::Settings));
    }
    route.open(FINANCE.parse().expect("an id"));
    assert_eq!((route.page, route.page.of_rail()), (Page::Conversations, Page::Conversations));
    route.back();
    assert_eq!(route.view(), "list");
}
