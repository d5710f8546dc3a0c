//! Families of APIs: open, internal, partner, composite, where a sentence says that the API is of one.

use std::ops::Range;

use super::aside::is_aside;
use super::denial::is_denied;
use super::normal::Normal;
use super::phrase::{Line, Phrase, phrase};
use super::stated::Stated;
use super::stems::Stems;
use super::subject::{self, Subject, words};

/// Whom an API is made for, or what it is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// Anyone may use it: « API ouverte ».
    Open,
    /// The organisation that provides it: « API interne », « privée ».
    Internal,
    /// Those that the organisation works with: « API partenaire ».
    Partner,
    /// It answers with the answers of several others: « API composite ».
    Composite,
}

/// Words without which no family is told.
const STEMS: Stems<8> =
    Stems::new(["inte", "priv", "part", "comp", "plus", "bouq", "seve", "mult"]);

/// The families that the sentences of a text say of the API, in reading order. Open ones are told by
/// [`audiences_stated`](super::audience::audiences_stated). A sentence that names several families says what there is, not
/// what the API is; code is not read.
pub fn families_stated(text: &str) -> Vec<Stated<Family>> {
    if !STEMS.occur_in(text) {
        return Vec::new();
    }
    let normal = Normal::without_code(text);
    let folded = normal.folded();
    let mut stated = Vec::new();
    let mut previous = "";
    for (start, line) in folded.lines() {
        if let Some((value, range)) = family(line, previous) {
            let range = folded.origin(start + range.start..start + range.end);
            stated.push(Stated { value, range });
        }
        previous = line;
    }
    stated
}

fn family(line: &str, previous: &str) -> Option<(Family, Range<usize>)> {
    if !STEMS.occur_in(line) || is_aside(line) || is_list(line) {
        return None;
    }
    let read = Line::new(line);
    PATTERNS.iter().find_map(|pattern| {
        let mut places = read.find_all(&pattern.phrase);
        let found = places.find(|found| pattern.is_of_this_api(line, previous, found))?;
        let before = &line[..found.start];
        let is_elsewhere = OTHERWISE.iter().any(|told| before.contains(told));
        (!is_elsewhere && !is_denied(line, &found)).then_some((pattern.family, found))
    })
}

/// « Une API peut être ouverte, interne ou partenaire »: two families or more, named by what they are called.
fn is_list(line: &str) -> bool {
    let names = ["ouvert", "publi", "open", "intern", "priv", "partena", "partner", "composite"];
    let told = names.iter().filter(|name| words(line).any(|(_, word)| word.starts_with(**name)));
    let choice = words(line).any(|(_, word)| matches!(word, "ou" | "or" | "soit" | "either"));
    told.count() >= 2 && (choice || line.matches(',').count() >= 2)
}

/// Where a phrase says it of this API.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Said {
    /// It opens the sentence, or follows « est une »: it is what the API is called.
    AsAName,
    /// Its subject is the API or access to it.
    OfTheApi,
}

struct Pattern {
    family: Family,
    said: Said,
    phrase: Phrase,
}

impl Pattern {
    fn is_of_this_api(&self, line: &str, previous: &str, found: &Range<usize>) -> bool {
        let before = line[..found.start].trim_end_matches(|sign: char| !sign.is_alphanumeric());
        match self.said {
            Said::AsAName => {
                let opens = before.is_empty()
                    || ["cette", "this", "the", "l", "notre", "our"].contains(&before);
                let is_one = NAMED.iter().any(|words| before.ends_with(words));
                // « API Prêts interne », and not « l'API du réseau interne », « l'API appelle l'API interne ».
                let inside = &line[found.clone()];
                let mut named = words(inside).skip(1).filter(|_| inside.starts_with("api"));
                let is_name = named.all(|(_, word)| !OF_ELSE.contains(&word));
                (opens || is_one) && is_name && !subject::acts(inside)
            }
            Said::OfTheApi => {
                let nearest = subject::nearest(before);
                let of_api = matches!(nearest, Some((Subject::Api | Subject::Access, _)));
                let pronoun = words(line).next().is_some_and(|(_, word)| {
                    matches!(word, "elle" | "it") && subject::first(previous) == Some(Subject::Api)
                });
                before.is_empty() || of_api || (nearest.is_none() && pronoun)
            }
        }
    }
}

