//! Which JSONPath an expression is written in.

use super::{Path, PathError, nimma, plus, rfc9535};

/// Bytes that an expression may be long.
const LENGTH: usize = 10_000;

/// A way of writing and understanding JSONPath.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Dialect {
    /// What Spectral understands in `given`: Nimma, and JSONPath-Plus for the rest.
    #[default]
    Spectral,
    /// What Spectral understands in a `field` that starts with `$`: JSONPath-Plus alone, where `$ref` is a name.
    Field,
    /// RFC 9535, to the letter.
    Rfc9535,
}

/// Dialects by the names that rulesets and the command give them.
pub const DIALECTS: [(&str, Dialect); 2] =
    [("spectral", Dialect::Spectral), ("rfc9535", Dialect::Rfc9535)];

impl Dialect {
    /// The dialect of a name, as `x-apilint: { jsonpath: rfc9535 }` writes it.
    pub fn of_name(name: &str) -> Option<Self> {
        DIALECTS.iter().find(|(known, _)| *known == name).map(|(_, dialect)| *dialect)
    }
}

impl Path {
    /// Reads an expression as Spectral does: `$.paths[*][get,put].responses[?(@property.match(/^5/))]~`.
    ///
    /// ```
    /// use apilint::jsonpath::Path;
    ///
    /// assert!(Path::parse("$.paths[*]~").is_ok());
    /// assert!(Path::parse("paths").is_err());
    /// ```
    pub fn parse(text: &str) -> Result<Self, PathError> {
        Self::parse_as(text, Dialect::Spectral)
    }

    /// Reads an expression of RFC 9535.
    ///
    /// ```
    /// use apilint::jsonpath::Path;
    ///
    /// assert!(Path::parse_rfc9535("$.servers[?match(@.url, 'https://.*')]").is_ok());
    /// assert!(Path::parse_rfc9535("$.paths[*]~").is_err());
    /// ```
    pub fn parse_rfc9535(text: &str) -> Result<Self, PathError> {
        Self::parse_as(text, Dialect::Rfc9535)
    }

    /// Reads an expression.
    pub fn parse_as(text: &str, dialect: Dialect) -> Result<Self, PathError> {
        if text.len() > LENGTH {
            return Err(PathError::new(
                0,
                "this expression is too long",
                "cette expression est trop longue",
            ));
        }
        if !text.starts_with('$') {
            return Err(PathError::new(
                0,
                "a JSONPath starts with `$`, the root of the document",
                "un chemin JSONPath commence par `$`, la racine du document",
            ));
        }
        match dialect {
            Dialect::Rfc9535 => rfc9535::parse(text),
            Dialect::Field => plus::parse(text, true),
            Dialect::Spectral => nimma::parse(text).unwrap_or_else(|| plus::parse(text, false)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_rules_write_is_understood() {
        for text in [
            "$",
            "$.info.contact",
            "$.paths[*]~",
            "$.paths[*][get,put]",
            "$..parameters[?(@.in == 'query' && @.name)]",
            "$.x-foo['a b'][\"c\"].d",
            "$.servers[0].url",
            "$.servers[-1:]",
            "$.e[(@.length-1)]",
            "$..",
            "$..name^^",
            "$.paths[?(!@property.match(/^x-/))]^~",
            "$.a.[b]",
            "$.paths...responses.*~",
            "$.paths.",
            "$..content.application/json.schema",
            "$.a[?(@ in ['x'] ? void 0 : Array.isArray(@.b))]",
            "$.a.`b.c`",
            "$..a@object()",
        ] {
            assert!(Path::parse(text).is_ok(), "{text}: {:?}", Path::parse(text));
        }
        assert!(Path::parse_as("$ref", Dialect::Field).is_ok());
    }

    #[test]
    fn faults_have_a_place() {
        for (text, at) in [
            ("", 0),
            ("paths", 0),
            ("$paths", 1),
            ("$.a[", 3),
            ("$.a[b", 3),
            ("$.a[?@.b]", 4),
            ("$.a[ 'b' ]", 4),
            ("$.a. b", 4),
            ("$.a[?(@.b =~ /c/)]", 10),
            ("$.a[?(@.b = 'c')]", 10),
            ("$.a[?(@.b == c)]", 13),
            ("$.a[?(@.match(/(/))]", 14),
            ("$.a[?(index == 1)]", 6),
            ("$.a@foo()", 3),
            ("$~", 1),
        ] {
            let fault = Path::parse(text).expect_err(text);
            assert_eq!(fault.at, at, "{text}: {fault}");
        }
    }

    /// Expressions with characters put in, taken out and doubled: read or refused, at a place that is in them.
    #[test]
    fn no_text_makes_it_panic() {
        let seeds = [
            "$.paths[*][get,'p t'].a^~",
            "$..a..[?(@.b && @['c'].match(/^(?!x)\\d{1,2}[a-z]$/i))][(@.length-1)]",
            "$.a.`b.c`[-1:].d/e@string()",
            "$[?match(@.a, 'b.*') && count(@..c) > 1, 0:-1:2, \"x\\u0041\"]",
            "$['a.b~c']...x[1,2]^[?(@ ? 1e3 : void 0.5 % 2 in [1,'é'])]",
        ];
        let signs: Vec<char> = "$@.[]()'\"?*^~,:;`#/\\-0é𝄞{}|&=!< \n+uk".chars().collect();
        let mut state = 1_u32;
        let mut next = |below: usize| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) as usize % below
        };
        for round in 0..6_000 {
            let mut characters: Vec<char> = seeds[round % seeds.len()].chars().collect();
            for _ in 0..=next(4) {
                let at = 1 + next(characters.len() - 1);
                match next(3) {
                    0 => characters.insert(at, signs[next(signs.len())]),
                    1 if characters.len() > 2 => drop(characters.remove(at)),
                    _ => characters[at] = signs[next(signs.len())],
                }
            }
            let text: String = characters.into_iter().collect();
            for dialect in [Dialect::Spectral, Dialect::Field, Dialect::Rfc9535] {
                if let Err(error) = Path::parse_as(&text, dialect) {
                    assert!(text.is_char_boundary(error.at), "{text:?}: {error} at {}", error.at);
                }
            }
        }
    }
}
