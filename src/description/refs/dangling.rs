//! References that name nothing, or not everywhere, and what is said of them.

use super::Purpose;
use crate::description::Description;
use crate::description::shape::kind_words;
use crate::description::unreadable::size;
use crate::diagnostic::Text;
use crate::document::{Kind, NodeId};
use crate::spec::Version;

/// A reference that names nothing.
#[derive(Clone, Debug)]
pub struct Dangling {
    /// The map that holds it.
    pub at: NodeId,
    /// The text of the name; the entry whose key it is, for a security scheme.
    pub name: NodeId,
    /// What it is for.
    pub purpose: Purpose,
    /// Why.
    pub reason: DanglingReason,
    /// What may be meant, as it would be written.
    pub guess: Option<String>,
}

/// Why a reference names nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DanglingReason {
    /// The document is there, the place in it is not.
    NoSuchPlace,
    /// The document is there, and no schema of it has this `$anchor`.
    NoSuchAnchor,
    /// The part after `#` is neither empty nor starts with `/`, nor can it be an `$anchor`.
    NotAPointer,
    /// There is nothing between the quotes.
    Empty,
    /// It is something else than a text.
    NotAText(Kind),
    /// The file is not there.
    NoSuchFile,
    /// An absolute URI that is no URL, and that no document or schema has.
    NoSuchIdentifier,
    /// Of a discriminator's mapping: no schema has this name.
    NoSuchSchema,
    /// The file is outside the project's root.
    Outside,
    /// It is named by its place on the disk of one machine: `file:///…`, `C:\…`.
    ThisMachine,
    /// The document is on the network.
    Remote,
    /// The file is there and cannot be read.
    Unreadable(Text),
    /// Its target is a reference again, and so on in a circle.
    Circular,
    /// The limit on documents is reached.
    TooManyDocuments(usize),
    /// With its document, the limit on bytes would be passed.
    TooManyBytes(u64),
    /// What this and the references before it name is more than is read, in bytes, each time that it is named.
    TooMuch(u64),
    /// What it would be looked for in could not be read itself.
    Unknown,
}

/// Why a reference that names something may name nothing elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Oddity {
    /// It is written with `\`, as Windows does.
    Backslash,
    /// The file has this name, which differs by upper and lower case.
    Case(String),
}

impl DanglingReason {
    /// Whether it is the document that could not be had.
    pub(super) fn is_about_the_document(&self) -> bool {
        match self {
            Self::NoSuchFile
            | Self::NoSuchIdentifier
            | Self::Outside
            | Self::Remote
            | Self::Unreadable(_)
            | Self::TooManyBytes(_)
            | Self::TooManyDocuments(_) => true,
            Self::NoSuchPlace
            | Self::NoSuchAnchor
            | Self::NotAPointer
            | Self::Empty
            | Self::NotAText(_)
            | Self::NoSuchSchema
            | Self::ThisMachine
            | Self::Circular
            | Self::TooMuch(_)
            | Self::Unknown => false,
        }
    }

    /// Whether it was not looked for, for safety or because what it needs is not known.
    pub fn is_unknown(&self) -> bool {
        matches!(
            self,
            Self::Outside
                | Self::ThisMachine
                | Self::Remote
                | Self::TooManyDocuments(_)
                | Self::TooManyBytes(_)
                | Self::TooMuch(_)
                | Self::Unknown
        )
    }
}

