//! What stands around every page of the site.

use maud::{DOCTYPE, Markup, html};

use super::{code, other, say};
use crate::diagnostic::Language;

/// A page in one language, `file` in the folder of that language, around its content.
pub(super) fn framed(language: Language, title: &str, file: &str, content: &Markup) -> Markup {
    let (theirs, name) = other(language);
    let elsewhere = format!("../{}/{file}", code(theirs));
    html! {
        (DOCTYPE)
        html lang=(code(language)) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (title) " · apilint" }
                link rel="stylesheet" href="../style.css";
                link rel="alternate" hreflang=(code(language)) href=(file);
                link rel="alternate" hreflang=(code(theirs)) href=(elsewhere);
            }
            body {
                a.skip href="#main" { (say(language, "Skip to the content", "Aller au contenu")) }
                header.page {
                    p.name { "apilint" }
                    nav.site aria-label=(say(language, "Site", "Site")) {
                        @if file != "index.html" { a href="index.html" { (say(language, "All rules", "Toutes les règles")) } " " }
                        a href=(elsewhere) hreflang=(code(theirs)) lang=(code(theirs)) { (name) }
                    }
                }
                main #main tabindex="-1" { (content) }
                footer.page { p { (say(language, "Written by apilint ", "Écrit par apilint ")) (env!("CARGO_PKG_VERSION")) } }
            }
        }
    }
}
