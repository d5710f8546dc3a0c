//! What a text refers the reader to: a documentation, terms of use.
//!
//! The guide: « Lire la documentation fonctionnelle de l'API qui est un élément clé de son appropriation » (G26).

use std::ops::Range;

use super::Prose;
use super::aside::is_aside;
use super::denial::first_told;
use super::link::{self, Link, links};
use super::normal::Normal;
use super::phrase::{Line, Phrase, phrase};
use super::placeholder::is_placeholder;
use super::stated::Stated;
use super::stems::Stems;
use super::subject::words;

/// How a text leads to a documentation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Documentation {
    /// A link to it.
    Page(String),
    /// A link to a place where the code is, and whose documentation may be.
    Repository(String),
    /// It is named, and not linked: « voir le guide du partenaire ».
    Named,
}

/// Words without which no documentation is named.
const DOCUMENTED: Stems<18> = Stems::new([
    "docu", "doc", "guid", "manu", "fich", "tuto", "noti", "wiki", "aide", "mode", "help", "refe",
    "réf", "prot", "doss", "spec", "http", "cata",
]);

/// Words without which no terms are named.
const AGREED: Stems<7> = Stems::new(["cgu", "cond", "term", "moda", "ment", "lega", "http"]);

/// Where a text leads for a documentation, pages first. Links to standards and to samples are none; code is not read.
pub fn documentation_linked(prose: &Prose<'_>) -> Vec<Stated<Documentation>> {
    let text = prose.text;
    if !DOCUMENTED.occur_in(text) {
        return Vec::new();
    }
    let normal = prose.without_code();
    let folded = normal.folded();
    let mut stated: Vec<Stated<Documentation>> = Vec::new();
    let linked = links(text, &folded, &normal.links);
    for link in &linked {
        let value = || link.url.to_owned();
        let value = if is_of_others(&link::host(link.url)) {
            continue;
        } else if leads_to_documentation(link) {
            Documentation::Page(value())
        } else if is_repository(link.url) {
            Documentation::Repository(value())
        } else {
            continue;
        };
        stated.push(Stated { value, range: link.range.clone() });
    }
    for (start, line) in folded.lines().filter(|(_, line)| !is_aside(line)) {
        let line = Line::new(line);
        if let Some(range) = NAMED.iter().find_map(|phrase| line.find(phrase)) {
            let range = folded.origin(start + range.start..start + range.end);
            stated.push(Stated { value: Documentation::Named, range });
        }
    }
    stated.sort_by_key(|stated| match stated.value {
        Documentation::Page(_) => 0,
        Documentation::Repository(_) => 1,
        Documentation::Named => 2,
    });
    stated
}

/// Whether a text is a documentation by itself: several paragraphs, under headings unless it is long. The range is its first
/// heading, or the whole text.
pub fn documents(text: &str) -> Option<Range<usize>> {
    const TITLED: usize = 600;
    const LONG: usize = 1500;
    if text.len() < TITLED {
        return None;
    }
    let normal = Normal::without_code(text);
    let headings = headings(text);
    let mut prose = 0;
    for line in normal.text.split('\n') {
        // Data is no prose: lists of numbers, of codes.
        let of_letters =
            |word: &&str| word.chars().all(|sign| sign.is_alphabetic() || sign == '\'');
        let told = line.split_whitespace().filter(of_letters).count();
        if told >= 4 && told * 2 >= line.split_whitespace().count() {
            prose += line.len();
        }
    }
    if headings.len() >= 2 && prose >= TITLED {
        return headings.into_iter().next();
    }
    (prose >= LONG).then(|| {
        let start = text.len() - text.trim_start().len();
        start..text.trim_end().len()
    })
}

