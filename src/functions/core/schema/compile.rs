//! A schema made ready: judged by its metaschema, its references resolved, its patterns compiled, in the order of Ajv,
//! whose first complaint is the one that is told.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, OnceLock};

use percent_encoding::percent_decode_str;

use super::dialect::Dialect;
use super::evaluate::Evaluation;
use super::instance::Type;
use super::meta::metaschema;
use super::{fault::Fault, pattern};
use crate::diagnostic::Text;
use crate::document::unescape;
use crate::functions::json::Json;
use crate::jsonpath::Regex;

/// A schema that can judge.
pub(in crate::functions) struct Schema {
    pub(super) root: Arc<Json>,
    pub(super) dialect: Dialect,
    /// Whether every fault is told, or the first.
    pub(super) tells_all: bool,
    /// Whether `format` counts.
    pub(super) checks_formats: bool,
    /// What is not asked of this use of the schema.
    pub(super) leniency: Leniency,
    targets: HashMap<usize, Target>,
    patterns: HashMap<String, Option<Regex>>,
}

/// What `OpenAPI` does not ask, though a schema does.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::functions) struct Leniency {
    /// `x-nullable` means `nullable`.
    pub(in crate::functions) knows_x_nullable: bool,
    /// Properties that are `readOnly` are not required: the value is a request.
    pub(in crate::functions) is_request: bool,
    /// Properties that are `writeOnly` are not required: the value is a response.
    pub(in crate::functions) is_response: bool,
    /// `id` names nothing in what no keyword of JSON Schema holds, such as an example.
    pub(in crate::functions) ignores_foreign_names: bool,
}

/// What a `$ref` names.
struct Target {
    schema: Arc<Json>,
    /// Whether Ajv copies it in place: it holds no reference itself.
    is_inline: bool,
}

/// Why a schema cannot judge.
#[derive(Clone, Debug)]
pub(in crate::functions) struct CompileError {
    /// What Ajv says.
    pub(super) message: String,
    /// Whether a reference names nothing, which is ignored where references are followed.
    pub(super) is_missing_reference: bool,
}

impl CompileError {
    fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), is_missing_reference: false }
    }

    /// In both languages.
    pub(super) fn text(&self) -> Text {
        Text::new(
            self.message.clone(),
            format!("le schéma ne peut pas servir\u{a0}: {}", self.message),
        )
    }
}

/// The place in memory of a part of a schema, while the whole is kept: parts are told apart by it.
pub(super) fn identity(schema: &Json) -> usize {
    std::ptr::from_ref(schema) as usize
}

impl Schema {
    /// Makes a schema ready.
    pub(in crate::functions) fn compile(
        root: Arc<Json>,
        dialect: Dialect,
        tells_all: bool,
        leniency: Leniency,
    ) -> Result<Self, CompileError> {
        let mut schema = Self::bare(root, dialect, tells_all);
        schema.leniency = leniency;
        let mut compiler = Compiler::of(&schema.root, dialect);
        compiler.leniency = leniency;
        compiler.index(&schema.root, &compiler.base.clone(), false)?;
        judge_schema(&schema)?;
        compiler.walk(&schema.root, &compiler.base.clone(), true)?;
        schema.targets = compiler.targets;
        schema.patterns = compiler.patterns;
        Ok(schema)
    }

    fn bare(root: Arc<Json>, dialect: Dialect, tells_all: bool) -> Self {
        Self {
            root,
            dialect,
            tells_all,
            checks_formats: true,
            leniency: Leniency::default(),
            targets: HashMap::new(),
            patterns: HashMap::new(),
        }
    }

    /// A metaschema, which is known to be right.
    fn of_metaschema(of: Dialect, tells_all: bool) -> Self {
        let mut schema = Self::bare(Arc::clone(metaschema(of)), of, tells_all);
        // Only Draft 6 is known to Ajv as a schema like another, whose formats count.
        schema.checks_formats = of == Dialect::Draft6;
        let mut compiler = Compiler::of(&schema.root, of);
        if compiler.walk(&schema.root, "", true).is_ok() {
            schema.targets = compiler.targets;
            schema.patterns = compiler.patterns;
        }
        schema
    }

    /// What the `$ref` of a part names, and whether it is copied in place.
    pub(super) fn target(&self, part: &Json) -> Option<(&Json, bool)> {
        let target = self.targets.get(&identity(part))?;
        Some((&target.schema, target.is_inline))
    }

    /// Whether a pattern matches; one that cannot be had in linear time matches everything.
    pub(super) fn matches(&self, pattern: &str, text: &str) -> bool {
        match self.patterns.get(pattern) {
            Some(Some(regex)) => regex.is_match(text),
            Some(None) | None => true,
        }
    }
}

