//! What mutations start from: our own fixtures, and the examples of the rules.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use apilint::document::{Document, Kind, Node, Notation};
use apilint::source::{Source, SourceId, Uri};

/// Every seed, in an order that does not depend on the disk.
pub fn all() -> Result<Vec<String>, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut seeds: Vec<String> = files(&root.join("fixtures"))?
        .iter()
        .filter_map(|path| fs::read_to_string(path).ok())
        .collect();
    for path in files(&root.join("rules"))? {
        let Ok(text) = fs::read_to_string(&path) else { continue };
        let source = Arc::new(Source::new(Uri::new(path.to_string_lossy()), text));
        let rules = Document::parse(SourceId(0), source);
        let examples = rules.nodes().filter(|node| matches!(node.key(), Some("good" | "bad")));
        seeds.extend(examples.filter_map(Node::as_str).map(str::to_owned));
    }
    if seeds.len() < 100 {
        return Err(format!("only {} seeds below {}", seeds.len(), root.display()));
    }
    Ok(seeds)
}

fn files(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let entries = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut paths: Vec<PathBuf> =
        entries.filter_map(Result::ok).map(|entry| entry.path()).collect();
    paths.sort();
    let mut found = Vec::new();
    for path in paths {
        if path.is_dir() {
            found.extend(files(&path)?);
        } else {
            found.push(path);
        }
    }
    Ok(found)
}

/// A text in JSON, near enough: what has no JSON becomes a text.
pub fn as_json(text: &str) -> String {
    let source = Arc::new(Source::new(Uri::new("a"), text.to_owned()));
    let document = Document::parse_as(Notation::Yaml, SourceId(0), source);
    if document.is_partial() {
        return text.to_owned();
    }
    let mut json = String::new();
    write(document.root(), &mut json, 0);
    json
}

fn write(node: Node<'_>, json: &mut String, depth: usize) {
    let (open, close) = match node.kind() {
        Kind::Map => ('{', '}'),
        Kind::List => ('[', ']'),
        kind => {
            let text = node.scalar().unwrap_or_default();
            let is_plain = matches!(kind, Kind::Boolean | Kind::Integer | Kind::Float);
            match kind {
                Kind::Null => json.push_str("null"),
                _ if is_plain => json.push_str(text),
                _ => json.push_str(&quoted(text)),
            }
            return;
        }
    };
    json.push(open);
    for (rank, child) in node.children().enumerate().take_while(|_| depth < 100) {
        json.push_str(if rank > 0 { ",\n" } else { "\n" });
        json.push_str(&"  ".repeat(depth + 1));
        if let Some(key) = child.key() {
            json.push_str(&quoted(key));
            json.push_str(": ");
        }
        write(child, json, depth + 1);
    }
    json.push('\n');
    json.push_str(&"  ".repeat(depth));
    json.push(close);
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
