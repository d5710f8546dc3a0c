//! What the command may fetch: the URLs it is given, and what these and the files refer to on the hosts it is told.

use std::path::PathBuf;

use apilint::loader::{Http, HttpOptions, LoadError, Loaded, Loader, NetworkError};
use apilint::source::Uri;

use crate::args::{Check, Reach};
use crate::limits::Limits;

/// The network of a run, if it may need it: making it reads the certificate authorities of the system.
#[derive(Clone)]
pub enum Network {
    /// Nothing that was asked can lead there.
    Unused,
    /// Hosts may be reached.
    Open(Box<Http>),
    /// It could not be made: said for each document that needs it.
    Broken(NetworkError),
}

impl Network {
    /// The network that a check calls for, for its inputs and its rulesets; its settings may allow more hosts.
    pub fn new(arguments: &Check, hosts: Vec<String>, limits: &Limits) -> Self {
        let mut options = arguments.reach.options();
        options.allowed_hosts.extend(hosts);
        let options = match limits.size {
            Some(limit_bytes) => HttpOptions { limit_bytes, ..options },
            None => options,
        };
        let asked = [arguments.inputs.as_slice(), &arguments.ruleset].concat();
        Self::of(&asked, options)
    }

    /// The network that rulesets call for.
    pub fn for_rulesets(names: &[String], reach: &Reach) -> Self {
        Self::of(names, reach.options())
    }

    /// The network for these inputs.
    pub fn of(inputs: &[String], options: HttpOptions) -> Self {
        let is_asked = inputs.iter().any(|input| Uri::new(input.as_str()).is_remote());
        if !is_asked && options.allowed_hosts.is_empty() {
            return Self::Unused;
        }
        match Http::new(HttpOptions { cache: cache(), ..options }) {
            Ok(http) => Self::Open(Box::new(http)),
            Err(error) => Self::Broken(error),
        }
    }

    /// The network for one input, which is allowed its own host.
    pub fn for_input(&self, uri: &Uri) -> Self {
        self.for_uri(uri, Http::for_input)
    }

    /// The same for one that is judged, the answer of its host included.
    pub fn for_judged(&self, uri: &Uri) -> Self {
        self.for_uri(uri, Http::for_judged)
    }

    fn for_uri(&self, uri: &Uri, allow: impl Fn(&Http, &Uri) -> Http) -> Self {
        match self {
            Self::Unused => Self::Unused,
            Self::Open(http) if uri.is_remote() => Self::Open(Box::new(allow(http, uri))),
            Self::Open(http) => Self::Open(http.clone()),
            Self::Broken(error) => Self::Broken(error.clone()),
        }
    }
}

impl Reach {
    fn options(&self) -> HttpOptions {
        HttpOptions {
            allowed_hosts: self.allow_host.clone(),
            allow_private: self.allow_private,
            offline: self.offline,
            ..HttpOptions::default()
        }
    }
}

impl Loader for Network {
    fn load(&self, uri: &Uri) -> Result<Loaded, LoadError> {
        match self {
            Self::Unused => Err(LoadError::Remote),
            Self::Open(http) => http.load(uri),
            Self::Broken(error) => Err(error.clone().into()),
        }
    }
}

/// Where documents are kept between runs: the user's cache folder (XDG Base Directory).
fn cache() -> Option<PathBuf> {
    let folder =
        |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let base = folder("XDG_CACHE_HOME").or_else(|| Some(folder("HOME")?.join(".cache")))?;
    Some(base.join("apilint"))
}
