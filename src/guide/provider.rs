//! `who-provides`: who offers the API (G04: « Qui propose cette API ? »).

use super::prose::organisation::names_an_organisation;
use super::prose::provider::providers_stated;
use super::{
    Assessment, Criterion, Evidence, Extracted, Gap, Inspection, Strength, Title, Verdict, reading,
};
use crate::description::{Description, security_schemes, servers};
use crate::diagnostic::Text;
use crate::document::Node;

pub(super) static CRITERION: Criterion = Criterion {
    id: "who-provides",
    guide: &["G04a"],
    strength: Strength::Prerequisite,
    title: Title { en: "Who provides the API is said", fr: "On sait qui propose l'API" },
    assess,
};

/// Extensions that name the provider.
const EXTENSIONS: &[&str] =
    &["x-provider", "x-producer", "x-organization", "x-organisation", "x-owner", "x-publisher"];

fn assess(inspection: &Inspection<'_>) -> Assessment {
    let description = inspection.description;
    if let Some(evidence) = stated(inspection) {
        return CRITERION.met(vec![evidence]);
    }
    let root = description.root();
    let place = root.get("info").unwrap_or(root).key_label();
    match inferred(description) {
        Some(evidence) => {
            let hint = evidence.excerpt.clone();
            let message = Text::new(
                format!("Who provides the API can only be guessed, from “{hint}”: say it"),
                format!(
                    "On ne peut que deviner qui propose l'API, d'après «\u{a0}{hint}\u{a0}»\u{a0}: dites-le"
                ),
            );
            CRITERION.judged(Verdict::Partial, vec![evidence], vec![Gap::partial(message, place)])
        }
        None => {
            let message =
                Text::new("Nothing says who provides the API", "Rien ne dit qui propose l'API");
            CRITERION.judged(Verdict::Missing, Vec::new(), vec![Gap::missing(message, place)])
        }
    }
}

/// A structured field, or a sentence that says it.
fn stated(inspection: &Inspection<'_>) -> Option<Evidence> {
    let root = inspection.description.root();
    let info = root.get("info");
    let extension = EXTENSIONS.iter().find_map(|name| {
        let holder =
            [info, Some(root)].into_iter().flatten().find_map(|holder| holder.get(name))?;
        let node = if holder.is_map() { holder.get("name")? } else { holder };
        node.as_str().filter(|text| !text.trim().is_empty()).map(|_| node)
    });
    let title = info.and_then(|info| info.get("title")).and_then(Node::as_str);
    let name = info.and_then(|info| info.get("contact")?.get("name"));
    let named =
        name.filter(|name| name.as_str().is_some_and(|text| names_an_organisation(text, title)));
    if let Some(node) = extension.or(named) {
        let name = node.as_str().unwrap_or_default().trim().to_owned();
        return Some(Evidence::at(node, name.clone()).extracting(Extracted::Organisation(name)));
    }
    for (node, prose) in inspection.passages_on_api() {
        if let Some(stated) = providers_stated(prose).into_iter().next() {
            let evidence = Evidence::in_text(*node, stated.range);
            return Some(evidence.extracting(Extracted::Organisation(stated.value)));
        }
    }
    None
}

/// A name or a domain from which a reader may guess.
fn inferred(description: &Description) -> Option<Evidence> {
    let info = description.root().get("info");
    let contact = info.and_then(|info| info.get("contact"));
    let text = |node: Option<Node<'_>>| {
        node.filter(|node| node.as_str().is_some_and(|text| !text.trim().is_empty())).map(Node::id)
    };
    let field =
        |holder: Option<Node<'_>>, name: &str| text(holder.and_then(|holder| holder.get(name)));
    let of_contact = ["email", "url", "name"].iter().find_map(|name| field(contact, name));
    if let Some(id) = of_contact {
        let node = description.node(id);
        return Some(Evidence::at(node, node.as_str().unwrap_or_default().trim().to_owned()));
    }
    if let Some(server) = servers(description)
        .into_iter()
        .find(|server| host_of(&server.url).is_some_and(|h| h.contains('.')))
    {
        let host = host_of(&server.url).unwrap_or_default().to_owned();
        return Some(Evidence::at(server.node, host));
    }
    if let Some(title) = info
        .and_then(|info| info.get("title"))
        .filter(|title| title.as_str().is_some_and(names_a_product))
    {
        return Some(Evidence::at(title, title.as_str().unwrap_or_default().trim().to_owned()));
    }
    let mut links = reading::of_api(description).into_iter().filter_map(|passage| {
        let start = passage.text.find("https://").or_else(|| passage.text.find("http://"))?;
        let link = passage.text[start..].split([' ', ')', '"', '\n', '<', ']']).next()?;
        host_of(link).filter(|host| host.contains('.'))?;
        Some(Evidence::in_text(passage.node, start..start + link.len()))
    });
    links.next().or_else(|| of_other_links(description)).or_else(|| of_names(description))
}

