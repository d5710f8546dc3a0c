//! Audiences: who may use the API, or whether it is open to all.
//!
//! The guide: « Qui a le droit de la consommer ? » (G04).

mod answer;
mod found;
mod lexicon;
mod patterns;

use std::ops::Range;

use super::LEXICON;
use super::Prose;
use super::lexicon::Topic;
use super::normal::Folded;
use super::phrase::Line;
use super::stated::Stated;
use super::subject::{self, Subject};
use answer::{answer, names_a_public, opens_with_a_public};
use found::Match;
pub(super) use lexicon::with_words;
use patterns::{About, INDEX, PATTERNS};

/// Who may use the API.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Anyone.
    Open,
    /// Some: a public, or those who have been granted access.
    Restricted,
    /// A key, a request or a partnership is spoken of, but not who qualifies.
    Hinted,
}

/// What the sentences of a text say of who may use the API, in reading order. Code is not read.
///
/// A sentence counts when its subject is the API, its access, its routes or the reuse of its data; never when it is the
/// documentation, the page or the source code. `Open` said of a single route is given as `Hinted`.
pub fn audiences_stated(prose: &Prose<'_>) -> Vec<Stated<Audience>> {
    if !prose.topics().have(Topic::Audience) {
        return Vec::new();
    }
    let text = prose.text;
    let normal = prose.without_code();
    let folded = normal.folded();
    let mut stated = Vec::new();
    let mut previous = "";
    for (start, line) in folded.lines() {
        let sentence = Sentence { line, previous, start, folded: &folded, plain: &normal.text };
        if let Some((value, range)) = sentence.audience().or_else(|| answer(line, previous)) {
            let range = folded.origin(start + range.start..start + range.end);
            stated.push(Stated { value, range });
        }
        previous = line;
    }
    for (at, address) in text.match_indices("datapass.api.gouv.fr") {
        // The service where access to restricted APIs is asked for; its own API is documented at the same place.
        let rest = &text[at + address.len()..];
        if !rest.starts_with("/developpeurs") && !rest.starts_with("/api/") {
            stated.push(Stated { value: Audience::Hinted, range: at..at + address.len() });
        }
    }
    stated.sort_by_key(|stated| stated.range.start);
    stated
}

struct Sentence<'f> {
    line: &'f str,
    /// The sentence before, which a pronoun may refer to.
    previous: &'f str,
    start: usize,
    folded: &'f Folded<'f>,
    plain: &'f str,
}

