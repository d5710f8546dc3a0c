//! An OpenAPI linter that tells French public API producers whether an API is ready to be referenced.
//!
//! Three steps: read a [`Description`], read a [`Ruleset`], [`lint()`] the one with the other. The last is pure: no input,
//! no clock, no language, no output format.
//!
//! ```
//! use apilint::{Description, Ruleset, lint, loader::Memory, source::Uri};
//!
//! let files = Memory::one("api.yaml", "openapi: 3.1.0\ninfo: {title: Livres, version: '1'}\npaths: {}\n");
//! let description = Description::load(&files, &Uri::new("api.yaml"))?;
//! let ruleset = Ruleset::load(&["apilint:api-gouv-fr".to_owned()], &files)?;
//! let diagnostics = lint(&description, &ruleset);
//! assert!(diagnostics.iter().any(|diagnostic| diagnostic.rule == "contact-present"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod declaration;
pub mod description;
pub mod diagnostic;
pub mod document;
pub mod examples;
pub mod functions;
pub mod guide;
pub mod jsonpath;
pub mod lint;
pub mod loader;
pub mod report;
pub mod ruleset;
pub mod source;
pub mod spec;
pub mod watch;
pub mod work;

pub use description::Description;
pub use diagnostic::Diagnostic;
pub use lint::lint;
pub use ruleset::Ruleset;
