//! Call limits: how many calls a consumer may make, in how long.
//!
//! The guide: « les limites (en nombre d'appels) doivent être communiquées dans la documentation de l'API » (G15).

mod lexicon;
mod pace;
mod sentence;

use super::Prose;
use super::case::ends_with;
use super::lexicon::{Topic, Topics};
use super::normal::Normal;
use super::stated::Stated;
pub(super) use lexicon::with_words;
use lexicon::{SHORT_UNITS, WORDS};
use sentence::Sentence;

/// What a text says of call limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CallLimit {
    /// A number of calls per period.
    Number {
        /// Calls allowed in one period; the highest where a range is given.
        amount: u64,
        /// Length of the period in seconds (a month counts 30 days, a year 365).
        period_s: u64,
        /// What the calls are counted by, where it is said.
        scope: Option<Scope>,
    },
    /// Calls are said not to be limited.
    Unlimited,
    /// Calls are limited, but the number is not given.
    Mechanism,
}

/// What calls are counted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// IP address.
    Ip,
    /// Autonomous system: the network an address belongs to.
    Asn,
    /// Access token.
    Token,
    /// API key.
    Key,
    /// User of the consuming service.
    User,
    /// Account.
    Account,
    /// Consuming application.
    Client,
    /// Partner or consuming organisation.
    Partner,
    /// Route or endpoint.
    Endpoint,
}

/// Whether a text may state a call limit.
fn may_limit(text: &str) -> bool {
    may_limit_by(WORDS.topics_of(text), text)
}

/// Whether a text that may tell these topics may state one: most do not, and are not read further.
fn may_limit_by(topics: Topics, text: &str) -> bool {
    topics.have(Topic::Limit)
        || (topics.have(Topic::Called) && has_short_period(text))
        || text.contains("429")
}

/// « 10 appels/s », « par an »: units that are other words too, behind what makes units of them.
fn has_short_period(text: &str) -> bool {
    let mut next = 0;
    text.as_bytes().split(|byte| !byte.is_ascii_alphabetic()).any(|word| {
        let start = next;
        next += word.len() + 1;
        SHORT_UNITS.iter().any(|unit| word.eq_ignore_ascii_case(unit.as_bytes()))
            && makes_units(&text[..start])
    })
}

/// Whether what follows these words is a unit.
fn makes_units(before: &str) -> bool {
    let is_mark = |sign: char| sign.is_whitespace() || matches!(sign, '*' | '_');
    let before = before.trim_end_matches(is_mark);
    before.ends_with(|sign: char| sign == '/' || sign.is_ascii_digit())
        || ["par", "per", "chaque", "each", "every"].iter().any(|word| ends_with(before, word))
}

/// The call limits stated in a text, in reading order. At most one [`CallLimit::Mechanism`] a sentence, and none where the
/// sentence gives a number. Result limits, payload sizes, delays and measured traffic are no call limits.
pub fn call_limits(text: &str) -> Vec<Stated<CallLimit>> {
    if may_limit(text) { limits_in(text) } else { Vec::new() }
}

/// The same for a text of which more is asked.
pub fn call_limits_of(prose: &Prose<'_>) -> Vec<Stated<CallLimit>> {
    if may_limit_by(prose.topics(), prose.text) { limits_in(prose.text) } else { Vec::new() }
}

fn limits_in(text: &str) -> Vec<Stated<CallLimit>> {
    let normal = Normal::of(text);
    let folded = normal.folded();
    let mut stated = Vec::new();
    let mut previous = "";
    for (start, line) in folded.lines() {
        for (value, range) in Sentence::new(line, previous).limits() {
            stated.push(Stated {
                value,
                range: folded.origin(start + range.start..start + range.end),
            });
        }
        previous = line;
    }
    stated
}

/// Whether a response header of this name tells about call limits. `Retry-After` does under 429 and 503 only.
///
/// `RateLimit` and `RateLimit-Policy` are those of draft-ietf-httpapi-ratelimit-headers, the others of its early versions
/// or of use.
pub fn is_rate_limit_header(name: &str) -> bool {
    let name = name.trim().to_ascii_lowercase();
    let name = name.strip_prefix("x-").unwrap_or(&name);
    let rest = name.strip_prefix("ratelimit").or_else(|| name.strip_prefix("rate-limit"));
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('-')) || name == "retry-after"
}

