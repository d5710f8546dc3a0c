//! The fields of a declaration: one table, from which files are judged, the JSON Schema is made and `init` writes.

/// A field, as a person writes it.
#[derive(Debug)]
pub struct Field {
    /// Its key.
    pub name: &'static str,
    /// What its value is.
    pub kind: Kind,
    /// The requirements of the guide it answers: `G03`. None for what only the catalogue or the API doctrine asks.
    pub guide: &'static [&'static str],
    /// What it says of the API.
    pub about: About,
    /// A value, as YAML writes it; of a map, that of its fields is shown.
    pub example: &'static str,
    /// Whether no description ever says it: a person has to.
    pub is_known_to_people: bool,
}

/// A sentence in both languages, known at compile time.
#[derive(Clone, Copy, Debug)]
pub struct About {
    /// English.
    pub en: &'static str,
    /// French.
    pub fr: &'static str,
}

/// What a value is.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// Words.
    Text,
    /// One e-mail address.
    Email,
    /// An absolute http(s) URL that the public can reach.
    Url,
    /// A day: `2026-02-01`.
    Date,
    /// The 14 figures of a SIRET.
    Siret,
    /// `true` or `false`.
    Boolean,
    /// A whole number, from 1.
    Count,
    /// A number above 0, and no more than this.
    Figure(f64),
    /// One of these words.
    Choice(&'static [&'static str]),
    /// These fields.
    Map(&'static [Field]),
    /// A list of maps of these fields.
    List(&'static [Field]),
    /// This word, or these fields.
    WordOrMap(&'static str, &'static [Field]),
}

/// What a consumer needs to use the API: anyone may, anyone with an account may, those who are authorised may.
pub(super) const ACCESS: &[&str] = &["ouvert", "compte", "habilitation"];
/// What calls are counted by.
pub(super) const SCOPES: &[&str] = &[
    "ip",
    "asn",
    "jeton",
    "cle",
    "utilisateur",
    "compte",
    "client",
    "partenaire",
    "operation",
    "global",
];
/// The word for calls that are not limited.
pub(super) const UNLIMITED: &str = "illimite";

/// A field that nothing but a person can fill.
const fn asked(
    name: &'static str,
    kind: Kind,
    guide: &'static [&'static str],
    about: About,
    example: &'static str,
) -> Field {
    Field { name, kind, guide, about, example, is_known_to_people: true }
}

/// A field that a description may say too.
const fn field(
    name: &'static str,
    kind: Kind,
    guide: &'static [&'static str],
    about: About,
    example: &'static str,
) -> Field {
    Field { name, kind, guide, about, example, is_known_to_people: false }
}

const fn about(en: &'static str, fr: &'static str) -> About {
    About { en, fr }
}

