//! Whether one value of a declaration is what its field wants, and the words that say how it is not.

use std::net::IpAddr;

use super::date::Date;
use super::field::Kind;
use crate::diagnostic::Text;
use crate::document::{self, Node};
use crate::spec::nearest;

/// What is wrong with a value that is neither null nor made of fields.
pub(super) fn fault(kind: Kind, node: Node<'_>, today: Option<Date>) -> Option<Text> {
    let Some(written) = node.scalar().filter(|_| !node.is_null()) else {
        return Some(wanted(kind));
    };
    let text = written.trim();
    if text.is_empty() {
        return Some(Text::new(
            "empty: write the value, or remove the line",
            "vide\u{a0}: écrivez la valeur, ou retirez la ligne",
        ));
    }
    if is_left_to_do(text) {
        return Some(Text::new(
            format!("“{text}” was left to fill in: write the value, or remove the line"),
            format!(
                "«\u{a0}{text}\u{a0}» reste à remplir\u{a0}: écrivez la valeur, ou retirez la ligne"
            ),
        ));
    }
    let is_text = node.as_str().is_some();
    let refused = match kind {
        Kind::Text => !is_text,
        Kind::Boolean => node.as_bool().is_none(),
        Kind::Count => !(node.kind() == document::Kind::Integer && count(text).is_some()),
        Kind::Figure(most) => {
            !node.as_number().is_some_and(|number| number > 0.0 && number <= most)
        }
        Kind::Choice(words) if is_text && words.contains(&text) => false,
        Kind::Choice(words) => return Some(not_among(text, words)),

        Kind::WordOrMap(word, _) if text == word => false,
        Kind::WordOrMap(word, _) => return Some(not_the_word(text, word)),

        Kind::Email => return email_fault(text),
        Kind::Url => return url_fault(text),
        Kind::Siret => return siret_fault(text),
        Kind::Date => return date_fault(text, today),
        Kind::Map(_) | Kind::List(_) => true,
    };
    refused.then(|| wanted(kind))
}

/// A whole number from 1, as it is written.
pub(super) fn count(text: &str) -> Option<u64> {
    let is_plain = text.bytes().all(|byte| byte.is_ascii_digit());
    if is_plain {
        text.parse().ok().filter(|number| (1..=1_000_000_000_000).contains(number))
    } else {
        None
    }
}

/// What stands where a value of this kind should.
fn wanted(kind: Kind) -> Text {
    match kind {
        Kind::Text | Kind::Choice(_) => Text::new(
            "a text is wanted here; a number is one between quotes",
            "on attend ici un texte\u{a0}; un nombre en est un entre guillemets",
        ),
        Kind::Email => {
            Text::new("an e-mail address is wanted here", "on attend ici une adresse mail")
        }
        Kind::Url => {
            Text::new("a URL is wanted here: https://…", "on attend ici une URL\u{a0}: https://…")
        }
        Kind::Date => Text::new(
            "a day is wanted here, as in 2026-02-01",
            "on attend ici une date, comme 2026-02-01",
        ),
        Kind::Siret => Text::new(
            "a SIRET is wanted here: 14 figures",
            "on attend ici un SIRET\u{a0}: 14 chiffres",
        ),
        Kind::Boolean => {
            Text::new("`true` or `false` is wanted here", "on attend ici `true` ou `false`")
        }
        Kind::Count => Text::new(
            "a whole number is wanted here, from 1, without unit or quotes",
            "on attend ici un nombre entier, à partir de 1, sans unité ni guillemets",
        ),
        Kind::Figure(most) if most <= 100.0 => Text::new(
            format!(
                "a number is wanted here, above 0 and up to {most}, as in 99.9: with a point, and without %"
            ),
            format!(
                "on attend ici un nombre entre 0 et {most}, comme 99.9\u{a0}: avec un point, et sans le signe %"
            ),
        ),
        Kind::Figure(_) => Text::new(
            "a number is wanted here, above 0, without unit or quotes",
            "on attend ici un nombre supérieur à 0, sans unité ni guillemets",
        ),
        Kind::Map(fields) => {
            let names = names(fields.iter().map(|field| field.name));
            Text::new(
                format!("fields are wanted here: {names}"),
                format!("on attend ici des champs\u{a0}: {names}"),
            )
        }
        Kind::List(fields) => {
            let names = names(fields.iter().map(|field| field.name));
            Text::new(
                format!("a list is wanted here, of items with {names}"),
                format!("on attend ici une liste, d'éléments avec {names}"),
            )
        }
        Kind::WordOrMap(word, fields) => {
            let names = names(fields.iter().map(|field| field.name));
            Text::new(
                format!("`{word}` or fields are wanted here: {names}"),
                format!("on attend ici `{word}` ou des champs\u{a0}: {names}"),
            )
        }
    }
}

/// What is said of a map that stands where something else should, or the other way round.
pub(super) fn other_shape(kind: Kind) -> Text {
    wanted(kind)
}

