//! Which fields of a declaration answer which criterion: one table. A criterion that is not in it is one that only the
//! document can meet: its own form, its operations, its inputs and outputs, its scopes.

use super::{Answer, Asked, bouquet, franceconnect, lacking};
use crate::declaration::{Access, CallLimit, Fact, Limit};
use crate::description::Server;
use crate::diagnostic::Text;
use crate::guide::prose::audience::Audience;
use crate::guide::prose::environment::is_non_production;
use crate::guide::prose::limit::{self, Scope, call_limits};
use crate::guide::prose::mailbox::{self, Mailbox};
use crate::guide::prose::purpose::{Purpose, SUBSTANCE, purpose_of};
use crate::guide::publication::{Keeper, addresses, keeper};
use crate::guide::server::{Quality, quality};
use crate::guide::{Assessment, Evidence, Extracted, Gap, Verdict, contact};
use crate::source::Uri;

/// How a criterion is answered by a declaration.
pub struct Entry {
    /// The criterion.
    pub criterion: &'static str,
    /// The fields that answer it.
    pub fields: &'static [&'static str],
    /// The answer, if the fields are there.
    pub(super) answer: fn(&Asked<'_>) -> Option<Answer>,
    /// Whether the document holds a wrong value, which no declaration mends.
    pub(super) stands: fn(&Assessment) -> bool,
    /// Whether the question arises although nothing in the document raises it.
    pub(super) arises: fn(&Asked<'_>) -> bool,
    /// Whether it does not arise although the document does not say so.
    pub(super) ceases: fn(&Asked<'_>) -> bool,
    /// What the declaration should say more, whatever it answers.
    pub(super) lacks: fn(&Asked<'_>) -> Option<Gap>,
}

/// A criterion that the document is silent on, and that any answer answers.
const PLAIN: Entry = Entry {
    criterion: "",
    fields: &[],
    answer: |_| None,
    stands: |_| false,
    arises: |_| false,
    ceases: |_| false,
    lacks: |_| None,
};

/// Every criterion that a declaration bears on.
pub static DECLARED: &[Entry] = &[
    Entry {
        criterion: "contact",
        fields: &["contact.email", "contact.formulaire"],
        answer: contact,
        stands: |judged| judged.gaps.iter().any(|gap| gap.aspect == Some("valid")),
        ..PLAIN
    },
    Entry {
        criterion: "contact-generic",
        fields: &["contact.email"],
        answer: contact_generic,
        // The address that the document gives is the one that people write to.
        stands: |_| true,
        arises: |asked| asked.declaration.contact.email.is_some(),
        ..PLAIN
    },
    Entry { criterion: "who-provides", fields: &["producteur.nom"], answer: who_provides, ..PLAIN },
    Entry {
        criterion: "who-may-consume",
        fields: &["acces", "publics"],
        answer: who_may_consume,
        ..PLAIN
    },
    Entry { criterion: "purpose", fields: &["objet"], answer: purpose, ..PLAIN },
    Entry {
        criterion: "how-to-use",
        fields: &["documentation.technique"],
        answer: |asked| url(asked.declaration.documentation.technical.as_ref()),
        ..PLAIN
    },
    Entry {
        criterion: "server-url",
        fields: &["base_url"],
        answer: server_url,
        // An address that nobody can call, in the place where readers and tools look for it.
        stands: |judged| judged.verdict == Verdict::Missing && !judged.evidence.is_empty(),
        ..PLAIN
    },
    Entry { criterion: "auth-explained", fields: &["acces"], ceases: is_open, ..PLAIN },
    Entry {
        criterion: "public-body",
        fields: &["producteur.type", "producteur.siret"],
        answer: |asked| {
            let producer = &asked.declaration.producer;
            all([&producer.kind, &producer.siret].into_iter().flatten())
        },
        lacks: lacking::public_body,
        ..PLAIN
    },
    Entry { criterion: "rate-limit", fields: &["limite_appels"], answer: rate_limit, ..PLAIN },
    Entry {
        criterion: "availability",
        fields: &["disponibilite.pourcentage", "disponibilite.url"],
        answer: availability,
        ..PLAIN
    },
    Entry {
        criterion: "availability-target",
        fields: &["disponibilite.pourcentage"],
        answer: availability_target,
        // A figure of the document's own is judged there.
        stands: |judged| !judged.evidence.is_empty(),
        arises: |asked| asked.declaration.availability.percent.is_some(),
        ..PLAIN
    },
    Entry {
        criterion: "response-time",
        fields: &["temps_reponse_ms.moyen", "temps_reponse_ms.p95", "temps_reponse_ms.max"],
        answer: response_time,
        stands: |judged| !judged.evidence.is_empty(),
        arises: |asked| response_time(asked).is_some(),
        lacks: lacking::response_times,
        ..PLAIN
    },
    Entry {
        criterion: "peak-capacity",
        fields: &["pics"],
        answer: |asked| all(asked.declaration.peaks.iter()),
        lacks: lacking::peaks,
        ..PLAIN
    },
    Entry {
        criterion: "access-request",
        fields: &["demande_acces_url"],
        answer: |asked| url(asked.declaration.access_request.as_ref()),
        arises: |asked| matches!(asked.access, Some(Access::Restricted | Access::Account)),
        ceases: is_open,
        ..PLAIN
    },
    Entry {
        criterion: "access-delay",
        fields: &["delai_reponse_jours"],
        answer: access_delay,
        arises: |asked| asked.access == Some(Access::Restricted),
        ceases: |asked| matches!(asked.access, Some(Access::Open | Access::Account)),
        ..PLAIN
    },
    Entry {
        criterion: "functional-doc",
        fields: &["documentation.metier"],
        answer: |asked| url(asked.declaration.documentation.functional.as_ref()),
        ..PLAIN
    },
    Entry { criterion: "published-url", fields: &["document_url"], answer: published, ..PLAIN },
    Entry { criterion: "hosted-by-producer", fields: &["document_url"], answer: hosted, ..PLAIN },
    Entry {
        criterion: "fc-scopes",
        fields: &["franceconnect.actif", "franceconnect.prefixe"],
        answer: franceconnect::answer,
        // The scopes of the document are those that FranceConnect is given.
        stands: |_| true,
        arises: franceconnect::arises,
        ..PLAIN
    },
    Entry {
        criterion: "bouquet",
        fields: &["bouquet", "acces"],
        answer: bouquet::answer,
        arises: bouquet::arises,
        ..PLAIN
    },
    Entry {
        criterion: "terms",
        fields: &["cgu_url"],
        answer: |asked| url(asked.declaration.terms.as_ref()),
        ..PLAIN
    },
];

/// What declares a criterion; nothing where nothing does.
pub fn entry(criterion: &str) -> Option<&'static Entry> {
    DECLARED.iter().find(|entry| entry.criterion == criterion)
}

fn is_open(asked: &Asked<'_>) -> bool {
    asked.access == Some(Access::Open)
}

/// All that there is of these, if there is any.
fn all<'f>(facts: impl Iterator<Item = &'f Fact<String>>) -> Option<Answer> {
    let evidence: Vec<Evidence> = facts.map(Evidence::declared).collect();
    (!evidence.is_empty()).then_some(Answer::Whole(evidence))
}

fn url(fact: Option<&Fact<String>>) -> Option<Answer> {
    Some(Answer::Whole(vec![of_url(fact?)]))
}

fn of_url(fact: &Fact<String>) -> Evidence {
    Evidence::declared(fact).extracting(Extracted::Url(fact.value.clone()))
}

/// The mailbox that is declared.
fn mailbox_of(asked: &Asked<'_>, email: &Fact<String>) -> Mailbox {
    mailbox::judge(&email.value, None, title(asked))
}

fn title<'a>(asked: &Asked<'a>) -> Option<&'a str> {
    asked.description.root().get("info")?.get("title")?.as_str()
}

