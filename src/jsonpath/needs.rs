//! What a node must hold for a filter to be true of it: most nodes of a description are told apart from those that a filter
//! may take by the names of their entries alone.

use super::expression::{Binary, Expression, METHODS, Unary};
use super::filter::Filter;

impl Filter {
    /// Names of which the node has an entry wherever the filter is true of it: `@ && @.type == "array"` needs `type`.
    /// Nothing where it may be true of other nodes.
    pub(super) fn needs(&self) -> Option<Vec<&str>> {
        where_true(&self.expression)
    }
}

/// What is there where an expression is true.
fn where_true(expression: &Expression) -> Option<Vec<&str>> {
    match expression {
        Expression::Binary(Binary::And, left, right) => {
            let (left, right) = (where_true(left), where_true(right));
            match (left, right) {
                (Some(left), Some(right)) if right.len() < left.len() => Some(right),
                (left, right) => left.or(right),
            }
        }
        Expression::Binary(Binary::Or, left, right) => {
            let mut either = where_true(left)?;
            either.extend(where_true(right)?);
            Some(either)
        }
        Expression::Binary(Binary::Equal | Binary::Same, one, other) => {
            match (is_something(one), is_something(other)) {
                (true, _) => where_defined(other),
                (_, true) => where_defined(one),
                (false, false) => None,
            }
        }
        Expression::Binary(Binary::NotSame, one, other) if is_undefined(other) => {
            where_defined(one)
        }
        other => where_defined(other),
    }
}

/// What is there where an expression is neither undefined, nor false for want of something to ask, nor an exception.
fn where_defined(expression: &Expression) -> Option<Vec<&str>> {
    match expression {
        Expression::Member(of, name) => match (&**of, &**name) {
            (Expression::Current, Expression::Text(name)) if is_entry(name) => Some(vec![name]),
            // A member of nothing is an exception.
            (of, _) => where_defined(of),
        },
        Expression::Call(of, _, _) | Expression::Any(of, _) => where_defined(of),
        _ => None,
    }
}

/// Whether only entries of maps have this name: lists and texts have a length, ranks and methods.
fn is_entry(name: &str) -> bool {
    !matches!(name, "length" | "constructor")
        && name.starts_with(|sign: char| sign.is_ascii_alphabetic() || matches!(sign, '$' | '_'))
        && METHODS.iter().all(|(method, _)| *method != name)
}

fn is_undefined(expression: &Expression) -> bool {
    matches!(expression, Expression::Undefined | Expression::Unary(Unary::Void, _))
}

/// Whether it is a value that `undefined` and `null` never equal.
fn is_something(expression: &Expression) -> bool {
    matches!(expression, Expression::Text(_) | Expression::Number(_) | Expression::Boolean(_))
}

#[cfg(test)]
mod tests {
    use super::super::{Path, Plan, Segment, Selector};
    use crate::description::{Description, Limits, View};
    use crate::document::Node;
    use crate::loader::Memory;
    use crate::source::Uri;

    const FILTERS: [(&str, Option<&[&str]>); 12] = [
        ("@ && @.type=='array'", Some(&["type"])),
        ("@ && @.schema && (@.example !== void 0 || @.examples)", Some(&["schema"])),
        ("@.example !== void 0 || @['x-example'] !== void 0", Some(&["example", "x-example"])),
        ("@.enum && @.enum.constructor.name === 'Array'", Some(&["enum"])),
        ("@.type.includes('array')", Some(&["type"])),
        ("@ && @.in == 'query' && @.name", Some(&["in"])),
        ("!@.type", None),
        ("@.type != 'array'", None),
        ("@.length > 1", None),
        ("@property === 'a' || @.type", None),
        ("@.type == null", None),
        ("@ && @.$ref", Some(&["$ref"])),
    ];

    /// What a filter needs is there wherever it is true.
    #[test]
    fn a_filter_is_true_only_where_what_it_needs_is() {
        let text = "a: {type: array, in: query, name: n}\nb: {schema: {}, example: null}\nc: {enum: [1, 2]}\nd: [1, 2]\ne: text\nf: {x-example: 1, type: [array]}\ng: {$ref: '#/a', type: 1}\nh:\n";
        let files = Memory::one("a.yaml", text);
        let description = Description::load_any(&files, &Uri::new("a.yaml"), Limits::default())
            .expect("the text is read");
        for (filter, expected) in FILTERS {
            let path = Path::parse(&format!("$..[?({filter})]")).expect("a right expression");
            let needs = path.segments.iter().find_map(|segment| match segment {
                Segment::Child(Selector::Filter(it))
                | Segment::Descendant(Selector::Filter(it)) => it.needs(),
                _ => None,
            });
            assert_eq!(needs.as_deref(), expected, "{filter}");
            let alone = Plan::new(vec![&path], View::AsWritten).select(&description);
            let holds = |node: Node<'_>| {
                let needs = needs.as_deref().unwrap_or_default();
                needs.is_empty() || needs.iter().any(|name| node.get(name).is_some())
            };
            assert!(alone[0].iter().all(|found| holds(found.node)), "{filter}");
        }
    }
}
