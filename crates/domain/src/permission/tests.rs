//! The whole table of permissions, written out a second time, cell by cell: `x` may, `-` sees but may not,
//! `.` does not even see.

use super::*;

/// Columns: Read, ReadNotes, ReadCsat, Write, WriteNote, Assign, ManageReplies, Finish, Forward, AddGuardian, AnswerCsat, MarkRead.
const TABLE: [(Role, Relation, &str); 12] = [
    (Role::Guardian, Relation::Participant, "x - x x - - - - - x x x"),
    (Role::Guardian, Relation::Member, ". . . . . . . . . . . ."),
    (Role::Guardian, Relation::SameSchool, ". . . . . . . . . . . ."),
    (Role::Guardian, Relation::Stranger, ". . . . . . . . . . . ."),
    (Role::Staff, Relation::Participant, ". . . . . . . . . . . ."),
    (Role::Staff, Relation::Member, "x x x x x x x x x - - x"),
    (Role::Staff, Relation::SameSchool, ". . . . . . . . . . . ."),
    (Role::Staff, Relation::Stranger, ". . . . . . . . . . . ."),
    (Role::Admin, Relation::Participant, ". . . . . . . . . . . ."),
    (Role::Admin, Relation::Member, "x x x x x x x x x - - x"),
    (Role::Admin, Relation::SameSchool, "x x x - - - - - - - - x"),
    (Role::Admin, Relation::Stranger, ". . . . . . . . . . . ."),
];

#[test]
fn every_cell_is_as_written() {
    for (role, relation, row) in TABLE {
        let cells: Vec<&str> = row.split(' ').collect();
        assert_eq!(cells.len(), Action::ALL.len());
        for (action, cell) in Action::ALL.into_iter().zip(cells) {
            let expected = match cell {
                "x" => Ok(()),
                "-" => Err(Rejection::Forbidden),
                _ => Err(Rejection::NotFound),
            };
            assert_eq!(require(role, relation, action), expected, "{role:?} {relation:?} {action:?}");
            assert_eq!(may(role, relation, action), cell == "x", "{role:?} {relation:?} {action:?}");
        }
    }
}

#[test]
fn the_table_has_every_role_relation_and_action_once() {
    let mut rows: Vec<String> =
        TABLE.iter().map(|(role, relation, _)| format!("{role:?} {relation:?}")).collect();
    rows.sort();
    rows.dedup();
    assert_eq!(rows.len(), 3 * 4);
    let mut actions = Action::ALL.map(|action| format!("{action:?}")).to_vec();
    actions.sort();
    actions.dedup();
    assert_eq!(actions.len(), Action::ALL.len());
}

#[test]
fn nobody_acts_on_what_they_cannot_read() {
    for (role, relation, _) in TABLE {
        let acts = Action::ALL.into_iter().any(|action| may(role, relation, action));
        assert_eq!(acts, may(role, relation, Action::Read), "{role:?} {relation:?}");
    }
}
