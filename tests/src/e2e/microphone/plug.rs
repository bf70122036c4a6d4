//! Microphones that can be plugged in and pulled out, besides the permanent one.

use std::path::PathBuf;

use super::{Ear, Playing, RATE, Sound, pactl, plays_tone};
use crate::e2e::until;

/// A microphone that can be pulled out.
pub struct Plugged {
    folder: PathBuf,
    source: String,
    modules: [String; 2],
    ear: Ear,
}

impl Sound {
    /// Plugs in a microphone with this name in the system.
    pub async fn plugs_in(&self, name: &str) -> Plugged {
        let sink = format!("in_{name}");
        let load = |arguments: &[&str]| {
            let loaded = pactl(&self.folder, &[&["load-module"], arguments].concat());
            loaded.expect("PulseAudio knows this module")
        };
        let inside = load(&[
            "module-null-sink",
            &format!("sink_name={sink}"),
            &format!("rate={RATE}"),
            "channels=1",
            "format=s16le",
        ]);
        let outside = load(&[
            "module-remap-source",
            &format!("master={sink}.monitor"),
            &format!("source_name={name}"),
            &format!("source_properties=device.description={name}"),
        ]);
        // The ear keeps the microphone busy, as with the permanent one: then sound comes at once.
        let ear = Ear::at(&self.folder, &sink);
        until("the microphone hears, if only silence", async || (!ear.last().is_empty()).then_some(())).await;
        Plugged { folder: self.folder.clone(), source: name.to_owned(), modules: [outside, inside], ear }
    }
}

impl Plugged {
    /// Makes the microphone the system's default.
    pub fn is_preferred(&self) {
        pactl(&self.folder, &["set-default-source", &self.source]).expect("it is plugged in");
    }

    /// Plays a tone into the microphone, and waits until it arrives there.
    pub async fn plays_tone(&self, hertz: u32) -> Playing {
        plays_tone(&self.folder, &self.ear, hertz).await
    }

    /// Pulls the microphone out.
    pub fn is_pulled_out(self) {
        for module in &self.modules {
            pactl(&self.folder, &["unload-module", module]).expect("it is plugged in");
        }
    }
}
