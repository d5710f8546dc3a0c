//! The links of a text, with the words that say where they lead.

use std::ops::Range;

use super::host::host_fault;
use super::normal::Folded;

/// The links of a text that are read, labelled or not: nobody documents by a thousand.
const MOST: usize = 200;

/// The longest address, in bytes: beyond, it is data.
const LONGEST: usize = 2_000;

/// How many bytes of folded text around a link are read with it.
const AROUND: usize = 90;

/// A link that can be followed from anywhere, and the folded words about it.
pub(super) struct Link<'f> {
    /// The words to click on; empty for a bare address.
    pub(super) label: &'f str,
    /// The words before, in the same sentence.
    pub(super) before: &'f str,
    /// The words after, on the same line.
    pub(super) after: &'f str,
    /// The address, as it is written.
    pub(super) url: &'f str,
    /// Its place, as bytes of the text as it was given.
    pub(super) range: Range<usize>,
}

impl Link<'_> {
    /// Whether its own words say nothing of where it leads: a bare address, « ici ».
    pub(super) fn is_pointer(&self) -> bool {
        let label = self.name();
        // « [ponts.fr/api](https://ponts.fr/api) »
        let is_address = || label.contains('.') && self.url.to_ascii_lowercase().contains(label);
        label.is_empty() || label.starts_with("http") || POINTERS.contains(&label) || is_address()
    }

    /// The words to click on, without the signs around them.
    pub(super) fn name(&self) -> &str {
        self.label.trim_matches(|sign: char| !sign.is_ascii_alphanumeric())
    }
}

/// Words to click on that say nothing.
#[rustfmt::skip]
const POINTERS: &[&str] = &[
    "ici", "here", "lien", "ce lien", "link", "this link", "cette page", "this page", "ce formulaire",
    "formulaire", "le formulaire", "le portail", "le lien", "la page", "this form", "form", "portail", "ce portail", "portal", "cette adresse",
];

/// The `http` and `https` links of a text, those to a real host, labelled ones first.
pub(super) fn links<'f>(
    text: &'f str,
    folded: &'f Folded<'_>,
    labels: &[super::normal::Link],
) -> Vec<Link<'f>> {
    let labelled = labels.iter().take(MOST).map(|link| {
        (folded.find(link.label.start)..folded.find(link.label.end), link.target.clone(), false)
    });
    let bare = addresses(folded.text).take(MOST).map(|at| (at.clone(), folded.origin(at), true));
    labelled
        .chain(bare)
        .filter_map(|(at, range, is_bare)| {
            let url = text.get(range.clone())?;
            let (scheme, rest) = url.split_once("://")?;
            let host = rest.split(['/', '?', '#']).next().unwrap_or(rest);
            let is_real =
                scheme.to_ascii_lowercase().starts_with("http") && host_fault(host).is_none();
            let start = at.start.min(folded.text.len());
            let end = at.end.clamp(start, folded.text.len());
            let before = &folded.text[start.saturating_sub(AROUND)..start];
            let after = &folded.text[end..(end + AROUND).min(folded.text.len())];
            is_real.then(|| Link {
                label: if is_bare { "" } else { folded.text[start..end].trim() },
                before: before.rsplit('\n').next().unwrap_or(before),
                after: after.split('\n').next().unwrap_or(after),
                url,
                range,
            })
        })
        .collect()
}

/// The addresses that stand by themselves in a folded text. Each byte is read once, however long what looks like one is.
fn addresses(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut from = 0;
    let next = move || {
        let at = from + text.get(from..)?.find("http")?;
        let rest = &text[at..];
        if !rest.starts_with("http://") && !rest.starts_with("https://") {
            from = at + "http".len();
            return Some(None);
        }
        let end = rest.find([' ', '\n', ')', '"', '>', ',', ']']).unwrap_or(rest.len());
        from = at + end;
        let length = rest[..end].trim_end_matches(['.', ';', ':', '\'', '!', '?']).len();
        Some((length <= LONGEST).then(|| at..at + length))
    };
    std::iter::from_fn(next).flatten()
}

/// The host of an address, in lower case.
pub(super) fn host(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.split(['/', '?', '#', ':']).next().unwrap_or(rest).to_ascii_lowercase()
}

/// What stands after the host, in lower case, without query.
pub(super) fn path(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = rest.split(['?', '#']).next().unwrap_or(rest);
    path.find('/').map_or("", |at| &path[at..]).to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::super::normal::Normal;
    use super::*;

    #[test]
    fn links_come_with_their_words() {
        let text = "Bonjour. Voir [la **page**](https://ponts.fr/a) du pont,\net http://ponts.fr/b. Fin http://localhost/";
        let normal = Normal::without_code(text);
        let folded = normal.folded();
        let links = links(text, &folded, &normal.links);
        assert_eq!(links.len(), 2);
        assert_eq!((links[0].label, links[0].before), ("la page", "voir "));
        assert_eq!(&text[links[0].range.clone()], "https://ponts.fr/a");
        assert_eq!(links[1].url, "http://ponts.fr/b");
        assert_eq!(links[1].label, "");
        assert!(links[1].before.ends_with("et "), "{}", links[1].before);
        let long = "https://a.fr/".repeat(500);
        assert_eq!(addresses(&long).count(), 0);
        assert_eq!(addresses("http http://a.fr, https://b.fr.").count(), 2);
        assert_eq!(host("https://A.fr:80/b"), "a.fr");
        assert_eq!(path("https://a.fr/B/c?d"), "/b/c");
    }
}
