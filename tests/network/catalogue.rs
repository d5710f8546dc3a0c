//! What data.gouv.fr will meet where a description is fetched: seen in the answer that gave it, and asked of nobody else.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use apilint::loader::{Disk, Http, HttpOptions};
use apilint::source::Uri;
use apilint::{Description, Diagnostic, Ruleset};

use super::server::{Request, Server, Stream, redirect, reply};
use super::{folder_of_cache, options, variables};

const DESCRIPTION: &[u8] = b"openapi: 3.1.0\ninfo: {title: API Ponts, version: '1'}\npaths: {}\n";
const OPEN: &str = "Access-Control-Allow-Origin: *";
const YAML: &str = "Content-Type: application/yaml";

/// What `catalog-live` says of a URL.
fn told(options: &HttpOptions, url: &str) -> Vec<Diagnostic> {
    let uri = Uri::new(url);
    let http = Http::new(options.clone()).expect("options").for_judged(&uri);
    let description = Description::load(&http, &uri).expect("a description");
    let files = Disk::below(std::path::Path::new(".")).expect("a folder");
    let rules = Ruleset::load(&["apilint:data-gouv".to_owned()], &files).expect("the rules");
    let mut told = apilint::lint(&description, &rules);
    told.retain(|said| said.rule == "catalog-live");
    told
}

/// The same, in English; empty where all is well.
fn said(options: &HttpOptions, url: &str) -> String {
    let told = told(options, url);
    assert!(told.len() <= 1, "all is told at once");
    told.into_iter().map(|said| said.message.en).collect()
}

fn serving(headers: &'static [&'static str]) -> Server {
    Server::http(move |_, stream| reply(stream, 200, headers, DESCRIPTION))
}

#[test]
fn a_file_that_pages_may_read_is_fine() {
    for headers in [
        &[OPEN, YAML],
        &["Access-Control-Allow-Origin: https://www.data.gouv.fr", "Content-Type: text/plain"],
        &[OPEN, "Content-Type: application/vnd.oai.openapi+json; version=3.1"],
        &[OPEN, "X-None: of type"],
    ] {
        let server = serving(headers);
        assert_eq!(said(&options(), &server.url("a.test", "/openapi.yaml")), "", "{headers:?}");
        let origin = server.requests()[0].header("origin").map(str::to_owned);
        assert_eq!(origin.as_deref(), Some("https://www.data.gouv.fr"));
    }
}

#[test]
fn what_stops_pages_is_told() {
    for (headers, expected) in [
        (
            &[YAML, "X-Frame-Options: DENY"],
            "no `Access-Control-Allow-Origin` lets its pages read it",
        ),
        (
            &[YAML, "Access-Control-Allow-Origin: https://ponts.fr"],
            "`Access-Control-Allow-Origin` lets in `https://ponts.fr` only",
        ),
        (&[OPEN, "Content-Type: application/octet-stream"], "is `application/octet-stream`"),
    ] {
        let server = serving(headers);
        let told = told(&options(), &server.url("a.test", "/openapi.yaml"));
        let [told] = &told[..] else { panic!("{headers:?}: {told:?}") };
        assert!(told.message.en.contains(expected), "{}", told.message.en);
        assert!(
            told.message.fr.starts_with("data.gouv.fr ne peut pas lire"),
            "{}",
            told.message.fr
        );
        assert_eq!(told.severity.name(), "info");
    }
}

#[test]
fn a_redirect_is_told_with_where_it_leads() {
    let server = Server::http(|request, stream| match request.target.as_str() {
        "/latest" => redirect(stream, "/v3/openapi.yaml"),
        "/signed" => redirect(stream, "/v3/openapi.yaml?cle=secret"),
        _ => reply(stream, 200, &[OPEN, YAML], DESCRIPTION),
    });
    let message = said(&options(), &server.url("a.test", "/latest"));
    let end = server.url("a.test", "/v3/openapi.yaml");
    assert!(
        message.contains(&format!("is a redirect, which is not followed (give {end})")),
        "{message}"
    );
    assert_eq!(said(&options(), &end), "");
    let message = said(&options(), &server.url("a.test", "/signed"));
    assert!(message.contains("(give the address that it leads to)"), "{message}");
    assert!(!message.contains("openapi.yaml"), "{message}");
}

