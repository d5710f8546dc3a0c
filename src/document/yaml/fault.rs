//! The faults of the YAML parser in words that say what to do.

use std::borrow::Cow;

use granit_parser::ErrorKind;

use crate::diagnostic::Text;
use crate::document::too_deep;

/// Our words for the faults that people make; the parser's own for the rest.
pub(super) fn message(kind: &ErrorKind, before: &str, depth_limit: usize) -> Text {
    let line = before.rsplit('\n').next().unwrap_or_default();
    match kind {
        ErrorKind::TabNotAllowed
        | ErrorKind::TabInBlockIndentation
        | ErrorKind::TabInIndentation
        | ErrorKind::TabAtBlockScalarStart
        | ErrorKind::TabInPlainScalar => Text::new(
            "a tab indents this line: YAML wants spaces",
            "cette ligne est indentée par une tabulation : YAML veut des espaces",
        ),
        ErrorKind::MappingValueNotAllowed | ErrorKind::InvalidColonPlacement
            if line.contains(": ") =>
        {
            Text::new(
                "a colon followed by a space stands in an unquoted text: put the text between quotes",
                "deux-points suivis d'une espace se trouvent dans un texte sans guillemets : mettez le texte entre guillemets",
            )
        }
        ErrorKind::InvalidTrailingSingleQuotedScalar => Text::new(
            "an apostrophe ends this text too early: double it ('L''API'), or put the text between double quotes",
            "une apostrophe termine ce texte trop tôt\u{a0}: doublez-la ('L''API'), ou mettez le texte entre guillemets doubles",
        ),
        ErrorKind::InvalidTrailingDoubleQuotedScalar => Text::new(
            r#"a quote ends this text too early: write it \", or put the text between apostrophes"#,
            r#"un guillemet termine ce texte trop tôt : écrivez-le \", ou mettez le texte entre apostrophes"#,
        ),
        ErrorKind::InvalidQuotedScalarIndent
        | ErrorKind::DocumentIndicatorInQuotedScalar
        | ErrorKind::UnclosedQuotedScalar => Text::new(
            "a quote that opens here is never closed",
            "un guillemet ouvert n'est jamais refermé",
        ),
        ErrorKind::UnclosedFlowCollection { .. }
        | ErrorKind::UnexpectedEofFlowSequence
        | ErrorKind::UnexpectedEofFlowMapping
        | ErrorKind::UnexpectedEofImplicitFlowMapping
        | ErrorKind::ExpectedFlowMappingSeparator
        | ErrorKind::ExpectedFlowSequenceSeparator => Text::new(
            "a bracket is not closed, or a comma is missing between its items. Is the file cut short?",
            "une accolade ou un crochet n'est pas refermé, ou il y manque une virgule. Le fichier est-il tronqué ?",
        ),
        ErrorKind::ExpectedBlockMappingKey
        | ErrorKind::InvalidIndentation
        | ErrorKind::ExpectedBlockSequenceEntry => Text::new(
            "this line is not indented like its neighbours: align it with the entry it belongs to",
            "cette ligne n'est pas alignée avec ses voisines : donnez-lui l'indentation de l'élément auquel elle appartient",
        ),
        ErrorKind::SimpleKeyExpected
        | ErrorKind::InvalidSimpleKey
        | ErrorKind::MappingKeyNotAllowed => Text::new(
            "a key followed by a colon is expected here: is a colon, or the indentation, missing?",
            "une clé suivie de deux-points est attendue ici : manque-t-il deux-points, ou l'indentation ?",
        ),
        ErrorKind::RecursionLimitExceeded => too_deep(depth_limit),
        ErrorKind::UnexpectedCharacter { character } => Text::new(
            format!(
                "the character {character:?} cannot start a value: put the text between quotes"
            ),
            format!(
                "le caractère {character:?} ne peut pas commencer une valeur : mettez le texte entre guillemets"
            ),
        ),
        other => {
            let words = Cow::from(other.to_string());
            Text::new(
                format!("the YAML syntax breaks here: {words}"),
                format!("la syntaxe YAML est rompue ici ({words})"),
            )
        }
    }
}
