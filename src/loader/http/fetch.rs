//! One fetch: hop after hop, each checked as if it were the first, until an answer, a refusal, or the end of patience.

use std::net::IpAddr;
use std::time::{Duration, Instant};

use reqwest::StatusCode;
use reqwest::blocking::RequestBuilder;
use reqwest::header::{ACCEPT, IF_MODIFIED_SINCE, IF_NONE_MATCH, LOCATION, ORIGIN};
use url::Url;

use super::answer::{Answer, Welcome};
use super::cache::Note;
use super::credentials::{self, Credentials};
use super::error::talking_to;
use super::hosts::host_of;
use super::{Http, NetworkError};
use crate::loader::{CATALOGUE, Fetched, LoadError, Loaded};
use crate::source::Uri;

/// Whether a server may answer so for the origin alone: not where it asks who calls, knows of nothing, or asks to wait.
fn may_be_of_origin(status: StatusCode) -> bool {
    let is_of_all = matches!(status.as_u16(), 401 | 404 | 407 | 410 | 429);
    (status.is_client_error() || status.is_server_error()) && !is_of_all
}

/// JSON and YAML first; many servers know neither name and give what they have.
const ACCEPTED: &str = "application/json, application/yaml, */*;q=0.5";

impl Http {
    /// Gives the bytes behind a URL, and the URL that gave them.
    pub(super) fn fetch(&self, first: &Url) -> Result<Loaded, LoadError> {
        self.permit(first)?;
        let options = &self.shared.options;
        let cache = self.shared.cache.as_ref();
        let kept = cache.and_then(|cache| cache.get(first, options.limit_bytes));
        if options.offline {
            let missing = || NetworkError::Offline { host: host_of(first).to_owned() };
            let entry = kept.ok_or_else(missing)?;
            let url = entry.note.answered(first);
            return Ok(loaded(entry.bytes, url, entry.note.fetched));
        }
        let start = Instant::now();
        let mut url = first.clone();
        for redirects in 0..=options.redirects {
            let known = kept.as_ref().filter(|entry| entry.note.is_from(&url));
            let answer = self.ask(first, &url, known.map(|entry| &entry.note), start)?;
            let status = answer.response.status();
            if let Some(entry) = known
                && status == StatusCode::NOT_MODIFIED
            {
                let fetched = answer.fetched(redirects);
                let was_refused = answer.was_refused();
                let fetched = fetched.map(|now| match entry.note.fetched.as_ref() {
                    _ if was_refused => now,
                    kept => now.completed(kept),
                });
                if let (Some(cache), Some(fetched)) = (cache, &fetched)
                    && entry.note.fetched.as_ref().is_none_or(|kept| !kept.is_like(fetched))
                {
                    let Note { etag, last_modified, .. } = entry.note.clone();
                    let fetched = Some(fetched.clone());
                    cache.put(first, (&url, fetched), [etag, last_modified], &entry.bytes);
                }
                return Ok(loaded(entry.bytes.clone(), url, fetched));
            }
            match answer.response.headers().get(LOCATION) {
                Some(location) if status.is_redirection() => {
                    url = follow(&url, location.as_bytes())?;
                    self.permit(&url)?;
                }
                _ => {
                    let mut answer = answer;
                    let bytes = answer.read(options.limit_bytes, options.timeout)?;
                    let fetched = answer.fetched(redirects);
                    if let Some(cache) = cache {
                        answer.keep(cache, first, fetched.clone(), &bytes);
                    }
                    return Ok(loaded(bytes, answer.url, fetched));
                }
            }
        }
        let (host, limit) = (host_of(&url).to_owned(), options.redirects);
        Err(NetworkError::TooManyRedirects { host, limit }.into())
    }

    /// What can be refused before any question to the network.
    fn permit(&self, url: &Url) -> Result<(), NetworkError> {
        let host = host_of(url).to_owned();
        if !url.username().is_empty() || url.password().is_some() {
            let variable = credentials::auth_variable(&host);
            return Err(NetworkError::CredentialsInUrl { host, variable });
        }
        if !self.hosts.allow(url) {
            return Err(NetworkError::NotAllowed { host });
        }
        Ok(())
    }

