//! What a French or English sentence states: call limits, mailboxes, providers, audiences, purposes, placeholders.

pub mod address;
pub mod audience;
pub mod contact;
mod denial;
mod entity;
pub mod environment;
pub mod host;
pub mod lifecycle;
pub mod limit;
pub mod mailbox;
mod markup;
pub mod meaning;
pub mod normal;
mod offsets;
pub mod organisation;
pub mod person;
mod phrase;
pub mod placeholder;
pub mod provider;
pub mod purpose;
pub mod sandbox;
pub mod stated;
mod stems;
mod subject;
mod token;
pub mod usage;
mod words;
