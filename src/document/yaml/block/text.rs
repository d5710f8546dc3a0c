//! Whether a text holds only characters of which nothing has to be said.

/// Bytes looked at together.
const STRETCH: usize = 256;

/// Whether a text, in UTF-8, has none of the characters that YAML refuses (§5.1), no byte order mark or « next line », and
/// no carriage return but before a line feed.
pub(super) fn is_common(text: &[u8]) -> bool {
    (0..text.len()).step_by(STRETCH).all(|start| {
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
    use super::is_common;

    #[test]
    fn odd_characters_are_found_wherever_they_stand() {
        let around = "« l'été »\u{a0}: 10\u{202f}€\t\r\n".repeat(40);
        assert!(is_common(around.as_bytes()));
        for odd in ["\0", "\u{1b}", "\u{7f}", "\u{85}", "\u{9f}", "\u{feff}", "\u{ffff}", "\r"] {
            for end in ["", "a"] {
                assert!(!is_common(format!("{around}{odd}{end}").as_bytes()), "{odd:?}");
                assert!(!is_common(format!("{odd}{end}").as_bytes()), "{odd:?}");
            }
        }
    }
}
