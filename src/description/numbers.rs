//! Numbers that most readers cannot hold: a double has 53 bits (RFC 8259, section 6).

use super::Description;
use super::problem::{Problem, Problems};
use crate::diagnostic::Text;
use crate::document::{Document, Node, SAFE_FIGURES, Symbol};

/// Limits of the integers of 32 and 64 bits: whoever writes them means the limit.
const LIMITS: &[&str] = &["9223372036854775807", "9223372036854775808", "18446744073709551615"];

/// Values that are changed when they are read.
pub(super) fn read(description: &Description, problems: &mut Problems) {
    for document in &description.documents {
        of_document(document, problems);
    }
}

fn of_document(document: &Document, problems: &mut Problems) {
    let values: Vec<Symbol> = ["example", "examples", "default", "enum", "const", "value"]
        .iter()
        .filter_map(|name| document.symbol(name))
        .collect();
    for problem in document.long_numbers().filter_map(|node| of_number(node, &values)) {
        problems.push(problem);
    }
}

fn of_number(node: Node<'_>, values: &[Symbol]) -> Option<Problem> {
    let text = node.scalar()?;
    let problem = |message| Some(Problem::new("number-precision", message, node.label()));
    let figures = text.trim_start_matches(['-', '+']);
    if node.as_number().is_some_and(f64::is_infinite)
        && figures.starts_with(|c: char| c.is_ascii_digit())
    {
        return problem(Text::new(
            format!("`{text}` is larger than any number that most tools can hold"),
            format!("`{text}` dépasse tout nombre que la plupart des outils savent lire"),
        ));
    }
    // Bounds are not data: that they are rounded harms nobody.
    let is_value = std::iter::successors(Some(node), |node| node.parent())
        .any(|node| node.symbol().is_some_and(|symbol| values.contains(&symbol)));
    if figures.len() <= SAFE_FIGURES || LIMITS.contains(&figures) || !is_value {
        return None;
    }
    let is_exact = figures.parse::<u128>().is_ok_and(|exact| (exact as f64) as u128 == exact);
    let is_whole = figures.bytes().all(|byte| byte.is_ascii_digit());
    if is_exact || !is_whole {
        return None;
    }
    problem(Text::new(
        format!(
            "Many tools read `{text}` as another number: past 9007199254740992 the last figures are lost"
        ),
        format!(
            "Beaucoup d'outils lisent `{text}` comme un autre nombre\u{a0}: au-delà de 9007199254740992, les derniers chiffres \
             sont perdus"
        ),
    ))
}
