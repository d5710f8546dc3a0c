//! What the network did instead of giving the bytes, with what a message in any language needs.

use std::error::Error;
use std::time::Duration;

/// Why a URL was not fetched. Hosts are as the URL standard writes them; nothing here repeats a query or a secret.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NetworkError {
    /// The name is no `http(s)` URL.
    #[error("not a URL that can be fetched ({reason}): write https://host/path")]
    InvalidUrl {
        /// What is wrong with it.
        reason: String,
    },
    /// An entry of the allowed hosts is neither a host nor `*.` and a domain.
    #[error(
        "`{pattern}` is not a host: write `data.gouv.fr` or `*.gouv.fr`, without scheme, port or path"
    )]
    InvalidHost {
        /// The entry as written.
        pattern: String,
    },
    /// A redirect leads to something that is neither http nor https.
    #[error(
        "{host} redirects to a `{scheme}:` address, which is not followed: ask for the final URL"
    )]
    Scheme {
        /// Who redirects.
        host: String,
        /// Where to.
        scheme: String,
    },
    /// The URL holds a user name or a password, which would end in reports.
    #[error(
        "the URL holds credentials: take them out and put `user:password` in the environment variable {variable}"
    )]
    CredentialsInUrl {
        /// The host they were for.
        host: String,
        /// Where they can be given.
        variable: String,
    },
    /// The value of a variable cannot stand in a header.
    #[error(
        "the environment variable {variable} holds what no header can carry: check it for line ends, or for a missing `:`"
    )]
    InvalidCredentials {
        /// Which one.
        variable: String,
    },
    /// Nobody allowed this host.
    #[error(
        "{host} is not a host that this run may reach: if you trust it, add --allow-host {host}"
    )]
    NotAllowed {
        /// Which one.
        host: String,
    },
    /// The host is, or has only, addresses inside of someone's network.
    #[error(
        "{host} is at a private, local or reserved address: if it is yours, add --allow-private"
    )]
    PrivateAddress {
        /// Which one.
        host: String,
    },
    /// The name has no address.
    #[error("{host} has no address ({reason}): check its spelling and your connection")]
    Unresolved {
        /// Which one.
        host: String,
        /// What the resolver says.
        reason: String,
    },
    /// A redirect gives up encryption.
    #[error(
        "{host} redirects from https to http, where anyone can change the answer: ask it to redirect to https"
    )]
    Downgrade {
        /// Who redirects.
        host: String,
    },
    /// One redirect more than allowed, or a loop.
    #[error("more than {limit} redirects, the last by {host}: ask for the final URL")]
    TooManyRedirects {
        /// Who gave the last one.
        host: String,
        /// The most that are followed.
        limit: usize,
    },
    /// The whole fetch took longer than allowed.
    #[error("{host} did not give everything within {} s: try again, or download it first", .limit.as_secs_f32())]
    Timeout {
        /// Who was waited for.
        host: String,
        /// The most that is waited for a whole fetch, redirects included.
        limit: Duration,
    },
    /// The server asks who is there, or does not like the answer.
    #[error(
        "{host} asks for credentials ({code}): put a token in the environment variable {variable}, or check it"
    )]
    Unauthorised {
        /// Which one.
        host: String,
        /// 401 or 403.
        code: u16,
        /// Where a token can be given.
        variable: String,
    },
    /// The server answers with something else than the document.
    #[error("{host} answers {code} instead of the document: open the URL in a browser to see why")]
    Status {
        /// Which one.
        host: String,
        /// The HTTP status.
        code: u16,
    },
    /// The secure connection could not be trusted.
    #[error(
        "no trusted connection to {host} ({reason}): if its authority is your organisation's, name it in SSL_CERT_FILE"
    )]
    Tls {
        /// Which one.
        host: String,
        /// What the certificate lacks.
        reason: String,
    },
    /// Nobody answers there.
    #[error(
        "could not connect to {host} ({reason}): check the URL, your connection and your proxy"
    )]
    Connect {
        /// Which one.
        host: String,
        /// What the system says.
        reason: String,
    },
    /// The answer stops short or is not HTTP.
    #[error("the answer of {host} is broken ({reason}): try again, or download it first")]
    Broken {
        /// Which one.
        host: String,
        /// Where it breaks.
        reason: String,
    },
    /// An image, a film or a sound.
    #[error("{host} gives {media_type}, which is no description: check the URL")]
    WrongType {
        /// Which one.
        host: String,
        /// The type it announces.
        media_type: String,
    },
    /// A compression that was not asked for.
    #[error("{host} compresses with {encoding}, which was not asked for: download the file first")]
    Encoding {
        /// Which one.
        host: String,
        /// The encoding it announces.
        encoding: String,
    },
    /// Offline, and nothing was kept of it.
    #[error("offline, and nothing of {host} is kept for this URL: run once without --offline")]
    Offline {
        /// Which one.
        host: String,
    },
    /// A proxy variable does not name an HTTP proxy.
    #[error("the environment variable {variable} does not name a proxy: write http://host:port")]
    InvalidProxy {
        /// Which one.
        variable: String,
    },
    /// The client could not be made: no certificate authority, mostly.
    #[error(
        "no secure connection can be made here ({reason}): name a file of certificate authorities in SSL_CERT_FILE"
    )]
    Setup {
        /// What lacks.
        reason: String,
    },
}

/// Names what went wrong in talking to a host, from the chain of causes.
pub(super) fn talking_to(
    host: &str,
    limit: Duration,
    error: &(dyn Error + 'static),
) -> NetworkError {
    let host = host.to_owned();
    let causes: Vec<_> = std::iter::successors(Some(error), |cause| next(*cause)).collect();
    let reason = causes.last().map(ToString::to_string).unwrap_or_default();
    let ours = || causes.iter().filter_map(|cause| cause.downcast_ref::<reqwest::Error>());
    if ours().any(reqwest::Error::is_timeout) {
        NetworkError::Timeout { host, limit }
    } else if causes.iter().any(|cause| cause.is::<rustls::Error>()) {
        NetworkError::Tls { host, reason }
    } else if ours().any(reqwest::Error::is_connect) {
        NetworkError::Connect { host, reason }
    } else {
        NetworkError::Broken { host, reason }
    }
}

/// The cause below. An `io::Error` says it is what it wraps, and skips it in its sources.
fn next<'a>(error: &'a (dyn Error + 'static)) -> Option<&'a (dyn Error + 'static)> {
    match error.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref) {
        Some(inner) => Some(inner),
        None => error.source(),
    }
}
