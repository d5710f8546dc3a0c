//! Words that limit, that count and that measure calls.

use super::super::lexicon::{Lexicon, Topic};
use super::super::needles::{Needles, needles};
use super::super::phrase::{Phrase, phrase};

/// The words without which no limit is stated.
pub(super) static WORDS: Lexicon<2> = with_words(Lexicon::new());

/// With these words.
pub(in super::super) const fn with_words<const LANES: usize>(
    words: Lexicon<LANES>,
) -> Lexicon<LANES> {
    words
        // « 50 appels par seconde », « limité à 50 interrogations par seconde »
        .telling(Topic::Called, &[CALLS, SHORT_UNITS])
        .telling(Topic::Called, &[WEAK_CALLS, SHORT_UNITS])
        .telling(Topic::Called, &[TIMES, SHORT_UNITS])
        .telling(Topic::Limit, &[CALLS, UNITS])
        .telling(Topic::Limit, &[WEAK_CALLS, UNITS, BOUNDS])
        .telling(Topic::Limit, &[TIMES, UNITS, BOUNDS])
        .telling(
            Topic::Limit,
            &[&["rps", "qps", "tps", "rpm", "qpm", "quota*", "throt*", "ratel*"]],
        )
        .telling(Topic::Limit, &[&["rate", "cadence"], &["limit*", "maxim*"]])
        // « débit limité », « trop de requêtes », « limitation du nombre d'appels »
        .telling(
            Topic::Limit,
            &[&["limit*", "plafo*", "restr*", "debit*", "trop", "many"], VOLUMES],
        )
        // « illimité », « sans limite »
        .telling(Topic::Limit, &[&["illim*", "unlim*"]])
        .telling(Topic::Limit, &[&["limit*"], &["non", "sans"]])
}

/// Nouns of calls.
#[rustfmt::skip]
const CALLS: &[&str] = &[
    "appel", "appels", "requete", "requetes", "call", "calls", "request", "requests", "req", "reqs", "hits", "queries",
];
/// Nouns that count calls only where the sentence limits something: they have other meanings.
#[rustfmt::skip]
const WEAK_CALLS: &[&str] = &[
    "interrogation", "interrogations", "consultations", "transactions", "recherches",
];
/// « jusqu'à 50 fois », `10 r/s`.
const TIMES: &[&str] = &["fois", "times", "r"];
/// Beginnings of what is limited.
#[rustfmt::skip]
const VOLUMES: &[&str] = &[
    "appel*", "reque*", "call", "calls", "debit*", "rate", "volum*", "api",
];
/// Words of [`LIMITS`].
#[rustfmt::skip]
const BOUNDS: &[&str] = &[
    "limit*", "maxim*", "max", "quota*", "plafo*", "autor*", "allow*", "jusqu", "up", "hauteur", "plus",
    "more", "most", "excee*", "exced*", "depas*", "throt*", "cappe*", "restr*",
];
/// Periods, but those of [`SHORT_UNITS`].
#[rustfmt::skip]
const UNITS: &[&str] = &[
    "sec", "secs", "seconde", "secondes", "second", "seconds", "mn", "min", "mins", "minute", "minutes", "heure",
    "heures", "hour", "hours", "jour", "jours", "journee", "day", "days", "semaine", "semaines", "week", "weeks",
    "mois", "month", "months", "annee", "annees", "year", "years", "hourly", "daily", "weekly", "monthly", "yearly",
    "quoti*", "journ*", "mensu*", "horaire", "horaires", "hebdo*", "annue*", "annual",
];
/// Periods in one letter or two.
pub(super) const SHORT_UNITS: &[&str] = &["s", "h", "j", "an", "ans"];

/// Whether a word is a noun of calls.
pub(super) fn is_call(word: &str) -> bool {
    CALLS.contains(&word)
}

/// Whether it counts calls only where the sentence limits something.
pub(super) fn is_weak_call(word: &str) -> bool {
    WEAK_CALLS.contains(&word)
}

