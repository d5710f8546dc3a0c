//! Schemas made of schemas.

use std::collections::HashMap;

use super::words::subject;
use super::{Around, Judge, Verdict};
use crate::description::{Description, Target};
use crate::diagnostic::Text;
use crate::document::Node;

impl<'d> Judge<'d> {
    pub(super) fn composition(
        &mut self,
        schema: Node<'d>,
        value: Node<'d>,
        around: Around<'d>,
        verdict: &mut Verdict<'d>,
    ) {
        for keyword in schema.children() {
            match keyword.key().unwrap_or_default() {
                "allOf" => {
                    for part in keyword.children() {
                        verdict.add(self.judge(part, value, Some(around)));
                    }
                }
                "anyOf" | "oneOf" if keyword.is_list() && !keyword.is_empty() => {
                    verdict.add(self.choice(schema, keyword, value, around));
                }
                "not" => {
                    let inner = self.judge(keyword, value, None);
                    if inner.is_accepted() && !inner.is_unsure && !keyword.is_empty() {
                        let it = subject(value);
                        let text = Text::new(
                            format!("{} is what `not` excludes", it.en),
                            format!("{} est ce que `not` exclut", it.fr),
                        );
                        verdict.refuse(value, keyword, text);
                    }
                }
                "if" => {
                    let condition = self.judge(keyword, value, None);
                    let branch = if !condition.is_accepted() {
                        schema.get("else")
                    } else if condition.is_unsure {
                        verdict.is_unsure = true;
                        None
                    } else {
                        schema.get("then")
                    };
                    if let Some(branch) = branch {
                        verdict.add(self.judge(branch, value, Some(around)));
                    }
                }
                _ => {}
            }
        }
    }

    /// One of several schemas: what is told is the fault of the one that was meant.
    fn choice(
        &mut self,
        schema: Node<'d>,
        keyword: Node<'d>,
        value: Node<'d>,
        around: Around<'d>,
    ) -> Verdict<'d> {
        let around = Around { in_choice: true, ..around };
        if let Some(named) = self.discriminated(schema, keyword, value) {
            return self.judge(named, value, Some(around));
        }
        let mut verdicts = Vec::with_capacity(keyword.len());
        for alternative in keyword.children() {
            let verdict = self.judge(alternative, value, Some(around));
            if verdict.is_accepted() {
                // Another may accept it too, which `oneOf` does not want: that is a fault of the schema.
                return Verdict::unsure();
            }
            verdicts.push(verdict);
        }
        verdicts.sort_by_key(Verdict::weight);
        let mut ranked = verdicts.into_iter();
        let (Some(best), next) = (ranked.next(), ranked.next()) else { return Verdict::unsure() };
        if next.as_ref().is_none_or(|next| best.weight() < next.weight()) {
            return best;
        }
        let (name, count, it) = (keyword.key().unwrap_or_default(), keyword.len(), subject(value));
        let mut verdict = Verdict::default();
        let text = Text::new(
            format!("{} suits none of the {count} schemas of `{name}`", it.en),
            format!("{} ne convient à aucun des {count} schémas de `{name}`", it.fr),
        );
        verdict.refuse(value, keyword, text);
        verdict.weigh(best.weight());
        verdict
    }

    /// The alternative that the discriminator names.
    fn discriminated(
        &mut self,
        schema: Node<'d>,
        keyword: Node<'d>,
        value: Node<'d>,
    ) -> Option<Node<'d>> {
        let discriminator = schema.get("discriminator")?;
        let name = value.get(discriminator.get("propertyName")?.as_str()?)?.as_str()?;
        let mapped = discriminator
            .get("mapping")
            .and_then(|mapping| mapping.get(name))
            .and_then(Node::as_str)
            .unwrap_or(name);
        let description = self.description;
        let named = self.named.entry(keyword.target().id());
        named.or_insert_with(|| by_name(description, keyword)).get(mapped).copied()
    }
}

/// Alternatives that are references, by what discriminators call them: the reference, or its last segment. Of two that have
/// the same name, the first.
fn by_name<'d>(description: &Description, alternatives: Node<'d>) -> HashMap<&'d str, Node<'d>> {
    let mut named = HashMap::new();
    for alternative in alternatives.children() {
        let Some(reference) = alternative.get("$ref").and_then(Node::as_str) else { continue };
        named.entry(reference).or_insert(alternative);
        let target = description.target(alternative);
        if let (Some(last), Some(Target::Node(_))) = (reference.rsplit('/').next(), target) {
            named.entry(last).or_insert(alternative);
        }
    }
    named
}
