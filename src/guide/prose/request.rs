//! Requests for access: where they are made, and how long the answer takes.
//!
//! The guide: « Faire une demande d'habilitation à l'API (si celle-ci n'est pas en open data) » (G17), « le délai de réponse
//! aux demandes d'accès doit être inférieur à 15 jours » (G16).

use std::ops::Range;

use super::credential::{credentials_given, mentions_credential};
use super::link::{self, Link, links};
use super::normal::Normal;
use super::phrase::{Line, Phrase, phrase};
use super::quantity::quantities;
use super::stated::Stated;
use super::stems::Stems;
use super::subject::words;

/// What a text says of how access is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Request {
    /// A page where it is.
    Page(String),
    /// Whom to write to, and for what.
    Told,
    /// That it must be, and not where.
    Mentioned,
}

/// Words without which no access is asked for.
const STEMS: Stems<28> = Stems::new([
    "dema", "habi", "insc", "sous", "conv", "cont", "sign", "regi", "requ", "appl", "acce", "accè",
    "obte", "data", "abon", "agre", "adhe", "ecri", "criv", "crir", "cree", "cré", "subs", "jeto",
    "toke", "key", "cle", "clé",
]);

/// What the text says of how access is asked for, the surest first. Code is not read.
pub fn requests_stated(text: &str) -> Vec<Stated<Request>> {
    if !STEMS.occur_in(text) {
        return Vec::new();
    }
    let normal = Normal::without_code(text);
    let folded = normal.folded();
    let mut stated = Vec::new();
    let pages = links(text, &folded, &normal.links);
    stated.extend(pages.iter().filter(|link| takes_requests(link)).map(|link| Stated {
        value: Request::Page(link.url.to_owned()),
        range: link.range.clone(),
    }));
    let sentences = || folded.lines().filter(|(_, line)| STEMS.occur_in(line) && !is_aside(line));
    let place =
        |start: usize, range: Range<usize>| folded.origin(start + range.start..start + range.end);
    let mut previous = [""; 2];
    for (start, line) in folded.lines() {
        if !is_aside(line)
            && let Some(range) = told(line, previous)
        {
            stated.push(Stated { value: Request::Told, range: place(start, range) });
        }
        previous = [previous[1], line];
    }
    stated.extend(sentences().filter_map(|(start, line)| {
        let range = MENTIONED.iter().find_map(|phrase| Line::new(line).find(phrase))?;
        Some(Stated { value: Request::Mentioned, range: place(start, range) })
    }));
    stated.extend(
        credentials_given(text)
            .into_iter()
            .map(|given| Stated { value: Request::Mentioned, range: given.range }),
    );
    stated
}

/// A question, a note for later.
fn is_aside(line: &str) -> bool {
    line.ends_with('?') || words(line).any(|(_, word)| matches!(word, "todo" | "tbd" | "fixme"))
}

/// Whether a request can be made at the end of a link.
fn takes_requests(link: &Link<'_>) -> bool {
    let host = link::host(link.url);
    let path = link::path(link.url);
    let is_datapass = host == "datapass.api.gouv.fr"
        && !path.starts_with("/developpeurs")
        && !path.starts_with("/api/");
    let says =
        |text: &str| ASKED.iter().any(|phrase| Line::new(text).find_all(phrase).last().is_some());
    let label = link.label.trim_matches(|sign: char| !sign.is_ascii_alphanumeric());
    let is_pointer = label.starts_with("http")
        || matches!(
            label,
            "" | "ici"
                | "here"
                | "ce lien"
                | "cette page"
                | "ce formulaire"
                | "formulaire"
                | "this page"
                | "this form"
                | "form"
                | "portail"
                | "ce portail"
                | "portal"
        );
    is_datapass || says(label) || (is_pointer && says(link.before))
}

