//! What JavaScript answers (checked with Node), and what is refused.

use super::Regex;

/// Pattern, flags, texts in which it is found, texts in which it is not.
type Case = (&'static str, &'static str, &'static [&'static str], &'static [&'static str]);

const CASES: &[Case] = &[
    // Classes are ASCII, but for the white space.
    (r"^\d+$", "", &["12"], &["", "٣", "1\n"]),
    (r"^\D$", "", &["٣", "a"], &["1"]),
    (r"^\w+$", "", &["a_1"], &["é", "a-b", "a\n"]),
    (r"^\W$", "", &["é", "-", "ſ"], &["a", "_"]),
    (r"^\s$", "", &[" ", "\u{a0}", "\u{feff}", "\u{2028}", "\u{b}"], &["\u{200b}", "\u{85}", "x"]),
    (r"^\S$", "", &["\u{85}", "é"], &["\u{a0}"]),
    (r"^[^\s\d]$", "", &["a"], &["1", "\u{202f}"]),
    (r"\bid\b", "", &["an id.", "éid", "idé"], &["_id", "ids"]),
    (r"\Bo", "", &["foo"], &["o", "a o"]),
    (r"^\B$", "", &[""], &["a"]),
    // Ends and lines.
    (r"a$", "", &["ba"], &["a\n", "ab"]),
    (r"a$", "m", &["a\nb", "a\r", "a\u{2028}b"], &["ab"]),
    (r"^b", "m", &["a\nb", "a\rb"], &["ab"]),
    (r"^b", "", &["b"], &["a\nb"]),
    (r"^.$", "", &["a", "\u{85}"], &["\n", "\r", "\u{2028}", "\u{2029}"]),
    (r"^.$", "s", &["\n", "\u{2028}"], &[""]),
    (r"^[^]$", "", &["\n", "a"], &[""]),
    (r"[]", "", &[], &["", "a"]),
    (r"$^", "", &[""], &["a"]),
    (r"b", "y", &["ba"], &["ab"]),
    (r"^a|b$", "", &["ax", "xb"], &["xax"]),
    // What Rust would refuse, or understand otherwise.
    (r"^(/|[a-z0-9-.]+|{[a-zA-Z0-9_]+})+$", "", &["/a/{b}"], &["/A", ""]),
    (r"/{[^}]+}/", "", &["/{a}/"], &["/a/"]),
    (r"a{,2}", "", &["a{,2}"], &["aa"]),
    (r"x{1", "", &["x{1"], &["x"]),
    (r"^a{2}$", "", &["aa"], &["a", "aaa"]),
    (r"^a{2,}?$", "", &["aaa"], &["a"]),
    (r"}", "", &["}"], &["{"]),
    (r"]", "", &["]"], &["["]),
    (r"^[[]$", "", &["["], &["]"]),
    (r"^[a&&b]$", "", &["a", "&"], &["ab"]),
    (r"^[a~~b]$", "", &["~"], &["c"]),
    (r"^[\w-.]+$", "", &["a-b.c"], &["a/b"]),
    (r"^[a-\d]$", "", &["a", "-", "5"], &["b"]),
    (r"^[-a]$", "", &["-"], &["b"]),
    (r"[a-]", "", &["-"], &["b"]),
    (r"^[.$^]$", "", &[".", "$"], &["a"]),
    (r"^\/a\-b$", "", &["/a-b"], &["a-b"]),
    (r"^\_\e$", "", &["_e"], &["\u{1b}"]),
    (r"\p{L}", "", &["p{L}"], &["a"]),
    (r"^\u0041\x42$", "", &["AB"], &["u0041"]),
    (r"^\u{3}$", "", &["uuu"], &["\u{3}"]),
    (r"^\x4$", "", &["x4"], &["\u{4}"]),
    (r"^\ud83d\ude00$", "", &["😀"], &["x"]),
    (r"[\ud800-\udfff]", "", &["😀"], &["é"]),
    (r"^\cA\0$", "", &["\u{1}\u{0}"], &["cA0"]),
    (r"^\c$", "", &[r"\c"], &["c"]),
    (r"[\b]", "", &["\u{8}"], &["b"]),
    (r"^\101$", "", &["A"], &["101"]),
    (r"^\8$", "", &["8"], &[r"\8"]),
    (r"", "", &["", "a"], &[]),
    (r"^(|a)$", "", &["", "a"], &["b"]),
    (r"a$b|c", "", &["c"], &["ab"]),
    // Letters of either case; ASCII never stands for what is not ASCII.
    (r"^[a-c]K$", "i", &["Bk", "bK"], &["b\u{212a}"]),
    (r"^s$", "i", &["S"], &["ſ"]),
    (r"^é$", "i", &["É"], &["e"]),
    (r"^[à-ü]+$", "i", &["ÉÀ"], &["E"]),
    (r"^[^a]$", "i", &["b"], &["A"]),
    (r"^ß$", "i", &["ß"], &["ss"]),
    // Unicode.
    (r"^\u{1F600}\u{61}$", "u", &["😀a"], &["u"]),
    (r"^\p{Lu}\P{L}$", "u", &["É1"], &["é1", "ÉÉ"]),
    (r"^[\p{L}\d]$", "u", &["ñ", "1"], &["-"]),
    // Look-around, groups and references to them.
    (r"^(?!.*--)[a-z-]+$", "", &["a-b"], &["a--b"]),
    (r"^((?!_webhooks).)*$", "i", &["/a"], &["/_Webhooks/a"]),
    (r"^(?!.*\bid\b)", "", &["ids"], &["an id"]),
    (r"(?<=a|bc)d", "", &["ad", "bcd"], &["cd"]),
    (r"(?<![a-z])id$", "i", &["-ID"], &["uid"]),
    (r"(?=a)*b", "", &["b"], &["a"]),
    (r"(?=a)+b", "", &[], &["b", "ab"]),
    (r"(?<first>a)\k<first>", "", &["aa"], &["ab"]),
    (r"\k<first>", "", &["k<first>"], &["first"]),
    (r"^(?:(a)|b)\1$", "", &["aa", "b"], &["ab", "ba"]),
    (r"^(a)\1$", "i", &["aA"], &["ab"]),
    (r"^(?:x(?=y)|z)", "", &["xy", "z"], &["x"]),
];

