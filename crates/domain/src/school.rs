//! The tenant.

use serde::{Deserialize, Serialize};

use crate::ids::SchoolId;
use crate::plan::Plan;
use crate::text::Name;

/// A school.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct School {
    /// Identifier.
    pub id: SchoolId,
    /// The school's name.
    pub name: Name,
    /// The school's time zone by its IANA name ("America/Sao_Paulo"): what [`crate::hours`] are meant in.
    #[serde(default)]
    pub time_zone: String,
    /// The plan that it pays for.
    pub plan: Plan,
}
