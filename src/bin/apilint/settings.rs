//! `apilint.yaml`: found upward from each input, or given as a declaration; its faults, and what it says.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::SystemTime;

use apilint::Description;
use apilint::declaration::{
    Checking, Date, Declaration, FILE_NAMES, Fault, Form, Ignoring, Settings,
};
use apilint::diagnostic::Text;
use apilint::lint::Ignores;
use apilint::loader::{Disk, LoadError};
use apilint::source::Uri;

use crate::exit::{Exit, Failure};
use crate::rulesets;
use crate::terminal::Terminal;

/// The variable that holds the day to compare dates with, instead of today: reports that do not change with the clock.
const TODAY: &str = "APILINT_TODAY";

/// The most bytes of such a file.
const MOST_BYTES: u64 = 4 << 20;

/// What stands beside the inputs of a run.
#[derive(Debug, Default)]
pub struct AllSettings {
    /// Each file that was found, with its name in messages.
    files: Vec<(String, Settings)>,
    /// The file of each input that has one, by its rank.
    of: BTreeMap<String, usize>,
    /// The day that dates are compared with.
    today: Option<Date>,
    /// The declaration that was asked for: that of every input.
    given: Option<Settings>,
}

impl AllSettings {
    /// Finds and reads what stands beside these inputs; with settings or a declaration that were asked for, these count.
    pub fn of<'i>(
        inputs: impl Iterator<Item = &'i str>,
        declaration: Option<&str>,
        config: Option<&str>,
    ) -> Result<Self, Failure> {
        let today = today()?;
        let mut all = Self { today, ..Self::default() };
        if let Some(file) = declaration {
            let real = Path::new(file).canonicalize();
            let name = real.map_or_else(|_| file.to_owned(), |real| shown(&real));
            let root = Disk::project_root(Path::new(file));
            all.given = Some(read(&name, &root, Form::Declaration, today)?);
        }
        if let Some(file) = config {
            let real = Path::new(file).canonicalize();
            let name = real.map_or_else(|_| file.to_owned(), |real| shown(&real));
            let root = Disk::project_root(Path::new(file));
            all.files.push((name.clone(), read(&name, &root, Form::Settings, today)?));
            all.of.extend(inputs.map(|input| (input.to_owned(), 0)));
            return Ok(all);
        }
        let mut known: BTreeMap<PathBuf, usize> = BTreeMap::new();
        let mut nearest = Nearest::default();
        for input in inputs.filter(|input| !Uri::new(*input).is_remote()) {
            let Some((file, root)) = nearest.of(Path::new(input)) else { continue };
            let rank = match known.get(&file) {
                Some(rank) => *rank,
                None => {
                    let name = shown(&file);
                    let settings = read(&name, &root, Form::Settings, today)?;
                    all.files.push((name, settings));
                    known.insert(file, all.files.len() - 1);
                    all.files.len() - 1
                }
            };
            all.of.insert(input.to_owned(), rank);
        }
        Ok(all)
    }

    /// Tells which files are read, and each of their faults.
    pub fn tell(&self, terminal: Terminal) {
        match self.files.as_slice() {
            [] => {}
            [(name, _)] => {
                terminal
                    .note(&Text::new(format!("settings: {name}"), format!("réglages : {name}")));
            }
            files => {
                let (count, (first, _)) = (files.len(), &files[0]);
                terminal.note(&Text::new(
                    format!("settings: {first} and {} more", count - 1),
                    format!("réglages : {first} et {} de plus", count - 1),
                ));
            }
        }
        for settings in self.all().filter(|settings| !settings.faults.is_empty()) {
            terminal.failure(&listed(&left_out(), &settings.faults, settings.faults_left_out));
        }
    }

    /// Each file once: the one that was asked for may also be found.
    fn all(&self) -> impl Iterator<Item = &Settings> {
        let given = self
            .given
            .as_ref()
            .and_then(|given| Some(given.declaration.document.as_ref()?.source.uri.as_str()));
        let found = self.files.iter().filter(move |(name, _)| Some(name.as_str()) != given);
        self.given.iter().chain(found.map(|(_, settings)| settings))
    }

    /// Every fault, file by file.
    pub fn faults(&self) -> Vec<Fault> {
        self.all().flat_map(|settings| &settings.faults).cloned().collect()
    }

    /// What each file says of how to check, with its name.
    pub fn checkings(&self) -> impl Iterator<Item = (&str, &Checking)> {
        self.files.iter().map(|(name, settings)| (name.as_str(), &settings.checking))
    }

    /// The day that dates are compared with.
    pub fn today(&self) -> Option<Date> {
        self.today
    }

    /// What the faults mean for who called.
    pub fn exit(&self) -> Exit {
        if self.all().all(|settings| settings.faults.is_empty()) {
            Exit::Clean
        } else {
            Exit::Usage
        }
    }

    /// What is declared of an input: by what was asked for, else by the last override that is about it, else for all files.
    pub fn declaration(&self, input: &str) -> Cow<'_, Declaration> {
        if let Some(given) = &self.given {
            return Cow::Borrowed(&given.declaration);
        }
        let Some((file, settings)) = self.of.get(input).map(|rank| &self.files[*rank]) else {
            return Cow::Owned(Declaration::default());
        };
        // Where a file stands is asked of the disk: only where it matters.
        let over = settings.declares_over().then(|| settings.declaration_over(&below(file, input)));
        over.flatten().map_or(Cow::Borrowed(&settings.declaration), Cow::Owned)
    }

    /// What an input and its settings ask not to be told.
    pub fn ignores(&self, input: &str, description: &Description) -> Ignores {
        let of_input = self.of.get(input).map(|rank| &self.files[*rank]);
        let of_input = of_input.filter(|(_, settings)| settings.ignores_something());
        let beside: Vec<Ignoring> = of_input.map_or_else(Vec::new, |(file, settings)| {
            settings.ignores_of(&below(file, input)).cloned().collect()
        });
        Ignores::of(description, &beside, self.today)
    }

    /// The rulesets asked for, else those that the settings of the inputs name, else the one that Spectral would find from
    /// the current folder, else the default. One run has one set of rules.
    pub fn rulesets<'i>(
        &self,
        asked: &[String],
        inputs: impl Iterator<Item = &'i str>,
        terminal: Terminal,
    ) -> Result<Vec<String>, Failure> {
        if !asked.is_empty() {
            return Ok(asked.to_vec());
        }
        let spectrals = rulesets::of_spectral();
        let other = vec![spectrals.clone().unwrap_or_else(|| rulesets::DEFAULT.to_owned())];
        let mut first: Option<(&str, Vec<String>)> = None;
        for input in inputs {
            let named = Some(self.named(input)).filter(|named| !named.is_empty());
            let named = named.unwrap_or_else(|| other.clone());
            match &first {
                None => first = Some((input, named)),
                Some((_, before)) if *before == named => {}
                Some((before, _)) => return Err(several(before, input)),
            }
        }
        let names = first.map_or(other, |(_, names)| names);
        if let Some(file) = spectrals.filter(|file| names == [file.as_str()]) {
            terminal
                .note(&Text::new(format!("ruleset: {file}"), format!("jeu de règles : {file}")));
        }
        Ok(names)
    }

    /// The rulesets that the settings of an input name.
    fn named(&self, input: &str) -> Vec<String> {
        let settings = self.of.get(input).map(|rank| &self.files[*rank]);
        let Some((file, settings)) = settings.filter(|(_, settings)| !settings.rulesets.is_empty())
        else {
            return Vec::new();
        };
        let names = settings.rulesets.iter().map(|fact| fact.value.as_str());
        names.map(|name| relative_to(file, name)).collect()
    }
}

