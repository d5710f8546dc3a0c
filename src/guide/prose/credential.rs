//! Credentials: whether a text says how a key, a token or an account is obtained.
//!
//! The guide: « Comment s'en sert-on ? » (G04); an API that asks for a key is of no use to whoever does not know where to get
//! one.

use std::ops::Range;

use super::aside::is_aside;
use super::lexicon::Topic;
use super::phrase::{Line, Phrase, phrase};
use super::stated::Stated;
use super::subject::words;
use super::{LEXICON, Prose};

/// The sentences that say how to obtain what the API asks of its callers: « demandez un jeton à l'équipe », « clé fournie par
/// le service », `sign up to get an API key`. The value says nothing more; code is not read.
pub fn credentials_offered(prose: &Prose<'_>) -> Vec<Stated<()>> {
    // A pronoun stands for what the text has named.
    let topics: &[Topic] = if prose.topics().have(Topic::Credential) {
        &[Topic::Obtained, Topic::Given, Topic::Taken, Topic::Account, Topic::Pronoun]
    } else {
        &[Topic::Obtained, Topic::Given, Topic::Taken, Topic::Account]
    };
    find(prose, topics, |line, folded, previous| {
        let pronoun = obtained_by_pronoun(line, previous);
        let offered = OBTAINED.iter().flat_map(|phrase| line.find_all(phrase));
        let given = GIVEN.iter().chain(TAKEN).flat_map(|phrase| line.find_all(phrase));
        let shown = shown(line, folded);
        let account = ACCOUNTS.iter().filter(|_| is_of_access(folded));
        let opened = account.flat_map(|phrase| line.find_all(phrase));
        offered
            .filter(|range| !is_denied(folded, range))
            .chain(given.filter(|range| !is_denied(folded, range) && !is_by_caller(folded, range)))
            .chain(shown)
            .chain(opened)
            .chain(pronoun)
            .min_by_key(|range| range.start)
    })
}

/// The sentences that say that someone gives what the API asks for: « clé fournie par le service ».
pub fn credentials_given(prose: &Prose<'_>) -> Vec<Stated<()>> {
    find(prose, &[Topic::Given], |line, folded, _| {
        let given = GIVEN.iter().flat_map(|phrase| line.find_all(phrase));
        given
            .filter(|range| !is_denied(folded, range) && !is_by_caller(folded, range))
            .chain(shown(line, folded))
            .min_by_key(|range| range.start)
    })
}

/// « Votre jeton figure dans votre espace », `Copy your API key from…`; not « figure dans l'en-tête », where it is to be put.
fn shown(line: &Line<'_>, folded: &str) -> impl Iterator<Item = Range<usize>> {
    let is_sent = |range: &Range<usize>| {
        let after = folded[range.end..].trim_start();
        IN_CALLS.opens(after).is_some() && AT_HOME.opens(after).is_none()
    };
    let shown = SHOWN.iter().flat_map(|phrase| line.find_all(phrase));
    shown.filter(move |range| !is_denied(folded, range) && !is_sent(range))
}

/// The sentences that speak of a credential at all: `the token is missing`, « clé d'API ».
pub fn credentials_mentioned(prose: &Prose<'_>) -> Vec<Stated<()>> {
    find(prose, &[Topic::Credential], |line, folded, _| {
        line.find(&NAMED).filter(|_| !words(folded).any(|(_, word)| CHANGES.contains(&word)))
    })
}

/// Whether a folded sentence names a credential.
pub(super) fn mentions_credential(line: &str) -> bool {
    Line::new(line).find(&NAMED).is_some()
}

/// « pour en obtenir une », after a sentence that names a credential, or the next.
fn obtained_by_pronoun(line: &Line<'_>, previous: [&str; 2]) -> Option<Range<usize>> {
    line.find(&PRONOUNS).filter(|_| previous.into_iter().any(mentions_credential))
}

