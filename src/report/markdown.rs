//! The report for wikis, merge requests and issues: the dossier of each description with its evidence and next steps, then
//! what the rules say.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::way::{position, way};
use super::wording::{self, typeset};
use super::{Ending, Outcome, Reporter, Run};
use crate::diagnostic::Language;
use crate::document::Node;
use crate::guide::{Assessment, Evidence, Strength, Verdict, declared_by};

/// Letters of an excerpt.
const EXCERPT: usize = 120;

/// The report, written as its descriptions come.
#[derive(Default)]
pub(super) struct Markdown {
    documents: usize,
}

impl Reporter for Markdown {
    fn document(
        &mut self,
        run: &Run<'_>,
        outcome: &Outcome,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let blank = if self.documents == 0 { "" } else { "\n" };
        self.documents += 1;
        let page = Page { run, outcome, language: run.language };
        write!(out, "{blank}{}", page.text())
    }

    fn end(&mut self, run: &Run<'_>, ending: &Ending, out: &mut dyn Write) -> io::Result<()> {
        let unread = ending.unreadable.iter().filter(|unread| !unread.is_partial);
        for (rank, unread) in unread.enumerate() {
            let blank = if rank == 0 && self.documents == 0 { "" } else { "\n" };
            let place = unread.at.map(|(at, _)| format!(":{}:{}", at.line, at.column));
            let name = code(&format!("{}{}", unread.uri, place.unwrap_or_default()));
            let reason = prose(unread.reason.in_language(run.language), run.language);
            let not_read = wording::not_read(run.language);
            writeln!(
                out,
                "{blank}# {name}\n\n**{not_read}**{}{reason}",
                wording::colon(run.language)
            )?;
        }
        Ok(())
    }
}

/// One description.
struct Page<'r> {
    run: &'r Run<'r>,
    outcome: &'r Outcome,
    language: Language,
}

