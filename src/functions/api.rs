//! What an API shows as a whole: its major version, the format of its answers, the language of its texts.

use super::{Check, Finding, Options, OptionsError, Target};
use crate::description::{
    Description, Operation, Response, distinct, each_operation, operations, servers,
};
use crate::diagnostic::Text;
use crate::document::Node;
use crate::guide::{Origin, Tongue, language_of};
use crate::spec::Version;

/// On the root: a major version above the first is visible to who calls: in the address, in a parameter, in a media type.
pub(super) fn major_version(options: &Options<'_>) -> Result<Check, OptionsError> {
    options.only(&[])?;
    Ok(Check::new(|target| {
        let description = target.description;
        let written = description.root().get("info").and_then(|info| info.get("version"));
        let major = written.and_then(|node| Some((node, major(node.scalar()?)?)));
        let Some((node, major)) = major.filter(|(_, major)| *major > 1) else { return Vec::new() };
        let operations = operations(description);
        let is_known = !operations.is_empty() && !description.is_partial();
        let is_visible = is_in_addresses(description, &operations)
            || is_in_calls(&operations)
            || declared_address(target).is_some_and(shows_version);
        if !is_known || is_visible {
            return Vec::new();
        }
        let message = Text::new(
            format!("Version {major} is announced, and nothing in a call tells it from another"),
            format!(
                "La version {major} est annoncée, et rien dans un appel ne la distingue d'une autre"
            ),
        );
        vec![Finding::on(node, message)]
    }))
}

/// The address to call that is declared beside the description.
fn declared_address<'d>(target: &Target<'d>) -> Option<&'d str> {
    let judged = target.dossier.iter().find(|judged| judged.criterion.id == "server-url")?;
    let declared = judged.evidence.iter().find(|it| it.origin == Origin::Declaration)?;
    Some(&declared.excerpt)
}

/// `2` of `2.1.0` and of `v2`; nothing of a date or of a build.
fn major(version: &str) -> Option<u32> {
    let digits = version.trim().trim_start_matches(['v', 'V']);
    let end = digits.find(|sign: char| !sign.is_ascii_digit()).unwrap_or(digits.len());
    let rest = &digits[end..];
    let is_version = rest.is_empty() || rest.starts_with('.');
    digits[..end].parse().ok().filter(|major| is_version && *major < 100)
}

