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
                let rest: String = signs.clone().collect();
                match class_length(&rest) {
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
                let rest: String = signs.clone().collect();
                if let Some((length, is_ordered)) = bounds(&rest) {
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
fn class_length(rest: &str) -> Result<usize, &'static str> {
    let signs: Vec<char> = rest.chars().collect();
    let mut at = usize::from(signs.first() == Some(&'^'));
    let mut last: Option<char> = None;
    while let Some(sign) = signs.get(at) {
        match sign {
            ']' => return Ok(at + 1),
            '\\' => {
                at += 1;
                last = None;
            }
            '-' => {
                let next = signs.get(at + 1).filter(|next| !matches!(next, ']' | '\\'));
                if let (Some(from), Some(to)) = (last, next) {
                    if from > *to {
                        return Err("Range out of order in character class");
                    }
                    at += 1;
                    last = None;
                } else {
                    last = Some('-');
                }
            }
            other => last = Some(*other),
        }
        at += 1;
    }
    Err("Unterminated character class")
}

/// The length of `2}`, `2,}` or `2,3}`, and whether it goes from less to more; any other brace is a literal one.
fn bounds(rest: &str) -> Option<(usize, bool)> {
    let (inside, _) = rest.split_once('}')?;
    let (least, most) = inside.split_once(',').unwrap_or((inside, inside));
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number(least) || !(most.is_empty() || is_number(most)) {
        return None;
    }
    let value = |text: &str| text.parse::<f64>().unwrap_or(f64::INFINITY);
    Some((inside.chars().count() + 1, most.is_empty() || value(least) <= value(most)))
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
