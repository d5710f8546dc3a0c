//! The examples of a ruleset for people: a line a rule, and below it each example that does not hold.

use crate::diagnostic::{Language, Text};
use crate::examples::{Mark, Misfit, Trial, Tried};
use crate::report::Style;
use crate::report::page::{Ink, Page};
use crate::report::wording;
use crate::spec::Format;

/// The page.
pub(super) fn write(tried: &[Tried<'_>], language: Language, style: Style) -> String {
    let mut page = Page::new(language, style);
    for tried in tried {
        let (held, of) = (tried.held(), tried.trials.len());
        let (sign, ink) = match (held == of, of) {
            (_, 0) => ("–", Ink::Faint),
            (true, _) => ("✔", Ink::Good),
            (false, _) => ("✗", Ink::Bad),
        };
        let count = match (of, tried.is_off) {
            (_, true) => Text::new("switched off: not tried", "désactivée : non essayée"),
            (0, _) => Text::new("no example", "aucun exemple"),
            _ => counted(held, of),
        };
        let line = format!("{}{}{}", tried.rule, wording::colon(language), said(&count, language));
        page.led(0, (sign, ink), 2, Ink::Plain, &page.clean(&line));
        let unfit = tried.trials.iter().filter(|trial| !trial.misfits.is_empty());
        unfit.for_each(|trial| example(trial, &mut page));
    }
    let trials = || tried.iter().flat_map(|tried| &tried.trials);
    let held = tried.iter().map(Tried::held).sum();
    page.blank();
    let ink = if held == trials().count() { Ink::Good } else { Ink::Bad };
    let sum = counted(held, trials().count());
    page.paragraph(0, ink, &page.clean(&format!("{}.", said(&sum, language))));
    page.into_text()
}

/// `2 of 3 examples hold`.
fn counted(held: usize, of: usize) -> Text {
    let en = if of == 1 { "example holds" } else { "examples hold" };
    let fr = if held > 1 { "exemples vérifiés" } else { "exemple vérifié" };
    Text::new(format!("{held} of {of} {en}"), format!("{held} {fr} sur {of}"))
}

fn said(text: &Text, language: Language) -> &str {
    text.in_language(language)
}

/// An example that does not hold: where it stands, then each reason at its place in the file.
fn example(trial: &Trial<'_>, page: &mut Page) {
    let at = &trial.example.at;
    let kind = if trial.example.is_bad { "bad" } else { "good" };
    let number = trial.number;
    let which =
        Text::new(format!("example {number} ({kind})"), format!("exemple {number} ({kind})"));
    let place = page.clean(&format!("{}:{}:{}", at.uri, at.at.line, at.at.column));
    page.blank();
    page.led(2, (&place, Ink::Strong), 4, Ink::Plain, said(&which, page.language));
    for misfit in &trial.misfits {
        let text = why(misfit);
        let text = page.clean_cut(said(&text, page.language));
        let lead = misfit.at().map(|at| {
            let at = trial.example.place_of(at);
            format!("{}:{}", at.line, at.column)
        });
        page.led(4, (&lead.unwrap_or_default(), Ink::Faint), 6, Ink::Plain, &text);
    }
    page.blank();
}

/// What was expected, and what was found.
fn why(misfit: &Misfit) -> Text {
    match misfit {
        Misfit::Unreadable(reason) => Text::new(
            format!("it cannot be read: {}", reason.en),
            format!("il ne peut pas être lu : {}", reason.fr),
        ),
        Misfit::Unmarked => Text::new(
            "it is bad, and nothing in it is marked: write `#^` on the line below each fault, the `#` under its first character",
            "il est `bad`, et rien n'y est marqué : écrivez `#^` sur la ligne sous chaque faute, le `#` sous son premier caractère",
        ),
        Misfit::Marked(_) => Text::new(
            "it is good, and this is marked: take the mark away, or call it `bad`",
            "il est `good`, et ceci est marqué : ôtez la marque, ou nommez-le `bad`",
        ),
        Misfit::OtherFormat(wanted, is) => {
            let (wanted, is) = (names(wanted), names(is));
            Text::new(
                format!(
                    "the rule is for documents of {wanted}; this one is of {}",
                    none(&is, "none of the formats")
                ),
                format!(
                    "la règle est pour des documents {wanted} ; celui-ci est {}",
                    none(&is, "d'aucun format connu")
                ),
            )
        }
        Misfit::Missing(mark) => {
            let (en, fr) = words(mark);
            Text::new(
                format!("expected here{en}, and nothing is found"),
                format!("attendu ici{fr}, et rien n'est trouvé"),
            )
        }
        Misfit::Unexpected(found) => Text::new(
            format!("found here, and no mark expects it: {}", found.message.en),
            format!("trouvé ici, et aucune marque ne l'attend : {}", found.message.fr),
        ),
        Misfit::OtherWords(mark, found) => {
            // Marks are held against the English message.
            let Text { en, fr } = &found.message;
            let which = if en == fr { "message" } else { "message anglais" };
            let words = &mark.words;
            Text::new(
                format!("expected `{words}` in the message, which is: {en}"),
                format!("`{words}` attendu dans le {which}, qui est : {en}"),
            )
        }
    }
}

fn words(mark: &Mark) -> (String, String) {
    match mark.words.as_str() {
        "" => Default::default(),
        words => (format!(" with `{words}`"), format!(" avec `{words}`")),
    }
}

fn names(formats: &[Format]) -> String {
    formats.iter().map(|format| format.name()).collect::<Vec<_>>().join(", ")
}

fn none<'t>(names: &'t str, otherwise: &'t str) -> &'t str {
    if names.is_empty() { otherwise } else { names }
}
