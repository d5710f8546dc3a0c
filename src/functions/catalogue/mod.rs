//! What data.gouv.fr shows of a description: its pages read the first server, one answer in JSON, and no other file.

pub mod reach;

use std::collections::HashSet;

use crate::description::{Response, Server, operations, properties_of, references, servers};
use crate::diagnostic::{Label, Text};
use crate::document::Node;
use crate::functions::{Check, Finding, Options, OptionsError};
use crate::guide::licence;
use crate::guide::prose::environment::is_non_production;
use crate::spec::Version;

/// Bytes of a description that the search of data.gouv.fr reads: 3 MiB.
const INDEXED: usize = 3 << 20;

/// On the root: the first server is one that anybody can call, and the one of production. Fictitious addresses are the
/// guide's.
pub(in crate::functions) fn first_server(options: &Options<'_>) -> Result<Check, OptionsError> {
    options.only(&[])?;
    Ok(Check::new(|target| {
        let description = target.description;
        // Of Swagger 2.0 no address is shown, whatever it is.
        if description.version == Version::Oas2 {
            return Vec::new();
        }
        let servers = servers(description);
        let Some(first) = servers.first() else { return Vec::new() };
        let is_test = |server: &Server<'_>| {
            is_non_production(&server.url) || server.description.is_some_and(is_non_production)
        };
        let message = if !first.url.contains("://") {
            Text::new(
                format!(
                    "data.gouv.fr shows the first server as it is written, and {} has no host",
                    first.url
                ),
                format!(
                    "data.gouv.fr montre le premier serveur tel qu'il est écrit, et {} n'a pas de nom d'hôte",
                    first.url
                ),
            )
        } else if is_test(first) && servers.iter().any(|server| !is_test(server)) {
            Text::new(
                format!(
                    "data.gouv.fr shows the first server only, and {} is a test one",
                    first.url
                ),
                format!(
                    "data.gouv.fr ne montre que le premier serveur, et {} est un serveur de test",
                    first.url
                ),
            )
        } else {
            return Vec::new();
        };
        vec![Finding::on(first.node, message)]
    }))
}

/// On the root: some GET answers 200 with an object in JSON whose properties are described: what data.gouv.fr calls the
/// data that come back.
pub(in crate::functions) fn shown_data(options: &Options<'_>) -> Result<Check, OptionsError> {
    options.only(&[])?;
    Ok(Check::new(|target| {
        let description = target.description;
        let operations = operations(description);
        let mut gets = operations.iter().filter(|operation| operation.method == "get").peekable();
        if gets.peek().is_none() || description.is_partial() {
            return Vec::new();
        }
        // Many operations may answer with one schema.
        let mut seen = HashSet::new();
        let mut shows = |response: &Response<'_>| {
            let is_json = |name: Option<&str>| {
                name == Some("application/json") || description.version == Version::Oas2
            };
            response.status == "200"
                && response.payloads().iter().filter(|payload| is_json(payload.media_type)).any(
                    |payload| {
                        payload.schema.and_then(|schema| description.follow(schema)).is_some_and(
                            |schema| {
                                seen.insert(schema.target().id())
                                    && properties_of(description, schema).next().is_some()
                            },
                        )
                    },
                )
        };
        let is_unknown = |response: &Response<'_>| response.node.is_none_or(Node::holds_cut);
        let is_shown = gets.any(|operation| {
            operation.responses().iter().any(|response| shows(response) || is_unknown(response))
        });
        if is_shown {
            return Vec::new();
        }
        let paths = description.root().get("paths").unwrap_or(description.root());
        vec![Finding::under(
            paths,
            Text::new(
                "data.gouv.fr will show no data: no GET has a response `200` in `application/json` with properties",
                "data.gouv.fr ne montrera aucune donnée\u{a0}: aucun GET n'a de réponse `200` en `application/json` avec des propriétés",
            ),
        )]
    }))
}

