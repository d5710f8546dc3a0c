//! What stands around every page of the site.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::{other, say};
use crate::diagnostic::Language;
use crate::report::html::policy;

/// The styles beside the pages, on a server or in a folder: there a page and what stands beside it are strangers.
const BESIDE: &str = "'self' file:";

/// What every page starts with: the styles are in the folder `up`, and no script runs but this one.
pub(super) fn head(title: &str, up: &str, script: Option<&str>) -> Markup {
    html! {
        meta charset="utf-8";
        meta http-equiv="Content-Security-Policy" content=(policy(BESIDE, script.as_slice()));
        meta name="viewport" content="width=device-width, initial-scale=1";
        meta name="color-scheme" content="light dark";
        title { (title) }
        link rel="stylesheet" href={ (up) "style.css" };
    }
}

/// A page in one language, `file` in the folder of that language, around its content; the script that it ends with.
pub(super) fn framed(
    language: Language,
    title: &str,
    file: &str,
    content: &Markup,
    script: Option<&str>,
) -> Markup {
    let (theirs, name) = other(language);
    let elsewhere = format!("../{}/{file}", theirs.code());
    html! {
        (DOCTYPE)
        html lang=(language.code()) {
            head {
                (head(&format!("{title} · apilint"), "../", script))
                link rel="alternate" hreflang=(language.code()) href=(file);
                link rel="alternate" hreflang=(theirs.code()) href=(elsewhere);
            }
            body {
                a.skip href="#main" { (say(language, "Skip to the content", "Aller au contenu")) }
                header.page {
                    p.name { "apilint" }
                    nav.site aria-label=(say(language, "Site", "Site")) {
                        @if file != "index.html" { a href="index.html" { (say(language, "All rules", "Toutes les règles")) } " " }
                        a href=(elsewhere) hreflang=(theirs.code()) lang=(theirs.code()) { (name) }
                    }
                }
                main #main tabindex="-1" { (content) }
                footer.page { p { (say(language, "Written by apilint ", "Écrit par apilint ")) (env!("CARGO_PKG_VERSION")) } }
                @if let Some(script) = script { script { (PreEscaped(script)) } }
            }
        }
    }
}
