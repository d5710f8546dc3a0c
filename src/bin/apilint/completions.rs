//! `apilint completions` and `apilint man`: what packagers install beside the command.

use clap::CommandFactory;

use crate::args::{Arguments, Completions, Man};
use crate::exit::{Exit, Failure};
use crate::nearest::{Kind, unknown};
use crate::terminal;

/// Prints the completions of a shell.
pub fn completions(arguments: &Completions) -> Result<Exit, Failure> {
    // Into memory first: clap_complete panics when its writer fails.
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut Arguments::command(), "apilint", &mut script);
    terminal::write(|out| out.write_all(&script))?;
    Ok(Exit::Clean)
}

/// Prints the man page of the whole, or of one command.
pub fn man(arguments: &Man) -> Result<Exit, Failure> {
    let mut whole = Arguments::command();
    whole.build();
    let page = match &arguments.command {
        None => whole,
        Some(name) => {
            let known: Vec<&str> = whole.get_subcommands().map(clap::Command::get_name).collect();
            let kind = Kind { en: "command", unknown_fr: "commande inconnue" };
            let command = whole.find_subcommand(name).ok_or_else(|| unknown(kind, name, &known))?;
            command.clone().name(format!("apilint-{name}"))
        }
    };
    terminal::write(|out| clap_mangen::Man::new(page).render(&mut &mut *out))?;
    Ok(Exit::Clean)
}