impl Sentence<'_> {
    fn audience(&self) -> Option<(Audience, Range<usize>)> {
        // A question states nothing, and a line without the words of a phrase is not searched.
        if self.line.ends_with('?') || !LEXICON.topics_of(self.line).have(Topic::Audience) {
            return None;
        }
        let line = Line::new(self.line);
        line.may_hold(&INDEX).map(|rank| &PATTERNS[rank]).find_map(|pattern| {
            let found = line.find(&pattern.phrase)?;
            let (before, words) = (&self.line[..found.start], &self.line[found.clone()]);
            let subject = self.subject(before, words);
            let found = Match { pattern, before, words, after: &self.line[found.end..], subject };
            let audience = self.weigh(&found).filter(|_| self.counts(&found))?;
            Some((audience, found.shown()))
        })
    }

    /// Whether the match is about the API, and its words mean what they seem to.
    fn counts(&self, found: &Match) -> bool {
        let of_api =
            matches!(found.subject, Some((Subject::Api | Subject::Route | Subject::Access, _)));
        let about = match found.pattern.about {
            About::Itself => true,
            About::Opening => {
                let is_open = found.pattern.audience == Audience::Open;
                found.before.trim().is_empty() && (is_open || names_a_public(found.after))
            }
            About::Label => found.before.trim().is_empty() && opens_with_a_public(found.after),
            About::ToPublic => of_api && opens_with_a_public(found.after) && !self.proposes(found),
            About::OfferedTo => {
                opens_with_a_public(found.after) && found.gives_the_api() && !found.is_by_the_api()
            }
            About::ByPublic => found.before.len() <= 80 && opens_with_a_public(found.before),
            About::Subject => of_api,
            About::SubjectOrName => of_api || self.is_named(found.before),
            About::Sentence => {
                subject::mentions(self.line, Subject::Api)
                    || subject::mentions(found.before, Subject::Access)
                    || (self.refers_back() && subject::first(self.previous) == Some(Subject::Api))
            }
        };
        let restricts = found.pattern.audience == Audience::Restricted;
        about
            && !found.names_a_thing()
            && !(restricts && found.names_no_public())
            && (restricts || !found.is_of_another())
    }

    /// What the match tells, once its surroundings are read.
    fn weigh(&self, found: &Match) -> Option<Audience> {
        let told = found.pattern.audience;
        let denied = NEGATIONS.iter().any(|negation| found.before.trim_end().ends_with(negation));
        match told {
            Audience::Hinted if found.is_absence() => None,
            Audience::Restricted if denied => None,
            Audience::Restricted if found.is_any_user() => Some(Audience::Hinted),
            Audience::Open if denied => Some(Audience::Restricted),
            Audience::Open if found.trades_a_credential() => None,
            Audience::Open if self.is_open_in_part(found) || found.is_of_some_calls() => {
                Some(Audience::Hinted)
            }
            Audience::Hinted | Audience::Restricted | Audience::Open => Some(told),
        }
    }

    /// Whether the openness is that of a route, is foreseen, or has a condition.
    fn is_open_in_part(&self, found: &Match) -> bool {
        let route = matches!(found.subject, Some((Subject::Route, _)))
            || (found.pattern.about == About::Sentence && self.speaks_of_routes());
        let tail = &found.before[found.before.len().saturating_sub(20)..];
        let conditional = ["disposant", "ayant", "titulaire", "muni", "detenant"];
        let condition =
            subject::words(found.after).take(3).any(|(_, word)| conditional.contains(&word));
        route || condition || EVENTUAL.iter().any(|words| tail.contains(words))
    }

    /// The subject of what starts after these words: the nearest noun, unless a verb stands between.
    fn subject(&self, before: &str, found: &str) -> Option<(Subject, usize)> {
        let of_access = found.starts_with("acces ") || found.starts_with("access ");
        if of_access {
            // « l'accès à la documentation est libre », « Accès réservé aux administrations »
            match subject::words(found).skip(1).find_map(|(_, word)| subject::first(word)) {
                Some(Subject::Documentation) => return None,
                None if before.ends_with("api ") => return None, // a name: « API Accès libre »
                None if self.is_of_a_thing(before.len(), found) => return None,
                None if before.len() > 4 => {}
                _ => return Some((Subject::Access, before.len())),
            }
        }
        // « le code source de l'application est ouvert »
        if matches!(subject::first(before), Some(Subject::Code | Subject::Documentation)) {
            return None;
        }
        let nearest =
            if of_access { subject::nearest_thing(before) } else { subject::nearest(before) };
        if let Some((subject, start)) = nearest {
            // « l'accès aux salles est réservé aux étudiants »
            if subject == Subject::Access && self.is_of_a_thing(start, &self.line[start..]) {
                return None;
            }
            let between = &before[start..];
            return (!subject::acts(between) && between.len() <= 70).then_some((subject, start));
        }
        // « Ouverte à tous, l'API permet… », « Elle est ouverte à tous. » after a sentence on the API
        let follows = &self.line[before.len() + found.len()..];
        let opens = before.len() <= 4 && subject::first(follows) == Some(Subject::Api);
        let pronoun = before.len() <= 45
            && self.refers_back()
            && subject::first(self.previous) == Some(Subject::Api);
        (opens || pronoun).then_some((Subject::Api, before.len()))
    }

    /// « accès aux salles »: access to a thing that is no part of an API, and has no name.
    fn is_of_a_thing(&self, at: usize, found: &str) -> bool {
        let mut next = subject::words(found).skip(1).map(|(start, word)| (at + start, word));
        if !next.next().is_some_and(|(_, word)| matches!(word, "a" | "au" | "aux")) {
            return false;
        }
        let noun = next.find(|(_, word)| {
            !matches!(
                *word,
                "la" | "le" | "l" | "les" | "ce" | "cette" | "ces" | "cet" | "nos" | "notre"
            )
        });
        noun.is_some_and(|(start, word)| {
            let plain = self.folded.plain(self.start + start..self.start + start + word.len());
            self.plain[plain].chars().all(|sign| !sign.is_uppercase() && !sign.is_numeric())
        })
    }

    /// Whether a pronoun of the sentence stands for what the one before speaks of.
    fn refers_back(&self) -> bool {
        let opens = subject::words(self.line).next();
        // « C'est gratuit et ouvert à tous », and not « C'est un pont ouvert à tous »
        let is_it = self.line.starts_with("c'est ")
            && !["c'est un", "c'est l"].iter().any(|thing| self.line.starts_with(thing));
        is_it
            || opens.is_some_and(|(_, word)| matches!(word, "elle" | "elles" | "il" | "it"))
            || ["l'utiliser", "y acceder", "y ont acces", "l'interroger", "l'appeler", "l'api"]
                .iter()
                .any(|words| self.line.contains(words))
    }

    /// Whether these words end with a proper name: « Ponts ».
    fn is_named(&self, before: &str) -> bool {
        let Some((at, word)) = subject::words(before).last() else { return false };
        if subject::nearest(before).is_some() || PRONOUNS.contains(&word) {
            return false;
        }
        let plain = self.folded.plain(self.start + at..self.start + at + word.len());
        let capital = self.plain[plain].chars().next().is_some_and(char::is_uppercase);
        capital && before.len() <= 40
    }

    /// « L'API propose aux communes… », which has no accent: something else is offered than the API.
    fn proposes(&self, found: &Match) -> bool {
        let start = self.start + found.before.len();
        let plain = self.folded.plain(start..start + found.words.len());
        self.plain[plain].starts_with("propose ")
    }

    fn speaks_of_routes(&self) -> bool {
        subject::mentions(self.line, Subject::Route) || !subject::mentions(self.line, Subject::Api)
    }
}

