//! What operations have.

use super::habit::{Habit, OPERATIONS};
use crate::description::operations;
use crate::document::Node;
use crate::functions::{Check, Options, OptionsError};

/// On the root: each operation has one of some fields. Option `fields`.
pub(in crate::functions) fn have_field(options: &Options<'_>) -> Result<Check, OptionsError> {
    let ((), fields) = OptionsError::both(options.only(&["fields"]), options.words("fields"))?;
    Ok(Check::new(move |target| {
        let mut habit = Habit::of(OPERATIONS, target.description);
        for operation in operations(target.description) {
            let has_it = fields.iter().any(|field| {
                operation
                    .node
                    .get(field)
                    .and_then(Node::scalar)
                    .is_some_and(|text| !text.is_empty())
            });
            habit.count(!has_it && !operation.node.is_cut(), || {
                (operation.name(), operation.node.key_label())
            });
        }
        habit.finding().into_iter().collect()
    }))
}

/// On the root: a POST on a collection says that something was created, accepted or answered.
pub(in crate::functions) fn create(options: &Options<'_>) -> Result<Check, OptionsError> {
    options.only(&[])?;
    Ok(Check::new(|target| {
        let mut habit = Habit::of(OPERATIONS, target.description);
        for operation in operations(target.description) {
            let responses = operation.responses();
            if operation.method != "post" || operation.path.ends_with('}') || responses.is_empty() {
                continue;
            }
            let is_said = responses.iter().any(|response| {
                // 200 with something in it is the answer to a question that POST carries.
                matches!(response.status, "201" | "202" | "204" | "2XX" | "2xx" | "default" | "303")
                    || response.node.is_none()
                    || (response.status == "200" && !response.payloads().is_empty())
            });
            let at = operation.get("responses").map(Node::key_label);
            habit.count(!is_said, || {
                (operation.name(), at.unwrap_or_else(|| operation.node.key_label()))
            });
        }
        habit.finding().into_iter().collect()
    }))
}