/// `/v2/`, `/api/2.0`, `v3.ouvrages.gouv.fr`.
fn is_in_addresses(description: &Description, operations: &[Operation<'_>]) -> bool {
    let servers = servers(description);
    let urls = servers.iter().map(|server| server.url.as_str());
    // A part that is still to be filled in may be the version.
    servers.iter().any(|server| !server.unset_variables.is_empty())
        || urls.chain(operations.iter().map(|operation| operation.path)).any(shows_version)
}

fn shows_version(address: &str) -> bool {
    let words = address.split(|sign: char| !sign.is_ascii_alphanumeric() && sign != '.');
    words.flat_map(|word| [word].into_iter().chain(word.split('.'))).any(|word| {
        let word = word.to_ascii_lowercase();
        let is_number = |text: &str| text.starts_with(|sign: char| sign.is_ascii_digit());
        // `apiv2`, `v2beta`, `version2`; a number alone, `2.0` or `2`, as a segment.
        word.rfind('v').is_some_and(|at| is_number(&word[at + 1..]))
            || word.contains("version")
            || (!word.is_empty() && word.bytes().all(|b| b.is_ascii_digit() || b == b'.'))
    })
}

/// A parameter called `version`, a media type that holds one: `application/vnd.ouvrages.v2+json`.
fn is_in_calls(operations: &[Operation<'_>]) -> bool {
    distinct(operations).any(|rank| {
        let operation = &operations[rank];
        let named = operation
            .parameters()
            .iter()
            .any(|it| it.name.is_none_or(|name| name.to_ascii_lowercase().contains("version")));
        named || media_types(operation).iter().any(|name| shows_version(name))
    })
}

/// On the root: an API that returns data returns JSON.
pub(super) fn json_answers(options: &Options<'_>) -> Result<Check, OptionsError> {
    options.only(&[])?;
    Ok(Check::new(|target| {
        let description = target.description;
        if description.is_partial() {
            return Vec::new();
        }
        let mut first = None;
        for name in each_operation(description).flat_map(|operation| media_types(&operation)) {
            // Nearly all APIs show it at once: the other answers are not read.
            if name.contains("json") || name.contains('*') {
                return Vec::new();
            }
            first = first.or(is_markup(name).then_some(name));
        }
        let Some(first) = first else { return Vec::new() };
        let message = Text::new(
            format!("No answer is in JSON: data come as {first}"),
            format!("Aucune réponse n'est en JSON\u{a0}: les données sont en {first}"),
        );
        let root = description.root();
        let at = root.get("produces").or_else(|| root.get("paths")).unwrap_or(root);
        vec![Finding::under(at, message)]
    }))
}

/// The media types of the success responses of an operation.
fn media_types<'d>(operation: &Operation<'d>) -> Vec<&'d str> {
    if operation.description.version == Version::Oas2 {
        let root = operation.description.root();
        let produces = operation.get("produces").or_else(|| root.get("produces"));
        return produces
            .map(Node::children)
            .into_iter()
            .flatten()
            .filter_map(Node::as_str)
            .collect();
    }
    let responses = operation.responses();
    let successes = responses.iter().filter(|response| response.is_success());
    successes.flat_map(Response::payloads).filter_map(|it| it.media_type).collect()
}

/// XML that holds data: not a drawing, not a map, not a feed.
fn is_markup(media_type: &str) -> bool {
    let name = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let kinds = ["svg", "gml", "kml", "gpx", "rss", "atom", "rdf", "xhtml"];
    (name.ends_with("/xml") || name.ends_with("+xml"))
        && !kinds.iter().any(|kind| name.contains(kind))
}

/// On the root: most of the texts are in a language. Option `language`: `fr` or `en`.
pub(super) fn language(options: &Options<'_>) -> Result<Check, OptionsError> {
    options.only(&["language"])?;
    let wanted = match options.required_text("language")? {
        "fr" => Tongue::French,
        "en" => Tongue::English,
        _ => {
            return Err(options.fault(
                "language",
                "languages are fr and en",
                "les langues sont fr et en",
            ));
        }
    };
    Ok(Check::new(move |target| {
        let found = language_of(target.description);
        if found == wanted || found == Tongue::Other {
            return Vec::new();
        }
        let message = match found {
            Tongue::French => Text::new(
                "Most of the texts are in French",
                "La plupart des textes sont en français",
            ),
            Tongue::English | Tongue::Other => Text::new(
                "Most of the texts are in English",
                "La plupart des textes sont en anglais",
            ),
        };
        let root = target.description.root();
        vec![Finding::under(root.get("info").unwrap_or(root), message)]
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn majors() {
        for (version, expected) in [
            ("2", Some(2)),
            ("v3.1", Some(3)),
            ("1.0.0", Some(1)),
            ("2024.1", None),
            ("2024-05-01", None),
            ("3-beta", None),
            ("latest", None),
        ] {
            assert_eq!(major(version), expected, "{version}");
        }
    }

    #[test]
    fn versions_in_addresses() {
        for address in [
            "https://api.ouvrages.fr/v2",
            "/api/2.0/livres",
            "https://v3.ouvrages.fr",
            "/apiv2/livres",
            "application/vnd.ouvrages.v2+json",
            "application/json;version=2",
        ] {
            assert!(shows_version(address), "{address}");
        }
        for address in
            ["https://api.ouvrages.fr", "/livres/{isbn13}", "/inventaire", "application/json"]
        {
            assert!(!shows_version(address), "{address}");
        }
    }
}