/// On the root: no reference leads to another file.
pub(in crate::functions) fn one_file(options: &Options<'_>) -> Result<Check, OptionsError> {
    options.only(&[])?;
    Ok(Check::new(|target| {
        let entry = target.description.entry().id;
        let outside: Vec<Node<'_>> = references(target.description)
            .filter(|place| place.written.document().id == entry)
            .filter_map(|place| place.written.get("$ref"))
            .filter(|node| node.as_str().is_some_and(|text| !text.starts_with('#')))
            .collect();
        let Some(first) = outside.first() else { return Vec::new() };
        let text = Text::new("here too", "ici aussi");
        let related = outside.iter().skip(1).take(10);
        let related =
            related.map(|node| Label { text: Some(text.clone()), ..node.label() }).collect();
        let (file, count) = (first.as_str().unwrap_or_default(), outside.len());
        let message = if count == 1 {
            Text::new(
                format!("data.gouv.fr will show nothing of {file}: it reads one file"),
                format!("data.gouv.fr ne montrera rien de {file}\u{a0}: il ne lit qu'un fichier"),
            )
        } else {
            Text::new(
                format!(
                    "data.gouv.fr will show nothing of {count} references to other files: it reads one file"
                ),
                format!(
                    "data.gouv.fr ne montrera rien de {count} références à d'autres fichiers\u{a0}: il ne lit qu'un fichier"
                ),
            )
        };
        vec![Finding { related, ..Finding::on(*first, message) }]
    }))
}

/// On the root: the file is short enough to be searched whole.
pub(in crate::functions) fn size(options: &Options<'_>) -> Result<Check, OptionsError> {
    options.only(&[])?;
    Ok(Check::one(|target| {
        let size = target.description.entry().source.text.len();
        let tenths = size * 10 / (1 << 20);
        let (whole, tenth) = (tenths / 10, tenths % 10);
        (size > INDEXED).then(|| {
            Text::new(
                format!("The file is {whole}.{tenth} MiB long: the search of data.gouv.fr reads the first 3"),
                format!("Le fichier pèse {whole},{tenth} Mio\u{a0}: la recherche de data.gouv.fr lit les 3 premiers"),
            )
        })
    }))
}

/// On `info`: the licence is one of data. What it is called and where it leads are looked at.
pub(in crate::functions) fn licence(options: &Options<'_>) -> Result<Check, OptionsError> {
    options.only(&[])?;
    Ok(Check::new(|target| {
        let Some(info) = target.node().filter(|node| node.is_map() && !node.is_cut()) else {
            return Vec::new();
        };
        let said = |node: Node<'_>, field: &str| {
            target.description.text(node, field).unwrap_or_default().to_lowercase()
        };
        let Some(license) = info.get("license").filter(|license| !license.is_null()) else {
            // Some say it in a sentence.
            let description = said(info, "description");
            if licence::is_stated(&description) {
                return Vec::new();
            }
            let message = Text::new(
                "The licence of the data is not stated",
                "La licence des données n'est pas indiquée",
            );
            return vec![Finding::under(info, message)];
        };
        let words = ["name", "identifier", "url"].map(|field| said(license, field)).join(" ");
        // « MIT pour le code, données en accès libre »
        let is_data = licence::is_of_data(&words)
            || ["données", "data"].iter().any(|word| words.contains(word));
        let code = licence::of_programs(&words).filter(|_| !is_data);
        let Some(code) = code else { return Vec::new() };
        vec![Finding::on(
            license.get("name").unwrap_or(license),
            Text::new(
                format!("{code} is a licence for programs, not for the data that the API gives"),
                format!("{code} est une licence de logiciel, non des données que l'API fournit"),
            ),
        )]
    }))
}

/// What is said of a description of Swagger 2.0.
pub(in crate::functions) fn is_not_swagger(options: &Options<'_>) -> Result<Check, OptionsError> {
    options.only(&[])?;
    Ok(Check::new(|target| {
        if target.description.version != Version::Oas2 {
            return Vec::new();
        }
        let message = Text::new(
            "data.gouv.fr does not show the address of an API described with Swagger 2.0",
            "data.gouv.fr ne montre pas l'adresse d'une API décrite en Swagger 2.0",
        );
        vec![Finding::on(target.description.version_field(), message)]
    }))
}