/// The headings of a Markdown text: `# Usage`.
fn headings(text: &str) -> Vec<Range<usize>> {
    let mut at = 0;
    let lines = text.split('\n').map(|line| {
        let start = at;
        at += line.len() + 1;
        (start, line)
    });
    lines
        .filter_map(|(start, line)| {
            let trimmed = line.trim();
            let title = trimmed.trim_start_matches('#');
            let depth = trimmed.len() - title.len();
            let from = start + (line.len() - line.trim_start().len());
            ((1..=6).contains(&depth) && title.starts_with(' '))
                .then_some(from..from + trimmed.len())
        })
        .collect()
}

/// The links of a text to terms of use. Code is not read.
pub fn terms_linked(text: &str) -> Vec<Stated<String>> {
    if !text.contains("://") || !AGREED.occur_in(text) {
        return Vec::new();
    }
    let normal = Normal::without_code(text);
    let folded = normal.folded();
    let linked = links(text, &folded, &normal.links);
    let terms = linked.iter().filter(|link| {
        let path = link::path(link.url);
        let by_path = path.split(['/', '-', '_', '.']).any(|word| matches!(word, "cgu" | "tos"))
            || [
                "conditions-generales",
                "conditions-d-utilisation",
                "terms-of-service",
                "terms-of-use",
            ]
            .iter()
            .any(|name| path.contains(name));
        let says = |words: &str| {
            let words = Line::new(words);
            TERMS.iter().any(|phrase| words.find(phrase).is_some())
        };
        by_path
            || link.name() == "conditions"
            || says(link.label)
            || (link.is_pointer() && says(link.before))
    });
    terms.map(|link| Stated { value: link.url.to_owned(), range: link.range.clone() }).collect()
}

/// Where a text names terms of use, without a link: « soumise aux conditions générales d'utilisation ».
pub fn terms_named(text: &str) -> Option<Range<usize>> {
    AGREED.occur_in(text).then(|| first_told(text, TERMS))?
}

/// Whether the address of a field leads somewhere: absolute, to a real host.
pub fn leads_somewhere(address: &str) -> bool {
    let address = address.trim();
    let Some((scheme, rest)) = address.split_once("://") else { return false };
    matches!(scheme.to_ascii_lowercase().as_str(), "http" | "https")
        && !address.contains(char::is_whitespace)
        && !is_placeholder(address)
        && super::host::host_fault(rest.split(['/', '?', '#']).next().unwrap_or(rest)).is_none()
}

fn leads_to_documentation(link: &Link<'_>) -> bool {
    let names = |text: &str| words(text).any(|(_, word)| NOUNS.contains(&word));
    let host = link::host(link.url);
    let path = link::path(link.url);
    // `docs.google.com` holds forms as much as texts.
    let by_host = !host.ends_with("google.com")
        && host.split(['.', '-']).any(|word| {
            matches!(
                word,
                "doc"
                    | "docs"
                    | "documentation"
                    | "wiki"
                    | "aide"
                    | "help"
                    | "gitbook"
                    | "readthedocs"
                    | "notion"
            )
        });
    let by_path = path.split(['/', '-', '_', '.']).any(|word| NOUNS.contains(&word))
        && !path.contains("swagger")
        && !path.contains("openapi");
    // The page of the catalogue: `api.gouv.fr/les-api/…`.
    let by_catalogue = host == "api.gouv.fr" && path.starts_with("/les-api/");
    let before = Line::new(link.before);
    let cue =
        link.is_pointer() && NAMED.iter().chain(CUES).any(|phrase| before.find(phrase).is_some());
    // « Voir https://… pour plus d'informations »
    let sends = |(verb, more): (&Phrase, &Phrase)| {
        link.is_pointer()
            && before.find(verb).is_some()
            && more.opens(link.after.trim_start()).is_some()
            // « Consultez https://… pour plus d'informations » may send to anything.
            && (names_the_api(link.before) || names_the_api(link.after))
    };
    // « See our [page](…) for the full documentation »
    let is_named_after =
        before.find(&SENDS).is_some() && FOR_DOCUMENTATION.opens(link.after.trim_start()).is_some();
    is_named_after
        || names(link.label)
        || sends((&SENDS, &FOR_MORE))
        || by_host
        || by_path
        || by_catalogue
        || cue
}

