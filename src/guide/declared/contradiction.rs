//! What is declared and the description says otherwise. Doubt is no contradiction: what differs in its form, or may be said
//! of another part of the API, is left alone.

use super::table::{limit_of, scope_of};
use super::{bouquet, franceconnect};
use crate::declaration::{Access, CallLimit, Declaration, Fact};
use crate::description::{Description, is_security_required, operations, security_of, servers};
use crate::diagnostic::{Label, Text};
use crate::guide::dossier::{Remark, RemarkKind};
use crate::guide::prose::audience::Audience;
use crate::guide::prose::host::host_fault;
use crate::guide::prose::limit::{self, call_limits};
use crate::guide::server::{Quality, quality};
use crate::guide::{Assessment, Evidence, Extracted, Origin, Verdict, reading};

/// Every contradiction, with the criterion that it keeps from being declared.
pub(super) fn find(
    description: &Description,
    declaration: &Declaration,
    assessments: &[Assessment],
) -> Vec<(&'static str, Remark)> {
    let found = [
        ("who-may-consume", access(description, declaration, assessments)),
        ("contact", email(declaration, assessments)),
        ("rate-limit", call_limit(description, declaration, assessments)),
        ("server-url", base_url(description, declaration)),
        ("availability", availability(declaration, assessments)),
        ("access-delay", access_delay(declaration, assessments)),
        ("terms", terms(description, declaration)),
        ("fc-scopes", franceconnect::contradicted(description, declaration)),
        ("bouquet", bouquet::contradicted(description, declaration)),
    ];
    found.into_iter().filter_map(|(criterion, remark)| Some((criterion, remark?))).collect()
}

/// What is declared, against the place where the description says otherwise.
pub(super) fn remark<T>(fact: &Fact<T>, message: Text, there: Label) -> Remark {
    let text = Some(Text::new("the description says", "la description dit"));
    let related = vec![Label { text, ..there }];
    Remark { kind: RemarkKind::Contradiction, message, at: fact.at.clone(), related }
}

/// What the document says of a criterion.
fn said<'a>(assessments: &'a [Assessment], criterion: &str) -> Option<&'a Evidence> {
    let judged = assessments.iter().find(|judged| judged.criterion.id == criterion)?;
    let evidence = judged.evidence.first().filter(|evidence| evidence.origin == Origin::Document);
    evidence
        .filter(|_| matches!(judged.verdict, Verdict::Met | Verdict::Partial | Verdict::Missing))
}

fn access(
    description: &Description,
    declaration: &Declaration,
    assessments: &[Assessment],
) -> Option<Remark> {
    let declared = declaration.access.as_ref()?;
    let word = &declared.written;
    let evidence = said(assessments, "who-may-consume");
    let stated = evidence.and_then(|evidence| match evidence.extracted {
        Some(Extracted::Access(audience)) => Some((audience, evidence)),
        _ => None,
    });
    match (declared.value, stated) {
        (Access::Open, Some((Audience::Restricted, evidence))) => {
            let words = &evidence.excerpt;
            let message = Text::new(
                format!(
                    "`acces: {word}` is declared, and the description restricts access: “{words}”"
                ),
                format!(
                    "`acces: {word}` est déclaré, et la description restreint l'accès\u{a0}: «\u{a0}{words}\u{a0}»"
                ),
            );
            Some(remark(declared, message, evidence.at.clone()?))
        }
        (Access::Restricted, Some((Audience::Open, evidence))) => {
            let words = &evidence.excerpt;
            let message = Text::new(
                format!(
                    "`acces: {word}` is declared, and the description opens the API to all: “{words}”"
                ),
                format!(
                    "`acces: {word}` est déclaré, et la description ouvre l'API à tous\u{a0}: «\u{a0}{words}\u{a0}»"
                ),
            );
            Some(remark(declared, message, evidence.at.clone()?))
        }
        (Access::Open, None | Some((Audience::Hinted, _))) => {
            let operations = operations(description);
            if operations.is_empty() || !operations.iter().all(is_security_required) {
                return None;
            }
            let message = Text::new(
                "`acces: ouvert` is declared, and every operation asks for a key or a token: is it `compte` or \
                 `habilitation`?",
                "`acces: ouvert` est déclaré, et chaque opération demande une clé ou un jeton\u{a0}: est-ce `compte` ou \
                 `habilitation`\u{202f}?",
            );
            let node = security_of(operations.first()?)?;
            Some(remark(declared, message, node.key_label()))
        }
        _ => None,
    }
}

