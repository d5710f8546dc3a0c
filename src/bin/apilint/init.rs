//! `apilint init`: writes `apilint.yaml`, with what a description says already.

use std::fs::OpenOptions;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use apilint::declaration::{FILE_NAMES, Template};
use apilint::description::{Description, Unreadable};
use apilint::diagnostic::Text;
use apilint::guide;
use apilint::source::Uri;

use crate::args;
use crate::exit::{Exit, Failure};
use crate::files::Anywhere;
use crate::input::{self, Input};
use crate::limits::Limits;
use crate::network::Network;
use crate::replacement;
use crate::rulesets;
use crate::settings::shown;
use crate::terminal::Terminal;

/// Descriptions that are named where there are several to choose from.
const NAMED: usize = 5;

/// Runs the command.
pub fn run(arguments: &args::Init, terminal: Terminal) -> Result<Exit, Failure> {
    let found = match &arguments.input {
        Some(input) => Some(asked(input, arguments)?),
        None => only_one(arguments)?,
    };
    let folder = found.as_ref().map(|(input, _)| folder_of(input)).unwrap_or_default();
    if let Some(there) = FILE_NAMES.iter().map(|name| folder.join(name)).find(|file| file.exists())
    {
        return Err(is_there(&there));
    }
    let file = folder.join(FILE_NAMES[0]);
    let rulesets = match arguments.ruleset.as_slice() {
        [] => vec![ruleset_of(&folder)],
        asked => asked.to_vec(),
    };
    let (known, uri) = match &found {
        Some((_, description)) => {
            let dossier = guide::assess(description);
            (guide::known(description, &dossier), Some(&description.entry().source.uri))
        }
        None => (Vec::new(), None),
    };
    let template = Template {
        language: terminal.language,
        rulesets: &rulesets,
        description: uri,
        known: &known,
    };
    let text = template.text();
    write(&file, &text)?;
    terminal.note(&written(&file, known.len(), uri));
    Ok(Exit::Clean)
}

type Found = (Input, Description);

/// The description that was asked for.
fn asked(input: &str, arguments: &args::Init) -> Result<Found, Failure> {
    let limits = Limits::default();
    let mut inputs = input::find(&[input.to_owned()], None, &limits)?.list;
    match (inputs.pop(), inputs.is_empty()) {
        (Some(found), true) if found.is_named => {
            let description = read(&found, arguments, limits);
            Ok((found, description.map_err(|unreadable| not_read(&unreadable))?))
        }
        _ => {
            let search = [input.to_owned()];
            only_one_of(&search, arguments)?.ok_or_else(|| {
                Failure::usage(
                    format!("no OpenAPI description in `{input}`"),
                    format!("aucune description OpenAPI dans `{input}`"),
                )
            })
        }
    }
}

/// The description of the current folder, if there is one.
fn only_one(arguments: &args::Init) -> Result<Option<Found>, Failure> {
    only_one_of(&[".".to_owned()], arguments)
}

fn only_one_of(search: &[String], arguments: &args::Init) -> Result<Option<Found>, Failure> {
    let limits = Limits::default();
    let inputs = input::find(search, None, &limits)?.list.into_iter();
    let mut found: Vec<Found> = inputs
        .filter_map(|input| {
            let description = read(&input, arguments, limits).ok()?;
            Some((input, description))
        })
        .take(NAMED + 1)
        .collect();
    if found.len() > 1 {
        return Err(several(&found));
    }
    Ok(found.pop())
}

fn read(input: &Input, arguments: &args::Init, limits: Limits) -> Result<Description, Unreadable> {
    let uri = Uri::new(input.name.as_str());
    let network = Network::for_rulesets(std::slice::from_ref(&input.name), &arguments.reach);
    let within = limits.for_description();
    let loader = Anywhere::of(input, network.for_input(&uri), within.size);
    Description::load_within(&loader, &uri, within)
}