    /// One request, to addresses that were checked for it; `known` is what the cache has from this very URL.
    fn ask(
        &self,
        first: &Url,
        url: &Url,
        known: Option<&Note>,
        start: Instant,
    ) -> Result<Answer, NetworkError> {
        let addresses = self.reach(url, start)?;
        let credentials = self.credentials(first, url, &addresses)?;
        // Of what is given to us alone, nothing is known of others.
        let plays_catalogue = self.input.as_ref() == Some(first) && credentials.is_none();
        let request = || -> Result<RequestBuilder, NetworkError> {
            let patience = self.patience(url, start)?;
            let mut request =
                self.shared.client.get(url.clone()).timeout(patience).header(ACCEPT, ACCEPTED);
            if let Some(credentials) = &credentials {
                request = credentials.sign(request);
            }
            if let Some(etag) = known.and_then(|note| note.etag.as_ref()) {
                request = request.header(IF_NONE_MATCH, etag);
            }
            if let Some(date) = known.and_then(|note| note.last_modified.as_ref()) {
                request = request.header(IF_MODIFIED_SINCE, date);
            }
            Ok(request)
        };
        let limit = self.shared.options.timeout;
        let send = |request: RequestBuilder| {
            request.send().map_err(|error| talking_to(host_of(url), limit, &error))
        };
        let mut asked = Instant::now();
        let mut welcome = plays_catalogue.then_some(Welcome::Answered);
        let mut response = match welcome {
            Some(_) => send(request()?.header(ORIGIN, CATALOGUE))?,
            None => send(request()?)?,
        };
        // Some servers refuse what comes from pages they do not know, or fall over it, and answer anybody else.
        if plays_catalogue && may_be_of_origin(response.status()) {
            (asked, welcome) = (Instant::now(), Some(Welcome::Forbidden));
            response = send(request()?)?;
        }
        let was_signed = credentials.is_some();
        Ok(Answer { response, url: url.clone(), was_signed, welcome, asked })
    }

    /// Checks where a request would go. No address means that a proxy is left to find one.
    fn reach(&self, url: &Url, start: Instant) -> Result<Vec<IpAddr>, NetworkError> {
        let names = &self.shared.names;
        let checked = names.check(url, self.patience(url, start)?);
        let Some(proxy) = self.shared.proxies.before(url) else { return checked };
        names.admit(proxy, self.patience(url, start)?);
        match checked {
            // Inside, public names often have no address, and only the proxy knows them. If `NO_PROXY` names this one
            // after all, the client finds no address either and connects to nothing.
            Err(NetworkError::Unresolved { .. }) if host_of(proxy) != host_of(url) => {
                Ok(Vec::new())
            }
            checked => checked,
        }
    }

    /// What we say of ourselves to a host: nothing in the clear, unless it stays in this machine, and nothing to another
    /// service of the same host, where a redirect may lead.
    fn credentials(
        &self,
        first: &Url,
        url: &Url,
        addresses: &[IpAddr],
    ) -> Result<Option<Credentials>, NetworkError> {
        let stays_here =
            self.shared.proxies.before(url).is_none() && addresses.iter().all(IpAddr::is_loopback);
        let is_meant = url.port().is_none() || url.origin() == first.origin();
        if is_meant && (url.scheme() == "https" || stays_here) {
            Credentials::read(&self.shared.options.environment, host_of(url))
        } else {
            Ok(None)
        }
    }

    /// The time that is left.
    fn patience(&self, url: &Url, start: Instant) -> Result<Duration, NetworkError> {
        let limit = self.shared.options.timeout;
        match limit.saturating_sub(start.elapsed()) {
            Duration::ZERO => Err(NetworkError::Timeout { host: host_of(url).to_owned(), limit }),
            // The client adds it to the clock, which ends.
            left => Ok(left.min(LONGEST)),
        }
    }
}

fn loaded(bytes: Vec<u8>, url: Url, fetched: Option<Fetched>) -> Loaded {
    Loaded { bytes, uri: Uri::new(url), fetched }
}

/// A day.
const LONGEST: Duration = Duration::from_secs(24 * 60 * 60);

/// Where a redirect leads. Who follows it checks what is there.
fn follow(url: &Url, location: &[u8]) -> Result<Url, NetworkError> {
    let host = host_of(url).to_owned();
    let target = std::str::from_utf8(location).ok().and_then(|location| url.join(location).ok());
    let Some(target) = target else {
        return Err(NetworkError::Broken { host, reason: "a redirect to no URL".to_owned() });
    };
    match (url.scheme(), target.scheme()) {
        ("https", "http") => Err(NetworkError::Downgrade { host }),
        (_, "http" | "https") => Ok(target),
        (_, scheme) => Err(NetworkError::Scheme { host, scheme: scheme.to_owned() }),
    }
}
