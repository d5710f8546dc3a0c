//! Spectral's own functions.

pub(super) mod alphabetical;
pub(super) mod casing;
pub(super) mod choice;
mod collation;
pub(super) mod enumeration;
pub(super) mod length;
pub(super) mod orphans;
pub(super) mod pattern;
pub(super) mod presence;
pub(super) mod schema;
