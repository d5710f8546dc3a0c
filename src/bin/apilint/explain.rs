//! `apilint explain`: one rule in full.

use apilint::report::{Entry, entries, explain};

use crate::args::Explain;
use crate::exit::{Exit, Failure};
use crate::nearest::{Kind, unknown};
use crate::network::Network;
use crate::rulesets;
use crate::terminal::{self, Terminal};

/// Prints the page of a rule: of the ruleset that applies if it has it, else of those that come with the command.
pub fn run(arguments: &Explain, terminal: &mut Terminal) -> Result<Exit, Failure> {
    let network = Network::for_rulesets(&arguments.ruleset, &arguments.reach);
    let applied = rulesets::applied(&arguments.ruleset, &network, terminal)?;
    let builtin = ["spectral:oas".to_owned(), "apilint:all".to_owned()];
    let builtin = rulesets::named(&builtin, &Network::Unused)?;
    let known: Vec<Entry<'_>> = entries(&applied).into_iter().chain(entries(&builtin)).collect();
    let Some(entry) = known.iter().find(|entry| entry.id == arguments.rule) else {
        let ids: Vec<&str> = known.iter().map(|entry| entry.id).collect();
        return Err(unknown(
            Kind { en: "rule", unknown_fr: "règle inconnue" },
            &arguments.rule,
            &ids,
        ));
    };
    terminal::print(&explain(entry, terminal.language, terminal.style()))?;
    Ok(Exit::Clean)
}
