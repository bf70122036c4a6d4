//! The server's final answer to an operation.

use conversas_domain::entry::Seq;
use conversas_domain::ids::OpId;
use conversas_domain::moment::Moment;
use conversas_domain::rejection::Rejection;
use conversas_domain::target::Target;
use serde::{Deserialize, Serialize};

/// The server's answer, stored with the changes in one transaction.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Receipt {
    /// The operation.
    pub op_id: OpId,
    /// The operation's outcome.
    pub outcome: Outcome,
}

/// The outcome of an operation: final for its `op_id` in either case.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Outcome {
    /// The changes were committed.
    Applied {
        /// The target in which the operation took effect; may be another conversation than the client
        /// proposed.
        #[serde(flatten)]
        target: Target,
        /// The number of the operation's last change; none if there was nothing to change.
        seq: Option<Seq>,
        /// The time of the commit, by the server's clock.
        at: Moment,
    },
    /// The operation was refused; nothing changed.
    Rejected {
        /// The reason.
        reason: Rejection,
    },
}
