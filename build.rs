//! Lists the rule files for the binary: a new file in `rules/` is in the next build, no list to keep. A check does not read
//! whole files: what runs is in tables, with the options of functions in JSON, and the words of the rules in another. For rulesets that
//! tune them, what runs is in one text for each folder too, in JSON, which is read in half the time of YAML.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs, iter};

use granit_parser::{Event, Parser, ScalarStyle};
use serde_json::{Map, Value, json};

fn main() {
    link_for_a_quick_start();
    let rules = Path::new("rules");
    println!("cargo::rerun-if-changed=rules");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("set by Cargo"));
    let (mut files, mut to_run) = (String::from("[\n"), String::from("[\n"));
    for folder in entries(rules).iter().filter(|path| path.is_dir()) {
        println!("cargo::rerun-if-changed={}", folder.display());
        let of = name(folder);
        let (mut rules, mut ready, mut options) = (Map::new(), Vec::new(), Vec::new());
        for file in
            entries(folder).iter().filter(|path| path.extension().is_some_and(|end| end == "yaml"))
        {
            let id = name(file);
            let text = fs::read_to_string(file).expect("a rule file is in UTF-8");
            let (rule, words) = parts_of(&text);
            if !of.starts_with("spectral") {
                ready.push(ready_of(&id, &rule, &mut options));
            }
            // By the folder of the package when it is compiled: two clones may share their builds.
            let path = format!("/rules/{of}/{id}.yaml");
            writeln!(
                files,
                "File {{ folder: {of:?}, id: {id:?}, text: include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), {path:?})), words: {words} }},",
            )
            .expect("writing to a string");
            rules.insert(id, rule);
        }
        let rules = json!({ "rules": rules }).to_string();
        let options = Value::from(options).to_string();
        writeln!(
            to_run,
            "Folder {{ name: {of:?}, text: {rules:?}, ready: &[{}], options: {options:?} }},",
            ready.join(", ")
        )
        .expect("writing to a string");
    }
    for (name, table) in [("rules.rs", files), ("to_run.rs", to_run)] {
        fs::write(out.join(name), table + "]\n").expect("Cargo's own folder is writable");
    }
}

/// On Linux, the command is linked for a fixed place in memory: one that may be put anywhere has 20,000 addresses to mend each time
/// it starts, a tenth of a check of a small file. Nothing is unsafe in it, and its libraries, heap and stack still move.
///
/// It brings the part of GCC's library that it needs, to unwind, where the linker has it: another library to load takes a thirtieth of
/// such a check, and is not in every container.
fn link_for_a_quick_start() {
    let is_set = |name: &str, value: &str| env::var(name).is_ok_and(|found| found == value);
    if !is_set("CARGO_CFG_TARGET_OS", "linux") || !is_set("CARGO_CFG_TARGET_ENV", "gnu") {
        return;
    }
    println!("cargo::rustc-link-arg-bins=-no-pie");
    if env::var_os("CARGO_FEATURE_CLI").is_none() {
        return;
    }
    let linker = env::var_os("RUSTC_LINKER").unwrap_or_else(|| "cc".into());
    let Ok(found) = Command::new(linker).arg("-print-file-name=libgcc_eh.a").output() else {
        return;
    };
    let library = PathBuf::from(String::from_utf8_lossy(&found.stdout).trim());
    // Its name alone where the linker has none.
    if let Some(folder) = library.parent().filter(|_| library.is_absolute() && library.is_file()) {
        println!("cargo::rustc-link-search=native={}", folder.display());
        println!("cargo::rustc-link-lib=static:-bundle=gcc_eh");
    }
}

