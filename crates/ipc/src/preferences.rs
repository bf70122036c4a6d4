//! The preferences of a person for this device.

use conversas_domain::ids::{ChannelId, ConversationId};
use conversas_words::Language;
use serde::{Deserialize, Serialize};

/// Light, dark, or as the system says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// As the system says.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// Asks for the [`Preferences`].
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
pub struct PreferencesQuery {}

/// The preferences of a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Preferences {
    /// Language.
    pub language: Language,
    /// Theme.
    pub theme: Theme,
    /// The detail pane stands open beside the thread.
    pub details_open: bool,
    /// The channel last chosen.
    pub channel_id: Option<ChannelId>,
    /// The conversation last open.
    pub conversation_id: Option<ConversationId>,
    /// System notifications.
    pub notifications: Notifications,
    /// The speed at which voice messages are played.
    pub voice_speed: VoiceSpeed,
    /// The microphone; none: the system's choice.
    pub microphone: Option<String>,
    /// Letters, digits and signs alone are commands while one walks through a list (WCAG 2.1.4).
    pub letter_keys: bool,
    /// Room for fetched files, in bytes; those read longest ago go first.
    pub storage_limit: u64,
}

impl Preferences {
    /// Language, theme and sound belong to the device; places belong to who was signed in.
    pub fn forget_places(&mut self) {
        self.channel_id = None;
        self.conversation_id = None;
    }
}

/// The speed at which voice messages are played.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub enum VoiceSpeed {
    /// 1×.
    #[default]
    #[serde(rename = "1")]
    Once,
    /// 1,5×.
    #[serde(rename = "1.5")]
    OnceAndHalf,
    /// 2×.
    #[serde(rename = "2")]
    Twice,
}

/// The room for fetched files unless the person chose another, in bytes.
pub const DEFAULT_STORAGE_LIMIT: u64 = 1024 * 1024 * 1024;

/// The notices that the system shows while the person is elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Notifications {
    /// Any at all.
    pub enabled: bool,
    /// With the message's text.
    pub show_text: bool,
    /// Channels that stay silent.
    pub muted: Vec<ChannelId>,
    /// The hours in which nothing is told.
    pub quiet: Option<QuietHours>,
}

impl Default for Notifications {
    fn default() -> Self {
        Notifications { enabled: true, show_text: false, muted: Vec::new(), quiet: None }
    }
}

/// A stretch of each day, in minutes after midnight of the device's local time; over midnight if `from` > `to`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuietHours {
    /// The first quiet minute.
    pub from: u16,
    /// The first minute after them.
    pub to: u16,
}

impl QuietHours {
    /// Whether this minute of the day is quiet. The same minute twice: never.
    pub fn contains(&self, minute: u16) -> bool {
        if self.from <= self.to {
            (self.from..self.to).contains(&minute)
        } else {
            minute >= self.from || minute < self.to
        }
    }
}

impl Default for Preferences {
    fn default() -> Self {
        Preferences {
            language: Language::default(),
            theme: Theme::default(),
            details_open: true,
            channel_id: None,
            conversation_id: None,
            notifications: Notifications::default(),
            voice_speed: VoiceSpeed::default(),
            microphone: None,
            letter_keys: true,
            storage_limit: DEFAULT_STORAGE_LIMIT,
        }
    }
}

/// Replaces the preferences.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavePreferences {
    /// All of them.
    pub preferences: Preferences,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_go_with_their_person_and_the_rest_stays_on_the_device() {
        let id = "01890000-0000-7000-8000-000000000001";
        let chosen = Preferences { theme: Theme::Dark, letter_keys: false, ..Preferences::default() };
        let mut kept =
            Preferences { channel_id: id.parse().ok(), conversation_id: id.parse().ok(), ..chosen.clone() };
        kept.forget_places();
        assert_eq!(kept, chosen);
    }
}
