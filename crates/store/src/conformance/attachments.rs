//! Files: those that wait to be sent, those that expire, and contents that are needed.

use conversas_domain::attachment::{FileName, FileType, Media};
use conversas_domain::ids::{AttachmentId, EntityId};
use conversas_domain::moment::{DAY, Moment};
use conversas_domain::rejection::Rejection;
use uuid::Uuid;

use super::Opened;
use super::town::{self, JULIANA, MARCOS, START, id, insert_conversation, person, school};
use crate::attachments::{AttachmentRow, State, Unsent};
use crate::{Lane, StoreError};

/// A file of as many bytes as its number, whose content no other number has.
pub(super) fn file(number: u8, owner: u128, state: State, expires_at: Moment) -> AttachmentRow {
    AttachmentRow {
        id: id(600 + u128::from(number)),
        school_id: school(),
        owner_id: person(owner),
        name: FileName::from("Boleto.pdf".to_owned()),
        file_type: FileType::Pdf,
        bytes: number.into(),
        media: Media::Document,
        sha256: [number; 32],
        duration_ms: None,
        state,
        expires_at,
    }
}

/// Gone and refused files count for their person alone, and take no room; a sent file counts nowhere.
pub async fn files_fill_their_person_and_school_until_they_are_sent(
    opened: &Opened,
) -> Result<(), StoreError> {
    town::build(&opened.store).await?;
    let end = START.plus(DAY);
    opened
        .store
        .write(Lane::Any, move |tx| {
            let refused = State::Refused { reason: Rejection::FileBroken };
            for (number, state) in
                [(1, State::Uploading), (2, State::Checking), (4, State::Ready), (8, refused)]
            {
                tx.insert_attachment(&file(number, JULIANA, state, end.plus(number.into())), START)?;
            }
            tx.insert_attachment(&file(16, JULIANA, State::Gone, end), START)?;
            tx.insert_attachment(&file(32, MARCOS, State::Ready, end), START)
        })
        .await?;
    let unsent = async || {
        let read = |db: &dyn crate::Read| {
            let (mine, all) = (db.unsent_of_person(person(JULIANA))?, db.unsent_of_school(school())?);
            Ok::<_, StoreError>((mine, all, db.count_open_uploads(person(JULIANA))?))
        };
        opened.store.read(read).await
    };
    let is = |files, bytes, first_end| Unsent { files, bytes, first_end: Some(first_end) };
    assert_eq!(unsent().await?, (is(5, 7, end), is(4, 39, end), 2));
    opened
        .store
        .write(Lane::Any, move |tx| {
            insert_conversation(tx, 7, &[person(JULIANA)], 1)?;
            for _ in 0..2 {
                tx.insert_attachment_ref(id(604), id(7), id(7_000))?;
            }
            tx.set_state(id(601), State::Gone, None, end)?;
            tx.delete_attachment(id(632))
        })
        .await?;
    assert_eq!(unsent().await?, (is(4, 2, end), is(1, 2, end.plus(2)), 1));
    let read = |db: &dyn crate::Read| {
        Ok::<_, StoreError>((db.is_sent(id(604))?, db.is_sent(id(602))?, db.conversations_with(id(604))?))
    };
    assert_eq!(opened.store.read(read).await?, (true, false, vec![id(7)]));
    Ok(())
}

/// Checks that the content goes with the last of two files that have it.
pub async fn a_content_is_needed_as_long_as_a_file_has_it(opened: &Opened) -> Result<(), StoreError> {
    town::build(&opened.store).await?;
    let needed = opened
        .store
        .write(Lane::Any, |tx| {
            let (mine, end) = (file(1, JULIANA, State::Uploading, START), START);
            let other = AttachmentRow { id: id(650), ..file(1, MARCOS, State::Ready, START) };
            tx.insert_attachment(&mine, START)?;
            tx.insert_attachment(&other, START)?;
            let mut needed = vec![tx.needs_content(school(), [1; 32])?, tx.needs_content(id(2), [1; 32])?];
            tx.delete_attachment(other.id)?;
            needed.push(tx.needs_content(school(), [1; 32])?);
            for state in [State::Checking, State::Refused { reason: Rejection::FileBroken }, State::Gone] {
                tx.set_state(mine.id, state, None, end)?;
                needed.push(tx.needs_content(school(), [1; 32])?);
            }
            Ok::<_, StoreError>(needed)
        })
        .await?;
    assert_eq!(needed, [true, false, true, true, false, false]);
    Ok(())
}