/// « contactez l'équipe pour obtenir une clé »: whom to write to, and what is obtained. A pronoun may stand for what the
/// sentences before speak of: « pour en obtenir une ».
fn told(line: &str, previous: [&str; 2]) -> Option<Range<usize>> {
    let sentence = Line::new(line);
    let reached = sentence.find(&REACHED)?;
    let pronoun = || {
        let spoken_of = previous
            .iter()
            .any(|line| Line::new(line).find(&ACCESS).is_some() || mentions_credential(line));
        sentence.find(&PRONOUNS).filter(|_| spoken_of)
    };
    let access = sentence.find(&ACCESS).or_else(pronoun)?;
    let obtained = words(line).any(|(_, word)| OBTAINED.iter().any(|stem| word.starts_with(stem)));
    // « en cas de problème d'accès, contactez le support »
    let in_trouble = ["probleme", "difficulte", "perte", "perdu", "issue", "trouble", "lost"]
        .iter()
        .any(|word| line.contains(word));
    (obtained && !in_trouble).then(|| reached.start.min(access.start)..reached.end.max(access.end))
}

/// How many days a request for access takes to be answered, as far as a text says it: calendar days, working ones counted as
/// such. How long access lasts, how old data are and how fast support answers are something else; code is not read.
pub fn delays_stated(text: &str) -> Vec<Stated<u32>> {
    if !STEMS.occur_in(text) {
        return Vec::new();
    }
    let normal = Normal::without_code(text);
    let folded = normal.folded();
    let mut stated = Vec::new();
    let mut previous = "";
    for (start, line) in folded.lines() {
        if let Some((value, range)) = delay(line, previous) {
            let range = folded.origin(start + range.start..start + range.end);
            stated.push(Stated { value, range });
        }
        previous = line;
    }
    stated
}

fn delay(line: &str, previous: &str) -> Option<(u32, Range<usize>)> {
    let of_access = |line: &str| {
        words(line).any(|(_, word)| {
            ACCESS_WORDS.contains(&word) || ACCESSES.iter().any(|stem| word.starts_with(stem))
        })
    };
    let asked = |line: &str| {
        words(line).any(|(_, word)| {
            REQUEST_WORDS.contains(&word) || REQUESTS.iter().any(|stem| word.starts_with(stem))
        })
    };
    let is_of_else = words(line).any(|(_, word)| {
        LASTING.contains(&word) || ENDING.iter().any(|stem| word.starts_with(stem))
    });
    if is_aside(line) || is_of_else || !asked(line) || !(of_access(line) || of_access(previous)) {
        return None;
    }
    quantities(line).find_map(|quantity| {
        let days = match quantity.unit {
            "jour" | "jours" | "day" | "days" | "working" | "business" | "calendar" => 1,
            "semaine" | "semaines" | "week" | "weeks" => 7,
            "mois" | "month" | "months" => 30,
            "heure" | "heures" | "hour" | "hours" | "h" => 0,
            _ => return None,
        };
        let before = &line[quantity.range.start.saturating_sub(80)..quantity.range.start];
        let said = Line::new(before);
        let near = said.find_all(&NEAR).filter(|cue| before.len() - cue.end <= 12);
        let cue = near.chain(said.find_all(&FAR)).next()?;
        let number = quantity.thousandths.div_ceil(1000);
        let days = if days == 0 { number.div_ceil(24) } else { number * days };
        let from = quantity.range.start - (before.len() - cue.start);
        Some((u32::try_from(days).ok()?, from..quantity.range.end))
    })
}

/// Phrases of a link where access is asked for.
#[rustfmt::skip]
static ASKED: &[Phrase] = &[
    phrase(&[
        &["demande", "demandes", "demander", "demandez", "formulaire", "obtenir", "recuperer"],
        &["%3"],
        &[
            "acces", "habilitation", "inscription", "souscription", "jeton", "cle", "agrement",
            "adhesion", "abonnement", "compte",
        ],
    ]),
    phrase(&[&[
        "habilitation", "s'inscrire", "inscription", "inscrivez-vous", "vous inscrire", "souscrire",
        "souscription", "s'abonner", "creer un compte", "creez un compte", "creez votre compte",
        "sign up", "signup", "datapass",
    ]]),
    phrase(&[
        &[
            "request", "requesting", "apply for", "ask for", "get", "obtain", "register for",
            "create",
        ],
        &["%2"],
        &["access", "key", "keys", "token", "account", "authorisation", "authorization"],
    ]),
];

