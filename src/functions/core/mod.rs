//! Spectral's own functions.

pub(super) mod casing;
pub(super) mod choice;
pub(super) mod enumeration;
pub(super) mod length;
pub(super) mod pattern;
pub(super) mod presence;
