//! References between files, and the words for those that lead nowhere: several texts in memory, and what is said of them.

use std::cell::RefCell;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use apilint::description::Target;
use apilint::diagnostic::{Diagnostic, Label};
use apilint::loader::{Disk, LoadError, Loaded, Loader, Memory};
use apilint::source::Uri;
use apilint::{Description, Ruleset, lint};

/// The rules about references.
const RULES: &[&str] = &[
    "discriminator-mapping-resolves",
    "duplicate-key",
    "link-operation-exists",
    "ref-not-allowed",
    "ref-outside",
    "ref-resolves",
    "ref-wrong-object",
    "value-type",
];

/// Texts in memory, and the names that were asked for.
struct Asked {
    files: Memory,
    names: RefCell<Vec<String>>,
}

impl Asked {
    fn new(files: &[(&str, &str)]) -> Self {
        let files = files.iter().fold(Memory::default(), |all, (name, text)| all.and(name, *text));
        Self { files, names: RefCell::default() }
    }

    fn load(&self, entry: &str) -> Description {
        Description::load(self, &Uri::new(entry)).expect("a description")
    }
}

impl Loader for Asked {
    fn load(&self, uri: &Uri) -> Result<Loaded, LoadError> {
        self.names.borrow_mut().push(uri.as_str().to_owned());
        self.files.load(uri)
    }

    fn names(&self, folder: &Uri) -> Vec<String> {
        self.files.names(folder)
    }
}

fn place(description: &Description, label: &Label) -> String {
    let source = description.source(label.span.source);
    let position = source.position(label.span.start);
    format!("{}:{}:{}", source.uri, position.line, position.column)
}

fn line(description: &Description, diagnostic: &Diagnostic) -> String {
    let mut line = place(description, &diagnostic.at);
    let _ = write!(line, " {}: {}", diagnostic.rule, diagnostic.message.en);
    for related in &diagnostic.related {
        let text = related.text.as_ref().map_or("", |text| &text.en);
        let _ = write!(line, " [{text} {}]", place(description, related));
    }
    line
}

/// What is said of references, a line each.
fn said_of(description: &Description) -> Vec<String> {
    let ruleset =
        Ruleset::load(&["apilint:all".to_owned()], &Memory::default()).expect("right rules");
    let diagnostics = lint(description, &ruleset);
    let ours = diagnostics.iter().filter(|it| RULES.contains(&it.rule.as_str()));
    ours.map(|diagnostic| line(description, diagnostic)).collect()
}

fn said(files: &[(&str, &str)]) -> Vec<String> {
    said_of(&Asked::new(files).load(files[0].0))
}

/// A description whose one schema is this reference.
fn referring(reference: &str) -> String {
    format!("openapi: 3.1.0\ncomponents: {{schemas: {{A: {{$ref: '{reference}'}}}}}}\n")
}

#[test]
fn a_file_is_read_once_whatever_it_is_called() {
    let entry = "openapi: 3.1.0\ncomponents:\n  schemas:\n    A: {$ref: a.yaml}\n    B: {$ref: ./a.yaml}\n    C: {$ref: sub/../a.yaml}\n    D: {$ref: '%61.yaml'}\n    E: {$ref: '../api/a.yaml#'}\n    F: {$ref: 'entry.yaml#/components/schemas/A'}\n";
    let files = Asked::new(&[("./api/entry.yaml", entry), ("api/a.yaml", "type: string\n")]);
    let description = files.load("./api/entry.yaml");
    assert_eq!(description.documents.len(), 2);
    assert_eq!(said_of(&description), Vec::<String>::new());
    let asked = files.names.borrow();
    assert_eq!(*asked, ["./api/entry.yaml", "api/a.yaml", "api/%61.yaml"]);
}

/// A disk that does not mind upper and lower case, as those of a Mac and of Windows.
struct Careless(Memory);

impl Loader for Careless {
    fn load(&self, uri: &Uri) -> Result<Loaded, LoadError> {
        self.0.load(&Uri::new(uri.as_str().to_lowercase()))
    }
}

