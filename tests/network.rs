//! The network loader against real servers on the loopback: every refusal, and every way a server can misbehave.
#![cfg(feature = "http")]

mod catalogue;
mod references;
mod refusals;
mod rulesets;
mod server;
mod servers;
mod trust;

use std::collections::HashMap;
use std::fs;
use std::io;
use std::net::{IpAddr, Ipv4Addr};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use apilint::loader::{Environment, Http, HttpOptions, LoadError, Loader, NetworkError, Resolver};
use apilint::source::Uri;

/// May reach the loopback, under any name that ends in `.test`; knows no variable of the real environment.
fn options() -> HttpOptions {
    HttpOptions {
        allow_private: true,
        timeout: Duration::from_secs(5),
        environment: variables(&[]),
        resolver: names(&[("a.test", "127.0.0.1"), ("b.test", "127.0.0.1")]),
        ..HttpOptions::default()
    }
}

/// May reach public addresses only, and does it through a proxy that plays the whole internet.
fn through(proxy: &server::Server) -> HttpOptions {
    let proxy = format!("127.0.0.1:{}", proxy.port);
    HttpOptions {
        allow_private: false,
        environment: variables(&[("HTTP_PROXY", &proxy), ("HTTPS_PROXY", &proxy)]),
        resolver: names(&[("public.test", "1.1.1.1"), ("inside.test", "10.0.0.1")]),
        ..options()
    }
}

fn variables(variables: &[(&str, &str)]) -> Environment {
    let variables: HashMap<String, String> =
        variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    Arc::new(move |name| variables.get(name).cloned())
}

fn names(names: &[(&str, &str)]) -> Resolver {
    let names: HashMap<String, IpAddr> = names
        .iter()
        .map(|(name, address)| ((*name).to_owned(), address.parse().expect("an address")))
        .collect();
    Arc::new(move |name| {
        let address = names.get(name).copied();
        address.map(|address| vec![address]).ok_or_else(|| io::Error::other("no such name"))
    })
}

/// A folder of one test alone, empty.
fn folder_of_cache(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("network").join(name);
    let _ = fs::remove_dir_all(&folder);
    folder
}

/// Loads a URL as an input: its host is allowed.
fn load(options: &HttpOptions, url: &str) -> Result<Vec<u8>, LoadError> {
    let uri = Uri::new(url);
    Ok(Http::new(options.clone())?.for_input(&uri).load(&uri)?.bytes)
}

/// The document, as text.
fn document(options: &HttpOptions, url: &str) -> String {
    let bytes = load(options, url).unwrap_or_else(|error| panic!("{url}: {error}"));
    String::from_utf8(bytes).expect("text")
}

/// Why it is not loaded.
fn refusal(options: &HttpOptions, url: &str) -> NetworkError {
    match load(options, url) {
        Err(LoadError::Network(refusal)) => refusal,
        other => panic!("{url}: {other:?}"),
    }
}

/// Whether it is refused for its size.
fn is_too_large(options: &HttpOptions, url: &str) -> bool {
    let limit_bytes = options.limit_bytes;
    matches!(load(options, url), Err(LoadError::TooLarge { limit }) if limit == limit_bytes)
}

const LOOPBACK: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);
