//! The JSON Schema of a declaration, made from the table of its fields: for editors, and for those who write one by program.

use serde::ser::{SerializeMap, SerializeSeq};
use serde::{Serialize, Serializer};

use super::field::{FIELDS, Field, Kind};
use super::setting::{SETTINGS, Setting, Shape};

/// JSON Schema (2020-12) of `apilint.yaml`, and of a file that holds a declaration alone.
pub fn json_schema() -> String {
    let mut text = serde_json::to_string_pretty(&File).expect("it is made of texts and maps");
    text.push('\n');
    text
}

/// JSON Schema (2020-12) of `apilint.yaml`.
pub fn config_schema() -> String {
    let mut text = serde_json::to_string_pretty(&Config).expect("it is made of texts and maps");
    text.push('\n');
    text
}

struct Config;

impl Serialize for Config {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(None)?;
        map.serialize_entry("$schema", "https://json-schema.org/draft/2020-12/schema")?;
        map.serialize_entry("title", "apilint.yaml")?;
        map.serialize_entry(
            "description",
            "How a project is checked: looked for from each input up to the root of its repository, or given by --config. Every \
             key may be left out, or be null. What the command line says wins.",
        )?;
        map.serialize_entry("type", &["object", "null"])?;
        map.serialize_entry("additionalProperties", &false)?;
        map.serialize_entry("properties", &SettingsTable)?;
        map.serialize_entry("$defs", &Definitions)?;
        map.end()
    }
}

/// Whether a file has a key that no declaration has.
struct IsSettings;

impl Serialize for IsSettings {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let any: Vec<serde_json::Value> = SETTINGS
            .iter()
            .map(|setting| serde_json::json!({ "required": [setting.name] }))
            .collect();
        let mut map = to.serialize_map(Some(1))?;
        map.serialize_entry("anyOf", &any)?;
        map.end()
    }
}

struct OfSettings;

impl Serialize for OfSettings {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(Some(2))?;
        map.serialize_entry("additionalProperties", &false)?;
        map.serialize_entry("properties", &SettingsTable)?;
        map.end()
    }
}

struct SettingsTable;

impl Serialize for SettingsTable {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(Some(SETTINGS.len()))?;
        for setting in SETTINGS {
            map.serialize_entry(setting.name, &OfSetting(setting))?;
        }
        map.end()
    }
}

