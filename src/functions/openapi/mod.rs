//! Questions about OpenAPI that a selector cannot ask.

pub(super) mod bodies;
pub(super) mod callbacks;
pub(super) mod choices;
mod conformity;
mod ecmascript;
pub(super) mod examples;
pub(super) mod fields;
pub(super) mod headers;
pub(super) mod keywords;
pub(super) mod links;
pub(super) mod operations;
pub(super) mod parameters;
pub(super) mod paths;
pub(super) mod properties;
pub(super) mod references;
mod samples;
pub(super) mod security;
pub(super) mod servers;
pub(super) mod tags;
pub(super) mod unused;
pub(super) mod values;
mod versions;
mod words;
