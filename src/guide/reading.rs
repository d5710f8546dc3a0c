//! The prose of a description: which texts speak of the API as a whole, and which of one operation.

use super::prose::audience::Audience;
use super::{Assessment, Extracted, Verdict};
use crate::description::{
    Description, Operation, is_security_required, operations, security_schemes,
};
use crate::document::Node;

/// A text for people, with the node it stands in.
#[derive(Clone, Copy, Debug)]
pub struct Passage<'d> {
    /// The node.
    pub node: Node<'d>,
    /// Its text.
    pub text: &'d str,
}

impl<'d> Passage<'d> {
    fn of(node: Node<'d>) -> Option<Self> {
        let text = node.as_str().filter(|text| !text.trim().is_empty())?;
        Some(Self { node, text })
    }
}

/// `info.summary` and `info.description`.
pub(super) fn of_info(description: &Description) -> Vec<Passage<'_>> {
    let info = description.root().get("info");
    let fields = ["summary", "description"].into_iter().filter_map(|field| info?.get(field));
    fields.filter_map(Passage::of).collect()
}

/// What speaks of the API as a whole: info, tags, external documentation, servers, security schemes, extensions of the
/// root.
pub(super) fn of_api(description: &Description) -> Vec<Passage<'_>> {
    let root = description.root();
    let mut passages = of_info(description);
    let listed = |name: &str| root.get(name).map(Node::children).into_iter().flatten();
    let mut nodes: Vec<Node<'_>> = Vec::new();
    nodes.extend(listed("tags").filter_map(|tag| tag.get("description")));
    nodes.extend(root.get("externalDocs").and_then(|docs| docs.get("description")));
    nodes.extend(listed("servers").filter_map(|server| server.get("description")));
    for scheme in security_schemes(description).iter().filter_map(|scheme| scheme.node) {
        nodes.extend(scheme.get("description"));
        nodes.extend(scopes(scheme));
    }
    passages.extend(nodes.into_iter().filter_map(Passage::of));
    // `x-webhooks` holds operations, as `webhooks` does since 3.1.
    let speaks = |key: &str| key.starts_with("x-") && key != "x-webhooks";
    for extension in root.children().filter(|child| child.key().is_some_and(speaks)) {
        collect_texts(extension, &mut passages);
    }
    passages
}

/// The labels of the scopes of an OAuth scheme.
fn scopes(scheme: Node<'_>) -> impl Iterator<Item = Node<'_>> {
    let flows = scheme.get("flows").map(Node::children).into_iter().flatten();
    let maps = flows.filter_map(|flow| flow.get("scopes")).chain(scheme.get("scopes"));
    maps.flat_map(Node::children)
}

fn collect_texts<'d>(node: Node<'d>, passages: &mut Vec<Passage<'d>>) {
    let mut to_visit = vec![node];
    while let Some(node) = to_visit.pop() {
        passages.extend(Passage::of(node));
        if !node.is_alias() {
            to_visit.extend(node.children());
        }
    }
}

/// The summary and the description of each operation.
pub(super) fn of_operations<'o, 'd: 'o>(
    operations: impl Iterator<Item = &'o Operation<'d>>,
) -> impl Iterator<Item = Passage<'d>> {
    let fields = operations
        .flat_map(|operation| ["summary", "description"].map(|field| operation.get(field)));
    fields.flatten().filter_map(Passage::of)
}

/// Every summary and description of every document, whatever it belongs to, examples left out.
pub(super) fn everywhere(description: &Description) -> impl Iterator<Item = Passage<'_>> {
    with_key(description, &["description", "summary"]).filter_map(Passage::of)
}

/// Whether a node is part of an example, a default or an enumeration: nothing in it is said of the API.
pub(super) fn is_in_example(node: Node<'_>) -> bool {
    let mut here = node.parent();
    while let Some(node) = here {
        match node.key() {
            Some("example" | "default" | "enum" | "const")
                // A property may have that name.
                if node.parent().and_then(Node::key) != Some("properties") => {
                    return true;
                }
            Some("value")
                if node.parent().and_then(Node::parent).and_then(Node::key) == Some("examples") =>
            {
                return true;
            }
            _ => {}
        }
        here = node.parent();
    }
    false
}

