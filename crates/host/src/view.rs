//! Values of the engine as the interface names them, where several areas need the same.

use conversas_client::{CertificateFault, Place, Unsent as Lost};
use conversas_domain::entry::Seq;
use conversas_domain::ids::{ChannelId, PersonId};
use conversas_ipc::{Connection, Lock, PersonItem, Position, PresentItem, RoleChoice, Trouble, Unsent};
use conversas_protocol::{Directory, Doing, PersonRef, Presence, RoleChoice as ChoiceOfServer};

pub(crate) fn connection_of(connection: conversas_client::Connection) -> Connection {
    Connection {
        online: connection.online,
        waiting: connection.waiting,
        blocked: connection.blocked,
        catching_up: connection.catching_up,
        clock_ahead: connection.clock_ahead,
        trouble: connection.trouble.map(trouble_of),
        not_let_through: connection.not_let_through,
        disk_full: connection.disk_full,
        outdated: connection.outdated,
        lock: connection.lock.map(|lock| match lock {
            conversas_client::Lock::Keyring => Lock::Keyring,
            conversas_client::Lock::SignIn => Lock::SignIn,
        }),
    }
}

fn trouble_of(trouble: conversas_client::Trouble) -> Trouble {
    match trouble {
        conversas_client::Trouble::NoServer => Trouble::NoServer,
        conversas_client::Trouble::AppTooOld => Trouble::AppTooOld,
        conversas_client::Trouble::Certificate(fault) => certificate_trouble(fault),
    }
}

pub(crate) fn certificate_trouble(fault: CertificateFault) -> Trouble {
    match fault {
        CertificateFault::Untrusted => Trouble::CertificateUntrusted,
        CertificateFault::Expired => Trouble::CertificateExpired,
        CertificateFault::NotYet => Trouble::CertificateNotYet,
    }
}

pub(crate) fn choice_of(choice: ChoiceOfServer) -> RoleChoice {
    let ChoiceOfServer { person_id, role, name, school } = choice;
    RoleChoice { person_id, role, name: name.into(), school: school.into() }
}

pub(crate) fn unsent_of(lost: Lost) -> Unsent {
    let Lost { messages, files, audios, drafts, acts, conversations, damaged, is_nobodys } = lost;
    Unsent { messages, files, audios, drafts, acts, conversations, damaged, is_nobodys }
}

/// Answers the name of a channel that the reader knows; for a family, an inactive channel has none.
pub(crate) fn channel_name(directory: &Directory, id: ChannelId) -> String {
    let channel = directory.channels.iter().find(|channel| channel.id == id);
    channel.map(|channel| channel.name.as_str().to_owned()).unwrap_or_default()
}

pub(crate) fn person_of(person: &PersonRef, me: PersonId) -> PersonItem {
    PersonItem { id: person.id, name: person.name.as_str().to_owned(), is_me: person.id == me }
}

pub(crate) fn place_of(position: Position) -> Place {
    if position.seq >= Position::UNSENT {
        Place::Unsent(position.local)
    } else {
        Place::Numbered(Seq(position.seq))
    }
}

pub(crate) fn present_of(present: Vec<Presence>) -> Vec<PresentItem> {
    let item = |there: Presence| PresentItem {
        id: there.person.id,
        name: there.person.name.as_str().to_owned(),
        writing: there.doing == Doing::Writing,
    };
    present.into_iter().map(item).collect()
}
