//! Where the loader does not go: hosts nobody allowed, private addresses however they are named, bad redirects.

use std::net::IpAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use apilint::loader::{Http, HttpOptions, LoadError, Loader, NetworkError};
use apilint::source::Uri;

use super::server::{Certificate, Server, redirect, reply};
use super::{LOOPBACK, document, load, names, options, refusal, through};

#[test]
fn only_allowed_hosts_are_reached() {
    let server = Server::http(|_, stream| reply(stream, 200, &[], b"{}"));
    let url = server.url("a.test", "/");
    let uri = Uri::new(url.as_str());
    let nobody = Http::new(options()).expect("options");
    let refused = nobody.load(&uri).expect_err("nobody allowed it");
    assert_eq!(
        refused.to_string(),
        "a.test is not a host that this run may reach: if you trust it, add --allow-host a.test"
    );
    assert!(server.requests().is_empty());

    assert!(nobody.for_input(&uri).load(&uri).is_ok());
    assert!(nobody.load(&uri).is_err(), "one input's host is not another's");
    for allowed in ["a.test", "*.test"] {
        let options = HttpOptions { allowed_hosts: vec![allowed.to_owned()], ..options() };
        assert!(Http::new(options).expect("options").load(&uri).is_ok(), "{allowed}");
    }
    assert_eq!(server.requests()[0].header("user-agent"), Some("apilint/0.1.0"));
}

#[test]
fn names_that_are_no_urls_are_refused() {
    for name in ["spec.yaml", "ftp://a.test/spec.yaml", "https://", "https://a b/"] {
        assert!(matches!(refusal(&options(), name), NetworkError::InvalidUrl { .. }), "{name}");
    }
}

#[test]
fn private_addresses_are_refused_however_they_are_written() {
    let answer = |_: &_, stream: &mut dyn super::server::Stream| reply(stream, 200, &[], b"secret");
    let server = Server::http(answer);
    let _six = Server::at(IpAddr::V6(std::net::Ipv6Addr::LOCALHOST), server.port, answer);
    let resolver = names(&[
        ("localhost", "127.0.0.1"),
        ("by-name.test", "127.0.0.1"),
        ("by-name6.test", "::1"),
        ("mapped.test", "::ffff:127.0.0.1"),
        ("nat64.test", "64:ff9b::127.0.0.1"),
        ("intranet.test", "192.168.1.1"),
        ("metadata.test", "169.254.169.254"),
        ("localhost.", "127.0.0.1"),
    ]);
    let options = HttpOptions { allow_private: false, resolver, ..options() };
    for host in [
        "127.0.0.1",
        "127.1",
        "2130706433",
        "0x7f000001",
        "0x7f.1",
        "0177.0.0.1",
        "017700000001",
        "127.0.0.1.",
        "%31%32%37.0.0.1",
        "①②⑦.0.0.1",
        "0",
        "0.0.0.0",
        "[::]",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[::127.0.0.1]",
        "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]",
        "[fe80::1]",
        "[fd00:ec2::254]",
        "10.0.0.1",
        "100.64.0.1",
        "169.254.169.254",
        "172.16.0.1",
        "192.168.0.1",
        "localhost",
        "LOCALHOST",
        "localhost.",
        "by-name.test",
        "by-name6.test",
        "mapped.test",
        "nat64.test",
        "intranet.test",
        "metadata.test",
    ] {
        let refusal = refusal(&options, &server.url(host, "/"));
        assert!(matches!(refusal, NetworkError::PrivateAddress { .. }), "{host}: {refusal:?}");
    }
    assert!(server.requests().is_empty());
}

#[test]
fn private_addresses_are_reached_when_it_was_asked_for() {
    let server = Server::http(|_, stream| reply(stream, 200, &[], b"{}"));
    for host in ["127.0.0.1", "127.1", "[::ffff:127.0.0.1]", "a.test"] {
        assert_eq!(document(&options(), &server.url(host, "/")), "{}", "{host}");
    }
}

