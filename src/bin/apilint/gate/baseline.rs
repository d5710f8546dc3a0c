//! `--baseline` and `--update-baseline`: what is known is set apart, and the file goes down.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use apilint::declaration::{Date, Fault};
use apilint::diagnostic::{Fingerprint, Text};
use apilint::document::Node;
use apilint::lint::baseline::{Baseline, Newcomer, Part, Terms, compare, old_name};
use apilint::report::Outcome;
use apilint::ruleset::Ruleset;
use apilint::source::Uri;

use crate::exit::{Exit, Failure};
use crate::input::{Input, STDIN};
use crate::output;
use crate::replacement;
use crate::settings;
use crate::terminal::Terminal;

/// The most bytes of a baseline.
const MOST_BYTES: u64 = 256 << 20;

/// What is done with the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// It is read.
    Read,
    /// What no longer occurs is taken out.
    Update,
    /// And what is new comes in.
    AcceptNew,
}

/// A baseline in use.
#[derive(Debug)]
pub struct Known {
    file: PathBuf,
    /// Its name in messages.
    name: String,
    /// Its folder: documents are named from there.
    folder: PathBuf,
    /// The file as it is; none before the first one is written.
    text: Option<String>,
    old: Baseline,
    faults: Vec<Fault>,
    what: Use,
    today: Option<Date>,
    /// Documents of this run, under the names that a baseline gives them.
    of_run: BTreeSet<String>,
    /// What it holds now of the documents that came.
    now: BTreeMap<String, Part>,
    /// Names that were found to be those of a document of this run.
    left: BTreeSet<String>,
    gone: usize,
    expired: usize,
    added: usize,
    /// Diagnostics past the limit: no baseline can hold them.
    left_out: usize,
}

impl Known {
    /// Reads the file; with an update, one that is not there is to be written.
    pub fn open(
        file: &str,
        what: Use,
        inputs: &[Input],
        today: Option<Date>,
    ) -> Result<Self, Failure> {
        let path = PathBuf::from(file);
        let text = match read(&path) {
            Ok(text) => Some(text),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(unread(file, &error)),
        };
        if text.is_none() && what == Use::Read {
            return Err(Failure::usage(
                format!("the baseline `{file}` is not there: `--update-baseline` writes it"),
                format!("la base de référence `{file}` n'existe pas : `--update-baseline` l'écrit"),
            ));
        }
        let (old, faults) = match &text {
            Some(text) => Baseline::read(&Uri::new(file), text.clone()),
            None => (Baseline::default(), Vec::new()),
        };
        let beside = path.parent().filter(|parent| !parent.as_os_str().is_empty());
        let folder = beside.unwrap_or(Path::new(".")).canonicalize();
        let folder = folder.map_err(|error| unread(file, &error))?;
        let mut known = Self {
            file: path,
            name: file.to_owned(),
            folder,
            text,
            old,
            faults,
            what,
            today,
            of_run: BTreeSet::new(),
            now: BTreeMap::new(),
            left: BTreeSet::new(),
            gone: 0,
            expired: 0,
            added: 0,
            left_out: 0,
        };
        known.of_run = inputs.iter().map(|input| known.name_of(input)).collect();
        Ok(known)
    }

    /// What is wrong in the file.
    pub fn faults(&self) -> &[Fault] {
        &self.faults
    }

    /// The name of a document: its path from the folder of the baseline.
    fn name_of(&self, input: &Input) -> String {
        let uri = Uri::new(input.name.as_str());
        if uri.is_remote() || input.name == STDIN {
            return input.name.clone();
        }
        let path = Path::new(&input.name);
        let real = path.canonicalize().or_else(|_| std::path::absolute(path));
        real.map_or_else(|_| input.name.clone(), |real| settings::from(&self.folder, &real))
    }

