//! The HTTP client: one for all fetches, with nothing left to its own choice but the protocol.

use std::sync::Arc;

use reqwest::blocking::{Client, ClientBuilder};
use reqwest::redirect::Policy;
use rustls::ClientConfig;
use rustls::crypto::ring;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls_platform_verifier::Verifier;

use super::names::{Checked, Names};
use super::proxies::Proxies;
use super::{HttpOptions, NetworkError};

/// Makes the client. Redirects are followed by [`super::fetch`], who checks each one.
pub(super) fn build(
    options: &HttpOptions,
    names: &Arc<Names>,
    proxies: &Proxies,
) -> Result<Client, NetworkError> {
    let builder = ClientBuilder::new()
        .tls_backend_preconfigured(tls(&options.extra_roots)?)
        .dns_resolver(Arc::new(Checked(Arc::clone(names))))
        .redirect(Policy::none())
        .referer(false)
        .connect_timeout(options.connect_timeout)
        .user_agent(concat!("apilint/", env!("CARGO_PKG_VERSION")));
    proxies.install(builder).and_then(ClientBuilder::build).map_err(setup)
}

/// TLS 1.2 and 1.3 by ring, with the authorities that the system trusts and `extra_roots`. Given whole to the client: by
/// itself it takes the provider of the process, which is not ours to choose.
fn tls(extra_roots: &[u8]) -> Result<ClientConfig, NetworkError> {
    let roots: Vec<_> =
        CertificateDer::pem_slice_iter(extra_roots).collect::<Result<_, _>>().map_err(setup)?;
    let provider = Arc::new(ring::default_provider());
    let verifier = Verifier::new_with_extra_roots(roots, Arc::clone(&provider)).map_err(setup)?;
    let versions = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(setup)?;
    // "Dangerous" is what rustls calls any verifier but its own; this one is the system's.
    let config = versions.dangerous().with_custom_certificate_verifier(Arc::new(verifier));
    Ok(config.with_no_client_auth())
}

fn setup(error: impl std::fmt::Display) -> NetworkError {
    NetworkError::Setup { reason: error.to_string() }
}
