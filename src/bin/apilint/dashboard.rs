//! `apilint dashboard`: the page on many APIs, and how they changed, from the JSON reports of earlier runs.

use std::fs::{self, File};
use std::io::BufReader;
use std::path::{Path, PathBuf};

use apilint::diagnostic::Text;
use apilint::report::overview::{Snapshot, dashboard, read};

use crate::args::Dashboard;
use crate::exit::{Exit, Failure};
use crate::output;
use crate::replacement;
use crate::terminal::Terminal;

/// The page in its folder.
const PAGE: &str = "index.html";
/// What a page of ours holds near its start.
const OURS: &str = "<meta name=\"generator\" content=\"apilint ";

/// Runs the command.
pub fn run(arguments: &Dashboard, terminal: Terminal) -> Result<Exit, Failure> {
    let mut files = Vec::new();
    for given in &arguments.reports {
        files.extend(reports(given)?);
    }
    let snapshots = files.iter().map(|file| snapshot(file)).collect::<Result<Vec<_>, _>>()?;
    let Some(page) = dashboard(&snapshots, terminal.language) else {
        let given = arguments.reports.iter().map(|given| format!("`{}`", given.display()));
        let given = given.collect::<Vec<_>>().join(", ");
        return Err(Failure::usage(
            format!("no report in {given}: write some with `apilint check … --format json=FILE`"),
            format!(
                "aucun rapport dans {given} : écrivez-en avec `apilint check … --format json=FICHIER`"
            ),
        ));
    };
    let target = arguments.output.join(PAGE);
    if is_strangers(&target) {
        let target = target.display();
        return Err(Failure::usage(
            format!("`{target}` is not a page of apilint: choose another folder"),
            format!("`{target}` n'est pas une page d'apilint : choisissez un autre dossier"),
        ));
    }
    fs::create_dir_all(&arguments.output)
        .and_then(|()| replacement::replace(&target, |out| out.write_all(page.as_bytes())))
        .map_err(|error| output::not_written(&target, &error))?;
    let (count, target) = (snapshots.len(), target.display());
    terminal.note(&Text::new(
        format!("{target}: {count} {}", if count == 1 { "report" } else { "reports" }),
        format!("{target} : {count} {}", if count == 1 { "rapport" } else { "rapports" }),
    ));
    Ok(Exit::Clean)
}

/// The file, or those of a folder that are called as reports are.
fn reports(given: &Path) -> Result<Vec<PathBuf>, Failure> {
    if !given.is_dir() {
        return Ok(vec![given.to_owned()]);
    }
    let entries = fs::read_dir(given).and_then(|entries| {
        entries.map(|entry| entry.map(|entry| entry.path())).collect::<Result<Vec<_>, _>>()
    });
    let mut files = entries.map_err(|error| not_read(given, &error.to_string()))?;
    files.retain(|file| file.extension().is_some_and(|end| end == "json" || end == "ndjson"));
    files.sort();
    Ok(files)
}

fn snapshot(file: &Path) -> Result<Snapshot, Failure> {
    let open = File::open(file).map_err(|error| not_read(file, &error.to_string()))?;
    let overview = read(BufReader::new(open)).map_err(|error| {
        let (name, why) = (file.display(), error.to_string());
        Failure::usage(
            format!("`{name}` is not a report of apilint: {why}"),
            format!("`{name}` n'est pas un rapport d'apilint : {why}"),
        )
    })?;
    let label = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    Ok(Snapshot { label, overview })
}

fn not_read(file: &Path, error: &str) -> Failure {
    let file = file.display();
    let what =
        Text::new(format!("`{file}` cannot be read"), format!("`{file}` ne peut pas être lu"));
    Failure::world(Exit::Usage, &what, &error)
}

/// Whether a file is there that this command did not write.
fn is_strangers(page: &Path) -> bool {
    let Ok(text) = fs::read(page) else { return page.exists() };
    let start = &text[..text.len().min(4096)];
    !String::from_utf8_lossy(start).contains(OURS)
}
