//! JSONPath as RFC 9535 defines it, for the rulesets that ask for it.

mod condition;
mod evaluate;
mod parse;
mod pattern;

pub use condition::Condition;
pub(super) use evaluate::{Budget, Tree};
pub(super) use parse::parse;

use super::Path;
use crate::description::Description;
use crate::document::Node;

impl Path {
    /// The nodelist of an expression of RFC 9535: in its order, a node as often as it is selected. References are not
    /// followed.
    pub fn nodelist<'d>(&'d self, description: &'d Description) -> Vec<Node<'d>> {
        let budget = evaluate::Budget::default();
        let root = description.root();
        Tree { description, through_refs: false, root, budget: &budget }.nodes(&self.segments, root)
    }
}