/// The sentences in which something is found that tells one of these topics.
fn find(
    prose: &Prose<'_>,
    topics: &[Topic],
    decide: impl Fn(&Line<'_>, &str, [&str; 2]) -> Option<Range<usize>>,
) -> Vec<Stated<()>> {
    if !prose.topics().have_any(topics) {
        return Vec::new();
    }
    let normal = prose.without_code();
    let folded = normal.folded();
    let mut stated = Vec::new();
    let mut previous = [""; 2];
    for (start, line) in folded.lines() {
        if LEXICON.topics_of(line).have_any(topics)
            && !is_aside(line)
            && let Some(range) = decide(&Line::new(line), line, previous)
        {
            let range = folded.origin(start + range.start..start + range.end);
            stated.push(Stated { value: (), range });
        }
        previous = [previous[1], line];
    }
    stated
}

/// « le jeton n'est pas fourni par… », `no token provided by`.
fn is_denied(line: &str, range: &Range<usize>) -> bool {
    let before = &line[range.start.saturating_sub(12)..range.start];
    let denied = |(_, word): (usize, &str)| {
        matches!(word, "pas" | "not" | "non" | "sans" | "without" | "aucun" | "aucune" | "no")
    };
    words(&line[range.clone()]).any(denied) || words(before).any(denied)
}

/// « le jeton fourni par le client »: what the caller sends.
fn is_by_caller(line: &str, range: &Range<usize>) -> bool {
    let article = |word: &&str| !matches!(*word, "le" | "la" | "l" | "les" | "the" | "un" | "your");
    words(&line[range.end..]).map(|(_, word)| word).take(3).find(article).is_some_and(|word| {
        ["client", "appelant", "consommateur", "utilisateur", "caller", "user", "consumer"]
            .iter()
            .any(|caller| word.starts_with(caller))
    })
}

/// Whether an account is one for the API, and not what the API manages.
fn is_of_access(line: &str) -> bool {
    words(line).any(|(_, word)| {
        matches!(
            word,
            "api"
                | "acces"
                | "acceder"
                | "access"
                | "jeton"
                | "token"
                | "utiliser"
                | "cle"
                | "key"
                | "portail"
                | "portal"
                | "souscrire"
        )
    })
}

#[rustfmt::skip]
const CREDENTIAL: &[&str] = &[
    "jeton", "jetons", "token", "tokens", "access_token", "cle d'api", "cles d'api", "cle api",
    "cles api", "cle d'acces", "cles d'acces", "cle d'authentification", "cle utilisateur",
    "cle personnelle", "cle privee", "api key", "api keys", "apikey", "api-key", "access key",
    "access keys", "credentials", "identifiants de connexion", "identifiants d'acces",
    "identifiants techniques", "client_id", "client id", "client secret", "client_secret",
    "certificat", "certificats", "client certificate", "mot de passe", "password",
    "couple identifiant", "couple login", "identifiant client", "secret client",
];

/// « Ajout du paramètre apikey »: words of a list of changes.
const CHANGES: &[&str] =
    &["ajout", "ajoute", "added", "suppression", "supprime", "retrait", "retire", "removed"];

/// A phrase that names a credential.
pub(super) static NAMED: Phrase = phrase(&[CREDENTIAL]);

#[rustfmt::skip]
pub(super) static OBTAINED: &[Phrase] = &[
    phrase(&[
        &[
            "obtenir", "obtenez", "obtention", "recuperer", "recuperez", "recuperation", "creer",
            "creez", "generer", "generez", "generation", "demander", "demandez", "recevoir",
            "recevrez", "recevez", "retourne", "renvoie", "se procurer", "procurez-vous", "acquerir", "delivrance",
            "delivre", "se voit remettre", "se voit attribuer", "se voit delivrer", "souscrire", "la demande de", "une demande de",
        ],
        &["%3"],
        CREDENTIAL,
    ]),
    phrase(&[
        &[
            "obtain", "obtaining", "to get", "get a", "get an", "get your", "get the", "getting",
            "to request", "request a", "request an", "request your", "requesting", "generate",
            "generating", "to create", "create a", "create an", "create your", "creating",
            "to retrieve", "retrieve a", "retrieve an", "retrieve your", "retrieving", "acquire",
            "ask for", "apply for", "receive", "returns a", "returns an",
        ],
        &["%2"],
        CREDENTIAL,
    ]),
];

/// What is obtained, when it was named before.
#[rustfmt::skip]
pub(super) static PRONOUNS: Phrase = phrase(&[&[
    "en obtenir", "l'obtenir", "en demander", "la demander", "le demander", "vous en procurer",
    "en faire la demande", "get one", "obtain one", "request one",
]]);

/// Given by someone.
#[rustfmt::skip]
pub(super) static GIVEN: &[Phrase] = &[
    phrase(&[
        CREDENTIAL,
        &["%5"],
        &[
            "fourni~ par", "delivre~ par", "emis~ par", "transmis~ par", "communique~ par",
            "envoye~ par", "attribue~ par", "genere~ par", "remis~ par", "vous est transmis~",
            "vous est delivre~", "vous est fourni~", "vous est communique~", "vous est envoye~",
            "vous est remis~", "vous sera transmis~", "vous sera delivre~", "vous sera fourni~",
            "vous sera communique~", "vous sera envoye~", "vous est attribue~", "vous sera attribue~",
            "vous sont", "vous seront", "est a demander",
            "sont a demander", "est a generer", "est a creer", "est a recuperer", "sont a generer",
            "sont a recuperer", "se genere", "se recupere", "doit etre demande~", "doivent etre demande~", "se demande~",
            "s'obtient", "s'obtiennent",
        ],
    ]),
    // « clé » alone is a key of anything: only of one that is asked for is it said how.
    phrase(&[
        &["la cle", "une cle", "les cles", "cette cle", "votre cle"],
        &["%1"],
        &[
            "se demande~", "s'obtient", "s'obtiennent", "est a demander", "sont a demander",
            "est delivre~", "sont delivre~", "vous est transmis~", "vous sera transmis~",
            "vous est communique~", "vous sera communique~", "vous est envoye~",
            "vous sera envoye~", "vous est remis~", "vous sera remis~", "vous est fourni~",
            "vous sera fourni~", "vous sera delivre~", "vous est attribue~", "vous sera attribue~",
        ],
    ]),
    // Nor is an « identifiant » alone anything but that of a thing, unless somebody hands it over.
    phrase(&[
        &["les identifiants", "vos identifiants", "ces identifiants", "des identifiants", "your credentials"],
        &["vous", ""],
        &["sont", "seront", "are", "will be"],
        &[
            "transmis par", "communiques par", "fournis par", "delivres par", "envoyes par", "remis par",
            "attribues par", "sent by", "provided by", "issued by",
        ],
    ]),
    phrase(&[
        &["les identifiants", "vos identifiants", "ces identifiants", "des identifiants"],
        &["vous sont", "vous seront"],
        &["transmis", "communiques", "fournis", "delivres", "envoyes", "remis", "attribues"],
    ]),
    phrase(&[
        CREDENTIAL,
        &["%5"],
        &[
            "provided by", "issued by", "delivered by", "given by", "generated by", "sent to you",
            "can be requested",
        ],
    ]),
    // `generated from the console`, « générée depuis votre espace »
    phrase(&[
        CREDENTIAL,
        &["%5"],
        &[
            "generated from", "generated in", "generated on", "obtained from", "obtained on", "obtained at",
            "obtained through", "obtained via", "created from", "created on", "issued from", "requested from",
            "genere~ depuis", "genere~ sur", "genere~ dans", "obtenu~ sur", "obtenu~ aupres", "obtenu~ depuis",
            "cree~ depuis", "cree~ sur", "recupere~ sur", "recupere~ depuis",
        ],
    ]),
    // `the Create token option of your account settings`
    phrase(&[
        &["create", "generate", "manage"],
        &["token", "tokens", "api key", "api keys", "access token", "access tokens"],
        &["%4"],
        &["settings", "profile", "account"],
    ]),
];

/// Shown somewhere, unless that is in a call.
#[rustfmt::skip]
pub(super) static SHOWN: &[Phrase] = &[
    // `Your API key is found in your account`, « Votre clé d'API figure dans votre espace »
    phrase(&[
        &["your", "votre", "vos"],
        CREDENTIAL,
        &["%4"],
        &[
            "is found in", "is found on", "can be found", "is available in", "is available on", "is displayed",
            "is shown", "se trouve~", "figure dans", "figure sur", "est affiche~", "est disponible dans",
            "est disponible sur", "sont disponibles",
        ],
    ]),
    phrase(&[&["find", "trouverez", "retrouverez", "retrouvez"], &["your", "votre", "vos"], CREDENTIAL]),
    phrase(&[
        &["copy", "copiez"],
        &["your", "votre", "vos"],
        CREDENTIAL,
        &["from", "depuis", "dans votre espace", "dans votre compte"],
    ]),
];

/// The parts of a call, just after.
#[rustfmt::skip]
static IN_CALLS: Phrase = phrase(&[
    &["%4"],
    &[
        "en-tete~", "entete~", "parametre", "parametres de la requete", "parametres de l'url", "requete~", "champ~",
        "corps de la", "corps de l'", "header~", "parameter~", "query", "request~", "field~", "body",
    ],
]);

/// Where callers have their own pages, just after: « dans le champ Clé de votre profil ».
#[rustfmt::skip]
static AT_HOME: Phrase = phrase(&[
    &["%8"],
    &["espace", "compte", "profil", "tableau de bord", "account", "profile", "settings", "dashboard"],
]);

/// Taken somewhere.
#[rustfmt::skip]
pub(super) static TAKEN: &[Phrase] = &[
    phrase(&[
        CREDENTIAL,
        &["%5"],
        &[
            "obtenu~", "recupere~", "est delivre~", "sont delivre~", "est disponible sur votre",
            "disponible dans votre", "disponibles dans votre", "obtained", "is issued",
            "are issued", "can be created", "can be generated", "can be found in your",
            "available in your",
        ],
    ]),
];

#[rustfmt::skip]
pub(super) static ACCOUNTS: &[Phrase] = &[
    phrase(&[&["creer", "creez", "ouvrir", "ouvrez", "creation d'"], &["%2"], &["compte"]]),
    phrase(&[&["create", "creating", "open"], &["%2"], &["account"]]),
    phrase(&[&["s'inscrire", "inscrivez-vous", "vous inscrire", "sign up", "register"]]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_to_get_a_credential() {
        for text in [
            "Pour obtenir un jeton, écrivez à l'équipe.",
            "Votre clé vous sera communiquée après l'instruction de votre demande.",
            "Faites la demande de votre jeton auprès de l'équipe.",
            "Demandez votre clé d'API depuis le portail.",
            "Jeton d'accès fourni par le service des ponts.",
            "La clé d'API vous est transmise par courriel après validation.",
            "Le **jeton** est obtenu après l'acceptation de votre demande.",
            "Récupérer un token via `POST /token`",
            "Voir la page du service pour la récupération de l'access token.",
            "Inscrivez-vous sur le portail pour utiliser l'API.",
            "Il faut créer un compte pour accéder à l'API.",
            "Sign up on the portal to get an API key.",
            "API keys are issued by the bridges team.",
            "Request a token at the developer portal.",
            "You must create an account to use the API.",
            "Les identifiants de connexion sont à demander au support.",
            "Chaque appel porte une clé d'API. Écrivez à l'équipe pour en obtenir une.",
            "Une clé d'API suit l'usage. Elle n'est pas obligatoire. Contactez-nous pour en obtenir une.",
            "Retourne un jeton valable une heure",
            "La clé se demande à l'adresse de l'équipe.",
            "Les jetons s'obtiennent auprès du guichet.",
            "Les identifiants sont transmis par l'équipe.",
            "La clé d'API est à générer depuis votre espace personnel.",
            "Chaque partenaire se voit remettre un certificat client.",
            "Demandez un couple identifiant et secret au guichet.",
            "Vos identifiants vous seront communiqués par courriel.",
            "Une clé vous est attribuée à la signature de la convention.",
            "Your API key is found in the web application: log in, then open Settings.",
            "You can find your API key on the account page.",
            "Vous trouverez votre clé d'API dans votre espace.",
            "Votre jeton figure dans votre espace personnel.",
            "Use a personal access token generated from the console.",
            "Log in and use the **Create token** option in your account settings.",
            "Copiez votre jeton depuis votre espace et placez-le dans l'en-tête Authorization.",
            "Copy your API key from the account page.",
            "Votre jeton se trouve dans les paramètres de votre compte.",
            "Vous trouverez votre clé d'API dans le champ Clé de votre profil.",
        ] {
            assert_eq!(credentials_offered(&Prose::of(text)).len(), 1, "{text}");
        }
    }

    #[test]
    fn what_does_not_tell_how_to_get_one() {
        for text in [
            "Jeton d'authentification absent ou invalide",
            "Les identifiants des ponts sont transmis par les communes.",
            "Les identifiants sont transmis par le client.",
            "Les identifiants sont transmis dans l'en-tête.",
            "La clé est composée de 32 caractères.",
            "Copiez votre jeton dans l'en-tête Authorization.",
            "Copy your API key into the X-Pont header.",
            "Votre clé d'API figure dans l'en-tête X-Pont de chaque appel.",
            "Your token can be found in the Authorization header.",
            "Vous retrouverez votre jeton dans le corps de la réponse.",
            "You will find your token in the body.",
            "Le jeton fourni par le client est expiré.",
            "Le jeton n'a pas été fourni par l'appelant.",
            "Le jeton transmis dans l'en-tête Authorization est invalide.",
            "OAuth 2.0, flux Client Credentials, en-tête Bearer.",
            "The request must contain a token.",
            "No token provided",
            "The token provided by the caller has expired.",
            "Clé du terme dont on veut récupérer l'intitulé",
            "La clé de la table s'obtient en joignant les deux codes.",
            "Chaque appel porte une clé d'API.",
            "Le jeton se trouve dans l'en-tête de la réponse.",
            "The token is found in the header.",
            "Créer un compte bancaire",
            "TODO : dire comment obtenir un jeton",
            "Comment obtenir un jeton ?",
            "récupérer le nom de chaque clé",
            "`obtenir un jeton`",
            "To get data, send your token.",
            "Suppression du paramètre *apikey*",
        ] {
            assert_eq!(credentials_offered(&Prose::of(text)), [], "{text}");
        }
    }

    #[test]
    fn the_words_are_shown_where_they_stand() {
        let text = "Bonjour. Il faut **obtenir**&nbsp;un jeton au guichet.";
        let found = credentials_offered(&Prose::of(text));
        assert_eq!(&text[found[0].range.clone()], "obtenir**&nbsp;un jeton");
        assert_eq!(credentials_mentioned(&Prose::of("Le token est absent")).len(), 1);
        for text in ["Authentification requise", "1.2 : suppression du paramètre *apikey*"] {
            assert_eq!(credentials_mentioned(&Prose::of(text)), [], "{text}");
        }
    }
}
