//! Availability: the share of time the API answers, and where its state can be seen.
//!
//! The guide: « ces statistiques de disponibilité […] doivent être communiquées dans la documentation de l'API » (G14).

use std::ops::Range;

use super::Prose;
use super::lexicon::Topic;
use super::link::links;
use super::phrase::{Line, Phrase, phrase};
use super::quantity::thousandths;
use super::stated::Stated;
use super::status_page::shows_state;
use super::subject::{self, Subject, words};

/// What a text says of availability.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Availability {
    /// A share of the time, in thousandths of a hundredth: 99 900 for 99.9 %.
    Share(u32),
    /// A page where the state of the service can be seen.
    Page(String),
}

/// The figures and the pages, figures first. Figures about something else than the service (« 98 % des communes »), planned
/// or past ones (« passe de 98 % à 99 % ») are none; code is not read.
pub fn availability_stated(prose: &Prose<'_>) -> Vec<Stated<Availability>> {
    let text = prose.text;
    let topics = prose.topics();
    let may_tell = topics.have(Topic::Availability) && text.contains('%');
    let may_link = topics.have(Topic::State) && text.contains("://");
    if !may_tell && !may_link {
        return Vec::new();
    }
    let normal = prose.without_code();
    let folded = normal.folded();
    let mut stated = Vec::new();
    let mut previous = "";
    for (start, line) in folded.lines().filter(|_| may_tell) {
        let is_under = HEADINGS.contains(&previous.trim_matches([' ', ':', '?']));
        previous = line;
        if !line.contains('%') {
            continue;
        }
        let told = share(line).or_else(|| is_under.then(|| opening_share(line))?);
        stated.extend(told.map(|(value, range)| Stated {
            value: Availability::Share(value),
            range: folded.origin(start + range.start..start + range.end),
        }));
    }
    if !may_link {
        return stated;
    }
    let pages = links(text, &folded, &normal.links);
    stated.extend(pages.iter().filter(|link| shows_state(link)).map(|link| Stated {
        value: Availability::Page(link.url.to_owned()),
        range: link.range.clone(),
    }));
    stated
}

/// « 99,8 % hors maintenance », under « Disponibilité »: the figure that opens the sentence.
fn opening_share(line: &str) -> Option<(u32, Range<usize>)> {
    let sign = line.find('%')?;
    let (value, start) = figure(&line[..sign])?;
    let opens = words(&line[..start]).count() <= 2;
    let is_share = (90_000..=100_000).contains(&value) && !is_of_else(&line[sign + 1..]);
    (opens && is_share).then_some((value, start..sign + 1))
}

/// Headings of what is told of availability.
#[rustfmt::skip]
pub(super) const HEADINGS: &[&str] = &[
    "disponibilite", "taux de disponibilite", "disponibilite du service", "disponibilite de l'api", "sla",
    "availability", "uptime", "service level", "engagement de disponibilite", "engagements de service",
];

/// The figures of a sentence that are read.
const MOST: usize = 8;

/// The share that a sentence states, from the word that names availability to the sign.
fn share(line: &str) -> Option<(u32, Range<usize>)> {
    // « accessible à 98 % » is said of web accessibility too.
    if words(line).any(|(_, word)| matches!(word, "rgaa" | "handicap" | "handicapees" | "wcag")) {
        return None;
    }
    let line_words = Line::new(line);
    line.match_indices('%').take(MOST).find_map(|(sign, _)| {
        let (value, start) = figure(&line[..sign])?;
        // « s'engage à améliorer ce taux » takes nothing from the figure before it.
        let otherwise =
            |(_, word): (usize, &str)| OTHERWISE.iter().any(|stem| word.starts_with(stem));
        if words(&line[..start]).any(otherwise) {
            return None;
        }
        if !(90_000..=100_000).contains(&value) || is_of_else(&line[sign + 1..]) {
            return None;
        }
        let said = NAMES.iter().flat_map(|phrase| line_words.find_all(phrase));
        let name = said.filter(|name| is_of_service(line, name, start)).find(|name| {
            (name.end <= start && start - name.end <= 80)
                || (name.start > sign && name.start - sign <= 60)
        })?;
        Some((value, name.start.min(start)..name.end.max(sign + 1)))
    })
}

/// The number that ends these words, in thousandths, and where it starts: `99,95`.
fn figure(before: &str) -> Option<(u32, usize)> {
    let trimmed = before.trim_end();
    let belongs = |byte: &u8| byte.is_ascii_digit() || matches!(byte, b'.' | b',');
    let start = trimmed.len() - trimmed.bytes().rev().take_while(belongs).count();
    Some((u32::try_from(thousandths(&trimmed[start..])?).ok()?, start))
}

/// « 98 % des communes », `95 % of the bridges`: a share of something else than the time.
fn is_of_else(after: &str) -> bool {
    let mut next = words(after).map(|(_, word)| word);
    let of = next.next().is_some_and(|word| matches!(word, "des" | "du" | "de" | "d" | "of"));
    let what = next.find(|word| !matches!(*word, "la" | "le" | "l" | "les" | "the")).unwrap_or("");
    of && !OF_TIME.iter().any(|stem| what.starts_with(stem))
}