impl Page<'_> {
    fn text(&self) -> String {
        let mut text = String::new();
        self.heading(&mut text);
        if self.run.judges() {
            for strength in [Strength::Prerequisite, Strength::Standard, Strength::Recommendation] {
                self.criteria(&mut text, wording::strength(strength, self.language), |judged| {
                    judged.criterion.strength == strength && judged.verdict != Verdict::Declared
                });
            }
            self.criteria(&mut text, wording::declared(self.language), |judged| {
                judged.verdict == Verdict::Declared
            });
        }
        self.findings(&mut text);
        self.ignored(&mut text);
        text
    }

    fn say<'s>(&self, en: &'s str, fr: &'s str) -> &'s str {
        match self.language {
            Language::En => en,
            Language::Fr => fr,
        }
    }

    fn heading(&self, text: &mut String) {
        let description = &self.outcome.description;
        let info = description.root().get("info");
        let title = info.and_then(|info| description.get(info, "title")).and_then(Node::scalar);
        let title = title.map(str::trim).filter(|title| !title.is_empty());
        let name = code(description.entry().source.uri.as_str());
        // Writing into a String cannot fail.
        let _ = match title {
            Some(title) => writeln!(text, "# {}\n\n{name}", escaped(title)),
            None => writeln!(text, "# {name}"),
        };
        if description.is_partial() {
            let _ = writeln!(
                text,
                "\n**{}**",
                prose(wording::read_in_part(self.language), self.language)
            );
        }
        if let Some(readiness) = self.outcome.readiness().filter(|_| self.run.judges()) {
            let _ = writeln!(
                text,
                "\n**{}**{}{}.",
                wording::readiness(readiness, self.language),
                wording::colon(self.language),
                wording::prerequisites(&self.outcome.dossier, self.language)
            );
        }
    }

    /// The criteria of one heading, each with what it rests on and what to do.
    fn criteria(&self, text: &mut String, heading: &str, is_wanted: impl Fn(&Assessment) -> bool) {
        let mut criteria =
            self.outcome.dossier.iter().filter(|judged| is_wanted(judged)).peekable();
        if criteria.peek().is_none() {
            return;
        }
        let _ = writeln!(text, "\n## {heading}\n");
        for judged in criteria {
            self.criterion(text, judged);
        }
    }

    fn criterion(&self, text: &mut String, judged: &Assessment) {
        let language = self.language;
        let title = prose(wording::say(judged.criterion.title, language), language);
        // The heading says it of what is declared.
        let is_told = judged.verdict == Verdict::Declared;
        let remark = wording::remark(judged.verdict, language).filter(|_| !is_told);
        let remark =
            remark.map(|words| format!(" ({})", prose(words, language))).unwrap_or_default();
        let _ = writeln!(text, "- {} **{title}**{remark}", wording::mark(judged.verdict));
        let shown = judged.evidence.iter().filter(|evidence| !evidence.excerpt.trim().is_empty());
        for evidence in shown.take(3) {
            let _ = writeln!(text, "  - {}", self.evidence(evidence));
        }
        for gap in judged.gaps.iter().take(3) {
            let at = position(&self.outcome.description, &gap.at);
            let _ = writeln!(
                text,
                "  - {} {}",
                code(&at),
                prose(gap.message.in_language(language), language)
            );
        }
        let more = judged.gaps.len().saturating_sub(3) + judged.gaps_left_out;
        if more > 0 {
            let _ = writeln!(
                text,
                "  - {}",
                self.say(&format!("and {more} more"), &format!("et {more} de plus"))
            );
        }
        self.next_step(text, judged);
    }

    fn evidence(&self, evidence: &Evidence) -> String {
        let words: String = evidence.excerpt.split_whitespace().collect::<Vec<_>>().join(" ");
        let cut: String = words.chars().take(EXCERPT).collect();
        let more = if cut.len() < words.len() { "…" } else { "" };
        let at = evidence
            .at
            .as_ref()
            .map(|label| format!("{} ", code(&position(&self.outcome.description, label))));
        format!("{}{}{more}", at.unwrap_or_default(), code(&cut))
    }

    /// What to do: the advice of the rule that speaks of the criterion, or the fields to declare.
    fn next_step(&self, text: &mut String, judged: &Assessment) {
        let language = self.language;
        let label = self.say("Next", "Que faire");
        let colon = wording::colon(language);
        match judged.verdict {
            Verdict::Missing | Verdict::Partial => {
                let Some(rule) = self.run.rules_of(judged.criterion).next() else { return };
                let Some(fix) = &rule.docs.words().fix else { return };
                let _ = writeln!(
                    text,
                    "  - *{label}*{colon}{}",
                    prose(fix.in_language(language), language)
                );
                if let Some(snippet) =
                    rule.docs.words().snippet.as_deref().filter(|it| !it.trim().is_empty())
                {
                    let lines = snippet.trim_end().lines();
                    let lines: Vec<String> =
                        lines.map(|line| format!("    {line}").trim_end().to_owned()).collect();
                    let _ = writeln!(text, "\n    ```yaml\n{}\n    ```\n", lines.join("\n"));
                }
            }
            Verdict::ToDeclare => {
                let fields = declared_by(judged.criterion.id).map(|entry| entry.fields);
                let fields = fields.unwrap_or_default();
                if !fields.is_empty() {
                    let _ = writeln!(
                        text,
                        "  - *{label}*{colon}{}",
                        wording::to_declare(fields, language)
                    );
                }
            }
            _ => {}
        }
    }

    fn findings(&self, text: &mut String) {
        let (outcome, language) = (self.outcome, self.language);
        let tally = wording::tally(|severity| outcome.count(severity), language);
        let heading = self.say("Findings", "Constats");
        if tally.is_empty() {
            let _ = writeln!(
                text,
                "\n## {heading}\n\n{}",
                self.say("Nothing to report.", "Rien à signaler.")
            );
            return;
        }
        let columns = self.say(
            "| severity | place | what is said | rule |",
            "| gravité | place | constat | règle |",
        );
        let _ =
            writeln!(text, "\n## {heading}\n\n{tally}.\n\n{columns}\n| --- | --- | --- | --- |");
        for said in &outcome.diagnostics {
            let at = position(&outcome.description, &said.at);
            let way = way(&said.at.pointer);
            let way = if way.is_empty() { String::new() } else { format!(" {}", escaped(&way)) };
            let _ = writeln!(
                text,
                "| {} | {}{} | {} | {} |",
                wording::severity(said.severity, language),
                code(&at),
                cell(&way),
                cell(&prose(said.message.in_language(language), language)),
                code(&said.rule)
            );
        }
        let left_out = outcome.left_out(None);
        if left_out > 0 {
            let all = left_out + outcome.diagnostics.len();
            let _ = writeln!(text, "\n{}", escaped(&wording::left_out(left_out, all, language)));
        }
    }

    fn ignored(&self, text: &mut String) {
        let known = self.outcome.ignored.iter().filter(|ignored| ignored.is_only_known()).count();
        if known > 0 {
            let _ = writeln!(text, "\n{}", wording::known(known, self.language));
        }
        if self.outcome.ignored.len() == known {
            return;
        }
        let _ = writeln!(text, "\n## {}\n", self.say("Ignored on request", "Ignoré sur demande"));
        for ignored in self.outcome.ignored.iter().filter(|ignored| !ignored.is_only_known()) {
            let at = position(&self.outcome.description, &ignored.diagnostic.at);
            let (rule, reason) = (code(&ignored.diagnostic.rule), escaped(&ignored.reason));
            let _ =
                writeln!(text, "- {rule} {}{}{reason}", code(&at), wording::colon(self.language));
        }
    }
}

