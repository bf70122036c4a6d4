use conversas_domain::entry::Seq;
use conversas_domain::ids::{EntityId, PersonId};
use conversas_domain::moment::Moment;
use conversas_domain::person::Role;
use conversas_domain::plan::Plan;
use conversas_domain::school::School;
use conversas_protocol::{Cursor, Directory, EntryView, Me, SendMessage};
use conversas_testkit::{fresh, installation, name, views};
use conversas_view::BlockedReason;
use tempfile::TempDir;
use uuid::Uuid;

use super::*;
use crate::outbox::{OutboxItem, OutboxState};
use crate::store::session::SessionRow;
use crate::store::{Owner, Store, open_or_rebuild};

fn store() -> (TempDir, Store) {
    let folder = TempDir::new().unwrap();
    let (store, _) = open_or_rebuild(folder.path()).unwrap();
    (folder, store)
}

fn me() -> PersonId {
    PersonId::from_uuid(Uuid::from_u128(5))
}

fn owner() -> Owner {
    Owner { person_id: me(), installation: Some(installation()), role: Some(Role::Staff) }
}

/// The session of the owner.
fn signed_in() -> SessionRow {
    let (plan, time_zone) = (Plan::Basic, "America/Sao_Paulo".into());
    let directory = Directory {
        me: Me { id: me(), name: name("Ana Lima"), role: Role::Staff },
        school: School { id: fresh(), name: name("Escola"), plan, time_zone },
        channels: Vec::new(),
        students: Vec::new(),
        file_limit: 1,
    };
    SessionRow {
        person_id: Some(me()),
        directory: Some(directory.into()),
        installation: Some(installation()),
        ..SessionRow::default()
    }
}

fn take(owner: Owner, entry_id: Option<EntryId>) -> TakeRow {
    TakeRow { id: fresh(), owner, conversation_id: fresh(), entry_id, is_deleted: false }
}

/// Queues a message in this state.
fn message(tx: &Transaction<'_>, entry_id: EntryId, state: OutboxState, arrived: bool) -> Result<()> {
    let (conversation_id, content) = (fresh(), "Oi".into());
    let op = SendMessage { conversation_id, entry_id, content, ticket_id: None, seen: None }.into();
    let item = OutboxItem { state, arrived, ..OutboxItem::new(fresh(), Moment(1), Moment(1), op) };
    outbox::add(tx, &item)?;
    Ok(())
}

/// Adds the entry of a message that the server has.
fn entry(tx: &Transaction<'_>, id: EntryId) -> Result<()> {
    let view = views::conversation(fresh(), "Maria Silva", "João Silva", Moment(1));
    let entry = EntryView { id, ..views::message(&view, Seq(3), "Oi") };
    entries::add(tx, &entry.into())?;
    Ok(())
}

fn failed() -> OutboxState {
    OutboxState::Failed { reason: Rejection::NotInPlan }
}

#[tokio::test]
async fn a_voice_message_waits_until_the_server_has_it_and_without_any_trace_the_take_is_all_there_is() {
    let (_folder, store) = store();
    let asking = store.write(|tx| {
        let blocked = OutboxState::Blocked { reason: BlockedReason::NotInPlan };
        let mut states = Vec::new();
        for (state, arrived) in [
            (OutboxState::Queued, false),
            (blocked, false),
            (failed(), false),
            (OutboxState::Sent, false),
            (OutboxState::Queued, true),
        ] {
            let id = fresh();
            message(tx, id, state, arrived)?;
            states.push(voice_state(tx, id)?);
        }
        let there = fresh();
        entry(tx, there)?;
        states.extend([voice_state(tx, there)?, voice_state(tx, fresh())?]);
        Ok::<_, Error>(states)
    });
    use VoiceState::{Kept, Sent, Waiting};
    assert_eq!(asking.await.unwrap(), [Waiting, Waiting, Waiting, Sent, Sent, Sent, Kept]);
}

