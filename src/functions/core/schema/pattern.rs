//! What JavaScript refuses in a regular expression, in the words of V8: Ajv passes them on.

use std::iter::Peekable;
use std::str::Chars;

/// The fault of an expression without flags, if it has one.
pub(super) fn fault(pattern: &str) -> Option<&'static str> {
    let mut signs = pattern.chars().peekable();
    let mut open = 0usize;
    // Whether what stands before can be repeated.
    let mut can_repeat = false;
    while let Some(sign) = signs.next() {
        match sign {
            '\\' => {
                let Some(escaped) = signs.next() else { return Some("\\ at end of pattern") };
                can_repeat = !matches!(escaped, 'b' | 'B');
            }
            '[' => {
                match class_length(signs.clone()) {
                    Ok(length) => drop(signs.by_ref().take(length).count()),
                    Err(fault) => return Some(fault),
                }
                can_repeat = true;
            }
            '(' => {
                open += 1;
                can_repeat = false;
                if let Some(fault) = group_fault(&mut signs) {
                    return Some(fault);
                }
            }
            ')' => {
                if open == 0 {
                    return Some("Unmatched ')'");
                }
                open -= 1;
                can_repeat = true;
            }
            '*' | '+' | '?' => {
                if !can_repeat {
                    return Some("Nothing to repeat");
                }
                signs.next_if_eq(&'?');
                can_repeat = false;
            }
            '{' => {
                if let Some((length, is_ordered)) = bounds(signs.clone()) {
                    if !can_repeat {
                        return Some("Nothing to repeat");
                    }
                    if !is_ordered {
                        return Some("numbers out of order in {} quantifier");
                    }
                    signs.by_ref().take(length).for_each(drop);
                    signs.next_if_eq(&'?');
                    can_repeat = false;
                } else {
                    can_repeat = true;
                }
            }
            '|' | '^' | '$' => can_repeat = false,
            _ => can_repeat = true,
        }
    }
    (open > 0).then_some("Unterminated group")
}

/// The fault of what follows a `(`.
fn group_fault(signs: &mut Peekable<Chars<'_>>) -> Option<&'static str> {
    signs.next_if_eq(&'?')?;
    match signs.next() {
        Some(':' | '=' | '!') => None,
        Some('<') => {
            if signs.next_if(|sign| matches!(sign, '=' | '!')).is_some() {
                return None;
            }
            let name: String = signs.take_while(|sign| *sign != '>').collect();
            let is_name = |sign: char| sign.is_alphanumeric() || sign == '_' || sign == '$';
            let is_right = !name.is_empty() && name.chars().all(is_name);
            (!is_right).then_some("Invalid capture group name")
        }
        _ => Some("Invalid group"),
    }
}

/// The length of a class after its `[`, its `]` included.
fn class_length(mut signs: Peekable<Chars<'_>>) -> Result<usize, &'static str> {
    let mut length = usize::from(signs.next_if_eq(&'^').is_some());
    let mut last: Option<char> = None;
    while let Some(sign) = signs.next() {
        length += 1;
        last = match (sign, last) {
            (']', _) => return Ok(length),
            ('\\', _) => {
                length += usize::from(signs.next().is_some());
                None
            }
            ('-', Some(from)) => match signs.next_if(|next| !matches!(next, ']' | '\\')) {
                Some(to) if from > to => return Err("Range out of order in character class"),
                Some(_) => {
                    length += 1;
                    None
                }
                None => Some('-'),
            },
            (other, _) => Some(other),
        };
    }
    Err("Unterminated character class")
}

/// The length of `2}`, `2,}` or `2,3}`, and whether it goes from less to more; any other brace is a literal one.
fn bounds(mut signs: Peekable<Chars<'_>>) -> Option<(usize, bool)> {
    let mut inside = String::new();
    while let Some(sign) = signs.next_if(|sign| sign.is_ascii_digit() || *sign == ',') {
        inside.push(sign);
    }
    signs.next_if_eq(&'}')?;
    let (least, most) = inside.split_once(',').unwrap_or((&inside, &inside));
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number(least) || !(most.is_empty() || is_number(most)) {
        return None;
    }
    let value = |text: &str| text.parse::<f64>().unwrap_or(f64::INFINITY);
    Some((inside.len() + 1, most.is_empty() || value(least) <= value(most)))
}

#[cfg(test)]
mod tests {
    use super::fault;

    #[test]
    fn faults_are_in_the_words_of_v8() {
        for (pattern, expected) in [
            ("?", Some("Nothing to repeat")),
            ("a**", Some("Nothing to repeat")),
            ("(a", Some("Unterminated group")),
            ("a)", Some("Unmatched ')'")),
            ("[a", Some("Unterminated character class")),
            ("[z-a]", Some("Range out of order in character class")),
            ("(?i)a", Some("Invalid group")),
            ("(?P<a>b)", Some("Invalid group")),
            ("(?<1-a>b)", Some("Invalid capture group name")),
            ("a{3,2}", Some("numbers out of order in {} quantifier")),
            ("a\\", Some("\\ at end of pattern")),
            ("^[\\w-.]{2,}?(?=b)(?<!c)(?<d>e)\\k<d>{x}$", None),
            ("[]a]", None),
            ("{", None),
        ] {
            assert_eq!(fault(pattern), expected, "{pattern}");
        }
    }
}
