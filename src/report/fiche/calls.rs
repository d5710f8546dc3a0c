//! How many calls are allowed, in the words of the catalogues: « 50 appels / seconde / IP ».

use super::facts::Sources;
use crate::declaration::{CallLimit, Limit};
use crate::diagnostic::Label;

/// A limit on calls, or that there is none.
pub(super) enum Calls<'f> {
    Unlimited,
    Limited {
        /// Calls, and the seconds in which they are counted.
        pace: Option<(u64, u64)>,
        /// What they are counted by, as a declaration names it.
        scope: Option<&'f str>,
        /// The sentence, where somebody wrote one for people.
        text: Option<&'f str>,
    },
}

impl<'f> Calls<'f> {
    /// The limit that is declared, unless the description gives another one.
    pub fn declared(
        limit: Option<&'f CallLimit>,
        contradicts: impl Fn(&Label) -> bool,
    ) -> Option<Self> {
        let limit = match limit? {
            CallLimit::Unlimited(fact) => {
                return (!contradicts(&fact.at)).then_some(Self::Unlimited);
            }
            CallLimit::Limited(limit) => limit,
        };
        let Limit { text, amount, period_s, scope, .. } = &**limit;
        let places = text.iter().map(|fact| &fact.at).chain(amount.iter().map(|fact| &fact.at));
        if places.into_iter().any(contradicts) {
            return None;
        }
        let pace = amount.as_ref().zip(period_s.as_ref());
        let pace = pace.map(|(amount, period)| (amount.value, period.value));
        let text = text.as_ref().map(|fact| fact.value.as_str());
        let scope = scope.as_ref().map(|fact| fact.value.as_str());
        (pace.is_some() || text.is_some()).then_some(Self::Limited { pace, scope, text })
    }

    /// The limit that the description gives. Its words are a piece of a sentence: the figures are shown instead.
    pub fn read(sources: &Sources<'f>) -> Option<Self> {
        if sources.read(&["limite_appels"]).is_some() {
            return Some(Self::Unlimited);
        }
        let number = |name| sources.read(&["limite_appels", name])?.parse().ok();
        let pace = (number("nombre")?, number("periode_s")?);
        let scope = sources.read(&["limite_appels", "portee"]);
        Some(Self::Limited { pace: Some(pace), scope, text: None })
    }

    /// The page that is declared to tell the limit.
    pub fn page(limit: Option<&'f CallLimit>) -> Option<&'f str> {
        match limit? {
            CallLimit::Unlimited(_) => None,
            CallLimit::Limited(limit) => limit.url.as_ref().map(|fact| fact.value.as_str()),
        }
    }

    /// The sentence that was written, else the figures.
    pub fn sentence(&self) -> Option<String> {
        match self {
            Self::Limited { text: Some(text), .. } => Some((*text).to_owned()),
            _ => self.figures(),
        }
    }

    /// `50 appels / seconde / IP`. In French: the catalogues are.
    pub fn figures(&self) -> Option<String> {
        let (pace, scope) = match self {
            Self::Unlimited => return Some("illimité".to_owned()),
            Self::Limited { pace, scope, .. } => ((*pace)?, scope),
        };
        let (amount, seconds) = pace;
        let plural = if amount > 1 { "s" } else { "" };
        let scope = scope.and_then(counted_by);
        let scope = scope.map(|scope| format!(" / {scope}")).unwrap_or_default();
        Some(format!("{amount} appel{plural} / {}{scope}", period(seconds)))
    }
}

/// A period in its own unit: `minute`, `10 minutes`.
fn period(seconds: u64) -> String {
    const UNITS: &[(u64, &str, &str)] = &[
        (31_536_000, "an", "ans"),
        (2_592_000, "mois", "mois"),
        (604_800, "semaine", "semaines"),
        (86_400, "jour", "jours"),
        (3_600, "heure", "heures"),
        (60, "minute", "minutes"),
        (1, "seconde", "secondes"),
    ];
    let whole =
        UNITS.iter().find(|(length, ..)| seconds >= *length && seconds.is_multiple_of(*length));
    match whole.map(|(length, one, several)| (seconds / length, one, several)) {
        Some((1, one, _)) => (*one).to_owned(),
        Some((count, _, several)) => format!("{count} {several}"),
        None => format!("{seconds} secondes"),
    }
}

/// What calls are counted by; nothing for all of them together.
fn counted_by(scope: &str) -> Option<&str> {
    Some(match scope {
        "global" => return None,
        "ip" => "IP",
        "asn" => "réseau (ASN)",
        "cle" => "clé",
        "operation" => "opération",
        other => other,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_those_of_the_catalogues() {
        for (amount, seconds, scope, expected) in [
            (50, 1, Some("ip"), "50 appels / seconde / IP"),
            (2000, 600, Some("ip"), "2000 appels / 10 minutes / IP"),
            (1, 86_400, Some("cle"), "1 appel / jour / clé"),
            (5000, 2_592_000, None, "5000 appels / mois"),
            (10, 90, Some("global"), "10 appels / 90 secondes"),
        ] {
            let calls = Calls::Limited { pace: Some((amount, seconds)), scope, text: None };
            assert_eq!(calls.figures().as_deref(), Some(expected));
        }
        assert_eq!(Calls::Unlimited.sentence().as_deref(), Some("illimité"));
    }
}
