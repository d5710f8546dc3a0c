//! Providers: which organisation offers the API.
//!
//! The guide: « Qui propose cette API ? » (G04).

mod phrases;

use std::ops::Range;

use super::normal::{Folded, Normal};
use super::organisation::{is_institution, is_public_body, opening, opening_of_someone};
use super::person::folded;
use super::phrase::Line;
use super::stated::Stated;
use super::stems::Stems;
use super::subject::{self, Subject};
use phrases::{
    API_OF, API_OF_A_BODY, API_OF_A_PLACE, ASKED, BELONGS_TO, LABELLED, LABELS, MAY_LABEL,
    OFFERED_BY, OFFERED_FOR, OFFERS, PUTS_AT_HAND,
};

/// Words without which no sentence says who offers the API.
const STEMS: Stems<38> = Stems::new([
    "webs", "tele", "gest", "expl", "mait", "maît", "owne", "make", "serv", "outi", "plat", "prop",
    "prod", "edit", "édi", "four", "oper", "opér", "expo", "gere", "gér", "main", "deve", "dév",
    "port", "admi", "publ", "pilo", "depl", "dép", "mis", "met", "init", "prov", "offe", "run",
    "mana", "api",
]);

/// The organisations said to offer the API, as they are written, in reading order. Code is not read.
///
/// An organisation that is mentioned, or said to supply the data, is not said to offer the API.
pub fn providers_stated(text: &str) -> Vec<Stated<String>> {
    if !STEMS.occur_in(text) {
        return Vec::new();
    }
    let normal = Normal::without_code(text);
    let folded = normal.folded();
    let mut stated = Vec::new();
    let mut previous = "";
    for (start, line) in folded.lines() {
        let sentence = Sentence { line, start, folded: &folded, plain: &normal.text };
        let mut providers = sentence.providers();
        providers.extend(
            sentence
                .labelled()
                .or_else(|| sentence.answer(previous))
                .filter(|_| providers.is_empty()),
        );
        previous = line;
        for range in providers {
            // The label of a link names something else: « l'[API Gués, produite par X](…) ».
            if normal
                .links
                .iter()
                .any(|link| link.label.start < range.start && range.end <= link.label.end)
            {
                continue;
            }
            stated.push(Stated {
                value: normal.text[range.clone()].to_owned(),
                range: normal.origin(range),
            });
        }
    }
    stated
}

struct Sentence<'f> {
    line: &'f str,
    start: usize,
    folded: &'f Folded<'f>,
    plain: &'f str,
}

