//! The language of the messages when none is asked for.

use apilint::diagnostic::Language;

/// The first of `LC_ALL`, `LC_MESSAGES` and `LANG` that says something decides, as POSIX has it.
pub fn of_environment(variable: impl Fn(&str) -> Option<String>) -> Language {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .filter_map(variable)
        .find(|locale| !locale.is_empty());
    let code = locale
        .as_deref()
        .and_then(|locale| locale.split(['_', '.', '@', '-']).next())
        .unwrap_or_default();
    if code.eq_ignore_ascii_case("fr") { Language::Fr } else { Language::En }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_variable_that_speaks_decides() {
        let language = |pairs: &'static [(&str, &str)]| {
            of_environment(|name| {
                pairs.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned())
            })
        };
        assert_eq!(language(&[]), Language::En);
        assert_eq!(language(&[("LANG", "fr_FR.UTF-8")]), Language::Fr);
        assert_eq!(language(&[("LC_ALL", "C"), ("LANG", "fr_FR.UTF-8")]), Language::En);
        assert_eq!(
            language(&[("LC_ALL", ""), ("LC_MESSAGES", "fr"), ("LANG", "en_GB")]),
            Language::Fr
        );
        assert_eq!(language(&[("LANG", "fry_NL")]), Language::En);
    }
}
