//! Certificates, credentials and proxies: who is believed, and who is told what.

use std::process::Command;
use std::sync::Arc;

use apilint::loader::{Http, HttpOptions, NetworkError};

use super::server::{Certificate, Server, redirect, reply, tunnel};
use super::{document, load, names, options, refusal, through, variables};

#[test]
fn certificates_are_checked() {
    let certificate = Certificate::of(&["a.test", "127.0.0.1"]);
    let server = Server::https(&certificate, |_, stream| reply(stream, 200, &[], b"{}"));
    let trusting = HttpOptions { extra_roots: certificate.pem(), ..options() };
    assert_eq!(document(&trusting, &server.url("a.test", "/")), "{}");
    assert_eq!(document(&trusting, &server.url("127.0.0.1", "/")), "{}");
    let wrong_name = refusal(&trusting, &server.url("b.test", "/"));
    assert!(
        matches!(&wrong_name, NetworkError::Tls { host, .. } if host == "b.test"),
        "{wrong_name:?}"
    );
    let other = HttpOptions { extra_roots: Certificate::of(&["a.test"]).pem(), ..options() };
    let unknown = refusal(&other, &server.url("a.test", "/"));
    assert!(matches!(&unknown, NetworkError::Tls { .. }), "{unknown:?}");
    assert!(server.requests().len() == 2);

    let clear = Server::http(|_, stream| reply(stream, 200, &[], b"{}"));
    let url = clear.url("a.test", "/").replace("http:", "https:");
    let refused = refusal(&trusting, &url);
    assert!(matches!(refused, NetworkError::Tls { .. }), "no TLS at all: {refused:?}");
}

#[test]
fn credentials_go_to_their_host() {
    let certificate = Certificate::of(&["a.test", "b.test"]);
    let server = Server::https(&certificate, |_, stream| reply(stream, 200, &[], b"{}"));
    let environment =
        variables(&[("APILINT_TOKEN_A_TEST", "jeton-a"), ("APILINT_AUTH_B_TEST", "moi:mot:passe")]);
    let options = HttpOptions { extra_roots: certificate.pem(), environment, ..options() };
    for (host, expected) in
        [("a.test", Some("Bearer jeton-a")), ("b.test", Some("Basic bW9pOm1vdDpwYXNzZQ=="))]
    {
        assert_eq!(document(&options, &server.url(host, "/")), "{}");
        let last = server.requests().pop().expect("a request");
        assert_eq!(last.header("authorization"), expected, "{host}");
    }
    let http = format!("{:?}", Http::new(options).expect("options"));
    assert!(!http.contains("jeton") && !http.contains("passe"), "{http}");
}

#[test]
fn credentials_do_not_follow_redirects_elsewhere() {
    let certificate = Certificate::of(&["a.test", "b.test"]);
    let last = Server::https(&certificate, |_, stream| reply(stream, 200, &[], b"{}"));
    let (port, other) = (last.port, last.url("b.test", "/"));
    let first = Server::https(&certificate, move |request, stream| match request.target.as_str() {
        "/host" => redirect(stream, &other),
        "/port" => redirect(stream, &format!("https://a.test:{port}/")),
        "/same" => redirect(stream, "/end"),
        _ => reply(stream, 200, &[], b"{}"),
    });
    let only_a = variables(&[("APILINT_TOKEN_A_TEST", "jeton-a")]);
    let both =
        variables(&[("APILINT_TOKEN_A_TEST", "jeton-a"), ("APILINT_TOKEN_B_TEST", "jeton-b")]);
    let options = HttpOptions {
        extra_roots: certificate.pem(),
        allowed_hosts: vec!["b.test".to_owned()],
        environment: Arc::clone(&only_a),
        ..options()
    };
    for path in ["/host", "/port"] {
        assert_eq!(document(&options, &first.url("a.test", path)), "{}");
        let said = first.requests().pop().expect("a request");
        assert_eq!(said.header("authorization"), Some("Bearer jeton-a"));
        let said = last.requests().pop().expect("a request");
        assert_eq!(said.header("authorization"), None, "{path}");
        assert_eq!(said.header("referer"), None, "{path}");
    }
    assert_eq!(document(&options, &first.url("a.test", "/same")), "{}");
    let said = first.requests().pop().expect("a request");
    assert_eq!(
        (said.target.as_str(), said.header("authorization")),
        ("/end", Some("Bearer jeton-a"))
    );

    // On its own port, b.test would get its own token, and never the one of a.test; on another it gets none.
    let options = HttpOptions { environment: both, ..options };
    assert_eq!(document(&options, &first.url("a.test", "/host")), "{}");
    let said = last.requests().pop().expect("a request");
    assert_eq!(said.header("authorization"), None);
}

