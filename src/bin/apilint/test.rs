//! `apilint test`: tries the examples that a ruleset holds.

use apilint::diagnostic::Text;
use apilint::examples;
use apilint::report::TRIAL_REPORTERS;
use apilint::ruleset::{Fault, Ruleset};

use crate::args::Test;
use crate::exit::{Exit, Failure};
use crate::nearest::{Kind, unknown};
use crate::network::Network;
use crate::rulesets;
use crate::terminal::{self, Terminal};

/// What an example looks like.
const SAMPLE: &str = "
  rules:
    contact-team:
      # given, then…
      x-apilint:
        examples:
          - bad: |
              info:
                contact: { name: X }
                #^^^^^^^ words of the message
          - good: |
              info:
                contact: { name: Team }";

/// Runs the command.
pub fn run(arguments: &Test, terminal: &mut Terminal) -> Result<Exit, Failure> {
    let known: Vec<&str> = TRIAL_REPORTERS.iter().map(|(name, _)| *name).collect();
    let (_, write) =
        TRIAL_REPORTERS.iter().find(|(name, _)| *name == arguments.format).ok_or_else(|| {
            unknown(Kind { en: "format", unknown_fr: "format inconnu" }, &arguments.format, &known)
        })?;
    let network = Network::for_rulesets(&arguments.ruleset, &arguments.reach);
    let ruleset = rulesets::applied(&arguments.ruleset, &network, terminal)?;
    let faulty = faulty(&ruleset);
    if !faulty.is_empty() {
        return Err(refused(&faulty));
    }
    let tried = examples::try_all(&ruleset);
    let (held, of) =
        tried.iter().fold((0, 0), |(held, of), one| (held + one.held(), of + one.trials.len()));
    if of == 0 {
        return Err(no_example(&ruleset));
    }
    terminal::print(&write(&tried, terminal.language, terminal.style()))?;
    Ok(if held == of { Exit::Clean } else { Exit::Findings })
}

/// What is written as an example, and is none.
fn faulty(ruleset: &Ruleset) -> Vec<&Fault> {
    let enabled = ruleset.rules.iter().map(|rule| &rule.docs);
    enabled.chain(ruleset.disabled.values()).flat_map(|docs| &docs.faulty_examples).collect()
}

fn refused(faults: &[&Fault]) -> Failure {
    let place = |fault: &Fault| match fault.at {
        Some((at, _)) => format!("\n  {}:{}:{}", fault.uri, at.line, at.column),
        None => format!("\n  {}", fault.uri),
    };
    let lines = |colon: &str, say: fn(&Text) -> &str| -> String {
        let lines = faults.iter();
        let lines: Vec<String> =
            lines.map(|fault| format!("{}{colon}{}", place(fault), say(&fault.message))).collect();
        lines.concat()
    };
    Failure::usage(
        format!("some examples cannot be tried{}", lines(": ", |text| &text.en)),
        format!("des exemples ne peuvent pas être essayés{}", lines(" : ", |text| &text.fr)),
    )
}

fn no_example(ruleset: &Ruleset) -> Failure {
    let names = ruleset.names.join("`, `");
    Failure::usage(
        format!("no example to try in `{names}`: write them below the rule{SAMPLE}"),
        format!("aucun exemple à essayer dans `{names}` : écrivez-les sous la règle{SAMPLE}"),
    )
}
