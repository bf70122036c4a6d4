//! The satisfaction survey after a finish (rule 13).

use serde::{Deserialize, Serialize};

use crate::moment::{DAY, Moment};
use crate::text::Comment;

/// The time in which a survey can be answered, in milliseconds from the finish.
pub const SURVEY_OPEN_MS: i64 = 7 * DAY;

/// A rating from 1 to 5.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = u8, minimum = 1, maximum = 5))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Rating(u8);

/// The number is not 1 to 5.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a rating is 1 to 5")]
pub struct RatingError;

impl TryFrom<u8> for Rating {
    type Error = RatingError;
    fn try_from(value: u8) -> Result<Self, RatingError> {
        (1..=5).contains(&value).then_some(Self(value)).ok_or(RatingError)
    }
}

impl From<Rating> for u8 {
    fn from(rating: Rating) -> u8 {
        rating.0
    }
}

/// The family's answer; one per ticket.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CsatResponse {
    /// 1 to 5.
    pub rating: Rating,
    /// The optional comment.
    pub comment: Option<Comment>,
    /// The moment of the answer, server time.
    pub at: Moment,
}

/// Whether a survey of a ticket finished at `finished_at` can still be answered at `now`.
pub fn survey_is_open(finished_at: Moment, now: Moment) -> bool {
    now.since(finished_at) <= SURVEY_OPEN_MS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rating_is_one_to_five() {
        for number in 0..=u8::MAX {
            let rating = Rating::try_from(number).map(u8::from);
            assert_eq!(rating, if (1..=5).contains(&number) { Ok(number) } else { Err(RatingError) });
        }
    }

    #[test]
    fn a_rating_that_travels_is_checked_on_arrival() {
        let read = |json| serde_json::from_str::<Rating>(json).is_ok();
        assert!(read("1") && read("5"));
        assert!(!read("0") && !read("6") && !read("-1") && !read("2.5") && !read("\"3\""));
    }

    #[test]
    fn a_survey_is_open_for_seven_days_to_the_millisecond() {
        let week = 7 * 24 * 60 * 60 * 1000;
        let finished_at = Moment(1_000);
        assert!(survey_is_open(finished_at, finished_at));
        assert!(survey_is_open(finished_at, finished_at.plus(week)));
        assert!(!survey_is_open(finished_at, finished_at.plus(week + 1)));
    }
}
