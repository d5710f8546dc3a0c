//! Numbers of a folded sentence with the unit that follows: `200 ms`, « quinze jours ».

use std::ops::Range;

use super::subject::words;

/// A number and the word after it.
pub(super) struct Quantity<'l> {
    /// The number, in thousandths.
    pub(super) thousandths: u64,
    /// The word that follows.
    pub(super) unit: &'l str,
    /// Both, in the sentence.
    pub(super) range: Range<usize>,
}

/// The quantities of a sentence, in reading order. A number stuck to its unit counts: `200ms`.
pub(super) fn quantities(line: &str) -> impl Iterator<Item = Quantity<'_>> {
    let spelled = words(line).filter_map(|(start, word)| {
        if ends_a_compound(line, start, word) {
            return None;
        }
        let (number, length) = match in_letters(word)? {
            // « deux cents », `five hundred`
            several if several < 10 => hundreds(line, start + word.len())
                .map_or((several, word.len()), |end| (several * 100, end - start)),
            // Read with the word before.
            100 if words(&line[start.saturating_sub(NEAR)..start]).last().is_some_and(
                |(_, before)| in_letters(before).is_some_and(|several| several < 10),
            ) =>
            {
                return None;
            }
            alone => (alone, word.len()),
        };
        quantity(line, number * 1000, start..start + length)
    });
    let bytes = line.as_bytes();
    let opens = move |at: &usize| {
        let before = at.checked_sub(1).map(|before| bytes[before]);
        let inside = before.is_some_and(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b','));
        bytes[*at].is_ascii_digit() && !inside
    };
    let written = (0..bytes.len()).filter(opens).filter_map(move |start| {
        let digits = |byte: &&u8| byte.is_ascii_digit() || matches!(byte, b'.' | b',');
        let mut end = start + bytes[start..].iter().take_while(digits).count();
        while matches!(bytes[end - 1], b'.' | b',') {
            end -= 1;
        }
        quantity(line, thousandths(&line[start..end])?, start..end)
    });
    spelled.chain(written)
}

fn quantity(line: &str, thousandths: u64, number: Range<usize>) -> Option<Quantity<'_>> {
    let rest = &line[number.end..];
    let gap = rest.len() - rest.trim_start_matches([' ', '-']).len();
    let unit = &rest[gap..];
    let length = unit.bytes().take_while(u8::is_ascii_alphanumeric).count();
    // « deux secondes et demie »
    let half = HALVES.iter().find(|half| {
        let rest = unit[length..].strip_prefix(**half);
        rest.is_some_and(|rest| !rest.starts_with(|sign: char| sign.is_ascii_alphanumeric()))
    });
    (gap <= 2 && length > 0 && unit.as_bytes()[0].is_ascii_alphabetic()).then(|| Quantity {
        thousandths: thousandths + half.map_or(0, |_| 500),
        unit: &unit[..length],
        range: number.start..number.end + gap + length + half.map_or(0, |half| half.len()),
    })
}

/// How many bytes before a number are read with it.
const NEAR: usize = 32;

/// What adds half a unit, after it.
const HALVES: &[&str] = &[" et demie", " et demi", " and a half"];

/// Whether a number in letters ends a longer one, of which it is a part: « vingt-cinq », « cent cinquante »,
/// `two hundred and fifty`.
fn ends_a_compound(line: &str, start: usize, word: &str) -> bool {
    let Some(number) = magnitude(word) else { return false };
    // Two short words are enough: a line is not read again for each of its numbers.
    let near = &line[start.saturating_sub(NEAR)..start];
    let mut before = words(near).collect::<Vec<_>>().into_iter().rev();
    let mut next = near.len();
    // Only a space or a hyphen stands within a number.
    let mut joined = || {
        let (at, word) = before.next()?;
        let between = &near[at + word.len()..next];
        next = at;
        matches!(between, " " | "-").then_some(word)
    };
    match joined() {
        // « entre deux et trois » are two numbers.
        Some("et" | "and") => {
            joined().and_then(magnitude).is_some_and(|before| before >= 20 && before > number)
        }
        Some(before) => {
            // « deux cents » is read from its first word.
            magnitude(before).is_some_and(|before| number != 100 || before >= 10)
        }
        None => false,
    }
}

