//! The hosts that a run may reach: exact names, and domains with all that is below them.

use url::{Host, Url};

use super::NetworkError;

/// What was allowed.
#[derive(Clone, Debug, Default)]
pub(super) struct Hosts {
    exact: Vec<String>,
    /// Domains with their leading dot: `.gouv.fr` for `*.gouv.fr`.
    below: Vec<String>,
}

impl Hosts {
    /// Reads `host` and `*.domain`, in any case and any script.
    pub fn parse(patterns: &[String]) -> Result<Self, NetworkError> {
        let mut hosts = Self::default();
        for pattern in patterns {
            let domain = pattern.strip_prefix("*.");
            // To the URL standard a star is a letter of a name like any other.
            let host = Some(domain.unwrap_or(pattern)).filter(|host| !host.contains('*'));
            match (host.and_then(|host| Host::parse(host).ok()), domain) {
                (Some(host), None) => hosts.exact.push(bare(&host.to_string())),
                (Some(Host::Domain(name)), Some(_)) => {
                    hosts.below.push(format!(".{}", bare(&name)));
                }
                _ => return Err(NetworkError::InvalidHost { pattern: pattern.clone() }),
            }
        }
        Ok(hosts)
    }

    /// One host more.
    pub fn push(&mut self, url: &Url) {
        self.exact.push(bare(host_of(url)));
    }

    /// Whether the host of a URL was allowed.
    pub fn allow(&self, url: &Url) -> bool {
        let host = bare(host_of(url));
        self.exact.contains(&host) || self.below.iter().any(|domain| host.ends_with(domain))
    }
}

/// The host as messages name it. An http(s) URL always has one.
pub(super) fn host_of(url: &Url) -> &str {
    url.host_str().unwrap_or_default()
}

/// `data.gouv.fr.` is `data.gouv.fr`.
fn bare(host: &str) -> String {
    host.strip_suffix('.').unwrap_or(host).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_is_for_what_is_below_and_nothing_else() {
        let patterns = ["Data.Gouv.FR", "*.culture.gouv.fr", "été.fr", "[::1]"].map(str::to_owned);
        let hosts = Hosts::parse(&patterns).expect("hosts");
        for (url, expected) in [
            ("https://data.gouv.fr/a", true),
            ("https://data.gouv.fr.:444/a", true),
            ("https://www.data.gouv.fr", false),
            ("https://api.culture.gouv.fr", true),
            ("https://a.b.culture.gouv.fr", true),
            ("https://culture.gouv.fr", false),
            ("https://xculture.gouv.fr", false),
            ("https://culture.gouv.fr.pirate.example", false),
            ("https://xn--t-9fab.fr", true),
            ("http://[::1]:8080", true),
            ("http://[::2]", false),
        ] {
            assert_eq!(hosts.allow(&Url::parse(url).expect("a URL")), expected, "{url}");
        }
        for pattern in ["*", "*.", "https://a.fr", "a.fr/b", "a.fr:80", "a.*.fr", "*.127.0.0.1", ""]
        {
            assert!(Hosts::parse(&[pattern.to_owned()]).is_err(), "{pattern}");
        }
    }
}
