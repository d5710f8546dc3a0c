//! What is read past a fault, and what is said of it.

use std::sync::Arc;

use super::{Document, Keys, Loss, Notation};
use crate::source::{Source, SourceId, Uri};

fn read(name: &str, text: &str) -> Document {
    Document::parse(SourceId(0), Arc::new(Source::new(Uri::new(name), text.to_owned())))
}

/// The scalars with their pointers, `/a=1 /b/c=2`, and a `!` after each container that is cut.
fn shown(document: &Document) -> String {
    let show = |node: super::Node<'_>| {
        if let Some(text) = node.scalar() {
            return Some(format!("{}={text}", node.pointer()));
        }
        node.is_cut().then(|| format!("{}!", node.pointer()))
    };
    document.nodes().filter_map(show).collect::<Vec<_>>().join(" ")
}

#[test]
fn yaml_is_read_past_its_faults() {
    for (text, tree, places) in [
        // The value that is broken is forgotten, the next entry is read.
        ("a: 1\nb: x : y\nc: 3\n", "! /a=1 /c=3", &["x :"][..]),
        ("i:\n  a: 1\n  b: x : y\n  c: 3\np:\n  d: 4\n", "/i! /i/a=1 /i/c=3 /p/d=4", &["x :"]),
        // A quote that is not closed ends with its line.
        ("i:\n  a: \"x\n  b: 2\np: 3\n", "/i! /i/b=2 /p=3", &["\"x"]),
        // A bracket that is not closed hides what it would hold.
        ("i:\n  a: [1, 2\n  b: 2\np: 3\n", "/i/a! /i/b=2 /p=3", &["b: 2"]),
        // Items are taken up too.
        ("l:\n  - a: x : y\n  - a: 2\n", "/l/0! /l/1/a=2", &["x :"]),
        // An indentation that fits nothing hides the entries under it.
        (
            "p:\n  /a:\n    get:\n      x: 1\n     post:\n      y: 2\n  /b:\n    z: 3\n",
            "/p/~1a! /p/~1a/get! /p/~1b/z=3",
            &["post"],
        ),
        // Aliases of what stands before a fault are known; those of what it hides are not told to be broken.
        ("a: &one 1\nb: x : y\nc: *one\n", "! /a=1 /c=1", &["x :"]),
        ("a: 1\nb: &two x : y\nc: *two\nd: 4\n", "! /a=1 /c= /d=4", &["x :"]),
        // Several faults.
        ("i:\n  a: x : y\np:\n  b: x : y\n  c: 3\n", "/i! /p! /p/c=3", &["x :", "x :"]),
    ] {
        let document = read("a.yaml", text);
        assert_eq!(shown(&document), tree, "{text}");
        assert!(document.is_partial(), "{text}");
        assert_eq!(document.faults.len(), places.len(), "{text}: {:?}", document.faults);
        assert!(document.notices.is_empty(), "{text}: {:?}", document.notices);
    }
}

#[test]
fn json_is_read_as_it_was_meant() {
    for (text, tree) in [
        ("{\"a\": 1, // one\n /* two */ \"b\": 2 # three\n}", "/a=1 /b=2"),
        ("{\"a\": [1, 2,], \"b\": {\"c\": 3,},}", "/a/0=1 /a/1=2 /b/c=3"),
        ("{'a': 'l\\'un', b: \"2\"}", "/a=l'un /b=2"),
        (
            "{\"a\": NaN, \"b\": True, \"c\": None, \"d\": .5, \"e\": 01}",
            "/a=NaN /b=True /c=None /d=.5 /e=01",
        ),
        ("{\"a\": 1\n \"b\": 2}", "/a=1 /b=2"),
        ("{\"a\": \"x\ty\", \"b\": \"1\n2\"}", "/a=x\ty /b=1\n2"),
        ("{\"a\": \"\\x\"}", "/a=\\x"),
        ("{\"a\": 1} trailing", "/a=1"),
        ("{a\": 1, \"b\" 2}", "/a=1 /b=2"),
    ] {
        let document = read("a.json", text);
        assert_eq!(shown(&document), tree, "{text}");
        assert!(!document.faults.is_empty() && !document.is_partial(), "{text}");
    }
}

#[test]
fn json_is_read_past_what_is_lost() {
    for (text, tree) in [
        // A text that is not closed, in the middle and at the end.
        ("{\n \"a\": \"x,\n \"b\": 2\n}", "! /a=x /b=2"),
        ("{\n \"a\": 1,\n \"b\": {\n  \"c\": \"x", "! /a=1 /b! /b/c=x"),
        // A value is missing.
        ("{\n \"a\": ,\n \"b\": 2\n}", "! /b=2"),
        // The wrong bracket.
        ("{\n \"a\": [\n  1\n },\n \"b\": 2\n}", "! /a! /a/0=1 /b=2"),
        // Quotes inside a text.
        ("{\n \"a\": \"le \"grand\" livre\",\n \"b\": 2\n}", "! /a=le  /b=2"),
    ] {
        let document = read("a.json", text);
        assert!(document.is_partial(), "{text}");
        assert_eq!(shown(&document), tree, "{text}");
    }
}

