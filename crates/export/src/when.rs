//! Days and times as the reader's clock shows them.

use conversas_domain::moment::Moment;
use conversas_words::{Language, history as t};
use time::macros::format_description;
use time::{OffsetDateTime, UtcOffset};

/// A reader's way to write times.
#[derive(Clone, Copy)]
pub(crate) struct Clock {
    pub(crate) language: Language,
    pub(crate) utc_offset: i32,
}

impl Clock {
    /// Writes a day: "22/11/2026" or "2026-11-22".
    pub(crate) fn day(self, at: Moment) -> String {
        let local = self.local(at);
        let (day, month) = (local.day(), u8::from(local.month()));
        let (day, month) = (format!("{day:02}"), format!("{month:02}"));
        t::date(self.language, &day, &month, &format!("{:04}", local.year()))
    }

    /// Writes a time of day: "09:05".
    pub(crate) fn time(self, at: Moment) -> String {
        self.local(at).format(format_description!("[hour]:[minute]")).unwrap_or_default()
    }

    /// Writes day and time.
    pub(crate) fn moment(self, at: Moment) -> String {
        format!("{} {}", self.day(at), self.time(at))
    }

    /// Writes a day for names of files: such names sort by date.
    pub(crate) fn day_for_name(self, at: Moment) -> String {
        self.local(at).format(format_description!("[year]-[month]-[day]")).unwrap_or_default()
    }

    /// Answers the local time. A device's clock may hold anything: a time outside the calendar becomes the
    /// beginning of 1970.
    fn local(self, at: Moment) -> OffsetDateTime {
        let offset =
            UtcOffset::from_whole_seconds(self.utc_offset.saturating_mul(60)).unwrap_or(UtcOffset::UTC);
        let utc = OffsetDateTime::from_unix_timestamp(at.0.div_euclid(1_000));
        let utc = utc.unwrap_or(OffsetDateTime::UNIX_EPOCH);
        utc.checked_to_offset(offset).unwrap_or(utc)
    }
}