struct OfSetting(&'static Setting);

impl Serialize for OfSetting {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(None)?;
        map.serialize_entry("description", self.0.about.en)?;
        match self.0.shape {
            Shape::Texts => {
                map.serialize_entry("type", &["string", "array", "null"])?;
                map.serialize_entry("items", &Raw(r#"{ "type": "string", "minLength": 1 }"#))?;
            }
            Shape::Text => {
                map.serialize_entry("type", &["string", "null"])?;
                map.serialize_entry("minLength", &1)?;
            }
            Shape::Choice(words) => map.serialize_entry("enum", &Words(words))?,
            Shape::Format(words) => {
                let one = serde_json::json!({ "enum": words });
                let list = serde_json::json!({ "type": "array", "items": one, "maxItems": 1 });
                let none = serde_json::json!({ "type": "null" });
                map.serialize_entry("anyOf", &[one, list, none])?;
            }
            Shape::Number => {
                map.serialize_entry("type", &["integer", "null"])?;
                map.serialize_entry("minimum", &0)?;
            }
            Shape::Numbers => {
                map.serialize_entry("type", &["object", "null"])?;
                let number = r#"{ "type": ["integer", "null"], "minimum": 0 }"#;
                map.serialize_entry("additionalProperties", &Raw(number))?;
            }
            Shape::Amounts(names) => {
                map.serialize_entry("type", &["object", "null"])?;
                map.serialize_entry("propertyNames", &serde_json::json!({ "enum": names }))?;
                let amount = r#"{ "type": ["integer", "string", "null"], "minimum": 1, "pattern": "^[0-9]+[kKmMgG]?$" }"#;
                map.serialize_entry("additionalProperties", &Raw(amount))?;
            }
            Shape::Ignores => {
                map.serialize_entry("type", &["array", "object", "null"])?;
                map.serialize_entry("items", &Raw(r##"{ "$ref": "#/$defs/ignore" }"##))?;
            }
            Shape::Overrides => {
                map.serialize_entry("anyOf", &Raw(ONE_OR_SEVERAL_OVERRIDES))?;
            }
            Shape::Declaration => map.serialize_entry("$ref", "#/$defs/declaration")?,
        }
        map.end()
    }
}

struct File;

impl Serialize for File {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(None)?;
        map.serialize_entry("$schema", "https://json-schema.org/draft/2020-12/schema")?;
        map.serialize_entry("title", "apilint declaration")?;
        map.serialize_entry(
            "description",
            "What no OpenAPI file says and a producer knows: the file `apilint.yaml`, or a declaration alone, as \
             `apilint check --declaration FILE` takes it. Every field may be left out, or be null. G03 and the like number the \
             requirements of the referencing guide.",
        )?;
        map.serialize_entry("type", &["object", "null"])?;
        map.serialize_entry("if", &IsSettings)?;
        map.serialize_entry("then", &OfSettings)?;
        map.serialize_entry("else", &Raw(r##"{ "$ref": "#/$defs/declaration" }"##))?;
        map.serialize_entry("$defs", &Definitions)?;
        map.end()
    }
}

const IGNORE: &str = r#"{
  "type": "object",
  "additionalProperties": false,
  "required": ["rule", "reason"],
  "properties": {
    "rule": { "description": "Id of a rule, or several.", "type": ["string", "array"], "items": { "type": "string" } },
    "reason": { "description": "Why it is ignored.", "type": "string", "minLength": 1 },
    "until": { "description": "The last day it is.", "type": ["string", "null"], "format": "date" },
    "files": {
      "description": "The files it is about: globs, relative to this one. All where this is left out.",
      "type": ["string", "array"],
      "minLength": 1,
      "minItems": 1,
      "items": { "type": "string", "minLength": 1 }
    },
    "pointer": { "description": "JSON Pointer of the place in each file. The whole where this is left out.", "type": "string" }
  }
}"#;

const ONE_OR_SEVERAL_OVERRIDES: &str = r##"[
  { "$ref": "#/$defs/override" },
  { "type": "array", "items": { "$ref": "#/$defs/override" } },
  { "type": "null" }
]"##;

const OVERRIDE: &str = r##"{
  "type": "object",
  "additionalProperties": false,
  "required": ["files"],
  "minProperties": 2,
  "properties": {
    "files": {
      "description": "The files it is about: globs, relative to this one. Without `**`, a pattern stays in its folder.",
      "type": ["string", "array"],
      "minLength": 1,
      "minItems": 1,
      "items": { "type": "string", "minLength": 1 }
    },
    "declaration": {
      "description": "What the producer declares of these files: it takes the place of the other declaration, whole. Nothing of that one is kept.",
      "$ref": "#/$defs/declaration"
    },
    "ignore": {
      "description": "What is not told of these files, beside what is ignored everywhere.",
      "type": ["array", "object", "null"],
      "items": { "$ref": "#/$defs/ignore" }
    }
  }
}"##;

/// JSON as it is written.
struct Raw(&'static str);

impl Serialize for Raw {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let value: serde_json::Value =
            serde_json::from_str(self.0).expect("it is a constant, and JSON");
        value.serialize(to)
    }
}

struct Definitions;

impl Serialize for Definitions {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(None)?;
        map.serialize_entry(
            "declaration",
            &Object { about: "What the producer declares.".to_owned(), fields: FIELDS, word: None },
        )?;
        map.serialize_entry("ignore", &Raw(IGNORE))?;
        map.serialize_entry("override", &Raw(OVERRIDE))?;
        map.end()
    }
}

/// A map of fields; perhaps a word instead.
struct Object {
    about: String,
    fields: &'static [Field],
    word: Option<&'static str>,
}

impl Serialize for Object {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(None)?;
        map.serialize_entry("description", &self.about)?;
        match self.word {
            None => map.serialize_entry("type", &["object", "null"])?,
            Some(word) => {
                map.serialize_entry("type", &["object", "string", "null"])?;
                // Of a value that is no text, `pattern` says nothing.
                map.serialize_entry("pattern", &format!("^{word}$"))?;
            }
        }
        map.serialize_entry("additionalProperties", &false)?;
        map.serialize_entry("properties", &Properties(self.fields))?;
        map.end()
    }
}

