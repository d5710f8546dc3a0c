//! The phrases that tell who offers an API.

use super::super::phrase::{Phrase, phrase};

/// « … proposée par X ».
#[rustfmt::skip]
pub(super) static OFFERED_BY: Phrase = phrase(&[
    &[
        "propose~", "produit~", "edite~", "fourni~", "opere~", "expose~", "gere~", "maintenu~",
        "developpe~", "porte~", "administre~", "publie~", "pilote~", "deploye~", "exploite~",
        "mis~ a disposition", "mis~ a la disposition", "mis~ en place", "mis~ en oeuvre",
        "provided", "operated", "maintained", "published", "developed", "run", "offered",
        "exposed", "managed", "built",
    ],
    &["%4"],
    &["par", "by"],
]);

/// « … opérée par Y pour le compte de X »: who answers for it, and not who does the work.
#[rustfmt::skip]
pub(super) static OFFERED_FOR: Phrase = phrase(&[
    &[
        "propose~", "produit~", "edite~", "fourni~", "opere~", "expose~", "gere~", "maintenu~",
        "developpe~", "administre~", "publie~", "deploye~", "exploite~", "mis~ a disposition",
        "mis~ en place", "mis~ en oeuvre", "heberge~", "realise~", "provided", "operated",
        "maintained", "published", "developed", "run", "offered", "hosted", "managed", "built",
    ],
    &["%8"],
    &["pour le compte de", "pour le compte du", "pour le compte des", "pour le compte d'", "on behalf of"],
]);

/// « X met à disposition… ».
#[rustfmt::skip]
pub(super) static OFFERS: Phrase = phrase(&[&[
    "a mis en place", "a mis en oeuvre", "a initie", "a developpe", "a lance",
    "met a disposition", "met a la disposition", "mettent a disposition", "met en oeuvre",
    "propose", "proposent", "developpe", "edite", "expose", "fournit", "opere", "publie", "gere",
    "maintient", "provides", "offers", "exposes", "publishes", "operates", "maintains",
    "develops", "has developed", "makes available",
]]);

/// « X ouvre ses données », « X diffuse par cette API… »: who opens data as its own, or does it by the API.
#[rustfmt::skip]
pub(super) static OPENS: &[Phrase] = &[
    phrase(&[
        &["ouvre", "publie", "diffuse", "partage", "met a disposition", "met a la disposition", "opens", "publishes", "shares"],
        &["ses", "its"],
        &["jeux de donnees", "donnees", "data", "open data"],
    ]),
    phrase(&[
        &["ouvre", "publie", "diffuse", "partage", "donne", "expose", "fournit", "met a disposition", "publishes",
          "shares", "provides"],
        &["par", "via", "avec", "a travers", "au moyen de", "through", "with", "by"],
        &["cette", "l'", "ce", "this"],
        &["api", "service", "webservice"],
    ]),
];

/// « X met cette API à disposition ».
pub(super) static PUTS_AT_HAND: Phrase = phrase(&[
    &["met", "mettent", "makes", "make"],
    &["%4"],
    &["a disposition", "a la disposition", "available"],
]);

/// « l'API du Département… », « Service de la Métropole… »: a place, where its name follows.
#[rustfmt::skip]
pub(super) static API_OF_A_PLACE: Phrase = phrase(&[
    &["api", "service", "plateforme", "portail", "outil", "application"],
    &["officielle", ""],
    &["de la", "de l'", "du", "of the"],
    &[
        "departement", "region", "metropole", "ville", "commune", "mairie", "prefecture", "academie",
        "universite", "conseil", "centre", "etablissement", "observatoire", "pole", "council", "city",
        "university",
    ],
]);

/// « l'API de la Direction… ».
#[rustfmt::skip]
pub(super) static API_OF: Phrase = phrase(&[
    &["api"],
    &["officielle", ""],
    &["de la", "de l'", "du", "of the"],
    &[
        "ministere", "direction", "agence", "caisse", "cour", "banque", "institut", "office",
        "bibliotheque", "assemblee", "senat", "ministry", "agency", "department",
    ],
]);

/// « L'API Ponts de l'Insee », where it opens the sentence, and X is known: further on it is another API.
#[rustfmt::skip]
pub(super) static API_OF_A_BODY: Phrase = phrase(&[
    &["api", "webservice", "service web", "teleservice"],
    &["", "%2"],
    &["de la", "de l'", "du", "of the", "of"],
]);

/// « est un service de X », X being known.
#[rustfmt::skip]
pub(super) static BELONGS_TO: Phrase = phrase(&[
    &["est un", "est une", "is a", "is an"],
    &[
        "service", "api", "outil", "plateforme", "projet", "application", "project", "tool",
        "platform",
    ],
    &["de la", "de l'", "du", "de", "of the", "of"],
]);

/// « Producteur : X », « Le fournisseur de l'API est X ».
#[rustfmt::skip]
pub(super) static LABELS: &[Phrase] = &[
    phrase(&[&["producteur", "productrice", "fournisseur", "fournisseuse", "provider", "producer"]]),
    phrase(&[
        &["le", "la", "the", ""],
        &[
            "producteur", "fournisseur", "editeur", "editrice", "proprietaire", "gestionnaire",
            "exploitant", "operateur", "responsable", "provider", "publisher", "owner", "operator",
            "maitrise d'ouvrage", "maitre d'ouvrage", "porteur",
        ],
        &["de l'api", "de cette api", "du service", "de ce service", "of the api", "of this api"],
    ]),
];

/// « Éditeur : X », where X must be known: books have publishers too.
#[rustfmt::skip]
pub(super) static MAY_LABEL: Phrase = phrase(&[
    &[
        "editeur", "editrice", "gestionnaire", "proprietaire", "operateur", "exploitant", "porteur",
        "maitrise d'ouvrage", "maitre d'ouvrage", "publisher", "operator", "owner",
    ],
    &[":"],
]);

/// What follows a label.
pub(super) static LABELLED: Phrase = phrase(&[&["est assure~ par", "assure~ par", "est", "is"]]);

/// « Qui propose cette API ? »
#[rustfmt::skip]
pub(super) static ASKED: Phrase = phrase(&[
    &["qui", "who"],
    &["la", "le", "l'", ""],
    &[
        "propose", "fournit", "produit", "edite", "gere", "opere", "porte", "developpe", "publie",
        "est derriere", "provides", "runs", "operates", "maintains", "offers", "publishes",
    ],
]);
