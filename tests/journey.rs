//! A producer who follows the dossier in order ends at `ready`.

use apilint::Description;
use apilint::declaration::{Form, Settings};
use apilint::guide::{self, Dossier, Readiness, Strength, Verdict};
use apilint::loader::Memory;
use apilint::source::Uri;

/// What a producer starts with.
const START: &str = r#"openapi: 3.1.0
info:
  title: Marées
  version: 1.0.0
  contact:
    name: Jeanne Le Goff
    email: jeanne.legoff@ports.gouv.fr
paths:
  /hauteurs:
    get:
      parameters:
        - name: port
          in: query
      responses:
        "200":
          description: OK
components:
  securitySchemes:
    cle:
      type: apiKey
      in: header
      name: X-Cle
security:
  - cle: []
"#;

/// Each step: the first prerequisite that is not in order, and what the producer changes for it.
const STEPS: &[(&str, &str, &str)] = &[
    (
        "contact-generic",
        "    name: Jeanne Le Goff\n    email: jeanne.legoff@ports.gouv.fr\n",
        "    name: Support technique\n    email: api-marees@ports.gouv.fr\n",
    ),
    (
        "who-provides",
        "  contact:\n    name: Support technique\n",
        "  contact:\n    name: Service des ports de l'État\n",
    ),
    (
        "who-may-consume",
        "  version: 1.0.0\n",
        "  version: 1.0.0\n  description: >-\n    L'accès est réservé aux capitaineries.\n",
    ),
    (
        "purpose",
        "    L'accès est réservé aux capitaineries.\n",
        "    L'API Marées permet de connaître la hauteur d'eau dans chaque port, mesurée par les \
         marégraphes de l'État, afin d'annoncer l'entrée des navires.\n    L'accès est réservé aux \
         capitaineries.\n",
    ),
    ("how-to-use", "paths:\n", "servers:\n  - url: https://api.ports.gouv.fr/marees/v1\npaths:\n"),
    (
        "how-to-use",
        "      name: X-Cle\n",
        "      name: X-Cle\n      description: La clé se demande à api-marees@ports.gouv.fr.\n",
    ),
    (
        "how-to-use",
        "    L'accès est réservé aux capitaineries.\n",
        "    L'accès est réservé aux capitaineries.\n\n    Exemple d'appel : \
         `curl https://api.ports.gouv.fr/marees/v1/hauteurs?port=Brest`\n",
    ),
    (
        "operations-described",
        "    get:\n",
        "    get:\n      summary: Lire les hauteurs d'eau d'un port\n",
    ),
    (
        "inputs-described",
        "          in: query\n",
        "          in: query\n          description: Nom du port, tel que l'annuaire l'écrit\n",
    ),
    (
        "inputs-typed",
        "          in: query\n",
        "          in: query\n          schema: { type: string }\n",
    ),
    (
        "outputs-documented",
        "          description: OK\n",
        "          description: Les hauteurs\n          content:\n            application/json:\n              \
         schema:\n                type: object\n                properties:\n                  hauteur:\n                    \
         type: number\n                    description: Hauteur en mètres\n",
    ),
];

/// What nobody can read in a description.
const DECLARATION: &str = "\
declaration:
  producteur: { nom: Service des ports de l'État, type: administration-centrale }
";

fn judged(text: &str, declaration: &str) -> Dossier {
    let files = Memory::one("api.yaml", text);
    let mut description =
        Description::load(&files, &Uri::new("api.yaml")).expect("it is a description");
    let uri = Uri::new("apilint.yaml");
    let settings = Settings::read(&uri, declaration.to_owned(), Form::Settings, None);
    assert!(settings.faults.is_empty(), "{:?}", settings.faults);
    guide::assess_with(&mut description, &settings.declaration)
}

/// The first prerequisite that is not in order.
fn next(dossier: &Dossier) -> Option<(&'static str, Verdict)> {
    let mut prerequisites =
        dossier.iter().filter(|judged| judged.criterion.strength == Strength::Prerequisite);
    let is_open = |verdict: Verdict| {
        matches!(verdict, Verdict::Missing | Verdict::Partial | Verdict::ToDeclare)
    };
    let open = prerequisites.find(|judged| is_open(judged.verdict))?;
    Some((open.criterion.id, open.verdict))
}

#[test]
fn who_follows_the_dossier_ends_ready() {
    let mut text = START.to_owned();
    assert_eq!(Readiness::of(&judged(&text, "")), Readiness::NotReady);
    for (criterion, from, to) in STEPS {
        let dossier = judged(&text, "");
        let (open, verdict) = next(&dossier).expect("something is left to do");
        assert_eq!(open, *criterion, "{verdict:?} in\n{text}");
        assert_eq!(text.matches(from).count(), 1, "{from}");
        text = text.replace(from, to);
    }
    let dossier = judged(&text, "");
    assert_eq!(next(&dossier), Some(("public-body", Verdict::ToDeclare)), "{text}");
    assert_eq!(Readiness::of(&dossier), Readiness::Incomplete);
    let dossier = judged(&text, DECLARATION);
    assert_eq!(next(&dossier), None, "{text}");
    assert_eq!(Readiness::of(&dossier), Readiness::Ready);
}
