//! How a document was answered over the network: what a catalogue that fetches it too will meet.

use std::time::Duration;

use serde::{Deserialize, Serialize};

/// The origin that the input of a run is asked for with: that of the catalogue whose pages read descriptions.
pub const CATALOGUE: &str = "https://www.data.gouv.fr";

/// What was seen of one fetch that gave a document to anybody. Of one that was signed nothing is kept: what others are
/// answered is not known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fetched {
    /// How many redirects led to the document.
    pub redirects: usize,
    /// The URL that answered in the end, without query.
    pub url: String,
    /// Whether it had one, which may be a secret.
    #[serde(default)]
    pub has_query: bool,
    /// Each value of `Access-Control-Allow-Origin`; nothing where it is not known.
    pub allowed_origins: Option<Vec<String>>,
    /// `Content-Type` as given.
    pub media_type: Option<String>,
    /// From the last request to the last byte of its answer.
    pub time: Duration,
}

impl Fetched {
    /// What is known after an answer that says that nothing changed, and of which `kept` tells the rest (RFC 9111, section
    /// 3.2). It need not repeat the headers: who was refused before may be allowed now.
    #[cfg(feature = "http")]
    #[must_use]
    pub(super) fn completed(self, kept: Option<&Self>) -> Self {
        let is_repeated = self.allowed_origins.as_ref().is_some_and(|given| !given.is_empty());
        let kept = kept.filter(|kept| kept.is_open_to(CATALOGUE));
        let allowed_origins = match kept {
            Some(kept) if !is_repeated => kept.allowed_origins.clone(),
            _ => self.allowed_origins.filter(|_| is_repeated),
        };
        Self { allowed_origins, ..self }
    }

    /// Whether all but the time is the same.
    #[cfg(feature = "http")]
    pub(super) fn is_like(&self, other: &Self) -> bool {
        Self { time: other.time, ..self.clone() } == *other
    }

    /// Whether a page of this origin may read the document (Fetch standard, "CORS check": one value, the origin or `*`).
    /// What is not known is taken for a yes.
    pub fn is_open_to(&self, origin: &str) -> bool {
        let is_own = self.url.strip_prefix(origin).is_some_and(|rest| rest.starts_with('/'));
        let allowed = self.allowed_origins.as_deref().map(|given| match given {
            [only] => only == "*" || only == origin,
            _ => false,
        });
        is_own || allowed.unwrap_or(true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fetched(origins: Option<&[&str]>) -> Fetched {
        Fetched {
            redirects: 0,
            url: "https://api.ponts.fr/openapi.json".to_owned(),
            has_query: false,
            allowed_origins: origins
                .map(|origins| origins.iter().map(|&origin| origin.to_owned()).collect()),
            media_type: None,
            time: Duration::ZERO,
        }
    }

    #[test]
    fn one_value_opens_a_document() {
        for (origins, is_open) in [
            (None, true),
            (Some([].as_slice()), false),
            (Some(&["*"]), true),
            (Some(&[CATALOGUE]), true),
            (Some(&["https://ponts.fr"]), false),
            (Some(&["https://www.data.gouv.fr/"]), false),
            (Some(&["*", "*"]), false),
        ] {
            assert_eq!(fetched(origins).is_open_to(CATALOGUE), is_open, "{origins:?}");
        }
        let own = Fetched { url: format!("{CATALOGUE}/a.json"), ..fetched(Some(&[])) };
        assert!(own.is_open_to(CATALOGUE));
    }

    #[cfg(feature = "http")]
    #[test]
    fn what_is_not_repeated_may_have_been_mended() {
        for (kept, repeated, expected) in [
            (Some(["*"].as_slice()), Some([].as_slice()), Some(["*"].as_slice())),
            (Some(&[]), Some(&[]), None),
            (Some(&[]), Some(&["*"]), Some(&["*"])),
            (Some(&["*"]), Some(&["https://ponts.fr"]), Some(&["https://ponts.fr"])),
            (None, Some(&[]), None),
        ] {
            let completed = fetched(repeated).completed(Some(&fetched(kept)));
            assert_eq!(completed, fetched(expected), "{kept:?}, then {repeated:?}");
        }
    }
}