/// What decides how the rule of a file runs, and its words as they are kept. Both leave out the examples, which are two thirds of
/// the text.
fn parts_of(text: &str) -> (Value, String) {
    let events = Parser::new_from_str(text).map(|event| event.expect("a rule file is YAML").0);
    let mut events = events.skip_while(|event| !matches!(event, Event::MappingStart(..)));
    let mut file = value(&mut events).expect("a rule file is a map");
    let rules = file["rules"].as_object_mut().expect("a rule file has `rules`");
    let mut rule = rules.values_mut().next().map(Value::take).expect("there is one");
    let mut take = |pointer: &str| {
        let (holder, key) = pointer.rsplit_once('/').expect("a pointer has a slash");
        let holder = rule.pointer_mut(holder).and_then(Value::as_object_mut);
        holder.and_then(|holder| holder.remove(key)).unwrap_or_default()
    };
    let text = |value: &Value| value.as_str().map(|text| text.trim().to_owned());
    let both = |value: Value| Some((text(&value["en"])?, text(&value["fr"])?));
    take("/x-apilint/examples");
    let english = text(&take("/description")).expect("a rule has a description");
    let french = text(&take("/x-apilint/fr/description")).expect("a rule has one in French");
    let guide = take("/x-apilint/guide");
    let guide: Vec<&str> =
        guide.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let source = take("/x-apilint/source");
    let source = text(&source["document"])
        .map(|document| (document, text(&source["section"]), text(&source["quote"])));
    let kept = format!(
        "Kept {{ description: {:?}, guide: &{guide:?}, since: {:?}, why: {:?}, source: {source:?}, fix: {:?}, snippet: {:?} }}",
        (english, french),
        text(&take("/x-apilint/since")),
        both(take("/x-apilint/why")),
        both(take("/x-apilint/fix")),
        text(&take("/x-apilint/snippet")),
    );
    (rule, kept)
}

/// What runs of a rule, as a table has it: each key that a file may have is said here. The options of its functions are added to those
/// of its folder.
fn ready_of(id: &str, rule: &Value, options: &mut Vec<Value>) -> String {
    let none = Map::new();
    let extra = rule["x-apilint"].as_object().unwrap_or(&none);
    for key in rule.as_object().into_iter().chain([extra]).flat_map(Map::keys) {
        let known = "formats fr given message partial recommended resolved severity then x-apilint";
        assert!(
            known.split(' ').any(|one| one == key),
            "{id}: `{key}` is not in the table of rules"
        );
    }
    let list = |value: &Value| match value {
        Value::Array(items) => items.clone(),
        Value::Null => Vec::new(),
        one => vec![one.clone()],
    };
    let texts = |key: &str| {
        let text = |item: &Value| item.as_str().map(str::to_owned).expect("a list of texts");
        list(&rule[key]).iter().map(text).collect::<Vec<_>>()
    };
    let is = |key: &str| rule[key].as_bool() != Some(false);
    let step = |step: &Value| {
        let given = step.get("functionOptions");
        options.extend(given.cloned());
        format!(
            "Step {{ field: {:?}, function: {:?}, has_options: {} }}",
            step["field"].as_str(),
            step["function"].as_str().expect("`then` names a function"),
            given.is_some(),
        )
    };
    let then: Vec<String> = list(&rule["then"]).iter().map(step).collect();
    let french = extra.get("fr").and_then(|fr| fr["message"].as_str());
    let message = (rule["message"].as_str(), french);
    format!(
        "Ready {{ id: {id:?}, severity: {:?}, partial: {:?}, recommended: {}, resolved: {}, formats: &{:?}, given: &{:?}, then: &[{}], message: {message:?} }}",
        rule["severity"].as_str(),
        extra.get("partial").and_then(Value::as_str),
        is("recommended"),
        is("resolved"),
        texts("formats"),
        texts("given"),
        then.join(", "),
    )
}

/// The value that the next event begins; nothing at the end of what is open.
fn value<'e>(events: &mut impl Iterator<Item = Event<'e>>) -> Option<Value> {
    Some(match events.next()? {
        Event::MappingEnd | Event::SequenceEnd => return None,
        Event::Comment(..) => return value(events),
        Event::MappingStart(..) => {
            let mut entries = Map::new();
            while let Some(key) = value(events) {
                let key = key.as_str().map_or_else(|| key.to_string(), str::to_owned);
                entries.insert(key, value(events).expect("a key has a value"));
            }
            entries.into()
        }
        Event::SequenceStart(..) => iter::from_fn(|| value(events)).collect(),
        // A number and the like are what they are in JSON.
        Event::Scalar(text, ScalarStyle::Plain, ..) => {
            serde_json::from_str(&text).unwrap_or_else(|_| text.into())
        }
        Event::Scalar(text, ..) => text.into(),
        other => panic!("not for a rule file: {other:?}"),
    })
}

fn name(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

/// The entries of a folder, sorted: the binary does not depend on the disk's order.
fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("rules/ is beside Cargo.toml");
    let mut paths: Vec<PathBuf> =
        entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
    paths.sort();
    paths
}