impl Dangling {
    /// What is wrong, in a sentence.
    pub fn message(&self, description: &Description) -> Text {
        let node = description.node(self.name);
        let scalar = if self.purpose == Purpose::Scheme { node.key() } else { node.as_str() };
        let written = scalar.unwrap_or_default();
        let reference = shown(written);
        let text = Text::new;
        let message = match &self.reason {
            DanglingReason::NoSuchPlace => malformed(written, &reference).unwrap_or_else(|| {
                text(
                    format!("`{reference}` names nothing"),
                    format!("`{reference}` ne désigne rien"),
                )
            }),
            DanglingReason::NoSuchAnchor => text(
                format!("`{reference}` names nothing: no schema there has that `$anchor`"),
                format!("`{reference}` ne désigne rien\u{a0}: aucun schéma n'y a cet `$anchor`"),
            ),
            DanglingReason::NotAPointer => not_a_pointer(description.version, &reference),
            DanglingReason::Empty | DanglingReason::NotAText(Kind::Null) => {
                empty(description.version, node.key().unwrap_or("$ref"))
            }
            DanglingReason::NotAText(kind) => {
                let (en, fr) = kind_words(*kind);
                text(
                    format!("`$ref` must be a text, and is {en}"),
                    format!("`$ref` doit être un texte, et c'est {fr}"),
                )
            }
            DanglingReason::NoSuchFile => return self.no_such_file(written, &reference),
            DanglingReason::NoSuchIdentifier if description.version < Version::Oas3_1 => text(
                format!("`{reference}` is neither a file nor a URL"),
                format!("`{reference}` n'est ni un fichier ni une URL"),
            ),
            DanglingReason::NoSuchIdentifier => text(
                format!("`{reference}` is neither a file nor a URL, and no schema has that `$id`"),
                format!(
                    "`{reference}` n'est ni un fichier ni une URL, et aucun schéma n'a cet `$id`"
                ),
            ),
            DanglingReason::NoSuchSchema => text(
                format!("No schema of `components.schemas` is called `{reference}`"),
                format!("Aucun schéma de `components.schemas` ne s'appelle `{reference}`"),
            ),
            DanglingReason::Unreadable(reason) => text(
                format!("The file of `{reference}` cannot be read: {}", reason.en),
                format!("Le fichier de `{reference}` ne peut pas être lu\u{a0}: {}", reason.fr),
            ),
            DanglingReason::Circular => text(
                format!("`{reference}` leads from reference to reference, and never to a value"),
                format!("`{reference}` mène de référence en référence, jamais à une valeur"),
            ),
            DanglingReason::TooManyDocuments(limit) => too_many_documents(*limit, &reference),
            DanglingReason::TooManyBytes(limit) => too_many_bytes(*limit, &reference),
            DanglingReason::TooMuch(limit) => too_much(*limit, &reference),
            DanglingReason::Outside if written.starts_with('/') => text(
                format!(
                    "`{reference}` starts from the root of the disk, outside the project's folder: it is not followed"
                ),
                format!(
                    "`{reference}` part de la racine du disque, hors du dossier du projet\u{a0}: la référence n'est pas suivie"
                ),
            ),
            DanglingReason::Outside => text(
                format!("`{reference}` leads outside the project's folder: it is not followed"),
                format!(
                    "`{reference}` mène hors du dossier du projet\u{a0}: la référence n'est pas suivie"
                ),
            ),
            DanglingReason::ThisMachine => text(
                format!(
                    "`{reference}` is a place on one machine: write the way from this file to the other"
                ),
                format!(
                    "`{reference}` est un endroit d'une seule machine\u{a0}: écrivez le chemin de ce fichier à l'autre"
                ),
            ),
            DanglingReason::Remote => text(
                format!("`{reference}` is on the network: it is not followed"),
                format!("`{reference}` est sur le réseau\u{a0}: la référence n'est pas suivie"),
            ),
            DanglingReason::Unknown => text(
                format!("What `{reference}` is looked for in could not be read"),
                format!("Ce dans quoi `{reference}` est à chercher n'a pas pu être lu"),
            ),
        };
        self.with_guess(message)
    }

    fn no_such_file(&self, written: &str, reference: &str) -> Text {
        let file = |reference: &str| reference.split('#').next().unwrap_or_default().to_owned();
        match &self.guess {
            Some(guess) if file(guess).to_lowercase() == file(written).to_lowercase() => {
                let guess = file(guess);
                Text::new(
                    format!(
                        "The file of `{reference}` is named `{guess}`: upper and lower case count"
                    ),
                    format!(
                        "Le fichier de `{reference}` s'appelle `{guess}`\u{a0}: les majuscules comptent"
                    ),
                )
            }
            _ => self.with_guess(Text::new(
                format!("The file of `{reference}` is not there"),
                format!("Le fichier de `{reference}` est introuvable"),
            )),
        }
    }

    fn with_guess(&self, message: Text) -> Text {
        match &self.guess {
            Some(guess) => Text::new(
                format!("{}. Did you mean `{guess}`?", message.en),
                format!("{}. Vouliez-vous dire `{guess}`\u{202f}?", message.fr),
            ),
            None => message,
        }
    }
}

