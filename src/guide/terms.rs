//! `terms`: the terms of use are linked. The guide does not ask for them; what api.gouv.fr says of itself does.

use super::prose::placeholder::is_placeholder;
use super::prose::reference::{leads_somewhere, terms_linked, terms_named};
use super::{
    Assessment, Criterion, Evidence, Extracted, Gap, Inspection, Strength, Title, Verdict, reading,
};
use crate::diagnostic::Text;

pub(super) static CRITERION: Criterion = Criterion {
    id: "terms",
    guide: &[],
    strength: Strength::Recommendation,
    title: Title { en: "Terms of use are linked", fr: "Les conditions d'utilisation sont liées" },
    assess,
};

fn assess(inspection: &Inspection<'_>) -> Assessment {
    let description = inspection.description;
    let root = description.root();
    let info = root.get("info");
    let field = info.and_then(|info| info.get("termsOfService"));
    let written = field.and_then(|field| Some((field, field.scalar()?.trim())));
    let written = written.filter(|(_, text)| !text.is_empty());
    if let Some((field, url)) = written.filter(|(_, url)| leads_somewhere(url)) {
        let evidence = Evidence::at(field, url.to_owned());
        return CRITERION.met(vec![evidence.extracting(Extracted::Url(url.to_owned()))]);
    }
    let in_prose = reading::of_api(description).into_iter().find_map(|passage| {
        let stated = terms_linked(passage.text).into_iter().next()?;
        let evidence = Evidence::in_text(passage.node, stated.range);
        Some(evidence.extracting(Extracted::Url(stated.value)))
    });
    if let Some(evidence) = in_prose {
        return CRITERION.met(vec![evidence]);
    }
    if let Some((field, text)) = written {
        let shown: String = text.chars().take(80).collect();
        let message = Text::new(
            format!("“{shown}” is not the address of terms of use"),
            format!("«\u{a0}{shown}\u{a0}» n'est pas l'adresse de conditions d'utilisation"),
        );
        // The criterion of placeholders says it of its own.
        let gap = (!is_placeholder(text)).then(|| Gap::partial(message, field.label()));
        let evidence = Evidence::at(field, text.to_owned());
        return CRITERION.lacking(description, Verdict::Partial, vec![evidence], gap);
    }
    let place = field.or(info).unwrap_or(root).key_label();
    let named = reading::of_api(description)
        .into_iter()
        .find_map(|passage| Some(Evidence::in_text(passage.node, terms_named(passage.text)?)));
    if let Some(evidence) = named {
        let message = Text::new(
            "Terms of use are named, without a link to them: write it in `info.termsOfService`",
            "Des conditions d'utilisation sont citées, sans lien pour y aller\u{a0}: écrivez-le dans `info.termsOfService`",
        );
        let gap = Some(Gap::partial(message, place));
        return CRITERION.lacking(description, Verdict::Partial, vec![evidence], gap);
    }
    let message = Text::new(
        "Nothing leads to the terms of use: `info.termsOfService` is missing",
        "Rien ne mène aux conditions d'utilisation\u{a0}: `info.termsOfService` manque",
    );
    CRITERION.judged(Verdict::Missing, Vec::new(), vec![Gap::missing(message, place)])
}