/// Phrases that say to write to someone.
#[rustfmt::skip]
static REACHED: Phrase = phrase(&[&[
    "contactez", "contacter", "contactant", "ecrivez a", "ecrire a", "ecrivant a", "adressez",
    "adresser", "envoyez", "rapprochez-vous", "rapprocher", "contact", "write to", "email us",
    "reach out to", "get in touch",
]]);

/// What is asked for.
#[rustfmt::skip]
static ACCESS: Phrase = phrase(&[&[
    "un acces", "l'acces", "acces a", "vos acces", "votre acces", "un jeton", "votre jeton",
    "une cle", "votre cle", "une habilitation", "access", "api key", "api keys", "a token",
    "credentials", "identifiants", "un compte", "an account",
]]);

/// What is asked for, when it was named before.
#[rustfmt::skip]
static PRONOUNS: Phrase = phrase(&[&[
    "en obtenir", "l'obtenir", "en demander", "la demander", "le demander", "vous en procurer",
    "en faire la demande", "get one", "obtain one", "request one",
]]);

/// Beginnings of words that say that it is obtained.
#[rustfmt::skip]
const OBTAINED: &[&str] = &[
    "obten", "obtain", "ouvr", "demand", "delivr", "fourni", "attribu", "recevoir", "get",
    "request", "grant", "receiv", "creer", "create",
];

/// Phrases that say that access must be asked for.
#[rustfmt::skip]
static MENTIONED: &[Phrase] = &[
    phrase(&[
        &["demande", "demandes"], &["", "%1"],
        &["d'habilitation", "d'acces", "de souscription", "d'agrement", "d'autorisation d'acces"],
    ]),
    phrase(&[&[
        "sous habilitation", "sur habilitation", "apres habilitation", "soumis~ a habilitation",
        "soumise~ a habilitation", "sous convention", "soumis~ a convention",
        "accessible~ sur demande", "disponible~ sur demande", "ouvert~ sur demande",
        "available on request", "on request only", "subject to approval", "upon request",
        "access request", "access requests", "request for access", "requests for access",
        "request access",
    ]]),
    phrase(&[
        &["signature", "signer", "signe", "sign"], &["%2"], &["convention", "agreement"],
    ]),
];

/// Beginnings of words for access; those of three letters or of « accéder » are too many: they count whole.
const ACCESSES: &[&str] = &["habilit", "souscri", "agrement", "subscri", "datapass"];
/// Words for access.
#[rustfmt::skip]
const ACCESS_WORDS: &[&str] = &[
    "acces", "access", "jeton", "jetons", "token", "tokens", "cle", "cles", "key", "keys",
];
/// Beginnings of words for asking.
#[rustfmt::skip]
const REQUESTS: &[&str] = &[
    "habilit", "instru", "repon", "request", "applicat", "answer", "trait", "souscri", "delivr",
    "processed", "granted", "reviewed",
];
/// Words for asking: not « demandeur ».
const REQUEST_WORDS: &[&str] = &["demande", "demandes", "demander", "demandez"];
/// Words that tell how long something lasts.
#[rustfmt::skip]
const LASTING: &[&str] = &[
    "valide", "valides", "valable", "valables", "validite", "valid", "validity", "duree",
    "lifetime", "historique", "history", "jour",
];
/// Beginnings of words that tell of an end, of an update, of support.
#[rustfmt::skip]
const ENDING: &[&str] = &[
    "expir", "renouvel", "renew", "conserv", "retention", "actualis", "rafraich", "updat", "purg",
    "supprim", "delet", "inactiv", "revoq", "revok", "desactiv", "bloqu", "preavis", "maintenan",
    "incident", "bug", "panne", "paiement", "payment", "requete", "appel", "quota",
];

/// Words that stand just before a delay.
#[rustfmt::skip]
static NEAR: Phrase = phrase(&[&[
    "sous", "en moins de", "dans les", "d'ici", "en", "within", "less than", "under", "in",
]]);

/// Words that announce one.
static FAR: Phrase = phrase(&[&["delai", "delais", "delay", "takes"]]);

#[cfg(test)]
mod tests {
    use super::*;

    fn first(text: &str) -> Option<Request> {
        requests_stated(text).into_iter().next().map(|stated| stated.value)
    }

