//! Why a rule speaks at a place or is silent, for people: each step on the way, in its order.

mod steps;

use crate::description::Description;
use crate::diagnostic::{Language, Text};
use crate::document::Node;
use crate::lint::{Hidden, Inquiry};
use crate::report::page::{Ink, Page};
use crate::report::{Style, wording};
use crate::ruleset::{Extended, Origin, Place, Rule, Spot, Standing};
use crate::source::Span;
use crate::spec::Format;

/// A question about a rule and a place, with what was found out.
#[derive(Debug)]
pub struct Why<'w> {
    /// Id of the rule.
    pub rule: &'w str,
    /// What is looked at.
    pub description: &'w Description,
    /// The place.
    pub place: Node<'w>,
    /// What becomes of the rule; nothing where the rulesets that apply do not hold it.
    pub standing: Option<Standing<'w>>,
    /// Who decides of it.
    pub origin: Option<&'w Origin>,
    /// The ruleset to ask for where it is not held: one that comes with the command.
    pub home: Option<&'w str>,
    /// What it did there, where it runs.
    pub inquiry: Option<Inquiry<'w>>,
    /// The most diagnostics that are shown of a description.
    pub limit: usize,
}

/// Where the words of each step start.
const COLUMN: usize = 9;

/// The page.
pub fn why(why: &Why<'_>, language: Language, style: Style) -> String {
    let mut page = Page::new(language, style);
    page.line(0, &page.ink(Ink::Strong, &page.clean(why.rule)));
    let place = format!("{}  #{}", here(why, why.place.place()), why.place.pointer());
    page.line(0, &page.clean(&place));
    page.blank();
    step(&mut page, Title::RULE, &standing(why, language));
    if let Some(Standing::Runs(rule)) = why.standing {
        if let Some(said) = rule.place_of(&why.place.pointer()).map(weighed_here) {
            step(&mut page, Title::NONE, &said);
        }
        step(&mut page, Title::FORMATS, &formats(why.description, rule));
    }
    if let Some(inquiry) = &why.inquiry {
        if let Some(hidden) = inquiry.hidden.filter(|_| !inquiry.is_said()) {
            step(&mut page, Title::REFERENCE, &hides(why, hidden));
        }
        inquiry.looks.iter().for_each(|look| steps::look(&mut page, why, look));
    }
    page.blank();
    let is_said = why.inquiry.as_ref().is_some_and(Inquiry::is_said);
    let (ink, end) = if is_said {
        let words = ("The rule has something to say here.", "La règle a quelque chose à dire ici.");
        (Ink::Fair, Text::new(words.0, words.1))
    } else {
        let words = ("The rule has nothing to say here.", "La règle n'a rien à dire ici.");
        (Ink::Good, Text::new(words.0, words.1))
    };
    page.paragraph(0, ink, &page.clean(end.in_language(language)));
    page.into_text()
}

/// The name of a step.
#[derive(Clone, Copy)]
struct Title(&'static str, &'static str);

impl Title {
    const NONE: Self = Self("", "");
    const RULE: Self = Self("rule", "règle");
    const FORMATS: Self = Self("formats", "formats");
    const REFERENCE: Self = Self("$ref", "$ref");
    const GIVEN: Self = Self("given", "given");
    const THEN: Self = Self("then", "then");
}

/// Writes a step: its name, and what is said of it.
fn step(page: &mut Page, title: Title, text: &Text) {
    let lead = match page.language {
        Language::En => title.0,
        Language::Fr => title.1,
    };
    let text = page.clean_cut(text.in_language(page.language));
    let indent = if lead.is_empty() { COLUMN } else { 0 };
    page.led(indent, (lead, Ink::Strong), COLUMN, Ink::Plain, &text);
}

/// `openapi.yaml:12:3`
fn here(why: &Why<'_>, span: Span) -> String {
    let source = why.description.source(span.source);
    let at = source.position(span.start);
    format!("{}:{}:{}", source.uri, at.line, at.column)
}

/// `team.yaml:12:3`, and whether it is an override.
fn spot(spot: &Spot) -> String {
    let at = format!("{}:{}:{}", spot.uri, spot.at.line, spot.at.column);
    let by = if spot.is_override { " (`overrides`)" } else { "" };
    format!("{at}{by}")
}

/// Who defines the rule, and what it weighs.
fn standing(why: &Why<'_>, language: Language) -> Text {
    let defined = why.origin.map(defined).unwrap_or_default();
    match why.standing {
        Some(Standing::Runs(rule)) => {
            let weight = wording::severity(rule.severity, language);
            let by = why.origin.map(|origin| decided(origin, weight)).unwrap_or_default();
            Text::new(format!("{}; {}", defined.en, by.en), format!("{} ; {}", defined.fr, by.fr))
        }
        Some(Standing::Off(_)) => {
            let by = why.origin.map(switched_off).unwrap_or_default();
            Text::new(format!("{}; {}", defined.en, by.en), format!("{} ; {}", defined.fr, by.fr))
        }
        Some(Standing::NotRun(not_run)) => {
            let reason = &not_run.reason;
            let place = reason.at.map_or_else(
                || reason.uri.to_string(),
                |(at, _)| format!("{}:{}:{}", reason.uri, at.line, at.column),
            );
            Text::new(
                format!("it is not run, for what stands at {place}: {}", reason.message.en),
                format!("elle n'est pas exécutée, à cause de {place} : {}", reason.message.fr),
            )
        }
        None => {
            let home = why.home.unwrap_or_default();
            Text::new(
                format!(
                    "of `{home}`, which is not among the rulesets that apply: `--ruleset {home}` asks for it"
                ),
                format!(
                    "de `{home}`, qui n'est pas parmi les jeux de règles appliqués : `--ruleset {home}` la demande"
                ),
            )
        }
    }
}

