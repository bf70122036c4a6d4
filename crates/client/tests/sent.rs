//! Files of the person's own: chosen, kept, sent, taken back, with all trouble on the way.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "sent/adopted.rs"]
mod adopted;
#[path = "sent/beginning.rs"]
mod beginning;
#[path = "sent/checking.rs"]
mod checking;
#[path = "sent/held_up.rs"]
mod held_up;
#[path = "sent/leftovers.rs"]
mod leftovers;
#[path = "sent/losses.rs"]
mod losses;
#[path = "sent/made_here.rs"]
mod made_here;
#[path = "sent/opening.rs"]
mod opening;
#[path = "sent/plan.rs"]
mod plan;
#[path = "sent/recovered.rs"]
mod recovered;
#[path = "sent/scene.rs"]
mod scene;
#[path = "sent/sending.rs"]
mod sending;
#[path = "sent/stopping.rs"]
mod stopping;
#[path = "sent/takes.rs"]
mod takes;
#[path = "sent/tray.rs"]
mod tray;
#[path = "sent/unreadable.rs"]
mod unreadable;
#[path = "sent/voice.rs"]
mod voice;
