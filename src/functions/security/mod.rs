//! What a description should not tell the public.

pub(super) mod hosts;
pub(super) mod secrets;
