//! The version of this protocol that a side speaks.

/// The version of this program. It grows with everything that a program of before cannot read; unknown things are kept, so
/// a difference alone hinders nobody.
pub const PROTOCOL: u32 = 3;

/// The oldest version of an app that this program's server still takes. An app that says none is of before versions: 0.
pub const OLDEST: u32 = 0;

/// The header by which each request and each answer says its side's [`PROTOCOL`].
pub const PROTOCOL_HEADER: &str = "conversas-protocol";
