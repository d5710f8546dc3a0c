//! Documents that refer to others on the network: relative to where they were found in the end, each read once.

use apilint::Description;
use apilint::loader::{Http, HttpOptions};
use apilint::source::Uri;

use super::server::{Server, redirect, reply};
use super::{folder_of_cache, options};

/// A description behind a redirect; beside where it really is, a schema that refers to it, and a redirect to the schema.
fn server() -> Server {
    let entry = "openapi: 3.1.0\ncomponents: {schemas: {A: {$ref: schemas/a.yaml}, B: {$ref: schemas/same.yaml}, C: {$ref: openapi.yaml#/components/schemas/A}}}\n";
    let schema =
        "type: object\nproperties: {next: {$ref: '../openapi.yaml#/components/schemas/B'}}\n";
    Server::http(move |request, stream| match request.target.as_str() {
        "/latest" => redirect(stream, "/v3/openapi.yaml"),
        "/v3/openapi.yaml" => reply(stream, 200, &["ETag: \"1\""], entry.as_bytes()),
        "/v3/schemas/a.yaml" => reply(stream, 200, &["ETag: \"1\""], schema.as_bytes()),
        "/v3/schemas/same.yaml" => redirect(stream, "a.yaml"),
        _ => reply(stream, 404, &[], b""),
    })
}

fn load(options: &HttpOptions, url: &str) -> Description {
    let uri = Uri::new(url);
    let http = Http::new(options.clone()).expect("options").for_input(&uri);
    let description = Description::load(&http, &uri).expect("a description");
    let faults: Vec<&str> =
        description.problems().iter().map(|problem| problem.message.en.as_str()).collect();
    assert!(faults.is_empty(), "{faults:?}");
    assert_eq!(description.documents.len(), 2, "each document is read once");
    description
}

#[test]
fn references_are_relative_to_where_redirects_end() {
    let server = server();
    let description = load(&options(), &server.url("a.test", "/latest"));
    let asked: Vec<String> =
        server.requests().iter().map(|request| request.target.clone()).collect();
    let expected = [
        "/latest",
        "/v3/openapi.yaml",
        "/v3/schemas/a.yaml",
        "/v3/schemas/same.yaml",
        "/v3/schemas/a.yaml",
    ];
    assert_eq!(asked, expected);
    // What is shown is the name that was given.
    assert!(description.entry().source.uri.as_str().ends_with("/latest"));
}

#[test]
fn the_cache_knows_where_redirects_end() {
    let server = server();
    let url = server.url("a.test", "/latest");
    let options = HttpOptions { cache: Some(folder_of_cache("references")), ..options() };
    load(&options, &url);
    let asked = server.requests().len();
    load(&HttpOptions { offline: true, ..options.clone() }, &url);
    assert_eq!(server.requests().len(), asked, "offline asks nothing");
    load(&options, &url);
}
