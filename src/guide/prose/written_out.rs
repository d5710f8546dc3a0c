//! Addresses written for people and hidden from programs: `contact[at]ponts.fr`, `team (at) bridges (dot) org`.

use std::ops::Range;

/// The longest word that stands for a sign, brackets and spaces included.
const SIGN: usize = 12;

/// The addresses of a text whose signs are words in brackets, with their places, in reading order.
pub fn addresses_written_out(text: &str) -> impl Iterator<Item = (String, Range<usize>)> {
    let opens = text.match_indices(['[', '(', '{']).map(|(open, _)| open);
    opens.filter_map(|open| {
        let after = sign(text, open, &["at", "arobase", "arobas", "@", "a"])?;
        let local = &text[..open];
        let local = local.strip_suffix(' ').unwrap_or(local);
        let start = local
            .rfind(|sign| !belongs(sign))
            .map_or(0, |at| at + text[at..].chars().next().map_or(0, char::len_utf8));
        let (domain, end) = domain(text, after);
        let local = &local[start..];
        let is_whole = !local.is_empty() && domain.contains('.') && !domain.ends_with('.');
        is_whole.then(|| (format!("{local}@{domain}"), start..end))
    })
}

/// Where the text goes on after a sign in brackets that opens here, one space left out.
fn sign(text: &str, open: usize, words: &[&str]) -> Option<usize> {
    let inside = &text[open + 1..];
    let mut near = inside.char_indices().take_while(|(at, _)| *at <= SIGN);
    let (close, _) = near.find(|(_, sign)| matches!(sign, ']' | ')' | '}'))?;
    let word = inside[..close].trim().to_ascii_lowercase();
    let end = open + 1 + close + 1;
    words.contains(&word.as_str()).then(|| end + usize::from(text[end..].starts_with(' ')))
}

/// The domain that starts here, its points written out or not, and where it ends.
fn domain(text: &str, start: usize) -> (String, usize) {
    let mut domain = String::new();
    let mut at = start;
    loop {
        let length = text[at..].find(|sign| !belongs(sign)).unwrap_or(text.len() - at);
        domain.push_str(text[at..at + length].trim_end_matches(['.', '-']));
        let end = at + text[at..at + length].trim_end_matches(['.', '-']).len();
        let open = at + length + usize::from(text[at + length..].starts_with(' '));
        let point = text[open..]
            .starts_with(['[', '(', '{'])
            .then(|| sign(text, open, &["dot", "point", "."]))
            .flatten();
        match point.filter(|_| length > 0 && domain.len() < 253) {
            Some(next) => {
                domain.push('.');
                at = next;
            }
            None => return (domain, end),
        }
    }
}

fn belongs(sign: char) -> bool {
    sign.is_alphanumeric() || matches!(sign, '.' | '-' | '_' | '+')
}

#[cfg(test)]
mod tests {
    use super::addresses_written_out;

    #[test]
    fn signs_are_read_as_words() {
        for (text, address, written) in [
            ("Voir prets[at]ponts.fr.", "prets@ponts.fr", "prets[at]ponts.fr"),
            ("api [at] ponts.fr", "api@ponts.fr", "api [at] ponts.fr"),
            ("à api(arobase)ponts(point)fr,", "api@ponts.fr", "api(arobase)ponts(point)fr"),
            ("é team (AT) bridges (dot) org", "team@bridges.org", "team (AT) bridges (dot) org"),
        ] {
            let found = addresses_written_out(text).next().expect("it is there");
            assert_eq!((found.0.as_str(), &text[found.1]), (address, written), "{text}");
        }
        for text in ["liste[a]", "f(a) g", "x [at] y", "[at]", "(at)a.fr", "a [atelier] b.fr"] {
            assert_eq!(addresses_written_out(text).count(), 0, "{text}");
        }
    }
}