fn contact(asked: &Asked<'_>) -> Option<Answer> {
    let declared = &asked.declaration.contact;
    if let Some(email) = &declared.email {
        let evidence = Evidence::declared(email).extracting(Extracted::Email(email.value.clone()));
        return Some(match contact::unusable(&email.value, mailbox_of(asked, email)) {
            None => Answer::Whole(vec![evidence]),
            Some(message) => Answer::Short(vec![evidence], message),
        });
    }
    let form = declared.form.as_ref()?;
    let message = Text::new(
        "The contact declared is a web page: the guide asks for an e-mail address",
        "Le contact déclaré est une page web\u{a0}: le guide demande une adresse mail",
    );
    Some(Answer::Part(vec![of_url(form)], message))
}

fn contact_generic(asked: &Asked<'_>) -> Option<Answer> {
    let email = asked.declaration.contact.email.as_ref()?;
    let evidence =
        vec![Evidence::declared(email).extracting(Extracted::Email(email.value.clone()))];
    Some(match contact::owner(&email.value, mailbox_of(asked, email)) {
        None => Answer::Whole(evidence),
        Some((message, true)) => Answer::Part(evidence, message),
        Some((message, false)) => Answer::Short(evidence, message),
    })
}

fn who_provides(asked: &Asked<'_>) -> Option<Answer> {
    let name = asked.declaration.producer.name.as_ref()?;
    let evidence = Evidence::declared(name).extracting(Extracted::Organisation(name.value.clone()));
    Some(Answer::Whole(vec![evidence]))
}

