//! `format`, as the package ajv-formats checks it, its leniency included: `2020-01-01 10:00:00` is a date-time.

use std::net::Ipv6Addr;
use std::sync::{LazyLock, OnceLock};

use regex::Regex;

/// Whether a text is of a format; nothing where the format is unknown, or is not one of texts.
pub(super) fn is_text_of(format: &str, text: &str) -> Option<bool> {
    Some(match format {
        "date" => is_date(text),
        "time" => is_time(text),
        "date-time" => {
            let parts: Vec<&str> =
                text.split(|it: char| "tT".contains(it) || it.is_whitespace()).collect();
            matches!(parts.as_slice(), [date, time] if is_date(date) && is_time(time))
        }
        "duration" => text != "P" && !text.ends_with('T') && matches(format, text)?,
        "uri" => text.contains(['/', ':']) && is_uri(format, text)?,
        "uri-reference" => is_uri(format, text)?,
        "url" => matches(format, text)? && !is_private(text),
        "ipv6" => text.parse::<Ipv6Addr>().is_ok(),
        "hostname" => text.strip_suffix('.').unwrap_or(text).len() <= 253 && matches(format, text)?,
        "regex" => !ends_at_z(text) && super::pattern::fault(text).is_none(),
        // One line of base64 is enough.
        "byte" => {
            let mut lines = text.split(['\n', '\r', '\u{2028}', '\u{2029}']);
            lines.any(|line| matches(format, line) == Some(true))
        }
        _ => matches(format, text)?,
    })
}

/// Whether a number is of a format; nothing where the format is unknown, or is not one of numbers.
pub(super) fn is_number_of(format: &str, number: f64) -> Option<bool> {
    let is_whole = number.is_finite() && number.fract() == 0.0;
    match format {
        "int32" => Some(is_whole && (f64::from(i32::MIN)..=f64::from(i32::MAX)).contains(&number)),
        "int64" => Some(is_whole),
        _ => None,
    }
}

fn matches(name: &str, text: &str) -> Option<bool> {
    pattern(name).map(|regex| regex.is_match(text))
}

/// The expression of a format, compiled when it is first asked for: all of them take as long as a small description.
fn pattern(name: &str) -> Option<&'static Regex> {
    let (_, pattern, regex) = PATTERNS.iter().find(|(known, _, _)| *known == name)?;
    Some(regex.get_or_init(|| Regex::new(pattern).expect("the patterns of formats are ours")))
}

