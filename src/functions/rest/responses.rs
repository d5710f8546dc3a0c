//! The statuses that operations announce.

use super::habit::{Habit, OPERATIONS};
use crate::description::{Operation, is_security_required, operations};
use crate::document::Node;
use crate::functions::{Check, Options, OptionsError};

/// Which operations should announce a status.
#[derive(Clone, Copy)]
enum Of {
    /// All that take something in, or that change something: they can be called wrongly.
    Input,
    /// Those that cannot be called without credentials.
    Secured,
    /// Those that read one thing by its name in the path.
    Identified,
    /// All.
    All,
}

const OF: &[(&str, Of)] = &[
    ("input", Of::Input),
    ("secured", Of::Secured),
    ("identified", Of::Identified),
    ("all", Of::All),
];

/// On the root: the operations concerned describe one of some statuses; `4XX`, `5XX` and `default` stand for those they
/// cover. Options `statuses` (`["401", "403"]`) and `of` (`input`, `secured`, `identified`, `all`).
pub(in crate::functions) fn described(options: &Options<'_>) -> Result<Check, OptionsError> {
    let ((), (statuses, of)) = OptionsError::both(
        options.only(&["statuses", "of"]),
        OptionsError::both(options.words("statuses"), concerned(options)),
    )?;
    Ok(Check::new(move |target| {
        let mut habit = Habit::of(OPERATIONS, target.description);
        for operation in operations(target.description) {
            // Nobody documents what HTTP defines; that there is no response at all is told by another rule.
            let responses = operation
                .node
                .get("responses")
                .and_then(|responses| target.description.follow(responses))
                .filter(|responses| !responses.is_empty() && !responses.holds_cut());
            let Some(responses) = responses.filter(|_| is_concerned(&operation, of)) else {
                continue;
            };
            let is_met = responses
                .children()
                .filter_map(Node::key)
                .any(|written| statuses.iter().any(|status| covers(written, status)));
            habit.count(!is_met, || (operation.name(), responses.key_label()));
        }
        habit.finding().into_iter().collect()
    }))
}

fn concerned(options: &Options<'_>) -> Result<Of, OptionsError> {
    let word = options.required_text("of")?;
    let known = OF.iter().find(|(name, _)| *name == word);
    known.map(|(_, of)| *of).ok_or_else(|| {
        let names = OF.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ");
        options.fault(
            "of",
            &format!("\"of\" is one of {names}"),
            &format!("«\u{a0}of\u{a0}» est l'un de {names}"),
        )
    })
}

fn is_concerned(operation: &Operation<'_>, of: Of) -> bool {
    if matches!(operation.method, "head" | "options" | "trace") {
        return false;
    }
    match of {
        Of::All => true,
        Of::Secured => is_security_required(operation),
        Of::Identified => operation.method == "get" && operation.path.contains('{'),
        Of::Input => {
            operation.method != "get"
                || !operation.parameters().is_empty()
                || operation.body().is_some()
                || is_security_required(operation)
        }
    }
}

/// Whether what is written stands for a status: itself, its range, or the default for errors. `4XX` is wanted as any 4xx.
fn covers(written: &str, status: &str) -> bool {
    let is_error = status.starts_with(['4', '5']);
    let same_family = written.get(..1) == status.get(..1) && written.len() == 3;
    written == status
        || (written == "default" && is_error)
        || (same_family && (is_range(written) || is_range(status)))
}

fn is_range(status: &str) -> bool {
    status.get(1..).is_some_and(|rest| rest.eq_ignore_ascii_case("xx"))
}

#[cfg(test)]
mod tests {
    use super::covers;

    #[test]
    fn a_range_and_the_default_stand_for_a_status() {
        for (written, status) in
            [("404", "404"), ("4XX", "404"), ("4xx", "404"), ("default", "404"), ("422", "4XX")]
        {
            assert!(covers(written, status), "{written} for {status}");
        }
        for (written, status) in
            [("400", "404"), ("5XX", "404"), ("default", "201"), ("200", "4XX")]
        {
            assert!(!covers(written, status), "{written} for {status}");
        }
    }
}
