use conversas_domain::channel::ChannelKind;
use conversas_domain::ids::CannedReplyId;
use conversas_domain::moment::Moment;
use conversas_domain::person::Role;
use conversas_domain::plan::Plan;
use conversas_domain::rejection::Rejection;
use conversas_domain::school::School;
use conversas_protocol::{DeleteReply, Me};
use conversas_testkit::fresh;

use super::*;
use crate::outbox::OutboxState;

fn channel(replies: Vec<CannedReply>) -> ChannelView {
    ChannelView {
        id: fresh(),
        name: Name::parse("Secretaria").expect("a name"),
        description: String::new(),
        kind: ChannelKind::Secretary,
        active: true,
        hours: None,
        class_groups: Vec::new(),
        member: true,
        followed: None,
        members: Vec::new(),
        replies,
    }
}

fn directory(channel: ChannelView) -> Directory {
    Directory {
        me: Me { id: fresh(), name: Name::parse("Ana Lima").expect("a name"), role: Role::Staff },
        school: School {
            id: fresh(),
            name: Name::parse("Escola").expect("a name"),
            time_zone: "America/Sao_Paulo".into(),
            plan: Plan::Basic,
        },
        channels: vec![channel],
        students: Vec::new(),
        file_limit: 0,
    }
}

fn reply(title: &str, text: &str) -> CannedReply {
    let (title, text) = (Name::parse(title).expect("a name"), MessageText::parse(text).expect("a text"));
    CannedReply { id: fresh(), title, text }
}

fn row(state: OutboxState, op: impl Into<Op>) -> OutboxItem {
    OutboxItem { state, ..OutboxItem::new(fresh(), Moment(0), Moment(1), op.into()) }
}

fn save(channel: &ChannelView, reply_id: CannedReplyId, title: &str) -> SaveReply {
    SaveReply { channel_id: channel.id, reply_id, title: title.into(), text: "Olá".into() }
}

fn titles(replies: &[Reply]) -> Vec<(&str, bool)> {
    replies.iter().map(|reply| (reply.reply.title.as_str(), reply.waits)).collect()
}

#[test]
fn what_waits_stands_where_it_will_be_and_the_last_word_counts() {
    let known = reply("Prazo", "3 dias");
    let id = known.id;
    let there = channel(vec![reply("Horário", "8h"), known]);
    let made = fresh();
    let items = [
        row(OutboxState::Sent, save(&there, id, "Prazos")),
        row(OutboxState::Queued, save(&there, made, "Boas-vindas")),
        row(OutboxState::Queued, save(&there, made, "Boleto")),
    ];
    let expected = expected(&there, &items);
    assert_eq!(titles(&expected), [("Boleto", true), ("Horário", false), ("Prazos", false)]);
}

#[test]
fn what_is_deleted_here_is_gone_and_what_was_refused_or_is_of_another_channel_changes_nothing() {
    let known = reply("Prazo", "3 dias");
    let id = known.id;
    let (there, other) = (channel(vec![known]), channel(vec![]));
    let delete = DeleteReply { channel_id: there.id, reply_id: id };
    let refused = OutboxState::Failed { reason: Rejection::NotFound };
    let items = [row(refused, delete.clone()), row(OutboxState::Queued, save(&other, id, "Outra"))];
    assert_eq!(titles(&expected(&there, &items)), [("Prazo", false)]);
    assert_eq!(titles(&expected(&there, &[row(OutboxState::Queued, delete)])), []);
}

#[test]
fn a_confirmed_row_is_in_the_directory_once_that_says_the_same() {
    let known = reply("Prazo", "Olá");
    let id = known.id;
    let there = channel(vec![known]);
    let directory = directory(there.clone());
    let is_in = |op: Op| is_in(&directory, &row(OutboxState::Sent, op));
    assert!(is_in(save(&there, id, "Prazo").into()));
    assert!(!is_in(save(&there, id, "Prazos").into()));
    assert!(!is_in(save(&there, fresh(), "Prazo").into()));
    assert!(!is_in(DeleteReply { channel_id: there.id, reply_id: id }.into()));
    assert!(is_in(DeleteReply { channel_id: there.id, reply_id: fresh() }.into()));
}
