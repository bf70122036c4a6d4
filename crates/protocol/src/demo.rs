//! The accounts of a server with example schools, so that they can be tried with one tap.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The accounts that a demonstration offers. A server of a real school has no such answer.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Demo {
    /// The accounts, in the order in which they are offered.
    pub accounts: Vec<DemoAccount>,
}

/// One account to try, with a public password.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Clone, Serialize, Deserialize)]
pub struct DemoAccount {
    /// The person's first name.
    pub first_name: String,
    /// The person's place in their school.
    pub place: DemoPlace,
    /// The e-mail to sign in with.
    pub email: String,
    /// The password to sign in with.
    pub password: String,
}

impl fmt::Debug for DemoAccount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DemoAccount").field("place", &self.place).finish_non_exhaustive()
    }
}

/// The place of an example account's person in the school.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DemoPlace {
    /// The person answers at the secretary's office.
    Secretary,
    /// The person administers the school.
    Administration,
    /// The person writes to the school for a student.
    Family,
}