impl Oddity {
    /// What is wrong with a reference, in a sentence.
    pub fn message(&self, written: &str) -> Text {
        let reference = shown(written);
        match self {
            Self::Backslash => {
                let slashed = shown(&written.replace('\\', "/"));
                Text::new(
                    format!(
                        "`{reference}` is written with `\\`, which works on Windows only: write `{slashed}`"
                    ),
                    format!(
                        "`{reference}` est écrite avec `\\`, qui ne marche que sous Windows\u{a0}: écrivez `{slashed}`"
                    ),
                )
            }
            Self::Case(stored) => Text::new(
                format!(
                    "The file of `{reference}` is `{stored}`: elsewhere than here, upper and lower case count"
                ),
                format!(
                    "Le fichier de `{reference}` est `{stored}`\u{a0}: ailleurs qu'ici, les majuscules comptent"
                ),
            ),
        }
    }
}

/// Characters of a reference that a message repeats.
const SHOWN: usize = 200;

/// A reference as messages repeat it: cut where it is endless.
pub fn shown(reference: &str) -> String {
    match reference.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &reference[..end]),
        None => reference.to_owned(),
    }
}

/// How a reference to a schema starts.
fn prefix(version: Version) -> &'static str {
    if version == Version::Oas2 { "#/definitions/" } else { "#/components/schemas/" }
}

fn not_a_pointer(version: Version, reference: &str) -> Text {
    let prefix = prefix(version);
    Text::new(
        format!("What follows `#` in `{reference}` must start with `/`: `{prefix}…`"),
        format!("Ce qui suit `#` dans `{reference}` doit commencer par `/`\u{a0}: `{prefix}…`"),
    )
}

fn empty(version: Version, key: &str) -> Text {
    let prefix = prefix(version);
    Text::new(
        format!("`{key}` is empty: write what it refers to, `{prefix}…`"),
        format!("`{key}` est vide\u{a0}: écrivez ce qu'il désigne, `{prefix}…`"),
    )
}

fn too_many_documents(limit: usize, reference: &str) -> Text {
    Text::new(
        format!(
            "`{reference}` is not followed: the limit on documents is reached ({limit}; --limit documents=N reads more)"
        ),
        format!(
            "`{reference}` n'est pas suivie\u{a0}: la limite de documents est atteinte ({limit}\u{202f}; --limit documents=N \
             en lit davantage)"
        ),
    )
}

fn too_many_bytes(limit: u64, reference: &str) -> Text {
    let size = size(limit);
    Text::new(
        format!(
            "`{reference}` is not followed: with its file, more than {} would be read (--limit size=N reads more)",
            size.en
        ),
        format!(
            "`{reference}` n'est pas suivie\u{a0}: avec son fichier, plus de {} seraient lus (--limit size=N en lit \
             davantage)",
            size.fr
        ),
    )
}

fn too_much(limit: u64, reference: &str) -> Text {
    let size = size(limit);
    Text::new(
        format!(
            "`{reference}` is not followed: what the references of this description stand for, each time that they do, is more \
             than {}",
            size.en
        ),
        format!(
            "`{reference}` n'est pas suivie\u{a0}: ce que représentent les références de cette description, chaque fois \
             qu'elles le font, dépasse {}",
            size.fr
        ),
    )
}

/// Escapes that are none, in a reference that names nothing: they may be the reason.
fn malformed(written: &str, reference: &str) -> Option<Text> {
    // No person wrote what is longer than what is shown.
    if written.len() > 4 * SHOWN {
        return None;
    }
    let fragment = written.split_once('#').map_or("", |(_, fragment)| fragment);
    let is_percent_wrong = fragment.split('%').skip(1).any(|rest| {
        !rest.as_bytes().get(..2).is_some_and(|two| two.iter().all(u8::is_ascii_hexdigit))
    });
    let is_tilde_wrong = fragment.split('~').skip(1).any(|rest| !rest.starts_with(['0', '1']));
    if is_percent_wrong {
        return Some(Text::new(
            format!(
                "In `{reference}`, two hexadecimal figures must follow `%`: `%25` stands for `%` itself"
            ),
            format!(
                "Dans `{reference}`, deux chiffres hexadécimaux doivent suivre `%`\u{a0}: `%25` est mis pour `%`"
            ),
        ));
    }
    is_tilde_wrong.then(|| {
        Text::new(
            format!("In `{reference}`, 0 or 1 must follow `~`: `~0` stands for `~`, `~1` for `/`"),
            format!("Dans `{reference}`, 0 ou 1 doit suivre `~`\u{a0}: `~0` est mis pour `~`, `~1` pour `/`"),
        )
    })
}