fn email(declaration: &Declaration, assessments: &[Assessment]) -> Option<Remark> {
    let declared = declaration.contact.email.as_ref()?;
    let evidence = said(assessments, "contact")?;
    let at = evidence.at.clone().filter(|at| at.pointer == "/info/contact/email")?;
    let Some(Extracted::Email(written)) = &evidence.extracted else { return None };
    if written.eq_ignore_ascii_case(&declared.value) {
        return None;
    }
    let message = Text::new(
        format!("The contact declared is {}, that of the description {written}", declared.value),
        format!("Le contact déclaré est {}, celui de la description {written}", declared.value),
    );
    Some(remark(declared, message, at))
}

/// Whether two limits may both be true: the same pace, or calls counted by something else.
fn agree(one: &limit::CallLimit, other: &limit::CallLimit) -> bool {
    use limit::CallLimit::{Mechanism, Number, Unlimited};
    match (one, other) {
        (
            Number { amount, period_s, scope },
            Number { amount: others, period_s: other_period, scope: other_scope },
        ) => {
            let is_elsewhere = scope.is_some() && other_scope.is_some() && scope != other_scope;
            let pace = u128::from(*amount) * u128::from(*other_period);
            is_elsewhere || pace == u128::from(*others) * u128::from(*period_s)
        }
        (Unlimited, Unlimited) | (Mechanism, _) | (_, Mechanism) => true,
        (Number { .. }, Unlimited) | (Unlimited, Number { .. }) => false,
    }
}

fn call_limit(
    description: &Description,
    declaration: &Declaration,
    assessments: &[Assessment],
) -> Option<Remark> {
    let (declared, fact) = match declaration.call_limit.as_ref()? {
        CallLimit::Unlimited(fact) => {
            let word = Fact { value: (), written: fact.written.clone(), at: fact.at.clone() };
            (limit::CallLimit::Unlimited, word)
        }
        CallLimit::Limited(limit) => {
            // All calls together are another count than those of one consumer.
            if limit.scope.as_ref().is_some_and(|scope| scope_of(&scope.value).is_none()) {
                return None;
            }
            let (number, shown) = limit_of(limit)?;
            (number, Fact { value: (), written: shown.excerpt, at: shown.at? })
        }
    };
    let evidence = said(assessments, "rate-limit")?;
    let Some(Extracted::CallLimit(stated)) = &evidence.extracted else { return None };
    if agree(&declared, stated) || is_stated_elsewhere(description, &declared) {
        return None;
    }
    let (ours, theirs) = (fact.written.as_str(), evidence.excerpt.as_str());
    let message = Text::new(
        format!("The limit declared, “{ours}”, is not that of the description: “{theirs}”"),
        format!(
            "La limite déclarée, «\u{a0}{ours}\u{a0}», n'est pas celle de la description\u{a0}: «\u{a0}{theirs}\u{a0}»"
        ),
    );
    Some(remark(&fact, message, evidence.at.clone()?))
}

/// Whether any text of the description states this limit: it may give several, of which one is declared.
fn is_stated_elsewhere(description: &Description, declared: &limit::CallLimit) -> bool {
    let passages = reading::of_api(description).into_iter().chain(reading::everywhere(description));
    passages.flat_map(|passage| call_limits(passage.text)).any(|stated| {
        !matches!(stated.value, limit::CallLimit::Mechanism) && agree(declared, &stated.value)
    })
}

/// What a URL names, whatever its scheme, its case and its final slash.
fn bare(url: &str) -> Option<(String, String)> {
    let url = url::Url::parse(url).ok()?;
    let port = url.port().map(|port| format!(":{port}")).unwrap_or_default();
    Some((format!("{}{port}", url.host_str()?), url.path().trim_end_matches('/').to_owned()))
}