fn who_may_consume(asked: &Asked<'_>) -> Option<Answer> {
    let declaration = asked.declaration;
    let audiences = declaration.audiences.iter().map(|audience| Evidence::declared(&audience.role));
    let Some(access) = &declaration.access else {
        let evidence: Vec<Evidence> = audiences.collect();
        return (!evidence.is_empty()).then_some(Answer::Whole(evidence));
    };
    let evidence = Evidence::declared(access);
    let evidence = match access.value {
        Access::Open => evidence.extracting(Extracted::Access(Audience::Open)),
        Access::Restricted => evidence.extracting(Extracted::Access(Audience::Restricted)),
        // Some condition, and who meets it is not asked.
        Access::Account => evidence.extracting(Extracted::Access(Audience::Hinted)),
    };
    let evidence: Vec<Evidence> = std::iter::once(evidence).chain(audiences).collect();
    if access.value == Access::Restricted && declaration.audiences.is_empty() {
        let message = Text::new(
            "Access is declared to be restricted, and `publics` does not say to whom it is open",
            "L'accès est déclaré restreint, et `publics` ne dit pas à qui il est ouvert",
        );
        return Some(Answer::Part(evidence, message));
    }
    Some(Answer::Whole(evidence))
}

fn purpose(asked: &Asked<'_>) -> Option<Answer> {
    let text = asked.declaration.purpose.as_ref()?;
    let evidence = vec![Evidence::declared(text)];
    let length = text.value.chars().count();
    let is_enough =
        length >= SUBSTANCE || purpose_of(&text.value, title(asked)).value == Purpose::Stated;
    if is_enough {
        return Some(Answer::Whole(evidence));
    }
    let message = Text::new(
        format!("What is declared is too short ({length} characters) to say what the API is for"),
        format!(
            "Ce qui est déclaré est trop court ({length} caractères) pour dire à quoi sert l'API"
        ),
    );
    Some(Answer::Part(evidence, message))
}

fn server_url(asked: &Asked<'_>) -> Option<Answer> {
    let fact = asked.declaration.base_url.as_ref()?;
    let server = Server {
        url: fact.value.clone(),
        node: asked.description.root(),
        description: None,
        unset_variables: Vec::new(),
    };
    let evidence = vec![of_url(fact)];
    Some(match quality(&server) {
        Quality::Real => Answer::Whole(evidence),
        Quality::Partial(message) => Answer::Part(evidence, message),
        Quality::Fictitious(message) => Answer::Short(evidence, message),
    })
}

