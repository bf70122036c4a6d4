//! The appearance of files: names that keep their end, frames for pictures that are not there yet, the order
//! of pictures.

use std::collections::HashSet;
use std::sync::Arc;

use conversas_domain::attachment::{AttachmentKind, PIXELS_LIMIT, THUMBNAIL_LIMIT, THUMBNAIL_SIDE};
use conversas_domain::ids::AttachmentId;
use conversas_ipc::{Delivery, FileItem, ItemContent, ItemKind, ThreadItem, Upload};

/// The largest width and height of a picture in the log, in pixels.
const MOST: (f64, f64) = (280.0, 320.0);

/// The smallest width and height, in pixels, so that the picture can be pressed and its time fits.
const LEAST: (f64, f64) = (132.0, 88.0);

/// The frame of a picture without a known size.
pub(crate) const UNKNOWN: (u32, u32) = (280, 158);

/// A name before its extension, which alone may be cut off, and the extension with its dot.
pub(crate) fn parted(name: &str) -> (&str, &str) {
    match name.rfind('.') {
        Some(dot) if dot > 0 && name[dot..].chars().count() <= 6 => name.split_at(dot),
        _ => (name, ""),
    }
}

/// The frame that a picture gets in the log before a byte of it is there.
pub(crate) fn frame(size: Option<(u32, u32)>) -> (u32, u32) {
    let Some((width, height)) = size.filter(|(width, height)| *width > 0 && *height > 0) else {
        return UNKNOWN;
    };
    let (width, height) = (f64::from(width), f64::from(height));
    let scale = (MOST.0 / width).min(MOST.1 / height).min(1.0);
    let side = |length: f64, least: f64, most: f64| (length * scale).clamp(least, most).round() as u32;
    (side(width, LEAST.0, MOST.0), side(height, LEAST.1, MOST.1))
}

/// The kind that a file is shown as. A picture with more pixels than a window can decode, or a large one
/// without a small picture, is shown as a card: the window never decodes it by itself.
/// although it is large, is a card: the window never decodes it by itself.
pub(crate) fn shown_as(file: &FileItem) -> AttachmentKind {
    let fits = |(width, height): (u32, u32)| {
        let is_small = width.max(height) <= THUMBNAIL_SIDE && file.bytes <= THUMBNAIL_LIMIT;
        u64::from(width) * u64::from(height) <= PIXELS_LIMIT && (file.has_thumbnail || is_small)
    };
    match file.kind {
        AttachmentKind::Image if !file.size.is_some_and(fits) => AttachmentKind::Document,
        kind => kind,
    }
}

/// Whether words on the clipboard are nothing but the names or places of the files beside them: file managers
/// put those there. Other words beside a picture are pasted instead, as from a spreadsheet.
pub(crate) fn are_their_names(words: &str, names: &[String]) -> bool {
    let lines = words.lines().map(str::trim).filter(|line| !line.is_empty());
    // Some programs write a line about the purpose first.
    let mut lines =
        lines.skip_while(|line| matches!(*line, "copy" | "cut" | "x-special/nautilus-clipboard")).peekable();
    let is_name = |line: &str| {
        let path = line.trim_matches(['"', '\'']);
        let last = path.trim_end_matches(['/', '\\']).rsplit(['/', '\\']).next().unwrap_or(path);
        names.iter().any(|name| name == last || (path.starts_with("file:") && *name == plain(last)))
    };
    lines.peek().is_some() && lines.all(is_name)
}

