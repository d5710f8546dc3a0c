//! What a server answered in the end: a document, read within bounds and kept if it may be, or something else.

use std::io::Read;
use std::time::{Duration, Instant};

use reqwest::StatusCode;
use reqwest::blocking::Response;
use reqwest::header::{
    ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, HeaderName,
    LAST_MODIFIED,
};
use url::Url;

use super::NetworkError;
use super::cache::Cache;
use super::credentials;
use super::error::talking_to;
use super::hosts::host_of;
use crate::loader::{Fetched, LoadError};

/// An answer of the last hop.
pub(super) struct Answer {
    pub response: Response,
    /// Who gave it.
    pub url: Url,
    /// Whether we said who we are to get it.
    pub was_signed: bool,
    /// How a page of the catalogue was received, where one was played.
    pub welcome: Option<Welcome>,
    /// When the question was put.
    pub asked: Instant,
}

/// What becomes of a question that names the catalogue as its origin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Welcome {
    /// It is answered.
    Answered,
    /// It is forbidden, and answered without the name.
    Forbidden,
}

impl Answer {
    /// The document, decompressed. Time is counted by the client since the request was made, `patience` is only named.
    pub fn read(&mut self, limit: u64, patience: Duration) -> Result<Vec<u8>, LoadError> {
        self.refuse()?;
        if self.response.content_length().is_some_and(|length| length > limit) {
            return Err(LoadError::TooLarge { limit });
        }
        let mut bytes = Vec::new();
        // One byte past the limit tells a document that fits from one that does not.
        let read = self.response.by_ref().take(limit.saturating_add(1)).read_to_end(&mut bytes);
        read.map_err(|error| talking_to(host_of(&self.url), patience, &error))?;
        if bytes.len() as u64 > limit {
            return Err(LoadError::TooLarge { limit });
        }
        Ok(bytes)
    }

    /// Says why the answer is no document, from its head.
    fn refuse(&self) -> Result<(), NetworkError> {
        let host = host_of(&self.url).to_owned();
        let status = self.response.status();
        let code = status.as_u16();
        if matches!(status, StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN) {
            let variable = credentials::token_variable(&host);
            return Err(NetworkError::Unauthorised { host, code, variable });
        }
        if !status.is_success() {
            return Err(NetworkError::Status { host, code });
        }
        let media_type = self.header(CONTENT_TYPE).unwrap_or_default().to_ascii_lowercase();
        if ["image/", "video/", "audio/"].iter().any(|kind| media_type.starts_with(kind)) {
            return Err(NetworkError::WrongType { host, media_type });
        }
        match self.header(CONTENT_ENCODING) {
            // The client takes the header away when it decompresses.
            Some(encoding) if !encoding.eq_ignore_ascii_case("identity") => {
                Err(NetworkError::Encoding { host, encoding })
            }
            _ => Ok(()),
        }
    }

    /// Keeps a document for who asks again for `asked`, if its server lets us. What was given to us alone is kept only if
    /// it is said to be public.
    pub fn keep(&self, cache: &Cache, asked: &Url, fetched: Option<Fetched>, bytes: &[u8]) {
        let control = self.header(CACHE_CONTROL).unwrap_or_default().to_ascii_lowercase();
        let says = |word: &str| control.split(',').any(|directive| directive.trim() == word);
        let is_whole = self.response.status() == StatusCode::OK;
        if is_whole && !says("no-store") && (!self.was_signed || says("public")) {
            let validators = [self.header(ETAG), self.header(LAST_MODIFIED)];
            cache.put(asked, (&self.url, fetched), validators, bytes);
        } else {
            cache.forget(asked);
        }
    }

    /// Whether the document was refused to a page of the catalogue.
    pub fn was_refused(&self) -> bool {
        self.welcome == Some(Welcome::Forbidden)
    }

    /// How the catalogue would be answered too, after so many redirects: known if we played one of its pages and did not
    /// say who we are.
    pub fn fetched(&self, redirects: usize) -> Option<Fetched> {
        let welcome = self.welcome.filter(|_| !self.was_signed)?;
        let given = self.response.headers().get_all(ACCESS_CONTROL_ALLOW_ORIGIN).iter();
        let given = given.map(|value| String::from_utf8_lossy(value.as_bytes()).trim().to_owned());
        Some(Fetched {
            redirects,
            url: self.url[..url::Position::AfterPath].to_owned(),
            has_query: self.url.query().is_some(),
            allowed_origins: Some(match welcome {
                Welcome::Answered => given.collect(),
                Welcome::Forbidden => Vec::new(),
            }),
            media_type: self.header(CONTENT_TYPE),
            time: self.asked.elapsed(),
        })
    }

    /// A header that is plain text.
    fn header(&self, name: HeaderName) -> Option<String> {
        Some(self.response.headers().get(name)?.to_str().ok()?.to_owned())
    }
}
