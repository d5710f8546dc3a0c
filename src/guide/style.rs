//! `rest-style`: the API offers resources (G05: « API REST : un standard recommandé et répandu »).

use std::collections::HashMap;

use foldhash::fast::RandomState;

use super::prose::action::names_an_action;
use super::{
    Assessment, Criterion, Evidence, Extracted, Gap, Inspection, Strength, Title, Verdict,
};
use crate::description::Operation;
use crate::diagnostic::Text;
use crate::document::Node;

pub(super) static CRITERION: Criterion = Criterion {
    id: "rest-style",
    guide: &["G05"],
    strength: Strength::Recommendation,
    title: Title { en: "The API follows the REST style", fr: "L'API suit le style REST" },
    assess,
};

/// How calls are thought of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Resources, and what HTTP does to them.
    Rest,
    /// Procedures to call.
    Rpc,
    /// Messages of SOAP.
    Soap,
    /// Queries in GraphQL.
    GraphQl,
}

/// From how many operations the share of actions tells a style.
const FEW: usize = 3;

fn assess<'d>(inspection: &Inspection<'d>) -> Assessment {
    let description = inspection.description;
    let operations = inspection.operations();
    let Some(first) = operations.first() else {
        return CRITERION.judged(Verdict::NotApplicable, Vec::new(), Vec::new());
    };
    let paths = description.root().get("paths").unwrap_or(first.path_node);
    // Many paths share their segments.
    let mut known = HashMap::with_hasher(RandomState::default());
    let mut is_action = |segment| *known.entry(segment).or_insert_with(|| names_an_action(segment));
    let mut is_an_action =
        |operation: &&Operation<'d>| operation.path.split('/').any(&mut is_action);
    let actions: Vec<&Operation<'_>> = operations.iter().filter(&mut is_an_action).collect();
    let (count, all) = (actions.len(), operations.len());
    let mostly = |matches: &dyn Fn(&Operation<'d>) -> bool| {
        // Half of the others tell that it is not so.
        let others = operations.iter().filter(|operation| !matches(operation));
        others.take(all.div_ceil(2)).count() * 2 < all
    };
    let posts = operations.iter().filter(|operation| operation.method == "post").count();
    let style = if mostly(&|operation| is_graphql(operation)) {
        Style::GraphQl
    } else if mostly(&|operation| is_soap(inspection, operation)) {
        Style::Soap
    } else if mostly(&|operation| is_json_rpc(operation))
        || (all >= FEW && posts * 10 >= all * 8 && count * 2 >= all)
    {
        Style::Rpc
    } else {
        Style::Rest
    };
    let decisive = actions.first().copied().filter(|_| style != Style::GraphQl).unwrap_or(first);
    let shown = decisive.path_node;
    let evidence = Evidence::at(shown, decisive.path.to_owned())
        .placed(shown.key_label(), decisive.path.to_owned())
        .extracting(Extracted::Style(style));
    let message = match style {
        // One action among ten resources is no other style.
        Style::Rest if count * 10 <= all => return CRITERION.met(vec![evidence]),
        Style::Rest => {
            let name = decisive.name();
            let message = if count == 1 {
                Text::new(
                    format!("1 of {all} operations names an action, not a resource: {name}"),
                    format!(
                        "1 opération sur {all} nomme une action, pas une ressource\u{a0}: {name}"
                    ),
                )
            } else {
                Text::new(
                    format!("{count} of {all} operations name an action, not a resource: {name}…"),
                    format!(
                        "{count} opérations sur {all} nomment une action, pas une ressource\u{a0}: {name}…"
                    ),
                )
            };
            return CRITERION.judged(
                Verdict::Partial,
                vec![evidence],
                vec![Gap::partial(message, paths.key_label())],
            );
        }
        Style::Rpc => Text::new(
            "The API is a list of procedures to call, not of resources: the guide recommends REST",
            "L'API est une liste de procédures à appeler, pas de ressources\u{a0}: le guide recommande REST",
        ),
        Style::Soap => Text::new(
            "The API speaks SOAP: the guide recommends REST",
            "L'API parle SOAP\u{a0}: le guide recommande REST",
        ),
        Style::GraphQl => Text::new(
            "The API speaks GraphQL: the guide recommends REST",
            "L'API parle GraphQL\u{a0}: le guide recommande REST",
        ),
    };
    CRITERION.judged(
        Verdict::Missing,
        vec![evidence],
        vec![Gap::missing(message, paths.key_label())],
    )
}

fn is_graphql(operation: &Operation<'_>) -> bool {
    let last = operation.path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    last.eq_ignore_ascii_case("graphql")
}

/// A `SOAPAction` header, a body of SOAP, a path of a SOAP server.
fn is_soap<'d>(inspection: &Inspection<'d>, operation: &Operation<'d>) -> bool {
    let by_header = || {
        inspection
            .parameters(operation)
            .iter()
            .any(|parameter| parameter.name.is_some_and(|n| n.eq_ignore_ascii_case("soapaction")))
    };
    let by_body = || {
        let body = operation.body();
        body.is_some_and(|body| {
            body.payloads.iter().any(|payload| {
                payload.media_type.is_some_and(|t| t.starts_with("application/soap"))
            })
        })
    };
    let extension = operation.path.rsplit(['.', '?']).next().unwrap_or_default();
    let of_soap = ["asmx", "wsdl"].iter().any(|known| extension.eq_ignore_ascii_case(known));
    of_soap || by_header() || by_body()
}

/// A body with the member `jsonrpc` (JSON-RPC 2.0, §4).
fn is_json_rpc(operation: &Operation<'_>) -> bool {
    let body = operation.body();
    body.is_some_and(|body| {
        body.payloads.iter().any(|payload| {
            let schema = payload.schema.and_then(|schema| operation.description.follow(schema));
            schema
                .and_then(|schema| schema.get("properties"))
                .and_then(|properties: Node<'_>| properties.get("jsonrpc"))
                .is_some()
        })
    })
}