pub(super) fn names<'s>(names: impl Iterator<Item = &'s str>) -> String {
    names.map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

fn not_among(text: &str, words: &[&str]) -> Text {
    let known = names(words.iter().copied());
    match nearest(text, words.iter().copied()) {
        Some(guess) => Text::new(
            format!("`{text}` is not one of {known}. Did you mean `{guess}`?"),
            format!("`{text}` n'est pas parmi {known}. Vouliez-vous dire `{guess}`\u{202f}?"),
        ),
        None => Text::new(
            format!("`{text}` is not one of {known}"),
            format!("`{text}` n'est pas parmi {known}"),
        ),
    }
}

fn not_the_word(text: &str, word: &str) -> Text {
    Text::new(
        format!("`{text}` is not understood: `{word}`, or below it `nombre` and `periode_s`"),
        format!("`{text}` n'est pas compris\u{a0}: `{word}`, ou dessous `nombre` et `periode_s`"),
    )
}

/// Beginnings of what a template leaves for a person to write, in lower case.
const LEFT: &[&str] = &[
    "todo",
    "tbd",
    "tbc",
    "fixme",
    "xxx",
    "changeme",
    "to be defined",
    "to be completed",
    "à définir",
    "à compléter",
    "à renseigner",
    "à préciser",
    "a definir",
    "a completer",
    "a renseigner",
    "a preciser",
];

/// Whether a value says that somebody still has to write it. A word that only begins so (`todomvc`) is none.
pub(super) fn is_left_to_do(text: &str) -> bool {
    let text = text.trim_start_matches(['<', '[', '(', '{', '#', ' ']).to_lowercase();
    let is_word = |rest: &str| {
        let rest = rest.strip_prefix(['@', '-', '.']).unwrap_or(rest);
        !rest.starts_with(char::is_alphanumeric)
    };
    LEFT.iter().any(|left| text.strip_prefix(left).is_some_and(is_word))
        || text.chars().all(|sign| ".…?_-".contains(sign))
}

/// What keeps an address from being one mailbox that anyone can write to.
pub(super) fn email_fault(text: &str) -> Option<Text> {
    if text.get(..7).is_some_and(|scheme| scheme.eq_ignore_ascii_case("mailto:")) {
        return Some(Text::new(
            format!("{text}: write the address alone, without mailto:"),
            format!("{text}\u{a0}: écrivez l'adresse seule, sans mailto:"),
        ));
    }
    if text.matches('@').count() > 1 || (text.contains('@') && text.contains([',', ';'])) {
        return Some(Text::new(
            format!("{text}: one address only"),
            format!("{text}\u{a0}: une seule adresse"),
        ));
    }
    let parts = text.split_once('@').filter(|_| !text.contains(char::is_whitespace));
    let Some((local, domain)) =
        parts.filter(|(local, domain)| !local.is_empty() && is_domain(domain))
    else {
        return Some(Text::new(
            format!("{text} is not an e-mail address"),
            format!("{text} n'est pas une adresse mail"),
        ));
    };
    let is_fictitious = is_reserved(domain) || is_left_to_do(local);
    is_fictitious.then(|| {
        Text::new(
            format!("{text} is a placeholder: write the real address"),
            format!("{text} est une adresse fictive\u{a0}: écrivez la vraie"),
        )
    })
}

/// What keeps a URL from being one that anyone can open.
pub(super) fn url_fault(text: &str) -> Option<Text> {
    let no_url = || {
        Text::new(
            format!("`{text}` is not a URL: write it whole, from https://"),
            format!("`{text}` n'est pas une URL\u{a0}: écrivez-la en entier, à partir de https://"),
        )
    };
    let url = url::Url::parse(text).ok().filter(|_| !text.contains(char::is_whitespace));
    let Some(url) = url.filter(|url| matches!(url.scheme(), "http" | "https")) else {
        return Some(no_url());
    };
    let Some(host) = url.host_str() else { return Some(no_url()) };
    if text.contains(['{', '<']) || is_reserved(host) {
        return Some(Text::new(
            format!("`{text}` leads nowhere that the public can reach: write the real address"),
            format!("`{text}` ne mène nulle part pour le public\u{a0}: écrivez la vraie adresse"),
        ));
    }
    None
}

/// Letters of any script, figures and hyphens, with a point at least.
fn is_domain(domain: &str) -> bool {
    domain.contains('.')
        && domain.split('.').all(|label| {
            !label.is_empty()
                && !label.starts_with('-')
                && label.chars().all(|c| c.is_alphanumeric() || c == '-')
        })
}

/// Whether a host is one that nobody outside can reach: the machine itself, an address of a private network, a name of
/// one label, a domain kept for examples and tests (RFC 2606, RFC 6761), a word left to fill in.
fn is_reserved(host: &str) -> bool {
    let host = host.trim_end_matches('.').to_lowercase();
    if let Ok(address) = host.trim_matches(['[', ']']).parse::<IpAddr>() {
        return match address {
            IpAddr::V4(v4) => {
                v4.is_loopback() || v4.is_private() || v4.is_link_local() || v4.is_unspecified()
            }
            IpAddr::V6(v6) => v6.is_loopback() || v6.is_unique_local() || v6.is_unspecified(),
        };
    }
    let labels: Vec<&str> = host.split('.').collect();
    let [.., second, last] = labels.as_slice() else { return true };
    matches!(
        *last,
        "example"
            | "test"
            | "invalid"
            | "localhost"
            | "local"
            | "internal"
            | "lan"
            | "intra"
            | "corp"
    ) || (*second == "example" && matches!(*last, "com" | "org" | "net" | "fr"))
        || labels.iter().any(|label| {
            matches!(
                *label,
                "todo" | "changeme" | "to-be-defined" | "tobedefined" | "a-definir" | "adefinir"
            )
        })
}

/// 14 figures, the last of which follows from the others (Luhn); those of La Poste's own offices follow another rule.
fn siret_fault(text: &str) -> Option<Text> {
    let figures: Vec<u32> =
        text.chars().filter(|c| !c.is_whitespace()).filter_map(|c| c.to_digit(10)).collect();
    let is_plain = text.chars().all(|c| c.is_ascii_digit() || c.is_whitespace());
    if !is_plain || figures.len() != 14 {
        return Some(Text::new(
            format!("`{text}` is not a SIRET, which has 14 figures"),
            format!("`{text}` n'est pas un SIRET, qui compte 14 chiffres"),
        ));
    }
    let luhn: u32 = figures
        .iter()
        .rev()
        .enumerate()
        .map(
            |(rank, figure)| {
                if rank % 2 == 1 { figure * 2 / 10 + figure * 2 % 10 } else { *figure }
            },
        )
        .sum();
    let is_la_poste = figures.starts_with(&[3, 5, 6, 0, 0, 0, 0, 0, 0]);
    let sum: u32 = figures.iter().sum();
    let is_right = luhn.is_multiple_of(10) || (is_la_poste && sum.is_multiple_of(5));
    (!is_right).then(|| {
        Text::new(
            format!("`{text}` is not a SIRET: its figures do not add up, one is mistyped"),
            format!(
                "`{text}` n'est pas un SIRET\u{a0}: sa clé est fausse, un chiffre est mal recopié"
            ),
        )
    })
}

fn date_fault(text: &str, today: Option<Date>) -> Option<Text> {
    let Some(date) = Date::read(text) else {
        return Some(Text::new(
            format!("`{text}` is not a day: write it as 2026-02-01"),
            format!("`{text}` n'est pas une date\u{a0}: écrivez-la comme 2026-02-01"),
        ));
    };
    today.is_some_and(|today| date > today).then(|| {
        Text::new(format!("{text} is still to come"), format!("le {text} n'est pas encore passé"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_are_those_that_the_public_can_open() {
        for good in [
            "https://api.culture.gouv.fr/v1",
            "http://data.gouv.fr",
            "https://api.été.fr/a?b=c#d",
            "https://8.8.8.8/",
        ] {
            assert_eq!(url_fault(good), None, "{good}");
        }
        for bad in [
            "api.culture.gouv.fr",
            "ftp://a.fr",
            "https://",
            "https://localhost:8080",
            "https://api",
            "https://10.0.0.1/",
            "https://a.example.com/",
            "https://todo.culture.gouv.fr",
            "https://{host}/v1",
            "https://a.fr/b c",
            "/v1",
        ] {
            assert!(url_fault(bad).is_some(), "{bad}");
        }
    }

    #[test]
    fn addresses_are_one_mailbox() {
        for good in
            ["api@culture.gouv.fr", "api+sandbox@data.culture.gouv.fr", "équipe@mairie-évry.fr"]
        {
            assert_eq!(email_fault(good), None, "{good}");
        }
        for bad in [
            "culture.gouv.fr",
            "api@culture",
            "mailto:api@culture.gouv.fr",
            "a@b.fr, c@d.fr",
            "API <api@b.fr>",
            "@b.fr",
            "api@example.org",
            "todo@culture.gouv.fr",
            "a@b..fr",
        ] {
            assert!(email_fault(bad).is_some(), "{bad}");
        }
    }

    #[test]
    fn sirets_add_up() {
        for good in ["11004601800013", "110 046 018 00013", "35600000000048", "35600000049837"] {
            assert_eq!(siret_fault(good), None, "{good}");
        }
        for bad in ["11004601800014", "1100460180001", "110046018", "1100460180001A", ""] {
            assert!(siret_fault(bad).is_some(), "{bad}");
        }
    }

    #[test]
    fn what_is_left_to_do_is_told_from_words() {
        for left in
            ["TODO", "todo: le nom", "<à compléter>", "TBD.", "…", "...", "À définir avec la DSI"]
        {
            assert!(is_left_to_do(left), "{left}");
        }
        for right in
            ["todomvc", "Todo-list nationale", "tbdata", "Xxxiv", "L'API permet de définir"]
        {
            assert!(!is_left_to_do(right), "{right}");
        }
    }
}
