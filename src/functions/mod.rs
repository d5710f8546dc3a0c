//! `then`: functions that answer one question about one node. They do not know who asks, nor how much it weighs.

mod api;
mod budget;
mod catalogue;
mod core;
mod guide;
mod json;
mod openapi;
mod options;
mod rest;
mod security;
mod spectral;
mod target;
mod words;

use crate::diagnostic::{Fix, Label, Text};
use crate::document::Node;
use crate::source::Span;

pub use budget::Budget;
pub use core::schema::Schemas;
pub use options::{OptionFault, Options, OptionsError};
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
    /// Of how many places it speaks, where it stands at the first of them for all.
    pub count: Option<usize>,
}

impl Finding {
    /// A finding on the target itself.
    pub fn new(message: Text) -> Self {
        Self { message, at: None, related: Vec::new(), fix: None, is_partial: false, count: None }
    }

    /// A finding on a node.
    pub fn on(node: Node<'_>, message: Text) -> Self {
        Self { at: Some(node.label()), ..Self::new(message) }
    }

    /// A finding on what a map should hold under a name, and does not: at the map.
    pub fn under(holder: Node<'_>, message: Text) -> Self {
        Self { at: Some(holder.key_label()), ..Self::new(message) }
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

/// Every function: Spectral's core, those of `spectral:oas`, then ours.
pub static FUNCTIONS: &[Function] = &[
    Function { name: "alphabetical", compile: core::alphabetical::compile },
    Function { name: "casing", compile: core::casing::compile },
    Function { name: "defined", compile: core::presence::defined },
    Function { name: "enumeration", compile: core::enumeration::compile },
    Function { name: "falsy", compile: core::presence::falsy },
    Function { name: "length", compile: core::length::compile },
    Function { name: "or", compile: core::choice::or },
    Function { name: "pattern", compile: core::pattern::compile },
    Function { name: "schema", compile: core::schema::compile },
    Function { name: "truthy", compile: core::presence::truthy },
    Function { name: "undefined", compile: core::presence::undefined },
    Function { name: "unreferencedReusableObject", compile: core::orphans::compile },
    Function { name: "xor", compile: core::choice::xor },
    Function { name: "oasDiscriminator", compile: spectral::discriminator::declared },
    Function { name: "oasDocumentSchema", compile: spectral::document::conforms },
    Function { name: "oasExample", compile: spectral::examples::conform },
    Function { name: "oasOpFormDataConsumeCheck", compile: spectral::payloads::form_data },
    Function { name: "oasOpIdUnique", compile: spectral::operation_ids::unique },
    Function { name: "oasOpParams", compile: spectral::parameters::clash },
    Function { name: "oasOpSuccessResponse", compile: spectral::responses::success },
    Function { name: "oasPathParam", compile: spectral::paths::parameters },
    Function { name: "oasRefSiblings", compile: spectral::references::siblings },
    Function { name: "oasSchema", compile: spectral::schemas::conforms },
    Function { name: "oasSecurityDefined", compile: spectral::security::defined },
    Function { name: "oasServerVariables", compile: spectral::servers::variables },
    Function { name: "oasTagDefined", compile: spectral::tags::defined },
    Function { name: "oasUnusedComponent", compile: spectral::unused::components },
    Function { name: "typedEnum", compile: spectral::enums::typed },
    Function { name: "uniquenessTags", compile: spectral::tags::unique },
    Function { name: "bodyOnce", compile: openapi::bodies::once },
    Function { name: "callbackExpression", compile: openapi::callbacks::expressions },
    Function { name: "contentOnce", compile: openapi::choices::one_content },
    Function { name: "defaultSchema", compile: openapi::examples::default_schema },
    Function { name: "discriminatorProperty", compile: openapi::properties::discriminator },
    Function { name: "ecmaPattern", compile: openapi::keywords::patterns },
    Function { name: "enumType", compile: openapi::examples::enum_type },
    Function { name: "exampleJsonText", compile: openapi::examples::example_json_text },
    Function { name: "exampleSchema", compile: openapi::examples::example_schema },
    Function { name: "exclusiveFields", compile: openapi::choices::exclusive },
    Function { name: "formConsumes", compile: openapi::bodies::form_consumes },
    Function { name: "ignoredHeader", compile: openapi::headers::ignored },
    Function { name: "keywordType", compile: openapi::keywords::of_type },
    Function { name: "knownWord", compile: openapi::values::known_word },
    Function { name: "linkOperation", compile: openapi::links::operation_exists },
    Function { name: "mappingResolves", compile: openapi::references::mapping_resolves },
    Function { name: "parameterUnique", compile: openapi::parameters::unique },
    Function { name: "pathAmbiguous", compile: openapi::paths::ambiguous },
    Function { name: "pathParameterRequired", compile: openapi::parameters::path_required },
    Function { name: "pathParametersDeclared", compile: openapi::paths::declared },
    Function { name: "pathParametersUnique", compile: openapi::paths::unique },
    Function { name: "refAllowed", compile: openapi::references::allowed },
    Function { name: "refObject", compile: openapi::references::right_object },
    Function { name: "refSiblings", compile: openapi::references::siblings },
    Function { name: "requiredDefined", compile: openapi::properties::required_defined },
    Function { name: "requiredField", compile: openapi::fields::required },
    Function { name: "schemaBounds", compile: openapi::keywords::bounds },
    Function { name: "schemeDefined", compile: openapi::security::scheme_defined },
    Function { name: "scopeDefined", compile: openapi::security::scope_defined },
    Function { name: "serverVariables", compile: openapi::servers::variables_defined },
    Function { name: "serverVariableValues", compile: openapi::servers::variable_values },
    Function { name: "successResponse", compile: openapi::operations::success_response },
    Function { name: "tagParents", compile: openapi::tags::parents },
    Function { name: "tagsDeclared", compile: openapi::operations::tags_declared },
    Function { name: "tagsUnique", compile: openapi::tags::unique },
    Function { name: "unique", compile: openapi::operations::unique },
    Function { name: "unknownField", compile: openapi::fields::unknown },
    Function { name: "versionField", compile: openapi::fields::of_other_versions },
    Function { name: "usedComponent", compile: openapi::unused::components },
    Function { name: "catalogueData", compile: catalogue::shown_data },
    Function { name: "catalogueFile", compile: catalogue::one_file },
    Function { name: "catalogueLicence", compile: catalogue::licence },
    Function { name: "catalogueReach", compile: catalogue::reach::compile },
    Function { name: "catalogueServer", compile: catalogue::first_server },
    Function { name: "catalogueSize", compile: catalogue::size },
    Function { name: "catalogueSwagger", compile: catalogue::is_not_swagger },
    Function { name: "internalHost", compile: security::hosts::internal },
    Function { name: "writtenSecret", compile: security::secrets::written },
    Function { name: "dateFormat", compile: rest::dates::have_format },
    Function { name: "errorBody", compile: rest::errors::have_body },
    Function { name: "errorFormat", compile: rest::errors::share_format },
    Function { name: "errorProblem", compile: rest::errors::are_problems },
    Function { name: "listPaged", compile: rest::lists::are_paged },
    Function { name: "listWrapped", compile: rest::lists::are_wrapped },
    Function { name: "operationField", compile: rest::operations::have_field },
    Function { name: "parameterCase", compile: rest::case::of_parameters },
    Function { name: "pathCase", compile: rest::case::of_paths },
    Function { name: "pathPlural", compile: rest::paths::plural },
    Function { name: "pathSlash", compile: rest::paths::end_without_slash },
    Function { name: "pathVerb", compile: rest::paths::without_verb },
    Function { name: "postCreates", compile: rest::operations::create },
    Function { name: "statusDescribed", compile: rest::responses::described },
    Function { name: "jsonAnswers", compile: api::json_answers },
    Function { name: "majorVersion", compile: api::major_version },
    Function { name: "proseLanguage", compile: api::language },
    Function { name: "criterion", compile: guide::criterion },
    Function { name: "declaration", compile: guide::declaration },
    Function { name: "freeMail", compile: guide::free_mail },
    Function { name: "ignore", compile: guide::ignore },
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
