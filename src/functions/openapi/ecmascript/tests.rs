//! What JavaScript reads and refuses.

use super::{Pattern, delimited, escaped_twice};

fn fault(text: &str) -> Option<String> {
    Pattern::read(text).err().map(|fault| fault.en)
}

#[test]
fn what_javascript_reads_is_accepted() {
    for text in [
        "",
        "^[0-9]{5}$",
        r"^\d{2}[.\s]?\d{3}$",
        r"^(?<annee>\d{4})-\k<annee>$",
        r"^(?!0)\d+(?<=9)$",
        r"[\w-.]+@[\w-.]+",
        "^[^]*$",
        "[]",
        "{a}",
        "a{,b}",
        r"\p{L}+\P{Lu}",
        r"\-\@\_\/",
        r"[\u00c0-\u00ff]",
        r"\u{1F600}",
        "x*?y+?z??",
        "(?:a|b)*",
        "[[]&&~~",
        "a-z",
        "^(a|)$",
    ] {
        let pattern = Pattern::read(text);
        assert!(pattern.is_ok(), "{text}: {:?}", fault(text));
        let compiles = pattern.is_ok_and(|it| it.rust.is_none() || it.compile().is_some());
        assert!(compiles, "{text} does not compile");
    }
}

#[test]
fn what_javascript_refuses_is_said() {
    for (text, words) in [
        (r"^\pL+$", r"write `\p{L}`"),
        (r"\p{IsLatin}", "IsLatin"),
        ("(?i)abc", "(?i)"),
        ("(?P<nom>a)", "write `(?<…>`"),
        ("(?>a)", "write `(?:…)`"),
        ("a++", "possessive"),
        ("a{2}+", "possessive"),
        ("*a", "nothing to repeat"),
        ("(*)", "nothing to repeat"),
        ("a**", "nothing to repeat"),
        ("(a", "`(` has no `)`"),
        ("a)", "`)` has no `(`"),
        ("[a", "`[` has no `]`"),
        ("[z-a]", "out of order"),
        ("a{3,2}", "from more to less"),
        ("a{,5}", "write `{0,5}`"),
        (r"\Aabc\z", "write `^`"),
        ("[[:alpha:]]", "[:alpha:]"),
        ("a\\", "the last"),
    ] {
        assert!(
            fault(text).is_some_and(|fault| fault.contains(words)),
            "{text}: {:?}",
            fault(text)
        );
    }
}

#[test]
fn it_matches_as_in_javascript() {
    for (text, matched, refused) in [
        (r"^\d+$", "12", "١٢"),
        (r"^[\w-]+$", "a-b_c", "é"),
        (r"^[a-z-]+$", "a-b", "a.b"),
        (r"^[\u00c0-\u00ff]$", "é", "e"),
        (r"^[+-]$", "-", ","),
        (r"^[\s-a]$", "-", "b"),
        ("^[^]$", "\n", "ab"),
        ("^a{2}$", "aa", "aaa"),
        ("^[[]$", "[", "]"),
        ("^[&&a]$", "&", "b"),
        (r"^\/a$", "/a", "a"),
        (r"^[\d-]+$", "1-2", "a"),
    ] {
        let regex = Pattern::read(text).ok().and_then(|it| it.compile());
        let regex = regex.unwrap_or_else(|| panic!("{text} compiles"));
        assert!(regex.is_match(matched) && !regex.is_match(refused), "{text}");
    }
}

#[test]
fn slashes_around_are_told() {
    assert!(delimited("/^[a-z]+$/i").is_some());
    assert!(delimited("/communes/").is_none());
    assert!(delimited("^/communes/$").is_none());
}

#[test]
fn escapes_of_escapes_are_told() {
    assert!(escaped_twice(r"^\\d{5}$").is_some_and(|text| text.en.contains(r"write `\d`")));
    assert!(escaped_twice(r"^\d{7}\\w$").is_some());
    assert!(escaped_twice(r"^\\\\server\\share").is_none());
    assert!(escaped_twice(r"^\d+\s?$").is_none());
}