const EVENTUAL: &[&str] =
    &["can be left", "could be", "sera ", "seront ", "pourra", "may be", "might be"];
#[rustfmt::skip]
const NEGATIONS: &[&str] = &[
    "n'est pas", "ne sont pas", "n'est plus", "is not", "are not", "isn't", "aren't", "not",
    " pas", "non",
];
#[rustfmt::skip]
const PRONOUNS: &[&str] = &[
    "elle", "il", "elles", "ils", "cela", "ceci", "ce", "cette", "qui", "on", "t", "this", "it",
    "that",
];

#[cfg(test)]
mod tests {
    use super::super::lexicon::assert_told;
    use super::Audience::{Hinted, Open, Restricted};
    use super::*;

    #[track_caller]
    fn says(text: &str, expected: &[Audience]) {
        let found: Vec<_> =
            audiences_stated(&Prose::of(text)).into_iter().map(|stated| stated.value).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn open() {
        for text in [
            "Public visé : tout public",
            "Bénéficiaires : tous",
            "Accès : libre",
            "Vous pouvez l'utiliser librement, sans clé d'API.",
            "The API is open and requires no authentication.",
            "L'API est en lecture seule : pas de clé requise.",
            "Qui peut utiliser l'API ? Tout le monde.",
            "L’API étant totalement ouverte d'accès, elle comporte des limitations.",
            "L'API est ouverte à tous.",
            "Cette API est librement accessible.",
            "L'accès à l'API est libre et gratuit.",
            "L'API est accessible sans authentification.",
            "API publique permettant d'accéder aux indicateurs",
            "L'API Villages permet à tout le monde de retrouver un village.",
            "La récupération et la réutilisation des données est libre et gratuite.",
            "Le service est en accès libre.",
            "Ouverte à tous, l'API recense les ponts.",
            "L'API est en libre accès.",
            "The API is free and open.",
            "This is an open API.",
            "L'API recense les ponts. Elle est ouverte à tous.",
            "The API is publicly available.",
            "This API is open to everyone.",
            "The API can be used by anyone; no API key is needed.",
            "L'API ne nécessite pas d'authentification.",
            "un projet d'un moteur de recherche, mettant celui-ci à disposition du public",
            "Anyone can use this API.",
            "All answers are public and accessible to everyone.",
            "## Pour qui ?\n\nTout le monde : citoyens, développeurs, offices de tourisme.",
            "Avec cette API vous trouvez un pont. C'est gratuit, sans inscription, et ouvert à toutes et tous.",
            "Cette API permet de réutiliser librement la liste des ponts.",
            "Réutilisation libre, sans clé, dans la limite de 100 appels par jour.",
            "Les données sont libres de droits et l'accès est anonyme.",
            "L'API est **ouverte au grand public**.",
            "Réutilisation libre et sans inscription.",
            "L'API est accessible sans authentification, en lecture seule.",
            "L'API est accessible sans clé ni jeton, dans la limite de dix appels par IP.",
        ] {
            says(text, &[Open]);
        }
    }

    #[test]
    fn restricted() {
        for text in [
            "L'API est accessible sur convention aux bibliothèques.",
            "The Ponts API is a Private API.",
            "L'accès à l'API se fait sur convention.",
            "Peuvent utiliser l'API : les communes et les régions.",
            "Sont habilités à consommer cette API les organismes de sécurité sociale.",
            "Public visé : administrations et collectivités",
            "Toute administration peut utiliser cette API.",
            "L'API est proposée aux seules communes adhérentes.",
            "Cette API est uniquement consommée par le portail du ministère.",
            "L'API est à l'usage exclusif des services de l'État.",
            "Qui peut utiliser cette API ? Les administrations habilitées.",
            "## Qui a le droit de la consommer ?\nLes communes et leurs éditeurs.",
            "Seuls les organismes habilités ont accès à l'API.",
            "L'API recense les ponts. Seuls les agents disposant d'un compte y ont accès.",
            "# Qui peut l'utiliser ?\n\nLes communes et leurs groupements.",
            "## Éligibilité\n\nCollectivités territoriales et leurs groupements : l'API leur est réservée.",
            "La Direction des ponts propose aux opérateurs agréés une interface de déclaration.",
            "| Rubrique | Réponse |\n|---|---|\n| Public visé | Administrations et établissements publics |",
            "L'API n'est accessible qu'aux administrations.",
            "L'API ne peut être utilisée que par les collectivités.",
            "L'accès à Prêts-en-ligne est réservé aux bibliothèques.",
            "Les API étant accessible uniquement sous habilitation, l'accès demande une clé.",
            "L&apos;API est accessible uniquement sous habilitation",
            "L'API Ponts est une API en accès restreint",
            "L'API est réservée aux collectivités territoriales.",
            "Accès réservé aux administrations",
            "La création des clés d'API est disponible uniquement pour les opérateurs de transport",
            "Tous les agents peuvent utiliser l'API.",
            "Seules les communes habilitées peuvent accéder à l'API.",
            "Ponts s'adresse aux services des ministères",
            "Ce service est destiné aux éditeurs de logiciels.",
            "Accès à l'API par les tiers de prestation",
            "API Ponts interne",
            "This method is accessible by <b>OPS</b> and <b>ADMIN</b>",
            "Access to the API is restricted to public bodies.",
            "The API is only available to accredited partners.",
            "Pour utiliser l'API, vous devez être habilité.",
            "L'API n'est pas ouverte à tous.",
            "L'accès à l'API est soumis à habilitation.",
            "Il vous faut remplir une demande d'habilitation avant de pouvoir utiliser l'API.",
            "Only registered agencies may use this API.",
            "L'API est soumise à habilitation via DataPass.",
            "L'accès à l'API est conditionné à la signature d'une convention.",
            "L'API recense les ponts. Elle est accessible aux agents de la fonction publique.",
            "L'API recense les ponts. Seules les communes habilitées peuvent l'utiliser.",
            "Pour accéder à l'API, il faut être une administration ou une collectivité.",
            "Usage réservé à l'administration.",
            "Bénéficiaires : les communes et leurs groupements",
            "Utilisateurs : agents des départements",
            "L'API n'est utilisable que dans le cadre d'une convention.",
            "Son usage est limité aux agents publics.",
            "L'API est proposée aux éditeurs et aux collectivités.",
            "Ce service est proposé aux communes.",
            "L'API est mise à la disposition des communes.",
            "Les collectivités et leurs prestataires peuvent utiliser l'API.",
            "Peuvent demander un accès à l'API : les collectivités et leurs délégataires.",
            "The API may only be used by local authorities.",
            "Access is granted to public bodies only.",
            "Access is limited to French public administrations.",
        ] {
            says(text, &[Restricted]);
        }
    }

    #[test]
    fn hinted() {
        for text in [
            "L'API est accessible après inscription.",
            "Un compte est nécessaire pour appeler l'API.",
            "Demandez un jeton à l'équipe.",
            "See the guide on how to generate an access token.",
            "Sign up for BridgeHub, then read on.",
            "Une clé d'API gratuite est nécessaire.",
            "Pour utiliser l'API, vous devez disposer d'un compte.",
            "Une fois votre demande de souscription validée, vous recevez vos accès.",
            "synchroniser les demandes (API partenaire authentifiée)",
            "Afin de pouvoir utiliser le service vous devez préalablement effectuer une demande.",
            "These routes can be left opened to public.",
            "Ce endpoint est accessible sans authentification.",
            "L'API est réservée aux utilisateurs authentifiés.",
            "Cette API est accessible à toute personne disposant d'un compte.",
            "You need an API key to use this API.",
            "L'API est accessible sans authentification pour la lecture.",
            "The API requires no key for GET requests.",
            "L'accès à l'API requiert une clé d'API.",
            "[Habilitation](https://datapass.api.gouv.fr/demande)",
            "Le jeton est obtenu après validation de votre demande d'habilitation.",
        ] {
            says(text, &[Hinted]);
        }
    }

    #[test]
    fn nothing() {
        for text in [
            "L'accès aux salles de lecture est réservé aux étudiants.",
            "Public visé",
            "Réutilisation libre sous Licence Ouverte 2.0.",
            "Réutilisation libre des images interdite.",
            "Réutilisation libre mais la clé est réservée aux agents.",
            "Free reuse under an open licence.",
            "Cette API fournit des établissements scolaires et leurs services associés.",
            "L'application propose des partenaires du service de transport.",
            "L'application propose aux agents une interface de saisie.",
            "La Ville propose aux associations un service de prêt.",
            "La Ville propose aux associations une salle, que l'API décrit.",
            "No API key is required, authentication is done with OAuth 2.",
            "L'API est accessible sans clé, avec un certificat client.",
            "## Éligibilité\n\nLes communes et associations peuvent recevoir l'aide.",
            "## Qui est éligible ?\n\nLes communes et associations.",
            "## Bénéficiaires éligibles\n\nLes entreprises du département, auprès du service des aides.",
            "## Pour qui ?\n\nVoir la page dédiée.",
            "La Direction des ponts propose aux communes un plan de travaux.",
            "Pour qui ? Combien ? Où ?",
            "L'accès anonyme est interdit.",
            "Le pont est récent. C'est gratuit et ouvert à tous.",
            "L'API recense les ponts. C'est un pont ouvert à tous les véhicules.",
            "Bénéficiaires : nombre d'entreprises aidées",
            "Liste des bénéficiaires : communes",
            "L'usage du pont est limité aux riverains.",
            "Les ponts sont proposés aux communes.",
            "Usagers concernés : nombre d'emprunteurs",
            "L'API n'est accessible que par HTTPS.",
            "L'API n'est disponible que sur l'environnement de recette.",
            "Qui peut emprunter un livre ? Les administrations habilitées.",
            "Qui peut utiliser l'API ? Voir la page dédiée.",
            "Qui peut utiliser l'API ? TODO : les communes",
            "Les lecteurs sont habilités à emprunter.",
            "L'API ne peut être appelée que dix fois par seconde.",
            "Cette documentation technique est destinée aux personnes qui installent l'application",
            "Ce swagger s'adresse en priorité aux équipes techniques.",
            "À qui s'adresse-t-elle ?",
            "Le code source de l'application est ouvert.",
            "L'API est accessible à partir de cette adresse.",
            "Les trajets sont disponibles en Open Data sur la plateforme",
            "L'API Export permet de télécharger plus que les fichiers disponibles en open data",
            "L'API est disponible aux formats JSON et XML.",
            "Accès limité à 10 requêtes par seconde",
            "Un jeu de données libre en édition est mis à votre disposition",
            "Établissement accessible aux personnes à mobilité réduite",
            "L'API renvoie une erreur interne",
            "Ce document décrit l'Open API.",
            "Liste des communes du département",
            "champ réservé aux communes nouvelles",
            "`API interne`",
            "Pour préremplir un formulaire, préférer l'API en open data.",
            "Date de la demande d'habilitation",
            "Bridge public API key.",
            "This is an open API specification.",
            "Access is limited to 10 requests.",
            "Elle est ouverte à tous.",
            "This name is for internal use.",
            "Check the status. No authentication is required.",
            "API Accès libre",
            "L'API Accès libre dit si un lieu est accessible.",
            "L'API La bonne affaire rend accessible à tous le marché.",
            "Les thèses sont diffusées en accès libre",
            "L'API gère la diffusion des fichiers, en accès libre ou en accès restreint",
            "Des données sont accessibles, par API, en open data :",
        ] {
            says(text, &[]);
        }
    }

    #[test]
    fn no_phrase_is_missed() {
        for pattern in PATTERNS {
            assert_told(&LEXICON, Topic::Audience, &pattern.phrase, "administrations");
        }
        for question in answer::ASKED.iter().chain(answer::WHOLE).chain(answer::ELIGIBLE) {
            for answer in answer::EVERYONE.iter().chain(answer::PUBLICS) {
                let text = format!("{question} ? {answer}");
                assert!(LEXICON.topics_of(&text).have(Topic::Audience), "{text}");
            }
        }
    }

    #[test]
    fn the_words_are_shown_where_they_stand() {
        let text = "Bonjour. L&apos;API  est **ouverte** à tous.";
        let found = audiences_stated(&Prose::of(text));
        assert_eq!(&text[found[0].range.clone()], "API  est **ouverte** à tous");
    }
}
