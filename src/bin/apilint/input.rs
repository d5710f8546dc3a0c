//! Which descriptions a run reads: files, what folders and globs hold, standard input.

use std::collections::BTreeMap;
use std::io::{IsTerminal, Read};
use std::path::{Path, PathBuf};

use apilint::declaration::FILE_NAMES;
use apilint::description::Unreadable;
use apilint::diagnostic::Text;
use apilint::source::Uri;
use globset::{GlobBuilder, GlobMatcher};
use ignore::WalkBuilder;

use crate::exit::{Exit, Failure};
use crate::limits::Limits;

/// Name of standard input when none is given.
pub const STDIN: &str = "<stdin>";

/// One description to read.
#[derive(Debug)]
pub struct Input {
    /// Its name in the report.
    pub name: String,
    /// Its bytes, when they came by standard input.
    pub bytes: Option<Vec<u8>>,
    /// Whether it was asked for by its name.
    pub is_named: bool,
    /// The searches that found it, by their rank.
    pub found_by: Vec<usize>,
}

impl Input {
    fn named(name: String, bytes: Option<Vec<u8>>) -> Self {
        Self { name, bytes, is_named: true, found_by: Vec::new() }
    }

    /// In a folder, a file that is not meant as a description is none of our business.
    pub fn is_passed_over(&self, unreadable: &Unreadable) -> bool {
        !self.is_named && unreadable.is_foreign
    }
}

/// All descriptions of a run, in the order of their names.
#[derive(Debug, Default)]
pub struct Inputs {
    /// What to read.
    pub list: Vec<Input>,
    /// Folders and globs that were searched, as they were given.
    pub searches: Vec<String>,
    /// What the walk through folders met that it could not read.
    pub refusals: Vec<Text>,
}

/// Finds what the arguments mean.
pub fn find(
    arguments: &[String],
    stdin_name: Option<&str>,
    limits: &Limits,
) -> Result<Inputs, Failure> {
    if arguments.is_empty() {
        return Err(nothing_given());
    }
    let mut inputs = Inputs::default();
    // By real path, so that a file given twice is read once; a file that was named counts as named.
    let mut files: BTreeMap<PathBuf, Input> = BTreeMap::new();
    for argument in arguments {
        if argument == "-" {
            if inputs.list.is_empty() {
                inputs.list.push(standard_input(stdin_name, limits)?);
            }
        } else if Uri::new(argument.as_str()).is_remote() {
            let named = || Input::named(argument.clone(), None);
            files.entry(PathBuf::from(argument)).or_insert_with(named);
        } else if Path::new(argument).is_dir() {
            let search = inputs.search(argument);
            inputs.walk(Path::new(argument), search, &has_extension, &mut files);
        } else if is_glob(argument) && !Path::new(argument).exists() {
            let matcher = glob(argument)?;
            let search = inputs.search(argument);
            inputs.walk(&root_of(argument), search, &|path| matcher.is_match(path), &mut files);
        } else {
            let named = || Input::named(argument.clone(), None);
            files.entry(real(Path::new(argument))).or_insert_with(named).is_named = true;
        }
    }
    inputs.list.extend(files.into_values());
    inputs.list.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(inputs)
}

impl Inputs {
    fn search(&mut self, argument: &str) -> usize {
        self.searches.push(argument.to_owned());
        self.searches.len() - 1
    }

