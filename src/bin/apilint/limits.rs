//! How much of a stranger's file is read and told: the defaults, and what `--limit` makes of them.

use apilint::description;

use crate::exit::Failure;
use crate::nearest::{Kind, unknown};

/// The limits of a run, each for one description.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes, when a limit was asked for: files and the network have each their own else.
    pub size: Option<u64>,
    /// Nesting of one document.
    pub depth: usize,
    /// Values that the aliases of one document stand for.
    pub aliases: u64,
    /// Documents.
    pub documents: usize,
    /// Diagnostics told; the others are counted.
    pub diagnostics: usize,
}

impl Default for Limits {
    fn default() -> Self {
        let description::Limits { documents, parse, .. } = description::Limits::default();
        let (depth, aliases) = (parse.depth, parse.aliases);
        Self { size: None, depth, aliases, documents, diagnostics: 10_000 }
    }
}

/// The name of a limit, the most that may be asked for, and how it is set.
type Setting = (&'static str, u64, fn(&mut Limits, u64));

/// Every limit, by the name that `--limit` takes. Spans are 32-bit: no text is larger than that. A level of nesting costs
/// stack in the libraries we use.
const SETTINGS: &[Setting] = &[
    ("size", u32::MAX as u64, |limits, value| limits.size = Some(value)),
    ("depth", 10_000, |limits, value| limits.depth = value as usize),
    ("aliases", u64::MAX, |limits, value| limits.aliases = value),
    ("documents", u32::MAX as u64, |limits, value| limits.documents = value as usize),
    ("diagnostics", u32::MAX as u64, |limits, value| limits.diagnostics = value as usize),
];

impl Limits {
    /// Reads what `--limit` was given; of two values for one limit, the last counts.
    pub fn read(written: &[String]) -> Result<Self, Failure> {
        let mut limits = Self::default();
        for written in written {
            let (name, value) = written.split_once('=').unwrap_or((written, ""));
            let Some((_, most, set)) = SETTINGS.iter().find(|(known, ..)| *known == name) else {
                let known: Vec<&str> = SETTINGS.iter().map(|(known, ..)| *known).collect();
                let kind = Kind { en: "limit", unknown_fr: "limite inconnue" };
                return Err(unknown(kind, name, &known));
            };
            match number(value).filter(|value| (1..=*most).contains(value)) {
                Some(value) => set(&mut limits, value),
                None => return Err(no_number(name, value, *most)),
            }
        }
        Ok(limits)
    }

    /// What the library is told.
    pub fn for_description(&self) -> description::Limits {
        let mut limits = description::Limits {
            documents: self.documents,
            told: self.diagnostics,
            ..description::Limits::default()
        };
        limits.size = self.size.unwrap_or(limits.size);
        limits.parse.depth = self.depth;
        limits.parse.aliases = self.aliases;
        limits
    }
}

/// A number, perhaps with a suffix: `500`, `64k`, `2M`, `1G`, in powers of 1,024.
fn number(written: &str) -> Option<u64> {
    let (figures, shift) = match written.bytes().last()?.to_ascii_lowercase() {
        b'k' => (&written[..written.len() - 1], 10),
        b'm' => (&written[..written.len() - 1], 20),
        b'g' => (&written[..written.len() - 1], 30),
        _ => (written, 0),
    };
    if !figures.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    figures.parse::<u64>().ok()?.checked_mul(1 << shift)
}

fn no_number(name: &str, value: &str, most: u64) -> Failure {
    let written = format!("--limit {name}={value}");
    Failure::usage(
        format!("`{written}`: give a number from 1 to {most}, as in `--limit {name}=2k`"),
        format!("`{written}` : donnez un nombre de 1 à {most}, comme dans `--limit {name}=2k`"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_take_suffixes() {
        for (written, expected) in [
            ("0", Some(0)),
            ("512", Some(512)),
            ("64k", Some(64 << 10)),
            ("2M", Some(2 << 20)),
            ("1g", Some(1 << 30)),
            ("", None),
            ("k", None),
            ("-1", None),
            ("+1", None),
            ("1.5M", None),
            ("1KB", None),
            ("99999999999G", None),
            ("1é", None),
        ] {
            assert_eq!(number(written), expected, "{written}");
        }
    }
}