impl Sentence<'_> {
    /// The providers, as bytes of the plain text.
    fn providers(&self) -> Vec<Range<usize>> {
        if !STEMS.occur_in(self.line) || self.line.ends_with('?') {
            return Vec::new();
        }
        let line = Line::new(self.line);
        let behalf: Vec<_> = line
            .find_all(&OFFERED_FOR)
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
    fn labelled(&self) -> Option<Range<usize>> {
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
    fn answer(&self, previous: &str) -> Option<Range<usize>> {
        let is_asked = previous.ends_with('?')
            && !self.line.ends_with('?')
            && Line::new(previous).find(&ASKED).is_some()
            && subject::first(previous) == Some(Subject::Api);
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
        let whole = rest.is_empty() || (from == 0 && rest.starts_with(',') && rest.ends_with(','));
        let article = clause[..name.start].trim_start().chars().next().is_some();
        let known = is_known(&clause[name.clone()]);
        (whole && (article || known))
            .then(|| plain.start + from + name.start..plain.start + from + name.end)
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn says(text: &str, expected: &[&str]) {
        let found: Vec<_> = providers_stated(text).into_iter().map(|stated| stated.value).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn who_offers_the_api() {
        says("L'API Ponts, proposée par la DINUM, recense les ponts.", &["DINUM"]);
        says(
            "L'API Ponts est développée et maintenue par l’Agence des ponts.",
            &["Agence des ponts"],
        );
        says(
            "Un service public numérique développé par le **Ministère des Ponts** et l'Agence des gués (AGUE).",
            &["Ministère des Ponts et l'Agence des gués (AGUE)"],
        );
        says(
            "La Cour des ponts, dans le cadre de la refonte de son site, a initié le projet PONTS.",
            &["Cour des ponts"],
        );
        says(
            "Afin de faciliter leur réutilisation, la DGP met à disposition du public une API.",
            &["DGP"],
        );
        says("L'environnement de tests proposé par la DGP", &["DGP"]);
        says("This is the swagger describing API exposed by BridgeHub.", &["BridgeHub"]);
        says("The service is operated by the National Bridge Agency.", &["National Bridge Agency"]);
        says("Proposée par l'Insee, l'API Ponts recense les ponts.", &["Insee"]);
        says("Service proposé par Gués Métropole", &["Gués Métropole"]);
        says("L'API Gués est un service de l'IGN.", &["IGN"]);
        says(
            "Service développé par l'Agence du Numérique en Ponts",
            &["Agence du Numérique en Ponts"],
        );
        says(
            "L'API est exploitée par le ministère chargé des Ponts.",
            &["ministère chargé des Ponts"],
        );
        says("L'équipe de ponts.gouv.fr maintient cette API.", &["équipe de ponts.gouv.fr"]);
        says("API de la Direction générale des ponts", &["Direction générale des ponts"]);
        says("Dans ce cadre, le CIPONT développe des outils de calcul.", &["CIPONT"]);
        says("L'Insee propose une API de recherche.", &["Insee"]);
        says("Producteur : Ministère des Ponts", &["Ministère des Ponts"]);
        says(
            "Fournisseur de l'API : Direction générale des ponts",
            &["Direction générale des ponts"],
        );
        says("**Producteur** : DINUM", &["DINUM"]);
        says(
            "Le producteur de cette API est la Bibliothèque des Ponts.",
            &["Bibliothèque des Ponts"],
        );
        says(
            "La maîtrise d'ouvrage de l'API est assurée par la Direction des ponts.",
            &["Direction des ponts"],
        );
        says("## Qui propose cette API ?\nLe ministère des Ponts.", &["ministère des Ponts"]);
        says("L'API est proposée par le service des ponts.", &["service des ponts"]);
        says("Le Service des ponts met à disposition une API.", &["Service des ponts"]);
        says("Fournisseur : Service des ponts de l'État", &["Service des ponts de l'État"]);
        says("L'Agence des ponts met cette API à la disposition de tous.", &["Agence des ponts"]);
        says("L'IGN met gratuitement à disposition une API de calcul.", &["IGN"]);
        says("Maîtrise d'ouvrage : Direction des ponts", &["Direction des ponts"]);
        says("Une API du Département de la Loire", &["Département de la Loire"]);
        says("Ce webservice de l'Insee donne les communes.", &["Insee"]);
        says("L'API Ponts de la Caisse des ponts donne leur état.", &["Caisse des ponts"]);
        says("Direction des ponts (DP) - API Ponts", &["Direction des ponts (DP)"]);
        says("Éditeur : Office national des ponts", &["Office national des ponts"]);
        says("Publisher: National Bridge Office", &["National Bridge Office"]);
        says(
            "Cette API est opérée par la société Pontis pour le compte de la Métropole de Gués.",
            &["Métropole de Gués"],
        );
        says(
            "L'API est développée par Pontis pour le compte du ministère des Ponts.",
            &["ministère des Ponts"],
        );
        says(
            "The API is operated by Pontis Ltd on behalf of the Bridge Agency.",
            &["Bridge Agency"],
        );
        says("Ce service est exploité pour le compte de l'État.", &["État"]);
        says("L'API est hébergée par la société Pontis.", &[]);
        says("L'API est éditée par la société Pontis.", &["société Pontis"]);
    }

    #[test]
    fn who_does_not() {
        for text in [
            "Producteur : Jeanne Martin",
            "Éditeur : Hachette Livre",
            "Publisher: Bridges and Fords",
            "Les données sont collectées par Pontis pour le compte de la Métropole de Gués.",
            "Requests are signed by the proxy on behalf of the Bridge Agency.",
            "Éditeur : Gallimard Jeunesse",
            "Cette API appelle l'API Communes de l'Insee.",
            "L'API expose des données de l'Insee.",
            "L'API est exposée par le service de gestion des accès.",
            "Le service de recherche met à disposition une API.",
            "Une API de la commune de naissance",
            "Le service met les données à disposition par une API.",
            "Producteur : à compléter",
            "Producteur de la notice : Gallimard",
            "Qui propose le livre ? La Bibliothèque des Ponts.",
            "Qui propose cette API ? Voir la page dédiée.",
            "Le responsable de l'API est joignable par courriel.",
            "Le module utilise une base de données entretenue par FranceAgriMer.",
            "Données fournies par l'Insee",
            "L'API donne accès aux données produites par la DGFiP.",
            "Les données de l'API sont fournies par l'Insee.",
            "Recherche des personnes dans le référentiel de la DGFiP",
            "La clé d'API est délivrée par la DSNJ.",
            "L'accès au service est géré par DataPass.",
            "L'API est développée par Jean Dupont.",
            "L'API est développée par Ada Lovelace.",
            "Le service est géré par Keycloak.",
            "L'API propose un service de recherche.",
            "Elle propose un grand nombre de critères et une API.",
            "Ponts propose une API.",
            "Cette documentation est publiée par la DINUM.",
            "L'API peut être appelée par la DGFiP.",
            "l'ANSM met à disposition des fichiers",
            "Service fourni par un tiers",
            "L'API est un service de recherche de ponts.",
            "Erreurs retournées par la brique d'API Management DGFiP",
            "L'API fournit aussi un tableau de bord, développé par la DGP.",
            "voir l'[API Gués, produite par la DGP](https://gues.fr)",
            "Qui propose l'API ? Une API proposée par la DINUM ?",
        ] {
            says(text, &[]);
        }
    }

    #[test]
    fn the_name_is_shown_where_it_stands() {
        let text = "L&apos;API est propos&eacute;e par l'**Agence&nbsp;des ponts**.";
        let found = providers_stated(text);
        assert_eq!(found[0].value, "Agence des ponts");
        assert_eq!(&text[found[0].range.clone()], "Agence&nbsp;des ponts");
    }
}
