//! `auth-explained`: where the API asks who calls, the description declares how and says where to get the key (G04:
//! « Comment s'en sert-on ? »).

use std::collections::HashSet;

use foldhash::fast::RandomState;

use super::prose::Prose;
use super::prose::credential::{credentials_mentioned, credentials_offered};
use super::prose::host::host_fault;
use super::prose::meaning::is_meaningful;
use super::prose::request::{Request, requests_stated};
use super::prose::unguarded::said_unguarded;
use super::{
    Assessment, Criterion, Evidence, Extracted, Gap, Inspection, Strength, Title, Verdict,
    audience, reading,
};
use crate::description::{Operation, Parameter, Response, SecurityScheme, security_schemes};
use crate::diagnostic::Text;
use crate::document::Node;
use crate::spec::Version;

pub(super) static CRITERION: Criterion = Criterion {
    id: "auth-explained",
    guide: &["G04d"],
    strength: Strength::Prerequisite,
    title: Title {
        en: "How to authenticate is declared and explained",
        fr: "La façon de s'authentifier est déclarée et expliquée",
    },
    assess,
};

/// What shows that the API asks who calls.
pub(super) struct Signs<'d> {
    /// The security schemes that are declared.
    pub(super) schemes: Vec<SecurityScheme<'d>>,
    /// The first parameter that carries a key: its Parameter Object.
    pub(super) key: Option<Node<'d>>,
    /// The first answer that refuses who did not authenticate.
    pub(super) refusal: Option<Response<'d>>,
}

impl<'d> Signs<'d> {
    /// Looks for them.
    pub(super) fn of(inspection: &Inspection<'d>) -> Self {
        let key = parameters(inspection).filter_map(|parameter| {
            let in_header = parameter.location == Some("header");
            let may_be_one = in_header || parameter.is_required();
            parameter.node.filter(|_| may_be_one && audience::carries_a_key(&parameter))
        });
        Self {
            schemes: security_schemes(inspection.description),
            key: key.into_iter().next(),
            refusal: inspection
                .distinct_operations()
                .find_map(|operation| operation.response("401")),
        }
    }

    /// Whether nothing shows it.
    pub(super) fn are_absent(&self) -> bool {
        self.schemes.is_empty() && self.key.is_none() && self.refusal.is_none()
    }
}

fn assess(inspection: &Inspection<'_>) -> Assessment {
    let description = inspection.description;
    let signs = inspection.signs();
    if signs.are_absent() {
        return CRITERION.judged(Verdict::NotApplicable, Vec::new(), Vec::new());
    }
    let explained = explained(inspection, signs);
    let Some(scheme) = signs.schemes.first() else {
        return undeclared(inspection, signs, explained);
    };
    if let Some(evidence) = explained {
        return CRITERION.met(vec![evidence]);
    }
    let name = scheme.name;
    let message = Text::new(
        format!("No sentence was recognised that says how to get the key or the token of `{name}`"),
        format!("Aucune phrase reconnue ne dit comment obtenir la clé ou le jeton de `{name}`"),
    );
    let place = scheme.node.unwrap_or(description.root());
    let evidence = vec![Evidence {
        at: Some(place.key_label()),
        ..Evidence::at(place, place.key().unwrap_or(name).to_owned())
    }];
    CRITERION.judged(Verdict::Partial, evidence, vec![Gap::partial(message, place.key_label())])
}

/// What is said where no scheme is declared.
fn undeclared(
    inspection: &Inspection<'_>,
    signs: &Signs<'_>,
    explained: Option<Evidence>,
) -> Assessment {
    let description = inspection.description;
    let root = description.root();
    let is_swagger = description.version == Version::Oas2;
    let holder = if is_swagger { "securityDefinitions" } else { "components.securitySchemes" };
    if let Some(evidence) = unguarded(inspection) {
        return CRITERION.met(vec![evidence]);
    }
    let told = explained.or_else(|| mentioned(inspection, signs));
    if let Some(evidence) = told {
        let (message, at) = match signs.key.and_then(|key| key.get("name")) {
            Some(name) => {
                let key = name.as_str().unwrap_or_default();
                let message = Text::new(
                    format!("`{key}` carries a key: declare it in `{holder}`"),
                    format!("`{key}` porte une clé\u{a0}: déclarez-la dans `{holder}`"),
                );
                (message, name.label())
            }
            None => {
                let message = Text::new(
                    format!("Authentication is told in words only: declare it in `{holder}`"),
                    format!(
                        "L'authentification n'est dite qu'en mots\u{a0}: déclarez-la dans `{holder}`"
                    ),
                );
                let place = root.get("components").filter(|_| !is_swagger);
                (message, place.unwrap_or(description.version_field()).key_label())
            }
        };
        let gap = Some(Gap::partial(message, at));
        return CRITERION.lacking(description, Verdict::Partial, vec![evidence], gap);
    }
    let (message, at) = match (signs.key.and_then(|key| key.get("name")), &signs.refusal) {
        (Some(name), _) => {
            let key = name.as_str().unwrap_or_default();
            let message = Text::new(
                format!("`{key}` carries a key, and nothing says which or how to get it"),
                format!("`{key}` porte une clé, et rien ne dit laquelle ni comment l'obtenir"),
            );
            (message, name.label())
        }
        (None, refusal) => {
            let message = Text::new(
                "A 401 answer shows that callers must authenticate, and nothing says how",
                "Une réponse 401 montre qu'il faut s'authentifier, et rien ne dit comment",
            );
            let place = refusal.as_ref().map_or(root, |response| response.written);
            (message, place.key_label())
        }
    };
    let gap = Some(Gap::missing(message, at));
    CRITERION.lacking(description, Verdict::Missing, Vec::new(), gap)
}