/// A metaschema made ready, once.
fn judge_of(dialect: Dialect, tells_all: bool) -> &'static Schema {
    static MADE: [OnceLock<Schema>; 10] = [const { OnceLock::new() }; 10];
    let rank = dialect as usize * 2 + usize::from(tells_all);
    MADE[rank].get_or_init(|| Schema::of_metaschema(dialect, tells_all))
}

/// Judges a schema by its metaschema.
fn judge_schema(schema: &Schema) -> Result<(), CompileError> {
    let of = match schema.root.get("$schema").map(|uri| &**uri) {
        None => schema.dialect,
        Some(Json::Text(uri)) if uri.is_empty() => schema.dialect,
        Some(Json::Text(uri)) => Dialect::of_uri(uri)
            .ok_or_else(|| CompileError::new(format!("no schema with key or ref \"{uri}\"")))?,
        Some(_) => return Err(CompileError::new("$schema must be a string")),
    };
    let faults = Evaluation::judge(judge_of(of, schema.tells_all), &*schema.root);
    if faults.is_empty() {
        return Ok(());
    }
    let told = |fault: &Fault<'_>| {
        let path: String = fault
            .path
            .iter()
            .map(|segment| format!("/{}", crate::document::escape(segment)))
            .collect();
        format!("data{path} {}", fault.message.en)
    };
    let told: Vec<String> = faults.iter().map(told).collect();
    Err(CompileError::new(format!("schema is invalid: {}", told.join(", "))))
}

struct Compiler {
    root: Arc<Json>,
    dialect: Dialect,
    leniency: Leniency,
    /// The URI of the root.
    base: String,
    /// Schemas by their URIs, anchors included.
    named: HashMap<String, Arc<Json>>,
    targets: HashMap<usize, Target>,
    patterns: HashMap<String, Option<Regex>>,
    walked: HashSet<usize>,
    indexed: HashSet<usize>,
}

impl Compiler {
    fn of(root: &Arc<Json>, dialect: Dialect) -> Self {
        let base = root.get(dialect.id()).and_then(|id| id.as_str()).map_or("", bare_uri);
        Self {
            root: Arc::clone(root),
            dialect,
            leniency: Leniency::default(),
            base: base.to_owned(),
            named: HashMap::new(),
            targets: HashMap::new(),
            patterns: HashMap::new(),
            walked: HashSet::new(),
            indexed: HashSet::new(),
        }
    }

    /// Finds the names of schemas: everything that is an object is taken for one, but for what holds values.
    fn index(
        &mut self,
        schema: &Arc<Json>,
        base: &str,
        is_named: bool,
    ) -> Result<(), CompileError> {
        let Json::Map(entries) = &**schema else { return Ok(()) };
        if !self.indexed.insert(identity(schema)) {
            return Ok(());
        }
        let mut base = base.to_owned();
        if is_named {
            if let Some(id) = schema.get(self.dialect.id()).and_then(|id| id.as_str()) {
                base = self.name(schema, &base, id)?;
            }
            for anchor in ["$anchor", "$dynamicAnchor"] {
                if let Some(name) = schema.get(anchor).and_then(|name| name.as_str()) {
                    self.name(schema, &base, &format!("#{name}"))?;
                }
            }
        }
        for (key, value) in entries {
            match (key.as_str(), &**value) {
                ("items" | "allOf" | "anyOf" | "oneOf", Json::List(items)) => {
                    items.iter().try_for_each(|item| self.index(item, &base, true))?;
                }
                (
                    "$defs" | "definitions" | "properties" | "patternProperties" | "dependencies",
                    Json::Map(parts),
                ) => parts.iter().try_for_each(|(_, part)| self.index(part, &base, true))?,
                ("default" | "$comment" | "enum" | "const" | "required" | "type", _) => {}
                (
                    "additionalItems"
                    | "items"
                    | "contains"
                    | "additionalProperties"
                    | "propertyNames"
                    | "not"
                    | "if"
                    | "then"
                    | "else",
                    _,
                ) => self.index(value, &base, true)?,
                _ => self.index(value, &base, !self.leniency.ignores_foreign_names)?,
            }
        }
        Ok(())
    }

    fn name(&mut self, schema: &Arc<Json>, base: &str, id: &str) -> Result<String, CompileError> {
        let uri = bare_uri(&join(base, id)).to_owned();
        if let Some(known) = self.named.insert(uri.clone(), Arc::clone(schema))
            && !Arc::ptr_eq(&known, schema)
        {
            let message = format!("reference \"{uri}\" resolves to more than one schema");
            return Err(CompileError::new(message));
        }
        Ok(uri)
    }

