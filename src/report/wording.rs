//! The tool's own words in both languages: names, headings and counts. What rules say stands in the rules.

use crate::diagnostic::{Language, Severity};
use crate::guide::{Assessment, Readiness, Strength, Title, Verdict};

/// Something that is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Noun {
    /// What stands in the way of referencing.
    Error,
    /// A standard that is not followed.
    Warning,
    /// A recommendation.
    Info,
    /// A nicety.
    Hint,
    /// A rule.
    Rule,
    /// What was given to check.
    Input,
    /// What was read of it.
    Description,
    /// A description that may be referenced.
    Ready,
    /// A description that may be referenced soon.
    Incomplete,
    /// A description that may not be referenced.
    NotReady,
    /// An input that could not be read.
    Unreadable,
}

impl Noun {
    /// What diagnostics of a severity are called when they are counted.
    pub fn of(severity: Severity) -> Self {
        match severity {
            Severity::Error => Self::Error,
            Severity::Warning => Self::Warning,
            Severity::Info => Self::Info,
            Severity::Hint => Self::Hint,
        }
    }

    /// One of them, and several.
    fn forms(self, language: Language) -> (&'static str, &'static str) {
        match (self, language) {
            (Self::Error, Language::En) => ("error", "errors"),
            (Self::Error, Language::Fr) => ("erreur", "erreurs"),
            (Self::Warning, Language::En) => ("warning", "warnings"),
            (Self::Warning, Language::Fr) => ("avertissement", "avertissements"),
            (Self::Info, Language::En) => ("info", "infos"),
            (Self::Info, Language::Fr) => ("information", "informations"),
            (Self::Hint, Language::En) => ("hint", "hints"),
            (Self::Hint, Language::Fr) => ("suggestion", "suggestions"),
            (Self::Rule, Language::En) => ("rule", "rules"),
            (Self::Rule, Language::Fr) => ("règle", "règles"),
            (Self::Input, Language::En) => ("input", "inputs"),
            (Self::Input, Language::Fr) => ("entrée", "entrées"),
            (Self::Description, _) => ("description", "descriptions"),
            (Self::Ready, Language::En) => ("ready", "ready"),
            (Self::Ready, Language::Fr) => ("prête", "prêtes"),
            (Self::Incomplete, Language::En) => ("incomplete", "incomplete"),
            (Self::Incomplete, Language::Fr) => ("incomplète", "incomplètes"),
            (Self::NotReady, Language::En) => ("not ready", "not ready"),
            (Self::NotReady, Language::Fr) => ("pas prête", "pas prêtes"),
            (Self::Unreadable, Language::En) => ("unreadable", "unreadable"),
            (Self::Unreadable, Language::Fr) => ("illisible", "illisibles"),
        }
    }
}

/// Whether a count takes the plural: French counts 0 and 1 in the singular, English 1 only.
pub fn is_plural(count: usize, language: Language) -> bool {
    match language {
        Language::En => count != 1,
        Language::Fr => count > 1,
    }
}

/// Several of what is counted: `erreurs`.
pub fn plural(noun: Noun, language: Language) -> &'static str {
    noun.forms(language).1
}

/// What one of them is called.
pub fn singular(noun: Noun, language: Language) -> &'static str {
    noun.forms(language).0
}

/// A number and what it counts: `3 erreurs`.
pub fn counted(count: usize, noun: Noun, language: Language) -> String {
    let (one, several) = noun.forms(language);
    format!("{count}\u{a0}{}", if is_plural(count, language) { several } else { one })
}

/// The counts that are not zero, the heaviest first: `3 erreurs, 1 avertissement`. Nothing when all are zero.
pub fn tally(count: impl Fn(Severity) -> usize, language: Language) -> String {
    let parts = Severity::ALL.into_iter().filter_map(|severity| match count(severity) {
        0 => None,
        count => Some(counted(count, Noun::of(severity), language)),
    });
    parts.collect::<Vec<_>>().join(", ")
}

/// The name of a severity: `error`, `erreur`.
pub fn severity(severity: Severity, language: Language) -> &'static str {
    Noun::of(severity).forms(language).0
}

/// A fixed text in one language.
pub fn say(words: Title, language: Language) -> &'static str {
    match language {
        Language::En => words.en,
        Language::Fr => words.fr,
    }
}

