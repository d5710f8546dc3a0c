//! Descriptions that are made up for the benches.

#![allow(dead_code, reason = "each bench uses what it needs")]

use std::fmt::Write as _;
use std::sync::Arc;

use apilint::document::{Document, Kind, Node};
use apilint::source::{Source, SourceId, Uri};

/// A description in YAML, of so many operations that look like real ones.
pub fn yaml(operations: usize) -> String {
    let mut text = String::from(
        "openapi: 3.0.3\ninfo:\n  title: API Médiathèques\n  version: 1.0.0\n  description: |\n    L'API Médiathèques, proposée \
         par l'Agence des médiathèques, permet de rechercher un livre.\nservers:\n  - url: https://api.mediatheques.gouv.fr\n\
         paths:\n",
    );
    for rank in 0..operations {
        let _ = write!(
            text,
            "  /fonds/{rank}/ouvrages/{{isbn}}:\n    get:\n      operationId: lireOuvrage{rank}\n      summary: Lire la notice d'un \
             ouvrage\n      description: |\n        Renvoie la notice complète d'un ouvrage du fonds {rank}, avec ses auteurs, son\n        \
             éditeur et les médiathèques où il peut être emprunté.\n      parameters:\n        - name: isbn\n          in: path\n          \
             required: true\n          description: Numéro ISBN à 13 chiffres\n          schema:\n            type: string\n            \
             example: \"9782070360024\"\n      responses:\n        \"200\":\n          description: La notice\n          content:\n            \
             application/json:\n              schema:\n                $ref: '#/components/schemas/Ouvrage{rank}'\n              \
             example:\n                titre: Les Années\n                cote: {rank}\n                etat: libre\n        \"404\":\n          \
             description: Aucun ouvrage ne porte ce numéro\n"
        );
    }
    text.push_str("components:\n  schemas:\n");
    for rank in 0..operations {
        let _ = write!(
            text,
            "    Ouvrage{rank}:\n      type: object\n      required: [titre, cote]\n      properties:\n        titre:\n          \
             type: string\n          description: Titre de l'ouvrage\n        cote:\n          type: integer\n          \
             format: int32\n        etat:\n          type: string\n          enum: [libre, emprunté]\n        suite:\n          \
             $ref: '#/components/schemas/Ouvrage{}'\n",
            (rank + 1) % operations
        );
    }
    text
}

/// The same in JSON, on one line.
pub fn json(operations: usize) -> String {
    let source = Arc::new(Source::new(Uri::new("made-up.yaml"), yaml(operations)));
    let document = Document::parse(SourceId(0), source);
    let mut text = String::new();
    write_json(document.root(), &mut text);
    text
}

fn write_json(node: Node<'_>, text: &mut String) {
    let quoted = |text: &str| serde_json::to_string(text).expect("a text can be written");
    if !(node.is_map() || node.is_list()) {
        let scalar = node.scalar().unwrap_or("null");
        text.push_str(&if node.kind() == Kind::Text { quoted(scalar) } else { scalar.to_owned() });
        return;
    }
    text.push(if node.is_map() { '{' } else { '[' });
    for (rank, child) in node.children().enumerate() {
        if rank > 0 {
            text.push(',');
        }
        if let Some(key) = child.key() {
            let _ = write!(text, "{}:", quoted(key));
        }
        write_json(child, text);
    }
    text.push(if node.is_map() { '}' } else { ']' });
}
