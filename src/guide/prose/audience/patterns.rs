//! The phrases that tell an audience.

use super::super::phrase::{Index, Phrase, phrase};
use super::Audience;

/// What the words around a match must be for it to count.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum About {
    /// The subject of the match is the API, its access or its routes.
    Subject,
    /// The same, or a proper name: « Ponts s'adresse aux… ».
    SubjectOrName,
    /// The sentence speaks of the API or of access to it.
    Sentence,
    /// The match says it all.
    Itself,
    /// The same where it opens the sentence: « Public visé : ».
    Opening,
    /// The same, and what follows is a public first of all: « Bénéficiaires : les communes ».
    Label,
    /// Said of the API, and what follows is a public first of all: « proposée aux communes ».
    ToPublic,
    /// What follows is a public, then the API, which another offers: « propose aux communes une API ».
    OfferedTo,
    /// What opens the sentence is a public: « Les communes peuvent utiliser l'API ».
    ByPublic,
}

/// A phrase, what it tells and where it counts.
pub(super) struct Pattern {
    pub(super) audience: Audience,
    pub(super) about: About,
    pub(super) phrase: Phrase,
}

const fn pattern(
    audience: Audience,
    about: About,
    slots: &'static [&'static [&'static str]],
) -> Pattern {
    Pattern { audience, about, phrase: phrase(slots) }
}

/// Of [`PATTERNS`].
pub(super) static INDEX: Index = {
    let mut index = Index::new();
    let mut rank = 0;
    while rank < PATTERNS.len() {
        index = index.with(rank, &PATTERNS[rank].phrase);
        rank += 1;
    }
    index
};

/// The surest first: a sentence tells what its first match tells.
#[rustfmt::skip]
pub(super) static PATTERNS: &[Pattern] = {
    use About::{ByPublic, Itself, Label, OfferedTo, Opening, Sentence, Subject, SubjectOrName, ToPublic};
    use Audience::{Hinted, Open, Restricted};
    &[
        pattern(Restricted, Subject, &[
            &["acces", "access"], TO_THE_API, IS, WHOLLY,
            &["restreint", "reserve", "restricted", "limite aux", "limite a des", "limited to"],
        ]),
        pattern(Restricted, Subject, &[
            &["soumis~ a", "subordonne~ a", "conditionne~ a", "conditionne~ par"], &["%3"],
            AGREEMENT,
        ]),
        pattern(Restricted, Subject, &[
            OPENED, MAYBE_ONLY, &["aux", "a des", "par les", "pour les", "pour des"],
        ]),
        pattern(Restricted, Subject, &[
            OPENED, MAYBE_ONLY,
            &[
                "sous habilitation", "sous convention", "sous reserve d'habilitation",
                "sur habilitation", "sur demande", "apres habilitation", "apres validation",
                "sur convention", "sur conventionnement", "apres conventionnement",
                "sur autorisation", "apres autorisation", "sur agrement", "apres agrement",
            ],
        ]),
        pattern(Restricted, Subject, &[
            OPENED, &["que", "uniquement", "seulement", "exclusivement", ""],
            &["dans le cadre d'", "avec", "sous reserve d'"], AGREEMENT,
        ]),
        pattern(Restricted, ToPublic, &[
            &["propose~", "offert~", "fourni~", "mis~ a disposition", "mis~ a la disposition"],
            &["aux", "a des"],
        ]),
        pattern(Restricted, ToPublic, &[
            &["mis~ a disposition", "mis~ a la disposition"], &["des"],
        ]),
        pattern(Restricted, ByPublic, &[
            &["peuvent", "peut", "can", "may"], &["", "%1"],
            &["utiliser", "acceder a", "consommer", "appeler", "interroger", "use", "access", "call", "query"],
            &["l'api", "cette api", "le service", "ce service", "au service", "a ce service", "the api", "this api"],
        ]),
        pattern(Restricted, Itself, &[
            &["usage", "utilisation", "consommation"],
            &["de l'api", "de cette api", "du service", "de ce service", ""], &["est"], MAYBE_ONLY,
            &["limite~", "restreint~", "reserve~"], &["aux", "a des"],
        ]),
        // « n'est accessible qu'aux », « ne peut être utilisée que par »
        pattern(Restricted, Subject, &[
            OPENED,
            &[
                "qu'aux", "qu'a des", "que par les", "que par des", "que pour les",
                "que sur habilitation", "que sur convention", "que sur demande",
                "qu'apres habilitation",
            ],
        ]),
        pattern(Restricted, Subject, &[
            &["peut etre", "peuvent etre"],
            &["utilise~", "appele~", "consomme~", "interroge~", "consulte~", "sollicite~"],
            &[
                "que par les", "que par des", "qu'apres habilitation", "uniquement par les",
                "uniquement par des", "seulement par les", "exclusivement par les",
                "exclusivement par des",
            ],
        ]),
        pattern(Restricted, Subject, &[
            ONLY, &["consomme~", "utilise~", "appele~", "interroge~"], &["par"],
        ]),
        pattern(Restricted, Subject, &[
            &["propose~", "fourni~", "accessible~", "ouvert~", "reserve~", "mis~ a disposition"],
            &["aux seuls", "aux seules", "des seuls", "des seules"],
        ]),
        pattern(Restricted, Subject, &[OPENED, ONLY, &["to", "for", "by"]]),
        pattern(Restricted, Subject, &[&["only", "exclusively"], OPENED, &["to", "for", "by"]]),
        pattern(Restricted, Subject, &[
            &["available", "open", "limited"], &["to", "for"], ACCREDITED,
        ]),
        pattern(Restricted, Subject, &[
            &["accessible by", "restricted to", "for internal use", "a usage interne"],
        ]),
        pattern(Restricted, Subject, &[
            &["reserve~", "reserved"],
            &[
                "aux", "a des", "a l'usage", "a l'administration", "exclusivement", "uniquement",
                "for", "to",
            ],
        ]),
        pattern(Restricted, SubjectOrName, &[
            &["s'adresse", "s'adressent", "destine~"],
            &["uniquement", "exclusivement", "principalement", "en priorite", "avant tout", ""],
            &["aux", "a des", "a l'ensemble des", "a l'usage des"],
        ]),
        pattern(Restricted, SubjectOrName, &[
            &[
                "a destination des", "a destination de l'", "a l'usage des", "a l'usage exclusif",
                "intended for",
            ],
        ]),
        pattern(Restricted, Sentence, &[
            &["tous", "toutes", "seuls", "seules", "uniquement"], &["les"], &["%6"],
            &[
                "peuvent", "sont autorise~ a", "sont habilite~ a", "ont le droit d'",
                "ont le droit de",
            ], &["%2"], USE,
        ]),
        pattern(Restricted, Sentence, &[
            &["tous", "toutes", "seuls", "seules", "uniquement"], &["les"], &["%6"],
            &["ont acces a l'api", "ont acces a cette api", "ont acces au service", "y ont acces"],
        ]),
        pattern(Restricted, Sentence, &[
            &["habilite~ a", "eligible~ a"], &["%2"],
            &["utiliser", "acceder", "consommer", "appeler", "interroger", "l'api", "cette api"],
        ]),
        pattern(Restricted, Opening, &[
            &["seuls", "seules", ""], &["peuvent"], USE, &["l'api", "cette api", "ce service", "le service"],
        ]),
        pattern(Restricted, Opening, &[
            &["peuvent"], &["demander", "obtenir", "solliciter"], &["un", "l'", "une"],
            &["acces", "habilitation", "cle", "jeton"], &["%3"], &["$"],
        ]),
        pattern(Restricted, Subject, &[
            &["may", "can"], &["only"], &["be"], &["used", "called", "accessed", "consumed", "queried"],
            &["by"],
        ]),
        pattern(Restricted, Subject, &[
            &["granted", "given"], &["only", "exclusively"], &["to"],
        ]),
        pattern(Restricted, Subject, &[
            &["granted", "given", "open", "available"], &["to"], &["%6"], &["only"], &["$"],
        ]),
        // « Public visé : les communes »; « Public visé : tous » is open.
        pattern(Open, Opening, &[
            PUBLIC, MAYBE_MEANT,
            &[
                ": tous", ": toutes", ": tout", ": le grand public", ": grand public", ": everyone",
                ": anyone",
            ],
        ]),
        pattern(Restricted, Sentence, &[
            &["toute", "tout", "chaque"],
            &[
                "administration", "collectivite", "commune", "organisme", "etablissement", "agent",
                "ministere", "operateur", "departement", "partenaire",
            ],
            &["%4"], &["peut"], &["%2"], USE,
        ]),
        pattern(Restricted, Opening, &[PUBLIC, MEANT, &["$"]]),
        pattern(Restricted, Label, &[PUBLIC, &["de l'api", "du service", "of the api", ""], &[":"]]),
        pattern(Restricted, Sentence, &[&["only"], &["%5"], &["can", "may"], USING]),
        pattern(Restricted, Sentence, &[
            &["acces"], &["a l'api", "au service"], &["%3"], &["par les", "par des"],
        ]),
        pattern(Restricted, Sentence, &[
            MUST, &["%*"],
            &["demande d'habilitation", "habilitation", "une convention", "une homologation"],
        ]),
        pattern(Restricted, Sentence, &[
            MUST, &["%*"],
            &[
                "etre habilite~", "etre autorise~", "etre agree~", "etre reference~",
                "etre conventionne~", "etre accredite~", "be accredited", "be authorised",
                "be authorized", "be approved",
            ],
        ]),
        pattern(Restricted, Sentence, &[
            &[
                "sous habilitation", "sous convention", "sur convention", "sur conventionnement",
                "sur habilitation", "subject to approval",
                "subject to prior approval",
            ],
        ]),
        pattern(Restricted, Sentence, &[
            MUST, &["%*"], &["etre"],
            &[
                "une administration", "une collectivite", "un organisme", "un etablissement",
                "un partenaire", "un operateur", "un editeur", "un agent", "un service",
                "une autorite", "adherent", "membre", "affilie~",
            ],
        ]),
        pattern(Restricted, Sentence, &[
            &["requires"], &["prior", "a signed", ""],
            &["approval", "accreditation", "agreement"],
        ]),
        pattern(Restricted, Sentence, &[&["delivre~"], ONLY, &["aux"]]),
        pattern(Restricted, Itself, &[&["api", "apis"], &["", "%1"], &["interne~", "prive~"]]),
        pattern(Restricted, Itself, &[
            &["internal api", "private api", "internal apis", "private apis"],
        ]),
        pattern(Restricted, Itself, &[
            &["api en acces restreint", "api en acces reserve", "api en acces controle"],
        ]),
        pattern(Open, Subject, &[OPENED, FREELY]),
        pattern(Open, Subject, &[&["consultable~", "reutilisable~", "usable"], FREELY]),
        pattern(Open, Subject, &[
            &["accessible~", "utilisable~", "disponible~", "interrogeable~", "usable"],
            &["sans", "without", "without an", "without a"], CREDENTIAL,
        ]),
        pattern(Open, Subject, &[
            &["librement"],
            &["accessible~", "utilisable~", "consultable~", "reutilisable~", "disponible~"],
        ]),
        pattern(Open, Subject, &[
            &[
                "ouvert~ d'acces", "libre~ d'acces", "en acces libre", "en libre acces", "en acces ouvert",
                "d'acces libre", "en open data", "en opendata",
            ],
        ]),
        pattern(Open, Subject, &[&["acces"], TO_THE_API, IS, WHOLLY, &["libre", "ouvert"]]),
        pattern(Open, Subject, &[
            &["publicly", "freely"], &["available", "accessible", "open", "usable"],
        ]),
        pattern(Open, Subject, &[
            &["open", "opened"], &["to"],
            &["all", "everyone", "anyone", "public", "the public", "the general public"],
        ]),
        // Of a licence, unless no key is asked for.
        pattern(Open, Opening, &[
            &["reutilisation libre", "libre reutilisation", "free reuse"], &[",", "et", "and", ""],
            &["sans", "without", "without an", "without a"], CREDENTIAL,
        ]),
        pattern(Restricted, OfferedTo, &[
            &["propose", "offre", "fournit", "met a disposition", "ouvre"],
            &["aux", "a des", "a ses"],
        ]),
        pattern(Open, Itself, &[&["acces"], TO_THE_API, &["est"], WHOLLY, &["anonyme~"], &["$"]]),
        pattern(Open, Itself, &[
            &["public", "open", "free"], &["and"], &["accessible", "available", "open"],
            &["to everyone", "to anyone", "to all"],
        ]),
        pattern(Open, Subject, &[&["free for anyone", "free for everyone", "for public use"]]),
        pattern(Open, Subject, &[
            &["destine~ a", "s'adresse a"], &["tous", "toutes", "tout", "toute"],
        ]),
        // « est ouverte de 8 h à 20 h » says something else.
        pattern(Open, Subject, &[
            &["est", "sont"], WHOLLY, &["ouvert~", "publique~", "libre~"], &["et gratuit~", ""],
            &["$"],
        ]),
        pattern(Open, Subject, &[
            &["is", "are"], &["", "fully", "completely", "free and"], &["open", "public"],
            &["and free", ""], &["$"],
        ]),
        pattern(Open, Sentence, &[
            &["utiliser", "reutiliser", "interroger", "appeler", "consommer"], &["%2"],
            &["librement", "sans inscription", "sans cle", "sans authentification", "sans jeton", "sans compte"],
        ]),
        pattern(Open, Sentence, &[
            &["permet a"], &["tout le monde", "tous", "toutes", "chacun", "quiconque"],
        ]),
        pattern(Open, Sentence, &[
            &["tout le monde", "chacun", "quiconque", "toute personne", "n'importe qui"],
            &["peut"], &["%1"], USE,
        ]),
        pattern(Open, Sentence, &[&["anyone", "everyone", "anybody"], &["can", "may"], USING]),
        pattern(Open, Sentence, &[
            &["used by", "called by", "utilise~ par", "utilisable~ par"],
            &["anyone", "everyone", "tous", "tout le monde"],
        ]),
        pattern(Open, Sentence, &[
            &["a disposition", "a la disposition"], &["du public", "du grand public", "de tous"],
        ]),
        pattern(Open, Sentence, &[
            &["requiert", "necessite", "demande"], &["aucun~", "pas d'", "pas de", "pas"],
            CREDENTIAL,
        ]),
        pattern(Open, Sentence, &[&["requires", "require", "needs"], &["no"], CREDENTIAL]),
        pattern(Open, Sentence, &[
            &["aucun~", "no", "pas d'", "pas de"], CREDENTIAL, &["n'est", "is", "est", ""],
            &["requis~", "necessaire~", "demande~", "exige~", "required", "needed"],
        ]),
        pattern(Open, Sentence, &[
            &["does not require", "doesn't require"], &["any", "an", "a", ""], CREDENTIAL,
        ]),
        pattern(Open, Itself, &[
            &["api", "apis"], &["rest", ""], &["publique~", "ouverte~", "open data", "opendata"],
        ]),
        pattern(Open, Itself, &[
            &["an open api", "an open and free api", "a free and open api"],
        ]),
        pattern(Open, Itself, &[&["public api", "public apis", "open data api", "open data apis"]]),
        pattern(Open, Itself, &[
            &["recuperation", "reutilisation", "utilisation", "consultation", "interrogation"],
            &["%3"], &["de l'api", "du service", "des donnees"], &["est", "sont"], WHOLLY,
            &["libre~", "ouvert~", "publique~"],
        ]),
        pattern(Open, Itself, &[
            &["acces"], &["a l'api", "au service", "aux donnees"], &["est", "sont"], WHOLLY,
            &["libre~", "ouvert~", "publique~"],
        ]),
        pattern(Hinted, Itself, &[
            &[
                "demandez", "demander", "obtenir", "recuperer", "solliciter", "request", "get",
                "obtain",
            ], &["un", "une", "votre", "vos", "an", "a", "your"],
            &["jeton", "cle", "token", "acces", "api key", "access", "key"],
        ]),
        pattern(Hinted, Sentence, &[
            &["devez", "doit", "doivent", "faut", "must"], &["", "%1"],
            &["disposer d'", "avoir", "posseder", "detenir", "have", "hold"], &["un", "une", "an", "a"],
            &["compte", "cle", "jeton", "account", "api key", "key", "token"],
        ]),
        pattern(Hinted, Sentence, &[
            &["requiert", "necessite", "requires", "require", "need", "needs", "faut"],
            &["une", "un", "an", "a"],
            &["cle", "jeton", "compte", "api key", "token", "account", "key"],
        ]),
        pattern(Hinted, Subject, &[
            OPENED,
            &[
                "apres inscription", "sur inscription", "apres authentification", "avec un compte",
                "apres creation d'un compte", "after registration", "upon registration",
            ],
        ]),
        pattern(Hinted, Sentence, &[
            &["un compte", "une cle", "un jeton", "une inscription", "an account", "a key", "a token"],
            &["%3"], &["est", "is"],
            &["necessaire", "requis~", "obligatoire", "indispensable", "required", "needed"],
        ]),
        pattern(Hinted, Itself, &[
            &["generate", "generating", "create", "creating", "generez", "generer", "creez"],
            &["un", "une", "votre", "vos", "an", "a", "your"],
            &["access token", "token", "api key", "key", "jeton", "cle d'api", "cle d'acces"],
        ]),
        pattern(Hinted, Itself, &[
            &["sign up", "inscrivez-vous", "creez un compte", "creez votre compte"],
            &["for", "on", "at", "to", "sur", "aupres", "pour", "dans"],
        ]),
        pattern(Hinted, Itself, &[&["votre", "vos", "une", "la"], &["demande~ d'acces"]]),
        pattern(Hinted, Itself, &[&["votre", "vos"], &["demande~ d'habilitation"]]),
        pattern(Hinted, Itself, &[
            &[
                "demande de souscription", "effectuer une demande", "en possession d'une cle",
                "en possession d'un jeton", "creer un compte", "inscription au service",
                "ayant le droit d'utiliser",
            ],
        ]),
        pattern(Hinted, Itself, &[
            &[
                "api partenaire", "api partenaires", "partner api", "requires authentication",
                "require authentication",
            ],
        ]),
        pattern(Hinted, Itself, &[
            &["apres une", "apres la", "apres"], &["connexion", "authentification"],
        ]),
        pattern(Hinted, Itself, &[&["acces"], TO_THE_API, &["est protege", "est securise"]]),
        pattern(Hinted, Itself, &[
            &["authentification", "authentication"], IS,
            &["requise", "obligatoire", "necessaire", "required"],
        ]),
        pattern(Hinted, Itself, &[
            &["cle~ d'api", "cle~ d'acces"], IS, &["delivre~", "fourni~", "transmis~"],
        ]),
        pattern(Hinted, Itself, &[
            &["jeton"], &["vous", ""], IS, &["transmis", "delivre", "fourni"],
        ]),
    ]
};

#[rustfmt::skip]
const OPENED: &[&str] = &[
    "accessible~", "disponible~", "ouvert~", "utilisable~", "interrogeable~", "available", "open",
];
/// Whom an API is for, as a label.
#[rustfmt::skip]
const PUBLIC: &[&str] = &[
    "public", "publics", "utilisateurs", "usagers", "consommateurs", "audience", "users",
    "beneficiaires", "destinataires", "consumers", "beneficiaries",
];
#[rustfmt::skip]
const MAYBE_MEANT: &[&str] = &[
    "vise~", "cible~", "concerne~", "autorise~", "eligible~", "habilite~", "targeted", "allowed", "",
];
#[rustfmt::skip]
const MEANT: &[&str] = &[
    "vise~", "cible~", "concerne~", "autorise~", "eligible~", "habilite~", "targeted", "allowed",
];
#[rustfmt::skip]
const ONLY: &[&str] = &[
    "uniquement", "seulement", "exclusivement", "strictement", "only", "exclusively",
];
#[rustfmt::skip]
const MAYBE_ONLY: &[&str] = &[
    "uniquement", "seulement", "exclusivement", "strictement", "only", "exclusively", "",
];
#[rustfmt::skip]
const ACCREDITED: &[&str] = &[
    "authorised", "authorized", "registered", "accredited", "public", "partner", "partners",
    "administrations", "agencies", "members", "government",
];
#[rustfmt::skip]
const AGREEMENT: &[&str] = &[
    "habilitation", "une habilitation", "une demande d'habilitation", "convention",
    "une convention", "agrement", "un agrement", "homologation", "autorisation",
    "une autorisation", "demande d'habilitation", "l'obtention d'une habilitation",
];
const USE: &[&str] = &["utiliser", "acceder", "consommer", "appeler", "interroger", "consulter"];
const USING: &[&str] = &["access", "use", "call", "consume", "query"];
#[rustfmt::skip]
const CREDENTIAL: &[&str] = &[
    "authentification", "inscription", "habilitation", "cle", "jeton", "compte", "authentication",
    "registration", "api key", "key", "token", "account", "restriction",
];
#[rustfmt::skip]
const FREELY: &[&str] = &[
    "librement", "a tous", "a toutes", "a tout", "a toute", "au public", "au grand public",
    "au plus grand nombre", "par tous", "to all", "to everyone", "to anyone", "to the public",
    "to the general public", "by everyone", "by anyone",
];
#[rustfmt::skip]
const TO_THE_API: &[&str] = &[
    "", "a l'api", "au service", "a ce service", "a cette api", "to the api", "to this api",
];
#[rustfmt::skip]
const WHOLLY: &[&str] = &[
    "", "totalement", "entierement", "pleinement", "strictement",
];
const IS: &[&str] = &["", "est", "sont", "etant", "is", ":"];
#[rustfmt::skip]
const MUST: &[&str] = &[
    "faut", "devez", "doit", "doivent", "necessite", "requiert", "necessaire", "obligatoire",
    "requis~", "must",
];