struct Properties(&'static [Field]);

impl Serialize for Properties {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(Some(self.0.len()))?;
        for field in self.0 {
            map.serialize_entry(field.name, &Property(field))?;
        }
        map.end()
    }
}

struct Property(&'static Field);

impl Property {
    /// What it says, and the requirements it answers: `How to reach the team. (G03)`.
    fn about(&self) -> String {
        match self.0.guide {
            [] => self.0.about.en.to_owned(),
            guide => format!("{} ({})", self.0.about.en, guide.join(", ")),
        }
    }
}

impl Serialize for Property {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let about = self.about();
        match self.0.kind {
            Kind::Map(fields) => return Object { about, fields, word: None }.serialize(to),
            Kind::WordOrMap(word, fields) => {
                return Object { about, fields, word: Some(word) }.serialize(to);
            }
            _ => {}
        }
        let mut map = to.serialize_map(None)?;
        map.serialize_entry("description", &about)?;
        match self.0.kind {
            Kind::Text => {
                map.serialize_entry("type", &["string", "null"])?;
                map.serialize_entry("minLength", &1)?;
            }
            Kind::Email => {
                map.serialize_entry("type", &["string", "null"])?;
                map.serialize_entry("format", "email")?;
                map.serialize_entry("pattern", r"^[^@\s,;:]+@[^@\s,;]+\.[^@\s,;]+$")?;
            }
            Kind::Url => {
                map.serialize_entry("type", &["string", "null"])?;
                map.serialize_entry("format", "uri")?;
                map.serialize_entry("pattern", r"^[Hh][Tt][Tt][Pp][Ss]?://\S+$")?;
            }
            Kind::Date => {
                map.serialize_entry("type", &["string", "null"])?;
                map.serialize_entry("format", "date")?;
                map.serialize_entry("pattern", r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")?;
            }
            Kind::Siret => {
                map.serialize_entry("type", &["string", "integer", "null"])?;
                map.serialize_entry("pattern", r"^([0-9]\s*){14}$")?;
            }
            Kind::Boolean => map.serialize_entry("type", &["boolean", "null"])?,
            Kind::Count => {
                map.serialize_entry("type", &["integer", "null"])?;
                map.serialize_entry("minimum", &1)?;
            }
            Kind::Figure(most) => {
                map.serialize_entry("type", &["number", "null"])?;
                map.serialize_entry("exclusiveMinimum", &0)?;
                map.serialize_entry("maximum", &most)?;
            }
            Kind::Choice(words) => map.serialize_entry("enum", &Words(words))?,
            Kind::List(fields) => {
                map.serialize_entry("type", &["array", "null"])?;
                let about = "One of them.".to_owned();
                map.serialize_entry("items", &Object { about, fields, word: None })?;
            }
            Kind::Map(_) | Kind::WordOrMap(..) => {}
        }
        map.end()
    }
}

/// Words, or null.
struct Words(&'static [&'static str]);

impl Serialize for Words {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut list = to.serialize_seq(Some(self.0.len() + 1))?;
        for word in self.0 {
            list.serialize_element(word)?;
        }
        list.serialize_element(&None::<&str>)?;
        list.end()
    }
}
