//! A severity: its name, with a sign of its own shape, since colours alone are not seen by everyone.

use maud::{Markup, html};

use super::words::both;
use crate::diagnostic::{Language, Severity};
use crate::report::wording;

/// In both languages.
pub(in crate::report) fn badge(severity: Severity) -> Markup {
    signed(severity, &both(|language| wording::severity(severity, language).to_owned()))
}

/// In one.
pub(in crate::report) fn badge_in(severity: Severity, language: Language) -> Markup {
    signed(severity, &html! { (wording::severity(severity, language)) })
}

fn signed(severity: Severity, name: &Markup) -> Markup {
    let sign = match severity {
        Severity::Error => "✗",
        Severity::Warning => "▲",
        Severity::Info => "●",
        Severity::Hint => "○",
    };
    html! { span class={ "badge " (severity.name()) } { span aria-hidden="true" { (sign) " " } (name) } }
}
