//! What a French or English sentence states: call limits, mailboxes, providers, audiences, purposes, placeholders.

pub mod action;
pub mod address;
mod aside;
pub mod audience;
pub mod availability;
pub(crate) mod case;
mod choice;
pub mod contact;
pub mod credential;
pub mod delay;
mod denial;
mod entity;
pub mod environment;
pub mod family;
mod hashed;
pub mod host;
mod lexicon;
pub mod lifecycle;
pub mod limit;
mod link;
pub mod mailbox;
mod markup;
pub mod meaning;
mod needles;
pub mod normal;
mod offsets;
pub mod organisation;
pub mod person;
mod phrase;
pub mod placeholder;
pub mod promise;
pub mod provider;
pub mod purpose;
mod quantity;
pub mod reference;
pub mod request;
pub mod response_time;
pub mod sandbox;
pub mod stated;
pub mod status_page;
mod stems;
mod subject;
mod token;
pub mod unguarded;
pub mod usage;
mod words;
pub mod written_out;

use std::slice::from_ref;
use std::sync::OnceLock;

use lexicon::{Lexicon, Topic, Topics};
use normal::Normal;

/// A text for people, made plain once, whatever is asked of it.
#[derive(Clone, Debug)]
pub struct Prose<'t> {
    /// The text as it is written.
    pub text: &'t str,
    /// Boxed: of most texts it is never asked for.
    without_code: OnceLock<Box<Normal>>,
    topics: OnceLock<Topics>,
}

/// What is asked of the texts of every operation.
static LEXICON: Lexicon<10> = limit::with_words(audience::with_words(Lexicon::new()))
    .with(Topic::Asked, request::ASKED)
    .with(Topic::Registered, from_ref(&request::REGISTERED))
    .with(Topic::Reached, from_ref(&request::REACHED))
    .with(Topic::Access, from_ref(&request::ACCESS))
    .with(Topic::Requested, request::MENTIONED)
    .with(Topic::Pronoun, from_ref(&credential::PRONOUNS))
    .with(Topic::Credential, from_ref(&credential::NAMED))
    .with(Topic::Obtained, credential::OBTAINED)
    .with(Topic::Given, credential::GIVEN)
    .with(Topic::Given, credential::SHOWN)
    .with(Topic::Taken, credential::TAKEN)
    .with(Topic::Account, credential::ACCOUNTS)
    .with(Topic::Availability, availability::NAMES)
    .telling(Topic::Availability, &[availability::HEADINGS])
    .telling(Topic::State, &[status_page::WORDS])
    .telling(Topic::State, &[status_page::WATCHERS])
    .with(Topic::Lifecycle, lifecycle::PHRASES);

impl<'t> Prose<'t> {
    /// Nothing of it is read yet.
    pub fn of(text: &'t str) -> Self {
        Self { text, without_code: OnceLock::new(), topics: OnceLock::new() }
    }

    /// What the text may tell, by its words.
    fn topics(&self) -> Topics {
        *self.topics.get_or_init(|| LEXICON.topics_of(self.text))
    }

    /// The plain text, code left out.
    pub(super) fn without_code(&self) -> &Normal {
        self.without_code.get_or_init(|| Box::new(Normal::without_code(self.text)))
    }
}
