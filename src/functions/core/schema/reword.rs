//! `errorMessage`: a schema's own words for its faults, as the package ajv-errors reads it, where every fault is told.

use std::rc::Rc;

use super::evaluate::{Around, Evaluation};
use super::fault::Fault;
use crate::diagnostic::Text;
use crate::functions::json::Json;

impl<'s> Evaluation<'s> {
    /// Puts the schema's words in the place of the faults that were found since `before`.
    pub(super) fn reword(&mut self, part: &'s Json, before: usize, around: Around) {
        let Some(words) = part.get("errorMessage").map(|words| &**words) else { return };
        let path = self.path.segments();
        let mut said: Vec<(Vec<Rc<str>>, &'s str)> = Vec::new();
        for (keyword, message) in words.entries() {
            match (keyword.as_str(), &**message) {
                ("properties" | "_", _) => {}
                (keyword, Json::Text(message)) => {
                    let is_of_keyword = |fault: &Fault<'_>| {
                        fault.keyword == keyword
                            && std::ptr::eq(fault.schema, part)
                            && fault.path == path
                    };
                    if self.take(before, is_of_keyword) {
                        said.push((path.clone(), message));
                    }
                }
                _ => {}
            }
        }
        for (name, message) in words.get("properties").map(|it| it.entries()).unwrap_or_default() {
            let mut below = path.clone();
            below.push(name.as_str().into());
            if let Json::Text(message) = &**message
                && self.take(before, |fault| fault.path.starts_with(&below))
            {
                said.push((below, message));
            }
        }
        let whole = words.as_str().or_else(|| words.get("_").and_then(|words| words.as_str()));
        if let Some(message) = whole
            && self.take(before, |fault| fault.path.starts_with(&path))
        {
            said.push((path, message));
        }
        for (path, message) in said {
            let own = std::mem::replace(&mut self.path, path.into());
            self.report(Fault::new("errorMessage", part, Text::same(message)), around);
            self.path = own;
        }
    }

    /// Takes the faults that are of a sort away; whether there were any. Words that were found already stay.
    fn take(&mut self, before: usize, is_of_sort: impl Fn(&Fault<'_>) -> bool) -> bool {
        let found = self.faults.split_off(before);
        let count = found.len();
        let is_kept = |fault: &Fault<'_>| fault.keyword == "errorMessage" || !is_of_sort(fault);
        self.faults.extend(found.into_iter().filter(is_kept));
        self.faults.len() < before + count
    }
}