/// Every field of a declaration, in the order that `init` writes them.
pub static FIELDS: &[Field] = &[
    field(
        "producteur",
        Kind::Map(PRODUCER),
        &["G01", "G04a"],
        about("Who provides the API.", "Qui propose l'API."),
        "",
    ),
    field(
        "contact",
        Kind::Map(CONTACT),
        &["G03"],
        about("How to reach the team.", "Comment joindre l'équipe."),
        "",
    ),
    field(
        "acces",
        Kind::Choice(ACCESS),
        &["G04b"],
        about(
            "Who may use the API: anyone (ouvert), anyone with an account (compte), those who are authorised \
             (habilitation).",
            "Qui peut utiliser l'API : tout le monde (ouvert), qui a un compte (compte), qui y est habilité \
             (habilitation).",
        ),
        "ouvert",
    ),
    field(
        "publics",
        Kind::List(AUDIENCE),
        &["G04b"],
        about(
            "Which publics may use it, where not everyone may.",
            "Quels publics peuvent l'utiliser, si ce n'est pas tout le monde.",
        ),
        "",
    ),
    field(
        "demande_acces_url",
        Kind::Url,
        &["G17", "G18"],
        about(
            "The page where access is asked for, DataPass or another.",
            "La page où se demande l'accès, DataPass ou une autre.",
        ),
        "https://datapass.api.gouv.fr/demandes/mon-api",
    ),
    asked(
        "delai_reponse_jours",
        Kind::Count,
        &["G16"],
        about(
            "Days within which a request for access is answered: the guide asks for less than 15.",
            "En combien de jours une demande d'accès reçoit sa réponse : moins de 15 selon le guide.",
        ),
        "10",
    ),
    field(
        "objet",
        Kind::Text,
        &["G04c"],
        about(
            "What the API is for, in a few sentences.",
            "À quoi sert l'API, en quelques phrases.",
        ),
        "\"L'API permet de rechercher un ouvrage dans le catalogue commun des bibliothèques.\"",
    ),
    asked(
        "document_url",
        Kind::Url,
        &["G09", "G10"],
        about(
            "Where the OpenAPI description is published.",
            "L'adresse où la description OpenAPI est publiée.",
        ),
        "https://api.mon-organisme.fr/openapi.json",
    ),
    field(
        "documentation",
        Kind::Map(DOCUMENTATION),
        &["G26"],
        about("Documentation for people.", "La documentation pour les personnes."),
        "",
    ),
    field(
        "base_url",
        Kind::Url,
        &["G04d", "G06"],
        about("The address to call, in production.", "L'adresse d'appel, en production."),
        "https://api.mon-organisme.fr/v1",
    ),
    field(
        "limite_appels",
        Kind::WordOrMap(UNLIMITED, CALL_LIMIT),
        &["G15"],
        about(
            "How many calls are allowed; `illimite` where they are not limited.",
            "Combien d'appels sont permis ; `illimite` s'ils ne sont pas limités.",
        ),
        "",
    ),
    field(
        "disponibilite",
        Kind::Map(AVAILABILITY),
        &["G11", "G14"],
        about(
            "How much of the time the API answers: the guide aims at 99.9 %.",
            "La part du temps où l'API répond : le guide vise 99,9 %.",
        ),
        "",
    ),
    asked(
        "temps_reponse_ms",
        Kind::Map(RESPONSE_TIME),
        &["G12"],
        about(
            "In how many milliseconds it answers: the guide asks for less than 50.",
            "En combien de millisecondes elle répond : moins de 50 selon le guide.",
        ),
        "",
    ),
    asked(
        "pics",
        Kind::Text,
        &["G13"],
        about(
            "What it can bear when calls peak.",
            "Ce qu'elle supporte lors des pics de consommation.",
        ),
        "\"Testée à 200 appels par seconde, le double du pic de la rentrée.\"",
    ),
    field(
        "cgu_url",
        Kind::Url,
        &[],
        about("The terms of use.", "Les conditions générales d'utilisation."),
        "https://www.mon-organisme.fr/api/cgu",
    ),
    field(
        "licence",
        Kind::Text,
        &[],
        about(
            "The licence of the data, by its SPDX name where it has one.",
            "La licence des données, par son nom SPDX si elle en a un.",
        ),
        "etalab-2.0",
    ),
    field(
        "franceconnect",
        Kind::Map(FRANCECONNECT),
        &["G22", "G23", "G24"],
        about(
            "Whether the API is called with a FranceConnect token.",
            "Si l'API s'appelle avec un jeton FranceConnect.",
        ),
        "",
    ),
    field(
        "bouquet",
        Kind::Choice(&["aucun", "api-entreprise", "api-particulier"]),
        &["G19"],
        about("The bundle of APIs that it belongs to.", "Le bouquet d'API dont elle fait partie."),
        "aucun",
    ),
    asked(
        "attestation",
        Kind::Map(ATTESTATION),
        &[],
        about(
            "Who vouches for all this, and since when.",
            "Qui se porte garant de tout cela, et depuis quand.",
        ),
        "",
    ),
];

const PRODUCER: &[Field] = &[
    field(
        "nom",
        Kind::Text,
        &["G04a"],
        about("Its name.", "Son nom."),
        "\"Ministère de la Culture\"",
    ),
    asked(
        "siret",
        Kind::Siret,
        &["G01"],
        about("Its SIRET, 14 figures.", "Son SIRET, 14 chiffres."),
        "\"11004601800013\"",
    ),
    asked(
        "type",
        Kind::Choice(&[
            "administration-centrale",
            "collectivite",
            "etablissement-public",
            "organisme-mission-service-public",
            "association-mssp",
        ]),
        &["G01"],
        about("What kind of public body it is.", "Quelle sorte d'organisme public c'est."),
        "administration-centrale",
    ),
];