#[test]
fn credentials_are_not_sent_in_the_clear() {
    let proxy = Server::http(|_, stream| reply(stream, 200, &[], b"{}"));
    let address = format!("127.0.0.1:{}", proxy.port);
    let environment =
        variables(&[("HTTP_PROXY", &address), ("APILINT_TOKEN_PUBLIC_TEST", "jeton")]);
    let options = HttpOptions { environment, ..through(&proxy) };
    assert_eq!(document(&options, "http://public.test/"), "{}");
    assert_eq!(proxy.requests()[0].header("authorization"), None);

    let local = Server::http(|_, stream| reply(stream, 200, &[], b"{}"));
    let environment = variables(&[("HTTP_PROXY", &address), ("APILINT_TOKEN_A_TEST", "jeton")]);
    let options = HttpOptions { environment, ..super::options() };
    assert_eq!(document(&options, &local.url("a.test", "/")), "{}");
    let said = proxy.requests().pop().expect("a request");
    assert_eq!(said.header("authorization"), None, "a proxy is another machine");

    let environment = variables(&[("APILINT_TOKEN_A_TEST", "jeton")]);
    let options = HttpOptions { environment, ..super::options() };
    assert_eq!(document(&options, &local.url("a.test", "/")), "{}");
    let said = local.requests().pop().expect("a request");
    assert_eq!(said.header("authorization"), Some("Bearer jeton"), "the loopback is no wire");
}

#[test]
fn refused_credentials_are_named_and_not_shown() {
    let server = Server::http(|_, stream| reply(stream, 401, &[], b"no"));
    let environment = variables(&[("APILINT_TOKEN_A_TEST", "jeton")]);
    let url = server.url("a.test", "/");
    let refused = refusal(&HttpOptions { environment, ..options() }, &url);
    assert_eq!(
        refused.to_string(),
        "a.test asks for credentials (401): put a token in the environment variable \
         APILINT_TOKEN_A_TEST, or check it"
    );
    let environment = variables(&[("APILINT_AUTH_A_TEST", "secret")]);
    let refused = refusal(&HttpOptions { environment, ..options() }, &url);
    let variable = "APILINT_AUTH_A_TEST".to_owned();
    assert_eq!(refused, NetworkError::InvalidCredentials { variable });
    assert_eq!(server.requests().len(), 1);
}

#[test]
fn proxies_of_the_environment_are_used() {
    let proxy = Server::http(|request, stream| reply(stream, 200, &[], request.target.as_bytes()));
    assert_eq!(document(&through(&proxy), "http://public.test/a?b"), "http://public.test/a?b");
    let with_password = format!("http://moi:secret@127.0.0.1:{}", proxy.port);
    let environment = variables(&[("http_proxy", &with_password)]);
    let options = HttpOptions { environment, ..through(&proxy) };
    assert_eq!(document(&options, "http://public.test/"), "http://public.test/");
    let said = proxy.requests().pop().expect("a request");
    assert_eq!(said.header("proxy-authorization"), Some("Basic bW9pOnNlY3JldA=="));
    assert!(!format!("{:?}", Http::new(options).expect("options")).contains("secret"));
}