/// Beside the description; in the current folder for one that has none.
fn folder_of(input: &Input) -> PathBuf {
    if input.bytes.is_some() || Uri::new(input.name.as_str()).is_remote() {
        return PathBuf::new();
    }
    Path::new(&input.name).parent().map(Path::to_owned).unwrap_or_default()
}

/// The ruleset that Spectral finds there, as it is named from there; else the default.
fn ruleset_of(folder: &Path) -> String {
    let found = rulesets::FOUND.into_iter().find(|name| folder.join(name).is_file());
    found.unwrap_or(rulesets::DEFAULT).to_owned()
}

/// Writes a file that is not there yet: its name is taken first, then the whole text is put in its place.
fn write(file: &Path, text: &str) -> Result<(), Failure> {
    match OpenOptions::new().write(true).create_new(true).open(file) {
        Ok(_) => {}
        Err(error) if error.kind() == ErrorKind::AlreadyExists => return Err(is_there(file)),
        Err(error) => return Err(not_written(file, &error)),
    }
    replacement::replace(file, |out| out.write_all(text.as_bytes())).map_err(|error| {
        // Best effort: the error that is told is the first one.
        let _ = std::fs::remove_file(file);
        not_written(file, &error)
    })
}

fn not_written(file: &Path, error: &std::io::Error) -> Failure {
    let file = file.display();
    let what = Text::new(
        format!("`{file}` cannot be written"),
        format!("`{file}` ne peut pas être écrit"),
    );
    Failure::world(Exit::Usage, &what, error)
}

fn is_there(file: &Path) -> Failure {
    let file = file.display();
    Failure::usage(
        format!(
            "`{file}` is there already, and is left as it is: complete it by hand (`apilint schema declaration` describes \
             every field), or rename it and run this again"
        ),
        format!(
            "`{file}` existe déjà, et reste tel quel : complétez-le à la main (`apilint schema declaration` décrit chaque \
             champ), ou renommez-le et relancez la commande"
        ),
    )
}

fn several(found: &[Found]) -> Failure {
    let mut names: Vec<String> =
        found.iter().take(NAMED).map(|(input, _)| format!("`{}`", input.name)).collect();
    if found.len() > NAMED {
        names.push("…".to_owned());
    }
    let (first, names) = (&found[0].0.name, names.join(", "));
    Failure::usage(
        format!("several descriptions here: {names}; say which, as in `apilint init {first}`"),
        format!(
            "plusieurs descriptions ici : {names} ; dites laquelle, comme dans `apilint init {first}`"
        ),
    )
}

fn not_read(unreadable: &Unreadable) -> Failure {
    let message = Text::new(
        format!("`{}` is not read: {}", unreadable.uri, unreadable.reason.en),
        format!("`{}` n'est pas lu : {}", unreadable.uri, unreadable.reason.fr),
    );
    Failure { exit: Exit::Unreadable, message }
}

/// What was done, and what to do next.
fn written(file: &Path, known: usize, description: Option<&Uri>) -> Text {
    let file =
        std::path::absolute(file).map_or_else(|_| file.display().to_string(), |file| shown(&file));
    let Some(uri) = description else {
        return Text::new(
            format!(
                "{file} is written. Fill in the lines marked TODO, then run `apilint check` on your description."
            ),
            format!(
                "{file} est écrit. Complétez les lignes marquées TODO, puis lancez `apilint check` sur votre description."
            ),
        );
    };
    let (en, fr) = match known {
        0 => ("no field".to_owned(), "aucun champ lu".to_owned()),
        1 => ("1 field".to_owned(), "1 champ lu".to_owned()),
        many => (format!("{many} fields"), format!("{many} champs lus")),
    };
    Text::new(
        format!(
            "{file} is written, with {en} read from {uri}. Fill in the lines marked TODO, then run `apilint check {uri}`."
        ),
        format!(
            "{file} est écrit, avec {fr} dans {uri}. Complétez les lignes marquées TODO, puis lancez `apilint check {uri}`."
        ),
    )
}
