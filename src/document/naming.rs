//! Entries whose keys say that their values may name something: noted while a text is read.

use super::NONE;

/// An entry whose key says that its value may name something: `$ref`, `$anchor`, `mapping`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Naming {
    /// Which entry.
    pub node: u32,
    /// The rank of its text among those of all references; [`NONE`] for anything but a text, and for other keys.
    pub(super) said: u32,
}

impl Naming {
    /// What a reference says: the same rank is the same text.
    pub fn said(self) -> Option<u32> {
        (self.said != NONE).then_some(self.said)
    }
}

/// What the value of a key may name something for.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Names {
    Nothing,
    /// The map stands for what the text names.
    Reference,
    Other,
}

impl Names {
    /// What the value of this key may name something for. Of the entries of a `mapping`, that is known by what they stand in.
    #[inline(always)]
    pub fn of(key: &str) -> Self {
        match key {
            "$ref" | "$dynamicRef" => Self::Reference,
            "$anchor" | "$dynamicAnchor" | "mapping" | "defaultMapping" | "operationRef" => {
                Self::Other
            }
            _ => Self::Nothing,
        }
    }
}
