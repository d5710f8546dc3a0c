//! The Markdown of a description, as it goes into a page.

/// The longest sentence that opens a page of api.gouv.fr, in characters.
const TAGLINE: usize = 160;

/// The text with its headings below those of a section of level three: the pages have no other above.
pub(super) fn under_level_three(text: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    let mut fence: Option<&str> = None;
    // Whether the line before is one of a paragraph, which a line of signs below it makes a heading.
    let mut is_paragraph = false;
    for line in text.lines() {
        let bare = line.trim_start();
        let opens = ["```", "~~~"].into_iter().find(|mark| bare.starts_with(mark));
        if fence.is_some() || opens.is_some() {
            fence = match (fence, opens) {
                (Some(open), Some(mark)) if open == mark => None,
                (Some(open), _) => Some(open),
                (None, opens) => opens,
            };
            is_paragraph = false;
            lines.push(line.to_owned());
            continue;
        }
        let is_code = line.starts_with("    ") || line.starts_with('\t');
        if let Some(level) = heading(bare).filter(|_| !is_code) {
            let marks = "#".repeat((level + 3).min(6));
            lines.push(format!("{marks}{}", &bare[level..]));
            is_paragraph = false;
            continue;
        }
        if let (true, Some(level)) = (is_paragraph, underline(bare)) {
            if let Some(title) = lines.pop() {
                lines.push(format!("{} {}", "#".repeat(level + 3), title.trim()));
            }
            is_paragraph = false;
            continue;
        }
        is_paragraph = !bare.is_empty() && !is_code && !bare.starts_with(['-', '*', '+', '>', '|']);
        lines.push(line.to_owned());
    }
    lines.join("\n")
}

/// The level of a heading that is written with `#`.
fn heading(line: &str) -> Option<usize> {
    let level = line.bytes().take_while(|byte| *byte == b'#').count();
    let rest = &line[level..];
    ((1..=6).contains(&level) && (rest.is_empty() || rest.starts_with([' ', '\t'])))
        .then_some(level)
}

/// The level that a line of signs gives to the line above.
fn underline(line: &str) -> Option<usize> {
    let line = line.trim_end();
    match line.bytes().next()? {
        b'=' if line.bytes().all(|byte| byte == b'=') => Some(1),
        b'-' if line.len() > 1 && line.bytes().all(|byte| byte == b'-') => Some(2),
        _ => None,
    }
}

/// The first sentence, where it is plain and short enough to open a page.
pub(super) fn first_sentence(text: &str) -> Option<String> {
    let lines = text.lines().map(str::trim);
    let paragraph: Vec<&str> =
        lines.skip_while(|line| line.is_empty()).take_while(|line| !line.is_empty()).collect();
    let paragraph = paragraph.join(" ");
    let end = paragraph.find(". ").map_or(paragraph.len(), |end| end + 1);
    let sentence = paragraph[..end].trim();
    let is_plain = !sentence.contains(['#', '<', '[', '|', '`', '*'])
        && sentence.starts_with(char::is_alphanumeric)
        && sentence.ends_with('.');
    (is_plain && sentence.chars().count() <= TAGLINE).then(|| sentence.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_go_below_those_of_the_page() {
        for (text, expected) in [
            ("# Titre\nTexte", "#### Titre\nTexte"),
            ("##### Fin", "###### Fin"),
            ("Titre\n=====\nTexte", "#### Titre\nTexte"),
            ("Titre\n---\n\n---", "##### Titre\n\n---"),
            ("- un\n---", "- un\n---"),
            ("```\n# commande\n```\n# Titre", "```\n# commande\n```\n#### Titre"),
            ("    # code", "    # code"),
            ("#hashtag", "#hashtag"),
        ] {
            assert_eq!(under_level_three(text), expected, "{text}");
        }
    }

    #[test]
    fn a_first_sentence_is_plain() {
        for (text, expected) in [
            ("L'API donne les prêts. Elle est ouverte.", Some("L'API donne les prêts.")),
            ("Deux\nlignes.\n\nAutre.", Some("Deux lignes.")),
            ("# Titre\n\nTexte.", None),
            ("Voir [le guide](https://a.fr). Fin.", None),
            ("Sans point", None),
            ("", None),
        ] {
            assert_eq!(first_sentence(text).as_deref(), expected, "{text}");
        }
    }
}