#[test]
fn a_file_that_comes_late_is_told_by_who_waits_for_it() {
    let server = Server::http(|_, stream| {
        std::thread::sleep(Duration::from_millis(10_200));
        reply(stream, 200, &[OPEN, YAML], DESCRIPTION);
    });
    let patient = HttpOptions { timeout: Duration::from_secs(30), ..options() };
    let message = said(&patient, &server.url("a.test", "/openapi.yaml"));
    assert!(message.contains("it took 10 s to come"), "{message}");
}

#[test]
fn a_server_that_forbids_other_pages_is_read_and_told() {
    for status in [400, 403, 500] {
        let server = Server::http(move |request, stream| match request.header("origin") {
            Some(_) => reply(stream, status, &[], b"Invalid CORS request"),
            None => reply(stream, 200, &[OPEN, YAML], DESCRIPTION),
        });
        let message = said(&options(), &server.url("a.test", "/openapi.yaml"));
        assert!(message.contains("no `Access-Control-Allow-Origin`"), "{message}");
        assert_eq!(server.requests().len(), 2);
    }
}

#[test]
fn only_the_input_is_asked_for_as_a_page_would() {
    let entry = b"openapi: 3.1.0\ncomponents: {schemas: {A: {$ref: a.yaml}}}\n";
    let server = Server::http(|request, stream| match request.target.as_str() {
        "/a.yaml" => reply(stream, 200, &[], b"type: object\n"),
        _ => reply(stream, 200, &[OPEN, YAML], entry),
    });
    assert_eq!(said(&options(), &server.url("a.test", "/openapi.yaml")), "");
    let origins = server.requests();
    let origins: Vec<bool> = origins.iter().map(|asked| asked.header("origin").is_some()).collect();
    assert_eq!(origins, [true, false]);
}

#[test]
fn what_is_given_to_us_alone_says_nothing_of_others() {
    let server = serving(&[YAML]);
    let token = variables(&[("APILINT_TOKEN_A_TEST", "jeton")]);
    let signed = HttpOptions { environment: token, ..options() };
    assert_eq!(said(&signed, &server.url("a.test", "/openapi.yaml")), "");
}

/// First refused to pages, then allowed; the file does not change.
fn mended(answers_304_with: &'static [u8]) -> Server {
    let count = AtomicUsize::new(0);
    Server::http(move |request: &Request, stream: &mut dyn Stream| {
        let rank = count.fetch_add(1, Ordering::SeqCst);
        if rank == 0 || request.header("if-none-match").is_none() {
            reply(stream, 200, &["ETag: \"1\"", YAML], DESCRIPTION);
        } else {
            let _ = stream.write_all(b"HTTP/1.1 304 Not Modified\r\nConnection: close\r\n");
            let _ = stream.write_all(answers_304_with);
            let _ = stream.write_all(b"\r\n");
        }
    })
}

#[test]
fn what_was_kept_is_told_until_the_server_may_say_otherwise() {
    for (name, headers, is_told_again) in [
        ("open", b"Access-Control-Allow-Origin: *\r\n".as_slice(), false),
        ("silent", b"", false),
        ("other", b"Access-Control-Allow-Origin: https://ponts.fr\r\n", true),
    ] {
        let server = mended(headers);
        let url = server.url("a.test", "/openapi.yaml");
        let folder = folder_of_cache(&format!("catalogue-{name}"));
        let options = HttpOptions { cache: Some(folder), ..options() };
        let offline = HttpOptions { offline: true, ..options.clone() };
        assert!(!said(&options, &url).is_empty(), "{name}");
        assert!(!said(&offline, &url).is_empty(), "{name}: kept with the answer");
        assert_eq!(!said(&options, &url).is_empty(), is_told_again, "{name}");
        assert_eq!(!said(&offline, &url).is_empty(), is_told_again, "{name}: kept again");
    }
}

#[test]
fn a_file_on_the_disk_says_nothing_of_a_server() {
    let file = Uri::new("fixtures/descriptions/bibliotheque.yaml");
    let files = Disk::below(std::path::Path::new(".")).expect("a folder");
    let description = Description::load(&files, &file).expect("a description");
    assert!(description.fetched.is_none());
}
