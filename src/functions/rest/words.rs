//! Words that names are made of.

/// The words of a name in any case, in lower case: `perPage` is `per` and `page`.
pub(super) fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut was_lower = false;
    for letter in name.chars() {
        let starts = letter.is_uppercase() && was_lower;
        if (!letter.is_alphanumeric() || starts)
            && words.last().is_some_and(|word| !word.is_empty())
        {
            words.push(String::new());
        }
        was_lower = letter.is_lowercase() || letter.is_numeric();
        if let Some(word) = words.last_mut().filter(|_| letter.is_alphanumeric()) {
            word.extend(letter.to_lowercase());
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn names_are_cut_into_words() {
        assert_eq!(words("perPage"), ["per", "page"]);
        assert_eq!(words("_page-size"), ["page", "size"]);
        assert_eq!(words("nbResultats"), ["nb", "resultats"]);
        assert_eq!(words("URLBase"), ["urlbase"]);
    }
}