/// The path of an input from the folder of a file of settings, `../` included: what patterns are held against.
fn below(settings: &str, input: &str) -> String {
    if Uri::new(input).is_remote() {
        return input.to_owned();
    }
    let real = |name: &str| Path::new(name).canonicalize().or_else(|_| std::path::absolute(name));
    let (Ok(settings), Ok(path)) = (real(settings), real(input)) else {
        return input.to_owned();
    };
    from(settings.parent().unwrap_or(&settings), &path)
}

/// A ruleset or another file by the name that a file gives it: what is a file stands beside it.
pub fn relative_to(file: &str, name: &str) -> String {
    let is_builtin = name.contains(':') && !name.contains('/') && !name.contains('\\');
    if is_builtin || Uri::new(name).is_remote() {
        return name.to_owned();
    }
    Uri::new(file).join(name).as_str().to_owned()
}

fn several(one: &str, other: &str) -> Failure {
    Failure::usage(
        format!(
            "`{one}` and `{other}` have other rules, by their apilint.yaml: check them one after the other, or say which \
             with --ruleset"
        ),
        format!(
            "`{one}` et `{other}` n'ont pas les mêmes règles, d'après leur apilint.yaml : vérifiez-les l'un après l'autre, \
             ou nommez-les avec --ruleset"
        ),
    )
}

