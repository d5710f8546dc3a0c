//! A schema made ready: judged by its metaschema, its references resolved, its patterns compiled, in the order of Ajv,
//! whose first complaint is the one that is told.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use foldhash::fast::RandomState;

use super::compiler::Compiler;
use super::dialect::Dialect;
use super::evaluate::Evaluation;
use super::fault::Fault;
use super::meta::metaschema;
use super::part::Part;
use super::patterns::{Pattern, Patterns};
use super::schemas::Sound;
use crate::diagnostic::Text;
use crate::functions::Budget;
use crate::functions::json::Json;

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
    /// Whether it asks which properties were judged: else they are not noted.
    pub(super) asks_what_is_judged: bool,
    targets: HashMap<usize, Target, RandomState>,
    /// What its parts ask, if that is worth keeping.
    pub(super) parts: HashMap<usize, Part, RandomState>,
    patterns: Arc<Patterns>,
}

/// What `OpenAPI` does not ask, though a schema does.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::functions) struct Leniency {
    /// `x-nullable` means `nullable`.
    pub(in crate::functions) knows_x_nullable: bool,
    /// The flag of properties that are not required of the value: `readOnly` in a request, `writeOnly` in a response.
    pub(in crate::functions) left_out: Option<&'static str>,
    /// `id` names nothing in what no keyword of JSON Schema holds, such as an example.
    pub(in crate::functions) ignores_foreign_names: bool,
}

/// What a `$ref` names.
pub(super) struct Target {
    pub(super) schema: Arc<Json>,
    /// Whether Ajv copies it in place: it holds no reference itself.
    pub(super) is_inline: bool,
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
    pub(super) fn new(message: impl Into<String>) -> Self {
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
    /// Makes a schema ready. It is judged itself, as far as the budget goes.
    pub(in crate::functions) fn compile(
        root: Arc<Json>,
        dialect: Dialect,
        tells_all: bool,
        leniency: Leniency,
        budget: &Budget,
    ) -> Result<Self, CompileError> {
        let mut schema = Self::bare(root, dialect, tells_all);
        schema.leniency = leniency;
        let mut compiler = Compiler::of(&schema.root, dialect);
        compiler.leniency = leniency;
        compiler.index(&schema.root, &compiler.base.clone(), false)?;
        judge_schema(&schema, budget)?;
        compiler.walk(&schema.root, &compiler.base.clone(), true)?;
        schema.asks_what_is_judged = compiler.asks_what_is_judged;
        schema.targets = compiler.targets;
        schema.patterns = compiler.patterns;
        Ok(schema)
    }

    /// Makes a schema ready that holds no reference and no name; nothing if something is wrong with it, which remains to be
    /// told by [`Self::compile`]. What was found sound before is not looked at again.
    pub(super) fn of_sound(
        root: Arc<Json>,
        dialect: Dialect,
        leniency: Leniency,
        budget: &Budget,
        sound: &mut Sound,
    ) -> Option<Self> {
        let mut schema = Self::bare(root, dialect, false);
        schema.leniency = leniency;
        let judge = judge_of(dialect, false);
        let accepted = Evaluation::accepts(judge, &*schema.root, budget, &sound.accepted)?;
        let mut compiler = Compiler::of(&schema.root, dialect);
        compiler.leniency = leniency;
        compiler.patterns = Arc::clone(&sound.patterns);
        let (walked, asks) = compiler.walk_on(&schema.root, &sound.walked).ok()?;
        sound.accepted.extend(accepted);
        sound.walked.extend(walked);
        sound.asks_what_is_judged |= asks;
        schema.asks_what_is_judged = sound.asks_what_is_judged;
        schema.patterns = Arc::clone(&sound.patterns);
        Some(schema)
    }

    fn bare(root: Arc<Json>, dialect: Dialect, tells_all: bool) -> Self {
        Self {
            root,
            dialect,
            tells_all,
            checks_formats: true,
            leniency: Leniency::default(),
            asks_what_is_judged: false,
            targets: HashMap::default(),
            parts: HashMap::default(),
            patterns: Arc::default(),
        }
    }

    /// A metaschema, which is known to be right.
    fn of_metaschema(of: Dialect, tells_all: bool) -> Self {
        let mut schema = Self::bare(Arc::clone(metaschema(of)), of, tells_all);
        // Only Draft 6 is known to Ajv as a schema like another, whose formats count.
        schema.checks_formats = of == Dialect::Draft6;
        let mut compiler = Compiler::of(&schema.root, of);
        if compiler.walk(&schema.root, "", true).is_ok() {
            schema.asks_what_is_judged = compiler.asks_what_is_judged;
            schema.targets = compiler.targets;
            schema.patterns = compiler.patterns;
        }
        schema.parts = Part::all(&schema.root, of);
        schema
    }

    /// What the `$ref` of a part names, and whether it is copied in place.
    pub(super) fn target(&self, part: &Json) -> Option<(&Json, bool)> {
        let target = self.targets.get(&identity(part))?;
        Some((&target.schema, target.is_inline))
    }

    /// A pattern of the schema.
    pub(super) fn pattern(&self, text: &str) -> Option<Arc<Pattern>> {
        self.patterns.of(text)
    }
}

/// A metaschema made ready, once.
fn judge_of(dialect: Dialect, tells_all: bool) -> &'static Schema {
    static MADE: [OnceLock<Schema>; 10] = [const { OnceLock::new() }; 10];
    let rank = dialect as usize * 2 + usize::from(tells_all);
    MADE[rank].get_or_init(|| Schema::of_metaschema(dialect, tells_all))
}

/// Judges a schema by its metaschema.
fn judge_schema(schema: &Schema, budget: &Budget) -> Result<(), CompileError> {
    let of = match schema.root.get("$schema").map(|uri| &**uri) {
        None => schema.dialect,
        Some(Json::Text(uri)) if uri.is_empty() => schema.dialect,
        Some(Json::Text(uri)) => Dialect::of_uri(uri)
            .ok_or_else(|| CompileError::new(format!("no schema with key or ref \"{uri}\"")))?,
        Some(_) => return Err(CompileError::new("$schema must be a string")),
    };
    let faults = Evaluation::judge(judge_of(of, schema.tells_all), &*schema.root, budget);
    if faults.is_empty() {
        return Ok(());
    }
    let told = |fault: &Fault<'_>| format!("data{} {}", fault.pointer(), fault.message.en);
    let told: Vec<String> = faults.iter().map(told).collect();
    Err(CompileError::new(format!("schema is invalid: {}", told.join(", "))))
}
