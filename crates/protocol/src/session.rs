//! Signing in.

use std::fmt;

use conversas_domain::ids::{DeviceId, InstallationId, PersonId};
use conversas_domain::person::Role;
use conversas_domain::text::Name;
use serde::{Deserialize, Serialize};

use crate::Directory;

/// The header by which every answer of a server says which installation it is. An answer without it is not ours: it comes
/// from a portal, a proxy or a wrong address, whatever its status and body.
pub const INSTALLATION_HEADER: &str = "conversas-installation";

/// E-mail and password from one device.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Clone, Serialize, Deserialize)]
pub struct SignIn {
    /// Compared without regard to case.
    pub email: String,
    /// As typed.
    pub password: String,
    /// Shown in the list of the person's devices, e.g. "Linux".
    pub device_name: String,
    /// What [`SignedIn::device_secret`] said when the person last signed in here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device_secret: Option<String>,
    /// As whom, if the account can act as several people or in several roles. Earlier apps do not say it.
    #[serde(default, skip_serializing_if = "ActAs::is_first")]
    pub act_as: ActAs,
}

/// As whom an account acts on a device.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(tag = "how", rename_all = "snake_case")]
pub enum ActAs {
    /// As the first that the server names.
    #[default]
    First,
    /// The server answers [`SignInAnswer::Choose`] if there are several.
    Ask,
    /// As this person in this role.
    One {
        /// Who.
        person_id: PersonId,
        /// One of their roles.
        role: Role,
    },
}

impl ActAs {
    fn is_first(&self) -> bool {
        *self == ActAs::First
    }
}

/// The answer to a right password.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(untagged)]
pub enum SignInAnswer {
    /// The device may ask from now on.
    SignedIn(Box<SignedIn>),
    /// Nobody is signed in: the app asks again with one of these.
    Choose(Choose),
}

/// As whom an account can act.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choose {
    /// By school and name.
    pub choices: Vec<RoleChoice>,
}

/// A person in one of their roles.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleChoice {
    /// Who.
    pub person_id: PersonId,
    /// What they do there.
    pub role: Role,
    /// Their name.
    pub name: Name,
    /// Their school's name.
    pub school: Name,
}

impl fmt::Debug for SignIn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SignIn").finish_non_exhaustive()
    }
}

/// The answer to a sign-in.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Clone, Serialize, Deserialize)]
pub struct SignedIn {
    /// Opaque secret; revoking the device ends it.
    pub token: String,
    /// To keep for the person's next sign-in on this device: it opens nothing, but wrong passwords that others try do not
    /// make this device wait. None: of an earlier server.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device_secret: Option<String>,
    /// Wrong passwords for the account, other than on the person's own devices, since the last sign-in on one of those: a
    /// sign-in on a new device tells of them, too, and they are told again.
    #[serde(default)]
    pub refused_tries: u32,
    /// This device.
    pub device_id: DeviceId,
    /// Whose word ends this session; equal to the header of the answer.
    pub installation: InstallationId,
    /// The person's directory: what they may see.
    pub directory: Directory,
}

impl fmt::Debug for SignedIn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SignedIn").field("device_id", &self.device_id).finish_non_exhaustive()
    }
}