    /// Goes through every part that judges something, in the order of Ajv.
    fn walk(&mut self, schema: &Arc<Json>, base: &str, is_root: bool) -> Result<(), CompileError> {
        let Json::Map(entries) = &**schema else { return Ok(()) };
        let is_known = |(key, _): &(String, Arc<Json>)| self.dialect.knows(key);
        if !entries.iter().any(is_known) || !self.walked.insert(identity(schema)) {
            return Ok(());
        }
        let base = match schema.get(self.dialect.id()).and_then(|id| id.as_str()) {
            Some(id) if !is_root => bare_uri(&join(base, id)).to_owned(),
            _ => base.to_owned(),
        };
        if is_only_reference(schema, self.dialect) {
            return self.reference(schema, "$ref", &base);
        }
        self.check_types(schema)?;
        if self.dialect != Dialect::Draft4 && schema.get("id").is_some() && !self.is_metaschema() {
            let message = "NOT SUPPORTED: keyword \"id\", use \"$id\" for schema ID";
            return Err(CompileError::new(message));
        }
        for (kind, keywords) in self.dialect.groups() {
            for keyword in keywords {
                if let Some(value) = schema.get(keyword).cloned() {
                    self.keyword(schema, keyword, &value, &base)?;
                }
            }
            if kind.is_none()
                && let Some(flag) = schema.get("nullable")
                && !matches!(**flag, Json::Bool(_))
            {
                return Err(CompileError::new("nullable value must be [\"boolean\"]"));
            }
        }
        Ok(())
    }

    fn is_metaschema(&self) -> bool {
        Arc::ptr_eq(&self.root, metaschema(self.dialect))
    }

    fn keyword(
        &mut self,
        schema: &Arc<Json>,
        keyword: &str,
        value: &Arc<Json>,
        base: &str,
    ) -> Result<(), CompileError> {
        match (keyword, &**value) {
            ("$ref" | "$dynamicRef" | "$recursiveRef", Json::Text(_)) => {
                self.reference(schema, keyword, base)
            }
            ("if", _) => ["if", "then", "else"].iter().try_for_each(|name| {
                schema.get(name).cloned().map_or(Ok(()), |part| self.walk(&part, base, false))
            }),
            ("pattern", Json::Text(pattern)) => self.pattern(pattern),
            ("patternProperties", Json::Map(parts)) => {
                for (pattern, part) in parts {
                    self.pattern(pattern)?;
                    self.walk(part, base, false)?;
                }
                Ok(())
            }
            ("properties" | "dependencies" | "dependentSchemas", Json::Map(parts)) => {
                parts.iter().try_for_each(|(_, part)| self.walk(part, base, false))
            }
            ("additionalItems", _)
                if schema.get("items").is_none_or(|it| !matches!(**it, Json::List(_))) =>
            {
                Ok(())
            }
            ("additionalProperties", _) => {
                if let Some(patterns) = schema.get("patternProperties").cloned() {
                    patterns.entries().iter().try_for_each(|(it, _)| self.pattern(it))?;
                }
                self.walk(value, base, false)
            }
            ("enum" | "const" | "required" | "dependentRequired", _) => Ok(()),
            (_, Json::List(parts)) => {
                parts.iter().try_for_each(|part| self.walk(part, base, false))
            }
            _ => self.walk(value, base, false),
        }
    }

    fn check_types(&self, schema: &Json) -> Result<(), CompileError> {
        let written = schema.get("type").map(|written| &**written);
        let names: Vec<&Json> = match written {
            None => Vec::new(),
            Some(Json::List(items)) => items.iter().map(|item| &**item).collect(),
            Some(one) => vec![one],
        };
        if !names.iter().all(|name| name.as_str().is_some_and(|name| type_named(name).is_some())) {
            let names: Vec<String> = names
                .iter()
                .map(|name| name.as_str().map_or_else(|| name.written(), str::to_owned))
                .collect();
            let message = format!("type must be JSONType or JSONType[]: {}", names.join(","));
            return Err(CompileError::new(message));
        }
        let flag = schema.get("nullable").or_else(|| {
            schema.get("x-nullable").filter(|flag| self.leniency.knows_x_nullable && flag.is_true())
        });
        let has_null = names.iter().any(|name| name.as_str() == Some("null"));
        match flag {
            Some(flag) if has_null && matches!(**flag, Json::Bool(false)) => {
                Err(CompileError::new("type: null contradicts nullable: false"))
            }
            Some(_) if names.is_empty() => {
                Err(CompileError::new("\"nullable\" cannot be used without \"type\""))
            }
            _ => Ok(()),
        }
    }

