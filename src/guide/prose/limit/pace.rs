//! What follows a number of calls: « par seconde et par adresse IP ».

use super::super::token::{Kind, Token, in_letters};
use super::Scope;

/// In how long, and counted by what.
#[derive(Clone, Copy, Default)]
pub(super) struct Pace {
    pub(super) period_s: Option<u64>,
    pub(super) scope: Option<Scope>,
    /// The token after the last one that was read.
    pub(super) end: usize,
}

/// One « par … ».
pub(super) enum Per {
    Period(u64),
    Scope(Scope),
}

impl Pace {
    /// Reads « par seconde et par adresse IP », `/min per token`, « toutes les 10 minutes ».
    pub(super) fn read(tokens: &[Token], from: usize) -> Self {
        let mut pace = Self { end: from, ..Self::default() };
        let mut at = from;
        while let Some(token) = tokens.get(at) {
            let connector = match token.kind {
                Kind::Word(word) => AFTER_CALLS.contains(&word),
                Kind::Sign(sign) => matches!(sign, b',' | b'(' | b')'),
                Kind::Number(_) | Kind::Decimal => false,
            };
            if let Some((read, end)) = per(tokens, at) {
                match read {
                    Per::Period(period_s) if pace.period_s.is_none() => {
                        pace.period_s = Some(period_s);
                    }
                    Per::Scope(scope) if pace.scope.is_none() => pace.scope = Some(scope),
                    Per::Period(_) | Per::Scope(_) => break,
                }
                pace.end = end;
                at = end;
            } else if let Some(period_s) =
                token.word().and_then(every).filter(|_| pace.period_s.is_none())
            {
                pace.period_s = Some(period_s);
                at += 1;
                pace.end = at;
            } else if connector && at < pace.end + 3 {
                at += 1;
            } else {
                break;
            }
        }
        pace
    }
}

/// One « par … »: what it gives and where it ends.
pub(super) fn per(tokens: &[Token], at: usize) -> Option<(Per, usize)> {
    let slash = tokens[at].kind == Kind::Sign(b'/');
    let word = tokens[at].word().unwrap_or("");
    if !slash && !PER.contains(&word) {
        return None;
    }
    let duration = ["sur", "en", "in", "within", "over", "pendant", "during"].contains(&word);
    let mut windowed = false;
    let mut times = None;
    for next in at + 1..(at + 9).min(tokens.len()) {
        match tokens[next].kind {
            Kind::Number(number) if times.is_none() => times = Some(number),
            Kind::Sign(b'-' | b'\'') => {}
            Kind::Word(word)
                if ["periode", "tranche", "fenetre", "intervalle", "window", "period"]
                    .contains(&word) =>
            {
                windowed = true;
            }
            Kind::Word(word) => {
                if let Some(unit) = unit(word) {
                    let lone = !duration || windowed || times.is_some();
                    return lone
                        .then(|| (Per::Period(unit.saturating_mul(times.unwrap_or(1))), next + 1));
                }
                if let Some(scope) = scope(word).filter(|_| times.is_none() && !duration) {
                    return Some((Per::Scope(scope), end_of_scope(tokens, next)));
                }
                if times.is_none() && duration && in_letters(word) == Some(1) {
                    times = Some(1);
                } else if !ARTICLES.contains(&word) {
                    return None;
                }
            }
            Kind::Number(_) | Kind::Decimal | Kind::Sign(_) => return None,
        }
    }
    None
}

/// « clé d'API », « jeton d'accès », « adresse IP » end after their complement.
fn end_of_scope(tokens: &[Token], at: usize) -> usize {
    let complement =
        |index: usize| tokens.get(index).is_some_and(|token| token.is("api") || token.is("acces"));
    let elided = tokens.get(at + 1).is_some_and(|token| token.is("d"));
    if elided && complement(at + 3) { at + 4 } else { at + 1 }
}

fn unit(word: &str) -> Option<u64> {
    Some(match word {
        "s" | "sec" | "secs" | "seconde" | "secondes" | "second" | "seconds" => 1,
        "mn" | "min" | "mins" | "minute" | "minutes" => 60,
        "h" | "heure" | "heures" | "hour" | "hours" => 3_600,
        "j" | "jour" | "jours" | "journee" | "day" | "days" => 86_400,
        "semaine" | "semaines" | "week" | "weeks" => 604_800,
        "mois" | "month" | "months" => 2_592_000,
        "an" | "ans" | "annee" | "annees" | "year" | "years" => 31_536_000,
        _ => return None,
    })
}

/// The period of an adjective or adverb.
pub(super) fn every(word: &str) -> Option<u64> {
    Some(match word {
        "hourly" => 3_600,
        "daily" | "quotidien" | "quotidiens" | "quotidiennes" | "journaliers" | "journalieres" => {
            86_400
        }
        "weekly" => 604_800,
        "monthly" | "mensuels" | "mensuelles" => 2_592_000,
        _ => return None,
    })
}

/// The period of a ceiling: « quota journalier », « limite mensuelle ».
pub(super) fn period_of_ceiling(word: &str) -> Option<u64> {
    Some(match word {
        "horaire" | "horaires" => 3_600,
        "journalier" | "journaliere" | "quotidienne" => 86_400,
        "hebdomadaire" | "hebdomadaires" => 604_800,
        "mensuel" | "mensuelle" => 2_592_000,
        "annuel" | "annuelle" | "annuels" | "annuelles" | "yearly" | "annual" => 31_536_000,
        _ => return every(word),
    })
}

fn scope(word: &str) -> Option<Scope> {
    Some(match word {
        "ip" | "ips" => Scope::Ip,
        "asn" => Scope::Asn,
        "jeton" | "jetons" | "token" | "tokens" => Scope::Token,
        "cle" | "cles" | "key" | "keys" => Scope::Key,
        "utilisateur" | "utilisateurs" | "usager" | "user" | "users" => Scope::User,
        "compte" | "comptes" | "account" => Scope::Account,
        "client" | "clients" | "application" | "applications" | "consommateur" | "consumer" => {
            Scope::Client
        }
        "partenaire" | "partenaires" | "partner" | "organisation" | "organization"
        | "organisme" => Scope::Partner,
        "route" | "endpoint" | "ressource" | "resource" => Scope::Endpoint,
        _ => return None,
    })
}

#[rustfmt::skip]
const PER: &[&str] = &[
    "par", "per", "a", "an", "each", "every", "chaque", "toutes", "tous", "sur", "en", "in",
    "within", "over", "pendant", "during",
];
#[rustfmt::skip]
const ARTICLES: &[&str] = &[
    "la", "le", "l", "les", "un", "une", "a", "an", "the", "de", "d", "of", "adresse", "api",
    "rolling", "glissante", "meme", "same", "single",
];
#[rustfmt::skip]
const AFTER_CALLS: &[&str] = &[
    "et", "and", "max", "maximum", "maximal", "maximale", "au", "at", "most", "http", "https",
    "api", "l", "autorises", "autorisees", "allowed", "simultanes", "simultanees",
];
