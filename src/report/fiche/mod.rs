//! The entry of an API in a catalogue, as far as its description and its declaration give it. What nobody said is left out,
//! and told to be missing: nothing is made up.

mod calls;
mod dataservice;
mod facts;
mod markdown;
mod missing;
mod page;
mod quality;

use serde::Serialize;

use crate::declaration::Declaration;
use crate::description::Description;
use crate::diagnostic::Language;
use crate::guide::{self, Dossier};
use crate::report::json::pretty;
use dataservice::Dataservice;
use facts::Facts;
use missing::Missing;
use quality::Quality;

/// An API, described and declared.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'s> {
    /// Its description.
    pub description: &'s Description,
    /// What is declared of it.
    pub declaration: &'s Declaration,
    /// The criteria judged with both: what the description contradicts is not taken from the declaration.
    pub dossier: &'s Dossier,
}

/// What is sent to data.gouv.fr, what its quality score will be, and what is missing.
#[derive(Serialize)]
struct DataGouv<'f> {
    dataservice: &'f Dataservice<'f>,
    quality: Quality,
    missing: Vec<Missing>,
}

/// The entry in data.gouv.fr, as JSON: a `Dataservice` of udata.
pub fn data_gouv(subject: Subject<'_>) -> String {
    let known = guide::known(subject.description, subject.dossier);
    let facts = Facts::of(subject, &known);
    let dataservice = Dataservice::of(&facts);
    let quality = Quality::of(&dataservice);
    let missing = missing::of(&dataservice);
    let fiche = DataGouv { dataservice: &dataservice, quality, missing };
    pretty(&fiche)
}

/// The page of api.gouv.fr: Markdown, with front matter. What is left to complete is said in this language.
pub fn api_gouv(subject: Subject<'_>, language: Language) -> String {
    let known = guide::known(subject.description, subject.dossier);
    page::write(&Facts::of(subject, &known), language)
}
