//! What is on this device only: counted before it is lost, and told when it is.

use std::fmt;

use conversas_domain::moment::Moment;
use serde::{Deserialize, Serialize};

/// The numbers of items that are on this device only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct Unsent {
    /// Messages, notes and forwards.
    pub messages: u32,
    /// Files: chosen, or on their way.
    pub files: u32,
    /// Recordings, sent or not.
    pub audios: u32,
    /// Words in composers.
    pub drafts: u32,
    /// Acts that are no messages, as finishing.
    pub acts: u32,
    /// Of a locked session: all its conversations, for the server may not have them any more.
    pub conversations: u32,
    /// Copies of damaged data, in which something unsent may be.
    pub damaged: u32,
    /// Nothing on the device says whose it is: it may be of the one who signs in.
    pub is_nobodys: bool,
}

impl Unsent {
    /// Yes if there is nothing, or if the person knows that it is lost; else what there is.
    pub fn may_be_lost(self, discard: bool) -> Result<(), Unsent> {
        let nothing = Unsent { is_nobodys: self.is_nobodys, ..Unsent::default() };
        if discard || self == nothing { Ok(()) } else { Err(self) }
    }
}

/// Something of the person's that can't be sent any more, because their access to the conversation ended or it cannot be read.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RescuedText {
    /// Its number: what is added later has a greater one.
    pub n: i64,
    /// The moment of writing or recording, by this device's clock.
    pub written_at: Moment,
    /// The words; empty where something is lost.
    pub text: String,
    /// The loss, of which nothing can be copied; none: these are words.
    #[serde(default)]
    pub lost: Option<Lost>,
}

/// Never shows the text (rule 22).
impl fmt::Debug for RescuedText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("RescuedText");
        shown.field("written_at", &self.written_at).field("lost", &self.lost).finish_non_exhaustive()
    }
}

/// A loss without words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lost {
    /// Something waited to be sent, and nothing of it can be read.
    Unreadable,
    /// A recording of a conversation that is gone.
    Voice,
}
