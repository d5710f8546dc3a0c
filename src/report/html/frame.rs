//! What stands around the descriptions: the head, the switches and the filter, and how to read it all.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest, Sha256};

use super::words::{both, say, tag, title};
use crate::diagnostic::{Language, Severity};
use crate::guide::Title;
use crate::report::Run;
use crate::report::wording::{self, Noun};

/// The looks of the page.
pub(in crate::report) const STYLE: &str = include_str!("style.css");
/// What every page does when scripts may run.
const PAGE: &str = include_str!("page.js");
/// What the report does beside it.
const SCRIPT: &str = include_str!("script.js");

/// The start of the report, up to the first description.
pub(super) fn head(run: &Run<'_>) -> Markup {
    let title = if run.judges() {
        Title { en: "Ready to be referenced?", fr: "Prête à être référencée\u{202f}?" }
    } else {
        Title { en: "What the rules say", fr: "Ce que disent les règles" }
    };
    let skip = Title { en: "Skip to the report", fr: "Aller au rapport" };
    html! {
        (opening(run.language, title, skip, &[], SCRIPT))
        (tag("<main id=\"main\" tabindex=\"-1\"><div class=\"flow\">"))
        // What is known last is read first: the contents, written after the descriptions, take their place here without
        // a script. A browser that does not know how shows them at the end. Not in `main` itself: what is in an element that
        // Tab does not reach would not be reached either.
        template shadowrootmode="open" { slot name="contents" {} slot name="filter" {} slot {} }
        (filter())
    }
}

/// The start of a page, up to what it is about: styles and a script of its own come beside those of every page.
pub(in crate::report) fn opening(
    language: Language,
    heading: Title,
    skip: Title,
    styles: &[&str],
    script: &str,
) -> Markup {
    let styles = [&[STYLE], styles].concat();
    html! {
        (DOCTYPE)
        (PreEscaped(format!("<html lang=\"{}\">", language.code())))
        head {
            meta charset="utf-8";
            meta http-equiv="Content-Security-Policy" content=(policy(&digests(&styles), &[script, PAGE]));
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta name="generator" content={ "apilint " (env!("CARGO_PKG_VERSION")) };
            meta name="color-scheme" content="light dark";
            title data-en=(heading.en) data-fr=(heading.fr) { (wording::say(heading, language)) }
            @for style in &styles { style { (PreEscaped(*style)) } }
        }
        (tag("<body>"))
        a.skip href="#main" { (title(skip)) }
        header.page {
            p.name { "apilint" }
            h1 { (title(heading)) }
            (switches())
        }
    }
}

/// The end of a page that was opened with this script. The page's own comes first: it hears what the other says.
pub(in crate::report) fn closing(script: &str) -> Markup {
    html! {
        script { (PreEscaped(script)) }
        script { (PreEscaped(PAGE)) }
        (tag("</body></html>\n"))
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
        (closing(SCRIPT))
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

/// Where the styles of a page come from, and the only scripts that it may run, by their digests; nothing else comes from
/// elsewhere, and nothing that a description or a rule could smuggle in would run.
pub(in crate::report) fn policy(styles: &str, scripts: &[&str]) -> String {
    let scripts = if scripts.is_empty() { "'none'".to_owned() } else { digests(scripts) };
    format!(
        "default-src 'none'; style-src {styles}; script-src {scripts}; base-uri 'none'; form-action 'none'"
    )
}

fn digests(texts: &[&str]) -> String {
    let digest = |text: &&str| format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(text)));
    texts.iter().map(digest).collect::<Vec<_>>().join(" ")
}

/// Language and colours. Without scripts they cannot work, and are not shown.
fn switches() -> Markup {
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
