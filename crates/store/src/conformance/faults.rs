//! A change is stored as a whole or not at all, wherever it stops: when it gives up, panics, or cannot write
//! a row.

use std::sync::Arc;

use conversas_domain::canned_reply::CannedReply;
use conversas_domain::conversation::ReadMark;
use conversas_domain::entry::Seq;
use conversas_domain::person::{Actor, Role};
use conversas_domain::plan::Plan;
use conversas_domain::rejection::Rejection;
use conversas_domain::text::{MessageText, Name};
use conversas_protocol::{Outcome, Receipt};

use super::Opened;
use super::accounts::device;
use super::town::{
    self, JULIANA, MARCOS, RITA, START, channel, id, insert_conversation, insert_note, person, school,
    student, upload,
};
use crate::log::{Look, Pointed, Pointer};
use crate::{Lane, Read, Scope, StoreError, Write};

/// A part of a change that writes at least one row.
type Step = fn(&mut dyn Write) -> Result<(), StoreError>;

/// A change that writes into nearly everything, as no operation does.
const STEPS: [Step; 16] = [
    |tx| tx.insert_device(&device(1)),
    |tx| insert_conversation(tx, 7, &[person(JULIANA), person(MARCOS)], 2).map(drop),
    |tx| insert_note(tx, 7, 71).map(drop),
    |tx| tx.next_seqs(school(), 3).map(drop),
    |tx| tx.insert_attachment(&upload(61), START),
    |tx| tx.insert_attachment_ref(id(61), id(7), id(7_000)),
    |tx| tx.append(Pointer { seq: Seq(1), to: Pointed::Entry(id(7)) }, &scopes()),
    |tx| tx.advance_mark(person(RITA), id(7), ReadMark { seq: Seq(2), ..ReadMark::default() }).map(drop),
    |tx| tx.insert_receipt(person(JULIANA), &receipt(), START),
    |tx| tx.insert_looks(rita(), &[look()], START),
    |tx| tx.put_reply(channel(), &reply()).map(drop),
    |tx| tx.unlink(person(MARCOS), student(), START).map(drop),
    |tx| tx.follow(person(MARCOS), channel(), START).map(drop),
    |tx| tx.delete_member(person(RITA), channel()).map(drop),
    |tx| tx.insert_loose_content(school(), [7; 32]),
    |tx| tx.update_plan(school(), Plan::Basic),
];

fn scopes() -> [Scope; 3] {
    [Scope::channel(channel()), Scope::person(person(JULIANA)), Scope::person(person(MARCOS))]
}

fn rita() -> Actor {
    Actor { person_id: person(RITA), school_id: school(), role: Role::Admin }
}

fn receipt() -> Receipt {
    Receipt { op_id: id(9), outcome: Outcome::Rejected { reason: Rejection::NotFound } }
}

fn look() -> Look {
    Look { channel_id: channel(), conversation_id: id(7), messages: true }
}

fn reply() -> CannedReply {
    let (title, text) = (Name::parse("Boas-vindas"), MessageText::parse("Bom dia!"));
    CannedReply { id: id(81), title: title.expect("a short title"), text: text.expect("a short text") }
}

/// A number of rows that all steps together do not write.
const MOST_ROWS: usize = 200;

/// The steps up to one of them.
fn run(tx: &mut dyn Write, up_to: usize) -> Result<(), StoreError> {
    STEPS[..up_to].iter().try_for_each(|step| step(tx))
}

/// Everything that the steps write, as far as it can be read.
fn state(db: &dyn Read) -> Result<Vec<String>, StoreError> {
    let places = db.entry_places(&[id(7_000), id(71)])?.len();
    Ok(vec![
        format!("{:?}", db.school_and_log(school())?),
        format!("{:?}", db.device(device(1).id)?.actor()),
        format!("{:?}", db.conversation(id(7))?),
        format!("{:?} {:?}", db.participants(id(7))?, db.guardians_seeing(id(7))?),
        format!("{:?} {places}", db.tickets_before(&[(id(7), 9)], 9)?),
        format!("{:?} {}", db.attachment(id(61))?, db.is_sent(id(61))?),
        format!("{:?}", db.pointers_after(&scopes(), Seq(0), 9)?),
        format!("{:?}", db.read_mark(person(RITA), id(7))?),
        format!("{:?}", db.receipt(person(JULIANA), id(9))?),
        format!("{:?}", db.missing_looks(person(RITA), &[look()], START)?),
        format!("{:?}", db.replies_of(&[channel()])?),
        format!("{}", db.is_linked(person(MARCOS), student())?),
        format!("{:?} {:?}", db.reach(person(MARCOS))?, db.reach(person(RITA))?),
        format!("{:?}", db.loose_contents()?),
    ])
}

/// Everything that readers find now.
async fn found(opened: &Opened) -> Result<Vec<String>, StoreError> {
    opened.store.read(state).await
}

/// A change that ends with an error of its own, or with a panic, leaves nothing of what it has written until then.
pub async fn a_change_that_gives_up_after_any_of_its_writes_leaves_nothing(
    opened: &Opened,
) -> Result<(), StoreError> {
    town::build(&opened.store).await?;
    let before = found(opened).await?;
    for up_to in 1..=STEPS.len() {
        let written = Arc::new(std::sync::Mutex::new(Vec::new()));
        for panics in [false, true] {
            let seen = written.clone();
            let given_up: Result<(), StoreError> = opened
                .store
                .write(Lane::School(school()), move |tx| {
                    run(tx, up_to)?;
                    *seen.lock().expect("nobody panics with it") = state(tx)?;
                    assert!(!panics, "on purpose");
                    Err(StoreError::Missing("reason to go on"))
                })
                .await;
            let is_provoked = match (panics, &given_up) {
                (false, Err(StoreError::Missing(_))) | (true, Err(StoreError::Panicked)) => true,
                (false | true, _) => false,
            };
            assert!(is_provoked, "{given_up:?} after a change that panics: {panics}");
            assert_ne!(*written.lock().expect("as above"), before, "it wrote something");
            assert_eq!(found(opened).await?, before, "after {up_to} steps");
        }
    }
    whole(opened, &before).await
}

/// A row that cannot be written, whichever it is, leaves nothing of its change, and nobody hears of it.
pub async fn a_change_that_cannot_write_any_of_its_rows_leaves_nothing(
    opened: &Opened,
) -> Result<(), StoreError> {
    town::build(&opened.store).await?;
    let before = found(opened).await?;
    let mut rows = 0;
    loop {
        (opened.faults)(Some(rows)).await?;
        let written = opened.store.write(Lane::School(school()), |tx| run(tx, STEPS.len())).await;
        if written.is_ok() {
            break;
        }
        assert_eq!(found(opened).await?, before, "after {rows} rows");
        assert!(rows < MOST_ROWS, "it cannot be written without a fault either: {written:?}");
        rows += 1;
    }
    assert!(rows > STEPS.len(), "it was stopped {rows} times");
    (opened.faults)(None).await?;
    assert_ne!(found(opened).await?, before);
    opened.store.close();
    assert_eq!(opened.heard.all(), scopes());
    Ok(())
}

/// Runs the same change when nothing stops it: all of it is stored, and its scopes are heard once.
async fn whole(opened: &Opened, before: &[String]) -> Result<(), StoreError> {
    opened.store.write(Lane::School(school()), |tx| run(tx, STEPS.len())).await?;
    let after = found(opened).await?;
    assert!(before.iter().zip(&after).all(|(before, after)| before != after), "{after:#?}");
    opened.store.close();
    assert_eq!(opened.heard.all(), scopes());
    Ok(())
}
