//! Base URLs, whatever the version.

use super::Description;
use crate::document::Node;
use crate::spec::Version;

/// A base URL that the description gives.
#[derive(Clone, Debug)]
pub struct Server<'d> {
    /// The URL, variables replaced by their defaults; in 2.0 put together from `schemes`, `host` and `basePath`.
    pub url: String,
    /// Where a reader would change it: `url`, or in 2.0 `host`, `basePath`, whichever is written.
    pub node: Node<'d>,
    /// What it is said to be.
    pub description: Option<&'d str>,
    /// Names in braces that have no default.
    pub unset_variables: Vec<String>,
}

/// The servers of the root; where it has none, those of the paths and operations.
pub fn servers(description: &Description) -> Vec<Server<'_>> {
    let root = description.root();
    if description.version == Version::Oas2 {
        return swagger_servers(root);
    }
    let listed = |node: Node<'_>| node.get("servers").is_some_and(|servers| !servers.is_empty());
    if listed(root) {
        return read(description, root);
    }
    let mut servers: Vec<Server<'_>> = Vec::new();
    for operation in super::operations(description) {
        for node in [operation.node, operation.item] {
            for server in read(description, node) {
                if !servers.iter().any(|known| known.url == server.url) {
                    servers.push(server);
                }
            }
        }
    }
    servers
}

fn read<'d>(description: &'d Description, node: Node<'d>) -> Vec<Server<'d>> {
    let entries = node.get("servers").map(Node::children).into_iter().flatten();
    entries
        .filter_map(|server| {
            let url = server.get("url")?;
            let (text, unset_variables) = substitute(url.scalar()?, server.get("variables"));
            Some(Server {
                url: text,
                node: url,
                description: description.text(server, "description"),
                unset_variables,
            })
        })
        .collect()
}

/// Replaces `{name}` by the default of the variable.
fn substitute(url: &str, variables: Option<Node<'_>>) -> (String, Vec<String>) {
    let mut text = String::with_capacity(url.len());
    let mut unset = Vec::new();
    let mut rest = url;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let Some((name, after)) = after.split_once('}') else {
            text.push('{');
            rest = after;
            continue;
        };
        let default = variables
            .and_then(|v| v.get(name))
            .and_then(|v| v.get("default"))
            .and_then(Node::scalar);
        if let Some(default) = default.filter(|default| !default.is_empty()) {
            text.push_str(default);
        } else {
            text.extend(["{", name, "}"]);
            unset.push(name.to_owned());
        }
        rest = after;
    }
    text.push_str(rest);
    (text, unset)
}

fn swagger_servers(root: Node<'_>) -> Vec<Server<'_>> {
    let text = |name: &str| {
        root.get(name).filter(|node| node.scalar().is_some_and(|text| !text.is_empty()))
    };
    let host = text("host");
    let base = text("basePath");
    let Some(node) = host.or(base) else { return Vec::new() };
    let base = base.and_then(Node::scalar).unwrap_or_default();
    // Some write the scheme before the host, where it does not belong.
    let without_scheme =
        |text: &'_ str| text.split_once("://").map_or(text, |(_, rest)| rest).to_owned();
    let Some(host) = host.and_then(Node::scalar).map(without_scheme) else {
        return vec![Server {
            url: base.to_owned(),
            node,
            description: None,
            unset_variables: Vec::new(),
        }];
    };
    let schemes: Vec<&str> = root
        .get("schemes")
        .map(Node::children)
        .into_iter()
        .flatten()
        .filter_map(Node::as_str)
        .collect();
    // Without `schemes`, the one used to reach the document (2.0, Swagger Object): HTTPS for a published one.
    let scheme =
        if schemes.is_empty() || schemes.contains(&"https") { "https" } else { schemes[0] };
    vec![Server {
        url: format!("{scheme}://{host}{base}"),
        node,
        description: None,
        unset_variables: Vec::new(),
    }]
}