fn base_url(description: &Description, declaration: &Declaration) -> Option<Remark> {
    let declared = declaration.base_url.as_ref()?;
    let (host, path) = bare(&declared.value)?;
    let servers = servers(description);
    // A path alone may well be that of the address declared.
    let is_whole = |url: &str| url.contains("://") || url.starts_with("//");
    if servers.iter().any(|server| !is_whole(&server.url)) {
        return None;
    }
    let real: Vec<_> =
        servers.iter().filter(|server| matches!(quality(server), Quality::Real)).collect();
    let begins = |long: &str, short: &str| {
        long.strip_prefix(short).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    let is_meant = |url: &str| {
        bare(url).is_some_and(|(other, below)| {
            other == host && (begins(&below, &path) || begins(&path, &below))
        })
    };
    // All servers are looked at; one that only tests are run on is no contradiction of the one in production.
    if real.is_empty() || servers.iter().any(|server| is_meant(&server.url)) {
        return None;
    }
    let first = real.first()?;
    let message = Text::new(
        format!(
            "The address declared, {}, is none of the servers of the description",
            declared.value
        ),
        format!(
            "L'adresse déclarée, {}, n'est celle d'aucun serveur de la description",
            declared.value
        ),
    );
    Some(remark(declared, message, first.node.label()))
}

fn availability(declaration: &Declaration, assessments: &[Assessment]) -> Option<Remark> {
    let declared = declaration.availability.percent.as_ref()?;
    let of = |criterion| {
        said(assessments, criterion).and_then(|said| Some((said, figure(&said.excerpt, &["%"])?)))
    };
    let (evidence, stated) = of("availability").or_else(|| of("availability-target"))?;
    let words = evidence.excerpt.to_lowercase();
    let is_least = ["plus de", "au moins", "minimum", "at least", "more than", "≥", ">"]
        .iter()
        .any(|least| words.contains(least));
    if (stated - declared.value).abs() < 1e-9 || (is_least && declared.value > stated) {
        return None;
    }
    let french = declared.value.to_string().replace('.', ",");
    let said = &evidence.excerpt;
    let message = Text::new(
        format!("{} % of the time is declared, and the description says “{said}”", declared.value),
        format!("{french}\u{a0}% du temps est déclaré, et la description dit «\u{a0}{said}\u{a0}»"),
    );
    Some(remark(declared, message, evidence.at.clone()?))
}

fn access_delay(declaration: &Declaration, assessments: &[Assessment]) -> Option<Remark> {
    let declared = declaration.answer_days.as_ref()?;
    let evidence = said(assessments, "access-delay")?;
    let stated = figure(&evidence.excerpt, &["jour", "day"])?;
    // Sooner than promised is no contradiction.
    if declared.value as f64 <= stated {
        return None;
    }
    let said = &evidence.excerpt;
    let message = Text::new(
        format!("{} days are declared, and the description says “{said}”", declared.value),
        format!(
            "{} jours sont déclarés, et la description dit «\u{a0}{said}\u{a0}»",
            declared.value
        ),
    );
    Some(remark(declared, message, evidence.at.clone()?))
}

fn terms(description: &Description, declaration: &Declaration) -> Option<Remark> {
    let declared = declaration.terms.as_ref()?;
    let node = description.root().get("info")?.get("termsOfService")?;
    let written = node.as_str()?.trim();
    let theirs = bare(written).filter(|(host, _)| host_fault(host).is_none())?;
    if bare(&declared.value)? == theirs {
        return None;
    }
    let message = Text::new(
        format!(
            "The terms declared are at {}, those of the description at {written}",
            declared.value
        ),
        format!(
            "Les conditions déclarées sont à {}, celles de la description à {written}",
            declared.value
        ),
    );
    Some(remark(declared, message, node.label()))
}

/// The first number of a text that one of these units follows.
fn figure(text: &str, units: &[&str]) -> Option<f64> {
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        rest = &rest[start..];
        let end = rest
            .find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',')))
            .unwrap_or(rest.len());
        let (number, after) = rest.split_at(end);
        let after = after.trim_start().to_lowercase();
        if units.iter().any(|unit| after.starts_with(unit)) {
            return number.trim_end_matches(['.', ',']).replace(',', ".").parse().ok();
        }
        rest = &rest[end..];
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_stand_before_their_unit() {
        assert_eq!(figure("7j/7, disponible à 99,5 % du temps", &["%"]), Some(99.5));
        assert_eq!(figure("sous 15\u{a0}jours ouvrés", &["jour", "day"]), Some(15.0));
        assert_eq!(figure("sous quinzaine", &["jour"]), None);
        assert_eq!(figure("en 2024, 99.95%.", &["%"]), Some(99.95));
    }

    #[test]
    fn addresses_are_compared_by_what_they_name() {
        assert_eq!(bare("https://API.culture.gouv.fr/v1/"), bare("http://api.culture.gouv.fr/v1"));
        assert_ne!(
            bare("https://api.culture.gouv.fr:8443/v1"),
            bare("https://api.culture.gouv.fr/v1")
        );
    }

    #[test]
    fn limits_agree_by_their_pace() {
        use limit::Scope::{Asn, Ip};
        let number = |amount, period_s, scope| limit::CallLimit::Number { amount, period_s, scope };
        assert!(agree(&number(60, 60, None), &number(1, 1, Some(Ip))));
        assert!(agree(&number(50, 1, Some(Ip)), &number(500, 1, Some(Asn))));
        assert!(!agree(&number(50, 1, Some(Ip)), &number(30, 1, None)));
        assert!(!agree(&number(50, 1, None), &limit::CallLimit::Unlimited));
    }
}