/// The heading over the criteria of one strength.
pub fn strength(strength: Strength, language: Language) -> &'static str {
    let words = match strength {
        Strength::Prerequisite => Title { en: "Prerequisites", fr: "Prérequis" },
        Strength::Standard => Title { en: "Standards", fr: "Standards à respecter" },
        Strength::Recommendation => Title { en: "Recommendations", fr: "Recommandations" },
    };
    say(words, language)
}

/// The sign of a verdict.
pub fn mark(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Met | Verdict::Declared => "✔",
        Verdict::Partial => "~",
        Verdict::Missing => "✗",
        Verdict::ToDeclare | Verdict::ToProbe | Verdict::Unknown => "?",
        Verdict::NotApplicable => "–",
    }
}

/// What only a person can say, and the fields of a declaration that say it.
pub fn to_declare(fields: &[&str], language: Language) -> String {
    let fields: Vec<String> = fields.iter().map(|field| format!("`{field}`")).collect();
    match language {
        Language::En => format!("to be declared: {}", fields.join(" or ")),
        Language::Fr => format!("à déclarer\u{a0}: {}", fields.join(" ou ")),
    }
}

/// The heading over what rests on the declaration alone.
pub fn declared(language: Language) -> &'static str {
    say(Title { en: "Declared, not verified", fr: "Déclaré, non vérifié" }, language)
}

/// How strongly the guide asks for a criterion that stands apart from the others of its strength.
pub fn of_strength(strength: Strength, language: Language) -> &'static str {
    let words = match strength {
        Strength::Prerequisite => Title { en: "prerequisite", fr: "prérequis" },
        Strength::Standard => Title { en: "standard", fr: "standard" },
        Strength::Recommendation => Title { en: "recommendation", fr: "recommandation" },
    };
    say(words, language)
}

/// What is said under the name of a description that could not be read whole.
pub fn read_in_part(language: Language) -> &'static str {
    let words = Title {
        en: "Read in part: broken syntax hides some of it. What may stand there is not said to be missing.",
        fr: "Lue en partie : une faute de syntaxe en cache une portion. Ce qui s'y trouve peut-être n'est pas dit manquant.",
    };
    say(words, language)
}

/// What is added after the title of a criterion, where the sign does not say it all.
pub fn remark(verdict: Verdict, language: Language) -> Option<&'static str> {
    let words = match verdict {
        Verdict::Met | Verdict::Missing => return None,
        Verdict::Partial => Title { en: "in part", fr: "en partie" },
        Verdict::Declared => Title { en: "declared, not verified", fr: "déclaré, non vérifié" },
        Verdict::ToDeclare => {
            Title { en: "to be declared by the team", fr: "à déclarer par l'équipe" }
        }
        Verdict::ToProbe => {
            Title { en: "only the live API can tell", fr: "seule l'API en service peut le dire" }
        }
        Verdict::NotApplicable => Title { en: "not applicable", fr: "sans objet" },
        Verdict::Unknown => {
            Title { en: "unknown: not all could be read", fr: "inconnu : tout n'a pas pu être lu" }
        }
    };
    Some(say(words, language))
}

/// The verdict on a document, as the start of a sentence.
pub fn readiness(readiness: Readiness, language: Language) -> &'static str {
    let words = match readiness {
        Readiness::Ready => {
            Title { en: "READY to be referenced", fr: "Prête à être référencée" }
        }
        Readiness::Incomplete => Title { en: "INCOMPLETE", fr: "Incomplète" },
        Readiness::NotReady => {
            Title { en: "NOT READY to be referenced", fr: "Pas prête à être référencée" }
        }
    };
    say(words, language)
}