/// Whether the words around a link name the API.
fn names_the_api(text: &str) -> bool {
    words(text).any(|(_, word)| matches!(word, "api" | "apis" | "webservice"))
}

/// Laws, standards, norms and other people's manuals: what they document is not this API.
fn is_of_others(host: &str) -> bool {
    OTHERS.iter().any(|other| {
        host == *other || host.strip_suffix(other).is_some_and(|rest| rest.ends_with('.'))
    })
}

fn is_repository(url: &str) -> bool {
    let host = link::host(url);
    ["github.com", "gitlab.com", "codeberg.org", "framagit.org"].contains(&host.as_str())
        || host.starts_with("gitlab.")
        || host.starts_with("forge.")
}

/// Nouns of what documents.
#[rustfmt::skip]
const NOUNS: &[&str] = &[
    "documentation", "documentations", "guide", "guides", "manuel", "manual", "tutoriel",
    "tutoriels", "tutorial", "tutorials", "fiche", "wiki", "notice", "docs", "doc", "aide",
    "handbook",
];

/// Hosts whose documents are about something else than this API.
#[rustfmt::skip]
const OTHERS: &[&str] = &[
    "ietf.org", "rfc-editor.org", "w3.org", "iso.org", "wikipedia.org", "schema.org",
    "developers.google.com", "mozilla.org", "swagger.io", "openapis.org", "postman.com",
    "geojson.org", "ogc.org", "opengeospatial.org", "oauth.net", "openid.net", "jwt.io",
    "json-schema.org", "apache.org", "opensource.org", "creativecommons.org", "gnu.org",
    "spdx.org", "postgresql.org", "postgis.net", "elastic.co",
    "legifrance.gouv.fr", "eur-lex.europa.eu", "cnil.fr",
    "django-rest-framework.org", "stackoverflow.com", "epsg.io", "unicode.org",
];

/// Phrases that send to a documentation by its name alone. « Lire la notice », « consulter la fiche » are what calls do.
#[rustfmt::skip]
static NAMED: &[Phrase] = &[
    phrase(&[
        &[
            "voir", "referer a", "referer au", "referez-vous a", "referez vous a",
            "referez-vous au", "se reporter a", "se reporter au", "reportez-vous a",
            "reportez-vous au", "cf", "consultez", "lisez", "telechargez",
        ],
        &["%2"],
        &[
            "documentation", "guide", "manuel", "tutoriel", "mode d'emploi", "protocole technique",
            "dossier technique", "specifications",
        ],
    ]),
    phrase(&[
        &["see", "refer to", "consult"], &["the", "our", ""],
        &["%2"], &["documentation", "guide", "manual", "tutorial", "wiki", "handbook"],
    ]),
    phrase(&[
        &[
            "read more", "more information", "more details", "learn more", "check out",
            "plus d'informations", "plus de details", "en savoir plus", "sont decrites dans",
            "sont decrits dans", "est decrit dans", "est decrite dans", "described in",
        ],
        &["%6"],
        &["documentation", "guide", "manual", "tutorial", "wiki", "handbook", "manuel", "tutoriel"],
    ]),
    phrase(&[
        &["documentation", "guide", "manuel"], &["%4"],
        &["click here", "cliquez ici", "disponible sur", "disponible dans", "consultable sur", "accessible sur", "available on", "available in", "available at"],
    ]),
];

