//! What data.gouv.fr asks and nobody said, and where to say it.

use serde::Serialize;

use super::dataservice::{AccessType, Dataservice};
use super::quality::is_described;

/// A field that is missing, and what to do.
#[derive(Serialize)]
pub(super) struct Missing {
    field: &'static str,
    to_do: ToDo,
}

#[derive(Clone, Copy, Serialize)]
struct ToDo {
    fr: &'static str,
    en: &'static str,
}

/// A field, whether a fiche lacks it, and what to do then.
type Field = (&'static str, fn(&Dataservice<'_>) -> bool, ToDo);

/// What the fiche lacks, in the order of its fields.
pub(super) fn of(service: &Dataservice<'_>) -> Vec<Missing> {
    let lacks = FIELDS.iter().filter(|(_, lacks, _)| lacks(service));
    lacks.map(|&(field, _, to_do)| Missing { field, to_do }).collect()
}

const fn to_do(en: &'static str, fr: &'static str) -> ToDo {
    ToDo { fr, en }
}

#[rustfmt::skip]
const FIELDS: &[Field] = &[
    ("title", |service| service.title.is_none(), to_do(
        "Name the API in `info.title`.",
        "Nommez l'API dans `info.title`.")),
    ("description", |service| !is_described(service), to_do(
        "In `info.description`, say what the API is for, which data it gives, on what scope and how fresh: more than 100 characters count in the score, and data.gouv.fr wishes 200.",
        "Dans `info.description`, dites à quoi sert l'API, quelles données elle donne, sur quel périmètre et à quelle fraîcheur\u{a0}: le score en compte plus de 100 caractères, et data.gouv.fr en souhaite 200.")),
    ("base_api_url", |service| service.base_api_url.is_none(), to_do(
        "Give the production address, in https, as the first of `servers`, or declare it in `base_url`.",
        "Donnez l'adresse de production, en https, en premier dans `servers`, ou déclarez-la dans `base_url`.")),
    ("machine_documentation_url", |service| service.machine_documentation_url.is_none(), to_do(
        "Publish the OpenAPI file at an address that does not redirect and that other sites may read (CORS), and declare it in `document_url`.",
        "Publiez le fichier OpenAPI à une adresse sans redirection et que d'autres sites peuvent lire (CORS), et déclarez-la dans `document_url`.")),
    ("technical_documentation_url", |service| service.technical_documentation_url.is_none(), to_do(
        "Give the page that shows how to call the API, in `externalDocs.url`, or declare it in `documentation.technique`.",
        "Donnez la page qui montre comment appeler l'API, dans `externalDocs.url`, ou déclarez-la dans `documentation.technique`.")),
    ("business_documentation_url", |service| service.business_documentation_url.is_none(), to_do(
        "Declare in `documentation.metier` the page that tells what the data mean and what they are used for.",
        "Déclarez dans `documentation.metier` la page qui dit ce que les données veulent dire et à quoi elles servent.")),
    ("rate_limiting", |service| service.rate_limiting.is_none() && service.rate_limiting_url.is_none(), to_do(
        "Say in `info.description` how many calls are allowed per period, or declare it in `limite_appels` (`illimite` where there is no limit).",
        "Dites dans `info.description` combien d'appels sont permis par période, ou déclarez-le dans `limite_appels` (`illimite` s'il n'y a pas de limite).")),
    ("availability", |service| service.availability.is_none() && service.availability_url.is_none(), to_do(
        "Declare in `disponibilite` the share of the time that the API answers, or its status page.",
        "Déclarez dans `disponibilite` la part du temps où l'API répond, ou sa page d'état.")),
    ("license", |service| service.license.is_none(), to_do(
        "Declare in `licence` the licence of the data (not of the program), with its version: `etalab-2.0`, `ODbL-1.0`…",
        "Déclarez dans `licence` la licence des données (pas celle du programme), avec sa version\u{a0}: `etalab-2.0`, `ODbL-1.0`…")),
    ("access_type", |service| service.access_type.is_none(), to_do(
        "Declare in `acces` who may use the API: `ouvert`, `compte` or `habilitation`.",
        "Déclarez dans `acces` qui peut utiliser l'API\u{a0}: `ouvert`, `compte` ou `habilitation`.")),
    ("access_audiences", is_audience_wanted, to_do(
        "Declare in `publics` which publics may use the API, each with its `condition`.",
        "Déclarez dans `publics` quels publics peuvent utiliser l'API, chacun avec sa `condition`.")),
    ("authorization_request_url", is_request_wanted, to_do(
        "Declare in `demande_acces_url` the page where access is asked for.",
        "Déclarez dans `demande_acces_url` la page où se demande l'accès.")),
    ("contact_points", |service| service.contact_points.is_empty(), to_do(
        "Give an address of the team, nobody's own, in `info.contact.email`, or declare it in `contact.email` (or a form in `contact.formulaire`).",
        "Donnez une adresse d'équipe, qui n'est celle de personne, dans `info.contact.email`, ou déclarez-la dans `contact.email` (ou un formulaire dans `contact.formulaire`).")),
    ("contact_points[0].name", |service| service.contact_points.iter().any(|contact| contact.name.is_none()), to_do(
        "Name the team in `info.contact.name` (255 characters at most), or the producer in `producteur.nom`: data.gouv.fr takes no contact without a name.",
        "Nommez l'équipe dans `info.contact.name` (255 caractères au plus), ou le producteur dans `producteur.nom`\u{a0}: data.gouv.fr ne prend pas de contact sans nom.")),
];

fn is_audience_wanted(service: &Dataservice<'_>) -> bool {
    service.access_type == Some(AccessType::Restricted) && service.access_audiences.is_empty()
}

/// Wherever access is not open; where nothing is said of access, that is to be said first.
fn is_request_wanted(service: &Dataservice<'_>) -> bool {
    let is_asked =
        matches!(service.access_type, Some(AccessType::Restricted | AccessType::OpenWithAccount));
    is_asked && service.authorization_request_url.is_none()
}