/// What the prerequisites add up to: `sur 9 prérequis, 6 sont remplis, 1 l'est en partie, 2 manquent`.
pub fn prerequisites(dossier: &[Assessment], language: Language) -> String {
    let count = |among: &[Verdict]| {
        let prerequisites =
            dossier.iter().filter(|a| a.criterion.strength == Strength::Prerequisite);
        let prerequisites = prerequisites.filter(|a| a.verdict != Verdict::NotApplicable);
        prerequisites.filter(|a| among.is_empty() || among.contains(&a.verdict)).count()
    };
    let all = count(&[]);
    let met = count(&[Verdict::Met, Verdict::Declared]);
    let declared = match (language, count(&[Verdict::Declared])) {
        (_, 0) => String::new(),
        (Language::En, declared) => format!(" ({declared} by declaration)"),
        (Language::Fr, declared) => format!(" (dont {declared} par déclaration)"),
    };
    let mut parts = Vec::new();
    parts.push(match (language, met) {
        (Language::En, _) if met == all => {
            return format!("all {all} prerequisites are met{declared}");
        }
        (Language::Fr, _) if met == all => {
            return format!("les {all} prérequis sont remplis{declared}");
        }
        (Language::En, 0) => format!("of {all} prerequisites, none is met"),
        (Language::En, 1) => format!("of {all} prerequisites, 1 is met{declared}"),
        (Language::En, _) => format!("of {all} prerequisites, {met} are met{declared}"),
        (Language::Fr, 0) => format!("sur {all} prérequis, aucun n'est rempli"),
        (Language::Fr, 1) => format!("sur {all} prérequis, 1 est rempli{declared}"),
        (Language::Fr, _) => format!("sur {all} prérequis, {met} sont remplis{declared}"),
    });
    parts.extend(match (language, count(&[Verdict::Partial])) {
        (_, 0) => None,
        (Language::En, partial) => Some(format!("{partial} in part")),
        (Language::Fr, 1) => Some("1 l'est en partie".to_owned()),
        (Language::Fr, partial) => Some(format!("{partial} le sont en partie")),
    });
    parts.extend(match (language, count(&[Verdict::ToDeclare, Verdict::ToProbe])) {
        (_, 0) => None,
        (Language::En, open) => Some(format!("{open} to be declared")),
        (Language::Fr, 1) => Some("1 reste à déclarer".to_owned()),
        (Language::Fr, open) => Some(format!("{open} restent à déclarer")),
    });
    parts.extend(match (language, count(&[Verdict::Unknown])) {
        (_, 0) => None,
        (Language::En, 1) => Some("1 is unknown".to_owned()),
        (Language::En, unknown) => Some(format!("{unknown} are unknown")),
        (Language::Fr, 1) => Some("1 est inconnu".to_owned()),
        (Language::Fr, unknown) => Some(format!("{unknown} sont inconnus")),
    });
    parts.extend(match (language, count(&[Verdict::Missing])) {
        (_, 0) => None,
        (Language::En, 1) => Some("1 is missing".to_owned()),
        (Language::En, missing) => Some(format!("{missing} are missing")),
        (Language::Fr, 1) => Some("1 manque".to_owned()),
        (Language::Fr, missing) => Some(format!("{missing} manquent")),
    });
    parts.join(", ")
}

/// A message that is true of several places.
pub fn in_places(message: &str, count: usize, language: Language) -> String {
    let message = message.trim_end_matches('.');
    match language {
        Language::En => format!("{message} ({count} places)"),
        Language::Fr => format!("{message} ({count} endroits)"),
    }
}

/// What a rule expects, where several places go against it, each in its own way.
pub fn not_followed(expected: &str, count: usize, language: Language) -> String {
    let expected = expected.trim_end_matches('.');
    match language {
        Language::En => format!("{count} departures from “{expected}”"),
        Language::Fr => format!("{count} manquements à « {expected} »"),
    }
}

/// What is not told, and why.
pub fn ignored(count: usize, rule: &str, reason: &str, language: Language) -> String {
    match language {
        Language::En => format!("Ignored on request: {rule} ({count}), \u{201c}{reason}\u{201d}"),
        Language::Fr => {
            format!("Ignoré sur demande\u{a0}: {rule} ({count}), «\u{a0}{reason}\u{a0}»")
        }
    }
}

/// What a baseline holds, and nobody gave a reason for.
pub fn known(count: usize, language: Language) -> String {
    match (language, is_plural(count, language)) {
        (Language::En, false) => {
            format!("{count} more diagnostic is known: the baseline holds it.")
        }
        (Language::En, true) => {
            format!("{count} more diagnostics are known: the baseline holds them.")
        }
        (Language::Fr, false) => {
            format!("{count} autre diagnostic est connu\u{a0}: il est dans la base de référence.")
        }
        (Language::Fr, true) => {
            format!(
                "{count} autres diagnostics sont connus\u{a0}: ils sont dans la base de référence."
            )
        }
    }
}

