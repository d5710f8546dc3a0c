//! What may be wrong in a JSON text, in words that say what to do.

use crate::diagnostic::Text;
use crate::document::too_deep;

#[derive(Clone, Copy, PartialEq)]
pub(super) enum Fault {
    End,
    AfterEnd,
    Early,
    Value,
    Key,
    Colon,
    Separator { in_map: bool },
    TrailingComma,
    SingleQuote,
    Comment,
    OpenString,
    Control,
    LineEnd,
    Escape,
    Number,
    Depth(usize),
}

impl Fault {
    pub fn message(self) -> Text {
        match self {
            Self::End => Text::new(
                "the JSON text stops before its end: a bracket is not closed. Is the file cut short?",
                "le texte JSON s'arrête avant sa fin : une accolade ou un crochet n'est pas refermé. Le fichier est-il tronqué ?",
            ),
            Self::AfterEnd => Text::new(
                "something follows the end of the JSON value: remove it",
                "du texte suit la fin de la valeur JSON : retirez-le",
            ),
            Self::Early => Text::new(
                "this } closes the whole description, and entries follow: there is one } too many here or before",
                "cette } ferme toute la description, et d'autres éléments suivent : il y a une } de trop, ici ou avant",
            ),
            Self::LineEnd => Text::new(
                r"a JSON text stands on one line: write \n where a line ends",
                r"un texte JSON tient sur une ligne : écrivez \n là où une ligne se termine",
            ),
            Self::Value => Text::new(
                "a JSON value is expected here: a text between double quotes, a number, true, false, null, { or [",
                "une valeur JSON est attendue ici : un texte entre guillemets doubles, un nombre, true, false, null, { ou [",
            ),
            Self::Key => Text::new(
                "a key between double quotes is expected here",
                "une clé entre guillemets doubles est attendue ici",
            ),
            Self::Colon => Text::new(
                "a colon is expected after the key",
                "deux-points sont attendus après la clé",
            ),
            Self::Separator { in_map: true } => Text::new(
                "a comma or } is expected here: is a comma missing before this?",
                "une virgule ou } est attendue ici : manque-t-il une virgule juste avant ?",
            ),
            Self::Separator { in_map: false } => Text::new(
                "a comma or ] is expected here: is a comma missing before this?",
                "une virgule ou ] est attendue ici : manque-t-il une virgule juste avant ?",
            ),
            Self::TrailingComma => Text::new(
                "JSON has no comma before a closing bracket: remove the comma",
                "JSON n'admet pas de virgule avant une accolade ou un crochet fermant : retirez la virgule",
            ),
            Self::SingleQuote => Text::new(
                "JSON texts stand between double quotes, not single ones",
                "en JSON, un texte s'écrit entre guillemets doubles, pas entre apostrophes",
            ),
            Self::Comment => Text::new(
                "JSON has no comments: remove it, or write the description in YAML",
                "JSON n'admet pas de commentaire : retirez-le, ou écrivez la description en YAML",
            ),
            Self::OpenString => Text::new(
                "the text that starts here is not closed on its line: a double quote is missing",
                "le texte n'est pas refermé sur sa ligne : il manque un guillemet double",
            ),
            Self::Control => Text::new(
                r"a control character stands in a text: write it as an escape (\t, \u0000…)",
                r"un caractère de contrôle se trouve dans un texte : écrivez-le par un échappement (\t, \u0000…)",
            ),
            Self::Escape => Text::new(
                r#"unknown escape: JSON knows \" \\ \/ \b \f \n \r \t and \u with four hexadecimal figures"#,
                r#"échappement inconnu : JSON connaît \" \\ \/ \b \f \n \r \t et \u suivi de quatre chiffres hexadécimaux"#,
            ),
            Self::Number => Text::new(
                "this is not a JSON number: figures, without leading zero, with a point and figures for a fraction",
                "ce n'est pas un nombre JSON : des chiffres, sans zéro devant, un point et des chiffres pour la fraction",
            ),
            Self::Depth(limit) => too_deep(limit),
        }
    }
}
