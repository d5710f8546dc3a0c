//! Questions about the habits of REST and HTTP. A habit is told once for the whole description, with the places beside it:
//! who has it everywhere needs one line, not three hundred.

pub(super) mod case;
pub(super) mod dates;
pub(super) mod errors;
mod habit;
pub(super) mod lists;
pub(super) mod operations;
pub(super) mod paths;
pub(super) mod responses;
mod words;