/// The domain of the external documentation or of an OAuth server.
fn of_other_links(description: &Description) -> Option<Evidence> {
    let docs = description.root().get("externalDocs").and_then(|docs| docs.get("url"));
    let schemes = security_schemes(description);
    let flows = schemes.iter().filter_map(|scheme| scheme.node).flat_map(|scheme| {
        let flows = scheme.get("flows").map(Node::children).into_iter().flatten();
        flows.chain([scheme]).flat_map(|flow| [flow.get("tokenUrl"), flow.get("authorizationUrl")])
    });
    let mut urls = docs.into_iter().chain(flows.flatten());
    let found =
        urls.find(|node| node.as_str().and_then(host_of).is_some_and(|host| host.contains('.')))?;
    Some(Evidence::at(found, host_of(found.as_str()?)?.to_owned()))
}

/// An acronym in the description: an organisation or a product that a reader may know.
fn of_names(description: &Description) -> Option<Evidence> {
    reading::of_info(description).into_iter().find_map(|passage| {
        let text = passage.text;
        let mut start = 0;
        for word in text.split(|c: char| !c.is_alphanumeric()) {
            if is_a_name(word) {
                return Some(Evidence::in_text(passage.node, start..start + word.len()));
            }
            start += word.len();
            start += text[start..].chars().next().map_or(0, char::len_utf8);
        }
        // A quoted name: « ma cantine ».
        let open = text.find('«')?;
        let close = text[open..].find('»')? + open;
        Some(Evidence::in_text(passage.node, open..close + '»'.len_utf8()))
    })
}

/// Whether a title names a product: more than common words.
fn names_a_product(title: &str) -> bool {
    title.split(|c: char| !c.is_alphanumeric() && c != '.').any(|word| {
        let is_common = matches!(
            word.to_lowercase().as_str(),
            "api"
                | "apis"
                | "rest"
                | "swagger"
                | "openapi"
                | "documentation"
                | "service"
                | "services"
                | "the"
                | "public"
                | "standard"
                | "open"
                | "data"
                | "web"
                | "spec"
                | "specification"
                | "schema"
                | "doc"
                | "docs"
        );
        !is_common
            && (is_a_name(word)
                || word.chars().next().is_some_and(char::is_uppercase) && word.chars().count() > 2)
    })
}

/// An acronym or a name written like one: two capitals at least, and not a common technical one.
fn is_a_name(word: &str) -> bool {
    const TECHNICAL: &[&str] = &[
        "API", "APIS", "REST", "JSON", "XML", "HTTP", "HTTPS", "URL", "URI", "CSV", "HTML", "YAML",
        "PDF", "SQL", "UUID", "GET", "POST", "PUT", "PATCH", "DELETE", "JWT", "OAUTH", "OAUTH2",
        "SOAP", "WFS", "WMS", "UTF", "ISO", "ID", "IP",
    ];
    word.chars().filter(|c| c.is_uppercase()).count() >= 2
        && !TECHNICAL.contains(&word.to_uppercase().as_str())
}

/// The host of an absolute URL.
fn host_of(url: &str) -> Option<&str> {
    let (_, rest) = url.split_once("://")?;
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?;
    Some(host.split(':').next().unwrap_or(host)).filter(|host| !host.is_empty())
}