/// The files of settings that were found, by the folder that they were looked for from: a folder may hold a thousand inputs.
#[derive(Default)]
struct Nearest(BTreeMap<PathBuf, Option<(PathBuf, PathBuf)>>);

impl Nearest {
    /// The file of settings nearest to a file, in its folder or above it up to the root of its repository; and that root,
    /// which the file is not to leave by a link.
    fn of(&mut self, file: &Path) -> Option<(PathBuf, PathBuf)> {
        let real = file.canonicalize().or_else(|_| std::path::absolute(file)).ok()?;
        let look = |folder: &Path| {
            let folders = above(folder);
            let mut files =
                folders.iter().flat_map(|folder| FILE_NAMES.map(|name| folder.join(name)));
            let found = files.find(|file| file.is_file())?;
            Some((found, folders.last()?.clone()))
        };
        let folder = real.parent()?;
        if let Some(known) = self.0.get(folder) {
            return known.clone();
        }
        let found = look(folder);
        self.0.insert(folder.to_owned(), found.clone());
        found
    }
}

/// The current folder, and those above it up to the root of its repository.
pub fn upward() -> Vec<PathBuf> {
    current_folder().map(above).unwrap_or_default()
}

/// A folder, and those above it up to the root of its repository; outside of one, up to the current folder, or itself alone.
fn above(folder: &Path) -> Vec<PathBuf> {
    let folders: Vec<&Path> = folder.ancestors().collect();
    let here = current_folder();
    let root = folders.iter().position(|folder| folder.join(".git").exists());
    let root = root.or_else(|| folders.iter().position(|folder| Some(*folder) == here));
    folders.into_iter().take(root.unwrap_or_default() + 1).map(Path::to_owned).collect()
}

/// Asked once: nothing here changes it.
fn current_folder() -> Option<&'static Path> {
    static FOLDER: OnceLock<Option<PathBuf>> = OnceLock::new();
    FOLDER.get_or_init(|| std::env::current_dir().ok()?.canonicalize().ok()).as_deref()
}

/// A file by its name from the current folder: `api/apilint.yaml`, `../apilint.yaml`.
pub fn shown(file: &Path) -> String {
    current_folder().map_or_else(|| file.display().to_string(), |here| from(here, file))
}

/// A file by its name from a folder; both are real paths.
pub fn from(folder: &Path, file: &Path) -> String {
    let above = folder.ancestors().enumerate();
    let mut below = above.filter(|(_, folder)| folder.parent().is_some());
    let found = below.find_map(|(up, folder)| Some((up, file.strip_prefix(folder).ok()?)));
    let Some((up, rest)) = found else { return file.display().to_string() };
    let rest: Vec<_> = rest.iter().map(|part| part.to_string_lossy()).collect();
    format!("{}{}", "../".repeat(up), rest.join("/"))
}

