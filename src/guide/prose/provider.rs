//! Providers: which organisation offers the API.
//!
//! The guide: « Qui propose cette API ? » (G04).

mod phrases;
mod sentence;

use super::Prose;
use super::stated::Stated;
use super::stems::Stems;
use sentence::Sentence;

/// Words without which no sentence says who offers the API.
const STEMS: Stems<41> = Stems::new([
    "webs", "tele", "gest", "expl", "mait", "maît", "owne", "make", "serv", "outi", "plat", "prop",
    "prod", "edit", "édi", "four", "oper", "opér", "expo", "gere", "gér", "main", "deve", "dév",
    "port", "admi", "publ", "pilo", "depl", "dép", "mis", "met", "init", "prov", "offe", "run",
    "mana", "api", "ouvr", "diff", "part",
]);

/// The organisations said to offer the API, as they are written, in reading order. Code is not read.
///
/// An organisation that is mentioned, or said to supply the data, is not said to offer the API.
pub fn providers_stated(prose: &Prose<'_>) -> Vec<Stated<String>> {
    if !STEMS.occur_in(prose.text) {
        return Vec::new();
    }
    let normal = prose.without_code();
    let folded = normal.folded();
    let mut stated = Vec::new();
    let mut previous = "";
    for (start, line) in folded.lines() {
        let sentence = Sentence { line, start, folded: &folded, plain: &normal.text };
        let mut providers = sentence.providers();
        providers.extend(
            sentence
                .labelled()
                .or_else(|| sentence.answer(previous))
                .filter(|_| providers.is_empty()),
        );
        previous = line;
        for range in providers {
            // The label of a link names something else: « l'[API Gués, produite par X](…) ».
            if normal
                .links
                .iter()
                .any(|link| link.label.start < range.start && range.end <= link.label.end)
            {
                continue;
            }
            stated.push(Stated {
                value: normal.text[range.clone()].to_owned(),
                range: normal.origin(range),
            });
        }
    }
    stated
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn says(text: &str, expected: &[&str]) {
        let stated = providers_stated(&Prose::of(text)).into_iter();
        let found: Vec<_> = stated.map(|stated| stated.value).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn who_offers_the_api() {
        says("L'API Ponts, proposée par la DINUM, recense les ponts.", &["DINUM"]);
        says(
            "L'API Ponts est développée et maintenue par l’Agence des ponts.",
            &["Agence des ponts"],
        );
        says(
            "Un service public numérique développé par le **Ministère des Ponts** et l'Agence des gués (AGUE).",
            &["Ministère des Ponts et l'Agence des gués (AGUE)"],
        );
        says(
            "La Cour des ponts, dans le cadre de la refonte de son site, a initié le projet PONTS.",
            &["Cour des ponts"],
        );
        says(
            "Afin de faciliter leur réutilisation, la DGP met à disposition du public une API.",
            &["DGP"],
        );
        says("L'environnement de tests proposé par la DGP", &["DGP"]);
        says("This is the swagger describing API exposed by BridgeHub.", &["BridgeHub"]);
        says("The service is operated by the National Bridge Agency.", &["National Bridge Agency"]);
        says("Proposée par l'Insee, l'API Ponts recense les ponts.", &["Insee"]);
        says("Service proposé par Gués Métropole", &["Gués Métropole"]);
        says("L'API Gués est un service de l'IGN.", &["IGN"]);
        says(
            "Service développé par l'Agence du Numérique en Ponts",
            &["Agence du Numérique en Ponts"],
        );
        says(
            "L'API est exploitée par le ministère chargé des Ponts.",
            &["ministère chargé des Ponts"],
        );
        says("L'équipe de ponts.gouv.fr maintient cette API.", &["équipe de ponts.gouv.fr"]);
        says("API de la Direction générale des ponts", &["Direction générale des ponts"]);
        says("Dans ce cadre, le CIPONT développe des outils de calcul.", &["CIPONT"]);
        says("L'Insee propose une API de recherche.", &["Insee"]);
        says("Producteur : Ministère des Ponts", &["Ministère des Ponts"]);
        says(
            "Fournisseur de l'API : Direction générale des ponts",
            &["Direction générale des ponts"],
        );
        says("**Producteur** : DINUM", &["DINUM"]);
        says(
            "Le producteur de cette API est la Bibliothèque des Ponts.",
            &["Bibliothèque des Ponts"],
        );
        says(
            "La maîtrise d'ouvrage de l'API est assurée par la Direction des ponts.",
            &["Direction des ponts"],
        );
        says("## Qui propose cette API ?\nLe ministère des Ponts.", &["ministère des Ponts"]);
        says("L'API est proposée par le service des ponts.", &["service des ponts"]);
        says("Le Service des ponts met à disposition une API.", &["Service des ponts"]);
        says("Fournisseur : Service des ponts de l'État", &["Service des ponts de l'État"]);
        says("L'Agence des ponts met cette API à la disposition de tous.", &["Agence des ponts"]);
        says("L'IGN met gratuitement à disposition une API de calcul.", &["IGN"]);
        says("Maîtrise d'ouvrage : Direction des ponts", &["Direction des ponts"]);
        says("Une API du Département de la Loire", &["Département de la Loire"]);
        says("Ce webservice de l'Insee donne les communes.", &["Insee"]);
        says("L'API Ponts de la Caisse des ponts donne leur état.", &["Caisse des ponts"]);
        says("Direction des ponts (DP) - API Ponts", &["Direction des ponts (DP)"]);
        says("Éditeur : Office national des ponts", &["Office national des ponts"]);
        says("Publisher: National Bridge Office", &["National Bridge Office"]);
        says("L'API est hébergée par la société Pontis.", &[]);
        says(
            "La Ville de Montferrand ouvre ses données de stationnement.",
            &["Ville de Montferrand"],
        );
        says(
            "L'Institut des ponts (IP) diffuse par cette API les résultats du recensement.",
            &["Institut des ponts (IP)"],
        );
        says("# Qui la propose ?\n\nLe Conseil des ponts ruraux.", &["Conseil des ponts ruraux"]);
        says("| Producteur | Office national des ponts |", &["Office national des ponts"]);
        says("La banque ouvre ses comptes.", &[]);
        says(
            "La Direction des ponts et ouvrages fluviaux propose une API.",
            &["Direction des ponts et ouvrages fluviaux"],
        );
        says("Qui la propose ? Voir la page dédiée.", &[]);
        says("L'API est éditée par la société Pontis.", &["société Pontis"]);
    }

    #[test]
    fn on_whose_behalf_and_in_tables() {
        says(
            "Cette API est opérée par la société Pontis pour le compte de la Métropole de Gués.",
            &["Métropole de Gués"],
        );
        says(
            "L'API est développée par Pontis pour le compte du ministère des Ponts.",
            &["ministère des Ponts"],
        );
        says(
            "The API is operated by Pontis Ltd on behalf of the Bridge Agency.",
            &["Bridge Agency"],
        );
        says("Ce service est exploité pour le compte de l'État.", &["État"]);
        says(
            "Cette API est publiée par la société Pontis et non pour le compte de la Ville de Gués.",
            &["société Pontis"],
        );
        says(
            "The API is operated by the Pontis Company and not on behalf of the Bridge Agency.",
            &["Pontis Company"],
        );
        says("L'API est développée par Pontis pour le compte de ses clients.", &["Pontis"]);
        says(
            "| Rubrique | Réponse |\n|---|---|\n| Producteur | Ville de Gués |",
            &["Ville de Gués"],
        );
        says("| | |\n|---|---|\n| Producteur | Ville de Gués |", &["Ville de Gués"]);
    }

    #[test]
    fn who_does_not() {
        for text in [
            "Producteur : Jeanne Martin",
            "L'API n'est pas exploitée pour le compte de la Ville de Gués.",
            "| Champ | Exemple |\n|---|---|\n| producteur | Ville de Gués |",
            "| Field | Value |\n| producteur | Ville de Gués |",
            "> | Champ | Exemple |\n> |---|---|\n> | gestionnaire | Office national des ponts |",
            "| Rubrique | Exemple |\n|---|---|\n| Producteur | Ville de Gués |",
            "Les champs :\n\n| Nom | Sens |\n|:--|:--|\n| pont | Son nom |\n| producteur | Ville de Gués |",
            "Éditeur : Hachette Livre",
            "Publisher: Bridges and Fords",
            "Les données sont collectées par Pontis pour le compte de la Métropole de Gués.",
            "Requests are signed by the proxy on behalf of the Bridge Agency.",
            "Éditeur : Gallimard Jeunesse",
            "Cette API appelle l'API Communes de l'Insee.",
            "L'API expose des données de l'Insee.",
            "L'API est exposée par le service de gestion des accès.",
            "Le service de recherche met à disposition une API.",
            "Une API de la commune de naissance",
            "Le service met les données à disposition par une API.",
            "Producteur : à compléter",
            "Producteur de la notice : Gallimard",
            "Qui propose le livre ? La Bibliothèque des Ponts.",
            "Qui propose cette API ? Voir la page dédiée.",
            "Le responsable de l'API est joignable par courriel.",
            "Le module utilise une base de données entretenue par FranceAgriMer.",
            "Données fournies par l'Insee",
            "L'API donne accès aux données produites par la DGFiP.",
            "Les données de l'API sont fournies par l'Insee.",
            "Recherche des personnes dans le référentiel de la DGFiP",
            "La clé d'API est délivrée par la DSNJ.",
            "L'accès au service est géré par DataPass.",
            "L'API est développée par Jean Dupont.",
            "L'API est développée par Ada Lovelace.",
            "Le service est géré par Keycloak.",
            "L'API propose un service de recherche.",
            "Elle propose un grand nombre de critères et une API.",
            "Ponts propose une API.",
            "Cette documentation est publiée par la DINUM.",
            "L'API peut être appelée par la DGFiP.",
            "l'ANSM met à disposition des fichiers",
            "Service fourni par un tiers",
            "L'API est un service de recherche de ponts.",
            "Erreurs retournées par la brique d'API Management DGFiP",
            "L'API fournit aussi un tableau de bord, développé par la DGP.",
            "voir l'[API Gués, produite par la DGP](https://gues.fr)",
            "Qui propose l'API ? Une API proposée par la DINUM ?",
        ] {
            says(text, &[]);
        }
    }

    #[test]
    fn the_name_is_shown_where_it_stands() {
        let text = "L&apos;API est propos&eacute;e par l'**Agence&nbsp;des ponts**.";
        let found = providers_stated(&Prose::of(text));
        assert_eq!(found[0].value, "Agence des ponts");
        assert_eq!(&text[found[0].range.clone()], "Agence&nbsp;des ponts");
    }
}
