//! Labels: beside the sound of each take lies one small JSON file with its person and its conversation. The
//! store's row counts; a label is read where the store has no row, because the store was damaged, or because
//! an earlier version made the take: its notes were such files, with more in them.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use conversas_client::{Owner, TakeRow, private};
use conversas_domain::ids::{ConversationId, EntryId, InstallationId, PersonId};
use conversas_domain::person::Role;
use conversas_recorder::TakeId;
use serde::{Deserialize, Serialize};

/// The content of a label.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Label {
    /// The person who recorded the take.
    person_id: PersonId,
    /// The installation that knows the person; none: an earlier version has not kept it.
    #[serde(default)]
    installation: Option<InstallationId>,
    /// The role in which the person acted; none: an earlier version has not kept it.
    #[serde(default)]
    role: Option<Role>,
    /// The conversation in which the take will be sent.
    pub(super) conversation_id: ConversationId,
    /// Whether the take has become a message.
    #[serde(default)]
    pub(super) sending: Sending,
}

/// Whether a take has become a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Sending {
    /// The take is the person's to send.
    #[default]
    No,
    /// The take was being queued, as an earlier version wrote it: only the outbox says whether that was done.
    Begun,
    /// The take became this message.
    As(EntryId),
}

impl Label {
    pub(super) fn of(row: &TakeRow) -> Label {
        let Owner { person_id, installation, role } = row.owner;
        let sending = row.entry_id.map_or(Sending::No, Sending::As);
        Label { person_id, installation, role, conversation_id: row.conversation_id, sending }
    }

    /// The message that the take became.
    pub(super) fn message(&self) -> Option<EntryId> {
        match self.sending {
            Sending::As(entry_id) => Some(entry_id),
            Sending::No | Sending::Begun => None,
        }
    }

    /// The owner of the take.
    pub(super) fn owner(&self) -> Owner {
        Owner { person_id: self.person_id, installation: self.installation, role: self.role }
    }
}

/// The folder of takes, as far as it has labels.
pub(super) struct Labels(PathBuf);

impl Labels {
    pub(super) fn of(folder: PathBuf) -> Labels {
        Labels(folder)
    }

    /// Answers all labels; one that cannot be read is left where it is.
    pub(super) fn all(&self) -> io::Result<Vec<(TakeId, Label)>> {
        let mut found = Vec::new();
        for entry in fs::read_dir(&self.0)? {
            let path = entry?.path();
            if path.extension().is_some_and(|extension| extension == "json") {
                found.extend(read(&path));
            }
        }
        Ok(found)
    }

    /// Writes a label, which is durable when this answers.
    pub(super) fn put(&self, id: TakeId, label: Label) -> io::Result<()> {
        let path = self.path(id);
        let part = path.with_extension("json.part");
        let mut file = private::create(&part)?;
        file.write_all(&serde_json::to_vec(&label)?)?;
        file.sync_all()?;
        fs::rename(part, path)?;
        self.sync()
    }

    pub(super) fn remove(&self, id: TakeId) -> io::Result<()> {
        match fs::remove_file(self.path(id)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            other => other,
        }
    }

    /// Removes all labels but those of the takes to keep, also labels that cannot be read.
    pub(super) fn remove_but_of(&self, kept: impl Fn(TakeId) -> bool) -> io::Result<()> {
        for entry in fs::read_dir(&self.0)? {
            let path = entry?.path();
            let is_label = path.extension().is_some_and(|extension| extension == "json");
            if is_label && !named(&path).is_some_and(&kept) {
                fs::remove_file(path)?;
            }
        }
        Ok(())
    }

    fn path(&self, id: TakeId) -> PathBuf {
        self.0.join(format!("{id}.json"))
    }

    /// Makes a rename durable, which needs a sync of its folder. Windows has no such thing.
    fn sync(&self) -> io::Result<()> {
        if cfg!(unix) { File::open(&self.0)?.sync_all() } else { Ok(()) }
    }
}

fn named(path: &Path) -> Option<TakeId> {
    path.file_stem()?.to_str()?.parse().ok()
}

fn read(path: &Path) -> Option<(TakeId, Label)> {
    let Some(take) = named(path) else {
        tracing::warn!("a label bears the name of no take");
        return None;
    };
    let content = fs::read(path).inspect_err(|error| {
        tracing::warn!(%take, kind = ?error.kind(), "the label of a take cannot be read");
    });
    let label = serde_json::from_slice(&content.ok()?).inspect_err(|error| {
        let (line, column) = (error.line(), error.column());
        tracing::warn!(%take, line, column, "the label of a take cannot be read");
    });
    Some((take, label.ok()?))
}

#[cfg(test)]
mod tests {
    use conversas_domain::ids::EntityId;
    use uuid::Uuid;

    use super::*;

    fn label() -> Label {
        Label {
            person_id: EntityId::from_uuid(Uuid::from_u128(1)),
            installation: None,
            role: None,
            conversation_id: EntityId::from_uuid(Uuid::from_u128(2)),
            sending: Sending::No,
        }
    }

    #[test]
    fn a_label_outlives_the_program_and_a_torn_one_hides_no_other() {
        let folder = tempfile::tempdir().expect("a folder");
        let labels = Labels::of(folder.path().to_owned());
        let ids = [4, 5, 6].map(|n| TakeId::from_uuid(Uuid::from_u128(n)));
        for id in ids {
            labels.put(id, label()).expect("written");
        }
        labels.remove(ids[1]).expect("removed");
        fs::write(labels.path(ids[1]), "{\"person").expect("torn");
        let mut found = labels.all().expect("labels");
        found.sort_by_key(|(id, _)| *id);
        assert_eq!(found, [(ids[0], label()), (ids[2], label())]);
        labels.remove_but_of(|id| id == ids[2]).expect("removed");
        assert_eq!(labels.all().expect("labels"), [(ids[2], label())]);
        assert!(!labels.path(ids[1]).exists());
    }

    #[test]
    fn the_notes_of_every_earlier_version_are_labels() {
        let (person, conversation, entry) = (Uuid::from_u128(1), Uuid::from_u128(2), Uuid::from_u128(3));
        let whose = format!(r#""person_id":"{person}","conversation_id":"{conversation}""#);
        let with =
            |more: &str| serde_json::from_str::<Label>(&format!("{{{whose}{more}}}")).expect("a label");
        assert_eq!(with(""), label());
        assert_eq!(with(r#","sending":"no","deleted_at":null"#), label());
        assert_eq!(
            with(r#","sending":"begun","deleted_at":7"#),
            Label { sending: Sending::Begun, ..label() }
        );
        let sent = Sending::As(EntityId::from_uuid(entry));
        let installation = Some(EntityId::from_uuid(Uuid::from_u128(4)));
        let more = format!(
            r#","installation":"{}","sending":{{"as":"{entry}"}},"deleted_at":null"#,
            Uuid::from_u128(4)
        );
        assert_eq!(with(&more), Label { sending: sent, installation, ..label() });
    }

    #[test]
    fn a_label_says_which_message_its_take_became() {
        let (id, entry) = (Uuid::from_u128(3), EntityId::from_uuid(Uuid::from_u128(4)));
        let (owner, conversation_id) = (label().owner(), label().conversation_id);
        let row = TakeRow {
            id: EntityId::from_uuid(id),
            owner,
            conversation_id,
            entry_id: Some(entry),
            is_deleted: false,
        };
        let written = serde_json::to_string(&Label::of(&row)).expect("JSON");
        let read: Label = serde_json::from_str(&written).expect("a label");
        assert_eq!(read.message(), Some(entry));
    }
}
