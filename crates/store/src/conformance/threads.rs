//! Conversations, tickets, entries and read marks.

use conversas_domain::conversation::{Counts, ReadMark};
use conversas_domain::entry::{Audience, Seq};
use conversas_domain::ids::{ConversationId, EntryId};
use conversas_domain::person::Side;

use super::Opened;
use super::town::{
    self, JULIANA, MARCOS, RITA, channel, id, insert_conversation, insert_note, person, school, student,
};
use crate::threads::EntryPlace;
use crate::{Lane, StoreError};

/// The order of guardians does not matter; one more or less does.
pub async fn a_conversation_is_found_by_its_set_of_guardians(opened: &Opened) -> Result<(), StoreError> {
    town::build(&opened.store).await?;
    let both = [person(JULIANA), person(MARCOS)];
    opened.store.write(Lane::School(school()), move |tx| insert_conversation(tx, 7, &both, 1)).await?;
    for (guardians, found) in [(vec![both[1], both[0]], true), (vec![both[0]], false)] {
        let same = opened.store.read(move |db| db.conversation_of(channel(), student(), &guardians)).await?;
        assert_eq!(same, found.then(|| id(7)));
    }
    Ok(())
}

/// Reads by sets answer like reads one by one, in no order but that of each thread.
pub async fn sets_answer_what_there_is_and_leave_out_the_rest(opened: &Opened) -> Result<(), StoreError> {
    town::build(&opened.store).await?;
    let rows = opened
        .store
        .write(Lane::School(school()), |tx| {
            tx.unlink(person(MARCOS), student(), town::START)?;
            Ok::<_, StoreError>([
                insert_conversation(tx, 7, &[person(MARCOS), person(JULIANA)], 1)?,
                insert_conversation(tx, 8, &[person(JULIANA)], 2)?,
            ])
        })
        .await?;
    let ids: [ConversationId; 3] = [id(8), id(9), id(7)];
    let [first, second] = rows;
    opened
        .store
        .read(move |db| {
            let mut found = db.conversations(&ids)?.rows;
            found.sort_by_key(|(row, _)| row.id);
            let (found, students): (Vec<_>, Vec<_>) = found.into_iter().unzip();
            assert_eq!(found, [first.clone(), second.clone()]);
            assert!(students.iter().all(|it| it.id == student() && it.class_group == "4A"));
            let guardians = db.guardians_in(&ids)?.into_iter();
            let guardians = guardians.map(|(id, it)| (id, it.guardian.id, it.is_linked));
            let mut guardians: Vec<_> = guardians.collect();
            guardians.sort_by_key(|(id, _, _)| *id);
            let (juliana, marcos) = (person(JULIANA), person(MARCOS));
            let expected = [(first.id, marcos, false), (first.id, juliana, true), (second.id, juliana, true)];
            assert_eq!(guardians, expected, "the starter first");
            let places = [(second.id, second.preview), (first.id, second.preview)];
            let entries = db.entries_at(&places)?;
            assert_eq!(entries.iter().map(|it| it.seq).collect::<Vec<_>>(), [second.preview]);
            let names = db.names(&[juliana, id(99)], &[channel()])?;
            assert_eq!((names.people.len(), names.channels.len()), (1, 1));
            assert_eq!(names.people[&juliana].as_str(), "Juliana");
            Ok(())
        })
        .await
}

/// A set of identifiers answers the thread's own entries, oldest first and each once, and says where the others stand.
pub async fn entries_are_found_by_their_identifiers_in_their_thread_alone(
    opened: &Opened,
) -> Result<(), StoreError> {
    town::build(&opened.store).await?;
    let [first, again] = opened
        .store
        .write(Lane::School(school()), |tx| {
            insert_conversation(tx, 8, &[person(MARCOS)], 1)?;
            insert_conversation(tx, 7, &[person(JULIANA)], 1)?;
            Ok::<_, StoreError>([insert_note(tx, 7, 71)?, insert_note(tx, 7, 72)?])
        })
        .await?;
    let asked: [EntryId; 5] = [id(72), id(8_000), id(99), id(71), id(72)];
    opened
        .store
        .read(move |db| {
            let found = db.entries(id(7), &asked)?.into_iter().map(|it| (it.entry.id, it.seq));
            assert_eq!(found.collect::<Vec<_>>(), [(id(71), first), (id(72), again)]);
            let mut places = db.entry_places(&asked[..4])?;
            places.sort_unstable_by_key(|place| place.id);
            let note =
                |number| EntryPlace { id: id(number), conversation_id: id(7), audience: Audience::StaffOnly };
            let message = EntryPlace { id: id(8_000), conversation_id: id(8), audience: Audience::Everyone };
            assert_eq!(places, [note(71), note(72), message]);
            Ok(())
        })
        .await
}

