//! The values that a schema writes, against its own type.

use crate::description::{Description, Object, objects};
use crate::diagnostic::Text;
use crate::document::{Kind, Node, Reading};
use crate::functions::{Check, Finding, Options, OptionsError};
use crate::spec::Version;

/// On the root: the values of `enum` are of the type that stands beside it.
pub(in crate::functions) fn enum_type(options: &Options<'_>) -> Result<Check, OptionsError> {
    options.only(&[])?;
    Ok(Check::new(|target| {
        each_typed(target.description, |object, types| {
            let values = object.node.get("enum").filter(|node| node.is_list())?;
            let wrong: Vec<Node<'_>> =
                values.children().filter(|value| types.refuse(*value)).collect();
            let others = match wrong.len() {
                0 | 1 => Text::default(),
                count => Text::new(
                    format!(" (as are {count} values of this `enum`)"),
                    format!(" (comme {count} valeurs de cet `enum`)"),
                ),
            };
            Some(types.finding(*wrong.first()?, &others))
        })
    }))
}

/// On the root: the value of `default` is of the type that stands beside it.
pub(in crate::functions) fn default_type(options: &Options<'_>) -> Result<Check, OptionsError> {
    options.only(&[])?;
    Ok(Check::new(|target| {
        each_typed(target.description, |object, types| {
            let default = object.node.get("default")?;
            types.refuse(default).then(|| types.finding(default, &Text::default()))
        })
    }))
}

/// What is found in the objects that have a known type.
fn each_typed(
    description: &Description,
    find: impl Fn(&Object<'_>, &Types) -> Option<Finding>,
) -> Vec<Finding> {
    let types = |object: &Object<'_>| Types::of(description.version, object);
    objects(description).filter_map(|object| find(&object, &types(&object)?)).collect()
}

/// The types that a schema asks for.
struct Types {
    names: Vec<String>,
    takes_null: bool,
}

impl Types {
    /// Nothing where there is no type, or one that is not the specification's.
    fn of(version: Version, object: &Object<'_>) -> Option<Self> {
        let field = object.kind.field("type").filter(|_| object.kind.field("enum").is_some())?;
        let written = object.node.get(field.name)?;
        let names: Vec<String> = if written.is_list() {
            written.children().filter_map(Node::as_str).map(str::to_owned).collect()
        } else {
            vec![written.as_str()?.to_owned()]
        };
        let is_known = |name: &String| {
            matches!(
                name.as_str(),
                "array" | "boolean" | "integer" | "null" | "number" | "object" | "string"
            )
        };
        let says = |name: &str| object.node.get(name).and_then(Node::as_bool) == Some(true);
        // `nullable` is of 3.0; before and after, tools read it, and what is wrong with it has its own rule.
        let takes_null = says("nullable") || version == Version::Oas2 && says("x-nullable");
        (!names.is_empty() && names.iter().all(is_known)).then_some(Self { names, takes_null })
    }

    /// A value of another type, unless it is a text that lost its quotes: the reader tells that.
    fn refuse(&self, value: Node<'_>) -> bool {
        let is_text = self.names.iter().all(|name| name == "string" || name == "null");
        let is_told = || is_text && matches!(value.implicit(), Some(Reading::Number(_)));
        !self.accept(value) && !is_told()
    }

    fn accept(&self, value: Node<'_>) -> bool {
        let has = |name: &str| self.names.iter().any(|known| known == name);
        match value.kind() {
            Kind::Null => self.takes_null || has("null"),
            Kind::Boolean => has("boolean"),
            Kind::Integer => has("integer") || has("number"),
            // JSON Schema: a number without a fraction is an integer, however it is written.
            Kind::Float => {
                let is_whole = value.as_number().is_some_and(|number| number.fract() == 0.0);
                has("number") || has("integer") && is_whole
            }
            Kind::Text => has("string"),
            Kind::List => has("array"),
            Kind::Map | Kind::Alias => has("object"),
        }
    }

    fn finding(&self, value: Node<'_>, end: &Text) -> Finding {
        let (en, fr) = match value.kind() {
            Kind::Null => ("null", "null"),
            Kind::Boolean => ("a boolean", "un booléen"),
            Kind::Integer | Kind::Float => ("a number", "un nombre"),
            Kind::Text => ("a text", "un texte"),
            Kind::List => ("a list", "une liste"),
            Kind::Map | Kind::Alias => ("an object", "un objet"),
        };
        let types = self.names.join(", ");
        let shown = value.scalar().filter(|text| !value.is_null() && text.chars().count() <= 40);
        let (subject, sujet) = match shown {
            Some(text) => (format!("`{text}` is {en}"), format!("`{text}` est {fr}")),
            None => (format!("The value is {en}"), format!("La valeur est {fr}")),
        };
        Finding {
            at: Some(value.label()),
            ..Finding::new(Text::new(
                format!("{subject}{}, and `type` is `{types}`", end.en),
                format!("{sujet}{}, alors que `type` vaut `{types}`", end.fr),
            ))
        }
    }
}
