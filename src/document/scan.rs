//! Searches in short stretches of a text, eight bytes at a time: most are too short for memchr to gain its call.

/// A byte in each of eight places.
const fn eight(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

/// The lowest bit set says where the first byte is that is less than another (of 128 at most); those above it may lie.
const fn below(word: u64, byte: u8) -> u64 {
    word.wrapping_sub(eight(byte)) & !word & eight(0x80)
}

/// The same for the first byte that is another.
const fn equal(word: u64, byte: u8) -> u64 {
    below(word ^ eight(byte), 1)
}

/// How many spaces a text starts with.
#[inline]
pub(super) fn spaces(text: &[u8]) -> usize {
    first(text, |word| word ^ eight(b' '), |byte| byte != b' ')
}

/// How many bytes stand before the first that may end a text without quotes: a colon, a number sign or a control character;
/// all where none does.
#[inline]
pub(super) fn before_stop(text: &[u8]) -> usize {
    first(
        text,
        |word| below(word, b' ') | equal(word, b':') | equal(word, b'#'),
        |byte| matches!(byte, ..b' ' | b':' | b'#'),
    )
}

/// How many bytes stand before the first that may end a text between such quotes, or has no place in it: the quote, a
/// backslash or a control character; all where none does.
#[inline]
pub(super) fn before_quote(text: &[u8], quote: u8) -> usize {
    first(
        text,
        |word| below(word, b' ') | equal(word, quote) | equal(word, b'\\'),
        |byte| byte < b' ' || byte == quote || byte == b'\\',
    )
}

/// Where the first byte is that is sought; `marks` sets a bit in its place, and none before.
#[inline]
fn first(text: &[u8], marks: impl Fn(u64) -> u64, is_sought: impl Fn(u8) -> bool) -> usize {
    let mut at = 0;
    while let Some(word) = text[at..].first_chunk() {
        let marks = marks(u64::from_le_bytes(*word));
        if marks != 0 {
            return at + marks.trailing_zeros() as usize / 8;
        }
        at += 8;
    }
    let rest = &text[at..];
    at + rest.iter().position(|byte| is_sought(*byte)).unwrap_or(rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sought_is_found_wherever_it_stands() {
        for sought in [b':', b'#', b'\n', b'\t', b'\r', b'"', b'\'', b'\\', b' ', 0] {
            for length in 0..20 {
                for place in 0..length {
                    // Neighbours of what is sought, and bytes that are not ASCII.
                    let around = b"!;9$[] \x80\xba\xa3\xff".iter().copied().cycle();
                    let mut text: Vec<u8> = around.take(length).collect();
                    text[place] = sought;
                    let until = |ends: &dyn Fn(u8) -> bool| {
                        text.iter().position(|byte| ends(*byte)).unwrap_or(length)
                    };
                    let stop = until(&|byte| byte < b' ' || byte == b':' || byte == b'#');
                    assert_eq!(before_stop(&text), stop, "{text:?}");
                    for quote in [b'"', b'\''] {
                        let end = until(&|byte| byte < b' ' || byte == quote || byte == b'\\');
                        assert_eq!(before_quote(&text, quote), end, "{text:?}");
                    }
                    let mut text = vec![b' '; length];
                    assert_eq!(spaces(&text), length);
                    text[place] = b'-';
                    assert_eq!(spaces(&text), place);
                }
            }
        }
    }
}
