//! Security requirements against the schemes that are declared.

use std::collections::{HashMap, HashSet};

use super::words::{did_you_mean, meant};
use crate::description::{Description, Target, objects};
use crate::diagnostic::Text;
use crate::document::{Node, NodeId};
use crate::functions::{Check, Finding, Options, OptionsError};
use crate::spec::{ObjectName, Version};

/// On the root: what a security requirement names is a declared scheme.
pub(in crate::functions) fn scheme_defined(options: &Options<'_>) -> Result<Check, OptionsError> {
    options.only(&[])?;
    Ok(Check::new(|target| {
        let description = target.description;
        let Ok(schemes) = schemes(description) else { return Vec::new() };
        let names = || schemes.map(Node::children).into_iter().flatten().filter_map(Node::key);
        let known: HashSet<&str> = names().collect();
        let mut findings = Vec::new();
        for requirement in requirements(description).flat_map(Node::children) {
            let Some(name) = requirement.key() else { continue };
            if known.contains(name) {
                continue;
            }
            // Since 3.2 the name may be the URI of a scheme.
            if description.version >= Version::Oas3_2 && name.contains(['/', '#', ':']) {
                findings.extend(dangling_uri(description, requirement));
                continue;
            }
            let place = if description.version == Version::Oas2 {
                "securityDefinitions"
            } else {
                "components.securitySchemes"
            };
            // `- scheme: bearer` where `- bearer: []` is meant.
            let value = requirement.as_str().filter(|text| known.contains(text));
            let guess = match value {
                Some(known) => meant(&format!("{known}: []")),
                None => did_you_mean(name, names()),
            };
            findings.push(Finding {
                at: Some(requirement.key_label()),
                ..Finding::new(Text::new(
                    format!(
                        "The security scheme `{name}` is not declared in `{place}`{}",
                        guess.en
                    ),
                    format!(
                        "Le schéma de sécurité `{name}` n'est pas déclaré dans `{place}`{}",
                        guess.fr
                    ),
                ))
            });
        }
        findings
    }))
}

/// What is said of a scheme's URI that leads nowhere.
fn dangling_uri(description: &Description, requirement: Node<'_>) -> Option<Finding> {
    let Some(Target::Dangling(rank)) = description.refs.named(requirement.id()) else {
        return None;
    };
    let dangling = description.refs.dangling.get(rank)?;
    (!dangling.reason.is_unknown()).then(|| Finding {
        at: Some(requirement.key_label()),
        ..Finding::new(dangling.message(description))
    })
}

/// On the root: the scopes that a security requirement names are those of its scheme.
pub(in crate::functions) fn scope_defined(options: &Options<'_>) -> Result<Check, OptionsError> {
    options.only(&[])?;
    Ok(Check::each(|target, findings| {
        let description = target.description;
        let Ok(Some(schemes)) = schemes(description) else { return };
        let mut known: HashMap<NodeId, (Vec<&str>, HashSet<&str>)> = HashMap::new();
        for requirement in requirements(description).flat_map(Node::children) {
            let Some(name) = requirement.key() else { continue };
            let Some(scheme) = description.get(schemes, name) else { continue };
            let Some(kind) = description.text(scheme, "type") else { continue };
            for scope in requirement.children() {
                let Some(text) = scope.as_str() else { continue };
                let message = match kind {
                    "oauth2" => {
                        let (scopes, set) = known.entry(scheme.id()).or_insert_with(|| {
                            let scopes = scopes_of(description, scheme);
                            let set = scopes.iter().copied().collect();
                            (scopes, set)
                        });
                        (!set.contains(text) && findings.wants(scope.place()))
                            .then(|| undeclared_scope(scopes, name, text))
                    }
                    // Known to the server of the scheme only; since 3.1 the others may name roles.
                    "openIdConnect" => None,
                    _ if description.version >= Version::Oas3_1 => None,
                    _ => findings.wants(scope.place()).then(|| scope_of_no_flow(name, kind, text)),
                };
                if let Some(message) = message {
                    findings.push(Finding { at: Some(scope.label()), ..Finding::new(message) });
                }
            }
        }
    }))
}

/// The map of the declared schemes, if there is one. An error: there is one, and what it holds is unknown.
fn schemes(description: &Description) -> Result<Option<Node<'_>>, ()> {
    let mut here = description.root();
    let way: &[&str] = if description.version == Version::Oas2 {
        &["securityDefinitions"]
    } else {
        &["components", "securitySchemes"]
    };
    for name in way {
        let Some(child) = here.get(name) else {
            return if here.is_cut() { Err(()) } else { Ok(None) };
        };
        here = description.follow(child).ok_or(())?;
        // Not one that OpenAPI allows there, and meant all the same.
        if here.get("$ref").and_then(Node::as_str).is_some() {
            return Err(());
        }
    }
    if here.is_cut() { Err(()) } else { Ok(Some(here)) }
}

/// The Security Requirement Objects of a description.
fn requirements(description: &Description) -> impl Iterator<Item = Node<'_>> {
    objects(description)
        .filter(|object| object.kind.name == ObjectName::SecurityRequirement)
        .map(|object| object.node)
}

/// The scopes that a scheme declares.
fn scopes_of<'d>(description: &'d Description, scheme: Node<'d>) -> Vec<&'d str> {
    let mut maps: Vec<Node<'_>> = scheme.get("scopes").into_iter().collect();
    if let Some(flows) = scheme.get("flows").and_then(|flows| description.follow(flows)) {
        maps.extend(flows.children().filter_map(|flow| description.get(flow, "scopes")));
    }
    maps.into_iter().flat_map(Node::children).filter_map(Node::key).collect()
}

fn undeclared_scope(scopes: &[&str], name: &str, scope: &str) -> Text {
    let guess = did_you_mean(scope, scopes.iter().copied());
    Text::new(
        format!("The scope `{scope}` is not declared by the scheme `{name}`{}", guess.en),
        format!("Le scope `{scope}` n'est pas déclaré par le schéma `{name}`{}", guess.fr),
    )
}

fn scope_of_no_flow(name: &str, kind: &str, scope: &str) -> Text {
    Text::new(
        format!(
            "The scheme `{name}`, of type `{kind}`, has no scopes: `{scope}` means nothing here"
        ),
        format!(
            "Le schéma `{name}`, de type `{kind}`, n'a pas de scopes\u{a0}: `{scope}` n'a pas de sens ici"
        ),
    )
}
