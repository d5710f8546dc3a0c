//! A sentence that may say who offers the API.

use std::ops::Range;

use super::super::normal::Folded;
use super::super::organisation::{is_institution, is_public_body, opening, opening_of_someone};
use super::super::person::folded;
use super::super::phrase::Line;
use super::super::subject::{self, Subject};
use super::STEMS;
use super::phrases::{
    API_OF, API_OF_A_BODY, API_OF_A_PLACE, ASKED, BELONGS_TO, LABELLED, LABELS, MAY_LABEL,
    OFFERED_BY, OFFERED_FOR, OFFERS, OPENS, PUTS_AT_HAND,
};

/// A sentence, folded and in its own case.
pub(super) struct Sentence<'f> {
    pub line: &'f str,
    pub start: usize,
    pub folded: &'f Folded<'f>,
    pub plain: &'f str,
}

impl Sentence<'_> {
    /// The providers, as bytes of the plain text.
    pub fn providers(&self) -> Vec<Range<usize>> {
        if !STEMS.occur_in(self.line) || self.line.ends_with('?') {
            return Vec::new();
        }
        let line = Line::new(self.line);
        let behalf: Vec<_> = line
            .find_all(&OFFERED_FOR)
            .filter(|found| !is_denied(&self.line[..found.start], &self.line[found.clone()]))
            .filter_map(|found| {
                let participle = subject::words(&self.line[found.clone()]).next()?.1;
                let offered = Self::is_offered(
                    &self.line[..found.start],
                    participle,
                    &self.line[found.end..],
                );
                self.someone(found.end).filter(|name| offered && !self.may_be_a_person(name))
            })
            .take(1)
            .collect();
        let does_the_work = behalf.first().map_or(usize::MAX, |name| name.start);
        let passive = line.find_all(&OFFERED_BY).filter_map(|found| {
            let participle = subject::words(&self.line[found.clone()]).next()?.1;
            let offered =
                Self::is_offered(&self.line[..found.start], participle, &self.line[found.end..]);
            self.someone(found.end).filter(|name| offered && !self.may_be_a_person(name))
        });
        let passive =
            passive.filter(|name| name.start >= does_the_work || name.end + 60 < does_the_work);
        let active = line.find_all(&OFFERS).filter_map(|found| {
            let object = &self.line[found.end..self.line.len().min(found.end + 90)];
            (subject::first(object) == Some(Subject::Api)).then(|| self.agent(found.start))?
        });
        let offering = line.find_all(&PUTS_AT_HAND).filter_map(|found| {
            let inside = subject::first(&self.line[found.clone()]);
            let object = &self.line[found.end..self.line.len().min(found.end + 90)];
            (inside.or_else(|| subject::first(object)) == Some(Subject::Api))
                .then(|| self.agent(found.start))?
        });
        let opening = OPENS.iter().flat_map(|phrase| line.find_all(phrase)).filter_map(|found| {
            self.agent(found.start).filter(|name| is_known(&self.plain[name.clone()]))
        });
        let genitive = line.find_all(&API_OF).filter_map(|found| {
            let institution =
                self.line[..found.end].rfind([' ', '\'']).map_or(found.start, |at| at + 1);
            self.opening(institution)
        });
        let body = line.find_all(&API_OF_A_BODY).filter_map(|found| {
            let determiner = self.line[..found.start].trim_matches([' ', '\'']);
            let opens = matches!(determiner, "" | "l" | "la" | "le" | "cette" | "ce" | "the");
            let range = self.opening(found.end)?;
            // « L'API de recherche des ponts de la DGP… »: what stands between is a name.
            let is_named = found.len() < 40 && !subject::acts(&self.line[found]);
            (opens && is_named && is_known(&self.plain[range.clone()])).then_some(range)
        });
        let territory = line.find_all(&API_OF_A_PLACE).filter_map(|found| {
            let at = self.line[..found.end].rfind([' ', '\'']).map_or(found.start, |at| at + 1);
            let range = self.opening(at)?;
            let opens = self.line[found.start..].starts_with("api") || found.start == 0;
            (opens && self.plain[range.clone()].contains(char::is_uppercase)).then_some(range)
        });
        let belonging = line.find_all(&BELONGS_TO).filter_map(|found| {
            let range = self.opening(found.end)?;
            let name = &self.plain[range.clone()];
            (is_known(name) && name.contains(char::is_uppercase)).then_some(range)
        });
        let mut providers: Vec<_> = passive
            .chain(behalf.iter().cloned())
            .chain(active)
            .chain(offering)
            .chain(opening)
            .chain(genitive)
            .chain(territory)
            .chain(body)
            .chain(belonging)
            .chain(self.heading())
            .collect();
        providers.sort_by_key(|range| range.start);
        providers.dedup_by_key(|range| range.start);
        providers
    }

    /// The organisation of a heading: « Direction des ponts (DP) - API Ponts ».
    fn heading(&self) -> Option<Range<usize>> {
        let dash =
            [" - api ", " – api ", " — api "].iter().find_map(|dash| self.line.find(dash))?;
        let range = self.opening(0)?;
        let dash = self.folded.plain(self.start..self.start + dash).end;
        (range.end == dash && is_known(&self.plain[range.clone()])).then_some(range)
    }

    /// The organisation that a label introduces: « Producteur : Ministère de la Culture ».
    pub fn labelled(&self) -> Option<Range<usize>> {
        let line = Line::new(self.line);
        if let Some(at) = line.opening(&MAY_LABEL) {
            // Of an API or of a book: only a body that is known for one tells.
            let at = self.line.len() - self.line[at..].trim_start().len();
            return self.named(at).filter(|name| is_known(&self.plain[name.clone()]));
        }
        let label = LABELS.iter().filter_map(|phrase| line.opening(phrase)).max()?;
        let after = &self.line[label..];
        let linked = after.trim_start();
        let at = if let Some(rest) = linked.strip_prefix(':') {
            self.line.len() - rest.trim_start().len()
        } else {
            let rest = Line::new(linked);
            self.line.len() - linked.len() + rest.opening(&LABELLED)?
        };
        self.named(at)
    }

    /// What answers « Qui propose cette API ? », the sentence before.
    pub fn answer(&self, previous: &str) -> Option<Range<usize>> {
        let is_asked = previous.ends_with('?')
            && !self.line.ends_with('?')
            && Line::new(previous).find(&ASKED).is_some()
            && (subject::first(previous) == Some(Subject::Api)
                || previous.starts_with("qui la ")
                || previous.starts_with("qui le "));
        is_asked.then(|| self.named(0))?
    }

    /// The organisation whose name starts here, with an article or known for one.
    fn named(&self, at: usize) -> Option<Range<usize>> {
        let name =
            self.someone(at + (self.line[at..].len() - self.line[at..].trim_start().len()))?;
        (!self.may_be_a_person(&name)
            && (is_known(&self.plain[name.clone()])
                || self.plain[name.clone()].chars().filter(|sign| sign.is_uppercase()).count() > 1
                || self.plain[..name.start].ends_with("la ")
                || self.plain[..name.start].ends_with("le ")
                || self.plain[..name.start].ends_with("l'")))
        .then_some(name)
    }

    /// The organisation whose name starts at this byte of the line.
    fn opening(&self, at: usize) -> Option<Range<usize>> {
        self.read(at, opening)
    }

    /// The same where only someone can stand.
    fn someone(&self, at: usize) -> Option<Range<usize>> {
        self.read(at, opening_of_someone)
    }

    fn read(&self, at: usize, read: fn(&str) -> Option<Range<usize>>) -> Option<Range<usize>> {
        let end = self.start + self.line.len();
        let plain = self.folded.plain(self.start + at..end);
        let name = read(&self.plain[plain.clone()])?;
        Some(plain.start + name.start..plain.start + name.end)
    }

    /// Two capitalised words without an article may be a stranger's name: « développée par Ada Lovelace ».
    fn may_be_a_person(&self, name: &Range<usize>) -> bool {
        let article = &self.plain[..name.start];
        let article =
            ["la ", "le ", "les ", "the ", "l'"].iter().any(|words| article.ends_with(words));
        let words: Vec<&str> = self.plain[name.clone()].split(' ').collect();
        let titled = |word: &&str| {
            let mut letters = word.chars();
            letters.next().is_some_and(char::is_uppercase)
                && letters.all(|letter| letter.is_lowercase() || letter == '-')
        };
        words.len() == 2
            && !article
            && words.iter().all(titled)
            && !is_known(&self.plain[name.clone()])
    }

    /// Whether the participle qualifies the API: its noun is the API, and agrees with it in number.
    fn is_offered(before: &str, participle: &str, after: &str) -> bool {
        let clause = &before[before.rfind([';', ':']).map_or(0, |at| at + 1)..];
        let Some((noun, at)) = subject::nearest_thing(clause) else {
            // « Proposée par X, l'API… »
            return before.trim().is_empty() && subject::first(after) == Some(Subject::Api);
        };
        // « L'accès au service est géré par X », « La clé d'API est fournie par X »
        let head = subject::first(clause);
        if matches!(head, Some(Subject::Access | Subject::Credential))
            || !matches!(noun, Subject::Api | Subject::Environment)
        {
            return false;
        }
        let word =
            clause[at..].split(|sign: char| !sign.is_ascii_alphanumeric()).next().unwrap_or("");
        let several = word.ends_with('s')
            || ["les ", "des ", "ces ", "nos "]
                .iter()
                .any(|article| clause[..at].ends_with(article));
        let french = !participle.ends_with("ed") && !matches!(participle, "run" | "built");
        let plural = participle.ends_with('s') && participle != "mis";
        let close = clause.len() - at <= 90;
        let agree = several == plural || matches!(word, "apis" | "tests") || participle == "mis";
        close && (agree || !french) && !subject::acts(&clause[at..])
    }

    /// The organisation that the verb at this byte has for subject.
    fn agent(&self, verb: usize) -> Option<Range<usize>> {
        let plain = self.folded.plain(self.start..self.start + verb);
        let words = &self.plain[plain.clone()];
        let comma = words.trim_end().rfind(',').map_or(0, |at| at + 1);
        let last = &words[comma..];
        // « La Cour des ponts, dans le cadre de…, a initié »: the clause before the verb is set apart.
        let from =
            if last.trim().is_empty() || words.trim_end().ends_with(',') { 0 } else { comma };
        let clause = if from == 0 { words } else { last };
        let name = opening(clause)?;
        let rest = clause[name.end..].trim();
        // « la Direction des ponts et ouvrages fluviaux propose »: the verb follows, so that the name goes that far.
        let goes_on = rest.starts_with("et ")
            && rest.split(' ').count() <= 4
            && rest.chars().all(|sign| sign.is_alphabetic() || sign == ' ');
        let name = if goes_on { name.start..clause.trim_end().len() } else { name };
        let whole = goes_on
            || rest.is_empty()
            || (from == 0 && rest.starts_with(',') && rest.ends_with(','));
        let article = clause[..name.start].trim_start().chars().next().is_some();
        let known = is_known(&clause[name.clone()]);
        (whole && (article || known))
            .then(|| plain.start + from + name.start..plain.start + from + name.end)
    }
}

/// « publiée par X et non pour le compte de Y », « n'est pas exploitée pour le compte de Y »
fn is_denied(before: &str, found: &str) -> bool {
    let denies =
        |(_, word): (usize, &str)| matches!(word, "non" | "pas" | "not" | "jamais" | "never");
    let last = &before[before.len().saturating_sub(12)..];
    subject::words(found).any(denies) || subject::words(last).any(denies)
}

/// Without an article, a capital may open a product or a person: only a known body, an institution or a place tells.
fn is_known(name: &str) -> bool {
    name.split(|sign: char| !sign.is_alphanumeric()).map(folded).any(|word| {
        is_public_body(&word) || is_institution(&word) || PLACES.contains(&word.as_str())
    })
}

/// Words of the names of bodies that take no article: « Rennes Métropole », « France Travail ».
#[rustfmt::skip]
const PLACES: &[&str] = &[
    "france", "metropole", "travail", "emploi", "agglomeration", "habitat", "national",
    "nationale", "francaise", "public",
];
