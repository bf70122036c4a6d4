use conversas_protocol::Cursor;
use conversas_testkit::fresh;

use super::*;
use crate::store::open_or_rebuild;
use crate::store::session::SessionRow;

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
