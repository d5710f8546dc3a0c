//! Files made to exhaust who reads them: each is judged or refused, in a second and little memory, with our rules and with
//! Spectral's, and never makes the command fall.
//!
//! A file is about a megabyte. Debug builds are slow: they get smaller files and more time, and CI runs the whole on the
//! release build (`APILINT_BINARY=target/release/apilint`).

use std::fmt::Write as _;
use std::fs;
use std::time::Duration;

use crate::folder::Folder;
use crate::taken::run_within;

/// What one file may take of the processor with the release build, on a machine like the one whose work `taken.rs` knows. One
/// second is promised, and shown by `APILINT_FIGURES=1` on a machine that does nothing else; the others vary by more than half.
const MOST_TIME: Duration = Duration::from_secs(2);
/// What it may take of the debug build.
const MOST_TIME_TO_DEBUG: Duration = Duration::from_secs(5);
/// In KiB.
const MOST_MEMORY: u64 = 200 << 10;

/// What becomes of a file.
#[derive(Clone, Copy, Debug, PartialEq)]
enum End {
    /// It is read, and the report says what is wrong with it.
    Judged,
    /// It is refused in words.
    Unreadable,
}

/// A file: its name, what becomes of it, and its text, `n` being how often a small part is repeated.
type Case = (&'static str, End, fn(usize) -> String);

const HEAD: &str = "openapi: 3.1.0\ninfo: {title: API Livres, version: '1'}\n";
const JSON_HEAD: &str = r#"{"openapi":"3.1.0","info":{"title":"API Livres","version":"1"}"#;

/// Repeats what `part` gives for each rank, `separator` between them.
fn many(count: usize, separator: &str, part: impl Fn(usize) -> String) -> String {
    let mut text = String::new();
    for rank in 0..count {
        if rank > 0 {
            text.push_str(separator);
        }
        text.push_str(&part(rank));
    }
    text
}

/// A description whose text is this, thrice: in the block style, where words are not escaped.
fn prose(text: &str) -> String {
    let lines: Vec<String> = text
        .as_bytes()
        .chunks(4000)
        .map(|line| format!("    {}", String::from_utf8_lossy(line)))
        .collect();
    format!(
        "openapi: 3.1.0\ninfo:\n  title: API Livres\n  version: '1'\n  description: |\n{}\npaths: {{}}\n",
        lines.join("\n")
    )
}

/// The same on one line.
fn line_of_prose(text: &str) -> String {
    let text = text.replace('\\', "\\\\").replace('"', "\\\"");
    format!(
        r#"{{"openapi":"3.1.0","info":{{"title":"API","version":"1","description":"{text}"}},"paths":{{}}}}"#
    )
}

fn under_components(kind: &str, count: usize, part: impl Fn(usize) -> String) -> String {
    format!("{HEAD}paths: {{}}\ncomponents:\n  {kind}:\n{}\n", many(count, "\n", part))
}

fn nested_schema(depth: usize, inner: &str) -> String {
    let (mut open, mut close) = (String::new(), String::new());
    for _ in 0..depth {
        open.push_str(r#"{"type":"object","properties":{"a":"#);
        close.push_str("}}");
    }
    format!(r#"{JSON_HEAD},"paths":{{}},"components":{{"schemas":{{"A":{open}{inner}{close}}}}}}}"#)
}

#[rustfmt::skip]
const CASES: &[Case] = &[
    // The shape of the text.
    ("brackets.json", End::Unreadable, |n| format!(r#"{JSON_HEAD},"x":{}"#, "[".repeat(10 * n))),
    ("brackets.yaml", End::Unreadable, |n| format!("{HEAD}x: {}", "[".repeat(10 * n))),
    ("braces.yaml", End::Unreadable, |n| format!("{HEAD}x: {}", "{a: ".repeat(5 * n))),
    ("dashes.yaml", End::Unreadable, |n| format!("{HEAD}x:\n{}", "- ".repeat(10 * n))),
    ("questions.yaml", End::Unreadable, |n| format!("{HEAD}x:\n{}", "? ".repeat(10 * n))),
    ("short-keys.json", End::Judged, |n| format!("{JSON_HEAD},{}}}", many(9 * n, ",", |i| format!(r#""{i:x}":1"#)))),
    ("short-keys.yaml", End::Judged, |n| format!("{HEAD}{}\n", many(10 * n, "\n", |i| format!("k{i:x}: 1")))),
    ("short-keys-in-paths.yaml", End::Judged, |n| format!("{HEAD}paths:\n{}\n", many(9 * n, "\n", |i| format!("  {i:x}: 1")))),
    ("duplicate-keys.json", End::Judged, |n| format!("{JSON_HEAD},{}}}", many(16 * n, ",", |_| r#""a":1"#.to_owned()))),
    ("duplicate-keys.yaml", End::Judged, |n| format!("{HEAD}{}\n", many(16 * n, "\n", |_| "a: 1".to_owned()))),
    ("long-key.json", End::Judged, |n| format!(r#"{JSON_HEAD},"{}":1}}"#, "k".repeat(100 * n))),
    ("long-key.yaml", End::Unreadable, |n| format!("{HEAD}{}: 1\n", "k".repeat(100 * n))),
    ("long-path.json", End::Judged, |n| format!(r#"{JSON_HEAD},"paths":{{"/{}":{{"get":{{"responses":{{"200":{{"description":""}}}}}}}}}}}}"#, "k".repeat(100 * n))),
    ("long-keys-below.json", End::Judged, |n| {
        // Each pointer below holds the long key.
        let keys = many(n, ",", |i| format!(r#""{i}":1"#));
        format!(r#"{JSON_HEAD},"paths":{{"/{}":{{{keys}}}}}}}"#, "k".repeat(20 * n))
    }),
    ("numbers.json", End::Judged, |n| format!(r#"{JSON_HEAD},"x":[{}]}}"#, "1,".repeat(50 * n) + "1")),
    ("integer-keys.yaml", End::Judged, |n| format!("{HEAD}x:\n{}\n", many(10 * n, "\n", |i| format!("  {i}: 1")))),
    ("quotes.json", End::Judged, |n| line_of_prose(&"\\\"".repeat(25 * n))),
    ("escapes.json", End::Judged, |n| line_of_prose("").replacen(r#""description":"""#, &format!(r#""description":"{}""#, r"\u00e9".repeat(16 * n)), 1)),
    ("folded.yaml", End::Judged, |n| format!("{HEAD}x: >\n{}\n", "  a\n\n".repeat(16 * n))),
    ("plain-lines.yaml", End::Judged, |n| format!("{HEAD}x: a\n{}\n", "  a\n".repeat(25 * n))),
    ("quoted-lines.yaml", End::Judged, |n| format!("{HEAD}x: \"a\n{}\"\n", "  a\n".repeat(25 * n))),
    ("spaces.yaml", End::Judged, |n| format!("{HEAD}x:{}a\n", " ".repeat(100 * n))),
    ("blank-lines.yaml", End::Judged, |n| format!("{HEAD}{}x: a\n", "\n".repeat(100 * n))),
    ("comments.yaml", End::Judged, |n| format!("{HEAD}{}paths: {{}}\n", "# a\n".repeat(25 * n))),
    ("comments-in-flow.yaml", End::Judged, |n| format!("{HEAD}paths: {{}}\nx: [a{}\n]\n", " # a\n".repeat(20 * n))),
    ("tags.yaml", End::Judged, |n| format!("{HEAD}x:\n{}\n", many(10 * n, "\n", |i| format!("- !t{i:x} a")))),
    ("documents.yaml", End::Judged, |n| format!("{HEAD}paths: {{}}\n{}", "---\na\n".repeat(16 * n))),
    ("carriage-returns.yaml", End::Judged, |n| format!("{HEAD}x:\n{}", "- a\n".repeat(20 * n)).replace('\n', "\r\n")),
    ("lone-carriage-returns.yaml", End::Judged, |n| format!("{HEAD}x:\n{}", "- a\n".repeat(20 * n)).replace('\n', "\r")),
    ("marks.yaml", End::Judged, |n| "\u{feff}".repeat(33 * n) + HEAD),
    ("marks-inside.yaml", End::Judged, |n| format!("{HEAD}x: a{}\n", "\u{feff}".repeat(33 * n))),
    ("nulls.yaml", End::Unreadable, |n| format!("{HEAD}x: {}\n", "\0".repeat(100 * n))),
    ("nulls-late.json", End::Judged, |n| format!(r#"{JSON_HEAD},"x":"{}{}"}}"#, "a".repeat(50 * n), "\0".repeat(50 * n))),
    ("error-at-the-end.json", End::Unreadable, |n| format!(r#"{JSON_HEAD},"x":[{}"#, many(20 * n, ",", |_| r#"{"a":1}"#.to_owned()))),
    ("error-at-the-end.yaml", End::Unreadable, |n| format!("{HEAD}x:\n{} - ]\n", "- {a: 1}\n".repeat(10 * n))),
    // Aliases.
    ("laughs.yaml", End::Unreadable, |_| {
        let level = |i: usize| format!("  a{i}: &a{i} [{}]", many(10, ", ", |_| format!("*a{}", i - 1)));
        format!("{HEAD}x:\n  a0: &a0 [oh]\n{}\n", (1..12).map(level).collect::<Vec<_>>().join("\n"))
    }),
    ("merged-laughs.yaml", End::Unreadable, |_| {
        let level = |i: usize| format!("  a{i}: &a{i} {{{}}}", many(10, ", ", |k| format!("k{k}: {{<<: *a{}}}", i - 1)));
        format!("{HEAD}x:\n  a0: &a0 {{oh: 1}}\n{}\n", (1..12).map(level).collect::<Vec<_>>().join("\n"))
    }),
    ("anchors.yaml", End::Judged, |n| format!("{HEAD}x:\n{}\n", many(8 * n, "\n", |i| format!("- &a{i} 1")))),
    ("one-anchor.yaml", End::Judged, |n| format!("{HEAD}x:\n{}\n", "- &a\n".repeat(20 * n))),
    ("broken-aliases.yaml", End::Judged, |n| format!("{HEAD}x:\n{}\n", "- *a\n".repeat(20 * n))),
    ("aliases-of-a-list.yaml", End::Unreadable, |n| format!("{HEAD}x: &a [{}1]\ny:\n{}", "1, ".repeat(10 * n), "- *a\n".repeat(10 * n))),
    ("merges-of-a-map.yaml", End::Unreadable, |n| {
        format!("{HEAD}x: &a {{{}}}\ny:\n{}", many(5 * n, ", ", |i| format!("k{i}: 1")), "- {<<: *a}\n".repeat(5 * n))
    }),
    ("aliases-of-an-operation.yaml", End::Judged, |n| {
        format!("{HEAD}paths:\n  /a: {{get: &a {{summary: Donner un livre}}}}\n{}\n", many(4 * n, "\n", |i| format!("  /b{i}: {{get: *a}}")))
    }),
    ("merges-in-a-chain.yaml", End::Judged, |n| {
        // Just below the limit on aliases: each merge stands for all that the ones before it bring.
        format!("{HEAD}x:\n  a0: &a0 {{k0: 1}}\n{}\n", many(n / 13, "\n", |i| format!("  a{}: &a{} {{<<: *a{i}, k{}: 1}}", i + 1, i + 1, i + 1)))
    }),
    ("merged-schemas.yaml", End::Judged, |n| {
        // Just below the limit on aliases.
        let count = (n * 80).isqrt();
        let keys = many(count, ", ", |i| format!("k{i}: {{}}"));
        format!("{HEAD}paths: {{}}\nx: &a {{{keys}}}\ncomponents:\n  schemas:\n{}\n", many(count, "\n", |i| format!("    s{i}: {{<<: *a, type: object}}")))
    }),
    ("references-into-a-merge.yaml", End::Judged, |n| {
        let keys = many(2 * n, ", ", |i| format!("k{i}: {{}}"));
        let uses = many(2 * n, "\n", |i| format!("    u{i}: {{$ref: '#/x/b/k{i}'}}"));
        format!("{HEAD}x: {{a: &a {{{keys}}}, b: {{<<: *a}}}}\ncomponents:\n  schemas:\n{uses}\n")
    }),
    // References.
    ("chain-of-references.yaml", End::Judged, |n| under_components("schemas", 3 * n, |i| format!("    s{i}: {{$ref: '#/components/schemas/s{}'}}", i + 1))),
    ("circle-of-references.yaml", End::Judged, |n| {
        let count = 3 * n;
        under_components("schemas", count, |i| format!("    s{i}: {{$ref: '#/components/schemas/s{}'}}", (i + 1) % count))
    }),
    ("deep-chain.yaml", End::Judged, |n| under_components("schemas", 2 * n, |i| format!("    s{i}: {{properties: {{a: {{$ref: '#/components/schemas/s{}'}}}}}}", i + 1))),
    ("all-to-all.yaml", End::Judged, |n| {
        let count = ((n as f64 * 2.5).sqrt() as usize).max(2);
        under_components("schemas", count, |i| {
            let uses = many(count, ", ", |k| format!("p{k}: {{$ref: '#/components/schemas/s{k}'}}"));
            format!("    s{i}: {{properties: {{{uses}}}}}")
        })
    }),
    ("all-of-all.yaml", End::Judged, |n| {
        let count = ((n as f64 * 2.5).sqrt() as usize).max(2);
        under_components("schemas", count, |i| {
            let uses = many(count, ", ", |k| format!("{{$ref: '#/components/schemas/s{k}'}}"));
            format!("    s{i}: {{allOf: [{uses}]}}")
        })
    }),
    ("dangling-references.yaml", End::Judged, |n| under_components("schemas", 2 * n, |i| format!("    s{i}: {{$ref: '#/components/schemas/t{i}'}}"))),
    ("absent-files.yaml", End::Judged, |n| under_components("schemas", 3 * n, |i| format!("    s{i}: {{$ref: 'f{i}.yaml'}}"))),
    ("deep-pointer.yaml", End::Judged, |n| format!("{HEAD}paths: {{}}\ncomponents: {{schemas: {{a: {{$ref: '#{}'}}}}}}\n", "/a".repeat(50 * n))),
    ("percent.yaml", End::Judged, |n| format!("{HEAD}paths: {{}}\ncomponents: {{schemas: {{a: {{$ref: '#/{}'}}}}}}\n", "%25".repeat(33 * n))),
    ("shared-parameters.yaml", End::Judged, |n| {
        let count = ((n as f64 * 3.).sqrt() as usize).max(2);
        let parameters = many(count, "\n", |i| format!("    p{i}: {{name: p{i}, in: query, schema: {{type: string}}}}"));
        let uses = many(count, ", ", |k| format!("{{$ref: '#/components/parameters/p{k}'}}"));
        let paths = many(count, "\n", |i| format!("  /p{i}: {{get: {{parameters: [{uses}]}}}}"));
        format!("{HEAD}paths:\n{paths}\ncomponents:\n  parameters:\n{parameters}\n")
    }),
    // Many that refer to one that is large.
    ("paths-of-one-item.yaml", End::Judged, |n| {
        let uses = many(n, "\n", |i| format!("  /p{i}: {{$ref: '#/components/pathItems/a'}}"));
        let parameters = many(n * 3 / 2, ", ", |i| format!("{{name: p{i}, in: query}}"));
        format!("{HEAD}paths:\n{uses}\ncomponents: {{pathItems: {{a: {{get: {{}}, parameters: [{parameters}]}}}}}}\n")
    }),
    ("paths-of-one-extension.yaml", End::Judged, |n| {
        let uses = many(n, "\n", |i| format!("  /p{i}: {{$ref: '#/x-items/a'}}"));
        let parameters = many(n * 3 / 2, ", ", |i| format!("{{name: p{i}, in: path}}"));
        format!("{HEAD}paths:\n{uses}\nx-items: {{a: {{parameters: [{parameters}], get: {{}}, put: {{}}, post: {{}}, delete: {{}}}}}}\n")
    }),
    ("paths-of-one-through-another.yaml", End::Judged, |n| {
        let uses = many(n, "\n", |i| format!("  /p{i}: {{$ref: '#/x-items/b'}}"));
        let parameters = many(n * 3 / 2, ", ", |i| format!("{{name: p{i}, in: path}}"));
        format!("{HEAD}paths:\n{uses}\nx-items: {{b: {{$ref: '#/x-items/a'}}, a: {{parameters: [{parameters}], get: {{}}}}}}\n")
    }),
    ("paths-of-one-of-one-list.yaml", End::Judged, |n| {
        let uses = many(n, "\n", |i| format!("  /p{i}: {{$ref: '#/components/pathItems/a'}}"));
        let parameters = many(n * 3 / 2, ", ", |i| format!("{{name: p{i}, in: query}}"));
        format!("{HEAD}paths:\n{uses}\ncomponents: {{pathItems: {{a: {{get: {{}}, parameters: {{$ref: '#/x-list'}}}}}}}}\nx-list: [{parameters}]\n")
    }),
    ("operations-of-one-list.yaml", End::Judged, |n| {
        let uses = many(n * 9 / 10, "\n", |i| format!("  /p{i}: {{get: {{parameters: {{$ref: '#/x-list'}}}}}}"));
        let parameters = many(n * 3 / 2, ", ", |i| format!("{{name: p{i}, in: query}}"));
        format!("{HEAD}paths:\n{uses}\nx-list: [{parameters}]\n")
    }),
    ("operations-of-one.yaml", End::Judged, |n| {
        let uses = many(n, "\n", |i| format!("  /p{i}: {{get: {{$ref: '#/x-operation'}}}}"));
        let parameters = many(n * 3 / 2, ", ", |i| format!("{{name: p{i}, in: query}}"));
        format!("{HEAD}paths:\n{uses}\nx-operation: {{parameters: [{parameters}], responses: {{}}}}\n")
    }),
    ("responses-of-one-content.yaml", End::Judged, |n| {
        let uses = many(n * 4 / 5, "\n", |i| format!("  /p{i}: {{get: {{responses: {{'200': {{content: {{$ref: '#/x-content'}}}}}}}}}}"));
        format!("{HEAD}paths:\n{uses}\nx-content: {{{}}}\n", many(n * 3 / 2, ", ", |i| format!("a/b{i}: {{}}")))
    }),
    ("items-of-one-schema.yaml", End::Judged, |n| {
        let uses = many(n, "\n", |i| format!("    s{i}: {{items: {{$ref: '#/components/schemas/a'}}}}"));
        format!("{HEAD}paths: {{}}\ncomponents:\n  schemas:\n{uses}\n    a: {{properties: {{{}}}}}\n", many(n * 3 / 2, ", ", |i| format!("p{i}: {{type: string}}")))
    }),
    ("heirs-of-one-schema.yaml", End::Judged, |n| {
        let uses = many(n * 2 / 3, "\n", |i| format!("    s{i}: {{required: [a], allOf: [{{$ref: '#/components/schemas/a'}}], example: {{p1: 2}}}}"));
        format!("{HEAD}paths: {{}}\ncomponents:\n  schemas:\n{uses}\n    a: {{properties: {{{}}}}}\n", many(n * 3 / 2, ", ", |i| format!("p{i}: {{type: string}}")))
    }),
    ("media-types-of-one-example.yaml", End::Judged, |n| {
        let uses = many(n * 2 / 3, "\n", |i| format!("          a/v{i}: {{schema: {{additionalProperties: {{type: string}}}}, examples: {{a: {{$ref: '#/components/examples/e'}}}}}}"));
        let value = many(2 * n, ", ", |i| format!("h{i}: 1"));
        format!("{HEAD}paths:\n  /a:\n    post:\n      requestBody:\n        content:\n{uses}\ncomponents: {{examples: {{e: {{value: {{{value}}}}}}}}}\n")
    }),
    ("chains-of-path-items.yaml", End::Judged, |n| {
        let uses = many(2 * n, "\n", |i| format!("  /p{i}: {{$ref: '#/components/pathItems/a0'}}"));
        let chain = many(60, "\n", |i| format!("    a{i}: {{$ref: '#/components/pathItems/a{}'}}", i + 1));
        format!("{HEAD}paths:\n{uses}\ncomponents:\n  pathItems:\n{chain}\n    a60: {{get: {{}}}}\n")
    }),
    ("media-types-of-one-choice.yaml", End::Judged, |n| {
        let uses = many(n * 2 / 3, "\n", |i| format!("          a/v{i}: {{schema: {{$ref: '#/components/schemas/a'}}, example: {{b: {i}}}}}"));
        let alternatives = many(2 * n, ", ", |i| format!("{{required: [a{i}]}}"));
        format!("{HEAD}paths:\n  /a:\n    post:\n      requestBody:\n        content:\n{uses}\ncomponents: {{schemas: {{a: {{anyOf: [{alternatives}]}}}}}}\n")
    }),
    ("media-types-of-a-circle.yaml", End::Judged, |n| {
        let uses = many(n * 2 / 3, "\n", |i| format!("          a/v{i}: {{schema: {{properties: {{x{i}: {{$ref: '#/components/schemas/a'}}}}}}, example: {{x{i}: 1}}}}"));
        let properties = many(n, ", ", |i| format!("a{i}: {{type: string}}"));
        format!("{HEAD}paths:\n  /a:\n    post:\n      requestBody:\n        content:\n{uses}\ncomponents: {{schemas: {{a: {{properties: {{a: {{$ref: '#/components/schemas/a'}}, {properties}}}}}}}}}\n")
    }),
    ("discriminators-and-items.yaml", End::Judged, |n| {
        let alternatives = many(n, ", ", |i| format!("{{$ref: '#/components/schemas/s{i}'}}"));
        let schemas = many(n, "\n", |i| format!("    s{i}: {{type: object}}"));
        let items = many(2 * n, ", ", |i| format!("{{k: s{}}}", i % n));
        format!("{HEAD}paths: {{}}\ncomponents:\n  schemas:\n{schemas}\n    a: {{items: {{discriminator: {{propertyName: k}}, oneOf: [{alternatives}]}}, example: [{items}]}}\n")
    }),
    ("examples-of-one-discriminator.yaml", End::Judged, |n| {
        let alternatives = many(n, ", ", |i| format!("{{$ref: '#/components/schemas/s{i}'}}"));
        let schemas = many(n, "\n", |i| format!("    s{i}: {{type: object}}"));
        let mapping = many(n, ", ", |i| format!("m{i}: s{i}"));
        let uses = many(n / 3, "\n", |i| format!("    b{i}: {{items: {{$ref: '#/components/schemas/a'}}, example: [{{k: s{i}}}]}}"));
        format!("{HEAD}paths: {{}}\ncomponents:\n  schemas:\n{schemas}\n{uses}\n    a: {{discriminator: {{propertyName: k, mapping: {{{mapping}}}}}, oneOf: [{alternatives}]}}\n")
    }),
    ("requests-and-answers-of-one-schema.yaml", End::Judged, |n| {
        // What is only read is not asked of a request, and what is only written is not of an answer.
        let content = |i| format!("content: {{a/b: {{schema: {{$ref: '#/components/schemas/a'}}, example: {{b: {i}}}}}}}");
        let uses = many(n / 3, "\n", |i| format!("  /p{i}: {{put: {{requestBody: {{{}}}, responses: {{'200': {{{}}}}}}}}}", content(i), content(i)));
        let (properties, required) = (many(n, ", ", |i| format!("p{i}: {{readOnly: true}}")), many(n, ", ", |i| format!("p{i}")));
        format!("{HEAD}paths:\n{uses}\ncomponents: {{schemas: {{a: {{required: [{required}], properties: {{{properties}}}}}}}}}\n")
    }),
    ("uses-of-a-long-description.yaml", End::Judged, |n| {
        let uses = many(n * 9 / 10, "\n", |i| format!("  /a{i}: {{get: {{parameters: [{{$ref: '#/components/parameters/p'}}]}}}}"));
        format!("{HEAD}paths:\n{uses}\ncomponents: {{parameters: {{p: {{name: a, in: query, description: '{}'}}}}}}\n", "50 appels par seconde. ".repeat(2 * n))
    }),
    ("uses-of-a-long-name.yaml", End::Judged, |n| {
        let uses = many(n * 9 / 10, "\n", |i| format!("  /a{i}: {{get: {{parameters: [{{$ref: '#/components/parameters/p'}}]}}}}"));
        format!("{HEAD}paths:\n{uses}\ncomponents: {{parameters: {{p: {{name: {}, in: path}}}}}}\n", "a".repeat(40 * n))
    }),
    ("schemes-of-one-flow.yaml", End::Judged, |n| {
        let uses = many(n * 3 / 5, "\n", |i| format!("    s{i}: {{type: oauth2, flows: {{$ref: '#/x-flows'}}}}"));
        let (scopes, asked) = (many(3 * n, ", ", |i| format!("s{i}: a")), many(n, ", ", |i| format!("{{s{i}: [t]}}")));
        format!("{HEAD}paths: {{}}\ncomponents:\n  securitySchemes:\n{uses}\nx-flows: {{implicit: {{authorizationUrl: 'https://a.fr', scopes: {{{scopes}}}}}}}\nsecurity: [{asked}]\n")
    }),
    // Long texts behind aliases: beyond the limit on aliases in a small file too.
    ("aliases-of-a-long-description.yaml", End::Unreadable, |n| {
        let n = n.max(400);
        let uses = many(5 * n / 2, "\n", |i| format!("  /p{i}: {{get: {{description: *a}}}}"));
        format!("{HEAD}x: &a '{}'\npaths:\n{uses}\n", "<a href=b>[c](d) **e** 50 appels par seconde. ".repeat(5 * n / 4))
    }),
    ("aliases-of-a-long-default.yaml", End::Unreadable, |n| {
        let n = n.max(400);
        let uses = many(2 * n, "\n", |i| format!("    p{i}: {{type: integer, default: *a}}"));
        format!("{HEAD}x: &a '{}'\npaths: {{}}\ncomponents:\n  schemas:\n{uses}\n", "a".repeat(50 * n))
    }),
    ("aliases-of-a-long-name.yaml", End::Unreadable, |n| {
        let n = n.max(400);
        let uses = many(2 * n, "\n", |_| "      - {name: *a, in: query}".to_owned());
        format!("{HEAD}x: &a '{}'\npaths:\n  /a:\n    get:\n      parameters:\n{uses}\n", "a".repeat(50 * n))
    }),
    // One schema and one example, both large.
    ("alternatives-and-items.yaml", End::Judged, |n| {
        let alternatives = many(2 * n, ", ", |i| format!("{{required: [a{i}]}}"));
        under_components("schemas", 1, |_| format!("    a: {{items: {{anyOf: [{alternatives}]}}, example: [{}{{}}]}}", "{}, ".repeat(5 * n)))
    }),
    ("closed-parts-and-members.yaml", End::Judged, |n| {
        let members = many(3 * n, ", ", |i| format!("g{i}: 1"));
        under_components("schemas", 1, |_| format!("    a: {{allOf: [{}{{}}], example: {{{members}}}}}", "{additionalProperties: false}, ".repeat(n)))
    }),
    ("values-and-items.yaml", End::Judged, |n| {
        let (values, items) = (many(5 * n, ", ", |i| format!("h{i}")), many(5 * n, ", ", |i| format!("g{i}")));
        under_components("schemas", 1, |_| format!("    a: {{items: {{enum: [{values}]}}, example: [{items}]}}"))
    }),
    ("properties-and-items.yaml", End::Judged, |n| {
        let properties = many(2 * n, ", ", |i| format!("h{i}: {{type: string}}"));
        under_components("schemas", 1, |_| format!("    a: {{items: {{properties: {{{properties}}}}}, example: [{}{{}}]}}", "{a: 1}, ".repeat(5 * n)))
    }),
    // The objects of OpenAPI, too many of them.
    ("paths.yaml", End::Judged, |n| format!("{HEAD}paths:\n{}\n", many(3 * n, "\n", |i| format!("  /a{i}: {{get: {{}}}}")))),
    ("path-templates.yaml", End::Judged, |n| format!("{HEAD}paths:\n{}\n", many(2 * n, "\n", |i| format!("  '/{{a}}{{b}}{{c}}{{d{i}}}/{{e}}': {{get: {{}}}}")))),
    ("ambiguous-paths.yaml", End::Judged, |n| format!("{HEAD}paths:\n{}\n", many(4 * n, "\n", |i| format!("  '/livres/{{a{i}}}/b': {{}}")))),
    ("crossing-paths.yaml", End::Judged, |n| format!("{HEAD}paths:\n{}\n", many(2 * n, "\n", |i| match i % 2 {
        0 => format!("  '/a{i}/{{x}}': {{}}"),
        _ => format!("  '/{{y}}/b{i}': {{}}"),
    }))),
    ("braces-in-a-path.yaml", End::Judged, |n| format!("{HEAD}paths:\n  '/{}': {{get: {{}}}}\n", "{a}".repeat(2600.min(33 * n)))),
    ("braces-in-a-path.json", End::Judged, |n| format!(r#"{JSON_HEAD},"paths":{{"/{}":{{"get":{{}}}}}}}}"#, many(12 * n, "", |i| format!("{{a{i}}}")))),
    ("open-braces-in-a-path.json", End::Judged, |n| format!(r#"{JSON_HEAD},"paths":{{"/{}":{{"get":{{}}}}}}}}"#, "{".repeat(100 * n))),
    ("empty-parameters.json", End::Judged, |n| format!(r#"{JSON_HEAD},"paths":{{"/a":{{"get":{{"parameters":[{{}}{}]}}}}}}}}"#, ",{}".repeat(30 * n))),
    ("parameters.json", End::Judged, |n| format!(r#"{JSON_HEAD},"paths":{{"/a":{{"get":{{"parameters":[{}]}}}}}}}}"#, many(3 * n, ",", |i| format!(r#"{{"name":"p{i}","in":"query"}}"#)))),
    ("headers.json", End::Judged, |n| format!(r#"{JSON_HEAD},"paths":{{"/a":{{"get":{{"parameters":[{}]}}}}}}}}"#, many(3 * n, ",", |i| format!(r#"{{"name":"p{i}","in":"header"}}"#)))),
    ("inherited-parameters.json", End::Judged, |n| {
        let parameters = |letter| many(n * 3 / 2, ",", move |i| format!(r#"{{"name":"{letter}{i}","in":"path"}}"#));
        format!(r#"{JSON_HEAD},"paths":{{"/a":{{"get":{{"parameters":[{}]}},"parameters":[{}]}}}}}}"#, parameters('p'), parameters('q'))
    }),
    ("tags-of-the-root.yaml", End::Judged, |n| format!("{HEAD}tags:\n{}\n", many(7 * n, "\n", |i| format!("- name: t{i}")))),
    ("tags-of-operations.yaml", End::Judged, |n| format!("{HEAD}paths:\n  /a:\n    get:\n      tags:\n{}\n", many(9 * n, "\n", |i| format!("      - t{i}")))),
    ("tags-against-tags.yaml", End::Judged, |n| format!("{HEAD}paths:\n  /a:\n    get:\n      tags:\n{}\ntags:\n{}\n", many(3 * n, "\n", |i| format!("      - t{i}")), many(3 * n, "\n", |i| format!("- name: u{i}")))),
    ("servers.yaml", End::Judged, |n| format!("{HEAD}servers:\n{}\n", many(3 * n, "\n", |i| format!("- url: https://s{i}.example.org")))),
    ("server-variables.yaml", End::Judged, |n| format!("{HEAD}servers:\n- url: https://example.org/a\n  variables:\n{}\n", many(4 * n, "\n", |i| format!("    v{i}: {{default: a}}")))),
    ("security-schemes.yaml", End::Judged, |n| under_components("securitySchemes", 2 * n, |i| format!("    s{i}: {{type: http, scheme: basic}}"))),
    ("security-requirements.yaml", End::Judged, |n| format!("{HEAD}security:\n{}\n", many(8 * n, "\n", |i| format!("- s{i}: []")))),
    ("scopes.yaml", End::Judged, |n| {
        let scopes = many(3 * n, ", ", |i| format!("s{i}: a"));
        let used = many(3 * n, ", ", |i| format!("t{i}"));
        format!("{HEAD}security: [{{a: [{used}]}}]\ncomponents: {{securitySchemes: {{a: {{type: oauth2, flows: {{implicit: {{authorizationUrl: 'https://example.org', scopes: {{{scopes}}}}}}}}}}}}}\n")
    }),
    ("operation-ids.yaml", End::Judged, |n| format!("{HEAD}paths:\n{}\n", many(2 * n, "\n", |i| format!("  /a{i}: {{get: {{operationId: a}}}}")))),
    ("responses.yaml", End::Judged, |n| format!("{HEAD}paths:\n  /a:\n    get:\n      responses:\n{}\n", many(3 * n, "\n", |i| format!("        '{i}': {{description: a}}")))),
    ("enum.yaml", End::Judged, |n| under_components("schemas", 1, |_| format!("    a:\n      type: integer\n      enum:\n{}", many(7 * n, "\n", |i| format!("      - v{i}"))))),
    ("all-of.yaml", End::Judged, |n| under_components("schemas", 1, |_| format!("    a:\n      allOf:\n{}", "      - {}\n".repeat(10 * n)))),
    ("one-of.yaml", End::Judged, |n| under_components("schemas", 1, |_| format!("    a:\n      oneOf:\n{}", "      - {type: text}\n".repeat(4 * n)))),
    ("properties.yaml", End::Judged, |n| under_components("schemas", 1, |_| format!("    a:\n      required: [{}]\n      properties:\n{}", many(3 * n, ", ", |i| format!("q{i}")), many(3 * n, "\n", |i| format!("        p{i}: {{}}"))))),
    ("unknown-types.yaml", End::Judged, |n| under_components("schemas", 3 * n, |i| format!("    s{i}: {{type: strng}}"))),
    ("unknown-fields.yaml", End::Judged, |n| under_components("schemas", 2 * n, |i| format!("    s{i}: {{typ: a, descripton: b}}"))),
    ("unknown-fields-of-one.yaml", End::Judged, |n| under_components("schemas", 1, |_| format!("    a:\n{}", many(6 * n, "\n", |i| format!("      f{i}: 1"))))),
    ("wrong-types.yaml", End::Judged, |n| under_components("schemas", 5 * n, |i| format!("    s{i}: 12"))),
    ("examples.yaml", End::Judged, |n| under_components("schemas", 1, |_| format!("    a:\n      examples:\n{}", "      - {a: 1}\n".repeat(6 * n)))),
    ("callbacks.yaml", End::Judged, |n| format!("{HEAD}paths:\n  /a:\n    get:\n      callbacks:\n{}\n", many(2 * n, "\n", |i| format!("        c{i}: {{'{{$request.body#/u}}': {{post: {{}}}}}}")))),
    ("links.yaml", End::Judged, |n| under_components("links", 3 * n, |i| format!("    l{i}: {{operationId: o{i}}}"))),
    ("media-types.yaml", End::Judged, |n| format!("{HEAD}paths:\n  /a:\n    post:\n      requestBody:\n        content:\n{}\n", many(3 * n, "\n", |i| format!("          application/v{i}: {{schema: {{}}}}")))),
    ("deep-schemas.json", End::Judged, |_| nested_schema(250, "{}")),
    ("deep-schemas-and-wide.json", End::Judged, |n| nested_schema(250, &format!(r#"{{"properties":{{{}}}}}"#, many(4 * n, ",", |i| format!(r#""p{i}":{{"typ":1}}"#))))),
    ("deep-and-broken.json", End::Unreadable, |_| nested_schema(300, "{}")),
    // Patterns.
    ("patterns.yaml", End::Judged, |n| under_components("schemas", n, |_| "    a: {type: string, pattern: '^(a+)+(b|c{1,100})*((d{1,50}){1,50}){1,50}$', example: aaaaaaaaaaaaaaaaaaaaaa!}".to_owned())),
    ("nested-pattern.yaml", End::Judged, |n| under_components("schemas", 1, |_| format!("    a: {{type: string, pattern: '{}a{}'}}", "(".repeat(30 * n), ")*".repeat(30 * n)))),
    ("aliases-of-a-pattern.yaml", End::Judged, |n| {
        let uses = many(n / 2, "\n", |i| format!("    s{i}: {{type: string, pattern: *a, example: b{i}}}"));
        format!("{HEAD}x: &a '^({}){{1,9}}$'\npaths: {{}}\ncomponents:\n  schemas:\n{uses}\n", "a|".repeat(n / 20))
    }),
    ("long-patterns.yaml", End::Judged, |n| under_components("schemas", n / 50 + 1, |i| format!("    s{i}: {{type: string, pattern: '{}{i}', example: a}}", "[a-z]{1,9}é".repeat(400)))),
    ("repeated-pattern.yaml", End::Judged, |_| under_components("schemas", 1, |_| format!("    a: {{type: string, pattern: '{}', example: {}}}", "(x{1,1000}){1,1000}".repeat(20), "x".repeat(5000)))),
    // Prose.
    ("parentheses.yaml", End::Judged, |n| prose(&"(".repeat(100 * n))),
    ("angles.yaml", End::Judged, |n| prose(&"<".repeat(100 * n))),
    ("squares.yaml", End::Judged, |n| prose(&"[".repeat(100 * n))),
    ("links-in-links.yaml", End::Judged, |n| prose(&"[a](".repeat(25 * n))),
    ("images.yaml", End::Judged, |n| prose(&"![".repeat(50 * n))),
    ("closed-squares.json", End::Judged, |n| line_of_prose(&("[".repeat(50 * n) + &"]".repeat(50 * n)))),
    ("stars.yaml", End::Judged, |n| prose(&"*".repeat(100 * n))),
    ("stars-and-words.json", End::Judged, |n| line_of_prose(&"*a **b ".repeat(14 * n))),
    ("underscores.json", End::Judged, |n| line_of_prose(&"_a".repeat(50 * n))),
    ("backquotes.json", End::Judged, |n| line_of_prose(&many(4 * n, " ", |i| "`".repeat(i % 47 + 1)))),
    ("entities.json", End::Judged, |n| line_of_prose(&"&amp;".repeat(20 * n))),
    ("open-entities.json", End::Judged, |n| line_of_prose(&"&".repeat(100 * n))),
    ("comments-in-prose.json", End::Judged, |n| line_of_prose(&"<!--".repeat(25 * n))),
    ("open-elements.json", End::Judged, |n| line_of_prose(&"<a ".repeat(33 * n))),
    ("attributes.json", End::Judged, |n| line_of_prose(&"<a b='".repeat(16 * n))),
    ("addresses.json", End::Judged, |n| line_of_prose(&"a@".repeat(50 * n))),
    ("mailboxes.json", End::Judged, |n| line_of_prose(&many(5 * n, " ", |i| format!("contact{i}@exemple.fr")))),
    ("dots.json", End::Judged, |n| line_of_prose(&"a.".repeat(50 * n))),
    ("one-word.json", End::Judged, |n| line_of_prose(&"a".repeat(100 * n))),
    ("urls.json", End::Judged, |n| line_of_prose(&"https://a.fr/".repeat(8 * n))),
    ("urls-apart.json", End::Judged, |n| line_of_prose(&"https://a.fr ".repeat(8 * n))),
    ("private-urls.json", End::Judged, |n| line_of_prose(&many(5 * n, " ", |i| format!("http://10.{}.{}.{}", i % 256, i / 256 % 256, i >> 16)))),
    ("access-keys.json", End::Judged, |n| line_of_prose(&many(4 * n, " ", |i| format!("AKIA{i:016}")))),
    ("schemes.json", End::Judged, |n| line_of_prose(&"http://".repeat(14 * n))),
    ("slashes.json", End::Judged, |n| line_of_prose(&"/".repeat(100 * n))),
    ("hashes.yaml", End::Judged, |n| prose(&"# a\n    ".repeat(10 * n).replace('\n', " "))),
    ("headings.json", End::Judged, |n| line_of_prose("").replacen(r#""description":"""#, &format!(r#""description":"{}""#, r"# a\n".repeat(20 * n)), 1)),
    ("lists.json", End::Judged, |n| line_of_prose("").replacen(r#""description":"""#, &format!(r#""description":"{}""#, r"- a\n".repeat(20 * n)), 1)),
    ("quotations.json", End::Judged, |n| line_of_prose("").replacen(r#""description":"""#, &format!(r#""description":"{}""#, r"> a\n".repeat(20 * n)), 1)),
    ("nested-quotations.json", End::Judged, |n| line_of_prose(&"> ".repeat(50 * n))),
    ("tables.json", End::Judged, |n| line_of_prose("").replacen(r#""description":"""#, &format!(r#""description":"{}""#, r"|a|b|\n|-|-|\n".repeat(6 * n)), 1)),
    ("sentences.json", End::Judged, |n| line_of_prose(&"L'API est ouverte à tous. 50 appels par seconde. ".repeat(2 * n))),
    ("one-sentence.json", End::Judged, |n| line_of_prose(&"50 appels par seconde et par adresse IP, ".repeat(2 * n))),
    ("figures.json", End::Judged, |n| line_of_prose(&"50 ".repeat(33 * n))),
    ("capitals.json", End::Judged, |n| line_of_prose(&"Direction Générale ".repeat(5 * n))),
    ("combining.json", End::Judged, |n| line_of_prose(&("e".to_owned() + &"\u{301}".repeat(50 * n)))),
    ("spaces-in-prose.json", End::Judged, |n| line_of_prose(&("a".to_owned() + &"\u{a0}".repeat(50 * n) + "b"))),
    ("many-descriptions.yaml", End::Judged, |n| format!("{HEAD}paths:\n{}\n", many(n, "\n", |i| format!("  /a{i}: {{get: {{summary: Rechercher un livre, description: 'L''accès est réservé aux communes. 50 appels par seconde.'}}}}")))),
];

/// With what rules each file is judged, and in what form that is told.
const RUNS: [&[&str]; 6] = [
    &["--format", "json", "--ruleset", "apilint:all"],
    &["--format", "json", "--ruleset", "spectral:oas"],
    &["--format", "json"],
    &["--format", "text", "--ruleset", "apilint:all"],
    &["--format", "text", "--ruleset", "spectral:oas"],
    &["--format", "text"],
];
/// The same of the debug build, which is slow: one report of each ruleset is enough to see it through.
const RUNS_TO_DEBUG: [&[&str]; 2] = [
    &["--format", "json", "--ruleset", "apilint:all"],
    &["--format", "json", "--ruleset", "spectral:oas"],
];

#[test]
fn no_file_exhausts_the_command() {
    let is_release = std::env::var_os("APILINT_BINARY").is_some();
    // A megabyte for the release build, a fiftieth for the other.
    let n = if is_release { 10_000 } else { 200 };
    let only = std::env::var("APILINT_HOSTILE").unwrap_or_default();
    let runs: &[&[&str]] = if is_release { &RUNS } else { &RUNS_TO_DEBUG };
    let folder = Folder::new("hostile");
    let mut faults = String::new();
    for (name, end, text) in CASES.iter().filter(|(name, ..)| name.contains(&only)) {
        let file = folder.file(name);
        fs::write(&file, text(n)).expect("writable");
        let size = fs::metadata(&file).expect("it is there").len();
        for arguments in runs {
            let most_time = if is_release { MOST_TIME } else { MOST_TIME_TO_DEBUG };
            let (taken, is_quick) = run_within(most_time, &file, arguments);
            let is_right = match end {
                End::Judged => matches!(taken.code, Some(0 | 1)),
                End::Unreadable => taken.code == Some(3),
            };
            let (kib, milliseconds) = (taken.memory, taken.time.as_millis());
            let is_small = kib < MOST_MEMORY;
            let how = arguments.join(" ");
            if std::env::var_os("APILINT_FIGURES").is_some() {
                eprintln!(
                    "{name:32} {how:34} {size:>8} B {milliseconds:>6} ms {kib:>7} KiB {:?}",
                    taken.code
                );
            }
            if !(is_right && is_small && is_quick) {
                let _ = writeln!(
                    faults,
                    "{name}, {how}, {size} bytes: code {:?} (expected {end:?}), {milliseconds} ms, {kib} KiB",
                    taken.code
                );
            }
        }
        let _ = fs::remove_file(&file);
    }
    assert!(faults.is_empty(), "{faults}");
}