#[test]
fn a_proxy_is_not_handed_private_addresses() {
    let proxy = Server::http(|_, stream| reply(stream, 200, &[], b"secret"));
    for host in ["127.0.0.1", "[::1]", "169.254.169.254", "inside.test"] {
        for scheme in ["http", "https"] {
            let refused = refusal(&through(&proxy), &format!("{scheme}://{host}/"));
            assert!(matches!(refused, NetworkError::PrivateAddress { .. }), "{scheme}://{host}");
        }
    }
    assert!(proxy.requests().is_empty());
    // Inside of an organisation, only the proxy knows the names of the internet.
    assert_eq!(document(&through(&proxy), "http://known-to-the-proxy.test/"), "secret");
}

#[test]
fn no_proxy_goes_straight_and_is_checked_all_the_same() {
    let proxy = Server::http(|_, stream| reply(stream, 200, &[], b"proxied"));
    let server = Server::http(|_, stream| reply(stream, 200, &[], b"direct"));
    let address = format!("127.0.0.1:{}", proxy.port);
    for (except, expected) in [
        ("", "proxied"),
        ("b.test", "proxied"),
        ("a.test", "direct"),
        ("b.test, .test", "direct"),
        ("*", "direct"),
    ] {
        let environment = variables(&[("HTTP_PROXY", &address), ("NO_PROXY", except)]);
        let options = HttpOptions { environment, ..options() };
        assert_eq!(document(&options, &server.url("a.test", "/")), expected, "NO_PROXY={except}");
    }
    let before = (proxy.requests().len(), server.requests().len());
    let environment = variables(&[("HTTP_PROXY", &address), ("NO_PROXY", "*")]);
    let resolver = names(&[("a.test", "127.0.0.1")]);
    let options = HttpOptions { allow_private: false, environment, resolver, ..options() };
    assert!(matches!(
        refusal(&options, &server.url("a.test", "/")),
        NetworkError::PrivateAddress { .. }
    ));
    // A name without address is left to a proxy only if there is one on the way.
    assert!(matches!(refusal(&options, "http://unknown.test/"), NetworkError::Connect { .. }));
    assert_eq!((proxy.requests().len(), server.requests().len()), before);
}

#[test]
fn https_goes_through_a_proxy_unseen() {
    let certificate = Certificate::of(&["public.test"]);
    let server = Server::https(&certificate, |request, stream| {
        reply(stream, 200, &[], request.header("authorization").unwrap_or("nobody").as_bytes());
    });
    let port = server.port;
    let proxy = Server::http(move |request, stream| {
        assert_eq!(request.target, "public.test:443");
        tunnel(stream, port);
    });
    let address = format!("127.0.0.1:{}", proxy.port);
    let environment =
        variables(&[("HTTPS_PROXY", &address), ("APILINT_TOKEN_PUBLIC_TEST", "jeton")]);
    let options = HttpOptions { environment, extra_roots: certificate.pem(), ..through(&proxy) };
    assert_eq!(document(&options, "https://public.test/"), "Bearer jeton");
    assert_eq!(proxy.requests()[0].header("authorization"), None);
}

/// Set in the process that the test below starts.
const CHILD: &str = "APILINT_TEST_CHILD";

/// The variables of the process, in a process of their own.
#[test]
fn the_real_environment_is_read() {
    let proxy = Server::http(|_, stream| reply(stream, 200, &[], b"{}"));
    let output = Command::new(std::env::current_exe().expect("this binary"))
        .args(["--ignored", "--exact", "network::trust::in_an_environment"])
        .env(CHILD, "1")
        .env("HTTP_PROXY", format!("http://127.0.0.1:{}", proxy.port))
        .env_remove("http_proxy")
        .env_remove("NO_PROXY")
        .env_remove("no_proxy")
        .output()
        .expect("it runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    assert_eq!(proxy.requests().len(), 1);
}

#[test]
#[ignore = "run by the test above, with its variables"]
fn in_an_environment() {
    if std::env::var_os(CHILD).is_none() {
        return;
    }
    let defaults = HttpOptions::default();
    let resolver = names(&[("public.test", "1.1.1.1")]);
    assert!(load(&HttpOptions { resolver, ..defaults }, "http://public.test/").is_ok());
}