    fn pattern(&mut self, text: &str) -> Result<(), CompileError> {
        if self.patterns.contains_key(text) {
            return Ok(());
        }
        if let Some(fault) = pattern::fault(text) {
            let message = format!("Invalid regular expression: /{text}/: {fault}");
            return Err(CompileError::new(message));
        }
        self.patterns.insert(text.to_owned(), Regex::new(text, "").ok());
        Ok(())
    }

    fn reference(
        &mut self,
        schema: &Arc<Json>,
        keyword: &str,
        base: &str,
    ) -> Result<(), CompileError> {
        let Some(reference) = schema.get(keyword).and_then(|text| text.as_str().map(str::to_owned))
        else {
            return Ok(());
        };
        let found = self.resolve(base, &reference).ok_or_else(|| CompileError {
            message: format!(
                "can't resolve reference {reference} from id {}",
                if base.is_empty() { "#" } else { base }
            ),
            is_missing_reference: true,
        })?;
        let (target, base) = found;
        let is_root = Arc::ptr_eq(&target, &self.root);
        let is_inline = !is_root && !holds_reference(&target, 0);
        self.targets.insert(identity(schema), Target { schema: Arc::clone(&target), is_inline });
        self.walk(&target, &base, is_root)
    }

    /// What a reference names, and the URI it stands in.
    fn resolve(&self, base: &str, reference: &str) -> Option<(Arc<Json>, String)> {
        let uri = join(base, bare_uri(reference));
        let (document, fragment) = uri.split_once('#').unwrap_or((&uri, ""));
        if !fragment.is_empty() && !fragment.starts_with('/') {
            return self.named.get(&uri).map(|found| (Arc::clone(found), document.to_owned()));
        }
        let root = if document == self.base {
            Some(&self.root)
        } else {
            self.named.get(document).or_else(|| Dialect::of_uri(document).map(metaschema))
        };
        let mut here = root?;
        let fragment = percent_decode_str(fragment).decode_utf8_lossy();
        for segment in fragment.split('/').skip(1) {
            let name = unescape(segment);
            here = match &**here {
                Json::Map(_) => here.get(&name)?,
                Json::List(items) => items.get(name.parse::<usize>().ok()?)?,
                _ => return None,
            };
        }
        Some((Arc::clone(here), document.to_owned()))
    }
}

/// Whether a schema is a `$ref` and nothing else that judges.
pub(super) fn is_only_reference(schema: &Json, dialect: Dialect) -> bool {
    schema.get("$ref").is_some()
        && !schema.entries().iter().any(|(key, _)| key != "$ref" && dialect.knows(key))
}

/// Whether a reference stands anywhere in a schema; one nested too deep is taken to hold one.
fn holds_reference(schema: &Json, depth: usize) -> bool {
    const REFERENCES: [&str; 5] =
        ["$ref", "$recursiveRef", "$recursiveAnchor", "$dynamicRef", "$dynamicAnchor"];
    depth > 16
        || schema.entries().iter().any(|(key, value)| {
            REFERENCES.contains(&key.as_str()) || holds_reference(value, depth + 1)
        })
        || schema.items().iter().any(|item| holds_reference(item, depth + 1))
}

/// The type of this name; `integer` is a sort of number.
pub(super) fn type_named(name: &str) -> Option<Type> {
    Some(match name {
        "null" => Type::Null,
        "boolean" => Type::Boolean,
        "number" | "integer" => Type::Number,
        "string" => Type::Text,
        "array" => Type::List,
        "object" => Type::Map,
        _ => return None,
    })
}

/// A URI without its empty fragment.
fn bare_uri(uri: &str) -> &str {
    uri.strip_suffix("#/").or_else(|| uri.strip_suffix('#')).unwrap_or(uri)
}

/// A reference read at a base (RFC 3986, section 5), as far as schemas go.
fn join(base: &str, reference: &str) -> String {
    let document = base.split('#').next().unwrap_or_default();
    if reference.is_empty() {
        return document.to_owned();
    }
    if reference.starts_with('#') {
        return format!("{document}{reference}");
    }
    let has_scheme = reference.split_once(':').is_some_and(|(scheme, _)| {
        !scheme.is_empty()
            && scheme.bytes().all(|it| it.is_ascii_alphanumeric() || b"+-.".contains(&it))
    });
    if has_scheme || document.is_empty() {
        return reference.to_owned();
    }
    let authority = document.find("://").map_or(0, |at| {
        document[at + 3..].find('/').map_or(document.len(), |slash| at + 3 + slash)
    });
    if reference.starts_with('/') {
        return format!("{}{reference}", &document[..authority]);
    }
    let folder = document.rfind('/').filter(|slash| *slash >= authority);
    format!("{}/{reference}", &document[..folder.unwrap_or(document.len())])
}
