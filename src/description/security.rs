//! Access control as it is declared, whatever the version.

use super::{Description, Operation};
use crate::document::Node;
use crate::spec::Version;

/// A security scheme.
#[derive(Clone, Copy, Debug)]
pub struct SecurityScheme<'d> {
    /// The name that requirements use.
    pub name: &'d str,
    /// The Security Scheme Object; nothing if its `$ref` is dangling.
    pub node: Option<Node<'d>>,
}

/// The declared schemes, in their order.
pub fn security_schemes(description: &Description) -> Vec<SecurityScheme<'_>> {
    let root = description.root();
    let schemes = if description.version == Version::Oas2 {
        root.get("securityDefinitions")
    } else {
        root.get("components").and_then(|components| components.get("securitySchemes"))
    };
    let entries = schemes.map(Node::children).into_iter().flatten();
    entries
        .filter_map(|entry| {
            Some(SecurityScheme { name: entry.key()?, node: description.follow(entry) })
        })
        .collect()
}

/// Whether an operation cannot be called without credentials: its own `security`, else the document's, names a scheme in
/// every alternative.
pub fn is_security_required(operation: &Operation<'_>) -> bool {
    security_of(operation).is_some_and(requires_security)
}

/// The security requirements of an operation: its own `security`, else the document's.
pub fn security_of<'d>(operation: &Operation<'d>) -> Option<Node<'d>> {
    operation.get("security").or_else(|| operation.description.root().get("security"))
}

/// Whether a list of security requirements leaves no anonymous alternative (an empty list, or an empty requirement).
pub fn requires_security(requirements: Node<'_>) -> bool {
    !requirements.is_empty() && requirements.children().all(|alternative| !alternative.is_empty())
}
