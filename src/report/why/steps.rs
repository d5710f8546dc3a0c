//! Where a rule looked, and what its functions answered.

use super::{COLUMN, Title, Why, here, names, spot, step};
use crate::diagnostic::{Language, Text};
use crate::lint::{Answer, Dropped, Look, Said, Selected};
use crate::report::page::{Ink, Page};
use crate::report::wording;
use crate::ruleset::{Field, Given, Then};

/// An expression, what it selects, and the answers at the place.
pub(super) fn look(page: &mut Page, why: &Why<'_>, look: &Look<'_>) {
    step(page, Title::GIVEN, &expression(look.given));
    step(page, Title::NONE, &selected(why, look));
    for answer in &look.answers {
        step(page, Title::THEN, &asked(why, answer));
        answer.said.iter().for_each(|said| outcome(page, why, said));
        if answer.more > 0 {
            let more = answer.more;
            let text = Text::new(format!("and {more} more"), format!("et {more} de plus"));
            step(page, Title::NONE, &text);
        }
    }
}

/// `#Operation`, that is `$.paths[*][get,put]`.
fn expression(given: &Given) -> Text {
    let (written, path) = (&given.written, &given.path.text);
    if written == path {
        return Text::same(format!("`{path}`"));
    }
    Text::new(format!("`{written}`, that is `{path}`"), format!("`{written}`, soit `{path}`"))
}

fn selected(why: &Why<'_>, look: &Look<'_>) -> Text {
    match look.selected {
        Selected::Place => Text::new("selects this place", "sélectionne cet endroit"),
        Selected::Nothing => {
            Text::new("selects nothing in this document", "ne sélectionne rien dans ce document")
        }
        Selected::OtherFormat => {
            let scopes = look.given.scopes.iter().map(|scope| names(&scope.is));
            let wanted = scopes.collect::<Vec<_>>().join(", ");
            Text::new(
                format!("is for documents of another format: {wanted}"),
                format!("est pour des documents d'un autre format : {wanted}"),
            )
        }
        Selected::Elsewhere(count, near) => {
            let near = format!("{}  #{}", here(why, near.place()), near.pointer());
            if count == 1 {
                return Text::new(
                    format!("does not select this place, but this one: {near}"),
                    format!("ne sélectionne pas cet endroit, mais celui-ci : {near}"),
                );
            }
            Text::new(
                format!("does not select this place, but {count} others; the nearest is {near}"),
                format!(
                    "ne sélectionne pas cet endroit, mais {count} autres ; le plus proche est {near}"
                ),
            )
        }
    }
}

/// The function, what it was asked about, and whether it is content.
fn asked(why: &Why<'_>, answer: &Answer<'_>) -> Text {
    let function = function(answer.then);
    let (mut en, mut fr) = (function.en, function.fr);
    if let Some(from) = answer.from {
        let from = format!("{}  #{}", here(why, from.place()), from.pointer());
        en = format!("{en}, asked at {from},");
        fr = format!("{fr}, interrogée à {from},");
    }
    let (more_en, more_fr) = if answer.is_unknown {
        (
            "is not asked: a reference on the way to the field leads nowhere, what it stands for is unknown",
            "n'est pas interrogée : une référence en chemin ne mène nulle part, ce qu'elle remplace est inconnu",
        )
    } else if answer.said.is_empty() && answer.more == 0 {
        ("has nothing to say", "n'a rien à dire")
    } else {
        ("has something to say:", "a quelque chose à dire :")
    };
    Text::new(format!("{en} {more_en}"), format!("{fr} {more_fr}"))
}

fn function(then: &Then) -> Text {
    let name = &then.function;
    let field = match &then.field {
        Field::Itself => return Text::same(format!("`{name}`")),
        Field::Keys => "@key".to_owned(),
        Field::Members(members) => members.join("."),
        Field::Selected(path) => path.text.clone(),
    };
    Text::new(format!("`{name}` of the field `{field}`"), format!("`{name}` du champ `{field}`"))
}

/// What a function says, and what becomes of it.
fn outcome(page: &mut Page, why: &Why<'_>, said: &Said) {
    let language = page.language;
    let words = page.clean_cut(said.message.in_language(language));
    page.led(COLUMN, ("·", Ink::Faint), COLUMN + 2, Ink::Plain, &words);
    let (lead, ink, text) = match &said.outcome {
        Ok(diagnostic) => {
            let lead = wording::severity(diagnostic.severity, language);
            let message = diagnostic.message.in_language(language);
            let at = here(why, diagnostic.at.span);
            (lead, diagnostic.severity.into(), format!("{message} ({at})"))
        }
        Err(dropped) => {
            let lead = match language {
                Language::En => "not shown",
                Language::Fr => "pas montré",
            };
            (lead, Ink::Faint, reason(why, dropped).in_language(language).to_owned())
        }
    };
    let text = page.clean_cut(&text);
    let lead = format!("{lead}{}", wording::colon(language).trim_end());
    page.led(COLUMN + 2, (&lead, ink), COLUMN + 4, Ink::Plain, &text);
}

/// Why what a function says is not shown.
fn reason(why: &Why<'_>, dropped: &Dropped) -> Text {
    match dropped {
        Dropped::Off(place) => {
            let pointer = &place.pointer;
            let at = place.said.as_ref().map(spot).unwrap_or_default();
            if at.is_empty() {
                return Text::new(
                    "the rule is off here: `overrides` switches it on at other places only",
                    "la règle est désactivée ici : `overrides` ne l'active qu'ailleurs",
                );
            }
            Text::new(
                format!("the rule is off at #{pointer}: {at}"),
                format!("la règle est désactivée à #{pointer} : {at}"),
            )
        }
        Dropped::Partial => Text::new(
            "broken syntax hides some of the document: this may not be true",
            "une faute de syntaxe cache une partie du document : ce n'est peut-être pas vrai",
        ),
        Dropped::Ignored(reason) => Text::new(
            format!("it is ignored here on request: {reason}"),
            format!("elle est ignorée ici sur demande : {reason}"),
        ),
        Dropped::LeftOut(_) => {
            let limit = why.limit;
            Text::new(
                format!(
                    "counted only: there are more than {limit} diagnostics (`check --limit diagnostics=N` shows more)"
                ),
                format!(
                    "seulement compté : il y a plus de {limit} diagnostics (`check --limit diagnostics=N` en montre davantage)"
                ),
            )
        }
    }
}
