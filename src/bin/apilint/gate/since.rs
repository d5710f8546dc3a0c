//! `--since`: what changed in the files of a Git work tree, asked of `git` itself.

mod hunks;

use std::collections::{BTreeMap, HashMap};
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use apilint::diagnostic::Text;
use apilint::lint::{Changed, Changes};
use apilint::report::Outcome;
use apilint::source::{SourceId, Uri};

use crate::exit::{Exit, Failure};
use crate::input::Input;
use crate::terminal::Terminal;

/// Variables that would have `git` look elsewhere, or run something else: a hook sets some.
const NOT_OURS: &[&str] = &[
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_COMMON_DIR",
    "GIT_INDEX_FILE",
    "GIT_PREFIX",
    "GIT_NAMESPACE",
    "GIT_EXTERNAL_DIFF",
    "GIT_DIFF_OPTS",
    "GIT_PAGER",
    "GIT_TRACE",
];

/// A revision to compare with.
#[derive(Debug)]
pub struct Since {
    revision: String,
    /// The commit that it names in the repository of each folder; none outside of one.
    commits: BTreeMap<PathBuf, Option<String>>,
    /// Diagnostics of places that have not changed.
    left_out: usize,
}

impl Since {
    /// Finds the revision in the repository of every input.
    pub fn open(revision: &str, inputs: &[Input]) -> Result<Self, Failure> {
        if revision.is_empty() || revision.starts_with('-') {
            return Err(Failure::usage(
                format!(
                    "--since `{revision}`: a revision of Git is wanted, such as `main` or `HEAD~3`"
                ),
                format!(
                    "--since `{revision}` : on attend une révision de Git, comme `main` ou `HEAD~3`"
                ),
            ));
        }
        let mut since =
            Self { revision: revision.to_owned(), commits: BTreeMap::new(), left_out: 0 };
        for input in inputs {
            let is_file = input.bytes.is_none() && !Uri::new(input.name.as_str()).is_remote();
            let path = Path::new(&input.name).canonicalize().ok().filter(|_| is_file);
            if path.is_none() && is_file {
                // It is told as a file that cannot be read.
                continue;
            }
            let commit = path.map(|path| since.commit(&path)).transpose()?.flatten();
            if commit.is_none() {
                let name = &input.name;
                return Err(Failure::usage(
                    format!("--since needs files of a Git work tree, and `{name}` is in none"),
                    format!(
                        "--since suppose des fichiers suivis par Git, et `{name}` n'est dans aucun dépôt"
                    ),
                ));
            }
        }
        Ok(since)
    }

    /// The commit in the repository of a file.
    fn commit(&mut self, file: &Path) -> Result<Option<String>, Failure> {
        let folder = file.parent().unwrap_or(file);
        if let Some(commit) = self.commits.get(folder) {
            return Ok(commit.clone());
        }
        let inside = git(folder, &["rev-parse", "--is-inside-work-tree"])?;
        let is_inside = inside.status.success() && inside.stdout.starts_with(b"true");
        let commit = if is_inside {
            let named = format!("{}^{{commit}}", self.revision);
            let found = git(folder, &["rev-parse", "--verify", "--quiet", &named])?;
            let commit = String::from_utf8_lossy(&found.stdout).trim().to_owned();
            if !found.status.success() || commit.is_empty() {
                let revision = &self.revision;
                return Err(Failure::usage(
                    format!(
                        "--since `{revision}`: Git knows no such revision here (in a pipeline, fetch it first)"
                    ),
                    format!(
                        "--since `{revision}` : Git ne connaît pas cette révision ici (dans une intégration continue, récupérez-la d'abord)"
                    ),
                ));
            }
            Some(commit)
        } else {
            None
        };
        self.commits.insert(folder.to_owned(), commit.clone());
        Ok(commit)
    }