/// Words between a number and the calls it counts.
#[rustfmt::skip]
pub(super) const QUALIFIERS: &[&str] = &[
    "api", "http", "https", "d", "de", "daily", "hourly", "monthly", "max", "maximum", "free",
    "authenticated", "unauthenticated", "anonymous", "concurrent",
];

/// Words between a pace and its number: « par minute : 60 ».
#[rustfmt::skip]
pub(super) const LINKS: &[&str] = &[
    "est", "sont", "is", "are", "a", "to", "at", "de", "d", "limite", "limitee", "limited",
    "fixe", "fixee", "set", "max", "maximum", "autorise", "autorises", "autorisees", "allowed",
];

/// Words that limit, in a sentence.
#[rustfmt::skip]
pub(super) static LIMITS: Needles = needles(&[
    "limit", "maxim", "max ", "max.", "quota", "plafon", "autoris", "allowed", "jusqu'a", "up to",
    "hauteur de", "pas plus", "no more than", "at most", "au plus", "exceed", "depass", "throttl",
    "capped", "restrict", "restreint", "ne pas excede",
]);

/// Words that name a limit of calls by themselves, before a bare number.
#[rustfmt::skip]
pub(super) static RATES: Needles = needles(&[
    "rate limit", "rate-limit", "ratelimit", "quota", "throttl", "limite de debit",
    "limitation de debit", "debit :", "debit maxim", "cadence maxim",
]);

/// Words of measured traffic, of load tests and of advice on capacity.
#[rustfmt::skip]
pub(super) static TRAFFIC: Needles = needles(&[
    "tenir la charge", "tient la charge", "en moyenne", "moyenne de", "on average", "averag",
    "test de charge", "tests de charge", "load test", "recoit", "recu ", "traite", "enregistre",
    "genere", "comptabilise", "represente", "totalise", "receives", "received", "serves",
    "served", "handles", "handled", "processe", "pics de", "pic de", "peak", "realise",
    "effectues chaque", "statisti",
]);

/// Words that deny a limit, of calls or of something else.
#[rustfmt::skip]
pub(super) static UNLIMITED: Needles = needles(&[
    "illimite", "unlimited", "pas limite", "non limite", "not limited", "n'est limite",
    "sans limite", "sans limitation", "aucune limite", "aucune limitation", "pas de limite",
    "pas de limitation", "no limit", "without limit", "aucune restriction", "pas de restriction",
    "sans restriction", "no restriction",
]);

/// Words that deny a limit of calls by themselves.
#[rustfmt::skip]
pub(super) static NO_LIMIT: Needles = needles(&[
    "no rate limit", "not rate limited", "not rate-limited", "no quota", "aucun quota",
    "pas de quota", "sans quota", "sans limite d'appel", "sans limite de requete",
    "no call limit", "no request limit", "aucun plafond d'appel", "aucun plafond de requete",
    "pas de plafond d'appel", "pas de plafond de requete", "sans plafond d'appel",
]);

/// What is not limited, when it is calls.
#[rustfmt::skip]
pub(super) static CALL_VOLUMES: Needles = needles(&[
    "appel", "requete", "call", "request", "debit", "rate", "volume d'utilisation",
    "volume d'usage", "volumetrie", "utilisation de l'api", "usage de l'api", "use of the api",
    "api usage",
]);

/// What is not limited, when it is something else.
#[rustfmt::skip]
pub(super) static OTHER_LIMITS: Needles = needles(&[
    "resultat", "result", "duree", "duration", "taille", "size", "validite", "valid", "ligne",
    "rows", "historique", "caractere", "character", "profondeur", "depth", "temps", "timeout",
]);

