//! Signing in.

use std::fmt;

use conversas_domain::ids::{DeviceId, InstallationId, PersonId};
use conversas_domain::person::Role;
use conversas_domain::text::Name;
use serde::{Deserialize, Serialize};

use crate::Directory;

/// The header by which every answer of a server names its installation. An answer without it comes from a
/// portal, a proxy or a wrong address, whatever its status and body.
pub const INSTALLATION_HEADER: &str = "conversas-installation";

/// E-mail and password from one device.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Clone, Serialize, Deserialize)]
pub struct SignIn {
    /// The e-mail, compared without regard to case.
    pub email: String,
    /// The password, as typed.
    pub password: String,
    /// The device's name in the list of the person's devices, e.g. "Linux".
    pub device_name: String,
    /// The [`SignedIn::device_secret`] of the person's last sign-in on this device.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device_secret: Option<String>,
    /// The choice of a person and role, if the account can act as several people or in several roles. Earlier
    /// apps do not send it.
    #[serde(default, skip_serializing_if = "ActAs::is_first")]
    pub act_as: ActAs,
}

/// The person and role that an account acts as on a device.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(tag = "how", rename_all = "snake_case")]
pub enum ActAs {
    /// The first choice that the server names.
    #[default]
    First,
    /// No choice yet: the server answers [`SignInAnswer::Choose`] if there are several.
    Ask,
    /// This person in this role.
    One {
        /// The person.
        person_id: PersonId,
        /// One of the person's roles.
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
    /// The device is signed in, and may ask from now on.
    SignedIn(Box<SignedIn>),
    /// Nobody is signed in: the app signs in again with one of these choices.
    Choose(Choose),
}

/// The choices of an account: as whom it can act.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choose {
    /// The choices, by school and name.
    pub choices: Vec<RoleChoice>,
}

/// A person in one of their roles.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleChoice {
    /// The person.
    pub person_id: PersonId,
    /// The role in which the account would act.
    pub role: Role,
    /// The person's name.
    pub name: Name,
    /// The name of the person's school.
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
    /// The token: an opaque secret, valid until the device is revoked.
    pub token: String,
    /// The secret to keep for the person's next sign-in on this device. It opens nothing, but wrong passwords
    /// that others try do not make this device wait. None: the server is an earlier one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device_secret: Option<String>,
    /// The wrong passwords for the account since the last sign-in on one of the person's own devices, those
    /// on such devices left out. A sign-in on a new device reports them without forgetting them.
    #[serde(default)]
    pub refused_tries: u32,
    /// The identifier of this device.
    pub device_id: DeviceId,
    /// The installation that may end this session; equal to the header of the answer.
    pub installation: InstallationId,
    /// The person's directory: what the person may see.
    pub directory: Directory,
}

impl fmt::Debug for SignedIn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SignedIn").field("device_id", &self.device_id).finish_non_exhaustive()
    }
}
