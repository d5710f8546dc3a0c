//! `unreferencedReusableObject`: what is declared to be referred to, and is not.

use std::collections::HashSet;

use foldhash::fast::RandomState;
use percent_encoding::percent_decode_str;

use super::super::{Check, Finding, Options, OptionsError};
use crate::description::{Description, Target};
use crate::diagnostic::Text;
use crate::document::{Document, Node, NodeId};

const EXAMPLES: &str = r##"{ "reusableObjectsLocation": "#/components/schemas" }, { "reusableObjectsLocation": "#/$defs" }"##;

/// Option `reusableObjectsLocation`: where the target stands in the entry document, as a JSON Pointer fragment.
pub(crate) fn compile(options: &Options<'_>) -> Result<Check, OptionsError> {
    options.expect_map(EXAMPLES)?;
    let (location, ()) =
        OptionsError::both(location(options), options.only(&["reusableObjectsLocation"]))?;
    Ok(Check::new(move |target| {
        let Some(names) = target.node().filter(|node| node.is_map()) else { return Vec::new() };
        Referenced::of(target.description).leave(names, &location)
    }))
}

/// Every node that some `$ref` names, even one in an example: to Spectral it is one like another. Only what names the very
/// object it stands in does not count.
pub(in crate::functions) struct Referenced<'d> {
    description: &'d Description,
    nodes: HashSet<NodeId, RandomState>,
}

impl<'d> Referenced<'d> {
    /// Looks for them in all documents.
    pub fn of(description: &'d Description) -> Self {
        let mut nodes = HashSet::default();
        for document in &description.documents {
            let Some(dollar_ref) = document.symbol("$ref") else { continue };
            let namings = document.namings().iter().map(|naming| document.node(naming.node));
            for node in namings.filter(|node| node.symbol() == Some(dollar_ref)) {
                let (Some(holder), Some(text)) = (node.parent(), node.as_str()) else { continue };
                let known = match description.refs.target(holder.id()) {
                    Some(Target::Node(id)) => Some(id),
                    Some(Target::Dangling(_)) => None,
                    None => named(description, document, text),
                };
                nodes.extend(known.filter(|id| !is_within(holder, *id)));
            }
        }
        Self { description, nodes }
    }

    /// The entries of a map whose place, `location` and their name, no reference names.
    pub fn leave(&self, names: Node<'_>, location: &str) -> Vec<Finding> {
        let holder = self.description.entry().at_pointer(location.trim_start_matches('#'));
        let is_holder = holder.is_some_and(|holder| holder.target() == names.target());
        let is_orphan = |entry: &Node<'_>| {
            // In the map itself an entry is not looked for: that would be once for each of the others.
            let place = if is_holder {
                Some(*entry)
            } else {
                holder.and_then(|holder| holder.get(entry.key()?))
            };
            !place.is_some_and(|place| self.nodes.contains(&place.id()))
        };
        names.children().filter(is_orphan).map(|entry| Finding::on(entry, message())).collect()
    }
}

/// What a reference names that the graph leaves alone, in the documents that are there.
fn named(description: &Description, from: &Document, reference: &str) -> Option<NodeId> {
    let (file, pointer) = reference.split_once('#').unwrap_or((reference, ""));
    let document = if file.is_empty() {
        from
    } else {
        let uri = from.source.uri.join(file);
        description.documents.iter().find(|document| document.source.uri == uri)?
    };
    let pointer = percent_decode_str(pointer).decode_utf8_lossy();
    document.at_pointer(&pointer).map(|node| node.target().id())
}

/// Whether a node is another, or stands in it.
fn is_within(node: Node<'_>, other: NodeId) -> bool {
    std::iter::successors(Some(node), |node| node.parent()).any(|node| node.id() == other)
}

fn location(options: &Options<'_>) -> Result<String, OptionsError> {
    let Some(node) = options.get("reusableObjectsLocation") else {
        let message = Text::new(
            format!(
                "\"unreferencedReusableObject\" function is missing \"reusableObjectsLocation\" option. Example valid options: {EXAMPLES}"
            ),
            format!(
                "il manque l'option «\u{a0}reusableObjectsLocation\u{a0}» à la fonction «\u{a0}unreferencedReusableObject\u{a0}». Conviendraient\u{a0}: {EXAMPLES}"
            ),
        );
        return Err(options.fault_at(None, message));
    };
    let text = node.as_str().filter(|text| is_fragment(text));
    text.map(str::to_owned).ok_or_else(|| {
        let message = Text::new(
            r##""unreferencedReusableObject" and its "reusableObjectsLocation" option support only valid JSON Pointer fragments, i.e. "#", "#/foo", "#/paths/~1user""##,
            "l'option «\u{a0}reusableObjectsLocation\u{a0}» de la fonction «\u{a0}unreferencedReusableObject\u{a0}» est un pointeur JSON après un dièse, par exemple \"#\", \"#/foo\", \"#/paths/~1user\"",
        );
        options.fault_at(Some(node), message)
    })
}

/// Whether a text is `#` and a JSON Pointer (RFC 6901, section 6).
fn is_fragment(text: &str) -> bool {
    let Some(pointer) = text.strip_prefix('#') else { return false };
    let is_plain =
        |byte: u8| byte.is_ascii_alphanumeric() || b"_-.!$&'()*+,;:=@/%~".contains(&byte);
    (pointer.is_empty() || pointer.starts_with('/')) && pointer.bytes().all(is_plain)
}

fn message() -> Text {
    Text::new(
        "Potential orphaned reusable object has been detected",
        "Cet objet réutilisable ne semble utilisé nulle part",
    )
}
