//! A text as a reader sees it: characters decoded, markup dropped, one sentence a line, every byte traceable.

use std::ops::Range;
use std::sync::OnceLock;

use super::entity;
use super::markup::{Code, Reader};
use super::offsets::Offsets;

/// A text made plain, and the way back to what was written.
///
/// Characters are in normal form NFKC with straight apostrophes and HTML entities decoded; tags, Markdown marks and link
/// targets are gone; thousands are joined (`20 000` is `20000`); white space is one space inside a sentence and one line
/// feed between two sentences, headings, list items or table rows.
#[derive(Clone, Debug)]
pub struct Normal {
    /// The plain text.
    pub text: String,
    /// The links that the text held, in order.
    pub links: Vec<Link>,
    offsets: Offsets,
    /// The folded text, once it is asked for.
    folded: OnceLock<(String, Offsets)>,
}

/// A link whose target is not part of the plain text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The words to click on, as bytes of the plain text.
    pub label: Range<usize>,
    /// The address, as bytes of the text as it was given.
    pub target: Range<usize>,
}

impl Normal {
    /// The whole text, code included (its marks are dropped, its content is kept).
    pub fn of(text: &str) -> Self {
        Self::read(text, Code::Kept)
    }

    /// The text without code: fenced and indented blocks, inline code, `<code>` and `<pre>`. For what code may not state.
    pub fn without_code(text: &str) -> Self {
        Self::read(text, Code::Dropped)
    }

    fn read(text: &str, code: Code) -> Self {
        let (text, links, offsets) = Reader::new(text, code).read();
        Self { text, links, offsets, folded: OnceLock::new() }
    }

    /// The bytes of the given text that became these bytes of the plain text.
    pub fn origin(&self, range: Range<usize>) -> Range<usize> {
        self.offsets.origin(&range)
    }

    /// The plain text in lower case and without accents, for look-ups.
    pub fn folded(&self) -> Folded<'_> {
        let (text, offsets) = self.folded.get_or_init(|| self.fold());
        Folded { text, normal: self, offsets }
    }

    fn fold(&self) -> (String, Offsets) {
        let mut text = String::with_capacity(self.text.len());
        let mut offsets = Offsets::default();
        let mut rest = 0;
        // English texts have no accents: looking for each costs more than looking for any.
        let accented = if self.text.is_ascii() { "" } else { &self.text };
        let characters = accented.char_indices().filter(|(_, character)| !character.is_ascii());
        for (at, character) in characters {
            copy(&self.text, rest..at, &mut text, &mut offsets);
            rest = at + character.len_utf8();
            let before = text.len();
            entity::fold(character, &mut text);
            offsets.replace(text.len() - before, &(at..rest));
        }
        copy(&self.text, rest..self.text.len(), &mut text, &mut offsets);
        (text, offsets)
    }
}

fn copy(source: &str, range: Range<usize>, text: &mut String, offsets: &mut Offsets) {
    if !range.is_empty() {
        let from = text.len();
        text.push_str(&source[range.clone()]);
        text[from..].make_ascii_lowercase();
        offsets.copy(&range);
    }
}

/// The longest sentence, in bytes: beyond, it is data, and reading it would cost more than it can tell.
const LONGEST: usize = 4_000;

/// A plain text in lower case, without accents, in ASCII. Lines are the lines of the plain text.
#[derive(Clone, Copy, Debug)]
pub struct Folded<'n> {
    /// The folded text.
    pub text: &'n str,
    normal: &'n Normal,
    offsets: &'n Offsets,
}

impl<'n> Folded<'n> {
    /// The same words in the plain text, with their case and accents.
    pub fn plain(&self, range: Range<usize>) -> Range<usize> {
        self.offsets.origin(&range)
    }

    /// The bytes of the given text that became these bytes of the folded text.
    pub fn origin(&self, range: Range<usize>) -> Range<usize> {
        self.normal.origin(self.plain(range))
    }

    /// Where a byte of the plain text stands in the folded text.
    pub fn find(&self, plain: usize) -> usize {
        self.offsets.find(plain)
    }