    /// Leaves out what is said of places that have not changed.
    pub fn keep_changed(&mut self, outcome: &mut Outcome) -> Result<(), Failure> {
        // Where those past the limit stand, nobody knows.
        for left_out in outcome.left_out.drain(..) {
            self.left_out += left_out.count;
        }
        let description = &outcome.description;
        let mut files: HashMap<SourceId, Changes> = HashMap::new();
        for diagnostic in &outcome.diagnostics {
            let labels = std::iter::once(&diagnostic.at).chain(&diagnostic.related);
            for id in labels.map(|label| label.span.source) {
                if files.contains_key(&id) {
                    continue;
                }
                if let Some(changes) = self.changes(&description.source(id).uri)? {
                    files.insert(id, changes);
                }
            }
        }
        let changed = Changed::of(description, files);
        let before = outcome.diagnostics.len();
        outcome.diagnostics.retain(|diagnostic| changed.concerns(diagnostic));
        self.left_out += before - outcome.diagnostics.len();
        Ok(())
    }

    /// What changed in a file; nothing is known of one that is in no repository.
    fn changes(&mut self, uri: &Uri) -> Result<Option<Changes>, Failure> {
        if uri.is_remote() {
            return Ok(None);
        }
        let Ok(file) = Path::new(uri.as_str()).canonicalize() else { return Ok(None) };
        let Some(commit) = self.commit(&file)? else { return Ok(None) };
        let (Some(folder), Some(name)) =
            (file.parent(), file.file_name().and_then(|name| name.to_str()))
        else {
            return Ok(None);
        };
        let was_there = git(folder, &["cat-file", "-e", &format!("{commit}:./{name}")])?;
        if !was_there.status.success() {
            return Ok(Some(Changes::All));
        }
        let options = ["diff", "-U0", "--no-ext-diff", "--no-textconv", "--no-color", "--text"];
        let asked = [&options[..], &["--no-renames", &commit, "--", name]].concat();
        let told = git(folder, &asked)?;
        if !told.status.success() {
            let error = String::from_utf8_lossy(&told.stderr);
            let what = Text::new(
                format!("Git does not say what changed in `{uri}`"),
                format!("Git ne dit pas ce qui a changé dans `{uri}`"),
            );
            return Err(Failure::world(Exit::Usage, &what, &error.trim()));
        }
        Ok(Some(Changes::Lines(hunks::read(&told.stdout))))
    }

    /// Says how much is left out.
    pub fn close(&self, terminal: Terminal) {
        let (count, revision) = (self.left_out, &self.revision);
        match count {
            0 => {}
            1 => terminal.note(&Text::new(
                format!("--since {revision}: 1 diagnostic is left out, where nothing has changed"),
                format!("--since {revision} : 1 diagnostic laissé de côté, là où rien n'a changé"),
            )),
            _ => terminal.note(&Text::new(
                format!("--since {revision}: {count} diagnostics are left out, where nothing has changed"),
                format!("--since {revision} : {count} diagnostics laissés de côté, là où rien n'a changé"),
            )),
        }
    }
}

/// Asks `git`, which reads what is there and runs, fetches and asks nothing.
fn git(folder: &Path, arguments: &[&str]) -> Result<Output, Failure> {
    let mut command = Command::new("git");
    command.args(["--no-pager", "--literal-pathspecs", "-c", "core.fsmonitor=false"]);
    command.arg("-C").arg(folder).args(arguments).stdin(Stdio::null());
    for name in NOT_OURS {
        command.env_remove(name);
    }
    command.envs([
        ("GIT_OPTIONAL_LOCKS", "0"),
        ("GIT_TERMINAL_PROMPT", "0"),
        ("GIT_NO_LAZY_FETCH", "1"),
        ("LC_ALL", "C"),
    ]);
    command.output().map_err(|error| {
        let what = if error.kind() == io::ErrorKind::NotFound {
            Text::new("--since needs the command `git`", "--since a besoin de la commande `git`")
        } else {
            Text::new("`git` does not start", "`git` ne démarre pas")
        };
        Failure::world(Exit::Usage, &what, &error)
    })
}