#[test]
fn a_name_that_works_on_a_careless_disk_is_told() {
    let entry = "openapi: 3.1.0\ncomponents:\n  schemas:\n    A: {$ref: Schemas/user.yaml}\n    B: {$ref: schemas/user.yaml}\n";
    let files = Memory::one("entry.yaml", entry).and("schemas/user.yaml", "type: string\n");
    let description =
        Description::load(&Careless(files), &Uri::new("entry.yaml")).expect("a description");
    assert_eq!(description.documents.len(), 2, "the file is read once");
    assert_eq!(
        said_of(&description),
        [
            "entry.yaml:4:15 ref-resolves: The file of `Schemas/user.yaml` is `schemas/user.yaml`: elsewhere than here, upper and lower case count"
        ]
    );
}

#[test]
fn the_way_out_is_told() {
    for (reference, expected) in [
        (
            "Schemas/User.yaml",
            "The file of `Schemas/User.yaml` is named `schemas/User.yaml`: upper and lower case count",
        ),
        (
            "schemas/user.yaml#/x",
            "The file of `schemas/user.yaml#/x` is named `schemas/User.yaml`: upper and lower case count",
        ),
        (
            "schemas/User.yml",
            "The file of `schemas/User.yml` is not there. Did you mean `schemas/User.yaml`?",
        ),
        (
            "./schemas/User",
            "The file of `./schemas/User` is not there. Did you mean `./schemas/User.yaml`?",
        ),
        (
            "schemas/Usr.yaml#/a",
            "The file of `schemas/Usr.yaml#/a` is not there. Did you mean `schemas/User.yaml#/a`?",
        ),
        (
            "scheams/User.yaml",
            "The file of `scheams/User.yaml` is not there. Did you mean `schemas/User.yaml`?",
        ),
        (
            "schemas/User.yaml/",
            "The file of `schemas/User.yaml/` is not there. Did you mean `schemas/User.yaml`?",
        ),
        (
            "/schemas/User.yaml",
            "The file of `/schemas/User.yaml` is not there. Did you mean `schemas/User.yaml`?",
        ),
        ("elsewhere/Other.yaml", "The file of `elsewhere/Other.yaml` is not there"),
        (
            "schemas/User.yaml#/nam",
            "`schemas/User.yaml#/nam` names nothing. Did you mean `schemas/User.yaml#/name`?",
        ),
        (
            "schemas/User.yaml#name/",
            "What follows `#` in `schemas/User.yaml#name/` must start with `/`: `#/components/schemas/…`",
        ),
        (
            "schemas/User.yaml#name",
            "`schemas/User.yaml#name` names nothing: no schema there has that `$anchor`",
        ),
        (
            ".\\schemas\\User.yaml",
            "`.\\schemas\\User.yaml` is written with `\\`, which works on Windows only: write `./schemas/User.yaml`",
        ),
        (
            ".\\schemas\\user.yaml",
            "The file of `.\\schemas\\user.yaml` is not there. Did you mean `./schemas/User.yaml`?",
        ),
        ("https://a.fr/a b.yaml", "`https://a.fr/a b.yaml` is on the network: it is not followed"),
    ] {
        let entry = referring(reference);
        let said = said(&[("entry.yaml", &entry), ("schemas/User.yaml", "name: {type: string}\n")]);
        let expected_end = format!(": {expected}");
        assert!(said.len() == 1 && said[0].ends_with(&expected_end), "{reference}: {said:#?}");
    }
}

#[test]
fn what_is_wrong_in_another_file_says_where_it_is_used() {
    let entry = "openapi: 3.1.0\npaths:\n  /a:\n    get:\n      responses:\n        '200':\n          description: A\n          content:\n            application/json:\n              schema: {$ref: 'schemas.yaml#/List'}\n  /b:\n    get:\n      responses:\n        '404': {$ref: schemas.yaml#/Absent}\n";
    let schemas = "Item:\n  type: object\n  properties:\n    a: {$ref: '#/Nothing'}\nList:\n  type: array\n  items: {$ref: '#/Item'}\nAbsent:\n  description: [12]\n";
    let said = said(&[("entry.yaml", entry), ("schemas.yaml", schemas)]);
    assert_eq!(
        said,
        [
            "schemas.yaml:4:15 ref-resolves: `#/Nothing` names nothing [used here entry.yaml:10:30]",
            "schemas.yaml:9:3 value-type: `description` must be a text, and is a list [used here entry.yaml:14:23]",
        ]
    );
}