/// Whether what is available is the service: not « les données », not « la disponibilité des vélos ».
fn is_of_service(line: &str, name: &Range<usize>, figure: usize) -> bool {
    let after = &line[name.end..];
    let mut next = words(after).map(|(_, word)| word);
    let of = next.next().is_some_and(|word| matches!(word, "de" | "des" | "du" | "d" | "of"));
    let holder = words(&after[..after.len().min(60)]).take(5).map(|(_, word)| word);
    let mut named = holder.filter_map(subject::first);
    let is_number = next.next().is_some_and(|word| word.starts_with(|c: char| c.is_ascii_digit()));
    let adjectives = ["disponible", "accessible", "available"];
    let is_noun = !adjectives.iter().any(|adjective| line[name.clone()].starts_with(adjective));
    if is_noun {
        // « disponibilité de 99,5 % », « disponibilité du service : 99 % », « disponibilité mensuelle : 99 % »
        let of_holder =
            named.any(|subject| matches!(subject, Subject::Api | Subject::Access | Subject::Route));
        return !of
            || is_number
            || of_holder
            || line[..name.start].ends_with("de ") && name.start > figure;
    }
    matches!(
        subject::nearest(&line[..name.start]),
        Some((Subject::Api | Subject::Access | Subject::Route, _))
    )
}

/// Words that name availability.
#[rustfmt::skip]
pub(super) static NAMES: &[Phrase] = &[
    phrase(&[&[
        "disponibilite", "taux de disponibilite", "taux de service", "availability", "uptime",
        "sla", "slo", "disponible~", "accessible~", "available", "du temps", "of the time",
    ]]),
];

/// Beginnings of words that tell of a plan, of the past, of a note.
#[rustfmt::skip]
const OTHERWISE: &[&str] = &[
    "todo", "tbd", "amelior", "augment", "passe", "passee", "hausse", "improv", "increas",
    "raised", "completude", "remplissage", "couverture", "coverage", "confiance", "confidence",
    "exemple", "example",
];

/// Beginnings of words that name a share of the time.
#[rustfmt::skip]
const OF_TIME: &[&str] = &[
    "temps", "time", "disponib", "availab", "uptime", "mois", "month", "annee", "year", "jour",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn shares(text: &str) -> Vec<u32> {
        let stated = availability_stated(&Prose::of(text)).into_iter();
        stated
            .filter_map(|stated| match stated.value {
                Availability::Share(value) => Some(value),
                Availability::Page(_) => None,
            })
            .collect()
    }

    #[test]
    fn figures() {
        for (text, value) in [
            ("La DINUM s'engage à ce que le Service soit accessible à 95%", 95_000),
            ("La DGFIP s'engage à ce que le service soit accessible à plus de 98,5%", 98_500),
            (
                "Elle a une obligation de moyens pour maintenir la disponibilité du service 99,5 % du temps mensuel.",
                99_500,
            ),
            ("Disponibilité : 99,9 %", 99_900),
            ("## Disponibilité\n\n99,8 % hors maintenances planifiées.", 99_800),
            (
                "L'équipe s'engage à ce que ce service soit accessible à 95% et à améliorer ce rendement.",
                95_000,
            ),
            ("Taux de disponibilité de l'API : **99.95 %**", 99_950),
            ("L'API est disponible 99 % du temps.", 99_000),
            ("L'API a une disponibilité de 100 %.", 100_000),
            ("The API has an uptime of 99.99%.", 99_990),
            ("SLA: 99.9% availability", 99_900),
            ("99,5 % de disponibilité mensuelle", 99_500),
            ("We aim at 99.9 % availability for the API.", 99_900),
            ("The service is available 99.5% of the time.", 99_500),
        ] {
            assert_eq!(shares(text), [value], "{text}");
        }
    }

    #[test]
    fn figures_of_something_else() {
        for text in [
            "Les données sont disponibles pour 98 % des communes.",
            "L'API couvre 98 % des communes, disponible en JSON.",
            "La disponibilité des vélos est de 95 % en semaine.",
            "Les données sont disponibles à 95 %.",
            "v1.2 : la disponibilité du service passe de 98 % à 99 %",
            "TODO : disponibilité 99,9 %",
            "Disponibilité : 50 %",
            "## Disponibilité\n\n98 % des communes.",
            "## Couverture\n\n99,8 % hors outre-mer.",
            "Indisponibilité de moins de 99 %",
            "Disponible du lundi au vendredi",
            "95 % des places disponibles",
            "Le service est accessible à 98 % (RGAA).",
            "Score de confiance de 95 %, disponible dans la réponse du service",
            "`disponibilité 99,9 %`",
            "Taux de complétude de 99 % du service",
        ] {
            assert!(shares(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn the_words_are_shown_where_they_stand() {
        let text = "Bonjour. L'API est **disponible** à 99,5&nbsp;% du temps.";
        let found = availability_stated(&Prose::of(text));
        assert_eq!(&text[found[0].range.clone()], "disponible** à 99,5&nbsp;%");
    }
}
