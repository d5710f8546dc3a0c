//! `files` of `apilint.yaml`: the files that something is about, by patterns relative to its folder.

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

use super::read::Reader;
use crate::diagnostic::Text;
use crate::document::Node;

/// The patterns that are read of one file: each is compiled.
const MOST_PATTERNS: usize = 10_000;

impl<'d> Reader<'d> {
    /// Patterns, one or several; nothing where one of them is none: what they were to narrow is then left out.
    pub(super) fn files(&mut self, node: Node<'d>) -> Option<GlobSet> {
        let count = node.one_or_several().count();
        if count == 0 {
            self.refuse(node, &wanted());
            return None;
        }
        let before = self.patterns;
        self.patterns += count;
        if self.patterns > MOST_PATTERNS {
            if before <= MOST_PATTERNS {
                self.refuse(node, &too_many());
            }
            return None;
        }
        let mut set = GlobSetBuilder::new();
        for item in node.one_or_several() {
            let Some(text) = item.as_str().map(str::trim).filter(|text| !text.is_empty()) else {
                self.refuse(item, &wanted());
                return None;
            };
            match GlobBuilder::new(text.trim_start_matches("./")).literal_separator(true).build() {
                Ok(glob) => {
                    set.add(glob);
                }
                Err(error) => {
                    let message = Text::new(
                        format!("`{text}` is not a pattern of files ({})", error.kind()),
                        format!("`{text}` n'est pas un motif de fichiers ({})", error.kind()),
                    );
                    self.say(item.label(), message);
                    return None;
                }
            }
        }
        set.build().ok()
    }
}

fn wanted() -> Text {
    Text::new(
        "a pattern of files is wanted here, or a list of them: `v1/*.yaml`, `old/**`",
        "on attend ici un motif de fichiers, ou une liste de motifs\u{a0}: `v1/*.yaml`, `old/**`",
    )
}

fn too_many() -> Text {
    Text::new(
        format!(
            "{MOST_PATTERNS} patterns are read of this file, and this is beyond: it is left out, and so are the next"
        ),
        format!(
            "{MOST_PATTERNS} motifs sont lus dans ce fichier, et ceci est au-delà\u{a0}: rien n'en est pris, ni des suivants"
        ),
    )
}
