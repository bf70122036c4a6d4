//! The plans of schools, and what each includes (rule 17).

use serde::{Deserialize, Serialize};

use crate::rejection::Rejection;

/// A school's plan, from the smallest to the largest.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Plan {
    /// Text and files.
    Basic,
    /// Everything of Basic, and voice messages.
    Standard,
    /// Everything of Standard, and video.
    Premium,
}

/// Something that can be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Feature {
    /// Written messages.
    Text,
    /// Documents and images.
    File,
    /// Voice messages.
    Audio,
    /// Videos.
    Video,
}

impl Feature {
    /// The smallest plan that includes the feature.
    pub fn first_plan(self) -> Plan {
        match self {
            Feature::Text | Feature::File => Plan::Basic,
            Feature::Audio => Plan::Standard,
            Feature::Video => Plan::Premium,
        }
    }
}

impl Plan {
    /// Whether the plan has the feature. Receiving never asks: what was received always opens.
    pub fn includes(self, feature: Feature) -> bool {
        self >= feature.first_plan()
    }
}

/// The rule of plans as an operation asks it (rule 17).
pub fn require(plan: Plan, feature: Feature) -> Result<(), Rejection> {
    if plan.includes(feature) { Ok(()) } else { Err(Rejection::NotInPlan) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_plan_has_exactly_its_features() {
        let features = [Feature::Text, Feature::File, Feature::Audio, Feature::Video];
        let has = |plan: Plan| features.map(|feature| plan.includes(feature));
        assert_eq!(has(Plan::Basic), [true, true, false, false]);
        assert_eq!(has(Plan::Standard), [true, true, true, false]);
        assert_eq!(has(Plan::Premium), [true, true, true, true]);
    }
}