    /// Walks a folder as Git sees it.
    fn walk(
        &mut self,
        root: &Path,
        search: usize,
        is_wanted: &dyn Fn(&Path) -> bool,
        files: &mut BTreeMap<PathBuf, Input>,
    ) {
        if !root.is_dir() {
            return;
        }
        let mut walk = WalkBuilder::new(root);
        walk.filter_entry(|entry| entry.file_name() != "node_modules");
        for entry in walk.build() {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    self.refusals.push(Text::same(error.to_string()));
                    continue;
                }
            };
            let path = entry.path().strip_prefix("./").unwrap_or(entry.path());
            if !entry.file_type().is_some_and(|kind| kind.is_file()) || !is_wanted(path) {
                continue;
            }
            // It stands beside descriptions, and is read with them.
            if entry.file_name().to_str().is_some_and(|name| FILE_NAMES.contains(&name)) {
                continue;
            }
            let found =
                || Input { name: name(path), bytes: None, is_named: false, found_by: Vec::new() };
            files.entry(real(path)).or_insert_with(found).found_by.push(search);
        }
    }
}

fn nothing_given() -> Failure {
    if std::io::stdin().is_terminal() {
        Failure::usage(
            "no input: give a file, a folder (`apilint check .`) or a glob",
            "aucune entrée : donnez un fichier, un dossier (`apilint check .`) ou un motif",
        )
    } else {
        Failure::usage(
            "no input: give a file, a folder (`apilint check .`) or a glob; `apilint check -` reads standard input",
            "aucune entrée : donnez un fichier, un dossier (`apilint check .`) ou un motif ; `apilint check -` lit \
             l'entrée standard",
        )
    }
}

/// Reads all of standard input, one byte past the limit at the most: the description is then said to be too large.
fn standard_input(name: Option<&str>, limits: &Limits) -> Result<Input, Failure> {
    let limit = limits.for_description().size;
    let mut bytes = Vec::new();
    let read = std::io::stdin().lock().take(limit + 1).read_to_end(&mut bytes);
    read.map_err(|error| {
        let what =
            Text::new("standard input cannot be read", "l'entrée standard ne peut pas être lue");
        Failure::world(Exit::Unreadable, &what, &error)
    })?;
    Ok(Input::named(name.unwrap_or(STDIN).to_owned(), Some(bytes)))
}

/// Whether a file of a folder may be a description.
fn has_extension(path: &Path) -> bool {
    path.extension().is_some_and(|extension| {
        ["yaml", "yml", "json"].iter().any(|known| extension.eq_ignore_ascii_case(known))
    })
}

fn is_glob(argument: &str) -> bool {
    argument.contains(['*', '?', '[', '{'])
}

fn glob(pattern: &str) -> Result<GlobMatcher, Failure> {
    let bare = pattern.strip_prefix("./").unwrap_or(pattern);
    let glob = GlobBuilder::new(bare).literal_separator(true).build();
    glob.map(|glob| glob.compile_matcher()).map_err(|error| {
        let why = error.kind();
        Failure::usage(
            format!("`{pattern}` is no file and no glob: {why}"),
            format!("`{pattern}` n'est ni un fichier ni un motif : {why}"),
        )
    })
}

/// The folder a glob starts from: what stands before its first part with a wildcard.
fn root_of(pattern: &str) -> PathBuf {
    let fixed: PathBuf = Path::new(pattern)
        .components()
        .take_while(|part| !is_glob(&part.as_os_str().to_string_lossy()))
        .collect();
    if fixed.as_os_str().is_empty() { PathBuf::from(".") } else { fixed }
}

fn real(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}

/// A path as a name: `/` between its parts everywhere.
fn name(path: &Path) -> String {
    let name = path.to_string_lossy().into_owned();
    if cfg!(windows) { name.replace('\\', "/") } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn globs_start_from_their_fixed_part() {
        for (pattern, root) in [
            ("*.yaml", "."),
            ("api/**/*.json", "api"),
            ("/srv/a/{b,c}.yml", "/srv/a"),
            ("./a/*", "./a"),
        ] {
            assert_eq!(root_of(pattern), PathBuf::from(root), "{pattern}");
        }
    }

    #[test]
    fn a_star_stays_in_its_folder() {
        let matcher = glob("./api/*.yaml").expect("a valid glob");
        assert!(matcher.is_match("api/a.yaml") && !matcher.is_match("api/v1/a.yaml"));
    }
}