/// What calls are counted by, as a declaration names it; nothing for all of them together.
pub(super) fn scope_of(word: &str) -> Option<Scope> {
    Some(match word {
        "ip" => Scope::Ip,
        "asn" => Scope::Asn,
        "jeton" => Scope::Token,
        "cle" => Scope::Key,
        "utilisateur" => Scope::User,
        "compte" => Scope::Account,
        "client" => Scope::Client,
        "partenaire" => Scope::Partner,
        "operation" => Scope::Endpoint,
        _ => return None,
    })
}

/// The limit that is declared, where it is one that a machine can use, and the field that tells it.
pub(super) fn limit_of(limit: &Limit) -> Option<(limit::CallLimit, Evidence)> {
    if let (Some(amount), Some(period)) = (&limit.amount, &limit.period_s) {
        let scope = limit.scope.as_ref().and_then(|scope| scope_of(&scope.value));
        let number =
            limit::CallLimit::Number { amount: amount.value, period_s: period.value, scope };
        let shown =
            limit.text.as_ref().map_or_else(|| Evidence::declared(amount), Evidence::declared);
        return Some((number, shown));
    }
    let text = limit.text.as_ref()?;
    let mut stated = call_limits(&text.value).into_iter().map(|stated| stated.value);
    let number = stated.find(|value| !matches!(value, limit::CallLimit::Mechanism))?;
    Some((number, Evidence::declared(text)))
}

fn rate_limit(asked: &Asked<'_>) -> Option<Answer> {
    let limit = match asked.declaration.call_limit.as_ref()? {
        CallLimit::Unlimited(fact) => {
            let evidence = Evidence::declared(fact)
                .extracting(Extracted::CallLimit(limit::CallLimit::Unlimited));
            return Some(Answer::Whole(vec![evidence]));
        }
        CallLimit::Limited(limit) => limit,
    };
    if let Some((number, evidence)) = limit_of(limit) {
        return Some(Answer::Whole(vec![evidence.extracting(Extracted::CallLimit(number))]));
    }
    if let Some(page) = &limit.url {
        return url(Some(page));
    }
    let said = limit.text.as_ref().map(Evidence::declared);
    let said = said.or_else(|| limit.amount.as_ref().map(Evidence::declared));
    let said = said.or_else(|| limit.period_s.as_ref().map(Evidence::declared))?;
    let message = Text::new(
        "A limit is declared, without a number of calls per period: `nombre` and `periode_s` say it",
        "Une limite est déclarée, sans nombre d'appels par période\u{a0}: `nombre` et `periode_s` le disent",
    );
    Some(Answer::Part(vec![said], message))
}

fn availability(asked: &Asked<'_>) -> Option<Answer> {
    let declared = &asked.declaration.availability;
    let figure = declared.percent.as_ref().map(Evidence::declared);
    let evidence: Vec<Evidence> =
        figure.into_iter().chain(declared.url.as_ref().map(of_url)).collect();
    (!evidence.is_empty()).then_some(Answer::Whole(evidence))
}

/// « Le standard de qualité pour les API des administrations vise une disponibilité de 99,9% » (G11).
const AIM_PERCENT: f64 = 99.9;
/// « La vitesse de réponse doit être inférieur à 50ms » (G12).
const FAST_MS: f64 = 50.0;
/// « le délai de réponse aux demandes d'accès doit être inférieur à 15 jours » (G16).
const SOON_DAYS: u64 = 15;

fn availability_target(asked: &Asked<'_>) -> Option<Answer> {
    let percent = asked.declaration.availability.percent.as_ref()?;
    let evidence = vec![Evidence::declared(percent)];
    if percent.value >= AIM_PERCENT {
        return Some(Answer::Whole(evidence));
    }
    let (figure, french) = (percent.value, percent.value.to_string().replace('.', ","));
    let message = Text::new(
        format!("{figure} % is declared: the guide aims at 99.9 %"),
        format!("{french}\u{a0}% est déclaré\u{a0}: le guide vise 99,9\u{a0}%"),
    );
    Some(Answer::Short(evidence, message))
}

