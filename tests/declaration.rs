//! What a declaration makes of the criteria of a description, row by row.

use apilint::declaration::{Date, Form, Settings, Template};
use apilint::diagnostic::Language;
use apilint::guide::{self, Dossier, Origin, Readiness, RemarkKind, Verdict};
use apilint::loader::{Disk, Memory};
use apilint::source::{SourceId, Uri};
use apilint::{Description, Ruleset, lint};

fn judged(description: &str, declaration: &str) -> (Description, Dossier) {
    let files = Memory::one("api.yaml", description);
    let mut description =
        Description::load(&files, &Uri::new("api.yaml")).expect("the description is read");
    let today = Date::read("2026-11-21");
    let settings =
        Settings::read(&Uri::new("d.yaml"), declaration.to_owned(), Form::Declaration, today);
    assert_eq!(settings.faults, [], "{declaration}");
    let dossier = guide::assess_with(&mut description, &settings.declaration);
    (description, dossier)
}

const BARE: &str = "openapi: 3.1.0\ninfo: { title: Livres, version: '1' }\npaths: {}\n";

#[test]
fn a_declaration_answers_what_the_document_does_not() {
    use Verdict::{Declared, Met, Missing, NotApplicable, Partial, ToDeclare};
    let with = |more: &str| {
        format!("openapi: 3.1.0\ninfo:\n  title: Livres\n  version: '1'\n{more}\npaths: {{}}\n")
    };
    let personal = with("  contact: { email: jeanne.martin@culture.gouv.fr }");
    let unusable = with("  contact: { email: 'contact chez culture.gouv.fr' }");
    let page = with("  contact: { url: https://www.culture.gouv.fr/contact }");
    let relative = with("servers: [{ url: /v1 }]");
    let fictitious = with("servers: [{ url: https://localhost/v1 }]");
    let restricted =
        with("  description: L'accès à l'API est réservé aux bibliothèques publiques.");
    let signed = |scheme: &str, scopes: &str| {
        format!(
            "{BARE}components:\n  securitySchemes:\n    {scheme}:\n      type: oauth2\n      flows:\n        authorizationCode: \
             {{ authorizationUrl: https://connexion.fr/a, tokenUrl: https://connexion.fr/t, scopes: {scopes} }}\n"
        )
    };
    let people = signed("usager", "{ openid: Identité, biblio_retards: Livres en retard }");
    let bare = signed("usager", "{ retards: Livres en retard }");
    let agents = signed("ProConnect", "{ retards: Livres en retard }");
    let unlabelled = signed("FranceConnect", "{ biblio_retards: '' }");
    let aids = "openapi: 3.1.0\ninfo: { title: Aides, version: '1' }\npaths:\n  /aides/{siret}:\n    get:\n      parameters: [{ name: siret, in: path, required: true }]\n";
    let bundle = BARE.replace("Livres", "API Particulier");
    let swagger = "swagger: '2.0'\ninfo: { title: Livres, version: '1' }\npaths: {}\n";
    for (description, declaration, criterion, verdict) in [
        (BARE, "contact: { email: api@culture.gouv.fr }", "contact", Declared),
        (swagger, "contact: { email: api@culture.gouv.fr }", "contact", Declared),
        (BARE, "contact: { email: api@culture.gouv.fr }", "contact-generic", Declared),
        (BARE, "contact: { email: jeanne.martin@culture.gouv.fr }", "contact-generic", Missing),
        (BARE, "contact: { email: ne-pas-repondre@culture.gouv.fr }", "contact", Missing),
        (BARE, "contact: { formulaire: https://www.culture.gouv.fr/contact }", "contact", Partial),
        (BARE, "acces: ouvert", "contact-generic", NotApplicable),
        (&page, "contact: { email: api@culture.gouv.fr }", "contact", Declared),
        // A wrong value of the document stays one.
        (&unusable, "contact: { email: api@culture.gouv.fr }", "contact", Missing),
        (&personal, "contact: { email: api@culture.gouv.fr }", "contact-generic", Missing),
        (&fictitious, "base_url: https://api.culture.gouv.fr", "server-url", Missing),
        (&relative, "base_url: https://api.culture.gouv.fr", "server-url", Declared),
        (swagger, "base_url: https://api.culture.gouv.fr", "server-url", Declared),
        (BARE, "base_url: https://recette.culture.gouv.fr", "server-url", Partial),
        (BARE, "acces: compte", "who-may-consume", Declared),
        (BARE, "acces: habilitation", "who-may-consume", Partial),
        (
            BARE,
            "{ acces: habilitation, publics: [{ role: particuliers }] }",
            "who-may-consume",
            Declared,
        ),
        (&restricted, "acces: ouvert", "who-may-consume", Met),
        (BARE, "producteur: { nom: DINUM }", "who-provides", Declared),
        (BARE, "objet: Livres.", "purpose", Partial),
        (BARE, "producteur: { nom: DINUM }", "public-body", ToDeclare),
        (BARE, "producteur: { type: collectivite }", "public-body", Declared),
        (BARE, "limite_appels: illimite", "rate-limit", Declared),
        (BARE, "limite_appels: { texte: 7 appels par seconde }", "rate-limit", Declared),
        (BARE, "limite_appels: { texte: Raisonnable }", "rate-limit", Partial),
        (BARE, "limite_appels: { nombre: 7 }", "rate-limit", Partial),
        (BARE, "pics: Prévue pour la rentrée", "peak-capacity", Declared),
        (BARE, "document_url: https://culture.gouv.fr/api.json", "published-url", Declared),
        (BARE, "document_url: https://culture.gouv.fr/api.html", "published-url", Partial),
        (BARE, "document_url: https://github.com/c/api.json", "hosted-by-producer", Missing),
        // Scopes of FranceConnect: those of the document, where it has some.
        (BARE, "franceconnect: { actif: false }", "fc-scopes", NotApplicable),
        (BARE, "franceconnect: { actif: true }", "fc-scopes", Partial),
        (BARE, "franceconnect: { actif: true, prefixe: biblio_ }", "fc-scopes", Declared),
        (BARE, "franceconnect: { prefixe: biblio_ }", "fc-scopes", Declared),
        (BARE, "franceconnect: { actif: true, prefixe: Biblio- }", "fc-scopes", Partial),
        (&people, "bouquet: aucun", "fc-scopes", NotApplicable),
        (&people, "franceconnect: { actif: true }", "fc-scopes", Met),
        (&bare, "franceconnect: { actif: true }", "fc-scopes", Partial),
        (&agents, "franceconnect: { actif: true, prefixe: biblio_ }", "fc-scopes", Declared),
        (&unlabelled, "franceconnect: { actif: true, prefixe: biblio_ }", "fc-scopes", Missing),
        // A bouquet: asked of restricted APIs about companies or people.
        (BARE, "bouquet: aucun", "bouquet", NotApplicable),
        (BARE, "bouquet: api-particulier", "bouquet", Declared),
        (aids, "acces: ouvert", "bouquet", NotApplicable),
        (aids, "acces: habilitation", "bouquet", ToDeclare),
        (aids, "{ acces: habilitation, bouquet: aucun }", "bouquet", Declared),
        (&bundle, "bouquet: api-particulier", "bouquet", Met),
    ] {
        let (_, dossier) = judged(description, declaration);
        let found = dossier.iter().find(|judged| judged.criterion.id == criterion);
        let found = found.expect("a criterion");
        assert_eq!(found.verdict, verdict, "{criterion} with {declaration}\n{description}");
        if verdict == Declared {
            let first = found.evidence.first().expect("it rests on something");
            assert_eq!(first.origin, Origin::Declaration);
            assert!(first.at.as_ref().is_some_and(|at| at.span.source == SourceId::BESIDE));
            assert!(found.gaps.is_empty());
        }
    }
}

