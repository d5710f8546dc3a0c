//! Whether a text holds only characters of which nothing has to be said.

use std::num::NonZero;
use std::ops::Range;

use crate::work::share;

/// Bytes looked at together.
const STRETCH: usize = 256;

/// Bytes from which a thread is worth its start.
const MANY: usize = 4 << 20;

/// Whether a text, in UTF-8, has none of the characters that YAML refuses (§5.1), no byte order mark or « next line », and
/// no carriage return but before a line feed. A large one is looked at by several threads.
pub(super) fn is_common(text: &[u8], threads: NonZero<usize>) -> bool {
    let threads = threads.min(NonZero::new(text.len() / MANY).unwrap_or(NonZero::<usize>::MIN));
    let stretches = text.len().div_ceil(STRETCH);
    let share_of_each = stretches.div_ceil(threads.get());
    let are_common = share(threads, threads.get(), |rank| {
        let first = rank * share_of_each;
        are_common_in(text, first..(first + share_of_each).min(stretches))
    });
    are_common.into_iter().all(|is_common| is_common)
}

/// The same for some of its stretches.
fn are_common_in(text: &[u8], mut stretches: Range<usize>) -> bool {
    stretches.all(|rank| {
        let start = rank * STRETCH;
        let stretch = &text[start..(start + STRETCH).min(text.len())];
        // Nearly all are passed over here; the fold, unlike `any`, is done for many bytes at a time.
        let suspects = stretch.iter().fold(0, |suspects, byte| {
            let is_control = *byte < b' ' && *byte != b'\n';
            suspects | u8::from(is_control || matches!(*byte, 0x7F | 0xC2 | 0xEF))
        });
        suspects == 0 || (start..start + stretch.len()).all(|at| is_common_at(text, at))
    })
}

fn is_common_at(text: &[u8], at: usize) -> bool {
    match &text[at..] {
        [b'\t' | b'\n', ..] | [b'\r', b'\n', ..] => true,
        // U+0080 to U+009F.
        [0xC2, second, ..] => *second >= 0xA0,
        // U+FEFF, U+FFFE and U+FFFF.
        [..=0x1F | 0x7F, ..] | [0xEF, 0xBB, 0xBF, ..] | [0xEF, 0xBF, 0xBE | 0xBF, ..] => false,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use std::num::NonZero;

    use super::{MANY, is_common};

    #[test]
    fn odd_characters_are_found_wherever_they_stand() {
        let is_common = |text: &[u8]| is_common(text, NonZero::<usize>::MIN);
        let around = "« l'été »\u{a0}: 10\u{202f}€\t\r\n".repeat(40);
        assert!(is_common(around.as_bytes()));
        for odd in ["\0", "\u{1b}", "\u{7f}", "\u{85}", "\u{9f}", "\u{feff}", "\u{ffff}", "\r"] {
            for end in ["", "a"] {
                assert!(!is_common(format!("{around}{odd}{end}").as_bytes()), "{odd:?}");
                assert!(!is_common(format!("{odd}{end}").as_bytes()), "{odd:?}");
            }
        }
    }

    #[test]
    fn how_many_look_changes_nothing() {
        let text = "été\n".repeat(3 * MANY / 6);
        for threads in [1, 2, 7] {
            let threads = NonZero::new(threads).expect("not zero");
            assert!(is_common(text.as_bytes(), threads));
            assert!(is_common(b"", threads));
            for at in [0, text.len() / 2, text.len() - 1] {
                let mut odd = text.clone().into_bytes();
                odd[at] = 0;
                assert!(!is_common(&odd, threads), "{at} {threads}");
            }
        }
    }
}
