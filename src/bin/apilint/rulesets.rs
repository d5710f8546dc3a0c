//! Which ruleset a command works with: those asked for, else those that are found, else the default.

use std::path::Path;

use apilint::diagnostic::Text;
use apilint::loader::Disk;
use apilint::ruleset::{Extent, Fault, NotRun, Ruleset, RulesetError, is_ours};
use apilint::source::Uri;

use crate::exit::Failure;
use crate::files::{Anywhere, FirstOf};
use crate::input::STDIN;
use crate::network::Network;
use crate::settings::{self, AllSettings};
use crate::terminal::Terminal;

/// The ruleset when nothing else is said.
pub const DEFAULT: &str = "apilint:api-gouv-fr";
/// Names of a ruleset file that need not be given.
pub const FOUND: [&str; 3] = [".spectral.yaml", ".spectral.yml", ".spectral.json"];

/// Loads the rulesets asked for, or those that apply in the current folder when none is, where its settings say the language
/// too.
pub fn applied(
    asked: &[String],
    network: &Network,
    terminal: &mut Terminal,
) -> Result<Ruleset, Failure> {
    let here = || std::iter::once(STDIN);
    let names = match AllSettings::of(here(), None, None) {
        Ok(settings) => {
            terminal.follow(&settings)?;
            settings.rulesets(asked, here(), *terminal)?
        }
        // What it would say is not asked.
        Err(_) if !asked.is_empty() => asked.to_vec(),
        Err(failure) => return Err(failure),
    };
    load(&names, network, *terminal)
}

/// Loads rulesets by their names, and says which of their rules are not run.
pub fn load(names: &[String], network: &Network, terminal: Terminal) -> Result<Ruleset, Failure> {
    let ruleset = named(names, network)?;
    tell_left_out(&ruleset, terminal);
    Ok(ruleset)
}

/// The same, as far as checking needs them.
pub fn to_run(names: &[String], network: &Network, terminal: Terminal) -> Result<Ruleset, Failure> {
    let ruleset = load_as_far_as(Extent::ToRun, names, network)?;
    tell_left_out(&ruleset, terminal);
    Ok(ruleset)
}

fn tell_left_out(ruleset: &Ruleset, terminal: Terminal) {
    for left_out in &ruleset.not_run {
        terminal.note(&not_run(left_out));
    }
}

/// `team.yaml:4:7: rule not run, x: why`.
fn not_run(left_out: &NotRun) -> Text {
    let (rule, reason) = (&left_out.rule, &left_out.reason);
    let place = match reason.at {
        Some((at, _)) => format!("{}:{}:{}", reason.uri, at.line, at.column),
        None => reason.uri.to_string(),
    };
    Text::new(
        format!("{place}: `{rule}` is not run: {}", reason.message.en),
        format!("{place} : `{rule}` n'est pas exécutée : {}", reason.message.fr),
    )
}

/// Loads rulesets by their names: files below the projects they stand in, and URLs, each of which is allowed its own host.
pub fn named(names: &[String], network: &Network) -> Result<Ruleset, Failure> {
    load_as_far_as(Extent::Whole, names, network)
}

fn load_as_far_as(extent: Extent, names: &[String], network: &Network) -> Result<Ruleset, Failure> {
    let uris: Vec<Uri> = names.iter().map(|name| Uri::new(name.as_str())).collect();
    let (remote, local): (Vec<&Uri>, Vec<&Uri>) = uris.iter().partition(|uri| uri.is_remote());
    let local = local.into_iter().map(Uri::as_str).filter(|name| !is_ours(name));
    let roots = local.map(|name| Disk::project_root(Path::new(name)));
    let disks = roots.filter_map(|root| Disk::below(&root).ok());
    let files = disks.fold(FirstOf::default(), FirstOf::and);
    let network = remote.into_iter().fold(network.clone(), |network, uri| network.for_input(uri));
    let loader = Anywhere { files, network };
    Ruleset::load_as_far_as(extent, names, &loader).map_err(|error| refused(&error))
}

/// The ruleset that Spectral would find: in the current folder, or above it up to the root of the repository.
pub fn of_spectral() -> Option<String> {
    let folders = settings::upward().into_iter();
    let mut files = folders.flat_map(|folder| FOUND.map(|name| folder.join(name)));
    files.find(|file| file.is_file()).map(|file| settings::shown(&file))
}

/// Every fault on its line.
fn refused(error: &RulesetError) -> Failure {
    let line = |fault: &Fault, message: &str, colon: &str| match fault.at {
        Some((at, _)) => format!("\n  {}:{}:{}{colon}{message}", fault.uri, at.line, at.column),
        None => format!("\n  {message}"),
    };
    let en: String =
        error.faults.iter().map(|fault| line(fault, &fault.message.en, ": ")).collect();
    let fr: String =
        error.faults.iter().map(|fault| line(fault, &fault.message.fr, " : ")).collect();
    Failure::usage(
        format!(
            "the ruleset cannot be used{en}\n  mend it, or choose another: --ruleset apilint:api-gouv-fr"
        ),
        format!(
            "jeu de règles inutilisable{fr}\n  corrigez-le, ou choisissez-en un autre : --ruleset apilint:api-gouv-fr"
        ),
    )
}