const CONTACT: &[Field] = &[
    field(
        "email",
        Kind::Email,
        &["G03"],
        about(
            "A generic address, nobody's own.",
            "Une adresse générique, qui n'est celle de personne.",
        ),
        "api@mon-organisme.fr",
    ),
    field(
        "formulaire",
        Kind::Url,
        &["G03"],
        about("A contact form.", "Un formulaire de contact."),
        "https://www.mon-organisme.fr/contact",
    ),
];

const AUDIENCE: &[Field] = &[
    field(
        "role",
        Kind::Choice(&["administrations", "entreprises-associations", "particuliers"]),
        &["G04b"],
        about("Which public.", "Quel public."),
        "administrations",
    ),
    field(
        "condition",
        Kind::Choice(&["oui", "non", "sous-conditions"]),
        &["G04b"],
        about("Whether it may use the API.", "S'il peut utiliser l'API."),
        "sous-conditions",
    ),
];

const DOCUMENTATION: &[Field] = &[
    field(
        "technique",
        Kind::Url,
        &["G10"],
        about("How to call the API.", "Comment appeler l'API."),
        "https://api.mon-organisme.fr/docs",
    ),
    field(
        "metier",
        Kind::Url,
        &["G26"],
        about(
            "What the data mean and what they are used for.",
            "Ce que les données veulent dire et à quoi elles servent.",
        ),
        "https://www.mon-organisme.fr/api/guide",
    ),
];

const CALL_LIMIT: &[Field] = &[
    field(
        "texte",
        Kind::Text,
        &["G15"],
        about("The limit in words.", "La limite, en mots."),
        "\"50 appels par seconde et par adresse IP\"",
    ),
    field("nombre", Kind::Count, &["G15"], about("How many calls.", "Combien d'appels."), "50"),
    field(
        "periode_s",
        Kind::Count,
        &["G15"],
        about("In how many seconds.", "En combien de secondes."),
        "1",
    ),
    field(
        "portee",
        Kind::Choice(SCOPES),
        &["G15"],
        about("What calls are counted by.", "Ce par quoi les appels sont comptés."),
        "ip",
    ),
    field(
        "url",
        Kind::Url,
        &["G15"],
        about("The page that tells it.", "La page qui le dit."),
        "https://www.mon-organisme.fr/api/limites",
    ),
];

const AVAILABILITY: &[Field] = &[
    asked(
        "pourcentage",
        Kind::Figure(100.0),
        &["G11", "G14"],
        about("Per cent of the time.", "En pour cent du temps."),
        "99.9",
    ),
    asked(
        "periode",
        Kind::Choice(&["jour", "semaine", "mois", "trimestre", "annee"]),
        &["G14"],
        about("Over which period it is counted.", "Sur quelle durée elle est comptée."),
        "mois",
    ),
    field(
        "url",
        Kind::Url,
        &["G14"],
        about("The status page.", "La page qui montre l'état du service."),
        "https://etat.mon-organisme.fr",
    ),
];

const RESPONSE_TIME: &[Field] = &[
    asked("moyen", Kind::Figure(3_600_000.0), &["G12"], about("On average.", "En moyenne."), "40"),
    asked(
        "p95",
        Kind::Figure(3_600_000.0),
        &["G12"],
        about("For 95 calls in 100.", "Pour 95 appels sur 100."),
        "80",
    ),
    asked("max", Kind::Figure(3_600_000.0), &["G12"], about("At the most.", "Au plus."), "400"),
];

const FRANCECONNECT: &[Field] = &[
    field("actif", Kind::Boolean, &["G22"], about("Whether it is.", "Si c'est le cas."), "false"),
    field(
        "prefixe",
        Kind::Text,
        &["G23"],
        about(
            "What the names of its scopes begin with.",
            "Ce par quoi commencent les noms de ses scopes.",
        ),
        "dgfip_",
    ),
];

const ATTESTATION: &[Field] = &[
    asked("par", Kind::Text, &[], about("Who.", "Qui."), "\"Équipe API\""),
    asked(
        "fonction",
        Kind::Text,
        &[],
        about("In what capacity.", "À quel titre."),
        "\"Responsable de produit\"",
    ),
    asked(
        "date",
        Kind::Date,
        &[],
        about(
            "On which day; after 12 months it is said to be old.",
            "Quel jour ; au bout de 12 mois, elle est dite ancienne.",
        ),
        "2026-02-01",
    ),
];