    /// Sets apart what is known of a document.
    pub fn set_apart(&mut self, input: &Input, outcome: &mut Outcome, ruleset: &Ruleset) {
        let name = self.name_of(input);
        let description = &outcome.description;
        let title = description.root().get("info").and_then(|info| info.get("title"));
        let title = title.and_then(Node::as_str).map(str::to_owned);
        let part = self.part_of(&name, title.as_deref(), outcome);
        let entries = part.map_or_else(Vec::new, |part| part.diagnostics);
        let left_out: HashSet<&str> =
            outcome.left_out.iter().map(|left| left.rule.as_str()).collect();
        let is_whole = !description.is_partial();
        let is_sure =
            |rule: &str| is_whole && ruleset.rule(rule).is_some() && !left_out.contains(rule);
        let told = (&mut outcome.diagnostics, &mut outcome.ignored);
        let accepts_new =
            self.what == Use::AcceptNew || self.what == Use::Update && self.text.is_none();
        let terms = Terms { today: self.today, accepts_new };
        let compared = compare(description, &entries, told, terms, is_sure);
        self.gone += compared.gone;
        self.expired += compared.expired;
        self.left_out += outcome.left_out.iter().map(|left| left.count).sum::<usize>();
        self.added += compared.added;
        if self.what != Use::Read {
            self.now.insert(name, Part { title, diagnostics: compared.entries });
        }
    }

    /// What is known of a document, under its name or the one that it had.
    fn part_of(&mut self, name: &str, title: Option<&str>, outcome: &Outcome) -> Option<Part> {
        if let Some(part) = self.old.documents.get(name) {
            return Some(part.clone());
        }
        let is_gone = |name: &str| {
            !self.of_run.contains(name)
                && !self.left.contains(name)
                && !Uri::new(name).is_remote()
                && !self.folder.join(name).exists()
        };
        let gone: Vec<_> = self.old.documents.iter().filter(|(name, _)| is_gone(name)).collect();
        if gone.is_empty() {
            return None;
        }
        let found: HashSet<Fingerprint> =
            outcome.diagnostics.iter().map(|said| said.fingerprint).collect();
        let newcomer = Newcomer { name, title, found: &found };
        let old = old_name(newcomer, gone.into_iter())?.to_owned();
        let part = self.old.documents.get(&old).cloned();
        self.left.insert(old);
        part
    }

    /// Says what changed, and writes the file where it was asked to.
    pub fn close(self, terminal: Terminal) -> Result<(), Failure> {
        let name = &self.name;
        if self.expired > 0 {
            let count = self.expired;
            terminal.note(&Text::new(
                format!("{name}: {count} known until a day that has passed: counted again"),
                format!("{name} : {count} dont la date est passée : de nouveau comptés"),
            ));
        }
        if self.left_out > 0 {
            let count = self.left_out;
            terminal.note(&Text::new(
                format!("{name}: {count} past --limit diagnostics cannot be known, and count"),
                format!("{name} : {count} au-delà de --limit diagnostics ne peuvent être reconnus, et comptent"),
            ));
        }
        if self.what == Use::Read {
            if self.gone > 0 {
                let count = self.gone;
                terminal.note(&Text::new(
                    format!("{name}: {count} fixed since: take them out with --update-baseline"),
                    format!("{name} : {count} réglés depuis : retirez-les avec --update-baseline"),
                ));
            }
            return Ok(());
        }
        if !self.faults.is_empty() {
            return Err(Failure::usage(
                format!("`{name}` is left as it is: mend it first"),
                format!("`{name}` reste tel quel : corrigez-le d'abord"),
            ));
        }
        let mut baseline = self.old.clone();
        baseline.documents.retain(|name, _| !self.left.contains(name));
        baseline.documents.extend(self.now);
        baseline.documents.retain(|_, part| !part.diagnostics.is_empty());
        let text = baseline.to_json();
        if self.text.as_ref() != Some(&text) {
            let written = replacement::replace(&self.file, |out| out.write_all(text.as_bytes()));
            written.map_err(|error| output::not_written(&self.file, &error))?;
        }
        let (gone, added, all) = (self.gone, self.added, baseline.len());
        terminal.note(&Text::new(
            format!("{name}: {gone} taken out, {added} added, {all} known"),
            format!("{name} : {gone} en moins, {added} en plus, {all} connus"),
        ));
        Ok(())
    }
}

fn read(path: &Path) -> io::Result<String> {
    let size = fs::metadata(path)?.len();
    if size > MOST_BYTES {
        return Err(io::Error::other(format!("{size} bytes are too many")));
    }
    fs::read_to_string(path)
}

fn unread(file: &str, error: &io::Error) -> Failure {
    let what = Text::new(
        format!("the baseline `{file}` cannot be read"),
        format!("la base de référence `{file}` ne peut pas être lue"),
    );
    Failure::world(Exit::Usage, &what, error)
}