/// Words that tell of a limit of calls by themselves.
#[rustfmt::skip]
pub(super) static MECHANISMS: Needles = needles(&[
    "rate limit", "rate-limit", "ratelimit", "throttl", "too many request", "trop de requete",
    "trop d'appel", "limite de debit", "limitation de debit", "limite du debit",
    "limitation du debit", "limitations de debit", "limites de debit", "limitations du debit",
    "restriction de debit", "http 429", "erreur 429",
    "code 429", "statut 429", "status 429", "error 429", "limite de requete", "limites de requete", "limitation de requete",
    "limite d'appel", "limites d'appel", "limitation d'appel", "limitation du nombre d'appel",
    "limitation du nombre de requete", "limite au nombre de requete", "limite au nombre d'appel",
    "limite du nombre d'appel", "limite du nombre de requete", "limite des requete",
    "limites de volumetrie", "limite de volumetrie", "limitation de volumetrie", "request limit",
    "call limit", "quota d'appel", "quota de requete", "quota de consultation", "request quota",
    "api quota", "plafond d'appel", "plafonds d'appel", "plafond de requete",
    "plafonds de requete", "plafonnement",
]);

/// Words that tell of a limit where calls are spoken of: rivers have a flow too.
#[rustfmt::skip]
pub(super) static FLOWS: Needles = needles(&["debit limite", "debit est limite", "debit est plafonne"]);

/// Words that say that the API is called, before how many times: « appeler l'API jusqu'à 50 fois par seconde ».
#[rustfmt::skip]
pub(super) static CALLED: &[Phrase] = &[
    phrase(&[
        &[
            "appeler", "appelez", "appelle", "appellent", "interroger", "interrogez", "interroge", "requeter",
            "requetez", "solliciter", "sollicitez", "call", "calling", "query", "querying",
        ],
        &["%2"],
        &[
            "api", "apis", "webservice", "web service", "ce service", "endpoint~", "route~", "methode~", "ressource~",
            "operation~", "resource~", "point d'acces", "point d'entree",
        ],
    ]),
    phrase(&[&["l'appeler", "l'interroger", "la requeter", "la solliciter", "call it", "query it"]]),
    phrase(&[
        &["api", "apis", "webservice", "endpoint~", "route~", "methode~", "ressource~", "operation~", "resource~"],
        &["%3"],
        &[
            "etre appele~", "etre interroge~", "etre sollicite~", "est appele~", "sont appele~", "be called",
            "be queried", "be requested", "is called", "are called",
        ],
    ]),
    phrase(&[
        &["appel", "appels", "requete", "requetes", "interrogations", "call", "calls", "request", "requests"],
        &["%3"],
        &["limite~", "limited", "capped"],
    ]),
];

/// Nouns of what an adjective may give the period of: « quota journalier », `daily limit`.
#[rustfmt::skip]
pub(super) const CEILINGS: &[&str] = &[
    "quota", "quotas", "plafond", "plafonds", "limite", "limites", "limitation", "limit", "limits",
    "maximum", "volume", "nombre", "allowance",
];

/// What a quota is of, when it is calls.
#[rustfmt::skip]
pub(super) static CONSUMPTION: Needles = needles(&[
    "appel", "requete", "api", "acces", "jeton", "route", "souscri", "depass", "call", "request",
    "token", "exceed", "consomm", "reset", "reinitialis",
]);

/// Words before a date from which something holds.
#[rustfmt::skip]
pub(super) const DATES: &[&str] = &[
    "partir", "compter", "des", "en", "au", "from", "starting", "of", "in", "on", "since",
];

/// Names of months.
#[rustfmt::skip]
pub(super) const MONTHS: &[&str] = &[
    "janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre",
    "novembre", "decembre", "january", "february", "march", "april", "june", "july", "august",
    "september", "october", "november", "december",
];

/// Words that follow the number of a quota of calls.
#[rustfmt::skip]
pub(super) const PACES: &[&str] = &[
    "par", "per", "sur", "chaque", "every", "each", "toutes", "in", "ip", "jeton", "token", "fois", "times",
    "pour", "for", "et", "and", "ou", "or",
];