fn defined(origin: &Origin) -> Text {
    if origin.defined.is_users() {
        let at = spot(&origin.defined);
        Text::new(format!("written at {at}"), format!("écrite à {at}"))
    } else {
        let name = &origin.ruleset;
        Text::new(format!("of `{name}`"), format!("de `{name}`"))
    }
}

/// The weight of a rule that runs, and what decided it.
fn decided(origin: &Origin, weight: &str) -> Text {
    let (en, fr) = match origin.extended {
        Some(Extended::All) => {
            (" (switched on by `all` in `extends`)", " (activée par `all` dans `extends`)")
        }
        _ => ("", ""),
    };
    if origin.weighed == origin.defined || !origin.weighed.is_users() {
        return Text::new(
            format!("{weight}, as it is defined{en}"),
            format!("{weight}, telle qu'elle est définie{fr}"),
        );
    }
    let at = spot(&origin.weighed);
    Text::new(format!("{weight}, tuned at {at}{en}"), format!("{weight}, réglée à {at}{fr}"))
}

/// Why a rule is off.
fn switched_off(origin: &Origin) -> Text {
    match origin.extended {
        Some(Extended::Off) => {
            Text::new("switched off by `off` in `extends`", "désactivée par `off` dans `extends`")
        }
        _ if origin.weighed.is_users() => {
            let at = spot(&origin.weighed);
            Text::new(format!("switched off at {at}"), format!("désactivée à {at}"))
        }
        _ => Text::new(
            "switched off: it is not among the recommended ones (`[name, all]` in `extends`, or a severity, switches it on)",
            "désactivée : elle n'est pas parmi les recommandées (`[nom, all]` dans `extends`, ou une sévérité, l'active)",
        ),
    }
}

/// What a place of the document changes.
fn weighed_here(place: &Place) -> Text {
    let Some(said) = &place.said else {
        return Text::new(
            "off here: `overrides` switches it on at other places only",
            "désactivée ici : `overrides` ne l'active qu'ailleurs",
        );
    };
    let at = spot(said);
    let Some(severity) = place.severity else {
        return Text::new(
            format!("off at this place: {at}"),
            format!("désactivée à cet endroit : {at}"),
        );
    };
    let name = |language| wording::severity(severity, language);
    Text::new(
        format!("at this place {}, tuned at {at}", name(Language::En)),
        format!("à cet endroit {}, réglée à {at}", name(Language::Fr)),
    )
}

fn formats(description: &Description, rule: &Rule) -> Text {
    let is = match names(&description.formats) {
        none if none.is_empty() => Text::new(
            "the document is of no known format",
            "le document n'est d'aucun format connu",
        ),
        names => Text::new(format!("the document is {names}"), format!("le document est {names}")),
    };
    let (en, fr) = match names(&rule.formats) {
        all if all.is_empty() => {
            ("the rule is for all".to_owned(), "la règle est pour tous".to_owned())
        }
        names if rule.applies_to(&description.formats) => {
            (format!("the rule is for {names}"), format!("la règle est pour {names}"))
        }
        names => (
            format!("the rule is for {names} only: it does not look"),
            format!("la règle n'est que pour {names} : elle ne regarde pas"),
        ),
    };
    Text::new(format!("{}; {en}", is.en), format!("{} ; {fr}", is.fr))
}

/// `oas3, oas3.1`
fn names(formats: &[Format]) -> String {
    formats.iter().map(|format| format.name()).collect::<Vec<_>>().join(", ")
}

fn hides(why: &Why<'_>, hidden: Hidden<'_>) -> Text {
    match hidden {
        Hidden::Dangling(node) => {
            let at = here(why, node.place());
            Text::new(
                format!(
                    "the reference at {at} leads nowhere: what it stands for is unknown, and nothing is said of it"
                ),
                format!(
                    "la référence à {at} ne mène nulle part : ce qu'elle remplace est inconnu, et rien n'en est dit"
                ),
            )
        }
        Hidden::Beside(node) => {
            let at = here(why, node.place());
            Text::new(
                format!(
                    "this stands beside the `$ref` of {at}, which stands for the whole object: the rule looks at what it names"
                ),
                format!(
                    "ceci est à côté du `$ref` de {at}, qui remplace tout l'objet : la règle regarde ce qu'il désigne"
                ),
            )
        }
    }
}