#[test]
fn schemas_are_found_by_their_own_uri() {
    let entry = "openapi: 3.1.0\ncomponents:\n  schemas:\n    A: {$ref: 'https://a.fr/schemas/b'}\n    B: {$ref: other.yaml}\n    C: {$ref: 'other.yaml#name'}\n    D: {$ref: 'https://a.fr/schemas/c#/properties/x'}\n";
    let other = "$id: https://a.fr/schemas/b\ntype: object\nproperties:\n  c: {$ref: c}\n  name: {$anchor: name, type: string}\n  local: {$ref: beside.yaml}\n  lost: {$ref: lost.yaml}\n  pointer: {$ref: '#/properties/name'}\n$defs:\n  c: {$id: c, type: object, properties: {x: {type: string}}}\n";
    let files = [("entry.yaml", entry), ("other.yaml", other), ("beside.yaml", "type: string\n")];
    let asked = Asked::new(&files);
    let description = asked.load("entry.yaml");
    assert_eq!(
        said_of(&description),
        [
            "other.yaml:7:16 ref-outside: `lost.yaml` is on the network: it is not followed [used here entry.yaml:4:15]"
        ]
    );
    let schema = |name: &str| {
        let node = description.entry().at_pointer(&format!("/components/schemas/{name}"));
        description.follow(node.expect("it is there")).expect("it resolves").pointer()
    };
    assert_eq!(
        ["A", "B", "C", "D"].map(schema),
        ["", "", "/properties/name", "/$defs/c/properties/x"]
    );
}

#[test]
fn a_description_that_says_its_own_uri_is_read_with_its_neighbours() {
    let entry = "openapi: 3.2.0\n$self: https://a.fr/api/openapi.yaml\ncomponents:\n  schemas:\n    A: {$ref: schemas.yaml#/A}\n    B: {$ref: 'openapi.yaml#/components/schemas/A'}\n    C: {$ref: 'https://a.fr/api/openapi.yaml#/components/schemas/A'}\n";
    let files = [("v2.yaml", entry), ("schemas.yaml", "A: {type: string}\n")];
    assert_eq!(said(&files), Vec::<String>::new());
    // Before 3.2 nothing is called `$self`.
    let older = entry.replace("3.2.0", "3.1.0");
    let said = said(&[("v2.yaml", &older), files[1]]);
    assert_eq!(said.len(), 2, "{said:#?}");
}

#[test]
fn names_outside_of_references_read_their_files() {
    let entry = "openapi: 3.2.0\ncomponents:\n  schemas:\n    Pet:\n      discriminator:\n        propertyName: kind\n        mapping:\n          cat: cats.yaml\n          dog: ./dogs.yaml\n          cow: https://a.fr/cow.yaml\n      oneOf: []\n  links:\n    a: {operationRef: 'others.yaml#/paths/~1ouvrages/get'}\n    b: {operationRef: 'others.yaml#/paths/~1ouvrage/get'}\n    c: {operationRef: 'https://a.fr/api.yaml#/paths/~1b/get'}\n";
    let others = "openapi: 3.2.0\npaths: {/ouvrages: {get: {operationId: a}}}\n";
    let said =
        said(&[("entry.yaml", entry), ("cats.yaml", "type: object\n"), ("others.yaml", others)]);
    assert_eq!(
        said,
        [
            "entry.yaml:9:16 discriminator-mapping-resolves: The file of `./dogs.yaml` is not there. Did you mean `./cats.yaml`?",
            "entry.yaml:14:23 link-operation-exists: `others.yaml#/paths/~1ouvrage/get` names nothing. Did you mean `others.yaml#/paths/~1ouvrages/get`?",
        ]
    );
}

