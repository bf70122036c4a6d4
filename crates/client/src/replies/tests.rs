use std::sync::Arc;

use conversas_domain::channel::ChannelKind;
use conversas_domain::ids::CannedReplyId;
use conversas_domain::moment::Moment;
use conversas_domain::person::Role;
use conversas_domain::plan::Plan;
use conversas_domain::rejection::Rejection;
use conversas_domain::school::School;
use conversas_protocol::received::{Change, SyncPage};
use conversas_protocol::{Cursor, DeleteReply, Me};
use conversas_testkit::fresh;

use super::*;
use crate::error::Error;
use crate::event::Touched;
use crate::outbox::OutboxState;
use crate::reader::Reader;
use crate::store::session::SessionRow;
use crate::store::{open_or_rebuild, outbox, session};
use crate::sync::apply;

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

#[tokio::test]
async fn a_confirmed_row_outlives_a_page_made_before_it_and_no_other() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (store, _) = open_or_rebuild(folder.path()).expect("a new store");
    let mut known = reply("Prazo", "3 dias");
    let there = channel(vec![known.clone()]);
    let before = directory(there.clone());
    known.text = MessageText::parse("7 dias").expect("a text");
    let of_colleague = Directory {
        channels: vec![ChannelView { replies: vec![known.clone()], ..there.clone() }],
        ..before.clone()
    };
    known.text = MessageText::parse("Olá").expect("a text");
    let of_mine = Directory {
        channels: vec![ChannelView { replies: vec![known.clone()], ..there.clone() }],
        ..before.clone()
    };
    let looking = store.write(move |tx| {
        let reader = Reader::of(&Arc::new(before.clone()));
        let row_of_mine = row(OutboxState::Sent, save(&there, known.id, "Prazo"));
        let says = |says: &[&Directory]| {
            let changes = says.iter().map(|it| Change::Directory(Box::new((*it).clone().into()))).collect();
            let page = SyncPage { cursor: Cursor("c".into()), changes, more: false, presence: None };
            apply::page(tx, &reader, &mut Touched::default(), &page)?;
            let channel = session::directory(tx)?.and_then(|known| known.channels.into_iter().next());
            let items = outbox::beside_conversations(tx)?;
            let shown = channel.map(|channel| expected(&channel, &items)).unwrap_or_default();
            let shown: Vec<_> = shown.into_iter().map(|it| String::from(it.reply.text)).collect();
            Ok::<_, Error>((shown, items.len(), outbox::awaits_page(tx)?))
        };
        let mut seen = Vec::new();
        for last in [&of_mine, &of_colleague] {
            session::save(
                tx,
                &SessionRow { directory: Some(before.clone().into()), ..SessionRow::default() },
            )?;
            outbox::add(tx, &OutboxItem { op_id: fresh(), ..row_of_mine.clone() })?;
            seen.push((says(&[])?, says(&[last])?));
        }
        Ok::<_, Error>(seen)
    });
    let shows = |text: &str, rows, awaits| (vec![text.to_owned()], rows, awaits);
    let expected = ["Olá", "7 dias"].map(|last| (shows("Olá", 1, true), shows(last, 0, false)));
    assert_eq!(looking.await.expect("readable"), expected);
}
