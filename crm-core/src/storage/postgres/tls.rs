//! Encryption with rustls. A certificate is always checked, against the system's authorities or
//! those of a file.

use super::url::Address;
use crate::base::error::Result;
use crate::base::messages::STORAGE_TLS;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{ClientConfig, RootCertStore};
use std::sync::Arc;
use tokio_postgres_rustls::MakeRustlsConnect;

/// What makes encrypted connections to an address.
///
/// # Errors
/// `storage.tls` when the file of certificates cannot be read, or the system has none.
pub(super) fn connector(address: &Address) -> Result<MakeRustlsConnect> {
    let failed = |reason: String| {
        let error = STORAGE_TLS.error().with("server", address.server());
        error.with("reason", reason)
    };
    let mut roots = RootCertStore::empty();
    let certificates = match &address.root {
        Some(path) => CertificateDer::pem_file_iter(path)
            .and_then(Iterator::collect::<std::result::Result<Vec<_>, _>>)
            .map_err(|error| failed(format!("{}: {error}", path.display())))?,
        None => rustls_native_certs::load_native_certs().certs,
    };
    roots.add_parsable_certificates(certificates);
    if roots.is_empty() {
        return Err(failed(
            "there is no certificate to trust: name a file with sslrootcert".into(),
        ));
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| failed(error.to_string()))?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(MakeRustlsConnect::new(config))
}
