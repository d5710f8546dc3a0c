//! What OpenAPI says, as tables: which objects there are, which fields they have, and what stands in each of them.
//!
//! A [`VersionTable`] holds the [`ObjectType`]s of one version. Types name each other by [`ObjectName`] and are looked up
//! in the table of the version, so that a version is written as what it changes in the one before it: `oas3_1.rs` and
//! `oas3_2.rs` are lists of differences, put together once, at first use. Swagger 2.0 and OpenAPI 3.0 are whole: nearly
//! every object of the one is made differently in the other.
//!
//! To walk a document: start at [`VersionTable::root`], take the alternative that suits a node with
//! [`Value::fitting`], go down a key or an index with [`VersionTable::step`]. Under [`Value::Literal`] nothing is OpenAPI
//! any more, and a `$ref` is not a reference. At a [`Value::Referable`] whose map has a text `$ref`, the node is a
//! Reference Object: `table.object(ObjectName::Reference)`.
//!
//! To add a version: a file with its changes, a variant of [`Version`], a line in [`VERSIONS`].

#![allow(clippy::doc_markdown, reason = "OpenAPI and CommonMark are names, not code")]
#![allow(clippy::enum_glob_use, reason = "a table names nearly all the objects and all the values")]

mod field;
mod foreign;
mod format;
mod keys;
mod nearest;
mod oas2;
mod oas3_0;
mod oas3_1;
mod oas3_2;
mod object;
mod object_name;
mod value;
mod version;

pub use field::{Condition, Field, Required};
pub use format::Format;
pub use keys::Keys;
pub use nearest::nearest;
pub use object::{Additional, Choice, Entry, ObjectType, is_extension};
pub use object_name::ObjectName;
pub use value::Value;
pub use version::{FieldName, Fields, Ranked, Recognised, Version, VersionTable, versions_with};

/// Every version, the oldest first; a [`Version`] is its rank here.
pub static VERSIONS: [&VersionTable; 4] =
    [&oas2::TABLE, &oas3_0::TABLE, &oas3_1::TABLE, &oas3_2::TABLE];

#[cfg(test)]
mod tests;
