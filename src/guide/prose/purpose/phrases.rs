//! The phrases that tell what an API is for.

use super::super::phrase::{Phrase, phrase};

/// Sentences that open with what the API does, without a verb or in the imperative.
#[rustfmt::skip]
pub(super) static NOMINAL: &[Phrase] = &[
    phrase(&[
        &[
            "cette", "l'", "une", "the", "an", "a", "rest", "restful", "public", "backend", "http",
            "web", "json", "",
        ],
        &["api", "apis", "service", "webservice", "module", "interface"],
        &["%1"],
        &[
            "de", "d'", "du", "des", "pour", "permettant", "qui", "visant", "donnant", "to", "for",
            "that", "which",
        ],
    ]),
    phrase(&[
        &[
            "recherche", "recuperation", "consultation", "exposition", "acces", "calcul", "gestion",
            "mise a disposition", "restitution", "diffusion", "interrogation", "verification",
            "controle", "publication", "simulation", "suivi", "envoi", "depot",
        ],
        &["de", "d'", "du", "des", "a", "au", "aux"],
    ]),
    phrase(&[&[
        "rechercher", "recuperer", "consulter", "interroger", "calculer", "obtenir", "acceder",
        "interroge", "restitue", "fournit", "retourne", "renvoie", "recupere", "verifier", "access", "search", "retrieve", "query", "find", "manage", "compute", "get",
        "use this api to", "with this api you can", "avec cette api vous pouvez",
    ]]),
    phrase(&[&["use"], &["the", "our"], &["%3"], &["api"], &["to"]]),
    phrase(&[
        &["the", "our", ""], &["purpose", "aim", "goal", "objective"], &["of"], &["this", "the", "our"],
        &["", "%1"], &["api", "service", "interface"], &["is to", "is"],
    ]),
];

/// Verbs that invite to do what an API is for.
#[rustfmt::skip]
pub(super) static IMPERATIVE: Phrase = phrase(&[&[
    "accedez a", "accedez aux", "accedez au", "accedez en", "consultez", "recherchez", "retrouvez",
    "trouvez", "interrogez", "recuperez", "calculez", "verifiez", "declarez", "suivez", "deposez",
    "connaissez", "obtenez", "identifiez", "localisez", "comparez", "simulez", "estimez", "visualisez",
    "exploitez", "explorez", "integrez", "look up", "find", "explore", "discover", "compare",
]]);

/// Words of what one is sent to, rather than given.
#[rustfmt::skip]
pub(super) static ELSEWHERE: &[&str] = &[
    "faq", "site", "forum", "blog", "aide", "help", "conditions", "cgu", "mentions", "notice", "portail",
    "exemples", "examples", "ici", "here", "support", "lien", "wiki", "changelog", "versions", "notre",
    "nos", "our", "erreurs", "errors", "statut", "status", "ci", "below",
];

/// « grâce à cette API ».
#[rustfmt::skip]
pub(super) static BY_MEANS: Phrase = phrase(&[
    &["grace a", "avec", "via", "par", "a travers", "au moyen de", "a l'aide de", "par le biais de", "with", "using", "thanks to", "through"],
    &["cette", "l'", "ce", "notre", "this", "the", "our"],
    &["", "%1"],
    &["api", "service", "interface", "webservice"],
]);

/// Verbs that say what an API does for those who call it.
#[rustfmt::skip]
pub(super) static VERBS: &[Phrase] = &[
    phrase(&[&[
        "permet", "permettent", "permettant", "retourne", "retournent", "renvoie", "renvoient",
        "restitue", "restituent", "delivre", "delivrent", "fournit", "fournissent", "fournissant",
        "expose", "exposent", "exposant", "propose", "proposent", "proposant", "offre", "offrent",
        "recense", "recensent", "calcule", "calculent", "centralise", "gere", "gerent", "vise a",
        "visent a", "visant a", "sert a", "servent a", "rassemble", "regroupe", "facilite",
        "diffuse", "simplifie", "est de", "est utilise~ pour", "sont utilise~ pour", "concu~ pour", "cree~ pour", "developpe~ pour", "realise~ pour", "mis~ en place pour",
        "destine~ a", "allow", "allows", "enable", "enables", "let you", "lets you", "provide",
        "provides", "give access", "gives access", "return", "returns", "exposes", "offers",
        "helps", "is used to", "is used for", "are used to", "are used for", "designed to", "created to", "developed to",
        "built to", "gives you", "give you", "tells you", "tell you", "indique", "indiquent", "renseigne",
        "informe", "repertorie", "repertorient", "partage", "alimente", "automatise", "transmet",
        "enregistre", "collecte", "convertit", "geocode", "localise", "genere", "notifie", "rapproche",
        "croise", "donne la", "donne le", "donne les", "donne l'", "donne pour",
    ]]),
    phrase(&[&["met", "mettent"], &["en relation", "en lien"]]),
    phrase(&[&["repond", "repondent"], &["au besoin", "aux besoins", "a un besoin"]]),
    phrase(&[&["donne", "donnent", "donnant"], &["acces", "un acces", "la possibilite"]]),
    phrase(&[&["met", "mettent", "mettant"], &["a disposition", "a la disposition"]]),
    phrase(&[&["a pour", "ont pour"], &["objet", "but", "objectif", "vocation", "finalite"]]),
    phrase(&[
        &["est un", "est une", "est le", "est la"],
        &["%5"],
        &["de", "du", "des", "d'", "pour", "permettant", "qui", "visant"],
    ]),
    phrase(&[&["is a", "is an", "is the"], &["%5"], &["for", "to", "of", "that", "which"]]),
];

/// Words after « accès » that make it access to the API rather than to its data.
pub(super) static NO_ACCESS: &[&str] =
    &["is", "are", "to", "via", "through", "token", "tokens", "control", "key", "keys"];

/// Data that stand for the service which opens them: « le registre recense… ».
#[rustfmt::skip]
pub(super) static HOLDERS: &[&str] = &[
    "base ", "registre ", "referentiel ", "catalogue ", "registry ",
];

/// Words that open a sentence with a capital and name nothing.
#[rustfmt::skip]
pub(super) static OPENINGS: &[&str] = &[
    "elle", "il", "elles", "ils", "ce", "cet", "cette", "ces", "cela", "vous", "nous", "on", "it",
    "this", "you", "we", "pour", "afin", "dans", "si", "un", "une", "en", "attention", "in", "if",
    "for", "to", "le", "la", "les", "the", "exemple", "note",
];

/// Openings of sentences on the page that is being read.
#[rustfmt::skip]
pub(super) static ABOUT_THE_PAGE: &[&str] = &[
    "bienvenue", "welcome", "cette page", "cette documentation", "ce document", "ce swagger",
    "ce site", "cette section", "la documentation", "vous trouverez", "voici l", "this page",
    "this document", "this is the swagger", "this is the openapi", "this is the documentation",
    "documentation de", "documentation technique", "description de l'api", "here you will find",
    "you will find", "below",
];

/// What is returned when something fails, or is told of a name: `returns HTTP 429`, `is a trademark of`.
#[rustfmt::skip]
pub(super) const FAILURES: &[&str] = &[
    "http 4", "http 5", "429 status", "429 error", "429 too many", "429 response", "code 429", "status 429", "error 429",
    "erreur 429", "statut 429", "status code", "http status", "code http", "an error", "une erreur",
    "is a registered trademark", "is a trademark", "is the trademark", "is the registered trademark",
];
