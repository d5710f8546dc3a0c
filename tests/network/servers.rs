//! Servers that are slow, endless, wrong, broken, compressed, or ask who is there; and what is kept of the good ones.

use std::fs;
use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use apilint::loader::{Http, HttpOptions, Loader, NetworkError};
use apilint::source::Uri;
use flate2::Compression;
use flate2::write::GzEncoder;

use super::server::{Certificate, Server, be_silent, redirect, repeat, reply};
use super::{document, folder_of_cache, is_too_large, load, options, refusal, variables};

#[test]
fn slow_servers_are_left_in_time() {
    let server = Server::http(|request, stream| {
        let pause = Duration::from_millis(20);
        match request.target.as_str() {
            "/silent" => be_silent(stream),
            "/head" => repeat(stream, "HTTP/1.1 200 OK\r\n", b"X", pause),
            "/body" => repeat(stream, "HTTP/1.1 200 OK\r\n\r\n", b" ", pause),
            "/chunks" => {
                let start = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
                repeat(stream, start, b"1\r\n \r\n", pause);
            }
            _ => {
                thread::sleep(Duration::from_millis(150));
                redirect(stream, "/redirects");
            }
        }
    });
    let limit = Duration::from_millis(400);
    let options = HttpOptions { timeout: limit, redirects: 50, ..options() };
    for path in ["/silent", "/head", "/body", "/chunks", "/redirects"] {
        let start = Instant::now();
        let expected = NetworkError::Timeout { host: "a.test".to_owned(), limit };
        assert_eq!(refusal(&options, &server.url("a.test", path)), expected, "{path}");
        assert!(start.elapsed() < Duration::from_secs(4), "{path}: {:?}", start.elapsed());
    }
    let resolver = Arc::new(|_: &str| {
        thread::sleep(Duration::from_secs(30));
        Err(io::Error::other("at last"))
    });
    let start = Instant::now();
    let refused = refusal(&HttpOptions { resolver, ..options }, "http://a.test/");
    assert!(matches!(refused, NetworkError::Unresolved { .. }));
    assert!(start.elapsed() < Duration::from_secs(4));
}

#[test]
fn endless_servers_are_left_at_the_limit() {
    let server = Server::http(|request, stream| match request.target.as_str() {
        "/body" => repeat(stream, "HTTP/1.1 200 OK\r\n\r\n", &[b' '; 1 << 14], Duration::ZERO),
        "/length" => {
            repeat(
                stream,
                "HTTP/1.1 200 OK\r\nContent-Length: 9999999999\r\n\r\n",
                b" ",
                Duration::ZERO,
            );
        }
        "/head" => repeat(stream, "HTTP/1.1 200 OK\r\n", b"X: y\r\n", Duration::ZERO),
        "/line" => repeat(stream, "HTTP/1.1 200 OK\r\nX: ", b"y", Duration::ZERO),
        path => reply(stream, 200, &[], &vec![b' '; path[1..].parse().expect("a size")]),
    });
    let options = HttpOptions { limit_bytes: 100_000, ..options() };
    let at = |path: &str| server.url("a.test", path);
    assert!(is_too_large(&options, &at("/body")));
    assert!(is_too_large(&options, &at("/length")));
    assert!(is_too_large(&options, &at("/100001")));
    assert_eq!(document(&options, &at("/100000")).len(), 100_000);
    for path in ["/head", "/line"] {
        assert!(matches!(refusal(&options, &at(path)), NetworkError::Broken { .. }), "{path}");
    }
}

#[test]
fn compressed_answers_are_read_and_bombs_are_not() {
    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(bytes).expect("in memory");
        encoder.finish().expect("in memory")
    }
    let bomb = gzip(&vec![b' '; 50 << 20]);
    assert!(bomb.len() < 100_000);
    let server = Server::http(move |request, stream| {
        assert_eq!(request.header("accept-encoding"), Some("gzip"));
        let gzipped = &["Content-Encoding: gzip"];
        match request.target.as_str() {
            "/good" => reply(stream, 200, gzipped, &gzip(b"openapi: 3.1.0")),
            "/bomb" => reply(stream, 200, gzipped, &bomb),
            "/cut" => reply(stream, 200, gzipped, &gzip(&[b'x'; 1000])[..20]),
            "/lie" => reply(stream, 200, gzipped, b"openapi: 3.1.0"),
            _ => reply(stream, 200, &["Content-Encoding: br"], b"\x0b\x02\x80"),
        }
    });
    let options = HttpOptions { limit_bytes: 1 << 20, ..options() };
    let at = |path: &str| server.url("a.test", path);
    assert_eq!(document(&options, &at("/good")), "openapi: 3.1.0");
    assert!(is_too_large(&options, &at("/bomb")));
    for path in ["/cut", "/lie"] {
        assert!(matches!(refusal(&options, &at(path)), NetworkError::Broken { .. }), "{path}");
    }
    let expected = NetworkError::Encoding { host: "a.test".to_owned(), encoding: "br".to_owned() };
    assert_eq!(refusal(&options, &at("/brotli")), expected);
}

