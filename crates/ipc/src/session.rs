//! Signing in and out.

use std::fmt;

use conversas_domain::canned_reply::CannedReply;
use conversas_domain::channel::ChannelKind;
use conversas_domain::hours::ChannelHours;
use conversas_domain::ids::{ChannelId, InstallationId, PersonId, StudentId};
use conversas_domain::person::Role;
use conversas_domain::plan::Plan;
use serde::{Deserialize, Serialize};

use crate::Connection;

/// Asks for the [`Session`].
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
pub struct SessionQuery {}

/// Address, e-mail and password.
#[derive(Clone, Serialize, Deserialize)]
pub struct SignIn {
    /// As typed: "conversas.escola.example", "http://127.0.0.1:8080". Without a scheme https is meant, but http for
    /// loopback.
    pub server: String,
    /// As typed.
    pub email: String,
    /// As typed.
    pub password: String,
    /// The person knows that what another one did not send is lost.
    pub discard_unsent: bool,
    /// Chosen among what a failed sign-in named. None: not asked yet.
    pub act_as: Option<RoleChoice>,
}

/// A person in one of their roles, as whom an account can act.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleChoice {
    /// Who.
    pub person_id: PersonId,
    /// What they do there.
    pub role: Role,
    /// Their name.
    pub name: String,
    /// Their school's name.
    pub school: String,
}

impl fmt::Debug for RoleChoice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RoleChoice")
            .field("person_id", &self.person_id)
            .field("role", &self.role)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for SignIn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SignIn").finish_non_exhaustive()
    }
}

/// Asks to sign out.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct SignOut {
    /// The person knows that unsent items are lost.
    pub discard_unsent: bool,
}

/// The person who is signed in, if anybody is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Session {
    /// Nobody.
    SignedOut(SignedOut),
    /// Somebody.
    SignedIn(Box<Account>),
}

/// Asks for the [`Loss`].
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
pub struct LossQuery {}

/// A loss that is to be told, signed in or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Loss {
    /// Data of this device were damaged. What was not sent may be lost; what could be kept of them is on the device.
    pub happened: bool,
    /// The copy that could be kept goes as soon as the person has been told, because access to something that may be in it has ended.
    pub goes: bool,
}

/// The signed-in person has been told of the [`Loss`]; of nobody else it is taken.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
pub struct ForgetLoss {
    /// That what could be kept goes. If it does and they have not been told, there still is a [`Loss`].
    pub goes: bool,
}

/// The values that the sign-in screen starts with.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SignedOut {
    /// The address to offer.
    pub server: ServerHint,
    /// The session was ended by the server: say so.
    pub was_revoked: bool,
}

/// The address to offer: the last one used or the one the program was started with; may be empty.
pub type ServerHint = String;

/// The person, their school and what they may see.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// The person's identifier.
    pub id: PersonId,
    /// At which installation: another one's person with the same identifier is somebody else. None: not known yet.
    pub installation: Option<InstallationId>,
    /// Their name.
    pub name: String,
    /// Their role.
    pub role: Role,
    /// Their school's name.
    pub school: String,
    /// Its plan.
    pub plan: Plan,
    /// Its time zone by its IANA name.
    pub time_zone: String,
    /// Staff: channels to answer (administrators: all, see `member`). Guardians: channels to write to.
    pub channels: Vec<ChannelItem>,
    /// A guardian's students; empty for staff.
    pub students: Vec<StudentItem>,
    /// Largest file that can be sent, in bytes.
    pub file_limit: u64,
    /// The connection of the device to the server.
    pub connection: Connection,
    /// The server's address.
    pub server: ServerHint,
}

impl Account {
    /// Whether both are one person's, in one role.
    pub fn is_same_person(&self, other: &Account) -> bool {
        let known = self.installation.zip(other.installation);
        (self.id, self.role) == (other.id, other.role) && known.is_none_or(|(mine, theirs)| mine == theirs)
    }
}

/// A channel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChannelItem {
    /// Identifier.
    pub id: ChannelId,
    /// Its name.
    pub name: String,
    /// The subjects that it handles.
    pub description: String,
    /// Its symbol.
    pub kind: ChannelKind,
    /// The person belongs to it.
    pub member: bool,
    /// Takes new messages.
    pub active: bool,
    /// Class groups it serves; empty means all.
    pub class_groups: Vec<String>,
    /// The hours in which somebody answers.
    pub hours: Option<ChannelHours>,
    /// "Respostas prontas", by title: of channels the person belongs to.
    pub replies: Vec<ChannelReply>,
}

/// One of a channel's "Respostas prontas".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChannelReply {
    /// As it will be.
    pub reply: CannedReply,
    /// The reply was made or changed on this device and is not sent yet.
    pub waits: bool,
}

/// A student of a guardian.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StudentItem {
    /// Identifier.
    pub id: StudentId,
    /// Their name.
    pub name: String,
    /// E.g. "4º ano B".
    pub class_group: String,
}