    /// The lines, each with the place of its first byte. Those too long to be sentences are left out.
    pub fn lines(&self) -> impl Iterator<Item = (usize, &'n str)> + use<'n> {
        let mut at = 0;
        let lines = self.text.split('\n').map(move |line| {
            let start = at;
            at += line.len() + 1;
            (start, line)
        });
        lines.filter(|(_, line)| line.len() <= LONGEST)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn reads(text: &str, expected: &str) {
        assert_eq!(Normal::of(text).text, expected);
    }

    #[test]
    fn characters_are_decoded() {
        reads("L’API n&apos;est\u{a0}pas&nbsp;ferm&eacute;e", "L'API n'est pas fermée");
        reads("e\u{301}te\u{301} ﬁn… de 2\u{202f}000 \u{feff}m²", "été fin... de 2000 m2");
        reads("AT&T & fils ; a&b=1", "AT&T & fils ; a&b=1");
    }

    #[test]
    fn thousands_are_joined() {
        reads("20 000 appels, 20.000, 20,000, 1 000 000", "20000 appels, 20000, 20000, 1000000");
        reads(
            "en 2024 350 communes, 99.998 %, 0.125, 1.000,5, 10,50",
            "en 2024 350 communes, 99.998 %, 0.125, 1.000,5, 10,50",
        );
        reads("24h/24 7j/7 200 appels, v1.100.200.3", "24h/24 7j/7 200 appels, v1.100.200.3");
    }

    #[test]
    fn markdown_is_dropped() {
        reads(
            "L'API accepte **au maximum 7 requêtes** par `seconde`",
            "L'API accepte au maximum 7 requêtes par seconde",
        );
        reads(
            "# Titre\nUn *mot*\nsuite __ici__ de source_ign\n\n- un\n- deux",
            "Titre\nUn mot suite ici de source_ign\nun\ndeux",
        );
        reads("voir [la `doc`](https://a.fr/b_c) !", "voir la doc !");
        reads("| Code | Nom |\n| ---- | --- |\n| 200 | Succès |", "Code Nom\n200 Succès");
        reads("Titre\n=====\n1. Une\n2. Deux\n> cité\\*", "Titre\nUne\nDeux cité*");
    }

    #[test]
    fn html_is_dropped() {
        reads(
            "Par <b>OSL</b>, <b>SI</b><br/>puis <a href='https://x.fr'>ici</a>",
            "Par OSL, SI\npuis ici",
        );
        reads(
            "a < b et c > d, <https://x.fr/y> <nom@x.fr>",
            "a < b et c > d, https://x.fr/y nom@x.fr",
        );
    }

    #[test]
    fn sentences_stand_on_lines_of_their_own() {
        reads("Une phrase. Une autre ! Fin.", "Une phrase.\nUne autre !\nFin.");
        reads(
            "M. Dupont, cf. API v1.2 sur https://a.fr/b.c? L. 144-8, etc. selon",
            "M. Dupont, cf. API v1.2 sur https://a.fr/b.c?\nL. 144-8, etc. selon",
        );
        reads(
            "coupée en\ndeux lignes, qui permet :\nde lire ;\nd'écrire",
            "coupée en deux lignes, qui permet :\nde lire ;\nd'écrire",
        );
        reads("avant <!-- un\n\ndeux --> après, <!-- un\ndeux --> fin", "avant\naprès, fin");
    }

    #[test]
    fn code_can_be_left_out() {
        let text = "Avant `du code` après\n```json\n{\"email\": \"a@b.fr\"}\n```\nfin <code>x</code>.\n\n    curl -X GET\n\nSuite";
        assert_eq!(Normal::without_code(text).text, "Avant après\nfin .\nSuite");
        assert!(Normal::of(text).text.contains("a@b.fr"));
        let text = "avant <pre>un\n\ndeux</pre> après, <code>un\ndeux</code> fin";
        assert_eq!(Normal::without_code(text).text, "avant\naprès, fin");
        assert_eq!(Normal::without_code(" \t  curl://a.fr\n\t x=1\nfin").text, "fin");
    }

    #[test]
    fn places_lead_back_to_the_text() {
        let text = "L&apos;API accepte **20\u{202f}000 requêtes** par [minute](https://a.fr).";
        let normal = Normal::of(text);
        assert_eq!(normal.text, "L'API accepte 20000 requêtes par minute.");
        let at = normal.text.find("20000").map(|start| start..start + "20000 requêtes".len());
        let origin = normal.origin(at.expect("the number is there"));
        assert_eq!(&text[origin], "20\u{202f}000 requêtes");
        let folded = normal.folded();
        let at = folded.text.find("requetes").expect("the word is there");
        assert_eq!(&text[folded.origin(at..at + 8)], "requêtes");
        assert_eq!(&normal.text[folded.plain(at..at + 8)], "requêtes");
        assert_eq!(&text[normal.links[0].target.clone()], "https://a.fr");
        assert_eq!(&normal.text[normal.links[0].label.clone()], "minute");
    }

    #[test]
    fn any_three_marks_are_read_to_the_end() {
        let marks = [
            "\n",
            "\n\n",
            " \t  ",
            "```",
            "`",
            "~~~",
            "*",
            "_",
            "[a",
            "](b)",
            "]",
            "<b>",
            "<code>",
            "</a>",
            "<a href='",
            "&eacute;",
            "&",
            "# ",
            "- ",
            ">",
            "|",
            "---",
            "1",
            " 000",
            "\u{a0}000",
            ".",
            "\\",
            "é",
            "e\u{301}",
            "\u{301}",
            "\u{200b}",
            "curl x=1",
            "日",
        ];
        for first in marks {
            for second in marks {
                for third in marks {
                    let text = format!("{first}{second}{third}");
                    for normal in [Normal::of(&text), Normal::without_code(&text)] {
                        assert!(
                            text.get(normal.origin(0..normal.text.len())).is_some(),
                            "{text:?}"
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn every_range_is_made_of_whole_characters() {
        let text =
            "« É\u{301}té » œ `a` &eacute;&#x1F600; 1\u{a0}000 — \u{200b}fin <b>ñ</b> [é](u) 日本";
        for normal in [Normal::of(text), Normal::without_code(text)] {
            let folded = normal.folded();
            assert!(folded.text.is_ascii());
            for start in 0..=folded.text.len() {
                for end in start..=folded.text.len() {
                    let origin = folded.origin(start..end);
                    assert!(text.get(origin).is_some());
                    assert!(normal.text.get(folded.plain(start..end)).is_some());
                }
            }
        }
    }
}
