//! Values of the engine as the interface names them, where several areas need the same.

use conversas_client::{CertificateFault, Place};
use conversas_domain::entry::Seq;
use conversas_domain::ids::{ChannelId, PersonId};
use conversas_ipc::{PersonItem, Position, PresentItem, RoleChoice, Trouble};
use conversas_protocol::{Directory, Doing, PersonRef, Presence, RoleChoice as ChoiceOfServer};

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

/// Names of the channels the reader knows; one that went inactive has none for a family.
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