/// A format, its expression, and the same compiled.
type Pattern = (&'static str, String, OnceLock<Regex>);

/// The formats that are a regular expression, or nearly.
static PATTERNS: LazyLock<Vec<Pattern>> = LazyLock::new(|| {
    const LOCAL: &str = "[a-z0-9!#$%&'*+/=?^_`{|}~-]+";
    const LABEL: &str = "[a-z0-9](?:[a-z0-9-]*[a-z0-9])?";
    const SHORT: &str = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
    const SEGMENT: &str = "(?:[^~/]|~0|~1)*";
    const BYTE: &str = "(?:25[0-5]|2[0-4][0-9]|[01]?[0-9][0-9]?)";
    const VARIABLE: &str = "(?:[a-z0-9_]|%[0-9a-f]{2})+(?::[1-9][0-9]{0,3}|\\*)?";
    const WORD: &str = "[a-z0-9\u{a1}-\u{ffff}]+";
    let ipv4 = format!(r"(?:{BYTE}\.){{3}}{BYTE}");
    let patterns = [
        ("date", "^([0-9]{4})-([0-9]{2})-([0-9]{2})$".to_owned()),
        ("time", r"(?i)^([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.[0-9]+)?(?:z|[+-][0-9]{2}(?::?[0-9]{2})?)?$".to_owned()),
        ("duration", "^P(?:(?:[0-9]+Y)?(?:[0-9]+M)?(?:[0-9]+D)?(?:T(?:[0-9]+H)?(?:[0-9]+M)?(?:[0-9]+S)?)?|(?:[0-9]+W)?)$".to_owned()),
        ("uri", uri(&ipv4, true)),
        ("uri-reference", uri(&ipv4, false)),
        ("uri-template", format!(r#"(?i)^(?:[^\x00-\x20"'<>%\\^`{{|}}]|%[0-9a-f]{{2}}|\{{[+#./;?&=,!@|]?{VARIABLE}(?:,{VARIABLE})*\}})*$"#)),
        ("url", format!(r"(?i)^(?:https?|ftp)://(?:\S+(?::\S*)?@)?(?:[0-9]{{1,3}}(?:\.[0-9]{{1,3}}){{3}}|(?:(?:{WORD}-)*{WORD})(?:\.(?:{WORD}-)*{WORD})*(?:\.[a-z\x{{a1}}-\x{{ffff}}]{{2,}}))(?::[0-9]{{2,5}})?(?:/\S*)?$")),
        ("email", format!(r"(?i)^{LOCAL}(?:\.{LOCAL})*@(?:{LABEL}\.)+{LABEL}$")),
        ("hostname", format!(r"(?i)^{SHORT}(?:\.{SHORT})*\.?$")),
        ("ipv4", format!("^{ipv4}$")),
        ("uuid", "(?i)^(?:urn:uuid:)?[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$".to_owned()),
        ("json-pointer", format!("^(?:/{SEGMENT})*$")),
        ("json-pointer-uri-fragment", r"(?i)^#(?:/(?:[a-z0-9_\-.!$&'()*+,;:=@]|%[0-9a-f]{2}|~0|~1)*)*$".to_owned()),
        ("relative-json-pointer", format!("^(?:0|[1-9][0-9]*)(?:#|(?:/{SEGMENT})*)$")),
        ("byte", "^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$".to_owned()),
    ];
    patterns.into_iter().map(|(name, pattern)| (name, pattern, OnceLock::new())).collect()
});

/// A URI, or a reference to one (RFC 3986); what stands between square brackets is captured.
fn uri(ipv4: &str, is_absolute: bool) -> String {
    let quote = if is_absolute { "" } else { "\"" };
    let sign = format!(r"[a-z0-9\-._~!$&'{quote}()*+,;=:@]|%[0-9a-f]{{2}}");
    let name = format!(r"[a-z0-9\-._~!$&'{quote}()*+,;=]|%[0-9a-f]{{2}}");
    let tail = format!(r"[a-z0-9\-._~!$&'{quote}()*+,;=:@/?]|%[0-9a-f]{{2}}");
    let optional = if is_absolute { "" } else { "?" };
    format!(
        r"(?i)^(?:[a-z][a-z0-9+\-.]*:){optional}(?:/?/(?:(?:[a-z0-9\-._~!$&'()*+,;=:]|%[0-9a-f]{{2}})*@)?(?:\[([^\]]*)\]|{ipv4}|(?:{name})*)(?::[0-9]*)?(?:/(?:{sign})*)*|/(?:(?:{sign})+(?:/(?:{sign})*)*)?|(?:{sign})+(?:/(?:{sign})*)*){optional}(?:\?(?:{tail})*)?(?:#(?:{tail})*)?$"
    )
}

fn is_uri(format: &str, text: &str) -> Option<bool> {
    let regex = pattern(format)?;
    if !text.contains('[') {
        return Some(regex.is_match(text));
    }
    let Some(parts) = regex.captures(text) else { return Some(false) };
    let is_address = |literal: &str| {
        literal.parse::<Ipv6Addr>().is_ok()
            || (literal.starts_with(['v', 'V']) && literal.contains('.'))
    };
    Some(parts.get(1).is_none_or(|literal| is_address(literal.as_str())))
}

/// Whether the host of a URL is an address of figures that no one else can reach, or none at all.
fn is_private(url: &str) -> bool {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next().unwrap_or(rest);
    let host = host.rsplit('@').next().unwrap_or(host).split(':').next().unwrap_or(host);
    let parts: Option<Vec<u16>> = host.split('.').map(|part| part.parse().ok()).collect();
    match parts.as_deref() {
        Some([first, second, third, fourth]) => {
            let is_reserved = match first {
                10 | 127 => true,
                169 => *second == 254,
                192 => *second == 168,
                172 => (16..=31).contains(second),
                first => !(1..=223).contains(first),
            };
            is_reserved || *second > 255 || *third > 255 || !(1..=254).contains(fourth)
        }
        _ => false,
    }
}

fn is_date(text: &str) -> bool {
    if matches("date", text) != Some(true) {
        return false;
    }
    let part = |range: std::ops::Range<usize>| text[range].parse::<u32>().unwrap_or(0);
    let (year, month, day) = (part(0..4), part(5..7), part(8..10));
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let last = match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    (1..=last).contains(&day)
}

fn is_time(text: &str) -> bool {
    if matches("time", text) != Some(true) {
        return false;
    }
    let part = |range: std::ops::Range<usize>| text[range].parse::<u32>().unwrap_or(99);
    let (hour, minute, second) = (part(0..2), part(3..5), part(6..8));
    (hour <= 23 && minute <= 59 && second <= 59) || (hour, minute, second) == (23, 59, 60)
}

/// `\Z`, which other languages know.
fn ends_at_z(text: &str) -> bool {
    text.match_indices("\\Z").any(|(at, _)| at > 0 && !text[..at].ends_with('\\'))
}

#[cfg(test)]
mod tests {
    use super::{is_number_of, is_text_of};

    #[test]
    fn formats_are_those_of_ajv() {
        for (format, right, wrong) in [
            ("date", "2024-02-29", "2023-02-29"),
            ("date", "2024-12-31", "2024-13-01"),
            ("time", "23:59:60", "24:00:00"),
            ("date-time", "2024-01-01T10:00:00Z", "2024-01-01"),
            ("date-time", "2024-01-01 10:00:00", "2024-01-01T10:00"),
            ("duration", "P1Y2DT3H", "P1YT"),
            ("duration", "P3W", "P"),
            ("uri", "https://[::1]:80/a?b#c", "https://[::g]/"),
            ("uri", "urn:isbn:1", "a b"),
            ("uri", "mailto:a@b.fr", "relative"),
            ("uri-reference", "../a", "a b"),
            ("uri-template", "/a/{b}{?c,d*}", "/a/{b"),
            ("url", "https://a.fr/b", "https://10.0.0.1/"),
            ("email", "a.b@c.fr", "a@b"),
            ("hostname", "a-b.fr", "-a.fr"),
            ("ipv4", "192.168.0.01", "256.0.0.1"),
            ("ipv6", "::ffff:1.2.3.4", "1::2::3"),
            ("uuid", "urn:uuid:6d353a0f-aeb1-4ae1-832e-1110d10981bb", "6d353a0f"),
            ("json-pointer", "/a~1b", "/a~2"),
            ("relative-json-pointer", "1/a", "-1"),
            ("byte", "MIT3", "3"),
            ("regex", "^a$", "(a"),
        ] {
            assert_eq!(is_text_of(format, right), Some(true), "{format} {right}");
            assert_eq!(is_text_of(format, wrong), Some(false), "{format} {wrong}");
        }
        assert_eq!(is_text_of("isbn", "x"), None);
        assert_eq!(is_text_of("int32", "x"), None);
        assert_eq!(is_number_of("int32", 2_147_483_648.0), Some(false));
        assert_eq!(is_number_of("int64", 1.5), Some(false));
        assert_eq!(is_number_of("float", 1.5), None);
    }
}
