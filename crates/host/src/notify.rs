//! Whether the person is told of news, and how: pure. The person's choices and their place decide.

use conversas_client::{News, NewsKind};
use conversas_domain::attachment::AttachmentKind;
use conversas_domain::ids::ConversationId;
use conversas_domain::naming::isolated;
use conversas_domain::person::Side;
use conversas_ipc::{Notice, NoticeKind, Notifications};

#[cfg(test)]
mod tests;

/// Longest text in a notice, in characters.
const TEXT: usize = 200;

/// The facts that decide.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Circumstances<'a> {
    pub(crate) chosen: &'a Notifications,
    /// The conversation before the person's eyes, while the window has the focus.
    pub(crate) open: Option<ConversationId>,
    /// The minute of this device's day.
    pub(crate) minute: u16,
}

/// Whether the person is told. A mention and a ticket handed over are meant for this person, so a muted
/// channel does not keep them back.
pub(crate) fn is_told(news: &News, now: &Circumstances<'_>) -> bool {
    let is_muted = now.chosen.muted.contains(&news.channel_id);
    let is_personal = matches!(news.kind, NewsKind::Mention | NewsKind::HandedOver);
    let is_quiet = now.chosen.quiet.is_some_and(|quiet| quiet.contains(now.minute));
    now.chosen.enabled && now.open != Some(news.conversation_id) && !is_quiet && (is_personal || !is_muted)
}

/// Makes the notice of news. `channel`: the channel's name.
pub(crate) fn notice_of(news: &News, channel: String, side: Side, chosen: &Notifications) -> Notice {
    let from = match (side, news.kind) {
        (Side::Family, _) => format!("{} · {channel}", isolated(&news.author)),
        (Side::School, NewsKind::Mention | NewsKind::HandedOver) => isolated(&news.author).into_owned(),
        (Side::School, NewsKind::Message | NewsKind::Survey) => {
            format!("{} · {}", isolated(&news.guardian), isolated(&news.student))
        }
    };
    let text = said(news).filter(|_| chosen.show_text).map(|text| text.chars().take(TEXT).collect());
    Notice {
        conversation_id: news.conversation_id,
        kind: match news.kind {
            NewsKind::Message => NoticeKind::Message,
            NewsKind::Mention => NoticeKind::Mention,
            NewsKind::HandedOver => NoticeKind::HandedOver,
            NewsKind::Survey => NoticeKind::Survey,
        },
        from,
        channel,
        unread: news.unread,
        text,
    }
}

/// The text of a notice. A file has a symbol, which is the same in every language, and its name; a voice
/// message's file name is left out.
fn said(news: &News) -> Option<String> {
    let text = news.text.clone()?;
    let Some(file) = news.file else { return Some(text) };
    let seconds = file.duration_ms.unwrap_or_default() / 1_000;
    Some(match file.kind {
        AttachmentKind::Voice => format!("🎤 {}:{:02}", seconds / 60, seconds % 60),
        AttachmentKind::Audio => format!("🎵 {}", isolated(&text)),
        AttachmentKind::Image => format!("📷 {}", isolated(&text)),
        AttachmentKind::Video => format!("🎬 {}", isolated(&text)),
        AttachmentKind::Document => format!("📎 {}", isolated(&text)),
    })
}

/// The minute of this device's day, by its own time zone.
pub(crate) fn minute_of_day() -> u16 {
    let now = jiff::Zoned::now();
    u16::try_from(i32::from(now.hour()) * 60 + i32::from(now.minute())).unwrap_or_default()
}
