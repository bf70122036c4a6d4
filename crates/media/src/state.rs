//! The state that the routes share.

use conversas_host::Host;

use crate::voice::Voices;

/// A profile, and the voice messages of it that are being decoded.
#[derive(Clone)]
pub(crate) struct Media {
    pub(crate) host: Host,
    pub(crate) voices: Voices,
}
