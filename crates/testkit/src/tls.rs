//! Certificates of a server on this machine: a valid one, and some that are not.
//!
//! The certificates are files of this crate, made once with openssl for `localhost` and `127.0.0.1`, by an
//! authority of their own whose key was thrown away. Devices of the testkit trust that authority.

use std::sync::Arc;

use rustls::ServerConfig;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use tokio_rustls::TlsAcceptor;

/// The authority that devices trust, as DER.
pub const AUTHORITY: &[u8] = include_bytes!("../certificates/authority.der");

/// A certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Certificate {
    /// The certificate is valid from 2020 to 2120.
    Good,
    /// The certificate's time ended in 2021.
    Expired,
    /// The certificate's time begins in 2100.
    NotYet,
    /// The certificate comes from an authority that no device trusts.
    Stranger,
}

pub(crate) fn acceptor(certificate: Certificate) -> TlsAcceptor {
    let der: &[u8] = match certificate {
        Certificate::Good => include_bytes!("../certificates/good.der"),
        Certificate::Expired => include_bytes!("../certificates/expired.der"),
        Certificate::NotYet => include_bytes!("../certificates/future.der"),
        Certificate::Stranger => include_bytes!("../certificates/stranger.der"),
    };
    let key: &[u8] = include_bytes!("../certificates/server-key.der");
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key));
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("ring has them")
        .with_no_client_auth()
        .with_single_cert(vec![CertificateDer::from(der)], key)
        .expect("they belong together");
    TlsAcceptor::from(Arc::new(config))
}
