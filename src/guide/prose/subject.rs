//! What a clause is about: the API, its routes, its data, its documentation.

/// The thing that a noun of an API's description names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    /// The API, or the service, tool or platform that it opens.
    Api,
    /// A place to test it.
    Environment,
    /// One operation.
    Route,
    /// The right or the way to use it.
    Access,
    /// What opens it: a key, a token, an account.
    Credential,
    /// What it holds or gives.
    Data,
    /// What is written about it.
    Documentation,
    /// What it is made of.
    Code,
}

/// The last word of a folded text that names a subject, and where it starts.
pub(super) fn nearest(before: &str) -> Option<(Subject, usize)> {
    words(before).filter_map(|(start, word)| Some((named(word)?, start))).last()
}

/// The same, access left out: « l'API est en accès libre, avec un accès réservé… ».
pub(super) fn nearest_thing(before: &str) -> Option<(Subject, usize)> {
    words(before)
        .filter_map(|(start, word)| Some((named(word)?, start)))
        .filter(|(subject, _)| *subject != Subject::Access)
        .last()
}

/// The first word of a folded text that names a subject.
pub(super) fn first(text: &str) -> Option<Subject> {
    words(text).find_map(|(_, word)| named(word))
}

/// Whether a word of a folded text names this subject.
pub(super) fn mentions(text: &str, subject: Subject) -> bool {
    words(text).any(|(_, word)| named(word) == Some(subject))
}

/// The words of a folded text with their places; a hyphen or an apostrophe separates.
pub(super) fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split(|sign: char| !sign.is_ascii_alphanumeric()).filter_map(move |word| {
        let start = at;
        at += word.len() + 1;
        (!word.is_empty()).then_some((start, word))
    })
}

/// Whether a verb stands in these words: a noun before it is not the subject of what follows.
pub(super) fn acts(text: &str) -> bool {
    words(text).any(|(_, word)| VERBS.contains(&word))
}

fn named(word: &str) -> Option<Subject> {
    Some(match word {
        "api" | "apis" | "webservice" | "webservices" | "service" | "services" | "application"
        | "applications" | "plateforme" | "platform" | "portail" | "outil" | "outils" | "tool"
        | "moteur" | "module" | "modules" | "interface" | "logiciel" | "produit" | "product"
        | "hub" | "passerelle" | "projet" | "project" | "systeme" | "system" | "teleservice"
        | "geoservice" | "microservice" | "simulateur" | "programme" => Subject::Api,
        "environnement" | "environment" | "sandbox" | "sable" | "staging" | "test" | "tests" => {
            Subject::Environment
        }
        "endpoint" | "endpoints" | "methode" | "methodes" | "method" | "methods" | "route"
        | "routes" | "operation" | "operations" | "ressource" | "ressources" | "resource"
        | "resources" | "terminaison" | "entree" => Subject::Route,
        "acces" | "access" | "utilisation" | "usage" | "use" | "appel" | "appels"
        | "interrogation" => Subject::Access,
        "cle" | "cles" | "key" | "keys" | "jeton" | "jetons" | "token" | "tokens" | "compte"
        | "comptes" | "account" | "authentification" | "authentication" | "habilitation"
        | "habilitations" | "scope" | "scopes" => Subject::Credential,
        "donnee" | "donnees" | "data" | "information" | "informations" | "base" | "bases"
        | "fichier" | "fichiers" | "file" | "files" | "jeu" | "jeux" | "dataset" | "datasets"
        | "referentiel" | "referentiels" | "registre" | "registres" | "registry" | "resultat"
        | "resultats" | "reponse" | "reponses" | "champ" | "champs" | "field" | "fields"
        | "liste" | "valeur" | "value" | "identifiant" | "document" | "documents" | "parametre"
        | "parametres" | "formulaire" | "notices" | "catalogue" | "flux" | "couche" | "couches"
        | "indicateur" | "indicateurs" | "tableau" => Subject::Data,
        "documentation" | "swagger" | "page" | "guide" | "section" | "rubrique" | "schema"
        | "specification" | "description" | "doc" | "openapi" | "tutoriel" | "article" => {
            Subject::Documentation
        }
        "code" | "licence" | "license" | "depot" | "repository" | "sdk" | "bibliotheque"
        | "library" => Subject::Code,
        _ => return None,
    })
}

#[rustfmt::skip]
const VERBS: &[&str] = &[
    "rend", "rendent", "permet", "permettent", "permettant", "donne", "donnent", "expose",
    "fournit", "propose", "retourne", "renvoie", "contient", "utilise", "recupere", "restitue",
    "delivre", "allows", "provides", "returns", "gives", "exposes", "contains", "uses",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_noun_wins() {
        assert_eq!(nearest("l'api de recherche des donnees "), Some((Subject::Data, 23)));
        assert_eq!(nearest("la cle d'api est "), Some((Subject::Api, 9)));
        assert_eq!(nearest("bonjour a tous"), None);
        assert_eq!(first("ce service de l'api"), Some(Subject::Api));
        assert!(
            mentions("voir la page", Subject::Documentation) && !mentions("voir", Subject::Api)
        );
    }
}