#[test]
fn an_extension_is_read_where_a_reference_leads_into_it() {
    let entry = "openapi: 3.0.3\nx-common:\n  Id: {$ref: '#/x-common/Text'}\n  Text: {type: string}\n  Lost: {$ref: '#/nowhere'}\nx-free: {$ref: '#/nowhere'}\ncomponents:\n  schemas:\n    A: {$ref: '#/x-common/Id'}\n";
    let asked = Asked::new(&[("entry.yaml", entry)]);
    let description = asked.load("entry.yaml");
    let schema = description.entry().at_pointer("/components/schemas/A").expect("it is there");
    assert_eq!(description.follow(schema).expect("it resolves").pointer(), "/x-common/Text");
    assert_eq!(said_of(&description), ["entry.yaml:5:16 ref-resolves: `#/nowhere` names nothing"]);
}

#[test]
fn a_whole_description_is_not_a_schema() {
    let said = said(&[
        ("entry.yaml", &referring("other.yaml")),
        ("other.yaml", "openapi: 3.1.0\npaths: {}\n"),
    ]);
    assert_eq!(
        said,
        [
            "entry.yaml:2:34 ref-wrong-object: A Schema Object is wanted here, and `other.yaml` is an OpenAPI Object [the OpenAPI Object other.yaml:1:1]"
        ]
    );
}

#[test]
fn both_languages_are_whole() {
    let description = Asked::new(&[("entry.yaml", &referring("#"))]).load("entry.yaml");
    let ruleset =
        Ruleset::load(&["apilint:openapi".to_owned()], &Memory::default()).expect("right rules");
    let diagnostics = lint(&description, &ruleset);
    let said = diagnostics.iter().find(|diagnostic| diagnostic.rule == "ref-wrong-object");
    let message = said.map(|diagnostic| diagnostic.message.fr.as_str());
    assert_eq!(message, Some("Un objet Schema est attendu ici, et `#` est un objet OpenAPI"));
}

#[test]
fn chains_circles_and_wide_lists_stay_cheap() {
    let mut text = "openapi: 3.1.0\ncomponents:\n  schemas:\n    S0: {type: string}\n".to_owned();
    for rank in 1..20_000 {
        // Every chain is short, one circle is large, and each reference is dangling or goes through a wide list.
        let _ = writeln!(text, "    S{rank}: {{$ref: '#/components/schemas/S{}'}}", rank / 2);
        let _ =
            writeln!(text, "    C{rank}: {{$ref: '#/components/schemas/C{}'}}", rank % 19_999 + 1);
        let _ = writeln!(text, "    D{rank}: {{$ref: '#/components/schemas/Nothing{rank}'}}");
    }
    text.push_str("x-wide:\n");
    for rank in 0..20_000 {
        let _ = writeln!(text, "- {{$ref: '#/x-wide/{}'}}", rank / 2);
    }
    text.push_str("paths: {/a: {get: {parameters: [{$ref: '#/x-wide/9'}]}}}\n");
    let start = std::time::Instant::now();
    let description = Asked::new(&[("entry.yaml", &text)]).load("entry.yaml");
    let taken = start.elapsed();
    let circular = description.entry().at_pointer("/components/schemas/C5").expect("it is there");
    assert!(matches!(description.refs.target(circular.id()), Some(Target::Dangling(_))));
    assert!(taken.as_secs() < 60, "{taken:?}");
}

#[test]
fn a_large_file_full_of_faults_is_traced_back_in_time() {
    let mut other = "A: {$ref: '#/B'}\nB:\n  type: object\n  properties:\n".to_owned();
    for rank in 0..20_000 {
        let _ = writeln!(other, "    p{rank}: {{$ref: '#/Nothing{rank}'}}");
    }
    let said = said(&[("entry.yaml", &referring("other.yaml#/A")), ("other.yaml", &other)]);
    assert_eq!(said.len(), 20_000);
    assert!(said.iter().all(|line| line.ends_with("[used here entry.yaml:2:34]")), "{}", said[0]);
}