/// The first quota of a `RateLimit-Policy` value: `"default";q=100;w=60` since draft 08, `100;w=60` before.
pub fn policy_header(value: &str) -> Option<CallLimit> {
    value.split(',').find_map(|policy| {
        let mut amount = None;
        let mut period_s = None;
        for (index, part) in policy.split(';').map(str::trim).enumerate() {
            match part.split_once('=') {
                Some(("q", quota)) => amount = quota.trim().parse().ok(),
                Some(("w", window)) => period_s = window.trim().parse().ok(),
                Some(("qu", unit)) if unit.trim_matches('"') != "requests" => return None,
                None if index == 0 => amount = part.parse().ok(),
                _ => {}
            }
        }
        let period_s = period_s.filter(|period_s| *period_s > 0)?;
        Some(CallLimit::Number { amount: amount?, period_s, scope: None })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINUTE: u64 = 60;
    const DAY: u64 = 86_400;
    const YEAR: u64 = 31_536_000;

    #[track_caller]
    fn states(text: &str, amount: u64, period_s: u64, scope: Option<Scope>) {
        let limits: Vec<_> = call_limits(text).into_iter().map(|stated| stated.value).collect();
        assert_eq!(limits, [CallLimit::Number { amount, period_s, scope }], "{text}");
    }

    #[track_caller]
    fn says(text: &str, expected: &[CallLimit]) {
        let limits: Vec<_> = call_limits(text).into_iter().map(|stated| stated.value).collect();
        assert_eq!(limits, expected, "{text}");
    }

    #[test]
    fn numbers_that_producers_write() {
        use Scope::{Ip, Key};
        states(
            "Vous pouvez appeler l'API jusqu'à 50 fois par seconde et par adresse IP.",
            50,
            1,
            Some(Ip),
        );
        states("Combien d'appels ? 10 000 par jour, ça suffit largement.", 10_000, DAY, None);
        states("## Quotas\n\n- 10 000 par jour et par clé", 10_000, DAY, Some(Key));
        states("Débit : 5 appels simultanés, 20 par minute.", 20, MINUTE, None);
        states("Merci de limiter vos interrogations à une toutes les 10 secondes.", 1, 10, None);
        states("You may call the API up to 50 times per second.", 50, 1, None);
        says(
            "Des limitations de débit sont appliquées : le code HTTP 429 est renvoyé.",
            &[CallLimit::Mechanism],
        );
        says("La base est mise à jour jusqu'à 3 fois par jour.", &[]);
        says("Combien de ponts ? 10 000 par département.", &[]);
        says("## Quotas de pêche\n\n10 000 tonnes par an", &[]);
        says("Le débit de la Loire est limité à l'amont.", &[]);
        says("Le débit limite est de 10 requêtes simultanées.", &[CallLimit::Mechanism]);
        says("Le débit est limité : une erreur 429 est renvoyée.", &[CallLimit::Mechanism]);
        says("L'API donne le débit limite de chaque rivière.", &[]);
        says("Le débit est limité à l'aval par un barrage.", &[]);
        says("Le débit est plafonné par l'écluse.", &[]);
        states("L'API peut être appelée au maximum 50 fois par seconde.", 50, 1, None);
        states("The API may be called up to 20 times per minute.", 20, MINUTE, None);
        says(
            "Un usager peut demander jusqu'à 2 fois par jour la révision ; appelez la mairie.",
            &[],
        );
        says("Un usager peut appeler la mairie jusqu'à 2 fois par jour.", &[]);
        says("You may request up to 3 times per year a copy of your file.", &[]);
        says("You may request up to 3 times per day a copy of your file.", &[]);
        says("L'API peut être appelée au maximum 2 fois par an.", &[]);
        says("## Quotas\n\n2 par an sont révisés par la préfecture.", &[]);
        says("## Quotas\n\n2 par jour sont révisés par la préfecture.", &[]);
        says("## Quotas\n\n- 200 par an", &[]);
    }

    #[test]
    fn blanks_are_passed_once() {
        says(&format!("Les appels{}s", " ".repeat(1_000_000)), &[]);
        says(&format!("Les appels{}", " s".repeat(500_000)), &[]);
    }

    #[test]
    fn numbers_of_the_catalogue() {
        use Scope::{Asn, Ip, Key, Partner, Token, User};
        states("50 appels / seconde / IP", 50, 1, Some(Ip));
        states(
            "L'API est disponible à hauteur de 50 appels par seconde et par adresse IP.",
            50,
            1,
            Some(Ip),
        );
        states("20 appels / seconde / jeton", 20, 1, Some(Token));
        states(
            "L'API est disponible à hauteur de 20 appels par secondes et par jeton d'accès.",
            20,
            1,
            Some(Token),
        );
        states("1000 requêtes/min par IP", 1000, MINUTE, Some(Ip));
        states("10 requêtes/**s**", 10, 1, None);
        states(
            "Actuellement, le nombre d’appels à l’API est limité à 7 appels par seconde",
            7,
            1,
            None,
        );
        states(
            "L'usage est soumis à une limite de 30 interrogations par minute.",
            30,
            MINUTE,
            None,
        );
        states("500 appels/minute", 500, MINUTE, None);
        states(
            "le quota par partenaire est fixé à 200 appels à la minute.",
            200,
            MINUTE,
            Some(Partner),
        );
        states(
            "le quota par partenaire est fixé à 1 000 appels à la minute.",
            1000,
            MINUTE,
            Some(Partner),
        );
        states("2000 appels / 10 minutes / IP", 2000, 600, Some(Ip));
        states("5000 appels / jour / IP", 5000, DAY, Some(Ip));
        states(
            "Le nombre d'appels API est limité à 5000 appels par adresse IP et par jour.",
            5000,
            DAY,
            Some(Ip),
        );
        states(
            "le nombre de requêtes par adresse IP est limitée à 1000 par minute.",
            1000,
            MINUTE,
            Some(Ip),
        );
        states(
            "dans la limite de 2M requêtes par an (10 000 pour un usage professionnel).",
            2_000_000,
            YEAR,
            None,
        );
        states("2M appels / an / jeton", 2_000_000, YEAR, Some(Token));
        states("de 5  à 20 appels / seconde", 20, 1, None);
        states("Vous pouvez effectuer au maximum 50 appels par minutes.", 50, MINUTE, None);
        states("La limite pour l'envoi est de 20000 requêtes par minute.", 20_000, MINUTE, None);
        states(
            "Une limite de 30 requêtes par seconde par ASN est aussi en place.",
            30,
            1,
            Some(Asn),
        );
        states(
            "L'API accepte **au maximum 7 requêtes par seconde** par adresse IP.",
            7,
            1,
            Some(Ip),
        );
        states("La limite est fixée à 1000 appels par jour par clé d'API.", 1000, DAY, Some(Key));
        states("6500_appels_par_min", 6500, MINUTE, None);
        states("2 millions de transactions par an au maximum", 2_000_000, YEAR, None);
        states("limité à 100 requêtes par utilisateur et par heure", 100, 3600, Some(User));
    }

    #[test]
    fn ceilings_have_a_period() {
        states("Le quota journalier est de 5 000 requêtes.", 5_000, DAY, None);
        states("Quota journalier : 10 000 appels.", 10_000, DAY, None);
        states("Limite journalière : 5000 requêtes par clé", 5_000, DAY, Some(Scope::Key));
        states("Quota mensuel de 100 000 appels", 100_000, 30 * DAY, None);
        states("Plafond de requêtes : 100 par minute.", 100, MINUTE, None);
        says("L'API n'applique aucun plafond de requêtes.", &[CallLimit::Unlimited]);
        says("L'API est soumise à un plafond de requêtes.", &[CallLimit::Mechanism]);
        says("Le nombre mensuel de prêts est de 3 000.", &[]);
        says("Le volume mensuel est de 12 000 appels en moyenne.", &[]);
    }

    #[test]
    fn other_ways_to_say_a_number() {
        use Scope::{Client, Ip, Key, Token, User};
        states("Up to 60 requests per minute per token.", 60, MINUTE, Some(Token));
        states("Each client is limited to 10 calls every 5 seconds.", 10, 5, Some(Client));
        states("Rate limit: 100/min", 100, MINUTE, None);
        states("Quota: 5,000 requests per hour per API key", 5000, 3600, Some(Key));
        states("10 req/s/IP", 10, 1, Some(Ip));
        states("Default: 2 Queries Per Second (QPS)", 2, 1, None);
        states("Limited to 10 rps", 10, 1, None);
        states("1000 daily requests", 1000, DAY, None);
        states("at most 5 requests in 10 seconds", 5, 10, None);
        states("100 requests per 15-minute window", 100, 900, None);
        states("Nombre maximal d'appels par minute : 60", 60, MINUTE, None);
        states("The number of requests per second is limited to 10.", 10, 1, None);
        states("Pas plus d'une requête par seconde", 1, 1, None);
        states("cinquante appels maximum par minute et par utilisateur", 50, MINUTE, Some(User));
        states("Max 3 requêtes toutes les 10 minutes", 3, 600, None);
        states("quota de 1000 appels quotidiens", 1000, DAY, None);
        states("100 requêtes par tranche de 24 heures", 100, DAY, None);
        states("ne pas dépasser 5 requêtes à la seconde", 5, 1, None);
    }

    #[test]
    fn the_words_are_shown_where_they_stand() {
        let text = "L'API accepte **au maximum\u{a0}7&nbsp;requ&ecirc;tes par seconde** (par IP).";
        let limits = call_limits(text);
        assert_eq!(&text[limits[0].range.clone()], "7&nbsp;requ&ecirc;tes par seconde** (par IP");
        let range = &call_limits("Voici : de 5 à 20 appels / seconde.")[0].range;
        assert_eq!(*range, 8..35);
    }

    #[test]
    fn no_limit_at_all() {
        use CallLimit::Unlimited;
        says("illimité", &[Unlimited]);
        says("Unlimited", &[Unlimited]);
        says(
            "Votre volume d'utilisation de l'API n'est pas limité par défaut mais fait l'objet d'une déclaration.",
            &[Unlimited],
        );
        says("Le nombre d'appels est illimité.", &[Unlimited]);
        says("There is no rate limit.", &[Unlimited]);
        says("The number of calls is not limited.", &[Unlimited]);
        says("Il n'y a pas de limite au nombre de requêtes.", &[Unlimited]);
        says("Il n'y a aucune restriction sur le nombre d'appels.", &[Unlimited]);
    }

    #[test]
    fn a_mechanism_without_a_number() {
        use CallLimit::Mechanism;
        says("Les appels API sont limités par quotas par jetons d'accès.", &[Mechanism]);
        says("Trop de requêtes.", &[Mechanism]);
        says("Too Many Requests. Please slow down.", &[Mechanism]);
        says("Le quota d'appel souscrit a été dépassé.", &[Mechanism]);
        says("La limite de requêtes autorisées a été dépassée", &[Mechanism]);
        says("**Rate limiting** : endpoint soumis à limitation de débit", &[Mechanism]);
        says("Les limites de volumétrie sont détaillées ici :", &[Mechanism]);
        says("nombre de requêtes jusqu'à la réinitialisation du quota", &[Mechanism]);
    }

    #[test]
    fn what_is_announced_is_no_number_yet() {
        use CallLimit::Mechanism;
        says("À partir de 2027, le nombre d'appels sera limité à 10 par seconde.", &[Mechanism]);
        says("Dès le 1er mars, l'API sera limitée à 50 requêtes par minute.", &[Mechanism]);
        says("From 2027, calls will be limited to 10 per second.", &[Mechanism]);
        states("Depuis 2024, l'API est limitée à 50 requêtes par minute.", 50, MINUTE, None);
        states("Votre compte sera limité à 50 requêtes par minute.", 50, MINUTE, None);
    }

    #[test]
    fn what_is_no_call_limit() {
        for text in [
            "Le nombre de thèses remontées est limité à 100 000",
            "Volumétrie inconnue",
            "Incluses dans la convention",
            "Limitation à 500 réponses pour la recherche de communes",
            "La recherche est limitée à 100 résultats par page.",
            "La taille du fichier est limitée à 10 Mo par requête.",
            "ouvert de 0h-24h, 7j/7j",
            "Données mises à jour tous les 15 jours",
            "amélioration pour tenir la charge (10 appels/s en moyenne)",
            "jusqu'à 200 identifiants par appel",
            "L'API reçoit plus de 3 millions de requêtes par mois.",
            "Over 2 million calls per day were served last year.",
            "Ces clés n'ont pas de durée de vie limitée",
            "Une requête par commune, 3 fois par jour",
            "Le volume de résultats n'est pas limité",
            "quotas de pêche par navire et par an",
            "Le service répond en moins de 100 ms par requête.",
            "Un appel par jour suffit.",
            "vitesse limitée à 50 km/h",
            "Le médecin réalise 20 consultations par jour",
            "Réessayez après 30 secondes.",
            "L'utilisation de l'API est limitée aux agents.",
            "délai de 3 secondes par requête, limite de 2 heures par jour",
            "Le numéro vert traite 500 appels par jour.",
            "Paginer par 100 éléments",
            "L'API impose un quota de 10 fichiers par jour et par utilisateur.",
            "Quota journalier : 10 fichiers par jeton",
        ] {
            says(text, &[]);
        }
    }

    #[test]
    fn headers() {
        for name in [
            "RateLimit",
            "ratelimit-policy",
            "RateLimit-Limit",
            "X-RateLimit-Remaining",
            "X-Rate-Limit-Reset",
            "Retry-After",
        ] {
            assert!(is_rate_limit_header(name), "{name}");
        }
        for name in ["X-Total-Count", "RateLimited", "ETag", "X-Request-Id", "Limit"] {
            assert!(!is_rate_limit_header(name), "{name}");
        }
        let number = |amount, period_s| Some(CallLimit::Number { amount, period_s, scope: None });
        assert_eq!(policy_header(r#""default";q=100;w=60"#), number(100, 60));
        assert_eq!(policy_header("100;w=60"), number(100, 60));
        assert_eq!(policy_header("10, 10;w=1, 50;w=60"), number(10, 1));
        assert_eq!(policy_header(r#""bytes";q=65535;qu="content-bytes";w=10"#), None);
        assert_eq!(policy_header("limit=100, remaining=50, reset=30"), None);
        assert_eq!(policy_header("50"), None);
    }
}
