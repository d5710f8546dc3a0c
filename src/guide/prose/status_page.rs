//! Pages and operations that show the state of the service.
//!
//! The guide: « ces statistiques de disponibilité […] doivent être communiquées dans la documentation de l'API » (G14).

use super::link::{self, Link};
use super::normal::Normal;
use super::phrase::{Line, Phrase, phrase};

/// Whether a short text says that an operation tells the health of the service: « état de santé », `health check`.
pub fn speaks_of_health(text: &str) -> bool {
    // A check of health is told in a few words.
    if text.len() > 400 {
        return false;
    }
    let normal = Normal::without_code(text);
    let folded = normal.folded();
    folded.lines().any(|(_, line)| {
        let line = Line::new(line);
        HEALTH.iter().chain(STATES).any(|phrase| line.find(phrase).is_some())
    })
}

/// Whether a link leads to the state of the service: by its words or by its address.
pub(super) fn shows_state(link: &Link<'_>) -> bool {
    let host = link::host(link.url);
    let mut labels = host.split('.');
    let by_host =
        WATCHERS.iter().any(|watcher| host == *watcher || host.ends_with(&format!(".{watcher}")))
            || labels.next().is_some_and(|first| {
                first == "etat"
                    || first.starts_with("etat-des-service")
                    || first.starts_with("etat-service")
                    || first
                        .split('-')
                        .any(|word| matches!(word, "status" | "statut" | "uptime" | "health"))
            });
    let path = link::path(link.url);
    let alone = path.trim_matches('/');
    let by_path = path.contains("/upptime")
        || matches!(alone, "status" | "statut" | "uptime" | "supervision" | "monitoring");
    let label = link.name();
    let says_state = |text: &str| {
        let words = Line::new(text);
        STATES.iter().any(|phrase| words.find(phrase).is_some())
    };
    let by_label = LABELS.contains(&label) || says_state(label);
    // « L'état du service est visible [ici](…) », « État des services : https://… »
    let by_words = link.is_pointer() && says_state(link.before);
    by_host || by_path || by_label || by_words
}

/// Words of which one stands beside or in the address of such a page, unless its host is one of [`WATCHERS`].
#[rustfmt::skip]
pub(super) const WORDS: &[&str] = &[
    "status", "statut", "etat", "uptime", "upptime", "health", "sante", "supervision", "monitoring", "disponibilite",
    "availability",
];

/// Services that watch others.
#[rustfmt::skip]
pub(super) const WATCHERS: &[&str] = &[
    "updown.io", "uptimerobot.com", "instatus.com", "betteruptime.com", "betterstack.com",
    "hyperping.io", "statuspage.io", "statuscake.com", "freshstatus.io", "cachethq.io",
];

/// Labels that are the name of such a page.
#[rustfmt::skip]
const LABELS: &[&str] = &[
    "status", "statut", "status page", "page de statut", "page d'etat", "uptime", "supervision",
    "monitoring", "disponibilite", "availability", "page de status",
];

/// Phrases that say what such a page shows.
#[rustfmt::skip]
pub(super) static STATES: &[Phrase] = &[
    phrase(&[
        &[
            "disponibilite", "statut", "status", "etat", "supervision", "monitoring", "sante",
            "etat de sante",
        ],
        &["en temps reel", ""],
        &[
            "de l'api", "des api", "des apis", "du service", "des services", "de nos services",
            "de la plateforme", "des applications", "des serveurs", "du serveur",
        ],
    ]),
    phrase(&[
        &["status", "availability", "uptime", "health", "monitoring"],
        &["of"], &["the", "our", ""], &["api", "apis", "service", "services", "platform"],
    ]),
    phrase(&[&["api", "service", "services", "platform"], &["status", "uptime", "availability"]]),
    phrase(&[&["status page", "page de statut", "page d'etat des services"]]),
];

/// Phrases that say that an operation tells the health of the service.
#[rustfmt::skip]
static HEALTH: &[Phrase] = &[
    phrase(&[&[
        "etat de sante", "health check", "healthcheck", "health status", "healthy", "health of",
    ]]),
];

#[cfg(test)]
mod tests {
    use super::super::link::links;
    use super::*;

    fn pages(text: &str) -> usize {
        let normal = Normal::without_code(text);
        let folded = normal.folded();
        links(text, &folded, &normal.links).iter().filter(|link| shows_state(link)).count()
    }

    #[test]
    fn pages_of_state() {
        for text in [
            "[Disponibilité du service](https://veille.ponts.fr/12)",
            "Une supervision du service en temps réel se voit [ici](https://ponts.fr/a#b).",
            "<a href=\"https://status-api.ponts.fr/7\">Voir la disponibilité</a>",
            "[Le statut des applications](https://ponts.fr/etat)",
            "État des services : https://ponts.fr/etat",
            "https://etat.ponts.fr",
            "https://etat-des-services.ponts.fr",
            "See https://status.ponts.fr/ for incidents.",
            "Status: https://stats.uptimerobot.com/abc",
            "The [status page](https://ponts.fr/s) lists incidents.",
            "API status: https://ponts.fr/status",
        ] {
            assert_eq!(pages(text), 1, "{text}");
        }
    }

    #[test]
    fn other_pages() {
        for text in [
            "[Liste des statuts](https://ponts.fr/statuts)",
            "https://etat-civil.ponts.fr",
            "Statut du pont : voir https://ponts.fr/nomenclature",
            "[Données disponibles](https://ponts.fr/donnees)",
            "Disponible sur https://ponts.fr",
            "L'état du pont est décrit [ici](https://ponts.fr/etat-des-ponts)",
            "https://api.ponts.fr/ponts/12/status",
            "http://status.localhost/",
        ] {
            assert_eq!(pages(text), 0, "{text}");
        }
    }

    #[test]
    fn health() {
        for text in ["Connaître l'état de santé de l'API", "Service health check", "Healthcheck"]
        {
            assert!(speaks_of_health(text), "{text}");
        }
        for text in ["Statut du pont", "État des ponts", "Liste des statuts", ""] {
            assert!(!speaks_of_health(text), "{text}");
        }
    }
}
