//! `apilint why`: whether a rule looked at a place of a description, and what it said there.

use apilint::description::Description;
use apilint::functions::{Budget, Schemas};
use apilint::guide;
use apilint::lint::{self, Astray, Inquiry};
use apilint::loader::HttpOptions;
use apilint::report;
use apilint::ruleset::{Ruleset, Standing};
use apilint::source::Uri;

use crate::args;
use crate::exit::{Exit, Failure};
use crate::files::Anywhere;
use crate::input;
use crate::limits::Limits;
use crate::nearest::{Kind, unknown};
use crate::network::Network;
use crate::rulesets;
use crate::settings::AllSettings;
use crate::terminal::{self, Terminal};

/// Runs the command.
pub fn run(arguments: &args::Why, terminal: &mut Terminal) -> Result<Exit, Failure> {
    let file = || std::iter::once(arguments.file.as_str());
    let settings = AllSettings::of(file(), None, None)?;
    terminal.follow(&settings)?;
    let terminal = *terminal;
    settings.tell(terminal);
    let names = settings.rulesets(&arguments.ruleset, file(), terminal)?;
    let network = Network::for_rulesets(&names, &arguments.reach);
    let asked = rulesets::load(&names, &network, terminal)?;
    let builtin =
        rulesets::named(&["spectral:oas".to_owned(), "apilint:all".to_owned()], &network)?;
    let limits = Limits::default();
    let inputs = input::find(std::slice::from_ref(&arguments.file), None, &limits)?;
    let [input] = inputs.list.as_slice() else {
        return Err(Failure::usage(
            format!("`{}` is not one description: give a file", arguments.file),
            format!("`{}` n'est pas une seule description : donnez un fichier", arguments.file),
        ));
    };
    let uri = Uri::new(input.name.as_str());
    let varied = asked.for_document(&uri);
    let ruleset = varied.as_deref().unwrap_or(&asked);
    let id = arguments.rule.as_str();
    let standing = ruleset.standing(id);
    let home = builtin.origins.get(id).map(|origin| origin.ruleset.as_str());
    if standing.is_none() && home.is_none() {
        return Err(unknown_rule(id, &[ruleset, &builtin]));
    }
    let network = Network::of(std::slice::from_ref(&arguments.file), HttpOptions::default());
    let within = limits.for_description();
    let loader = Anywhere::of(input, network.for_input(&uri), within.size);
    // As `check` reads it.
    let read = if ruleset.judges() {
        Description::load_within(&loader, &uri, within)
    } else {
        Description::load_any(&loader, &uri, within)
    };
    let mut description = read.map_err(|unreadable| Failure::not_read(&unreadable))?;
    let dossier = guide::assess_with(&mut description, &settings.declaration(&arguments.file));
    let place = lint::locate(&description, &arguments.pointer)
        .map_err(|astray| nowhere(&arguments.pointer, &astray))?;
    let ignores = settings.ignores(&arguments.file, &description);
    let (budget, schemas) = (Budget::default(), Schemas::default());
    let limit = limits.diagnostics;
    let inquiry = match standing {
        Some(Standing::Runs(rule)) => Some(lint::why(
            &description,
            (ruleset, rule),
            place,
            (&dossier, &ignores),
            (&budget, &schemas),
            limit,
        )),
        _ => None,
    };
    let is_said = inquiry.as_ref().is_some_and(Inquiry::is_said);
    let origin = ruleset.origins.get(id);
    let description = &description;
    let why = report::Why { rule: id, description, place, standing, origin, home, inquiry, limit };
    terminal::print(&report::why(&why, terminal.language, terminal.style()))?;
    Ok(if is_said { Exit::Clean } else { Exit::Findings })
}

fn unknown_rule(id: &str, rulesets: &[&Ruleset]) -> Failure {
    let known = rulesets.iter().flat_map(|ruleset| ruleset.origins.keys());
    let known: Vec<&str> = known.map(String::as_str).collect();
    unknown(Kind { en: "rule", unknown_fr: "règle inconnue" }, id, &known)
}

/// The nearest place that is there.
fn nowhere(pointer: &str, astray: &Astray) -> Failure {
    let Astray { there, missing, guess } = astray;
    let (en, fr) = match guess {
        Some(guess) => {
            (format!(". Did you mean `#{guess}`?"), format!(". Vouliez-vous dire `#{guess}` ?"))
        }
        None => (String::new(), String::new()),
    };
    Failure::usage(
        format!("`{pointer}` leads nowhere: `#{there}` is there, and holds no `{missing}`{en}"),
        format!(
            "`{pointer}` ne mène nulle part : `#{there}` existe, et ne contient pas `{missing}`{fr}"
        ),
    )
}
