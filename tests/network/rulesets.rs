//! Rulesets on the network: those that the command is given, and those that a file extends on a host that is allowed.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use super::folder_of_cache;
use super::server::{Server, redirect, reply};

/// `/team` leads to a ruleset that extends the one beside it.
fn server() -> Server {
    let team =
        "extends: base.yaml\nrules: {b: {given: $.info, then: {field: x-b, function: truthy}}}\n";
    let base = "rules: {a: {given: $.info, then: {field: x-a, function: truthy}}}\n";
    Server::http(move |request, stream| match request.target.as_str() {
        "/team" => redirect(stream, "/v2/team.yaml"),
        "/v2/team.yaml" => reply(stream, 200, &[], team.as_bytes()),
        "/v2/base.yaml" => reply(stream, 200, &[], base.as_bytes()),
        _ => reply(stream, 404, &[], b""),
    })
}

/// A folder with a description and a ruleset that extends a URL.
fn folder(name: &str, extends: &str) -> PathBuf {
    let folder = folder_of_cache(name);
    fs::create_dir_all(folder.join(".git")).expect("a folder");
    let api = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths: {}\n";
    fs::write(folder.join("api.yaml"), api).expect("a file");
    fs::write(folder.join("ruleset.yaml"), format!("extends: ['{extends}']\n")).expect("a file");
    folder
}

fn apilint(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_apilint"));
    command.current_dir(folder).env("XDG_CACHE_HOME", folder.join("cache"));
    for name in ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"] {
        command.env_remove(name);
    }
    command.args(arguments).args(["--lang", "en"]).output().expect("the command runs")
}

/// The rules that fired.
fn fired(output: &Output) -> Vec<String> {
    let errors = String::from_utf8_lossy(&output.stderr);
    let report: Vec<serde_json::Value> =
        serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {errors}"));
    report.iter().map(|result| result["code"].as_str().unwrap_or_default().to_owned()).collect()
}

const CHECK: [&str; 4] = ["check", "api.yaml", "--format", "spectral-json"];

#[test]
fn a_ruleset_given_by_its_url_is_read_with_those_it_extends() {
    let server = server();
    let folder = folder("rulesets-given", "unused");
    let url = server.url("127.0.0.1", "/team");
    let asked = [&CHECK[..], &["--ruleset", &url, "--allow-private"]].concat();
    assert_eq!(fired(&apilint(&folder, &asked)), ["a", "b"]);
    let listed = apilint(&folder, &["rules", &url, "--allow-private"]);
    assert!(String::from_utf8_lossy(&listed.stdout).contains("/v2/base.yaml (1"), "{listed:?}");
    let refused = apilint(&folder, &[&CHECK[..], &["--ruleset", &url]].concat());
    assert_eq!(refused.status.code(), Some(2), "a private address is not reached unless allowed");
}

#[test]
fn a_ruleset_extends_a_url_of_an_allowed_host() {
    let server = server();
    let folder = folder("rulesets-extended", &server.url("127.0.0.1", "/team"));
    let ruleset = [&CHECK[..], &["--ruleset", "ruleset.yaml"]].concat();
    let refused = apilint(&folder, &ruleset);
    assert_eq!(refused.status.code(), Some(2));
    let why = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(why.contains("ruleset.yaml:1:11") && why.contains("--allow-host"), "{why}");
    assert!(server.requests().is_empty());
    let allowed = [&ruleset[..], &["--allow-host", "127.0.0.1", "--allow-private"]].concat();
    assert_eq!(fired(&apilint(&folder, &allowed)), ["a", "b"]);
}
