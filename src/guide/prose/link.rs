//! The links of a text, with the words that say where they lead.

use std::ops::Range;

use super::host::host_fault;
use super::normal::Folded;

/// How many bytes of folded text around a link are read with it.
const AROUND: usize = 90;

/// A link that can be followed from anywhere, and the folded words about it.
pub(super) struct Link<'f> {
    /// The words to click on; empty for a bare address.
    pub(super) label: &'f str,
    /// The words before, in the same sentence.
    pub(super) before: &'f str,
    /// The address, as it is written.
    pub(super) url: &'f str,
    /// Its place, as bytes of the text as it was given.
    pub(super) range: Range<usize>,
}

/// The `http` and `https` links of a text, those to a real host, labelled ones first.
pub(super) fn links<'f>(
    text: &'f str,
    folded: &'f Folded<'_>,
    labels: &[super::normal::Link],
) -> Vec<Link<'f>> {
    let labelled = labels.iter().map(|link| {
        (folded.find(link.label.start)..folded.find(link.label.end), link.target.clone(), false)
    });
    let bare = folded.text.match_indices("http").filter_map(|(at, _)| {
        let rest = &folded.text[at..];
        if !rest.starts_with("http://") && !rest.starts_with("https://") {
            return None;
        }
        let length = rest.find([' ', '\n', ')', '"', '>', ',', ']']).unwrap_or(rest.len());
        let length = rest[..length].trim_end_matches(['.', ';', ':', '\'', '!', '?']).len();
        Some((at..at + length, folded.origin(at..at + length), true))
    });
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
            is_real.then(|| Link {
                label: if is_bare { "" } else { folded.text[start..end].trim() },
                before: before.rsplit('\n').next().unwrap_or(before),
                url,
                range,
            })
        })
        .collect()
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
        assert_eq!(host("https://A.fr:80/b"), "a.fr");
        assert_eq!(path("https://a.fr/B/c?d"), "/b/c");
    }
}
