//! Documents on the network, fetched only from hosts that were allowed, and never from somebody's inside.

mod address;
mod answer;
mod cache;
mod client;
mod credentials;
mod error;
mod fetch;
mod hosts;
mod names;
mod proxies;

use std::fmt;
use std::io;
use std::net::IpAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use reqwest::blocking::Client;
use url::Url;

pub use error::NetworkError;

use self::cache::Cache;
use self::hosts::Hosts;
use self::names::Names;
use self::proxies::Proxies;
use super::{LoadError, Loaded, Loader};
use crate::source::Uri;

/// The value of an environment variable, if it is set.
pub type Environment = Arc<dyn Fn(&str) -> Option<String> + Send + Sync>;

/// The addresses of a name.
pub type Resolver = Arc<dyn Fn(&str) -> io::Result<Vec<IpAddr>> + Send + Sync>;

/// What a run may do on the network.
#[derive(Clone)]
pub struct HttpOptions {
    /// Hosts that may be reached: `data.gouv.fr`, or `*.gouv.fr` for all that is below it. None by default.
    pub allowed_hosts: Vec<String>,
    /// Whether private, local and reserved addresses may be reached. No by default.
    pub allow_private: bool,
    /// Whether the cache answers alone.
    pub offline: bool,
    /// The most bytes of one document, after decompression: 64 MiB by default.
    pub limit_bytes: u64,
    /// The most time for one document, redirects included: 10 s by default, as data.gouv.fr waits.
    pub timeout: Duration,
    /// The most time for one connection: 5 s by default.
    pub connect_timeout: Duration,
    /// The most redirects that are followed for one document: 5 by default.
    pub redirects: usize,
    /// Where documents are kept between runs; nowhere by default.
    pub cache: Option<PathBuf>,
    /// Certificates in PEM that are trusted beside the system's. On Unix the system's can be replaced by the variables
    /// `SSL_CERT_FILE` and `SSL_CERT_DIR`.
    pub extra_roots: Vec<u8>,
    /// Where credentials and proxies are read: the process's environment by default.
    ///
    /// `APILINT_TOKEN_<HOST>` holds a bearer token and `APILINT_AUTH_<HOST>` a `user:password`, where `<HOST>` is the host
    /// in capitals, `.` written `_` and `-` written `__`: `APILINT_TOKEN_API_DATA__PUBLIQUE_FR` is for
    /// `api.data-publique.fr`.
    pub environment: Environment,
    /// Who gives the addresses of a name: the system by default.
    pub resolver: Resolver,
}

impl Default for HttpOptions {
    fn default() -> Self {
        Self {
            allowed_hosts: Vec::new(),
            allow_private: false,
            offline: false,
            limit_bytes: 64 << 20,
            timeout: Duration::from_secs(10),
            connect_timeout: Duration::from_secs(5),
            redirects: 5,
            cache: None,
            extra_roots: Vec::new(),
            environment: Arc::new(|name| std::env::var(name).ok()),
            resolver: Arc::new(names::system),
        }
    }
}

impl fmt::Debug for HttpOptions {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("HttpOptions")
            .field("allowed_hosts", &self.allowed_hosts)
            .field("allow_private", &self.allow_private)
            .field("offline", &self.offline)
            .field("limit_bytes", &self.limit_bytes)
            .field("timeout", &self.timeout)
            .field("connect_timeout", &self.connect_timeout)
            .field("redirects", &self.redirects)
            .field("cache", &self.cache)
            .finish_non_exhaustive()
    }
}

/// Reads documents over http and https. A clone shares the client and its connections.
///
/// What is promised, on every hop of every fetch:
///
/// - the host was allowed, and is not a private, local or reserved address, nor a name that leads to one;
/// - the address connected to is the one that was checked: names are asked once, and the connection takes the answer;
/// - encryption is not given up on the way, and the certificate is checked against the system's authorities;
/// - bytes (after decompression), redirects and time are bounded;
/// - credentials come from the environment, go to their host over https, and are in no message.
///
/// Through a proxy of the environment the promise is weaker. Addresses written in URLs are checked as always, names are
/// asked and checked before the request is handed over, but the proxy asks again for itself, and a name that has no
/// address here is left to it. Where that matters, let the proxy refuse inside addresses, or unset its variables.
///
/// The calls block, and the client has a thread of its own: in an asynchronous program, make and call it where blocking is
/// allowed (`spawn_blocking`).
#[derive(Clone)]
pub struct Http {
    shared: Arc<Shared>,
    hosts: Hosts,
    /// The input, which is asked for as a page of the catalogue would.
    input: Option<Url>,
}

/// What all clones have in common.
struct Shared {
    options: HttpOptions,
    client: Client,
    names: Arc<Names>,
    proxies: Proxies,
    cache: Option<Cache>,
}

impl Http {
    /// Reads the options and the proxies of the environment, or says which is wrong. Reads the system's certificate
    /// authorities too, some 20 ms: made once, and by a run that needs it.
    pub fn new(options: HttpOptions) -> Result<Self, NetworkError> {
        let hosts = Hosts::parse(&options.allowed_hosts)?;
        let proxies = Proxies::read(&options.environment)?;
        let names = Arc::new(Names::new(Arc::clone(&options.resolver), options.allow_private));
        let client = client::build(&options, &names, &proxies)?;
        let cache = options.cache.as_deref().map(Cache::in_folder);
        Ok(Self {
            shared: Arc::new(Shared { options, client, names, proxies, cache }),
            hosts,
            input: None,
        })
    }

    /// The same for one input: who names a URL allows its host, for it and for what it refers to.
    #[must_use]
    pub fn for_input(&self, input: &Uri) -> Self {
        let mut copy = self.clone();
        if let Ok(url) = parse(input) {
            copy.hosts.push(&url);
        }
        copy
    }

    /// The same for an input whose answer is judged: it is asked for as a page of the catalogue would ask, and what was seen is
    /// kept beside it.
    #[must_use]
    pub fn for_judged(&self, input: &Uri) -> Self {
        Self { input: parse(input).ok(), ..self.for_input(input) }
    }
}

impl Loader for Http {
    fn load(&self, uri: &Uri) -> Result<Loaded, LoadError> {
        self.fetch(&parse(uri)?)
    }
}

impl fmt::Debug for Http {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Http")
            .field("options", &self.shared.options)
            .field("hosts", &self.hosts)
            .field("proxies", &self.shared.proxies)
            .finish_non_exhaustive()
    }
}

/// A URL without its user name and password, to be shown.
pub fn without_credentials(uri: &Uri) -> Uri {
    match parse(uri) {
        Ok(mut url) if !url.username().is_empty() || url.password().is_some() => {
            // Both can only fail on a URL without host, which http does not have.
            let _ = (url.set_username(""), url.set_password(None));
            Uri::new(url)
        }
        Ok(_) | Err(_) => uri.clone(),
    }
}

fn parse(uri: &Uri) -> Result<Url, NetworkError> {
    let url = Url::parse(uri.as_str())
        .map_err(|error| NetworkError::InvalidUrl { reason: error.to_string() })?;
    match url.scheme() {
        "http" | "https" => Ok(url),
        scheme => Err(NetworkError::InvalidUrl { reason: format!("`{scheme}:`") }),
    }
}