/// Where it is said how to get what is asked for: a sentence, or the address that gives tokens.
fn explained(inspection: &Inspection<'_>, signs: &Signs<'_>) -> Option<Evidence> {
    let of_headers = of_headers(inspection);
    let texts = || inspection.passages().iter().chain(&of_headers);
    let told = texts().find_map(|(node, prose)| {
        let stated = credentials_offered(prose).into_iter().next()?;
        Some(Evidence::in_text(*node, stated.range))
    });
    // Who says where to ask for access says where the key comes from.
    let asked = || {
        texts().find_map(|(node, prose)| {
            let stated = requests_stated(prose, Some(&Request::Mentioned)).into_iter().next()?;
            Some(Evidence::in_text(*node, stated.range))
        })
    };
    let addressed = || signs.schemes.iter().find_map(|scheme| token_address(scheme.node?));
    told.or_else(addressed).or_else(asked)
}

/// Where it is said of the whole API that nobody has to say who they are, and no scheme or key says otherwise.
pub(super) fn unguarded(inspection: &Inspection<'_>) -> Option<Evidence> {
    let signs = inspection.signs();
    if !signs.schemes.is_empty() || signs.key.is_some() {
        return None;
    }
    reading::of_info(inspection.description).into_iter().find_map(|passage| {
        let stated = said_unguarded(inspection.prose_of(passage.node)?).into_iter().next()?;
        Some(Evidence::in_text(passage.node, stated.range))
    })
}

/// The real address where tokens are given: `tokenUrl`, `authorizationUrl`, `openIdConnectUrl`.
fn token_address(scheme: Node<'_>) -> Option<Evidence> {
    let flows = scheme.get("flows").map(Node::children).into_iter().flatten();
    let holders = flows.chain([scheme]);
    let mut urls = holders.flat_map(|holder| {
        ["tokenUrl", "authorizationUrl", "deviceAuthorizationUrl", "openIdConnectUrl"]
            .into_iter()
            .filter_map(move |field| holder.get(field))
    });
    urls.find_map(|node| {
        let url = node.as_str()?.trim();
        let (_, rest) = url.split_once("://")?;
        let host = rest.split(['/', '?', '#']).next().unwrap_or(rest);
        host_fault(host)
            .is_none()
            .then(|| Evidence::at(node, url.to_owned()).extracting(Extracted::Url(url.to_owned())))
    })
}

/// Where a credential is at least spoken of: the parameter that carries it, the texts, the refusals.
fn mentioned(inspection: &Inspection<'_>, signs: &Signs<'_>) -> Option<Evidence> {
    let of_key = signs.key.and_then(|key| {
        let name = key.get("name").and_then(Node::as_str).unwrap_or_default();
        let node = key.get("description")?;
        is_meaningful(node.as_str()?, &[name])
            .then(|| Evidence::at(node, node.as_str().unwrap_or_default().trim().to_owned()))
    });
    let refusals = inspection.distinct_operations().flat_map(Operation::responses);
    let of_refusals = refusals
        .filter(|response| matches!(response.status, "401" | "403"))
        .filter_map(|response| response.node?.get("description"));
    of_key.or_else(|| {
        let of_refusals = of_refusals.filter_map(|node| Some((node, Prose::of(node.as_str()?))));
        let others: Vec<_> = of_headers(inspection).into_iter().chain(of_refusals).collect();
        inspection.passages().iter().chain(&others).find_map(|(node, prose)| {
            let stated = credentials_mentioned(prose).into_iter().next()?;
            Some(Evidence::in_text(*node, stated.range))
        })
    })
}

/// The texts that may say where the key comes from beside the API's own and the operations': those of headers, and that of the
/// parameter which carries it.
pub(super) fn of_keys<'d>(inspection: &Inspection<'d>) -> Vec<(Node<'d>, Prose<'d>)> {
    let key = inspection.signs().key.and_then(|key| key.get("description"));
    let of_key = key.and_then(|node| Some((node, Prose::of(node.as_str()?))));
    of_headers(inspection).into_iter().chain(of_key).collect()
}

/// The texts that may speak of credentials beside the API's own and the operations': those of headers.
fn of_headers<'d>(inspection: &Inspection<'d>) -> Vec<(Node<'d>, Prose<'d>)> {
    let nodes = parameters(inspection).filter_map(|parameter| {
        parameter.get("description").filter(|_| parameter.location == Some("header"))
    });
    nodes.filter_map(|node| Some((node, Prose::of(node.as_str()?)))).collect()
}

/// The parameters of the operations, each Parameter Object once.
fn parameters<'d>(inspection: &Inspection<'d>) -> impl Iterator<Item = Parameter<'d>> {
    let mut seen = HashSet::with_hasher(RandomState::default());
    let lists = inspection.distinct_operations().map(|operation| inspection.parameters(operation));
    let all = lists.flat_map(|list| (0..list.len()).map(move |rank| list[rank]));
    all.filter(move |parameter| parameter.node.is_some_and(|node| seen.insert(node.target().id())))
}