/// Reads a file. One whose syntax hides some of it cannot be used.
fn read(name: &str, root: &Path, form: Form, today: Option<Date>) -> Result<Settings, Failure> {
    let uri = Uri::new(name);
    if uri.is_remote() {
        return Err(Failure::usage(
            format!("`{name}` is on the network: a declaration is a file, download it first"),
            format!(
                "`{name}` est sur le réseau : une déclaration est un fichier, téléchargez-la d'abord"
            ),
        ));
    }
    let disk = Disk::below(root).map(|disk| disk.up_to(MOST_BYTES));
    let settings = disk.and_then(|disk| Settings::load(&disk, &uri, form, today));
    let settings = settings.map_err(|error| refused(name, form, &error))?;
    if settings.is_broken {
        let message = listed(
            &Text::new(
                format!("`{name}` cannot be used: mend it, or remove it"),
                format!("`{name}` est inutilisable : corrigez-le, ou retirez-le"),
            ),
            &settings.faults,
            settings.faults_left_out,
        );
        return Err(Failure { exit: Exit::Usage, message });
    }
    Ok(settings)
}

fn refused(name: &str, form: Form, error: &LoadError) -> Failure {
    let why = match error {
        LoadError::NotFound => Text::new("no such file", "fichier introuvable"),
        LoadError::Folder => Text::new("it is a folder", "c'est un dossier"),
        other => Text::same(other.to_string()),
    };
    match form {
        Form::Declaration => Failure::usage(
            format!("the declaration `{name}` cannot be read: {}", why.en),
            format!("la déclaration `{name}` ne peut pas être lue : {}", why.fr),
        ),
        Form::Settings => Failure::usage(
            format!("the settings `{name}` cannot be read: {}", why.en),
            format!("les réglages `{name}` ne peuvent pas être lus : {}", why.fr),
        ),
    }
}

/// Tells the faults of a file.
pub fn tell_faults(faults: &[Fault], terminal: Terminal) {
    if !faults.is_empty() {
        terminal.failure(&listed(&left_out(), faults, 0));
    }
}

fn left_out() -> Text {
    Text::new(
        "what is wrong here is left out, and the rest is used",
        "ce qui est faux ici est laissé de côté, et le reste est pris en compte",
    )
}

/// A sentence, and each fault of a file on its line.
fn listed(sentence: &Text, faults: &[Fault], left_out: usize) -> Text {
    let lines = |colon: &str, say: fn(&Text) -> &str| -> String {
        let lines = faults.iter().map(|fault| {
            let Fault { uri, position, message, .. } = fault;
            format!("\n  {uri}:{}:{}{colon}{}", position.line, position.column, say(message))
        });
        lines.collect()
    };
    let more = |said: &str| match left_out {
        0 => String::new(),
        count => format!("\n  … {said} {count}"),
    };
    Text::new(
        format!("{}{}{}", sentence.en, lines(": ", |text| &text.en), more("and more:")),
        format!("{}{}{}", sentence.fr, lines(" : ", |text| &text.fr), more("et d'autres :")),
    )
}

/// The day that dates are compared with.
fn today() -> Result<Option<Date>, Failure> {
    if let Ok(written) = std::env::var(TODAY) {
        let day = Date::read(written.trim());
        return day.map(Some).ok_or_else(|| {
            Failure::usage(
                format!("{TODAY} holds `{written}`, which is not a day: write it as 2026-02-01"),
                format!("{TODAY} contient `{written}`, qui n'est pas une date : écrivez-la comme 2026-02-01"),
            )
        });
    }
    // Before 1970, nothing is old.
    let elapsed = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).ok();
    Ok(elapsed.map(|elapsed| Date::of_unix_days(elapsed.as_secs() / 86_400)))
}