/// A message: what stands between backticks is code, the rest is words that may come from a stranger's file.
fn prose(text: &str, language: Language) -> String {
    let text = typeset(text, language);
    let parts: Vec<&str> = text.split('`').collect();
    if parts.len().is_multiple_of(2) {
        return escaped(&text);
    }
    let is_code = |rank: usize| rank % 2 == 1;
    let parts = parts.iter().enumerate();
    parts.map(|(rank, part)| if is_code(rank) { code(part) } else { escaped(part) }).collect()
}

/// Words that Markdown leaves as they are, on one line.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\n' | '\r' | '\t' => escaped.push(' '),
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '~' | '|' => {
                escaped.push('\\');
                escaped.push(letter);
            }
            letter if letter.is_control() => escaped.push('\u{fffd}'),
            letter => escaped.push(letter),
        }
    }
    escaped
}

/// A code span that holds any text.
pub(super) fn code(text: &str) -> String {
    let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let longest = text.split(|sign| sign != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    let pad =
        if text.starts_with('`') || text.ends_with('`') || text.is_empty() { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// What stays in its cell: a bar inside a code span too is written with its sign of escape.
pub(super) fn cell(text: &str) -> String {
    let mut cell = String::with_capacity(text.len());
    let mut before = ' ';
    for letter in text.chars() {
        if letter == '|' && before != '\\' {
            cell.push('\\');
        }
        cell.push(letter);
        before = letter;
    }
    cell
}

#[cfg(test)]
mod tests {
    use super::{cell, code, escaped, prose};
    use crate::diagnostic::Language;

    #[test]
    fn a_strangers_words_are_words() {
        assert_eq!(escaped("<b>[a](x)*\n"), "&lt;b>\\[a\\](x)\\* ");
        assert_eq!(code("a`b``c"), "```a`b``c```");
        assert_eq!(code("`"), "`` ` ``");
        assert_eq!(prose("the field `a_b` of a_b", Language::En), "the field `a_b` of a\\_b");
        assert_eq!(prose("one ` alone", Language::En), "one \\` alone");
        assert_eq!(cell("a|`b|c`"), "a\\|`b\\|c`");
    }
}
