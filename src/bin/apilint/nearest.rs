//! What is said of a name that is not known: the nearest one that is, or all of them.

use apilint::diagnostic::Text;
use apilint::spec::nearest;

use crate::exit::Failure;

/// A kind of thing that is named.
#[derive(Clone, Copy, Debug)]
pub struct Kind {
    /// `format`
    pub en: &'static str,
    /// `format inconnu`
    pub unknown_fr: &'static str,
}

/// Says that a name is not known. With few known names, and none that is near, all of them are said.
pub fn unknown(kind: Kind, name: &str, known: &[&str]) -> Failure {
    let Text { en, fr } = hint(name, known);
    Failure::usage(
        format!("unknown {} `{name}`: {en}", kind.en),
        format!("{} `{name}` : {fr}", kind.unknown_fr),
    )
}

fn hint(name: &str, known: &[&str]) -> Text {
    match nearest(name, known.iter().copied()) {
        Some(near) => {
            Text::new(format!("did you mean `{near}`?"), format!("vouliez-vous dire `{near}` ?"))
        }
        None if known.len() > 24 => Text::new(
            "`apilint rules apilint:all` lists them all",
            "`apilint rules apilint:all` les donne toutes",
        ),
        None => {
            let all = known.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
            Text::new(format!("choose among {all}"), format!("choisissez parmi {all}"))
        }
    }
}
