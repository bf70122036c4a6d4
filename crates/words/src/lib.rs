//! Every sentence that the page, the notices and the exported files say, in each language.
//!
//! The sentences stand in `locales/LANGUAGE/PART.ftl`, in the syntax of [Fluent](https://projectfluent.org), which
//! translators' tools know. When this crate is built, each folder becomes a variant of [`Language`], each file a module,
//! and each message a function that takes the language and the message's arguments:
//!
//! ```
//! use conversas_words::{Language, thread};
//!
//! assert_eq!(thread::send(Language::PtBr), "Enviar");
//! assert_eq!(thread::new_messages(Language::En, 3_u32), "3 new messages");
//! ```
//!
//! `locales/pt-BR` is the reference: it says which messages there are and what their arguments are. A message that another
//! language lacks, has besides, or says with other arguments ends the build, with file and line.
//!
//! To add a text: a message in the same file of every language. To add a language: a folder beside the others.
//!
//! Not here: when something is said, and which of the app's own words (a status, a failure) a message belongs to.

mod number;

pub use number::Number;

include!(concat!(env!("OUT_DIR"), "/words.rs"));

/// Joins the parts of a sentence. Kept out of line: there are hundreds of callers, and code size counts on
/// the page.
#[inline(never)]
fn joined(parts: &[&str]) -> String {
    parts.concat()
}
