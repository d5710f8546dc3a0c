//! `apilint rules`: the rules that apply.

use apilint::report::LISTINGS;

use crate::args::Rules;
use crate::exit::{Exit, Failure};
use crate::nearest::{Kind, unknown};
use crate::network::Network;
use crate::rulesets;
use crate::terminal::{self, Terminal};

/// Prints the list.
pub fn run(arguments: &Rules, terminal: Terminal) -> Result<Exit, Failure> {
    let known: Vec<&str> = LISTINGS.iter().map(|(name, _)| *name).collect();
    let (_, list) =
        LISTINGS.iter().find(|(name, _)| *name == arguments.format).ok_or_else(|| {
            unknown(Kind { en: "format", unknown_fr: "format inconnu" }, &arguments.format, &known)
        })?;
    let asked = arguments.ruleset.as_slice();
    let network = Network::for_rulesets(asked, &arguments.reach);
    let ruleset = rulesets::load(asked, &network, terminal)?;
    terminal::print(&list(&ruleset, terminal.language, terminal.style()))?;
    Ok(Exit::Clean)
}