/// What is missing in the declaration is said there, by the rule that asks for it.
#[test]
fn a_gap_of_the_declaration_is_said_in_it() {
    let (description, dossier) = judged(BARE, "acces: habilitation\n");
    let names = ["apilint:api-gouv-fr".to_owned()];
    let ruleset = Ruleset::load(&names, &Memory::default()).expect("the built-in rules are right");
    let said = lint::lint_with(&description, &ruleset, &dossier);
    let said = said.iter().find(|said| said.rule == "who-may-consume").expect("it is partial");
    assert_eq!(said.at.pointer, "/acces");
    let source = description.source(said.at.span.source);
    assert_eq!((source.uri.as_str(), source.slice(said.at.span)), ("d.yaml", "habilitation"));
}

#[test]
fn a_contradiction_shows_both_places() {
    let text = "openapi: 3.1.0\ninfo:\n  title: Livres\n  version: '1'\n  contact: { email: api@culture.gouv.fr }\npaths: {}\n";
    let (description, dossier) = judged(
        text,
        "contact: { email: autre@culture.gouv.fr }\nattestation: { date: 2025-11-20 }\n",
    );
    let kinds: Vec<RemarkKind> = dossier.remarks.iter().map(|remark| remark.kind).collect();
    assert_eq!(kinds, [RemarkKind::Contradiction, RemarkKind::Stale]);
    let remark = &dossier.remarks[0];
    let slice = |at: &apilint::diagnostic::Label| description.source(at.span.source).slice(at.span);
    assert_eq!(slice(&remark.at), "autre@culture.gouv.fr");
    assert_eq!(slice(&remark.related[0]), "api@culture.gouv.fr");
}

