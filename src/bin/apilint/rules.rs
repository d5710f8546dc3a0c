//! `apilint rules`: the rules that apply.

use std::path::Path;

use apilint::report::LISTINGS;
use apilint::report::site::{MARKER, site};

use crate::args::Rules;
use crate::exit::{Exit, Failure};
use crate::folder;
use crate::nearest::{Kind, unknown};
use crate::network::Network;
use crate::rulesets;
use crate::terminal::{self, Terminal};

/// The form of the list that is a folder of pages.
const SITE: &str = "site";

/// Prints the list, or writes it as a site.
pub fn run(arguments: &Rules, terminal: &mut Terminal) -> Result<Exit, Failure> {
    let asked = arguments.ruleset.as_slice();
    let network = Network::for_rulesets(asked, &arguments.reach);
    if let Some((SITE, folder)) = arguments.format.split_once('=') {
        let ruleset = rulesets::applied(asked, &network, terminal)?;
        return folder::write(Path::new(folder), MARKER, &site(&ruleset)).map(|()| Exit::Clean);
    }
    if arguments.format == SITE {
        return Err(Failure::usage(
            "a site needs a folder to be written into: `--format site=FOLDER`",
            "un site s'écrit dans un dossier : `--format site=DOSSIER`",
        ));
    }
    let known: Vec<&str> = LISTINGS.iter().map(|(name, _)| *name).chain([SITE]).collect();
    let (_, list) =
        LISTINGS.iter().find(|(name, _)| *name == arguments.format).ok_or_else(|| {
            unknown(Kind { en: "format", unknown_fr: "format inconnu" }, &arguments.format, &known)
        })?;
    let ruleset = rulesets::applied(asked, &network, terminal)?;
    terminal::print(&list(&ruleset, terminal.language, terminal.style()))?;
    Ok(Exit::Clean)
}
