//! `apilint fiche`: the entry of an API in a catalogue, as its description and its declaration give it.

use apilint::description::Description;
use apilint::diagnostic::Text;
use apilint::guide::{self, Dossier};
use apilint::report::fiche::{self, Subject};
use apilint::source::Uri;

use crate::args::{self, Catalogue};
use crate::exit::{Exit, Failure};
use crate::files::Anywhere;
use crate::input;
use crate::limits::Limits;
use crate::network::Network;
use crate::settings::AllSettings;
use crate::terminal::{self, Terminal};

/// Runs the command.
pub fn run(arguments: &args::Fiche, terminal: &mut Terminal) -> Result<Exit, Failure> {
    let limits = Limits::default();
    let inputs = input::find(std::slice::from_ref(&arguments.input), None, &limits)?;
    let [input] = inputs.list.as_slice() else {
        return Err(Failure::usage(
            format!("`{}` is not one description: give a file", arguments.input),
            format!("`{}` n'est pas une seule description : donnez un fichier", arguments.input),
        ));
    };
    let name = std::iter::once(input.name.as_str());
    let settings = AllSettings::of(name, arguments.declaration.as_deref(), None)?;
    terminal.follow(&settings)?;
    let terminal = *terminal;
    settings.tell(terminal);
    let uri = Uri::new(input.name.as_str());
    let network = Network::for_rulesets(std::slice::from_ref(&input.name), &arguments.reach);
    let within = limits.for_description();
    let loader = Anywhere::of(input, network.for_input(&uri), within.size);
    let description = Description::load_within(&loader, &uri, within);
    let mut description = description.map_err(|unreadable| Failure::not_read(&unreadable))?;
    // What a fault hides would be told to be missing.
    if let Some(unread) = description.unread() {
        return Err(Failure::not_read(&unread));
    }
    let declaration = settings.declaration(&input.name);
    let dossier = guide::assess_with(&mut description, &declaration);
    tell_contradictions(&description, &dossier, terminal);
    let subject =
        Subject { description: &description, declaration: &declaration, dossier: &dossier };
    let text = match arguments.catalogue {
        Catalogue::DataGouv => fiche::data_gouv(subject),
        Catalogue::ApiGouv => fiche::api_gouv(subject, terminal.language),
    };
    terminal::print(&text)?;
    Ok(settings.exit())
}

/// What is declared and the description says otherwise: the fiche follows the description.
fn tell_contradictions(description: &Description, dossier: &Dossier, terminal: Terminal) {
    for remark in &dossier.remarks {
        let source = description.source(remark.at.span.source);
        let at = source.position(remark.at.span.start);
        let place = format!("{}:{}:{}", source.uri, at.line, at.column);
        let Text { en, fr } = &remark.message;
        terminal.note(&Text::new(format!("{place}: {en}"), format!("{place} : {fr}")));
    }
}