    fn delays(text: &str) -> Vec<u32> {
        delays_stated(text).into_iter().map(|stated| stated.value).collect()
    }

    #[test]
    fn pages_and_procedures() {
        for text in [
            "Remplissez une [demande d'habilitation](https://ponts.fr/h).",
            "[Habilitation](https://datapass.api.gouv.fr/demandes/ponts)",
            "Pour demander un accès : https://ponts.fr/acces",
            "Créez un compte sur https://ponts.fr/portail",
            "[Request access](https://ponts.fr/a)",
            "To get an API key, fill [this form](https://ponts.fr/a).",
            "<a href=\"https://ponts.fr/a\">S'inscrire</a>",
        ] {
            assert!(matches!(first(text), Some(Request::Page(_))), "{text}");
        }
        for text in [
            "Contactez l'équipe des ponts, qui vous ouvrira un accès.",
            "Pour obtenir une clé, écrivez à l'équipe.",
            "Contact the bridges team to get an API key.",
            "API keys are free for partners; get in touch to request one.",
            "Les appels portent une clé d'API. Contactez-nous par courriel pour en obtenir une.",
        ] {
            assert_eq!(first(text), Some(Request::Told), "{text}");
        }
    }

    #[test]
    fn mentions() {
        for text in [
            "L'API est accessible uniquement sous habilitation.",
            "La clé d'API est remise par l'équipe.",
            "après votre demande de souscription",
            "Access is subject to approval.",
            "Il faut signer une convention.",
        ] {
            assert_eq!(first(text), Some(Request::Mentioned), "{text}");
        }
    }

    #[test]
    fn what_asks_for_nothing() {
        for text in [
            "Transmettre des demandes de paiement",
            "Consultation des habilitations des agents",
            "Insertion des inscriptions",
            "En cas de problème d'accès, contactez le support pour obtenir de l'aide.",
            "Comment demander un accès ?",
            "TODO : lien de la demande d'habilitation",
            "Jeton d'authentification absent ou invalide",
            "The request must contain a token.",
            "Vous pouvez contacter l'équipe pour toute question.",
            "Le pont a un numéro. Contactez la mairie pour en obtenir un.",
            "[Documentation](https://datapass.api.gouv.fr/developpeurs)",
        ] {
            assert_eq!(first(text), None, "{text}");
        }
    }

    #[test]
    fn delays_of_access() {
        for (text, days) in [
            ("Les demandes d'habilitation sont traitées sous 15 jours.", 15),
            ("Le délai de réponse aux demandes d'accès est de 10 jours ouvrés.", 10),
            ("Votre demande d'accès est instruite en moins de deux semaines.", 14),
            ("Réponse à une demande d'habilitation dans un délai de quinze jours", 15),
            ("Access requests are answered within 5 working days.", 5),
            ("Votre jeton est délivré sous 48 heures.", 2),
            ("L'accès se demande par courriel. La réponse est donnée sous 20 jours.", 20),
            ("Les demandes d'habilitation sont traitées sous 1 mois.", 30),
        ] {
            assert_eq!(delays(text), [days], "{text}");
        }
    }

    #[test]
    fn other_delays() {
        for text in [
            "Les données sont mises à jour tous les 15 jours.",
            "Le jeton est valable 30 jours.",
            "L'accès est fermé sous 30 jours d'inactivité.",
            "Les demandes de paiement sont traitées sous 5 jours.",
            "Le support répond sous 48 heures.",
            "Votre habilitation doit être renouvelée sous 15 jours.",
            "Accès aux données des 15 derniers jours",
            "5000 appels par jour et par jeton",
            "TODO : demandes d'accès traitées sous 15 jours",
            "98 % des demandes d'accès aboutissent.",
            "Part des demandeurs d'emploi ayant accédé à un emploi dans les 6 mois",
            "Accès à l'emploi des demandeurs d'emploi sous 6 mois",
        ] {
            assert!(delays(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn the_words_are_shown_where_they_stand() {
        let text = "Bonjour. Les demandes d'accès sont traitées **sous** 15&nbsp;jours.";
        let found = delays_stated(text);
        assert_eq!(&text[found[0].range.clone()], "sous** 15&nbsp;jours");
    }
}
