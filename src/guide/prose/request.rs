//! Requests for access: where they are made.
//!
//! The guide: « Faire une demande d'habilitation à l'API (si celle-ci n'est pas en open data) » (G17).

use std::ops::Range;

use super::aside::is_aside;
use super::credential::{PRONOUNS, credentials_given, mentions_credential};
use super::lexicon::Topic;
use super::link::{self, Link, links};
use super::phrase::{Line, Phrase, phrase};
use super::stated::Stated;
use super::subject::{self, words};
use super::{LEXICON, Prose};

/// What a text says of how access is asked for, the surest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Request {
    /// A page where it is.
    Page(String),
    /// Whom to write to, and for what.
    Told,
    /// That it must be, and not where.
    Mentioned,
}

/// What the text says of how access is asked for, the surest first: all that it says, or what is surer than what is known. Code
/// is not read.
pub fn requests_stated(prose: &Prose<'_>, known: Option<&Request>) -> Vec<Stated<Request>> {
    let topics = prose.topics();
    let mut stated = Vec::new();
    if matches!(known, Some(Request::Page(_))) {
        return stated;
    }
    if topics.have_any(&[Topic::Asked, Topic::Registered]) && prose.text.contains("://") {
        stated.extend(pages(prose));
    }
    if known == Some(&Request::Told) {
        return stated;
    }
    if topics.have(Topic::Reached) && topics.have_any(&[Topic::Access, Topic::Pronoun]) {
        stated.extend(procedures(prose));
    }
    if known.is_some() {
        return stated;
    }
    if topics.have(Topic::Requested) {
        stated.extend(mentions(prose));
    }
    stated.extend(
        credentials_given(prose)
            .into_iter()
            .map(|given| Stated { value: Request::Mentioned, range: given.range }),
    );
    stated
}

/// The links at whose end a request can be made.
fn pages(prose: &Prose<'_>) -> Vec<Stated<Request>> {
    let normal = prose.without_code();
    let folded = normal.folded();
    let links = links(prose.text, &folded, &normal.links);
    let pages = links.iter().filter(|link| takes_requests(link));
    pages
        .map(|link| Stated { value: Request::Page(link.url.to_owned()), range: link.range.clone() })
        .collect()
}

/// The sentences that say whom to write to.
fn procedures(prose: &Prose<'_>) -> Vec<Stated<Request>> {
    let folded = prose.without_code().folded();
    let mut stated = Vec::new();
    let mut previous = [""; 2];
    for (start, line) in folded.lines() {
        if LEXICON.topics_of(line).have(Topic::Reached)
            && !is_aside(line)
            && let Some(range) = told(line, previous)
        {
            let range = folded.origin(start + range.start..start + range.end);
            stated.push(Stated { value: Request::Told, range });
        }
        previous = [previous[1], line];
    }
    stated
}

/// The sentences that say that access is asked for.
fn mentions(prose: &Prose<'_>) -> Vec<Stated<Request>> {
    let folded = prose.without_code().folded();
    let may_tell = |line: &str| LEXICON.topics_of(line).have(Topic::Requested) && !is_aside(line);
    let lines = folded.lines().filter(|(_, line)| may_tell(line));
    lines
        .filter_map(|(start, line)| {
            let words = Line::new(line);
            let range = MENTIONED.iter().find_map(|phrase| words.find(phrase))?;
            let range = folded.origin(start + range.start..start + range.end);
            Some(Stated { value: Request::Mentioned, range })
        })
        .collect()
}

