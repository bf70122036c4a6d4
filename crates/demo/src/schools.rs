//! The casts: three schools, one per plan.

use super::cast::SchoolCast;

mod acacias;
mod mare_alta;
pub(super) mod sabia;

pub(super) const ALL: &[SchoolCast] = &[sabia::SCHOOL, acacias::SCHOOL, mare_alta::SCHOOL];