/// Phrases that send to a documentation when a link follows.
#[rustfmt::skip]
static CUES: &[Phrase] = &[
    phrase(&[
        &["voir", "consulter", "consultez", "lire", "lisez", "telecharger", "reporter", "referer"],
        &["%3"],
        &["fiche", "notice", "wiki", "catalogue", "documentation", "guide", "manuel", "tutoriel"],
    ]),
    phrase(&[
        &["referez"], &["%3"],
        &["fiche", "notice", "wiki", "catalogue", "documentation", "guide", "manuel"],
    ]),
    phrase(&[&["read", "check"], &["%3"], &["documentation", "guide", "manual", "tutorial"]]),
    phrase(&[
        &["documentation", "guide", "manuel"],
        &["metier", "fonctionnelle", "fonctionnel", "utilisateur", "complete", "detaillee"],
    ]),
    phrase(&[&["guide", "manuel", "tutoriel", "documentation", "manual", "tutorial"], &["%3"], &[":"]]),
    phrase(&[
        &["guide", "manuel", "tutoriel", "documentation", "manual", "tutorial"], &["%8"],
        &["is at", "is on", "is found at", "is here", "est sur", "se trouve sur", "est a l'adresse"],
    ]),
    // « Pour plus d'informations sur l'API : », `For more information about the API see`
    phrase(&[
        &["more information", "further information", "more details", "plus d'informations", "plus d'information",
          "plus de details", "en savoir plus"],
        &["%2"],
        &["cette api", "l'api", "ce service", "the api", "this api", "our api"],
    ]),
];

/// Words that send to the address that follows, and what for.
static SENDS: Phrase = phrase(&[&["refer to", "see", "visit", "voir", "consultez", "consulter"]]);
#[rustfmt::skip]
static FOR_MORE: Phrase = phrase(&[&[
    "for further information", "for more information", "for further details", "for more details", "to learn more",
    "pour plus d'information", "pour plus d'informations", "pour plus de details", "pour en savoir plus",
]]);

/// What is said after the address of a documentation.
#[rustfmt::skip]
static FOR_DOCUMENTATION: Phrase = phrase(&[
    &["for", "pour"], &["the", "our", "la", ""], &["full", "complete", "detailed", ""],
    &["documentation", "docs"],
]);