/// The document wins over what is declared of FranceConnect and of bouquets, and both places are told.
#[test]
fn franceconnect_and_bouquets_are_not_declared_against_the_document() {
    let signed = format!(
        "{BARE}components:\n  securitySchemes:\n    FranceConnect:\n      type: oauth2\n      flows:\n        authorizationCode: \
         {{ authorizationUrl: https://connexion.fr/a, tokenUrl: https://connexion.fr/t, scopes: {{ biblio_retards: Retards }} }}\n"
    );
    let bundle = BARE.replace("Livres", "API Particulier");
    for (description, declaration, declared, said) in [
        (&signed, "franceconnect: { actif: false }", "false", "FranceConnect"),
        (&signed, "franceconnect: { actif: true, prefixe: mairie_ }", "mairie_", "biblio_retards"),
        (&bundle, "bouquet: aucun", "aucun", "API Particulier"),
        (&bundle, "bouquet: api-entreprise", "api-entreprise", "API Particulier"),
    ] {
        let (description, dossier) = judged(description, declaration);
        let slice =
            |at: &apilint::diagnostic::Label| description.source(at.span.source).slice(at.span);
        let [remark] = dossier.remarks.as_slice() else { panic!("one remark: {declaration}") };
        assert_eq!(remark.kind, RemarkKind::Contradiction);
        assert_eq!((slice(&remark.at), slice(&remark.related[0])), (declared, said));
    }
    for declaration in ["franceconnect: { actif: true, prefixe: biblio_ }", "{}"] {
        assert!(judged(&signed, declaration).1.remarks.is_empty(), "{declaration}");
    }
}

/// `externalDocs` is one thing for `init` and for `fiche`: technical, unless it says what the data mean.
#[test]
fn external_documentation_is_technical_unless_it_says_otherwise() {
    for (docs, field) in [
        ("{ url: https://docs.culture.gouv.fr/livres }", "technique"),
        (
            "{ url: https://docs.culture.gouv.fr/livres, description: Comment appeler l'API }",
            "technique",
        ),
        ("{ url: https://docs.culture.gouv.fr/guide-fonctionnel }", "metier"),
        ("{ url: https://docs.culture.gouv.fr/livres, description: Les cas d'usage }", "metier"),
    ] {
        let (description, dossier) = judged(&format!("{BARE}externalDocs: {docs}\n"), "{}");
        let known = guide::known(&description, &dossier);
        let way = known.iter().find(|known| known.text.starts_with("https://docs."));
        assert_eq!(way.map(|known| known.way), Some(&["documentation", field][..]), "{docs}");
    }
}

/// Only what a person can say keeps a description that lacks nothing from being ready.
#[test]
fn readiness_waits_for_the_declaration() {
    let text = include_str!("../fixtures/descriptions/prete.yaml");
    let (_, silent) = judged(text, "{}\n");
    assert_eq!(Readiness::of(&silent), Readiness::Incomplete);
    let (_, declared) = judged(text, "producteur: { type: administration-centrale }\n");
    assert_eq!(Readiness::of(&declared), Readiness::Ready);
}

/// What is read in a real description and declared again is right, and contradicts nothing.
#[test]
fn what_a_description_says_can_be_declared() {
    for path in crate::corpus::corpus() {
        let disk = Disk::below(&Disk::project_root(&path)).expect("the folder is there");
        let uri = Uri::new(path.to_string_lossy());
        let mut description = Description::load(&disk, &uri).expect("the corpus is read");
        let known = guide::known(&description, &guide::assess(&description));
        let rulesets = ["apilint:api-gouv-fr".to_owned()];
        let template = Template {
            language: Language::Fr,
            rulesets: &rulesets,
            description: Some(&uri),
            known: &known,
        };
        let settings =
            Settings::read(&Uri::new("apilint.yaml"), template.text(), Form::Settings, None);
        assert_eq!(settings.faults, [], "{uri}: {}", template.text());
        let dossier = guide::assess_with(&mut description, &settings.declaration);
        let said: Vec<&str> =
            dossier.remarks.iter().map(|remark| remark.message.en.as_str()).collect();
        assert_eq!(said, [""; 0], "{uri}");
    }
}
