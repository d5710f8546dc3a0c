//! `oasSecurityDefined`: security requirements name schemes, and scopes of these schemes.

use crate::diagnostic::Text;
use crate::document::Node;
use crate::functions::{Check, Finding, Options, OptionsError, Target};

/// On a Security Requirement Object. Option `oasVersion`: 2 or 3.
pub(in crate::functions) fn defined(options: &Options<'_>) -> Result<Check, OptionsError> {
    options.only(&["oasVersion"])?;
    let is_swagger = super::version(options)? == 2;
    Ok(Check::new(move |target| check(target, is_swagger).unwrap_or_default()))
}

fn check(target: &Target<'_>, is_swagger: bool) -> Option<Vec<Finding>> {
    let requirement = target.node().filter(|node| node.is_map())?;
    let is_scopes = |node: Node<'_>| {
        target.seen(node).is_some_and(|list| {
            list.is_list() && list.children().all(|scope| scope.as_str().is_some())
        })
    };
    if !requirement.children().all(is_scopes) {
        return None;
    }
    let root = target.description.root();
    // As Spectral does, schemes are looked at as they are written: behind a reference, a scope is not found.
    let (place, schemes) = if is_swagger {
        ("securityDefinitions", root.get("securityDefinitions"))
    } else {
        let components = root.get("components");
        ("components.securitySchemes", components.and_then(|it| it.get("securitySchemes")))
    };
    let mut findings = Vec::new();
    for entry in requirement.children() {
        let Some(scheme) = schemes.and_then(|schemes| schemes.get(entry.key()?)) else {
            findings.push(Finding::on(entry, unknown_scheme(target, place)));
            continue;
        };
        let scopes = target.seen(entry)?;
        let unknown = scopes.children().filter(|scope| !has_scope(scheme, *scope, is_swagger));
        findings.extend(unknown.map(|scope| Finding::on(scope, unknown_scope(scope))));
    }
    Some(findings)
}

fn has_scope(scheme: Node<'_>, scope: Node<'_>, is_swagger: bool) -> bool {
    let Some(name) = scope.as_str() else { return false };
    let lists = |holder: Node<'_>| {
        holder
            .get("scopes")
            .filter(|scopes| scopes.is_map())
            .is_some_and(|it| it.get(name).is_some())
    };
    if is_swagger {
        return lists(scheme);
    }
    let flows = scheme.get("flows").filter(|flows| flows.is_map());
    flows.is_some_and(|flows| flows.children().any(lists))
}

fn unknown_scheme(target: &Target<'_>, place: &str) -> Text {
    let depth = target.written.pointer().matches('/').count();
    let (en, fr) = if depth == 2 { ("API", "l'API") } else { ("Operation", "l'opération") };
    Text::new(
        format!("{en} \"security\" values must match a scheme defined in the \"{place}\" object."),
        format!(
            "La «\u{a0}security\u{a0}» de {fr} doit nommer un schéma défini dans «\u{a0}{place}\u{a0}»."
        ),
    )
}

fn unknown_scope(scope: Node<'_>) -> Text {
    let name = scope.as_str().unwrap_or_default();
    Text::new(
        format!("\"{name}\" must be listed among scopes."),
        format!("«\u{a0}{name}\u{a0}» doit être parmi les «\u{a0}scopes\u{a0}»."),
    )
}
