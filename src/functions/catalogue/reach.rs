//! Whether data.gouv.fr can read the description where it was fetched: its server indexes the file and follows no redirect,
//! its pages are in https and read the file from the browser.

use std::time::Duration;

use crate::diagnostic::Text;
use crate::functions::{Check, Finding, Options, OptionsError};
use crate::guide::prose::host::host_fault;
use crate::loader::{CATALOGUE, Fetched};

/// How long data.gouv.fr waits for the file.
const PATIENCE: Duration = Duration::from_secs(10);

/// On the root: the answer that gave the description is one that data.gouv.fr can use. Nothing is asked again.
pub(in crate::functions) fn compile(options: &Options<'_>) -> Result<Check, OptionsError> {
    options.only(&[])?;
    Ok(Check::new(|target| {
        let Some(fetched) = &target.description.fetched else { return Vec::new() };
        let obstacles = obstacles(fetched);
        if obstacles.is_empty() {
            return Vec::new();
        }
        let all = |language: fn(&Text) -> &str, separator| {
            obstacles.iter().map(language).collect::<Vec<_>>().join(separator)
        };
        let (en, fr) = (all(|text| &text.en, "; "), all(|text| &text.fr, "\u{202f}; "));
        let message = Text::new(
            format!("data.gouv.fr cannot read the file at this URL: {en}"),
            format!("data.gouv.fr ne peut pas lire le fichier à cette URL\u{a0}: {fr}"),
        );
        vec![Finding::on(target.description.version_field(), message)]
    }))
}

/// What stands between data.gouv.fr and the file, each with how to take it away.
fn obstacles(fetched: &Fetched) -> Vec<Text> {
    let mut obstacles = Vec::new();
    let url = &fetched.url;
    if fetched.redirects > 0 {
        // Without its query, which may be a secret, the address is not the one to give.
        let (en, fr) = if fetched.has_query {
            ("the address that it leads to", "l'adresse où elle mène")
        } else {
            (url.as_str(), url.as_str())
        };
        obstacles.push(Text::new(
            format!("it is a redirect, which is not followed (give {en})"),
            format!("c'est une redirection, qui n'est pas suivie (donnez {fr})"),
        ));
    }
    if is_clear(url) {
        obstacles.push(Text::new(
            "it is in http, and browsers let a page in https read https only (publish it in https)",
            "elle est en http, et les navigateurs ne laissent une page en https lire que du https (publiez-le en https)",
        ));
    }
    if !fetched.is_open_to(CATALOGUE) {
        obstacles.push(not_open(fetched.allowed_origins.as_deref().unwrap_or_default()));
    }
    if let Some(media_type) = fetched.media_type.as_deref().filter(|given| !is_text(given)) {
        obstacles.push(Text::new(
            format!("its `Content-Type` is `{media_type}` (send `application/json` or `application/yaml`)"),
            format!("son `Content-Type` est `{media_type}` (envoyez `application/json` ou `application/yaml`)"),
        ));
    }
    if fetched.time > PATIENCE {
        let seconds = fetched.time.as_secs();
        obstacles.push(Text::new(
            format!("it took {seconds} s to come, and only 10 are waited for (serve it as a plain file)"),
            format!("il a mis {seconds} s à arriver, pour 10 d'attente au plus (servez-le comme un simple fichier)"),
        ));
    }
    obstacles
}

/// Whether the file comes unencrypted from a host that others can reach.
fn is_clear(url: &str) -> bool {
    let host = url.strip_prefix("http://").and_then(|rest| rest.split('/').next());
    host.is_some_and(|host| host_fault(host).is_none())
}

/// Which origins are let in, and how to let this one in.
fn not_open(given: &[String]) -> Text {
    let said = given.join("`, `");
    let (en, fr) = match given {
        [] => (
            "no `Access-Control-Allow-Origin` lets its pages read it".to_owned(),
            "aucun `Access-Control-Allow-Origin` ne laisse ses pages le lire".to_owned(),
        ),
        [_] => (
            format!("`Access-Control-Allow-Origin` lets in `{said}` only"),
            format!("`Access-Control-Allow-Origin` n'admet que `{said}`"),
        ),
        _ => (
            format!("`Access-Control-Allow-Origin` is given several times: `{said}`"),
            format!("`Access-Control-Allow-Origin` est donné plusieurs fois\u{a0}: `{said}`"),
        ),
    };
    Text::new(
        format!("{en} (send `Access-Control-Allow-Origin: *`)"),
        format!("{fr} (envoyez `Access-Control-Allow-Origin: *`)"),
    )
}

/// Whether a media type is one of JSON, YAML or text.
fn is_text(media_type: &str) -> bool {
    let name = media_type.to_ascii_lowercase();
    let name = name.split(';').next().unwrap_or_default().trim();
    name.is_empty()
        || name.starts_with("text/")
        // `application/vnd.oai.openapi` is a description in YAML.
        || ["json", "yaml", "yml", "openapi"].iter().any(|kind| name.contains(kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_known_by_their_media_type() {
        for name in [
            "application/json; charset=utf-8",
            "application/vnd.oai.openapi+json;version=3.1",
            "application/vnd.oai.openapi",
            "Text/Plain",
            "application/x-yaml",
            "",
        ] {
            assert!(is_text(name), "{name}");
        }
        for name in ["application/octet-stream", "application/x-download", "binary/octet-stream"] {
            assert!(!is_text(name), "{name}");
        }
    }

    #[test]
    fn a_file_in_the_clear_cannot_be_read_by_a_page() {
        assert!(is_clear("http://api.ponts.fr/openapi.json"));
        for url in ["https://api.ponts.fr/a.json", "http://localhost:8000/a.json", "http://a.test/"]
        {
            assert!(!is_clear(url), "{url}");
        }
    }

    #[test]
    fn all_that_is_in_the_way_is_told_at_once() {
        let fetched = Fetched {
            redirects: 1,
            url: "http://api.ponts.fr/v1/openapi.json".to_owned(),
            has_query: false,
            allowed_origins: Some(vec!["https://ponts.fr".to_owned()]),
            media_type: Some("application/octet-stream".to_owned()),
            time: Duration::from_secs(12),
        };
        let told = obstacles(&fetched);
        assert_eq!(told.len(), 5, "{told:?}");
        assert!(told[0].en.contains("give http://api.ponts.fr/v1/openapi.json"), "{told:?}");
        assert!(told[2].en.contains("lets in `https://ponts.fr` only"), "{told:?}");
        assert!(told[4].fr.contains("12 s"), "{told:?}");
        let unknown = Fetched {
            redirects: 0,
            url: "https://api.ponts.fr/openapi.json".to_owned(),
            has_query: false,
            allowed_origins: None,
            media_type: None,
            time: PATIENCE,
        };
        assert!(obstacles(&unknown).is_empty());
    }
}