fn response_time(asked: &Asked<'_>) -> Option<Answer> {
    let times = &asked.declaration.response_time;
    let first = times.mean.as_ref().or(times.p95.as_ref()).or(times.most.as_ref())?;
    let evidence = vec![Evidence::declared(first)];
    if first.value < FAST_MS {
        return Some(Answer::Whole(evidence));
    }
    let (figure, french) = (first.value, first.value.to_string().replace('.', ","));
    let message = Text::new(
        format!("{figure} ms is declared: the guide asks for less than 50 ms"),
        format!("{french}\u{a0}ms sont déclarées\u{a0}: le guide demande moins de 50\u{a0}ms"),
    );
    Some(Answer::Part(evidence, message))
}

fn access_delay(asked: &Asked<'_>) -> Option<Answer> {
    let days = asked.declaration.answer_days.as_ref()?;
    let evidence = vec![Evidence::declared(days)];
    if days.value <= SOON_DAYS {
        return Some(Answer::Whole(evidence));
    }
    let count = days.value;
    let message = Text::new(
        format!(
            "{count} days are declared: the guide asks that requests for access be answered within 15"
        ),
        format!(
            "{count} jours sont déclarés\u{a0}: le guide demande de répondre aux demandes d'accès sous 15 jours"
        ),
    );
    Some(Answer::Short(evidence, message))
}

fn published(asked: &Asked<'_>) -> Option<Answer> {
    let fact = asked.declaration.document_url.as_ref()?;
    let evidence = vec![of_url(fact)];
    let address = fact.value.split_once("://").map_or("", |(_, rest)| rest);
    let host = address.split(['/', '?', '#']).next().unwrap_or_default();
    let extension = Uri::new(fact.value.as_str()).extension();
    if fact.value.contains('#') || matches!(extension.as_str(), "html" | "htm") {
        let message = Text::new(
            format!("{} is a page: give the address of the OpenAPI file itself", fact.value),
            format!(
                "{} est une page\u{a0}: donnez l'adresse du fichier OpenAPI lui-même",
                fact.value
            ),
        );
        return Some(Answer::Part(evidence, message));
    }
    if is_non_production(host) {
        let message = Text::new(
            format!(
                "{host} is a test environment: publish the description beside the API in production"
            ),
            format!(
                "{host} est un environnement de test\u{a0}: publiez la description à côté de l'API en production"
            ),
        );
        return Some(Answer::Part(evidence, message));
    }
    Some(Answer::Whole(evidence))
}

fn hosted(asked: &Asked<'_>) -> Option<Answer> {
    let declaration = asked.declaration;
    let fact = declaration.document_url.as_ref()?;
    let declared = [&declaration.base_url, &declaration.contact.email].into_iter().flatten();
    let mut known = addresses(asked.description);
    known.extend(declared.map(|fact| fact.value.clone()));
    match keeper(&fact.value, &known) {
        // A producer may well have a domain that nothing else here is under.
        Keeper::Producer | Keeper::Unknown => Some(Answer::Whole(vec![of_url(fact)])),
        Keeper::Other(message) => Some(Answer::Short(vec![of_url(fact)], message)),
    }
}

#[cfg(test)]
mod tests {
    use super::DECLARED;
    use crate::declaration::{FIELDS, Field, Kind};

    /// Every field of the table is one, and answers something or is known to answer nothing.
    #[test]
    fn the_table_names_fields_that_are_there() {
        fn is_there(fields: &[Field], way: &str) -> bool {
            let (name, rest) =
                way.split_once('.').map_or((way, None), |(name, rest)| (name, Some(rest)));
            fields.iter().filter(|field| field.name == name).any(|field| match (rest, field.kind) {
                (None, _) => true,
                (Some(rest), Kind::Map(below) | Kind::WordOrMap(_, below)) => is_there(below, rest),
                _ => false,
            })
        }
        for entry in DECLARED {
            for way in entry.fields {
                assert!(is_there(FIELDS, way), "{}: {way}", entry.criterion);
            }
        }
        let answers_nothing = ["licence", "attestation"];
        for field in FIELDS {
            let is_used = DECLARED
                .iter()
                .flat_map(|entry| entry.fields)
                .any(|way| way.split('.').next() == Some(field.name));
            assert_ne!(is_used, answers_nothing.contains(&field.name), "{}", field.name);
        }
    }
}