/// Decodes a part of an address.
fn plain(coded: &str) -> String {
    let (mut bytes, mut rest) = (Vec::new(), coded.as_bytes());
    while let [first, tail @ ..] = rest {
        let code = tail.get(..2).and_then(|two| u8::from_str_radix(std::str::from_utf8(two).ok()?, 16).ok());
        match (first, code) {
            (b'%', Some(byte)) => {
                bytes.push(byte);
                rest = &tail[2..];
            }
            (byte, _) => {
                bytes.push(*byte);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The tint of a card's tile: the same kind of file always has the same.
pub(crate) fn tint(label: &str) -> u8 {
    match label {
        "PDF" => 5,
        "DOC" | "DOCX" | "ODT" | "TXT" | "RTF" | "PAGES" | "EML" | "MSG" => 1,
        "XLS" | "XLSX" | "ODS" | "CSV" | "NUMBERS" => 3,
        "PPT" | "PPTX" | "PPSX" | "ODP" | "KEY" => 4,
        "ZIP" | "RAR" | "7Z" => 2,
        _ => 8,
    }
}

/// The percentage of so many bytes.
pub(crate) fn part_of(bytes: u64, percent: u8) -> u64 {
    bytes.saturating_mul(u64::from(percent.min(100))) / 100
}

/// Moves an item of a list to another place.
pub(crate) fn reorder<T>(list: &mut Vec<T>, from: usize, to: usize) {
    if from < list.len() && to < list.len() {
        let moved = list.remove(from);
        list.insert(to, moved);
    }
}

/// The stage of a file of this person on its way to the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stage {
    /// The file is not on its way: received, sent, or in trouble.
    Still,
    /// The file waits; with the percentage that is at the server already, if known.
    Waiting(Option<u8>),
    /// This percentage is at the server.
    Uploading(u8),
    /// All bytes are at the server, which checks the file.
    Checking,
    /// The file waits until the server has room for it.
    NoRoom,
}

impl Stage {
    /// The stage after an earlier one: while the file waits, bytes that have arrived still count.
    pub(crate) fn of(delivery: Option<Delivery>, before: Option<Stage>) -> Stage {
        match delivery {
            Some(Delivery::Sending { upload: Some(Upload::Uploading { percent }) }) => {
                Stage::Uploading(percent.min(100))
            }
            Some(Delivery::Sending { upload: Some(Upload::Checking) }) => Stage::Checking,
            Some(Delivery::Sending { upload: Some(Upload::NoRoom) }) => Stage::NoRoom,
            Some(Delivery::Queued) => Stage::Waiting(before.and_then(Stage::percent)),
            _ => Stage::Still,
        }
    }

    /// The percentage that is at the server.
    pub(crate) fn percent(self) -> Option<u8> {
        match self {
            Stage::Still | Stage::NoRoom => None,
            Stage::Waiting(percent) => percent,
            Stage::Uploading(percent) => Some(percent),
            Stage::Checking => Some(100),
        }
    }
}

/// The file of an item, if it is one.
pub(crate) fn file_of(item: &ThreadItem) -> Option<&FileItem> {
    content_of(item).and_then(ItemContent::file)
}

/// The file of an item, to be changed.
pub(crate) fn file_within(item: &mut ThreadItem) -> Option<&mut FileItem> {
    match &mut item.kind {
        ItemKind::Message { content: ItemContent::File { file } }
        | ItemKind::Forwarded { content: ItemContent::File { file }, .. } => Some(file),
        _ => None,
    }
}

fn content_of(item: &ThreadItem) -> Option<&ItemContent> {
    match &item.kind {
        ItemKind::Message { content } | ItemKind::Forwarded { content, .. } => Some(content),
        _ => None,
    }
}

/// The pictures that follow each other around the chosen one, oldest first: those of the thread that are loaded, or, if it
/// is not among them, those the conversation is known to have (`known`: newest first).
pub(crate) fn gallery(loaded: &[Arc<ThreadItem>], known: &[FileItem], chosen: AttachmentId) -> Vec<FileItem> {
    let images = |files: Vec<FileItem>| -> Vec<FileItem> {
        let mut seen = HashSet::new();
        // A file that was forwarded back occurs twice in the thread.
        files.into_iter().filter(|file| file.kind == AttachmentKind::Image && seen.insert(file.id)).collect()
    };
    let here = images(loaded.iter().filter_map(|item| file_of(item)).cloned().collect());
    match here.iter().any(|file| file.id == chosen) {
        true => here,
        false => images(known.iter().rev().cloned().collect()),
    }
}

#[cfg(test)]
pub(crate) mod tests;