/// A hash alone proves nothing: another person, size or state is another file.
pub async fn a_content_was_uploaded_by_who_uploaded_all_of_it(opened: &Opened) -> Result<(), StoreError> {
    town::build(&opened.store).await?;
    opened
        .store
        .write(Lane::Any, |tx| {
            tx.insert_attachment(&file(1, JULIANA, State::Ready, START), START)?;
            tx.insert_attachment(&file(2, JULIANA, State::Checking, START), START)
        })
        .await?;
    let asked = |number, owner| file(number, owner, State::Uploading, START);
    for (like, found) in [
        (asked(1, JULIANA), true),
        (asked(1, MARCOS), false),
        (asked(2, JULIANA), false),
        (AttachmentRow { bytes: 2, ..asked(1, JULIANA) }, false),
        (AttachmentRow { file_type: FileType::Text, ..asked(1, JULIANA) }, false),
    ] {
        let before = opened.store.read(move |db| db.uploaded_before(&like)).await?;
        assert_eq!(before.map(|file| file.id), found.then(|| id(601)));
    }
    Ok(())
}

/// Expired files are sorted by the end of their time, in batches; a sent file has no end.
pub async fn files_that_had_their_time_come_in_order(opened: &Opened) -> Result<(), StoreError> {
    town::build(&opened.store).await?;
    opened
        .store
        .write(Lane::Any, |tx| {
            for (number, end) in [(1, 3), (2, 1), (3, 1), (4, 2), (5, 9), (6, 100)] {
                tx.insert_attachment(&file(number, JULIANA, State::Ready, START.plus(end)), START)?;
            }
            insert_conversation(tx, 7, &[person(JULIANA)], 1)?;
            tx.insert_attachment_ref(id(604), id(7), id(7_000))?;
            assert_eq!(tx.clamp_ends(START.plus(10), 10)?, 1);
            assert_eq!(tx.clamp_ends(START.plus(10), 10)?, 0);
            tx.extend_attachment(id(605), START.plus(4))
        })
        .await?;
    let (mut place, mut seen) = ((Moment(i64::MIN), AttachmentId::from_uuid(Uuid::nil())), Vec::new());
    for expected in [2, 2, 0] {
        let rows = opened.store.read(move |db| db.expired_attachments(START.plus(5), place, 2)).await?;
        assert_eq!(rows.len(), expected);
        place = rows.last().map_or(place, |last| (last.expires_at, last.id));
        seen.extend(rows.into_iter().map(|row| row.id));
    }
    assert_eq!(seen, [602, 603, 601, 605].map(id::<AttachmentId>));
    Ok(())
}

/// A content that is noted twice is listed once.
pub async fn a_loose_content_is_remembered_until_it_is_looked_at(opened: &Opened) -> Result<(), StoreError> {
    town::build(&opened.store).await?;
    let loose = opened
        .store
        .write(Lane::Any, |tx| {
            for content in [1, 2, 1] {
                tx.insert_loose_content(school(), [content; 32])?;
            }
            let mut loose = tx.loose_contents()?;
            loose.sort_unstable();
            tx.delete_loose_content(school(), [1; 32])?;
            Ok::<_, StoreError>((loose, tx.loose_contents()?))
        })
        .await?;
    let of = |content| (school(), [content; 32]);
    assert_eq!(loose, (vec![of(1), of(2)], vec![of(2)]));
    Ok(())
}