/// The first hop is public: a proxy plays the internet, so that no test leaves this machine.
#[test]
fn redirects_to_private_addresses_are_refused() {
    for target in [
        "http://127.0.0.1/",
        "http://0x7f000001/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[::ffff:a9fe:a9fe]/",
        "http://169.254.169.254/latest/meta-data/",
        "http://inside.test/",
        "//inside.test/",
    ] {
        let proxy = Server::http(move |_, stream| redirect(stream, target));
        let allowed = ["127.0.0.1", "169.254.169.254", "inside.test", "[::1]", "[::ffff:7f00:1]"];
        let mut allowed: Vec<String> = allowed.iter().map(|host| (*host).to_owned()).collect();
        allowed.push("[::ffff:a9fe:a9fe]".to_owned());
        let options = HttpOptions { allowed_hosts: allowed, ..through(&proxy) };
        let refusal = refusal(&options, "http://public.test/");
        assert!(matches!(refusal, NetworkError::PrivateAddress { .. }), "{target}: {refusal:?}");
        assert_eq!(proxy.requests().len(), 1, "{target}");
    }
}

/// DNS rebinding: public when it is checked, private when it is used. Each hop is checked again…
#[test]
fn a_name_that_becomes_private_between_two_hops_is_refused() {
    let proxy = Server::http(|_, stream| redirect(stream, "/again"));
    let asked = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&asked);
    let resolver = Arc::new(move |_: &str| {
        let first = count.fetch_add(1, Ordering::SeqCst) == 0;
        let address = if first { "1.1.1.1" } else { "127.0.0.1" };
        Ok(vec![address.parse().expect("an address")])
    });
    let refusal = refusal(&HttpOptions { resolver, ..through(&proxy) }, "http://changing.test/");
    assert_eq!(refusal, NetworkError::PrivateAddress { host: "changing.test".to_owned() });
    assert_eq!((asked.load(Ordering::SeqCst), proxy.requests().len()), (2, 1));
}

/// …and within one hop the name is asked once: the connection takes the answer that was checked.
#[test]
fn the_connection_takes_the_address_that_was_checked() {
    let checked = Server::at(LOOPBACK, 0, |_, stream| reply(stream, 200, &[], b"checked"));
    let other = IpAddr::from([127, 0, 0, 2]);
    let swapped = Server::at(other, checked.port, |_, stream| reply(stream, 200, &[], b"swapped"));
    let asked = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&asked);
    let resolver = Arc::new(move |_: &str| {
        let first = count.fetch_add(1, Ordering::SeqCst) == 0;
        Ok(vec![if first { LOOPBACK } else { other }])
    });
    let options = HttpOptions { resolver, ..options() };
    assert_eq!(document(&options, &checked.url("changing.test", "/")), "checked");
    assert_eq!(asked.load(Ordering::SeqCst), 1);
    assert!(swapped.requests().is_empty());
}

#[test]
fn redirects_go_to_allowed_hosts_only() {
    let server = Server::http(|request, stream| match request.target.as_str() {
        "/here" => reply(stream, 200, &[], b"here"),
        target => redirect(stream, &target[1..]),
    });
    let port = server.port;
    let at = |location: &str| server.url("a.test", &format!("/{location}"));
    let allowed = HttpOptions { allowed_hosts: vec!["b.test".to_owned()], ..options() };
    for location in ["/here".to_owned(), "here".to_owned(), format!("http://a.test:{port}/here")] {
        assert_eq!(document(&options(), &at(&location)), "here", "{location}");
    }
    for location in [format!("http://b.test:{port}/here"), format!("//b.test:{port}/here")] {
        assert_eq!(document(&allowed, &at(&location)), "here", "{location}");
        let expected = NetworkError::NotAllowed { host: "b.test".to_owned() };
        assert_eq!(refusal(&options(), &at(&location)), expected, "{location}");
    }
    for (location, scheme) in [
        ("file:///etc/passwd", "file"),
        ("ftp://a.test/x", "ftp"),
        ("data:,x", "data"),
        ("gopher://a.test/x", "gopher"),
    ] {
        let expected =
            NetworkError::Scheme { host: "a.test".to_owned(), scheme: scheme.to_owned() };
        assert_eq!(refusal(&allowed, &at(location)), expected);
    }
    let refused = refusal(&allowed, &at("http://moi:secret@b.test/here"));
    assert!(matches!(&refused, NetworkError::CredentialsInUrl { host, .. } if host == "b.test"));
    assert!(!refused.to_string().contains("secret"));
    assert!(matches!(refusal(&allowed, &at("http://[nonsense")), NetworkError::Broken { .. }));
}

