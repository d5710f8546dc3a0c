//! Questions about OpenAPI that a selector cannot ask.

pub(super) mod fields;
pub(super) mod links;
pub(super) mod operations;
pub(super) mod parameters;
pub(super) mod paths;
pub(super) mod references;
pub(super) mod schemas;
pub(super) mod security;
pub(super) mod servers;
pub(super) mod values;
mod words;
