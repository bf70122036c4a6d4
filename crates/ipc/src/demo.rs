//! The accounts of a demonstration, offered on the sign-in screen.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Asks the server at this address whether it is a demonstration.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct DemoQuery {
    /// As for signing in.
    pub server: String,
}

/// An account to try with one tap. Its password is public.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DemoAccount {
    /// The person's first name.
    pub first_name: String,
    /// Where the person stands in their school.
    pub place: DemoPlace,
    /// To sign in with.
    pub email: String,
    /// To sign in with.
    pub password: String,
}

impl fmt::Debug for DemoAccount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DemoAccount").field("place", &self.place).finish_non_exhaustive()
    }
}

/// Where the person of an example account stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DemoPlace {
    /// Answers at the secretary's office.
    Secretary,
    /// Administers the school.
    Administration,
    /// Writes to the school for a student.
    Family,
}