/// Earlier tickets are told of each conversation by itself.
pub async fn earlier_tickets_are_so_many_and_the_newest_first(opened: &Opened) -> Result<(), StoreError> {
    town::build(&opened.store).await?;
    opened
        .store
        .write(Lane::School(school()), |tx| {
            insert_conversation(tx, 7, &[person(JULIANA)], 5)?;
            insert_conversation(tx, 8, &[person(MARCOS)], 2).map(drop)
        })
        .await?;
    let before = opened.store.read(|db| db.tickets_before(&[(id(7), 5), (id(8), 2)], 3)).await?;
    let of = |number| before.iter().filter(move |(it, _)| *it == id(number)).map(|(_, ticket)| ticket.number);
    assert_eq!((of(7).collect::<Vec<_>>(), of(8).collect::<Vec<_>>()), (vec![4, 3, 2], vec![1]));
    Ok(())
}

/// Each page begins where the one before ended.
pub async fn pages_of_a_channel_follow_each_other(opened: &Opened) -> Result<(), StoreError> {
    town::build(&opened.store).await?;
    opened
        .store
        .write(Lane::School(school()), |tx| {
            for (number, guardians) in [(7, vec![person(JULIANA)]), (8, vec![person(MARCOS)])] {
                insert_conversation(tx, number, &guardians, 1)?;
            }
            insert_conversation(tx, 9, &[person(JULIANA), person(MARCOS)], 1).map(drop)
        })
        .await?;
    let (mut after, mut seen) = (None, Vec::new());
    for expected in [2, 1, 0] {
        let page = opened.store.read(move |db| db.channel_page(channel(), after, 2)).await?;
        assert_eq!(page.len(), expected);
        seen.extend(page.iter().map(|key| key.conversation_id));
        after = page.last().copied().or(after);
    }
    seen.sort_unstable();
    assert_eq!(seen, [7, 8, 9].map(id::<ConversationId>));
    Ok(())
}

/// A mark behind the existing one changes nothing.
pub async fn a_read_mark_only_moves_forward(opened: &Opened) -> Result<(), StoreError> {
    town::build(&opened.store).await?;
    let mark = |seq, family| ReadMark { seq: Seq(seq), counts: Counts { family, school: 0 } };
    let moved = opened
        .store
        .write(Lane::School(school()), move |tx| {
            insert_conversation(tx, 7, &[person(JULIANA)], 1)?;
            let mut moved = Vec::new();
            for mark in [mark(5, 2), mark(4, 1), mark(5, 2), mark(6, 3)] {
                moved.push(tx.advance_mark(person(RITA), id(7), mark)?);
            }
            Ok::<_, StoreError>(moved)
        })
        .await?;
    assert_eq!(moved, [true, false, false, true]);
    let marks = opened.store.read(|db| db.read_marks(person(RITA), &[id(7), id(8)])).await?;
    assert_eq!(marks, [(id(7), mark(6, 3))]);
    Ok(())
}

/// The delivered number of a side moves alone: the other side and the rest of the row stay as they were.
pub async fn what_has_reached_a_side_only_moves_forward(opened: &Opened) -> Result<(), StoreError> {
    town::build(&opened.store).await?;
    assert_eq!(opened.store.read(|db| db.school_ids()).await?, [school()]);
    let mut row = opened
        .store
        .write(Lane::School(school()), |tx| {
            let row = insert_conversation(tx, 7, &[person(JULIANA)], 1)?;
            for (side, to) in [(Side::School, 5), (Side::School, 4), (Side::Family, 3)] {
                tx.advance_delivered(row.id, side, Seq(to))?;
            }
            Ok::<_, StoreError>(row)
        })
        .await?;
    (row.school.delivered, row.family.delivered) = (Seq(5), Seq(3));
    assert_eq!(opened.store.read(|db| db.conversation(id(7))).await?, Some(row));
    Ok(())
}
