//! `openapi-valid`: the document follows the version of OpenAPI that it names (G28), as far as the reader and the tables of
//! the specification tell. What rules say one by one is judged here and not said again.

use super::{Assessment, Criterion, Evidence, Gap, Inspection, Strength, Title, Verdict};
use crate::description::{Lack, Stray, lacks, objects, strays};
use crate::diagnostic::Text;
use crate::spec::ObjectName;

pub(super) static CRITERION: Criterion = Criterion {
    id: "openapi-valid",
    guide: &["G28"],
    strength: Strength::Standard,
    title: Title {
        en: "The document follows the OpenAPI specification",
        fr: "Le document respecte la spécification OpenAPI",
    },
    assess,
};

/// The names that the finding gives, of each sort, and the characters of one.
const NAMED: usize = 3;
const LONGEST: usize = 40;

/// Letters shown of what is wrong.
const EXCERPT: usize = 80;

/// Problems of reading after which tools show another API, or none.
const BREAKING: &[&str] = &[
    "duplicate-key",
    "ref-resolves",
    "several-documents",
    "syntax-error",
    "value-type",
    "yaml-anchor-cycle",
];

/// Those that the specification has nothing to say of: a file that may be there for others, a rounded number.
const FOREIGN: &[&str] = &["number-precision", "ref-outside"];

/// Names of fields, each once, and how many fields there are.
#[derive(Default)]
struct Fields {
    names: Vec<String>,
    count: usize,
}

impl Fields {
    fn add(&mut self, name: &str) {
        self.count += 1;
        let is_new = || {
            let name: String = name.chars().take(LONGEST).collect();
            (!self.names.contains(&name)).then_some(name)
        };
        if self.names.len() < NAMED {
            self.names.extend(is_new());
        }
    }

    /// `a`, `b`…
    fn named(&self) -> String {
        let names: Vec<String> = self.names.iter().map(|name| format!("`{name}`")).collect();
        let more = if self.count > self.names.len() { "…" } else { "" };
        format!("{}{more}", names.join(", "))
    }
}

fn assess(inspection: &Inspection<'_>) -> Assessment {
    let description = inspection.description;
    let problems = description.problems();
    let kinds = || {
        let told = problems.iter().map(|problem| problem.kind);
        told.chain(description.kinds_left_out())
    };
    let mut is_broken = kinds().any(|kind| BREAKING.contains(&kind));
    let mut unknown = Fields::default();
    for Stray { name, .. } in strays(description) {
        unknown.add(name);
    }
    let mut absent = Fields::default();
    for object in objects(description) {
        for lack in lacks(&object) {
            let name = match lack {
                Lack::Field(field) => field.name,
                Lack::OneOf(fields) => fields[0],
            };
            absent.add(name);
            // A response without words is drawn without words.
            is_broken |= (object.kind.name, name) != (ObjectName::Response, "description");
        }
    }
    let told = unknown.count + absent.count;
    let field = description.version_field();
    let key = field.key().unwrap_or_default();
    let evidence = vec![Evidence::at(field, format!("{key}: {}", description.version_text))];
    if told == 0 {
        let is_odd = kinds().any(|kind| !FOREIGN.contains(&kind));
        let verdict = match (is_broken, is_odd) {
            (true, _) => Verdict::Missing,
            (false, true) => Verdict::Partial,
            (false, false) => Verdict::Met,
        };
        // What its own rule tells is not repeated: its place.
        let is_blamed = |kind: &str| match verdict {
            Verdict::Met => false,
            Verdict::Missing => BREAKING.contains(&kind),
            _ => !FOREIGN.contains(&kind),
        };
        let problem = problems.iter().find(|problem| is_blamed(problem.kind));
        let evidence = problem.map_or(evidence, |problem| {
            let text = description.source(problem.at.span.source).slice(problem.at.span);
            let excerpt = text.lines().next().unwrap_or_default().chars().take(EXCERPT).collect();
            vec![Evidence { at: Some(problem.at.clone()), ..Evidence::at(field, excerpt) }]
        });
        return CRITERION.judged(verdict, evidence, Vec::new());
    }
    let verdict = if is_broken { Verdict::Missing } else { Verdict::Partial };
    let message = message(&unknown, &absent, description.version.table().name);
    let gap = Gap { is_partial: !is_broken, ..Gap::missing(message, field.label()) };
    CRITERION.judged(verdict, evidence, vec![gap])
}

fn message(unknown: &Fields, absent: &Fields, version: &str) -> Text {
    let strange = (unknown.count > 0).then(|| {
        let (count, named) = (unknown.count, unknown.named());
        match count {
            1 => Text::new(
                format!("1 field has no place where it stands ({named})"),
                format!("1 champ n'a pas sa place là où il est ({named})"),
            ),
            _ => Text::new(
                format!("{count} fields have no place where they stand ({named})"),
                format!("{count} champs n'ont pas leur place là où ils sont ({named})"),
            ),
        }
    });
    let lacking = (absent.count > 0).then(|| {
        let (count, named) = (absent.count, absent.named());
        match count {
            1 => Text::new(
                format!("1 required field is not there ({named})"),
                format!("1 champ obligatoire manque ({named})"),
            ),
            _ => Text::new(
                format!("{count} required fields are not there ({named})"),
                format!("{count} champs obligatoires manquent ({named})"),
            ),
        }
    });
    let parts: Vec<Text> = [strange, lacking].into_iter().flatten().collect();
    let en: Vec<&str> = parts.iter().map(|part| part.en.as_str()).collect();
    let fr: Vec<&str> = parts.iter().map(|part| part.fr.as_str()).collect();
    Text::new(
        format!("{version}: {}. `--ruleset apilint:openapi` shows where", en.join(", and ")),
        format!("{version}\u{a0}: {}. `--ruleset apilint:openapi` montre où", fr.join(", et ")),
    )
}