/// Whether a request can be made at the end of a link.
fn takes_requests(link: &Link<'_>) -> bool {
    let host = link::host(link.url);
    let path = link::path(link.url);
    let is_datapass = host == "datapass.api.gouv.fr"
        && !path.starts_with("/developpeurs")
        && !path.starts_with("/api/");
    let says = |text: &str| {
        let words = Line::new(text);
        ASKED.iter().any(|phrase| words.find(phrase).is_some())
    };
    let is_form = path.split('/').any(|piece| {
        matches!(piece, "signup" | "sign-up" | "sign_up" | "register" | "inscription")
    });
    let registers = || {
        let words = |text: &str| Line::new(text).find(&REGISTERED).is_some();
        // A register of births is at an address of this name too.
        let is_of_calls = [link.before, link.after].iter().any(|text| {
            Line::new(text).find(&ACCESS).is_some()
                || mentions_credential(text)
                || subject::words(text)
                    .any(|(_, word)| matches!(word, "api" | "account" | "compte"))
        });
        is_of_calls && (words(link.name()) || (link.is_pointer() && words(link.before)))
    };
    let is_joined = || {
        let words = |text: &str, phrase| Line::new(text).find(phrase).is_some();
        words(link.before, &GONE_TO) && words(link.after, &REGISTERED)
    };
    is_datapass
        || says(link.name())
        || (link.is_pointer() && says(link.before))
        || (is_form && registers())
        || is_joined()
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

/// Phrases of a link where access is asked for.
#[rustfmt::skip]
pub(super) static ASKED: &[Phrase] = &[
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
    // « Faites votre demande sur »: a demand of nothing in particular is one for access.
    phrase(&[
        &["faites", "faire", "deposez", "deposer", "effectuez", "effectuer", "formulez", "formuler", "adressez",
          "soumettez", "remplissez", "remplir"],
        &["votre demande", "une demande", "la demande", "vos demandes"],
        &["en ligne", ""],
        &["sur", "via", "a l'adresse", "depuis", "ici", "a cette adresse", "a partir de"],
    ]),
    phrase(&[&["acces", "access"], &["sur demande", "on request", "sur inscription"]]),
    phrase(&[&["apply", "apply for access", "submit your request", "make your request"], &["at", "on", "here", "visit", "via"]]),
    // « La convention est à télécharger sur », « signez la convention »
    phrase(&[&["convention"], &["%2"], &["a telecharger", "a signer", "a remplir", "a renvoyer"]]),
    phrase(&[
        &["signer", "signez", "remplir", "remplissez"], &["%1"],
        &["convention"],
    ]),
    phrase(&[
        &[
            "request", "requesting", "apply for", "ask for", "get", "obtain", "register for",
            "create",
        ],
        &["%2"],
        &["access", "key", "keys", "token", "account", "authorisation", "authorization"],
    ]),
];

/// Words of who enters a list of callers.
#[rustfmt::skip]
pub(super) static REGISTERED: Phrase = phrase(&[&[
    "register", "registering", "registration", "sign up", "signing up", "signup", "s'inscrire", "vous inscrire",
    "inscrivez-vous", "inscription", "create one", "create an account", "create your account", "creez-en un",
    "creer un compte", "creez un compte", "creez votre compte", "vous enregistrer", "enregistrez votre application",
]]);

/// Words that send somewhere, just before its address.
#[rustfmt::skip]
static GONE_TO: Phrase = phrase(&[&[
    "go to", "visit", "log in at", "login at", "sign in", "log in to", "rendez-vous sur", "allez sur",
    "connectez-vous sur", "connectez-vous a",
]]);

/// Phrases that say to write to someone.
#[rustfmt::skip]
pub(super) static REACHED: Phrase = phrase(&[&[
    "contactez", "contacter", "contactant", "ecrivez a", "ecrire a", "ecrivant a", "adressez",
    "adresser", "envoyez", "rapprochez-vous", "rapprocher", "contact", "write to", "email us",
    "reach out to", "get in touch", "par courriel a", "par mail a", "par e-mail a", "par email a",
]]);

/// What is asked for.
#[rustfmt::skip]
pub(super) static ACCESS: Phrase = phrase(&[&[
    "un acces", "l'acces", "acces a", "vos acces", "votre acces", "un jeton", "votre jeton",
    "une cle", "votre cle", "une habilitation", "un agrement", "d'un agrement", "une convention", "d'une convention",
    "d'une habilitation", "access", "api key", "api keys", "a token",
    "credentials", "identifiants", "un compte", "an account", "etre habilite~",
    "etre autorise~ a utiliser", "etre autorise~ a acceder", "acceder au service", "acceder a l'api",
    "acceder a cette api", "utiliser l'api", "utiliser cette api", "utiliser le service",
]]);

/// Beginnings of words that say that it is obtained.
#[rustfmt::skip]
const OBTAINED: &[&str] = &[
    "obten", "obtain", "ouvr", "demand", "delivr", "fourni", "attribu", "recevoir", "get",
    "request", "grant", "receiv", "creer", "create", "habilit", "autoris",
];

/// Phrases that say that access must be asked for.
#[rustfmt::skip]
pub(super) static MENTIONED: &[Phrase] = &[
    phrase(&[
        &["demande", "demandes"], &["", "%1"],
        &["d'habilitation", "d'acces", "de souscription", "d'agrement", "d'autorisation d'acces"],
    ]),
    phrase(&[&[
        "sous habilitation", "sur habilitation", "apres habilitation", "soumis~ a habilitation",
        "soumise~ a habilitation", "sous convention", "soumis~ a convention",
        "accessible~ sur demande", "disponible~ sur demande", "ouvert~ sur demande",
        "on request only", "subject to approval", "upon request",
    ]]),
    phrase(&[&["available"], &["on request"]]),
    phrase(&[&["access"], &["request", "requests"]]),
    phrase(&[&["request", "requests"], &["for", ""], &["access"]]),
    phrase(&[
        &["signature", "signer", "signe", "sign"], &["%2"], &["convention", "agreement"],
    ]),
    phrase(&[&["convention"], &["%3"], &["signe~", "signed"]]),
    phrase(&[
        &["necessite", "requiert", "exige", "suppose"], &["une", "un", "d'obtenir une"],
        &["habilitation", "agrement", "convention", "autorisation"],
    ]),
    phrase(&[
        &["requires"], &["prior", "an", "a signed", ""],
        &["authorisation", "authorization", "approval", "accreditation", "agreement"],
    ]),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn first(text: &str) -> Option<Request> {
        requests_stated(&Prose::of(text), None).into_iter().next().map(|stated| stated.value)
    }

    #[test]
    fn pages_and_procedures() {
        for text in [
            "Remplissez une [demande d'habilitation](https://ponts.fr/h).",
            "[Habilitation](https://datapass.api.gouv.fr/demandes/ponts)",
            "Pour demander un accès : https://ponts.fr/acces",
            "Créez un compte sur https://ponts.fr/portail",
            "Faites votre demande sur https://ponts.fr/acces",
            "Accès sur demande via [le formulaire](https://ponts.fr/f)",
            "[Request access](https://ponts.fr/a)",
            "La convention est à télécharger sur https://ponts.fr/convention.pdf",
            "To get an API key, fill [this form](https://ponts.fr/a).",
            "<a href=\"https://ponts.fr/a\">S'inscrire</a>",
            "[Register](https://ponts.fr/signup) in order to get your API key.",
            "If you have no account yet, go to [https://ponts.fr/api](https://ponts.fr/api) and create one.",
            "Rendez-vous sur https://ponts.fr/portail pour vous inscrire.",
        ] {
            assert!(matches!(first(text), Some(Request::Page(_))), "{text}");
        }
        for text in [
            "Contactez l'équipe des ponts, qui vous ouvrira un accès.",
            "Pour obtenir une clé, écrivez à l'équipe.",
            "Pour utiliser l'API, adressez une demande à api@ponts.fr.",
            "Pour être habilité, écrivez à habilitation@ponts.fr.",
            "L'accès se demande par courriel à api@ponts.fr.",
            "Contact the bridges team to get an API key.",
            "Vous devez être titulaire d'un agrément. Pour en faire la demande, écrivez à adhesion@ponts.fr.",
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
            "L'accès à l'API nécessite une habilitation.",
            "Une convention doit être signée avant tout accès.",
        ] {
            assert_eq!(first(text), Some(Request::Mentioned), "{text}");
        }
    }

    #[test]
    fn what_asks_for_nothing() {
        for text in [
            "Transmettre des demandes de paiement",
            "Déposez votre demande de permis sur https://ponts.fr/permis",
            "Téléchargez la convention collective sur https://ponts.fr/cc",
            "Consultation des habilitations des agents",
            "Insertion des inscriptions",
            "Every bridge of the [register](https://ponts.fr/register) has a number.",
            "Rendez-vous sur https://ponts.fr/ponts pour consulter la liste.",
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
}
