//! What a person chose for this device.

use conversas_domain::ids::{ChannelId, ConversationId};
use serde::{Deserialize, Serialize};

/// The interface's language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub enum Language {
    /// Português (Brasil).
    #[default]
    #[serde(rename = "pt-BR")]
    Portuguese,
    /// English.
    #[serde(rename = "en")]
    English,
    /// Español.
    #[serde(rename = "es")]
    Spanish,
}

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

/// What a person chose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
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
}

impl Default for Preferences {
    fn default() -> Self {
        Preferences {
            language: Language::default(),
            theme: Theme::default(),
            details_open: true,
            channel_id: None,
            conversation_id: None,
        }
    }
}

/// Replaces the preferences.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavePreferences {
    /// All of them.
    pub preferences: Preferences,
}
