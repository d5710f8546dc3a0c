//! What a schema says of a list.

use super::scalar::{is_same, is_within, size};
use super::words::counted;
use super::{Judge, Verdict};
use crate::diagnostic::Text;
use crate::document::Node;

/// Lists longer than this are not searched for equals, which takes the square of it.
const COMPARED: usize = 200;
/// The same for lists of lists and of objects.
const COMPARED_DEEP: usize = 20;

impl<'d> Judge<'d> {
    pub(super) fn list(&mut self, schema: Node<'d>, value: Node<'d>, verdict: &mut Verdict<'d>) {
        let mut ahead = 0;
        // A list of `items` is draft 4's, for tuples.
        let tuple =
            schema.get("prefixItems").or_else(|| schema.get("items")).filter(|it| it.is_list());
        for (item, schema) in value.children().zip(tuple.map(Node::children).into_iter().flatten())
        {
            verdict.add(self.judge(schema, item, None));
            ahead += 1;
        }
        for keyword in schema.children() {
            match keyword.key().unwrap_or_default() {
                "items" if !keyword.is_list() => {
                    for item in value.children().skip(ahead) {
                        verdict.add(self.judge(keyword, item, None));
                    }
                }
                name @ ("minItems" | "maxItems") => {
                    let Some(limit) = size(keyword) else { continue };
                    let length = value.len();
                    if !is_within(name, length, limit) {
                        let length = counted(length, ("item", "élément"), ("items", "éléments"));
                        let text = Text::new(
                            format!("The list has {}, and `{name}` is {limit}", length.en),
                            format!("La liste a {}, alors que `{name}` vaut {limit}", length.fr),
                        );
                        verdict.refuse(value, keyword, text);
                    }
                }
                "uniqueItems" if keyword.as_bool() == Some(true) && is_searched(value) => {
                    let items: Vec<Node<'_>> = value.children().collect();
                    let twice = items.iter().enumerate().find(|(rank, item)| {
                        items[..*rank].iter().any(|known| is_same(*known, **item))
                    });
                    if let Some((_, item)) = twice {
                        let text = Text::new(
                            "This item is already in the list, and `uniqueItems` is true",
                            "Cet élément est déjà dans la liste, alors que `uniqueItems` vaut true",
                        );
                        verdict.refuse(*item, keyword, text);
                    }
                }
                "contains" => {
                    let is_optional =
                        schema.get("minContains").and_then(Node::as_number) == Some(0.0);
                    let refused = value
                        .children()
                        .filter(|item| !self.judge(keyword, *item, None).is_accepted())
                        .count();
                    if refused == value.len() && !is_optional {
                        let text = Text::new(
                            "No item of the list is what `contains` asks for",
                            "Aucun élément de la liste n'est ce que demande `contains`",
                        );
                        verdict.refuse(value, keyword, text);
                    }
                }
                "unevaluatedItems" | "maxContains" => verdict.is_unsure = true,
                _ => {}
            }
        }
    }
}

fn is_searched(list: Node<'_>) -> bool {
    let is_flat = || list.children().all(|item| item.scalar().is_some());
    list.len() <= COMPARED_DEEP || list.len() <= COMPARED && is_flat()
}
