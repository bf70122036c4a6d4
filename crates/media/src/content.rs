//! The form in which a file is shown. Only pictures, videos and sound are ever shown; everything else can be saved.

use axum::http::{HeaderMap, HeaderValue, header};
use conversas_domain::attachment::{Attachment, AttachmentKind, FileName};
use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, utf8_percent_encode};

/// The headers with which bytes are handed out.
#[derive(Debug, Clone)]
pub(crate) struct Shown {
    media_type: &'static str,
    /// The name to save the file under; none: the file is shown.
    saved_as: Option<FileName>,
}

/// The type of decoded sound, and of takes.
pub(crate) const WAV: Shown = Shown { media_type: "audio/wav", saved_as: None };
/// The type of small pictures.
pub(crate) const JPEG: Shown = Shown { media_type: "image/jpeg", saved_as: None };

/// The part of `attr-char` (RFC 5987) that stays as it is.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'.').remove(b'-').remove(b'_').remove(b'~');

impl Shown {
    /// Answers the headers of an original: it is shown if it is a picture, a video or a sound that is not to
    /// be saved, and saved otherwise.
    pub(crate) fn original(attachment: &Attachment, is_saved: bool) -> Shown {
        match attachment.kind() {
            AttachmentKind::Image | AttachmentKind::Video | AttachmentKind::Audio if !is_saved => {
                Shown { media_type: attachment.file_type.media_type(), saved_as: None }
            }
            AttachmentKind::Image
            | AttachmentKind::Video
            | AttachmentKind::Audio
            | AttachmentKind::Voice
            | AttachmentKind::Document => {
                Shown { media_type: "application/octet-stream", saved_as: Some(attachment.name.clone()) }
            }
        }
    }

    /// Makes the headers. Browsers may not guess the type, run the file or keep it: a file that is erased
    /// here must not be left in a browser's cache.
    pub(crate) fn headers(&self) -> HeaderMap {
        let mut headers = HeaderMap::new();
        let mut set = |name, value| headers.insert(name, HeaderValue::from_static(value));
        set(header::CONTENT_TYPE, self.media_type);
        set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
        set(header::CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'");
        set(header::REFERRER_POLICY, "no-referrer");
        set(header::CACHE_CONTROL, "private, no-store");
        set(header::ACCEPT_RANGES, "bytes");
        set(header::CONTENT_DISPOSITION, "inline");
        if let Some(name) = &self.saved_as {
            let value = HeaderValue::from_str(&disposition(name.as_str()));
            headers
                .insert(header::CONTENT_DISPOSITION, value.unwrap_or(HeaderValue::from_static("attachment")));
        }
        headers
    }
}

fn disposition(name: &str) -> String {
    const QUOTED: &AsciiSet = &CONTROLS.add(b'"').add(b'\\').add(b'%');
    let plain: String = name.chars().map(|c| if c.is_ascii() { c } else { '_' }).collect();
    let plain = utf8_percent_encode(&plain, QUOTED);
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{}", utf8_percent_encode(name, ENCODED))
}

#[cfg(test)]
mod tests {
    use conversas_domain::attachment::{FileType, Media};
    use conversas_domain::ids::{AttachmentId, EntityId};

    use super::*;

    fn shown(file_type: FileType, name: &str, is_saved: bool) -> (String, String) {
        let attachment = Attachment {
            id: AttachmentId::from_uuid(Default::default()),
            name: FileName::of(name, file_type),
            file_type,
            bytes: 1,
            media: Media::Document,
        };
        let headers = Shown::original(&attachment, is_saved).headers();
        let text = |name| headers.get(name).expect("set").to_str().expect("ASCII").to_owned();
        assert_eq!(text(header::X_CONTENT_TYPE_OPTIONS), "nosniff");
        (text(header::CONTENT_TYPE), text(header::CONTENT_DISPOSITION))
    }

    #[test]
    fn only_pictures_videos_and_sounds_are_shown() {
        for file_type in FileType::ALL {
            let (media_type, disposition) = shown(*file_type, "x", false);
            use AttachmentKind::*;
            let is_shown = matches!(file_type.kind(), Image | Video | Audio);
            assert_eq!(disposition == "inline", is_shown, "{file_type:?}");
            assert_eq!(media_type != "application/octet-stream", is_shown, "{file_type:?}");
            assert!(shown(*file_type, "x", true).1.starts_with("attachment"), "{file_type:?}");
        }
    }

    #[test]
    fn a_name_of_any_letters_is_a_header() {
        let (_, disposition) = shown(FileType::Pdf, "Declaração \"1\"; x=y 100%.pdf", false);
        assert!(disposition.is_ascii() && !disposition.contains('\n'));
        assert!(
            disposition.ends_with("filename*=UTF-8''Declara%C3%A7%C3%A3o%20_1_%3B%20x%3Dy%20100%25.pdf"),
            "{disposition}"
        );
    }
}