/// Phrases that name terms of use.
#[rustfmt::skip]
static TERMS: &[Phrase] = &[
    phrase(&[&[
        "conditions d'utilisation", "conditions generales d'utilisation", "cgu",
        "conditions generales", "modalites d'utilisation", "terms of service", "terms of use",
        "terms and conditions", "conditions of use", "mentions legales",
    ]]),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn first(text: &str) -> Option<Documentation> {
        documentation_linked(&Prose::of(text)).into_iter().next().map(|stated| stated.value)
    }

    #[test]
    fn documentations() {
        for text in [
            "Consultez la [documentation utilisateur](https://ponts.fr/a.pdf).",
            "<a href='https://ponts.fr/catalogue'>Documentation métier</a>",
            "Plus de détails : https://docs.ponts.fr/",
            "[Voir le guide](https://ponts.fr/x)",
            "Voir https://ponts.fr/doc/api",
            "[fiche explicative](https://ponts.fr/y)",
            "Vous pouvez télécharger une [documentation des tris](https://ponts.fr/tris.xlsx).",
            "See the documentation [here](https://ponts.fr/z).",
            "Guide d'intégration : https://ponts.fr/integration.pdf",
            "Voir la documentation du pont (https://ponts.fr/z)",
            "[Les évolutions de l'API](https://api.gouv.fr/les-api/api-ponts)",
            "Referez-vous au catalogue des données (https://ponts.fr/donnees)",
            "For more information about the API see [ponts.fr/dev](https://ponts.fr/dev).",
            "Pour en savoir plus sur l'API : https://ponts.fr/api",
            "A tutorial on the use of this API is at https://ponts.fr/t",
            "Refer to https://ponts.fr/w for further information about the API.",
            "L'API donne les ponts : voir https://ponts.fr/w pour plus d'informations.",
            "See our [page on bridges](https://ponts.fr/w) for the full documentation.",
        ] {
            assert!(matches!(first(text), Some(Documentation::Page(_))), "{text}");
        }
        let code = first("[ponts/moteur](https://github.com/ponts/moteur)");
        assert!(matches!(code, Some(Documentation::Repository(_))));
        for text in [
            "Code invalide (voir le guide du partenaire)",
            "Consultez la documentation du service.",
            "Vous pouvez vous référer à son [protocole technique](/ponts.pdf).",
            "You can read more about bridges in the [bridge guide](/bridges/overview).",
            "Les codes sont décrits dans le guide des gestionnaires.",
            "La documentation fonctionnelle est disponible sur le portail.",
        ] {
            assert_eq!(first(text), Some(Documentation::Named), "{text}");
        }
    }

    #[test]
    fn what_documents_nothing() {
        for text in [
            "Date au format [RFC 3339](https://datatracker.ietf.org/doc/html/rfc3339)",
            "[Disponibilité du service](https://veille.ponts.fr/12)",
            "Bienvenue sur la documentation interactive de l'API Ponts.",
            "Documentation de l'API Ponts",
            "[Licence](https://ponts.fr/licence)",
            "https://api.ponts.fr/v1/ponts?nom=a",
            "TODO : voir la documentation",
            "Lire la notice d'un ouvrage",
            "Consulter la fiche d'un établissement",
            "Lire le guide d'un musée",
            "Signalement de la documentation électronique",
            "[Swagger](https://ponts.fr/swagger)",
            "`curl https://docs.ponts.fr`",
            "Consultez https://ponts.fr/loi pour plus d'informations.",
            "L'API applique la loi : consultez https://www.legifrance.gouv.fr/loda pour plus d'informations.",
            "For more information about the service see https://ponts.fr/law.",
            "Refer to https://ponts.fr/w for further information.",
            "https://docs.localhost/",
        ] {
            assert_eq!(first(text), None, "{text}");
        }
    }

    #[test]
    fn texts_that_document() {
        let sentence =
            "Le service rend pour chaque pont son nom, sa longueur et la commune où il se trouve. ";
        let titled = format!("# Ponts\n{}\n## Usage\n{}", sentence.repeat(6), sentence.repeat(6));
        assert_eq!(documents(&titled).map(|range| &titled[range]), Some("# Ponts"));
        assert!(documents(&sentence.repeat(20)).is_some());
        assert!(documents(&sentence.repeat(10)).is_none());
        assert!(documents(&format!("# A\n## B\n{}", "0123 4567 89AB\n".repeat(200))).is_none());
        assert!(
            documents(&format!("{sentence}\n{}", "[[1.5, 48.2], [1.6, 48.3]]\n".repeat(100)))
                .is_none()
        );
    }

    #[test]
    fn terms() {
        for text in [
            "[Conditions d'utilisation](https://ponts.fr/a)",
            "CGU : https://ponts.fr/b",
            "L'API est mise à disposition sous [conditions](https://ponts.fr/d).",
            "Voir https://ponts.fr/cgu",
            "The terms of service are [here](https://ponts.fr/c).",
        ] {
            assert_eq!(terms_linked(text).len(), 1, "{text}");
        }
        for text in [
            "[Conditions d'accès au pont](https://ponts.fr/a)",
            "Les conditions générales sont à venir.",
            "[Licence Ouverte](https://etalab.gouv.fr/licence)",
            "CGU : https://a-definir/cgu",
        ] {
            assert_eq!(terms_linked(text), [], "{text}");
        }
        assert!(
            terms_named("L'usage de l'API vaut acceptation des conditions générales.").is_some()
        );
        for text in
            ["Les conditions générales sont à venir.", "Conditions de circulation", "Sans CGU"]
        {
            assert_eq!(terms_named(text), None, "{text}");
        }
        assert!(leads_somewhere("https://ponts.fr/cgu"));
        for address in
            ["No", "", "/cgu", "https://a-definir.fr/cgu", "Terms of service", "mailto:a@b.fr"]
        {
            assert!(!leads_somewhere(address), "{address}");
        }
    }
}
