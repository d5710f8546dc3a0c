//! `then`: functions that answer one question about one node. They do not know who asks, nor how much it weighs.

mod core;
mod guide;
mod openapi;
mod options;
mod target;
mod words;

use crate::diagnostic::{Fix, Label, Text};
use crate::document::Node;
use crate::source::Span;

pub use options::{Options, OptionsError};
pub use target::{Target, Value};

/// What a function says of a target.
#[derive(Clone, Debug)]
pub struct Finding {
    /// What is wrong.
    pub message: Text,
    /// The place, when it is not the target's own.
    pub at: Option<Label>,
    /// Other places that explain it.
    pub related: Vec<Label>,
    /// A change that settles it.
    pub fix: Option<Fix>,
    /// Whether it weighs what the rule gives to a criterion met in part.
    pub is_partial: bool,
}

impl Finding {
    /// A finding on the target itself.
    pub fn new(message: Text) -> Self {
        Self { message, at: None, related: Vec::new(), fix: None, is_partial: false }
    }
}

/// Who is told findings as they are made, so that a million of them need not be held.
pub trait Listener {
    /// Whether a finding at this place would be told. Where not, it is counted, and need not be made.
    fn wants(&mut self, at: Span) -> bool;

    /// Takes a finding.
    fn push(&mut self, finding: Finding);

    /// Learns that there are more, which were counted where they were found.
    fn push_more(&mut self, count: usize);
}

type Question = dyn Fn(&Target<'_>, &mut dyn Listener) + Send + Sync;

/// A function with its options read: nothing in it can fail.
pub struct Check(Box<Question>);

impl Check {
    /// A check that says few things.
    pub fn new(check: impl Fn(&Target<'_>) -> Vec<Finding> + Send + Sync + 'static) -> Self {
        Self::each(move |target, findings| {
            for finding in check(target) {
                findings.push(finding);
            }
        })
    }

    /// A check that may say as many things as the description has nodes: one after the other.
    pub fn each(check: impl Fn(&Target<'_>, &mut dyn Listener) + Send + Sync + 'static) -> Self {
        Self(Box::new(check))
    }

    /// A check that says one thing or nothing.
    pub fn one(check: impl Fn(&Target<'_>) -> Option<Text> + Send + Sync + 'static) -> Self {
        Self::new(move |target| check(target).map(Finding::new).into_iter().collect())
    }

    /// Asks the question of a target.
    pub fn run(&self, target: &Target<'_>, listener: &mut dyn Listener) {
        (self.0)(target, listener);
    }
}

impl std::fmt::Debug for Check {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Check")
    }
}

/// A function that rules may name.
pub struct Function {
    /// The name that `then.function` takes.
    pub name: &'static str,
    /// Reads its options.
    pub compile: fn(&Options<'_>) -> Result<Check, OptionsError>,
}

/// Every function, Spectral's first.
pub static FUNCTIONS: &[Function] = &[
    Function { name: "casing", compile: core::casing::compile },
    Function { name: "defined", compile: core::presence::defined },
    Function { name: "enumeration", compile: core::enumeration::compile },
    Function { name: "falsy", compile: core::presence::falsy },
    Function { name: "length", compile: core::length::compile },
    Function { name: "or", compile: core::choice::or },
    Function { name: "pattern", compile: core::pattern::compile },
    Function { name: "truthy", compile: core::presence::truthy },
    Function { name: "undefined", compile: core::presence::undefined },
    Function { name: "xor", compile: core::choice::xor },
    Function { name: "defaultType", compile: openapi::schemas::default_type },
    Function { name: "enumType", compile: openapi::schemas::enum_type },
    Function { name: "knownWord", compile: openapi::values::known_word },
    Function { name: "parameterUnique", compile: openapi::parameters::unique },
    Function { name: "pathAmbiguous", compile: openapi::paths::ambiguous },
    Function { name: "pathParameterRequired", compile: openapi::parameters::path_required },
    Function { name: "pathParametersDeclared", compile: openapi::paths::declared },
    Function { name: "pathParametersUnique", compile: openapi::paths::unique },
    Function { name: "refSiblings", compile: openapi::references::siblings },
    Function { name: "requiredField", compile: openapi::fields::required },
    Function { name: "schemeDefined", compile: openapi::security::scheme_defined },
    Function { name: "scopeDefined", compile: openapi::security::scope_defined },
    Function { name: "serverVariables", compile: openapi::servers::variables_defined },
    Function { name: "successResponse", compile: openapi::operations::success_response },
    Function { name: "tagsDeclared", compile: openapi::operations::tags_declared },
    Function { name: "unique", compile: openapi::operations::unique },
    Function { name: "unknownField", compile: openapi::fields::unknown },
    Function { name: "criterion", compile: guide::criterion },
    Function { name: "problem", compile: guide::problem },
];

/// The function of this name.
pub fn function(name: &str) -> Option<&'static Function> {
    FUNCTIONS.iter().find(|function| function.name == name)
}

/// Reads the options of a function.
pub fn compile(function: &Function, options: Option<Node<'_>>) -> Result<Check, OptionsError> {
    (function.compile)(&Options::new(function.name, options))
}
