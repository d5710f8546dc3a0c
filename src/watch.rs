//! Who follows the work on a description: a door that has a clock may tell where the time went. Nothing below it has one.

/// A part of the work that has just been done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Step<'s> {
    /// The bytes of a file were fetched.
    Reading,
    /// A text was made a tree.
    Parsing,
    /// References were followed, between the files.
    References,
    /// Objects were found by the tables of the specification, and what is wrong in how the files are written.
    Structure,
    /// One criterion of the guide was judged: its id.
    Criterion(&'s str),
    /// What is declared beside the description was compared with it.
    Declaration,
    /// Requests to ignore were read.
    Ignores,
    /// The `given` of the rules were selected, all together.
    Selection,
    /// One rule ran: its id.
    Rule(&'s str),
    /// What the rules said was put in order, and named by fingerprints.
    Diagnostics,
}

/// Is told of each step when it ends; what lies between two is the second. All come from one thread.
pub trait Watch {
    /// This is done.
    fn done(&self, step: Step<'_>);
}

/// Who follows, if anybody does.
pub type Watching<'w> = Option<&'w dyn Watch>;

/// Tells whoever follows that a step is done.
pub(crate) fn done(watching: Watching<'_>, step: Step<'_>) {
    if let Some(watch) = watching {
        watch.done(step);
    }
}