#[test]
fn wrong_answers_are_named() {
    let server = Server::http(|request, stream| match request.target.as_str() {
        "/png" => reply(stream, 200, &["Content-Type: Image/PNG"], b"\x89PNG"),
        "/html" => reply(stream, 200, &["Content-Type: text/html"], b"<html>"),
        "/cut" => drop(stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nopenapi")),
        "/ssh" => drop(stream.write_all(b"SSH-2.0-OpenSSH_9.2\r\n")),
        "/nothing" => {}
        status => reply(stream, status[1..].parse().expect("a status"), &[], b"no"),
    });
    let at = |path: &str| server.url("a.test", path);
    let host = || "a.test".to_owned();
    // The reader of documents knows a web page when it sees one.
    assert_eq!(document(&options(), &at("/html")), "<html>");
    let media_type = "image/png".to_owned();
    assert_eq!(
        refusal(&options(), &at("/png")),
        NetworkError::WrongType { host: host(), media_type }
    );
    for path in ["/cut", "/ssh", "/nothing"] {
        assert!(matches!(refusal(&options(), &at(path)), NetworkError::Broken { .. }), "{path}");
    }
    for code in [401, 403] {
        let variable = "APILINT_TOKEN_A_TEST".to_owned();
        let expected = NetworkError::Unauthorised { host: host(), code, variable };
        assert_eq!(refusal(&options(), &at(&format!("/{code}"))), expected);
    }
    for code in [302, 304, 404, 429, 500, 503] {
        let expected = NetworkError::Status { host: host(), code };
        assert_eq!(refusal(&options(), &at(&format!("/{code}"))), expected);
    }
    let closed = std::net::TcpListener::bind("127.0.0.1:0").and_then(|it| it.local_addr());
    let url = format!("http://{}/", closed.expect("a port that is free again"));
    assert!(matches!(refusal(&options(), &url), NetworkError::Connect { .. }));
}

#[test]
fn several_threads_share_one_client() {
    let server = Server::http(|request, stream| reply(stream, 200, &[], request.target.as_bytes()));
    let http = Http::new(options()).expect("options");
    thread::scope(|scope| {
        for rank in 0..8 {
            let (http, path) = (&http, format!("/{rank}"));
            let uri = Uri::new(server.url("a.test", &path));
            scope.spawn(move || {
                let bytes = http.for_input(&uri).load(&uri).expect("loaded").bytes;
                assert_eq!(bytes, path.as_bytes());
            });
        }
    });
}

fn keeping(name: &str) -> HttpOptions {
    HttpOptions { cache: Some(folder_of_cache(name)), ..options() }
}

fn offline(options: &HttpOptions) -> HttpOptions {
    HttpOptions { offline: true, ..options.clone() }
}

#[test]
fn what_did_not_change_is_not_fetched_again() {
    for (name, validator, question) in [
        ("etag", "ETag: \"1\"", "if-none-match"),
        ("modified", "Last-Modified: Sat, 21 Nov 2026 12:00:00 GMT", "if-modified-since"),
    ] {
        let server = Server::http(move |request, stream| {
            match (request.target.as_str(), request.header(question)) {
                ("/moved", None) => redirect(stream, "/"),
                ("/", None) => reply(stream, 200, &[validator], b"openapi: 3.1.0"),
                ("/", Some(value)) if validator.ends_with(value) => {
                    let _ =
                        stream.write_all(b"HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n");
                }
                _ => reply(stream, 500, &[], b""),
            }
        });
        let options = keeping(name);
        for path in ["/", "/moved"] {
            let url = server.url("a.test", path);
            for _ in 0..2 {
                assert_eq!(document(&options, &url), "openapi: 3.1.0", "{url}");
            }
            let asked = server.requests();
            assert!(asked.last().is_some_and(|last| last.header(question).is_some()), "{url}");
            assert_eq!(document(&offline(&options), &url), "openapi: 3.1.0");
            assert_eq!(server.requests().len(), asked.len(), "offline asks nothing");
        }
    }
}

#[test]
fn what_changed_is_fetched_and_kept() {
    let count = AtomicUsize::new(0);
    let server = Server::http(move |_, stream| {
        let rank = count.fetch_add(1, Ordering::SeqCst);
        let tag = format!("ETag: \"{rank}\"");
        reply(stream, 200, &[&tag], rank.to_string().as_bytes());
    });
    let options = keeping("changed");
    let url = server.url("a.test", "/spec.yaml?cle=secret#fragment");
    for expected in ["0", "1", "2"] {
        assert_eq!(document(&options, &url), expected);
        assert_eq!(document(&offline(&options), &url), expected);
    }
    assert_eq!(server.requests()[2].header("if-none-match"), Some("\"1\""));
    let files: Vec<_> = fs::read_dir(options.cache.as_ref().expect("a folder"))
        .expect("the folder")
        .map(|entry| entry.expect("a file").path())
        .collect();
    assert_eq!(files.len(), 2, "{files:?}");
    for file in files {
        let text = fs::read_to_string(&file).expect("text");
        assert!(!text.contains("secret") && !file.display().to_string().contains("secret"));
    }
}

#[test]
fn offline_says_what_is_missing() {
    let url = "https://a.test/spec.yaml";
    let expected = NetworkError::Offline { host: "a.test".to_owned() };
    assert_eq!(refusal(&offline(&keeping("missing")), url), expected);
    assert_eq!(refusal(&offline(&options()), url), expected, "no cache at all");
}

#[test]
fn damaged_files_of_the_cache_are_fetched_again() {
    let server = Server::http(|request, stream| {
        assert_eq!(request.header("if-none-match"), None);
        reply(stream, 200, &["ETag: \"1\""], b"openapi: 3.1.0");
    });
    let url = server.url("a.test", "/");
    for (extension, damage) in [("body", "openapi"), ("json", "{"), ("json", "{}")] {
        let options = keeping(&format!("damaged-{extension}-{}", damage.len()));
        assert_eq!(document(&options, &url), "openapi: 3.1.0");
        let folder = options.cache.as_ref().expect("a folder");
        for entry in fs::read_dir(folder).expect("the folder") {
            let path = entry.expect("a file").path();
            if path.extension().is_some_and(|known| known == extension) {
                fs::write(&path, damage).expect("written");
            }
        }
        assert!(load(&offline(&options), &url).is_err());
        assert_eq!(document(&options, &url), "openapi: 3.1.0");
        assert_eq!(document(&offline(&options), &url), "openapi: 3.1.0");
    }
}

#[test]
fn a_cache_that_cannot_be_written_is_no_obstacle() {
    let server = Server::http(|_, stream| reply(stream, 200, &[], b"{}"));
    let file = folder_of_cache("a-file");
    fs::create_dir_all(file.parent().expect("a parent")).expect("a folder");
    let _ = fs::remove_file(&file);
    fs::write(&file, "").expect("written");
    let options = HttpOptions { cache: Some(file.clone()), ..options() };
    assert_eq!(document(&options, &server.url("a.test", "/")), "{}");
    fs::remove_file(file).expect("removed");
}

#[test]
fn only_what_may_be_kept_is_kept() {
    let certificate = Certificate::of(&["a.test"]);
    let server = Server::https(&certificate, |request, stream| {
        let control = request.target[1..].replace('+', ", ");
        reply(stream, 200, &[&format!("Cache-Control: {control}")], b"{}");
    });
    let token = variables(&[("APILINT_TOKEN_A_TEST", "jeton")]);
    for (rank, (control, is_signed, is_kept)) in [
        ("max-age=60", false, true),
        ("private", false, true),
        ("No-Store", false, false),
        ("public+no-store", false, false),
        ("max-age=60", true, false),
        ("public+max-age=60", true, true),
    ]
    .into_iter()
    .enumerate()
    {
        let roots = certificate.pem();
        let mut options = HttpOptions { extra_roots: roots, ..keeping(&format!("control-{rank}")) };
        if is_signed {
            options.environment = Arc::clone(&token);
        }
        let url = server.url("a.test", &format!("/{control}"));
        assert_eq!(document(&options, &url), "{}");
        assert_eq!(
            load(&offline(&options), &url).is_ok(),
            is_kept,
            "{control}, signed: {is_signed}"
        );
    }
}