#[tokio::test]
async fn after_a_damaged_store_each_take_is_what_became_of_its_message() {
    let (_folder, store) = store();
    let settling = store.write(|tx| {
        session::save(tx, &SessionRow { cursor: Some(Cursor("1".into())), ..signed_in() })?;
        let [waits, arrived, lost]: [EntryId; 3] = [fresh(), fresh(), fresh()];
        message(tx, waits, failed(), false)?;
        entry(tx, arrived)?;
        let thrown = TakeRow { is_deleted: true, ..take(owner(), None) };
        let rows = [Some(waits), Some(arrived), Some(lost), None].map(|entry_id| take(owner(), entry_id));
        rows.iter().chain([&thrown]).try_for_each(|row| takes::add(tx, row))?;
        settle_all(tx)?;
        settle_all(tx)?;
        let mut now = Vec::new();
        for row in rows.iter().chain([&thrown]) {
            now.push(takes::get(tx, row.id)?.map(|row| (row.entry_id, row.is_deleted)));
        }
        let expected = vec![
            Some((Some(waits), false)),
            None,
            Some((None, false)),
            Some((None, false)),
            Some((None, true)),
        ];
        Ok::<_, Error>((now, expected, takes::doomed(tx)? == [rows[1].id]))
    });
    let (now, expected, is_doomed) = settling.await.unwrap();
    assert_eq!(now, expected);
    assert!(is_doomed, "the sound of the message that arrived goes");
}

#[tokio::test]
async fn a_take_is_changed_by_the_owner_of_the_profile_alone() {
    let (_folder, store) = store();
    let asking = store.write(|tx| {
        session::save(tx, &signed_in())?;
        let others = [
            Owner { person_id: fresh(), ..owner() },
            Owner { installation: Some(fresh()), ..owner() },
            Owner { role: Some(Role::Guardian), ..owner() },
        ];
        let own = [owner(), Owner { installation: None, role: None, ..owner() }];
        let found = |owner: &Owner| {
            let row = take(*owner, None);
            takes::add(tx, &row)?;
            Ok::<_, Error>(match mine(tx, row.id) {
                Ok(found) => found == row,
                Err(Error::Rejected(Rejection::NotFound)) => false,
                Err(error) => return Err(error),
            })
        };
        let others = others.iter().map(found).collect::<Result<Vec<_>>>()?;
        let own = own.iter().map(found).collect::<Result<Vec<_>>>()?;
        Ok::<_, Error>((own, others))
    });
    assert_eq!(asking.await.unwrap(), (vec![true, true], vec![false, false, false]));
}

#[tokio::test]
async fn a_take_is_nobodys_to_change_while_nobody_has_the_profile() {
    let (_folder, store) = store();
    let row = take(owner(), None);
    let asking = store.write(move |tx| {
        takes::add(tx, &row)?;
        mine(tx, row.id)
    });
    assert!(matches!(asking.await, Err(Error::SignedOut)));
}

#[tokio::test]
async fn a_take_stays_the_message_that_it_became_until_the_lists_are_here() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (store, _) = open_or_rebuild(folder.path()).expect("a new store");
    let owner = Owner { person_id: fresh(), installation: None, role: None };
    let (id, conversation_id, entry_id) = (fresh(), fresh(), Some(fresh()));
    let row = TakeRow { id, owner, conversation_id, entry_id, is_deleted: false };
    let settled = store.write(move |tx| {
        takes::add(tx, &row)?;
        let is_draft = || takes::get(tx, id).map(|take| take.is_some_and(|take| take.is_draft()));
        // The store was rebuilt: the message may be among what the server still says.
        settle_all(tx)?;
        let before = is_draft()?;
        session::save(tx, &SessionRow { cursor: Some(Cursor("1".into())), ..SessionRow::default() })?;
        settle_all(tx)?;
        Ok::<_, Error>((before, is_draft()?))
    });
    assert_eq!(settled.await.expect("settled"), (false, true));
}