const fn pattern(family: Family, said: Said, slots: &'static [&'static [&'static str]]) -> Pattern {
    Pattern { family, said, phrase: phrase(slots) }
}

#[rustfmt::skip]
static PATTERNS: &[Pattern] = {
    use Family::{Composite, Internal, Partner};
    use Said::{AsAName, OfTheApi};
    &[
        pattern(Internal, AsAName, &[&["api"], &["", "%3"], &["interne", "privee"]]),
        pattern(Internal, AsAName, &[&["internal", "private"], &["", "rest", "http", "web"], &["api"]]),
        pattern(Internal, OfTheApi, &[
            &["a usage", "a un usage", "pour un usage", "pour usage", "usage"],
            &["strictement", "exclusivement", "uniquement", "purement", ""], &["interne"],
        ]),
        pattern(Internal, OfTheApi, &[
            &["for"], &["strictly", ""], &["internal"], &["use", "usage", "purposes"],
        ]),
        pattern(Internal, OfTheApi, &[
            &["reserve~", "destine~", "accessible~", "utilisable~", "restricted", "available"],
            ONLY, &["aux", "a nos", "a ses", "a des", "par nos", "par les", "to", "to our", "for our"],
            &["services", "applications", "equipes", "agents", "systemes", "outils", "internal"], &["", "%1"],
            &["internes", "teams", "applications", "services", "systems", "tools", "users"],
        ]),
        pattern(Partner, AsAName, &[&["api"], &["", "%3"], &["partenaire", "partenaires"]]),
        pattern(Partner, AsAName, &[&["partner"], &["api"]]),
        pattern(Partner, OfTheApi, &[
            &[
                "reserve~", "destine~", "accessible~", "ouvert~", "disponible~", "s'adresse",
                "mis~ a disposition", "propose~",
            ],
            ONLY, &["aux", "a nos", "a ses", "a des", "de nos", "de ses", "des", "par nos", "par les"],
            &["", "%2"], &["partenaires"],
        ]),
        pattern(Partner, OfTheApi, &[
            &["reserved", "restricted", "limited", "available", "open", "intended", "accessible"],
            ONLY, &["to", "for", "by"], &["", "%2"], &["partners"],
        ]),
        pattern(Composite, AsAName, &[&["api"], &["", "%2"], &["composite"]]),
        pattern(Composite, AsAName, &[&["composite"], &["api"]]),
        pattern(Composite, AsAName, &[&["bouquet"], &["d'api", "d'apis"]]),
        pattern(Composite, OfTheApi, &[
            &["agrege", "regroupe", "combine", "rassemble", "reunit", "orchestre", "federe"], ANSWERS,
            &["plusieurs", "deux", "trois", "quatre", "differentes", "diverses", "d'autres"],
            &["", "%1"], &["api", "apis"],
        ]),
        pattern(Composite, OfTheApi, &[
            &["combines", "aggregates", "gathers", "orchestrates", "federates", "brings together"],
            ANSWERS, &["several", "multiple", "many", "various", "two", "three", "four", "other"],
            &["", "%2"], &["apis"],
        ]),
    ]
};

#[rustfmt::skip]
const ONLY: &[&str] = &[
    "uniquement", "seulement", "exclusivement", "strictement", "only", "exclusively", "",
];
/// What is gathered of the other APIs.
#[rustfmt::skip]
const ANSWERS: &[&str] = &[
    "les reponses de", "les donnees de", "les resultats de", "les appels a", "les services de",
    "the answers of", "the responses of", "the results of", "data from", "calls to",
    "responses from", "results from", "",
];
/// Words before a name that say that this API is it.
#[rustfmt::skip]
const NAMED: &[&str] = &[
    "est une", "est un", "est l", "est notre", "est donc une", "is an", "is a", "is the", "is our",
    "s'agit d'une", "s'agit d'un", "it's a", "it's an", "constitue une", "est avant tout une",
];
/// Words inside a name that say that its last word is of something else.
#[rustfmt::skip]
const OF_ELSE: &[&str] = &[
    "de", "du", "des", "d", "l", "la", "le", "les", "un", "une", "au", "aux", "en", "et", "pour",
    "par", "sur", "avec", "a", "est", "appelle", "erreur", "error", "server", "code", "cle", "key",
];
/// Words before that speak of another API, or of another time.
#[rustfmt::skip]
const OTHERWISE: &[&str] = &[
    "n'est plus", "ne sera", "no longer", "contrairement", "a la difference", "unlike", "ancien",
    "remplac", "replace", "formerly", "etait", "avant d'", "s'appuie", "repose sur", "appelle ",
    "via l'", "via une", "autre api", "autres api", "another", "plutot qu", "et non", "rather than",
    "instead of", "deviendra", "par exemple", "for example", "si ", "if ", "when ", "lorsqu",
];

#[cfg(test)]
mod tests {
    use super::Family::{Composite, Internal, Partner};
    use super::*;

    #[test]
    fn families() {
        for (text, family, words) in [
            ("API interne de gestion des prêts.", Internal, "API interne"),
            ("API Prêts interne, appelée par le portail", Internal, "API Prêts interne"),
            ("L'API Prêts est une **API privée**.", Internal, "API privée"),
            ("Il s'agit d'une API interne au ministère.", Internal, "API interne"),
            ("Cette API est à usage strictement interne.", Internal, "à usage strictement interne"),
            ("L'API est réservée à un usage interne.", Internal, "à un usage interne"),
            ("This is an internal API.", Internal, "internal API"),
            ("This API is for internal use only.", Internal, "for internal use"),
            (
                "L'API est accessible uniquement aux applications internes.",
                Internal,
                "accessible uniquement aux applications internes",
            ),
            ("API partenaires de la bibliothèque", Partner, "API partenaires"),
            ("Cette API est réservée à nos partenaires.", Partner, "réservée à nos partenaires"),
            (
                "L'API recense les prêts. Elle s'adresse aux collectivités partenaires.",
                Partner,
                "s'adresse aux collectivités partenaires",
            ),
            (
                "L'accès à l'API est ouvert aux seuls partenaires conventionnés.",
                Partner,
                "ouvert aux seuls partenaires",
            ),
            (
                "The API is available only to our partners.",
                Partner,
                "available only to our partners",
            ),
            ("This is a partner API.", Partner, "partner API"),
            ("API composite : les prêts et les lecteurs en un appel", Composite, "API composite"),
            (
                "L'API agrège les données de plusieurs API.",
                Composite,
                "agrège les données de plusieurs API",
            ),
            ("API Lecteurs est un bouquet d'API.", Composite, "bouquet d'API"),
            (
                "The API combines data from several public APIs.",
                Composite,
                "combines data from several public APIs",
            ),
        ] {
            let found = families_stated(text);
            let [stated] = found.as_slice() else { panic!("one family: {text}") };
            assert_eq!((stated.value, &text[stated.range.clone()]), (family, words), "{text}");
        }
    }

    #[test]
    fn what_says_no_family() {
        for text in [
            "Une API peut être ouverte, interne, partenaire ou composite.",
            "Les API sont soit internes, soit ouvertes.",
            "APIs are either open, internal or partner APIs.",
            "Cette API n'est pas une API interne.",
            "This is not an internal API.",
            "Cette API n'est plus une API partenaire.",
            "Contrairement à l'API interne, celle-ci est ouverte.",
            "L'API appelle l'API interne des prêts.",
            "L'API du réseau interne",
            "L'API s'appuie sur une API interne.",
            "Elle remplace l'ancienne API interne.",
            "Est-ce une API interne ?",
            "TODO : API interne",
            "L'API renvoie une erreur interne",
            "Identifiant interne de l'ouvrage",
            "Retourne la liste des partenaires",
            "Prêts entre bibliothèques partenaires",
            "Ce champ est réservé à un usage interne.",
            "This name is for internal use.",
            "L'établissement est ouvert aux partenaires",
            "`API interne`",
            "Le portail des données regroupe plusieurs jeux",
            "Un indice composite est calculé.",
            "Les données personnelles sont privées.",
            "L'API n'est pas réservée à nos partenaires.",
            "Une API composite est prévue pour 2027.",
            "Si vous appelez une API interne, voyez le guide.",
        ] {
            assert!(families_stated(text).is_empty(), "{text}");
        }
    }
}
