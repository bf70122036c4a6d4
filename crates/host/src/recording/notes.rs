//! What a take belongs to: one JSON file beside each, written whole and synced before the recorder writes a sample.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use conversas_client::{Owner, private};
use conversas_domain::ids::{ConversationId, EntryId, InstallationId, PersonId};
use conversas_domain::moment::Moment;
use conversas_recorder::TakeId;
use serde::{Deserialize, Serialize};

/// What is known of a take besides its sound.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Note {
    /// Whose it is.
    pub(super) person_id: PersonId,
    /// At which installation; none: an earlier version has not kept it.
    #[serde(default)]
    pub(super) installation: Option<InstallationId>,
    /// Where it will be sent.
    pub(super) conversation_id: ConversationId,
    /// Whether it is on its way.
    #[serde(default)]
    pub(super) sending: Sending,
    /// In the bin since, by this device's clock.
    #[serde(default)]
    pub(super) deleted_at: Option<Moment>,
}

/// Somebody who signs in.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Comer {
    /// Who.
    pub(crate) me: Owner,
    /// Whose the profile was; none: nobody's.
    pub(crate) before: Option<Owner>,
}

/// Whether a take is on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Sending {
    /// It is the person's to send.
    #[default]
    No,
    /// It is being queued. Found at the start: whether that was done, the outbox knows.
    Begun,
    /// It is this message; the sound is kept until the server has it.
    As(EntryId),
}

impl Note {
    /// Whose it is.
    pub(super) fn owner(&self) -> Owner {
        Owner { person_id: self.person_id, installation: self.installation, role: None }
    }

    /// Whether it is the same person's after somebody signs in. What names no installation was kept for whoever the profile
    /// belonged to before.
    pub(super) fn stays_with(&self, comer: Comer) -> bool {
        let was_theirs = comer.before.is_none_or(|before| comer.me.is(before));
        comer.me.is(self.owner()) && (self.installation.is_some() || was_theirs)
    }

    pub(super) fn is_sent(&self) -> bool {
        matches!(self.sending, Sending::As(_))
    }
}

/// All notes. Changed by one at a time; read by anybody.
pub(super) struct Notes {
    folder: PathBuf,
    known: Mutex<BTreeMap<TakeId, Note>>,
}

impl Notes {
    /// Reads them; one that cannot be read is left where it is.
    pub(super) fn open(folder: PathBuf) -> io::Result<Notes> {
        let mut known = BTreeMap::new();
        for entry in fs::read_dir(&folder)? {
            let path = entry?.path();
            if path.extension().is_some_and(|extension| extension == "json") {
                match read(&path) {
                    Some((id, note)) => drop(known.insert(id, note)),
                    None => tracing::warn!("a note of a take cannot be read"),
                }
            }
        }
        Ok(Notes { folder, known: Mutex::new(known) })
    }

    pub(super) fn get(&self, id: TakeId) -> Option<Note> {
        self.known().get(&id).copied()
    }

    pub(super) fn all(&self) -> Vec<(TakeId, Note)> {
        self.known().iter().map(|(id, note)| (*id, *note)).collect()
    }

    /// A take belongs to this conversation, whatever became of it.
    pub(super) fn any_in(&self, id: ConversationId) -> bool {
        self.known().values().any(|note| note.conversation_id == id)
    }

    /// Those that are the person's to send.
    pub(super) fn drafts(&self) -> impl Iterator<Item = (TakeId, Note)> + use<> {
        self.all().into_iter().filter(|(_, note)| !note.is_sent() && note.deleted_at.is_none())
    }

    /// Durable when this answers.
    pub(super) fn put(&self, id: TakeId, note: Note) -> io::Result<()> {
        let path = self.path(id);
        let part = path.with_extension("json.part");
        let mut file = private::create(&part)?;
        file.write_all(&serde_json::to_vec(&note)?)?;
        file.sync_all()?;
        fs::rename(part, path)?;
        self.sync()?;
        self.known().insert(id, note);
        Ok(())
    }

    pub(super) fn remove(&self, id: TakeId) -> io::Result<()> {
        self.known().remove(&id);
        match fs::remove_file(self.path(id)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            other => other,
        }
    }

    fn path(&self, id: TakeId) -> PathBuf {
        self.folder.join(format!("{id}.json"))
    }

    /// A rename lasts when its folder is on the disk too. Windows has no such thing.
    fn sync(&self) -> io::Result<()> {
        if cfg!(unix) { File::open(&self.folder)?.sync_all() } else { Ok(()) }
    }

    fn known(&self) -> MutexGuard<'_, BTreeMap<TakeId, Note>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn read(path: &Path) -> Option<(TakeId, Note)> {
    let id = path.file_stem()?.to_str()?.parse().ok()?;
    Some((id, serde_json::from_slice(&fs::read(path).ok()?).ok()?))
}

#[cfg(test)]
mod tests {
    use conversas_domain::ids::EntityId;
    use uuid::Uuid;

    use super::*;

    fn note(sending: Sending) -> Note {
        Note {
            person_id: EntityId::from_uuid(Uuid::from_u128(1)),
            installation: None,
            conversation_id: EntityId::from_uuid(Uuid::from_u128(2)),
            sending,
            deleted_at: None,
        }
    }

    #[test]
    fn a_note_that_names_no_installation_stays_only_with_whom_the_profile_belonged_to() {
        let person_id = note(Sending::No).person_id;
        let at = |n| {
            let installation = Some(EntityId::from_uuid(Uuid::from_u128(n)));
            Owner { person_id, installation, role: None }
        };
        let stays = |before| note(Sending::No).stays_with(Comer { me: at(7), before });
        assert!(stays(None) && stays(Some(at(7))));
        assert!(
            stays(Some(Owner { person_id, installation: None, role: None })),
            "a profile of that version"
        );
        assert!(!stays(Some(at(8))), "the same identifier at another installation is somebody else");
        let named = Note { installation: at(7).installation, ..note(Sending::No) };
        assert!(named.stays_with(Comer { me: at(7), before: Some(at(8)) }));
    }

    #[test]
    fn a_note_outlives_the_program_and_a_torn_one_hides_no_other() {
        let folder = tempfile::tempdir().expect("a folder");
        let notes = Notes::open(folder.path().to_owned()).expect("notes");
        let entry = EntityId::from_uuid(Uuid::from_u128(3));
        let ids = [4, 5, 6].map(|n| TakeId::from_uuid(Uuid::from_u128(n)));
        for (id, sending) in ids.into_iter().zip([Sending::No, Sending::Begun, Sending::As(entry)]) {
            notes.put(id, note(sending)).expect("written");
        }
        notes.remove(ids[1]).expect("removed");
        fs::write(notes.path(ids[1]), "{\"person").expect("torn");
        let again = Notes::open(folder.path().to_owned()).expect("notes");
        assert_eq!(again.all(), [(ids[0], note(Sending::No)), (ids[2], note(Sending::As(entry)))]);
        assert_eq!(again.drafts().count(), 1);
    }
}
