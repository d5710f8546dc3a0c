//! What aliases and merge keys would weigh if they were written out. Nothing copies them, but every walk goes through them:
//! a file of a kilobyte can stand for billions of nodes.

use super::nodes::{NONE, NodePlace, Nodes};
use super::{Kind, Loss, SyntaxError};
use crate::diagnostic::Text;
use crate::document::Notation;
use crate::source::{SourceId, Span};

/// Bytes of a text that count as one more value: who reads a text reads it wherever an alias stands for it.
const TEXT: u32 = 8;

/// Refuses a tree whose aliases stand for more nodes than `limit`, at the alias that is one too many.
pub(super) fn check(nodes: &Nodes, id: SourceId, limit: u64) -> Result<(), SyntaxError> {
    // For each node, how many the aliases in it bring. An alias stands after what it names, and after all it holds.
    let mut brought = vec![0_u64; nodes.len()];
    // Before each node, what the texts count as beside themselves.
    let mut texts = Vec::with_capacity(nodes.len() + 1);
    texts.push(0_u64);
    let mut open: Vec<u32> = Vec::new();
    let mut all = 0_u64;
    for index in 0..nodes.len() as u32 {
        let node = &nodes[index];
        while open.last().is_some_and(|top| nodes[*top].a <= index) {
            fold(nodes, &mut brought, &mut open);
        }
        let text = if node.kind == Kind::Text { node.b / TEXT } else { 0 };
        texts.push(texts[index as usize] + u64::from(text));
        match node.kind {
            Kind::List | Kind::Map => open.push(index),
            Kind::Alias => {
                let end = nodes.after(node.a);
                let written = u64::from(end - node.a);
                let long = texts[end as usize] - texts[node.a as usize];
                let weight = brought[node.a as usize].saturating_add(written + long);
                brought[index as usize] = weight;
                let place = nodes.place(index);
                add(&mut brought, place.parent, weight);
                all = all.saturating_add(weight);
                if all > limit {
                    return Err(too_many(place, id, limit));
                }
            }
            Kind::Null | Kind::Boolean | Kind::Integer | Kind::Float | Kind::Text => {}
        }
    }
    Ok(())
}

/// Closes the innermost container: its parent holds what it holds.
fn fold(nodes: &Nodes, brought: &mut [u64], open: &mut Vec<u32>) {
    if let Some(closed) = open.pop() {
        add(brought, nodes.place(closed).parent, brought[closed as usize]);
    }
}

fn add(brought: &mut [u64], node: u32, weight: u64) {
    if node != NONE {
        let held = &mut brought[node as usize];
        *held = held.saturating_add(weight);
    }
}

fn too_many(alias: &NodePlace, id: SourceId, limit: u64) -> SyntaxError {
    SyntaxError {
        message: Text::new(
            format!(
                "up to this alias, the aliases stand for more than {limit} values (--limit aliases=N reads more)"
            ),
            format!(
                "jusqu'à cet alias, les alias représentent plus de {limit} valeurs (--limit aliases=N en lit davantage)"
            ),
        ),
        at: Span { source: id, start: alias.start, end: alias.end },
        notation: Notation::Yaml,
        holder: 0,
        loss: Loss::Rest,
        resumed: None,
    }
}