/// One long text behind many aliases is looked up, and repeated, once.
#[test]
fn a_reference_behind_aliases_is_not_a_bomb() {
    // The text behind an alias counts for its length among what aliases may stand for: this is just below.
    let bound = |uses: usize| {
        let long = "a/".repeat(3_600_000 / uses);
        let mut text = format!("openapi: 3.1.0\nx-long: &a '#/{long}'\ncomponents:\n  schemas:\n");
        for rank in 0..uses {
            let _ = writeln!(text, "    S{rank}: {{$ref: *a}}");
        }
        text
    };
    let start = std::time::Instant::now();
    let said = said(&[("entry.yaml", &bound(2_000))]);
    assert!(said.len() == 2_000 && said.iter().all(|line| line.len() < 1000), "{}", said.len());
    assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
}

/// A folder of this test alone, with these files.
fn folder(name: &str, files: &[(&str, &str)]) -> std::path::PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("references").join(name);
    let _ = fs::remove_dir_all(&folder);
    for (file, text) in files {
        let path = folder.join(file);
        fs::create_dir_all(path.parent().expect("a folder")).expect("writable");
        fs::write(path, text).expect("writable");
    }
    folder
}

#[test]
fn the_disk_tells_what_is_near_and_nothing_of_what_is_outside() {
    let name = |path: &Path| Uri::new(path.to_string_lossy());
    for (reference, expected) in [
        ("Schemas/user.yaml", "is named `schemas/user.yaml`: upper and lower case count"),
        ("schemas/user.yml", "Did you mean `schemas/user.yaml`?"),
        ("../secret.yaml", "leads outside the project's folder: it is not followed"),
        ("../absent.yaml", "leads outside the project's folder: it is not followed"),
        ("../absent/absent.yaml", "leads outside the project's folder: it is not followed"),
        ("/components/schemas/A/x", "outside the project's folder: it is not followed"),
        (
            "/components/schemas",
            "outside the project's folder: it is not followed. Did you mean `#/components/schemas`?",
        ),
        (
            "/schemas/user.yaml",
            "outside the project's folder: it is not followed. Did you mean `schemas/user.yaml`?",
        ),
    ] {
        let files = [
            ("project/entry.yaml", referring(reference)),
            ("project/schemas/user.yaml", "type: string\n".to_owned()),
            ("secret.yaml", "type: string\n".to_owned()),
        ];
        let files: Vec<(&str, &str)> =
            files.iter().map(|(name, text)| (*name, text.as_str())).collect();
        let project = folder("near", &files).join("project");
        let disk = Disk::below(&project).expect("the folder is there");
        let description =
            Description::load(&disk, &name(&project.join("entry.yaml"))).expect("a description");
        let said = said_of(&description);
        assert!(said.len() == 1 && said[0].ends_with(expected), "{reference}: {said:#?}");
    }
}

#[test]
fn what_an_extension_holds_for_aliases_is_followed() {
    let entry = "openapi: 3.0.3\nx-commons:\n  responses: &responses\n    '404': {$ref: '#/components/responses/Absent'}\n    '500': {$ref: '#/components/responses/Nothing'}\n    default: {$ref: '#/components/responses/Absent'}\n  example:\n    default: {$ref: '#/components/responses/Literal'}\npaths:\n  /a:\n    get:\n      responses:\n        <<: *responses\ncomponents:\n  responses:\n    Absent: {description: Absent}\n";
    assert_eq!(
        said(&[("entry.yaml", entry)]),
        ["entry.yaml:5:19 ref-resolves: `#/components/responses/Nothing` names nothing"]
    );
    let asked = Asked::new(&[("entry.yaml", entry)]);
    let description = asked.load("entry.yaml");
    let response = description
        .root()
        .get("paths")
        .and_then(|paths| paths.get("/a"))
        .and_then(|path| path.get("get"));
    let responses = response.and_then(|get| get.get("responses")).expect("it is there");
    // `default` is a value in the extension, and a response where it is brought.
    for name in ["404", "default"] {
        let response = responses.get(name).and_then(|response| description.follow(response));
        let response = response.expect("it is there");
        assert_eq!(description.text(response, "description"), Some("Absent"), "{name}");
    }
}