#[test]
fn redirects_are_counted() {
    let server = Server::http(|request, stream| {
        match request.target.trim_start_matches('/').parse::<u32>() {
            Ok(0) => reply(stream, 200, &[], b"there"),
            Ok(more) => redirect(stream, &format!("/{}", more - 1)),
            Err(_) => redirect(stream, "/loop"),
        }
    });
    assert_eq!(document(&options(), &server.url("a.test", "/5")), "there");
    let before = server.requests().len();
    for path in ["/6", "/loop"] {
        let expected = NetworkError::TooManyRedirects { host: "a.test".to_owned(), limit: 5 };
        assert_eq!(refusal(&options(), &server.url("a.test", path)), expected);
    }
    assert_eq!(server.requests().len() - before, 12);
    let none = HttpOptions { redirects: 0, ..options() };
    assert!(load(&none, &server.url("a.test", "/0")).is_ok());
    assert!(matches!(
        refusal(&none, &server.url("a.test", "/1")),
        NetworkError::TooManyRedirects { limit: 0, .. }
    ));
}

#[test]
fn redirects_do_not_give_up_encryption() {
    let clear = Server::http(|_, stream| reply(stream, 200, &[], b"clear"));
    let target = clear.url("a.test", "/");
    let certificate = Certificate::of(&["a.test"]);
    let server = Server::https(&certificate, move |_, stream| redirect(stream, &target));
    let options = HttpOptions { extra_roots: certificate.pem(), ..options() };
    let expected = NetworkError::Downgrade { host: "a.test".to_owned() };
    assert_eq!(refusal(&options, &server.url("a.test", "/")), expected);
    assert!(clear.requests().is_empty());

    let target = server.url("a.test", "/");
    let upgrade = Server::http(move |_, stream| redirect(stream, &target));
    assert_eq!(refusal(&options, &upgrade.url("a.test", "/")), expected, "https is reached");
}

#[test]
fn credentials_in_a_url_are_refused_and_not_repeated() {
    let url = "https://moi:secret@a.test/spec.yaml?cle=secret";
    let refused = load(&options(), url).expect_err("refused");
    assert_eq!(
        refused.to_string(),
        "the URL holds credentials: take them out and put `user:password` in the environment variable \
         APILINT_AUTH_A_TEST"
    );
    assert!(!format!("{refused:?}").contains("secret"));
    let shown = apilint::loader::without_credentials(&Uri::new("https://moi:secret@a.test/s"));
    assert_eq!(shown.as_str(), "https://a.test/s");
}

#[test]
fn wrong_options_are_refused_with_a_reason() {
    let hosts =
        |pattern: &str| HttpOptions { allowed_hosts: vec![pattern.to_owned()], ..options() };
    let refused = Http::new(hosts("https://a.test/")).expect_err("no host");
    assert_eq!(refused, NetworkError::InvalidHost { pattern: "https://a.test/".to_owned() });
    let proxy = super::variables(&[("ALL_PROXY", "socks5://moi:secret@proxy.test")]);
    let refused = Http::new(HttpOptions { environment: proxy, ..options() }).expect_err("no proxy");
    assert_eq!(refused, NetworkError::InvalidProxy { variable: "ALL_PROXY".to_owned() });
    let pem = b"-----BEGIN CERTIFICATE-----\nnonsense\n-----END CERTIFICATE-----\n".to_vec();
    let refused = Http::new(HttpOptions { extra_roots: pem, ..options() }).expect_err("no root");
    assert!(matches!(refused, NetworkError::Setup { .. }));
    let absent: Result<_, LoadError> = load(&options(), "http://absent.test/");
    assert!(absent.expect_err("no such name").to_string().contains("no such name"));
}
