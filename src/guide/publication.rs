//! `published-url`: the description is published at a URL (G09: « peuvent être publiés sur une url »).
//! `hosted-by-producer`: the producer hosts it (G10: « de préférence hébergée par le producteur »).
//!
//! A file does not know where it is published. One that was read at a URL is; where another is, only a person can say.

use super::prose::host::host_fault;
use super::{Assessment, Criterion, Evidence, Extracted, Inspection, Strength, Title, Verdict};
use crate::description::{Description, servers};
use crate::diagnostic::Text;

pub(super) static PUBLISHED: Criterion = Criterion {
    id: "published-url",
    guide: &["G09"],
    strength: Strength::Recommendation,
    title: Title {
        en: "The description is published at a URL",
        fr: "La description est publiée à une URL",
    },
    assess: assess_publication,
};

pub(super) static HOSTED: Criterion = Criterion {
    id: "hosted-by-producer",
    guide: &["G10"],
    strength: Strength::Recommendation,
    title: Title {
        en: "The producer hosts the description",
        fr: "La description est hébergée par le producteur",
    },
    assess: assess_host,
};

fn assess_publication(inspection: &Inspection<'_>) -> Assessment {
    let description = inspection.description;
    match read_at(description) {
        Some(evidence) => PUBLISHED.met(vec![evidence]),
        None => PUBLISHED.judged(Verdict::ToDeclare, Vec::new(), Vec::new()),
    }
}

fn assess_host(inspection: &Inspection<'_>) -> Assessment {
    let description = inspection.description;
    let Some(evidence) = read_at(description) else {
        return HOSTED.judged(Verdict::ToDeclare, Vec::new(), Vec::new());
    };
    match keeper(&evidence.excerpt, &addresses(description)) {
        Keeper::Producer => HOSTED.met(vec![evidence]),
        // Read at somebody else's, it may be published by the producer as well.
        Keeper::Other(_) | Keeper::Unknown => {
            HOSTED.judged(Verdict::ToDeclare, vec![evidence], Vec::new())
        }
    }
}

/// The public URL that the description was read at.
fn read_at(description: &Description) -> Option<Evidence> {
    let uri = &description.entry().source.uri;
    let host = host_of(uri.as_str()).filter(|_| uri.is_remote())?;
    let node = description.version_field();
    let url = uri.as_str().to_owned();
    // The place is that of the text: none in it says where it stands.
    let evidence = Evidence { at: None, ..Evidence::at(node, url.clone()) };
    host_fault(&host).is_none().then(|| evidence.extracting(Extracted::Url(url)))
}

/// Who keeps the file at a URL.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Keeper {
    /// The producer: it has the domain of the API or of its contact.
    Producer,
    /// Somebody else, and why that is a pity.
    Other(Text),
    /// The host alone does not tell.
    Unknown,
}

/// Hosts that keep files for others, and whole domains of theirs.
const KEEPERS: &[&str] = &[
    "api.gouv.fr",
    "raw.githubusercontent.com",
    "githubusercontent.com",
    "github.com",
    "gitlab.com",
    "bitbucket.org",
    "swaggerhub.com",
    "postman.com",
    "getpostman.com",
    "stoplight.io",
    "apiary.io",
    "pastebin.com",
];

/// Who keeps the file at this URL, where the API is called and written to at these URLs and addresses.
pub(super) fn keeper(url: &str, addresses: &[String]) -> Keeper {
    let Some(host) = host_of(url) else { return Keeper::Unknown };
    let own = registrable(&host);
    if addresses.iter().filter_map(|address| host_of(address)).any(|host| registrable(&host) == own)
    {
        return Keeper::Producer;
    }
    let is_of = |keeper: &&&str| {
        host == **keeper || host.strip_suffix(**keeper).is_some_and(|rest| rest.ends_with('.'))
    };
    // A service of the State may have its own host below api.gouv.fr.
    let is_own_name = |keeper: &&&str| {
        **keeper == "api.gouv.fr" && host != "api.gouv.fr" && host != "www.api.gouv.fr"
    };
    match KEEPERS.iter().filter(|keeper| !is_own_name(keeper)).find(is_of) {
        Some(_) => Keeper::Other(Text::new(
            format!(
                "The description is published on {host}: the guide prefers that its producer host it"
            ),
            format!(
                "La description est publiée sur {host}\u{a0}: le guide préfère que le producteur l'héberge"
            ),
        )),
        None => Keeper::Unknown,
    }
}

/// Where the API is called, and where its team is written to.
pub(super) fn addresses(description: &Description) -> Vec<String> {
    let mut addresses: Vec<String> =
        servers(description).into_iter().map(|server| server.url).collect();
    let email =
        description.root().get("info").and_then(|info| info.get("contact")?.get("email")?.scalar());
    addresses.extend(email.map(str::to_owned));
    addresses
}

/// The host of a URL or of an e-mail address, in lower case.
fn host_of(address: &str) -> Option<String> {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?.split(':').next()?.trim().to_ascii_lowercase();
    (host.contains('.') && host_fault(&host).is_none()).then_some(host)
}

/// Endings under which anyone may have a name of their own.
const SHARED: &[&str] = &[
    "gouv.fr",
    "asso.fr",
    "com.fr",
    "nom.fr",
    "prd.fr",
    "tm.fr",
    "co.uk",
    "gov.uk",
    "ac.uk",
    "github.io",
    "gitlab.io",
    "opendatasoft.com",
    "readthedocs.io",
    "herokuapp.com",
    "scalingo.io",
    "osc-fr1.scalingo.io",
    "netlify.app",
    "vercel.app",
];

/// The part of a host that belongs to one owner: `culture.gouv.fr`, `ign.fr`.
fn registrable(host: &str) -> String {
    let labels: Vec<&str> = host.rsplit('.').collect();
    let ending =
        |count: usize| labels.iter().take(count).rev().copied().collect::<Vec<_>>().join(".");
    let shared = (2..labels.len()).rev().find(|count| SHARED.contains(&ending(*count).as_str()));
    ending(shared.map_or(2, |count| count + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_has_one_owner() {
        for (host, owner) in [
            ("api.bibliotheques.culture.gouv.fr", "culture.gouv.fr"),
            ("culture.gouv.fr", "culture.gouv.fr"),
            ("data.geopf.fr", "geopf.fr"),
            ("a.osc-fr1.scalingo.io", "a.osc-fr1.scalingo.io"),
            ("x.a.github.io", "a.github.io"),
        ] {
            assert_eq!(registrable(host), owner, "{host}");
        }
    }

    #[test]
    fn the_producer_is_known_by_its_domain() {
        let own = ["https://api.culture.gouv.fr/v1".to_owned(), "api@culture.gouv.fr".to_owned()];
        let is_other = |url: &str| matches!(keeper(url, &own), Keeper::Other(_));
        assert_eq!(keeper("https://docs.culture.gouv.fr/openapi.json", &own), Keeper::Producer);
        assert_eq!(keeper("https://openapi.ailleurs.fr/a.json", &own), Keeper::Unknown);
        assert!(is_other("https://raw.githubusercontent.com/culture/api/main/openapi.json"));
        assert!(is_other("https://api.gouv.fr/swaggers/livres.json"));
        assert!(!is_other("https://livres.api.gouv.fr/openapi.json"));
        let git = ["git@github.com".to_owned()];
        assert_eq!(keeper("https://github.com/a/b/openapi.json", &git), Keeper::Producer);
    }
}