#[test]
fn patterns_match_what_javascript_matches() {
    for (pattern, flags, found, missing) in CASES {
        let regex = Regex::new(pattern, flags).unwrap_or_else(|error| panic!("{}", error.en));
        for text in *found {
            assert_eq!(regex.try_match(text), Ok(true), "/{pattern}/{flags} in {text:?}");
        }
        for text in *missing {
            assert_eq!(regex.try_match(text), Ok(false), "/{pattern}/{flags} in {text:?}");
        }
    }
}

#[test]
fn what_javascript_refuses_is_refused() {
    for (pattern, flags) in [
        ("(", ""),
        (")", ""),
        ("[", ""),
        ("[b-a]", ""),
        ("\\", ""),
        ("*", ""),
        ("a**", ""),
        ("^*", ""),
        ("a{2}{3}", ""),
        ("(?<=a)*", ""),
        ("(?<1>a)", ""),
        ("(?P<n>a)", ""),
        ("(?i:a)", ""),
        ("(?<n>a)\\k<m>", ""),
        ("{", "u"),
        (r"\a", "u"),
        (r"\-", "u"),
        ("a", "x"),
        ("a", "gg"),
    ] {
        assert!(Regex::new(pattern, flags).is_err(), "/{pattern}/{flags}");
    }
}

#[test]
fn no_pattern_takes_for_ever() {
    let long = "a".repeat(50_000) + "!";
    for pattern in ["^(a+)+$", "^(?=(a+)+$)", r"^(a|a)*\1$", r"^(?:a?){30}a{30}$", "(?<=(a+)+)b"] {
        let regex = Regex::new(pattern, "").unwrap_or_else(|error| panic!("{}", error.en));
        assert!(!regex.is_match(&long), "{pattern}");
    }
    let regex = Regex::new(r"^(a|aa|aaa)*\1c$", "").unwrap_or_else(|error| panic!("{}", error.en));
    assert_eq!(regex.try_match(&long), Err(super::Exhausted), "the text is too long");
    assert_eq!(regex.try_match(&long[40_000..]), Err(super::Exhausted), "the steps are too many");
}

#[test]
fn options_may_stand_between_slashes() {
    for (text, found, missing) in
        [("/^a/i", "A", "b"), ("^/a/$", "/a/", "a"), ("//", "//", "a"), ("/a/b", "b", "B")]
    {
        let Ok(regex) = Regex::from_option(text) else { continue };
        assert!(regex.is_match(found) && !regex.is_match(missing), "{text}");
    }
    assert!(Regex::from_option("/a/b").is_err(), "b is no flag");
}