#[test]
fn indentation_tells_where_a_bracket_is_missing() {
    let text = "{\n  \"a\": {\n    \"b\": 1\n  ,\n  \"c\": {\n    \"d\": 2\n  }\n}\n";
    let document = read("a.json", text);
    let from = text.find("\"c\"").expect("it is there") as u32;
    assert!(document.is_misplaced(from) && !document.is_misplaced(from - 1));
    // Another one after the end harms nothing that stands before it.
    let document = read("a.json", "{\n  \"a\": 1\n}\n}\n");
    assert_eq!(document.faults[0].loss, Loss::Nothing);
    assert!(!document.is_partial());
}

#[test]
fn of_several_documents_the_description_is_read() {
    let title = |text: &str| {
        let document = read("a.yaml", text);
        let title = document.root().get("title").and_then(super::Node::scalar).map(str::to_owned);
        (title.unwrap_or_default(), document.notices.len())
    };
    let is = |title: &str, notices: usize| (title.to_owned(), notices);
    assert_eq!(title("openapi: 3\ntitle: a\n---\ntitle: b\n"), is("a", 1));
    assert_eq!(title("title: a\n---\nopenapi: 3\ntitle: b\n---\ntitle: c\n"), is("b", 1));
    assert_eq!(title("---\n# nothing\n---\nopenapi: 3\ntitle: b\n"), is("b", 1));
    assert_eq!(title("title: a\n---\ntitle: b\n"), is("a", 1));
    assert_eq!(title("---\n---\ntitle: b\n"), is("b", 1));
}

#[test]
fn entries_looked_for_together_are_those_that_are_looked_for_alone() {
    static KEYS: Keys<4> = Keys::of(["a", "items", "additionalProperties", "z"]);
    let wide: Vec<String> = (0..40).map(|rank| format!("k{rank}: {rank}\n")).collect();
    for text in [
        "a: 1\nitems: 2\nadditionalPropertiez: 3\nadditionalProperties: 4\n",
        "{a: 1, items: {a: 2}, a: 3}",
        "m: &m {a: 1, z: 2}\n<<: *m\nitems: 3\n",
        "x: &x [a, z]\ny: *x\n",
        "[a, items]",
        "? [a]\n: 1\n? {z: 1}\n: 2\nz: 3\n",
        "a",
        &format!("{}a: 1\nz: 2\n", wide.concat()),
    ] {
        let document = read("a.yaml", text);
        for node in document.nodes() {
            let alone = KEYS.texts().map(|name| node.get(name));
            let together = node.entries(&KEYS).map(|rank| Some(document.node(rank?.get())));
            assert_eq!(together, alone, "{text} {node:?}");
            let each: Vec<_> = alone.into_iter().flatten().collect();
            assert_eq!(node.each_of(&KEYS).collect::<Vec<_>>(), each, "{text} {node:?}");
        }
    }
}

/// A map whose first character takes several bytes is shown by the whole of it.
#[test]
fn places_are_whole_characters() {
    let text = " \u{202f} title: \"2024\"\nop";
    for notation in [Notation::Yaml, Notation::Json] {
        let source = Arc::new(Source::new(Uri::new("a"), text.to_owned()));
        let document = Document::parse_as(notation, SourceId(0), source);
        for node in document.nodes() {
            for span in [node.place(), node.key_place(), node.span()] {
                let bytes = span.start as usize..span.end as usize;
                assert!(text.get(bytes).is_some(), "{node:?} {span:?}");
            }
        }
    }
}

/// What is open when a fault is met is closed there; what was read in it may stand further on.
#[test]
fn past_a_fault_what_is_read_stands_in_what_holds_it() {
    for text in [
        "openapi: 3.1.0\npaths: {1.0\ninfo: { title: Marées, version: 1.0.0 }\npaths: {}\n",
        // A colon that a « next line » follows ends no key.
        "components:\n  schemas:\n    Horaire:\n      type: object\n      properties:\u{85}\n        port",
    ] {
        let source = Arc::new(Source::new(Uri::new("a.yaml"), text.to_owned()));
        let document = Document::parse(SourceId(0), source);
        assert!(document.nodes().count() > 3, "{text}");
        for node in document.nodes() {
            let Some(parent) = node.parent() else { continue };
            let (inner, outer) = (node.span(), parent.span());
            assert!(outer.start <= inner.start && inner.end <= outer.end, "{inner:?} in {outer:?}");
        }
    }
}

#[test]
fn what_holds_nothing_that_holds_something_is_flat() {
    let flat = |name: &str, text: &str| read(name, text).root().get("a").expect(text).is_flat();
    for (text, is_flat) in [
        (r#"{"a": {}, "b": {"c": {}}}"#, true),
        (r#"{"a": {"b": 1, "c": "d", "e": null}, "f": 1}"#, true),
        (r#"{"a": ["b", 1]}"#, true),
        (r#"{"a": {"b": 1, "c": {}, "d": []}}"#, true),
        (r#"{"a": {"b": 1, "c": {"d": 1}}}"#, false),
        (r#"{"a": {"b": [1]}, "c": 1}"#, false),
        (r#"{"a": "b"}"#, false),
    ] {
        assert_eq!(flat("a.json", text), is_flat, "{text}");
        assert_eq!(flat("a.yaml", text), is_flat, "{text}");
    }
    // An alias may hold anything, and what a merge key brings stands elsewhere.
    assert!(!flat("a.yaml", "x: &x {b: {c: 1}}\na: {d: *x}\n"));
    assert!(!flat("a.yaml", "x: &x {b: {c: 1}}\na:\n  <<: *x\n"));
    assert!(!flat("a.yaml", "a:\n  <<: {b: {c: 1}}\n"));
}
