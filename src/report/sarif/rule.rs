//! The rules in SARIF: what they expect, why, and how to mend it (§3.49).

use std::fmt::Write;

use serde::Serialize;

use super::place::{Location, Place, uri};
use super::{Message, Notification, level};
use crate::diagnostic::{Language, Severity};
use crate::report::notice::sentence;
use crate::report::{Run, wording};
use crate::ruleset::{Rule, RuleSource};

/// A rule.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Descriptor {
    id: String,
    short_description: Message,
    full_description: Message,
    help: Help,
    #[serde(skip_serializing_if = "Option::is_none")]
    help_uri: Option<String>,
    default_configuration: Configuration,
    properties: Properties,
}

/// §3.12
#[derive(Serialize)]
struct Help {
    text: String,
    markdown: String,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Serialize)]
struct Properties {
    tags: Vec<String>,
    /// What GitHub sorts its alerts by.
    #[serde(rename = "problem.severity")]
    problem_severity: &'static str,
    severity: &'static str,
}

impl Descriptor {
    pub fn of(run: &Run<'_>, rule: &Rule) -> Self {
        let (docs, words) = (&rule.docs, rule.docs.words());
        let description = sentence(run, words.description.in_language(run.language));
        let description = if description.is_empty() { rule.id.clone() } else { description };
        let why = words.why.as_ref().map(|why| sentence(run, why.in_language(run.language)));
        let url = docs.url.as_deref().and_then(|url| url::Url::parse(url).ok());
        Self {
            id: rule.id.clone(),
            full_description: Message { text: why.unwrap_or_else(|| description.clone()) },
            help: Help {
                text: help(run, rule, &description, false),
                markdown: help(run, rule, &description, true),
            },
            short_description: Message { text: description },
            help_uri: url.map(Into::into),
            default_configuration: Configuration { level: level(rule.severity) },
            properties: Properties {
                tags: std::iter::once(&rule.ruleset).chain(&words.guide).cloned().collect(),
                problem_severity: match rule.severity {
                    Severity::Error => "error",
                    Severity::Warning => "warning",
                    Severity::Info | Severity::Hint => "recommendation",
                },
                severity: rule.severity.name(),
            },
        }
    }
}

/// What a rule expects, why, in whose words, and how to mend it: with the marks of Markdown or without.
fn help(run: &Run<'_>, rule: &Rule, description: &str, is_markdown: bool) -> String {
    let language = run.language;
    let (why, fix) = match language {
        Language::En => ("Why", "Fix"),
        Language::Fr => ("Pourquoi", "Que faire"),
    };
    let colon = wording::colon(language);
    let label = |label: &str| {
        if is_markdown { format!("**{label}**{colon}") } else { format!("{label}{colon}") }
    };
    let advice = rule.docs.words();
    let mut text = description.to_owned();
    // Writing into a String cannot fail.
    if let Some(words) = &advice.why {
        let _ = write!(text, "\n\n{}{}", label(why), sentence(run, words.in_language(language)));
    }
    if let Some((quote, document)) = advice.source.as_ref().and_then(|it| quoted(it, language)) {
        let lead = if is_markdown { "> " } else { "" };
        let _ = write!(text, "\n\n{lead}{} ({document})", wording::quoted(quote));
    }
    if let Some(words) = &advice.fix {
        let _ = write!(text, "\n\n{}{}", label(fix), sentence(run, words.in_language(language)));
    }
    if let Some(snippet) = advice.snippet.as_deref().map(str::trim_end).filter(|it| !it.is_empty())
    {
        let (before, after) = if is_markdown { ("```yaml\n", "\n```") } else { ("", "") };
        let _ = write!(text, "\n\n{before}{snippet}{after}");
    }
    text
}

fn quoted(source: &RuleSource, language: Language) -> Option<(&str, &str)> {
    let quote = source.quote.as_deref()?;
    Some((quote, wording::quoted_document(&source.document, language)))
}

/// The rules that did not run, and why.
pub(super) fn not_run(run: &Run<'_>) -> Vec<Notification> {
    let told = run.ruleset.not_run.iter().map(|left_out| {
        let reason = &left_out.reason;
        let words = sentence(run, reason.message.in_language(run.language));
        let words = format!("{}{}{words}", left_out.rule, wording::colon(run.language));
        let place = Place { uri: uri(reason.uri.as_str()), index: None };
        let location = match reason.at {
            Some((position, _)) => Location::at(place, position),
            None => Location::whole(place),
        };
        Notification { level: "warning", message: Message::of(&words), locations: vec![location] }
    });
    told.collect()
}
