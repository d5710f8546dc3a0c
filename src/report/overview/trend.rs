//! What changed from one report to the next.

use std::collections::HashMap;

use super::{Api, Overview};

/// What an earlier run said.
#[derive(Debug)]
pub struct Snapshot {
    /// What it is called: the name of its file.
    pub label: String,
    /// Its APIs.
    pub overview: Overview,
}

impl Snapshot {
    /// How many APIs it judged.
    pub(super) fn total(&self) -> usize {
        self.overview.apis.iter().filter(|api| api.readiness.is_some()).count()
    }
}

/// The APIs whose verdict changed.
#[derive(Debug, Default)]
pub(super) struct Changes<'o> {
    pub better: Vec<&'o Api>,
    pub worse: Vec<&'o Api>,
    pub new: Vec<&'o Api>,
    pub gone: Vec<&'o Api>,
}

impl Changes<'_> {
    pub fn is_empty(&self) -> bool {
        [&self.better, &self.worse, &self.new, &self.gone].iter().all(|apis| apis.is_empty())
    }
}

/// What changed from one run to the next: an API is known by the name of its description.
pub(super) fn changes<'o>(before: &'o Overview, after: &'o Overview) -> Changes<'o> {
    let known = |overview: &'o Overview| -> HashMap<&'o str, &'o Api> {
        overview.apis.iter().map(|api| (api.uri.as_str(), api)).collect()
    };
    let (earlier, later) = (known(before), known(after));
    let mut changes = Changes::default();
    for api in &after.apis {
        match earlier.get(api.uri.as_str()) {
            None => changes.new.push(api),
            // The best verdict is the least.
            Some(was) if api.readiness < was.readiness => changes.better.push(api),
            Some(was) if api.readiness > was.readiness => changes.worse.push(api),
            Some(_) => {}
        }
    }
    changes.gone = before.apis.iter().filter(|api| !later.contains_key(api.uri.as_str())).collect();
    changes
}

#[cfg(test)]
mod tests {
    use super::changes;
    use crate::guide::Readiness;
    use crate::report::overview::{Api, Overview};

    fn run(apis: &[(&str, Readiness)]) -> Overview {
        let api = |(uri, readiness): &(&str, Readiness)| Api {
            uri: (*uri).to_owned(),
            title: None,
            version: None,
            spec: String::new(),
            readiness: Some(*readiness),
            verdicts: std::collections::BTreeMap::new(),
            rules: std::collections::BTreeMap::new(),
            counts: [0; 4],
        };
        Overview { apis: apis.iter().map(api).collect(), ..Overview::default() }
    }

    #[test]
    fn a_verdict_gets_better_or_worse() {
        use Readiness::{Incomplete, NotReady, Ready};
        let before = run(&[("a", NotReady), ("b", Ready), ("c", Ready), ("d", Ready)]);
        let after = run(&[("a", Incomplete), ("b", NotReady), ("c", Ready), ("e", Ready)]);
        let changes = changes(&before, &after);
        let names = |apis: &[&Api]| apis.iter().map(|api| api.uri.clone()).collect::<String>();
        let told =
            [&changes.better, &changes.worse, &changes.new, &changes.gone].map(|it| names(it));
        assert_eq!(told, ["a", "b", "e", "d"].map(ToOwned::to_owned));
    }
}