/// What is said where not everything is.
pub fn left_out(count: usize, all: usize, language: Language) -> String {
    match (language, is_plural(count, language)) {
        (Language::En, false) => {
            format!(
                "{count} diagnostic is counted and not shown: --limit diagnostics={all} shows all."
            )
        }
        (Language::En, true) => {
            format!(
                "{count} diagnostics are counted and not shown: --limit diagnostics={all} shows all."
            )
        }
        (Language::Fr, false) => format!(
            "{count} diagnostic est compté sans être montré\u{a0}: --limit diagnostics={all} montre tout."
        ),
        (Language::Fr, true) => format!(
            "{count} diagnostics sont comptés sans être montrés\u{a0}: --limit diagnostics={all} montre tout."
        ),
    }
}

/// How many of how many.
pub fn coverage(met: usize, of: usize, language: Language) -> String {
    match language {
        Language::En => format!("{met} of {of}"),
        Language::Fr => format!("{met} sur {of}"),
    }
}

/// Sends the reader to what rules said.
pub fn see(rules: &str, language: Language) -> String {
    match language {
        Language::En => format!("see {rules}"),
        Language::Fr => format!("voir {rules}"),
    }
}

/// What a rule is that does not run.
pub fn switched_off(language: Language) -> &'static str {
    say(Title { en: "switched off", fr: "désactivée" }, language)
}

/// The heading over rules that do not run.
pub fn all_switched_off(language: Language) -> &'static str {
    say(Title { en: "Switched off", fr: "Désactivées" }, language)
}

/// What an input is that could not be read.
pub fn not_read(language: Language) -> &'static str {
    say(Title { en: "not read", fr: "non lu" }, language)
}

/// Where the text that a rule quotes comes from: a short name for those that rules quote often, else as it is written.
pub fn quoted_document(document: &str, language: Language) -> &str {
    match (document, language) {
        ("guide", Language::En) => "the referencing guide",
        ("guide", Language::Fr) => "guide de référencement",
        ("doctrine", Language::En) => "the API doctrine",
        ("doctrine", Language::Fr) => "doctrine des API",
        (other, _) => other,
    }
}

/// Words from a French text between French quotation marks.
pub fn quoted(words: &str) -> String {
    format!("«\u{a0}{}\u{a0}»", words.trim())
}

/// What stands between a heading and what it announces.
pub fn colon(language: Language) -> &'static str {
    match language {
        Language::En => ": ",
        Language::Fr => "\u{a0}: ",
    }
}

/// A text as French typography wants it, whatever spaces its author typed: no line ends before `:` or inside « ».
/// English, and what stands between backticks, is left as it is.
pub fn typeset(text: &str, language: Language) -> String {
    if language == Language::En {
        return text.to_owned();
    }
    let mut set = String::with_capacity(text.len() + 8);
    let mut is_code = false;
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        is_code ^= character == '`';
        let is_after_quote = set.ends_with('«');
        set.push(match (character, characters.peek()) {
            _ if is_code => character,
            (' ', _) if is_after_quote => '\u{a0}',
            (' ', Some(':' | '»')) => '\u{a0}',
            (' ' | '\u{a0}', Some(';' | '!' | '?')) => '\u{202f}',
            _ => character,
        });
    }
    set
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plurals_follow_the_language() {
        let said = |count| {
            (counted(count, Noun::Error, Language::En), counted(count, Noun::Error, Language::Fr))
        };
        assert_eq!(said(0), ("0\u{a0}errors".to_owned(), "0\u{a0}erreur".to_owned()));
        assert_eq!(said(1), ("1\u{a0}error".to_owned(), "1\u{a0}erreur".to_owned()));
        assert_eq!(said(2), ("2\u{a0}errors".to_owned(), "2\u{a0}erreurs".to_owned()));
    }

    #[test]
    fn french_spaces_do_not_break() {
        let said = "Il dit : « oui ! » ; ou `a : b` ?";
        let expected = "Il dit\u{a0}: «\u{a0}oui\u{202f}!\u{a0}»\u{202f}; ou `a : b`\u{202f}?";
        assert_eq!(typeset(said, Language::Fr), expected);
        assert_eq!(typeset(expected, Language::Fr), expected);
        assert_eq!(typeset(said, Language::En), said);
    }
}
