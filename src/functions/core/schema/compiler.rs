//! Every part of a schema gone through once: what references name, which patterns there are, and what Ajv would refuse.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use foldhash::fast::RandomState;
use percent_encoding::percent_decode_str;

use super::compile::{CompileError, Leniency, Target, identity};
use super::dialect::Dialect;
use super::instance::type_named;
use super::meta::metaschema;
use super::pattern;
use super::patterns::Patterns;
use super::uri::{bare_uri, join};
use crate::document::unescape;
use crate::functions::json::Json;

/// Keywords that refer to a schema, or may be referred to in a manner of their own.
pub(super) const REFERENCES: [&str; 5] =
    ["$ref", "$recursiveRef", "$recursiveAnchor", "$dynamicRef", "$dynamicAnchor"];

/// What a keyword holds, as far as names of schemas are looked for in it.
pub(super) enum Holding {
    /// Schemas, in a list or by their names.
    Schemas,
    /// One schema.
    Schema,
    /// Values, which are no schemas.
    Values,
    /// It is no keyword.
    Foreign,
}

impl Holding {
    pub(super) fn of(key: &str, value: &Json) -> Self {
        match (key, value) {
            ("items" | "allOf" | "anyOf" | "oneOf", Json::List(_))
            | (
                "$defs" | "definitions" | "properties" | "patternProperties" | "dependencies",
                Json::Map(_),
            ) => Self::Schemas,
            ("default" | "$comment" | "enum" | "const" | "required" | "type", _) => Self::Values,
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
            ) => Self::Schema,
            _ => Self::Foreign,
        }
    }
}

/// A schema on its way.
pub(super) struct Compiler<'k> {
    root: Arc<Json>,
    dialect: Dialect,
    pub(super) leniency: Leniency,
    /// The URI of the root.
    pub(super) base: String,
    /// Schemas by their URIs, anchors included.
    named: HashMap<String, Arc<Json>>,
    pub(super) targets: HashMap<usize, Target, RandomState>,
    pub(super) patterns: Arc<Patterns>,
    /// Whether `unevaluatedProperties` is among its keywords.
    pub(super) asks_what_is_judged: bool,
    walked: HashSet<usize, RandomState>,
    /// Parts that another compiler went through, for good.
    known: Option<&'k HashSet<usize, RandomState>>,
    indexed: HashSet<usize, RandomState>,
}

impl<'k> Compiler<'k> {
    pub(super) fn of(root: &Arc<Json>, dialect: Dialect) -> Self {
        let base = root.get(dialect.id()).and_then(|id| id.as_str()).map_or("", bare_uri);
        Self {
            root: Arc::clone(root),
            dialect,
            leniency: Leniency::default(),
            base: base.to_owned(),
            named: HashMap::new(),
            targets: HashMap::default(),
            patterns: Arc::default(),
            asks_what_is_judged: false,
            walked: HashSet::default(),
            known: None,
            indexed: HashSet::default(),
        }
    }

    /// Finds the names of schemas: everything that is an object is taken for one, but for what holds values.
    pub(super) fn index(
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
            match Holding::of(key, value) {
                Holding::Schemas => match &**value {
                    Json::List(items) => {
                        items.iter().try_for_each(|item| self.index(item, &base, true))?;
                    }
                    Json::Map(parts) => {
                        parts.iter().try_for_each(|(_, part)| self.index(part, &base, true))?;
                    }
                    _ => {}
                },
                Holding::Values => {}
                Holding::Schema => self.index(value, &base, true)?,
                Holding::Foreign => {
                    self.index(value, &base, !self.leniency.ignores_foreign_names)?;
                }
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

    /// Goes through the parts that were not gone through before, and gives them.
    pub(super) fn walk_on(
        mut self,
        schema: &Arc<Json>,
        known: &'k HashSet<usize, RandomState>,
    ) -> Result<(HashSet<usize, RandomState>, bool), CompileError> {
        self.known = Some(known);
        self.walk(schema, &self.base.clone(), true)?;
        Ok((self.walked, self.asks_what_is_judged))
    }

    /// Goes through every part that judges something, in the order of Ajv.
    pub(super) fn walk(
        &mut self,
        schema: &Arc<Json>,
        base: &str,
        is_root: bool,
    ) -> Result<(), CompileError> {
        let keywords = self.dialect.keywords(schema);
        let identity = identity(schema);
        if keywords.is_empty()
            || self.known.is_some_and(|known| known.contains(&identity))
            || !self.walked.insert(identity)
        {
            return Ok(());
        }
        let base = match schema.get(self.dialect.id()).and_then(|id| id.as_str()) {
            Some(id) if !is_root => bare_uri(&join(base, id)).to_owned(),
            _ => base.to_owned(),
        };
        if keywords.is_reference() {
            return self.reference(schema, "$ref", &base);
        }
        self.check_types(schema)?;
        if self.dialect != Dialect::Draft4 && schema.get("id").is_some() && !self.is_metaschema() {
            let message = "NOT SUPPORTED: keyword \"id\", use \"$id\" for schema ID";
            return Err(CompileError::new(message));
        }
        for (kind, group) in self.dialect.groups() {
            for (keyword, value) in keywords.among(schema, *group) {
                let keyword = keyword.name();
                self.asks_what_is_judged |= keyword == "unevaluatedProperties";
                self.keyword(schema, keyword, value, &base)?;
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
        if self.patterns.of(text).is_some() {
            return Ok(());
        }
        if let Some(fault) = pattern::fault(text) {
            let message = format!("Invalid regular expression: /{text}/: {fault}");
            return Err(CompileError::new(message));
        }
        self.patterns.add(text);
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

/// Whether a reference stands anywhere in a schema; one nested too deep is taken to hold one.
fn holds_reference(schema: &Json, depth: usize) -> bool {
    depth > 16
        || schema.entries().iter().any(|(key, value)| {
            REFERENCES.contains(&key.as_str()) || holds_reference(value, depth + 1)
        })
        || schema.items().iter().any(|item| holds_reference(item, depth + 1))
}
