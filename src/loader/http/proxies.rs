//! The proxies of the environment: `HTTP_PROXY`, `HTTPS_PROXY`, `ALL_PROXY` and `NO_PROXY`, in capitals or not.

use std::fmt;

use reqwest::blocking::ClientBuilder;
use reqwest::{NoProxy, Proxy};
use url::Url;

use super::{Environment, NetworkError};

/// Where requests go first.
#[derive(Default)]
pub(super) struct Proxies {
    http: Option<Url>,
    https: Option<Url>,
    except: String,
}

impl Proxies {
    /// Reads the variables; the small letters win, as in curl.
    pub fn read(environment: &Environment) -> Result<Self, NetworkError> {
        let all = proxy(environment, "ALL_PROXY")?;
        Ok(Self {
            http: proxy(environment, "HTTP_PROXY")?.or_else(|| all.clone()),
            https: proxy(environment, "HTTPS_PROXY")?.or(all),
            except: variable(environment, "NO_PROXY").map(|(_, value)| value).unwrap_or_default(),
        })
    }

    /// The proxy of the environment for this URL, unless `NO_PROXY` has a word on it.
    pub fn before(&self, url: &Url) -> Option<&Url> {
        if url.scheme() == "https" { self.https.as_ref() } else { self.http.as_ref() }
    }

    /// Tells the client, which applies `NO_PROXY`: names, domains, addresses and networks, separated by commas.
    pub fn install(&self, builder: ClientBuilder) -> reqwest::Result<ClientBuilder> {
        let mut builder = builder.no_proxy();
        let except = NoProxy::from_string(&self.except);
        if let Some(proxy) = &self.http {
            builder = builder.proxy(Proxy::http(proxy.clone())?.no_proxy(except.clone()));
        }
        if let Some(proxy) = &self.https {
            builder = builder.proxy(Proxy::https(proxy.clone())?.no_proxy(except));
        }
        Ok(builder)
    }
}

/// Without their passwords.
impl fmt::Debug for Proxies {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let host = |url: &Option<Url>| url.as_ref().and_then(Url::host_str).map(str::to_owned);
        let mut shown = formatter.debug_struct("Proxies");
        shown.field("http", &host(&self.http)).field("https", &host(&self.https));
        shown.field("except", &self.except).finish()
    }
}

/// `proxy.intra:3128` is `http://proxy.intra:3128`. What is no HTTP proxy is refused: passing it by would go out directly.
fn proxy(environment: &Environment, name: &str) -> Result<Option<Url>, NetworkError> {
    let Some((variable, value)) = variable(environment, name) else { return Ok(None) };
    let value = if value.contains("://") { value } else { format!("http://{value}") };
    match Url::parse(&value) {
        Ok(url) if matches!(url.scheme(), "http" | "https") && url.has_host() => Ok(Some(url)),
        _ => Err(NetworkError::InvalidProxy { variable }),
    }
}

/// The first of `name` in small letters and in capitals that is set to something.
fn variable(environment: &Environment, name: &str) -> Option<(String, String)> {
    [name.to_ascii_lowercase(), name.to_owned()].into_iter().find_map(|name| {
        let value = environment(&name)?.trim().to_owned();
        (!value.is_empty()).then_some((name, value))
    })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    fn read(name: &'static str, value: &'static str) -> Result<Proxies, NetworkError> {
        let environment: Environment =
            Arc::new(move |asked| (asked == name).then(|| value.to_owned()));
        Proxies::read(&environment)
    }

    #[test]
    fn a_proxy_is_a_host_with_or_without_its_scheme() {
        let url = Url::parse("https://a.fr").expect("a URL");
        for (name, value, expected) in [
            ("HTTPS_PROXY", "proxy.intra:3128", Some("proxy.intra")),
            ("https_proxy", "http://moi:secret@proxy.intra:3128", Some("proxy.intra")),
            ("ALL_PROXY", "https://proxy.intra", Some("proxy.intra")),
            ("HTTP_PROXY", "proxy.intra:3128", None),
            ("HTTPS_PROXY", " ", None),
        ] {
            let proxies = read(name, value).expect("a proxy");
            assert_eq!(proxies.before(&url).and_then(Url::host_str), expected, "{name}={value}");
            assert!(!format!("{proxies:?}").contains("secret"));
        }
        for value in ["socks5://proxy.intra", "http://", "a b"] {
            let refusal = read("HTTPS_PROXY", value).expect_err("no proxy");
            assert_eq!(refusal, NetworkError::InvalidProxy { variable: "HTTPS_PROXY".to_owned() });
        }
    }
}
