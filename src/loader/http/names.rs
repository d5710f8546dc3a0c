//! Names and their addresses: asked once for each hop, checked, and handed as they are to the connection.

use std::collections::HashMap;
use std::io;
use std::net::{IpAddr, SocketAddr, ToSocketAddrs};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, mpsc};
use std::thread;
use std::time::Duration;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use url::{Host, Url};

use super::hosts::host_of;
use super::{NetworkError, Resolver, address};

/// The addresses that connections may use. The client asks here and nowhere else: a name that was not checked has none,
/// and an answer that changes after the check is never seen.
pub(super) struct Names {
    resolver: Resolver,
    allow_private: bool,
    checked: Mutex<HashMap<String, Vec<IpAddr>>>,
}

impl Names {
    pub fn new(resolver: Resolver, allow_private: bool) -> Self {
        Self { resolver, allow_private, checked: Mutex::default() }
    }

    /// The addresses of a URL's host that may be connected to. An address written as the host (`127.1`, `0x7f000001`
    /// and `2130706433` too: the URL standard reads them as addresses) goes to no resolver, and is checked all the same.
    pub fn check(&self, url: &Url, patience: Duration) -> Result<Vec<IpAddr>, NetworkError> {
        let host = host_of(url).to_owned();
        let literal = match url.host() {
            Some(Host::Ipv4(address)) => Some(IpAddr::V4(address)),
            Some(Host::Ipv6(address)) => Some(IpAddr::V6(address)),
            Some(Host::Domain(_)) | None => None,
        };
        let mut addresses = match literal {
            Some(address) => vec![address],
            None => self.ask(&host, patience)?,
        };
        if !self.allow_private {
            addresses.retain(|address| address::is_public(*address));
        }
        if addresses.is_empty() {
            self.lock().remove(&host);
            return Err(NetworkError::PrivateAddress { host });
        }
        self.lock().insert(host, addresses.clone());
        Ok(addresses)
    }

    /// Lets connections reach a proxy of the environment, wherever it is: mostly inside. One without address is found
    /// missing by the client, if it needs it.
    pub fn admit(&self, proxy: &Url, patience: Duration) {
        let host = host_of(proxy);
        if let Some(Host::Domain(_)) = proxy.host()
            && let Ok(addresses) = self.ask(host, patience)
        {
            self.lock().insert(host.to_owned(), addresses);
        }
    }

    /// Asks on a thread of its own: the system's resolver has its own patience, often longer than ours.
    fn ask(&self, host: &str, patience: Duration) -> Result<Vec<IpAddr>, NetworkError> {
        let (sender, receiver) = mpsc::channel();
        let (resolver, name) = (Arc::clone(&self.resolver), host.to_owned());
        let asked = thread::Builder::new().spawn(move || sender.send(resolver(&name)));
        let answer = asked.and_then(|_| match receiver.recv_timeout(patience) {
            Ok(answer) => answer,
            Err(_) => Err(io::Error::new(io::ErrorKind::TimedOut, "no answer in time")),
        });
        let reason = match answer {
            Ok(addresses) if !addresses.is_empty() => return Ok(addresses),
            Ok(_) => "an empty answer".to_owned(),
            Err(error) => error.to_string(),
        };
        self.lock().remove(host);
        Err(NetworkError::Unresolved { host: host.to_owned(), reason })
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, Vec<IpAddr>>> {
        // A map that was left between two statements is still a map.
        self.checked.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What the client is given as its resolver.
pub(super) struct Checked(pub Arc<Names>);

impl Resolve for Checked {
    fn resolve(&self, name: Name) -> Resolving {
        let known = self.0.lock().get(name.as_str()).cloned();
        let answer = match known {
            // The client replaces port 0 by the URL's.
            Some(known) => {
                Ok(Box::new(known.into_iter().map(|address| SocketAddr::new(address, 0))) as Addrs)
            }
            None => Err(format!("no checked address for {}", name.as_str()).into()),
        };
        Box::pin(std::future::ready(answer))
    }
}

/// The system's resolver.
pub(super) fn system(host: &str) -> io::Result<Vec<IpAddr>> {
    Ok((host, 0).to_socket_addrs()?.map(|address| address.ip()).collect())
}

#[cfg(test)]
mod tests {
    use std::pin::pin;
    use std::task::{Context, Poll, Waker};

    use super::*;

    /// What a connection would be given for a name.
    fn given(names: &Arc<Names>, name: &str) -> Option<Vec<SocketAddr>> {
        let resolving = Checked(Arc::clone(names)).resolve(name.parse().expect("a name"));
        match pin!(resolving).poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(answer) => answer.ok().map(Iterator::collect),
            Poll::Pending => panic!("it asks no one"),
        }
    }

    #[test]
    fn connections_are_given_what_was_checked_and_nothing_else() {
        let answers = Mutex::new(vec![
            vec!["10.0.0.1", "::1"],
            vec!["10.0.0.1", "1.1.1.1", "::ffff:127.0.0.1", "2606:4700::1111"],
        ]);
        let resolver: Resolver = Arc::new(move |_| {
            let answer = answers.lock().expect("no panic").pop().unwrap_or_default();
            Ok(answer.into_iter().map(|text| text.parse().expect("an address")).collect())
        });
        let names = Arc::new(Names::new(resolver, false));
        let url = Url::parse("https://a.fr/").expect("a URL");
        let host = || "a.fr".to_owned();
        assert_eq!(given(&names, "a.fr"), None);

        let mixed = names.check(&url, Duration::from_secs(5)).expect("two are public");
        assert_eq!(mixed.len(), 2);
        let given_now = given(&names, "a.fr").expect("checked");
        assert!(given_now.iter().map(SocketAddr::ip).eq(mixed));

        let refused = names.check(&url, Duration::from_secs(5)).expect_err("all are private");
        assert_eq!(refused, NetworkError::PrivateAddress { host: host() });
        assert_eq!(given(&names, "a.fr"), None, "what was public before is forgotten");

        let refused = names.check(&url, Duration::from_secs(5)).expect_err("none is left");
        assert_eq!(
            refused,
            NetworkError::Unresolved { host: host(), reason: "an empty answer".to_owned() }
        );
    }
}
