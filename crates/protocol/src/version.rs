//! The version of this protocol that a side speaks.

/// The version of this program. It grows with each change that an older program cannot read; unknown things
/// are kept, so a difference alone hinders nobody.
pub const PROTOCOL: u32 = 3;

/// The oldest version of an app that this program's server still takes. An app that sends none is older than
/// versions: 0.
pub const OLDEST: u32 = 0;

/// The header by which each request and each answer names its side's [`PROTOCOL`].
pub const PROTOCOL_HEADER: &str = "conversas-protocol";