/// Numbers in letters, those too that are only read as parts of longer ones.
fn magnitude(word: &str) -> Option<u64> {
    in_letters(word).or_else(|| {
        Some(match word {
            "neuf" | "nine" => 9,
            "onze" | "eleven" => 11,
            "douze" | "twelve" => 12,
            "treize" | "thirteen" => 13,
            "quatorze" | "fourteen" => 14,
            "seize" | "sixteen" => 16,
            "soixante" | "sixty" => 60,
            "septante" | "seventy" => 70,
            "huitante" | "octante" | "eighty" => 80,
            "nonante" | "ninety" => 90,
            "cents" => 100,
            "mille" | "thousand" => 1000,
            "million" | "millions" => 1_000_000,
            _ => return None,
        })
    })
}

/// `99,95` in thousandths; nothing past a million million.
pub(super) fn thousandths(number: &str) -> Option<u64> {
    let number = number.replace(',', ".");
    let (whole, fraction) = number.split_once('.').unwrap_or((&number, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || whole.len() > 12 || !digits(whole) || !digits(fraction) {
        return None;
    }
    let fraction: String = fraction.chars().chain("000".chars()).take(3).collect();
    Some(whole.parse::<u64>().ok()? * 1000 + fraction.parse::<u64>().ok()?)
}

/// Where the word ends that multiplies by a hundred the one that ends here.
fn hundreds(line: &str, at: usize) -> Option<usize> {
    let rest = line[at..].strip_prefix([' ', '-'])?;
    let word = rest.split(|sign: char| !sign.is_ascii_alphanumeric()).next()?;
    matches!(word, "cent" | "cents" | "hundred").then_some(at + 1 + word.len())
}

fn in_letters(word: &str) -> Option<u64> {
    Some(match word {
        "un" | "une" | "one" => 1,
        "deux" | "two" => 2,
        "trois" | "three" => 3,
        "quatre" | "four" => 4,
        "cinq" | "five" => 5,
        "six" => 6,
        "sept" | "seven" => 7,
        "huit" | "eight" => 8,
        "dix" | "ten" => 10,
        "quinze" | "fifteen" => 15,
        "vingt" | "twenty" => 20,
        "trente" | "thirty" => 30,
        "quarante" | "forty" => 40,
        "cinquante" | "fifty" => 50,
        "cent" | "hundred" => 100,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_units() {
        let read = |line: &'static str| {
            quantities(line).map(|q| (q.thousandths, q.unit, &line[q.range])).collect::<Vec<_>>()
        };
        assert_eq!(read("en 200 ms, ou 1,5 s"), [(200_000, "ms", "200 ms"), (1500, "s", "1,5 s")]);
        assert_eq!(read("sous quinze jours"), [(15_000, "jours", "quinze jours")]);
        assert_eq!(read("200ms"), [(200_000, "ms", "200ms")]);
        assert_eq!(read("deux cents ms"), [(200_000, "ms", "deux cents ms")]);
        assert_eq!(read("five hundred ms"), [(500_000, "ms", "five hundred ms")]);
        assert_eq!(read("cinq centimes"), [(5_000, "centimes", "cinq centimes")]);
        assert_eq!(read("v1.2.3 a 12, b"), []);
        assert_eq!(read("2 heures et demie"), [(2_500, "heures", "2 heures et demie")]);
        assert_eq!(
            read("entre deux et trois jours").last(),
            Some(&(3_000, "jours", "trois jours"))
        );
        assert_eq!(thousandths("99.95"), Some(99_950));
        assert_eq!(thousandths("1.2.3"), None);
    }

    #[test]
    fn parts_of_longer_numbers() {
        for line in [
            "deux cent cinquante millisecondes",
            "cent cinquante millisecondes",
            "two hundred and fifty milliseconds",
            "two hundred fifty milliseconds",
            "sous cent vingt jours",
            "sous vingt-cinq jours",
            "sous vingt et un jours",
            "sous quatre-vingts jours",
            "sous quatre-vingt jours",
            "sous soixante-cinq jours",
            "mille deux cents millisecondes",
            "within twenty-five days",
        ] {
            let units = ["jours", "days", "millisecondes", "milliseconds"];
            assert!(quantities(line).all(|read| !units.contains(&read.unit)), "{line}");
        }
    }
}
