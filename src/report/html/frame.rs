//! What stands around the descriptions: the head, the switches and the filter, and how to read it all.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest, Sha256};

use super::words::{both, say, tag};
use crate::diagnostic::{Language, Severity};
use crate::report::Run;
use crate::report::wording::{self, Noun};

/// The looks of the page.
pub(in crate::report) const STYLE: &str = include_str!("style.css");
/// What the page does when scripts may run.
const SCRIPT: &str = include_str!("script.js");

/// The start of the page, up to the first description.
pub(super) fn head(run: &Run<'_>) -> Markup {
    let language = run.language;
    let code = match language {
        Language::En => "en",
        Language::Fr => "fr",
    };
    let (en, fr) = if run.judges() {
        ("Ready to be referenced?", "Prête à être référencée\u{202f}?")
    } else {
        ("What the rules say", "Ce que disent les règles")
    };
    html! {
        (DOCTYPE)
        (PreEscaped(format!("<html lang=\"{code}\">")))
        head {
            meta charset="utf-8";
            meta http-equiv="Content-Security-Policy" content=(policy(&[STYLE], &[SCRIPT]));
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta name="generator" content={ "apilint " (env!("CARGO_PKG_VERSION")) };
            meta name="color-scheme" content="light dark";
            title data-en=(en) data-fr=(fr) { @if language == Language::En { (en) } @else { (fr) } }
            style { (PreEscaped(STYLE)) }
        }
        (tag("<body>"))
        a.skip href="#main" { (say("Skip to the report", "Aller au rapport")) }
        header.page {
            p.name { "apilint" }
            h1 { (say(en, fr)) }
            (switches())
        }
        (tag("<main id=\"main\" tabindex=\"-1\"><div class=\"flow\">"))
        // What is known last is read first: the contents, written after the descriptions, take their place here without
        // a script. A browser that does not know how shows them at the end. Not in `main` itself: what is in an element that
        // Tab does not reach would not be reached either.
        template shadowrootmode="open" { slot name="contents" {} slot name="filter" {} slot {} }
        (filter())
    }
}

/// The end of the page.
pub(super) fn foot() -> Markup {
    html! {
        (tag("</div></main>"))
        footer.page {
            h2 { (say("How to read this report", "Comment lire ce rapport")) }
            dl {
                @for severity in Severity::ALL { div { dt { (super::severity::badge(severity)) } dd { (meaning(severity)) } } }
            }
            p { (say(
                "The verdict rests on what the description says, and on what its producer declares, which is shown apart and was not verified. The API itself was not called.",
                "Le verdict repose sur ce que dit la description, et sur ce que déclare son producteur, montré à part et non vérifié. L'API elle-même n'a pas été appelée.",
            )) }
            p { (say("“l.” and “col.” give the line and the column of the file.", "« l. » et « col. » donnent la ligne et la colonne du fichier.")) }
            p { "apilint " (env!("CARGO_PKG_VERSION")) }
        }
        script { (PreEscaped(SCRIPT)) }
        (tag("</body></html>\n"))
    }
}

fn meaning(severity: Severity) -> Markup {
    match severity {
        Severity::Error => say(
            "a prerequisite is not met, or the description is faulty",
            "un prérequis n'est pas rempli, ou la description est fautive",
        ),
        Severity::Warning => say("a standard is not followed", "un standard n'est pas suivi"),
        Severity::Info => say("a recommendation", "une recommandation"),
        Severity::Hint => say("a nicety", "un détail à soigner"),
    }
}

/// The only style and the only scripts that a page may run, by their digests; nothing comes from elsewhere, and nothing
/// that a description could smuggle in would run.
pub(in crate::report) fn policy(styles: &[&str], scripts: &[&str]) -> String {
    let digest = |text: &&str| format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(text)));
    let digests = |texts: &[&str]| texts.iter().map(digest).collect::<Vec<_>>().join(" ");
    format!(
        "default-src 'none'; style-src {}; script-src {}; base-uri 'none'; form-action 'none'",
        digests(styles),
        digests(scripts)
    )
}

/// Language and colours. Without scripts they cannot work, and are not shown.
pub(in crate::report) fn switches() -> Markup {
    html! {
        div.switches hidden {
            div role="group" aria-labelledby="language-t" {
                span.hidden #language-t { (say("Language", "Langue")) }
                button type="button" lang="fr" data-language="fr" { "Français" }
                button type="button" lang="en" data-language="en" { "English" }
            }
            button #theme type="button" aria-pressed="false" { (say("Dark colours", "Couleurs sombres")) }
        }
    }
}

/// What to show. Without scripts it cannot work, and is not shown.
fn filter() -> Markup {
    html! {
        form #filter slot="filter" role="search" aria-labelledby="filter-t" hidden {
            h2.hidden #filter-t { (say("Filter the findings", "Filtrer les constats")) }
            fieldset {
                legend { (say("Severity", "Gravité")) }
                @for severity in Severity::ALL {
                    label { input type="checkbox" name="severity" value=(severity.name()) checked; " "
                        (both(|language| wording::plural(Noun::of(severity), language).to_owned())) }
                }
            }
            div { label for="rule" { (say("Rule", "Règle")) }
                select #rule { option value="" data-en="all rules" data-fr="toutes les règles" {} } }
            div { label for="words" { (say("Text", "Texte")) } input #words type="search" autocomplete="off"; }
            div.buttons {
                button type="reset" { (say("Show all", "Tout montrer")) }
                button type="button" #unfold { (say("Open all", "Tout déplier")) }
                button type="button" #fold { (say("Close all", "Tout replier")) }
            }
            p #status role="status" {}
        }
    }
}