/// Every node of these keys, over all documents.
pub(super) fn with_key<'d>(
    description: &'d Description,
    keys: &'static [&'static str],
) -> impl Iterator<Item = Node<'d>> {
    description.documents.iter().flat_map(|document| document.named(keys))
}

/// How the API is reached, as far as the description says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Anyone, without asking.
    Open,
    /// A key or an account is needed; nothing says who may have one.
    Account,
    /// Some only.
    Restricted,
    /// Nothing is said.
    Unknown,
}

/// What the dossier and the security requirements say of access.
pub fn access_of(description: &Description, dossier: &[Assessment]) -> Access {
    let mut judged = dossier.iter().filter(|judged| judged.criterion.id == "who-may-consume");
    let judged = judged.find(|judged| matches!(judged.verdict, Verdict::Met | Verdict::Declared));
    let stated = judged.and_then(|judged| {
        judged.evidence.iter().find_map(|evidence| match evidence.extracted {
            Some(Extracted::Access(access)) => Some((access, judged.verdict)),
            _ => None,
        })
    });
    match stated {
        Some((Audience::Open, _)) => Access::Open,
        Some((Audience::Restricted, _)) => Access::Restricted,
        Some((Audience::Hinted, Verdict::Declared)) => Access::Account,
        Some((Audience::Hinted, _)) | None => {
            let operations = operations(description);
            if !operations.is_empty() && operations.iter().all(is_security_required) {
                Access::Account
            } else {
                Access::Unknown
            }
        }
    }
}

/// A language of prose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tongue {
    /// French.
    French,
    /// English.
    English,
    /// Another one, or too little text to tell.
    Other,
}

/// The language that a word is of, if it is one of the commonest.
fn tongue_of(word: &str) -> Option<Tongue> {
    let mut lower = [0; 4];
    let lower = lower.get_mut(..word.len())?;
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    match &*lower {
        b"le" | b"la" | b"les" | b"de" | b"des" | b"du" | b"un" | b"une" | b"et" | b"est"
        | b"pour" | b"dans" | b"sur" | b"par" | b"au" | b"aux" | b"d" | b"l" => {
            Some(Tongue::French)
        }
        b"the" | b"of" | b"and" | b"a" | b"an" | b"is" | b"to" | b"for" | b"in" | b"on" | b"by"
        | b"with" | b"this" | b"from" | b"are" => Some(Tongue::English),
        _ => None,
    }
}

/// The language that most of the prose is in, by its commonest words.
pub fn language_of(description: &Description) -> Tongue {
    let (mut french, mut english, mut read) = (0, 0, 0);
    for passage in everywhere(description) {
        for word in passage.text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty())
        {
            match tongue_of(word) {
                Some(Tongue::French) => french += 1,
                Some(Tongue::English) => english += 1,
                Some(Tongue::Other) | None => {}
            }
            read += 1;
        }
        if read > 2000 {
            break;
        }
    }
    match french.cmp(&english) {
        std::cmp::Ordering::Greater => Tongue::French,
        std::cmp::Ordering::Less => Tongue::English,
        std::cmp::Ordering::Equal => Tongue::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::of_api;
    use crate::description::Description;
    use crate::loader::Memory;
    use crate::source::Uri;

    #[test]
    fn what_is_sent_to_callers_is_not_said_of_the_api() {
        let text = "openapi: 3.0.3\ninfo: {title: Ponts, version: '1', description: Des ponts.}\npaths: {}\n\
                    x-note: Des écluses aussi.\nx-webhooks: {levé: {post: {description: Un pont se lève.}}}\n";
        let loader = Memory::one("a.yaml", text);
        let description = Description::load(&loader, &Uri::new("a.yaml")).expect("it is right");
        let said: Vec<&str> = of_api(&description).iter().map(|passage| passage.text).collect();
        assert_eq!(said, ["Des ponts.", "Des écluses aussi."]);
    }
}
