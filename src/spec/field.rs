//! A field of an object: its name, what stands in it, and when it must or may be there.

use super::Value;

/// A field of an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// What stands in it.
    pub value: Value,
    /// Whether it must be there.
    pub required: Required,
    /// Where it has a meaning, when that is not everywhere.
    pub applies: Option<Condition>,
    /// The version says that it is on its way out.
    pub deprecated: bool,
}

/// Whether a field must be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Required {
    /// It may be left out.
    Never,
    /// It must be there.
    Always,
    /// It must be there where this holds.
    When(Condition),
}

/// What a field depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Condition {
    /// The field of this name, in the same object, is one of these words.
    Sibling(&'static str, &'static [&'static str]),
    /// The object itself stands under one of these keys.
    Key(&'static [&'static str]),
}

impl Condition {
    /// Whether it holds for an object that stands under `key` and whose texts `sibling` gives by name of field. `None`: it
    /// cannot be said, the field it depends on is not there.
    pub fn holds<'a>(
        &self,
        key: &str,
        sibling: impl FnOnce(&str) -> Option<&'a str>,
    ) -> Option<bool> {
        match self {
            Self::Sibling(name, words) => sibling(name).map(|text| words.contains(&text)),
            Self::Key(keys) => Some(keys.contains(&key)),
        }
    }
}

impl Field {
    /// Whether it must be in an object that stands under `key` and whose texts `sibling` gives. False when unsure.
    pub fn is_required<'a>(
        &self,
        key: &str,
        sibling: impl FnOnce(&str) -> Option<&'a str>,
    ) -> bool {
        match self.required {
            Required::Never => false,
            Required::Always => true,
            Required::When(condition) => condition.holds(key, sibling) == Some(true),
        }
    }

    /// Whether it has no meaning in an object that stands under `key` and whose texts `sibling` gives. False when unsure.
    pub fn is_out_of_place<'a>(
        &self,
        key: &str,
        sibling: impl FnOnce(&str) -> Option<&'a str>,
    ) -> bool {
        self.applies.is_some_and(|condition| condition.holds(key, sibling) == Some(false))
    }

    /// The field, where it has a meaning only under a condition; if it is required, it is required there.
    pub(super) const fn when(mut self, condition: Condition) -> Self {
        self.applies = Some(condition);
        if let Required::Always = self.required {
            self.required = Required::When(condition);
        }
        self
    }

    /// The field, on its way out.
    pub(super) const fn deprecated(mut self) -> Self {
        self.deprecated = true;
        self
    }
}

/// A field that may be left out.
pub(super) const fn optional(name: &'static str, value: Value) -> Field {
    Field { name, value, required: Required::Never, applies: None, deprecated: false }
}

/// A field that must be there.
pub(super) const fn required(name: &'static str, value: Value) -> Field {
    Field { required: Required::Always, ..optional(name, value) }
}

/// A field that must be there under a condition, and may be there without it.
pub(super) const fn required_when(name: &'static str, value: Value, condition: Condition) -> Field {
    Field { required: Required::When(condition), ..optional(name, value) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const IN_BODY: Condition = Condition::Sibling("in", &["body"]);

    /// The texts of an object whose `in` is this.
    fn texts(location: Option<&'static str>) -> impl Fn(&str) -> Option<&'static str> {
        move |name| location.filter(|_| name == "in")
    }

    #[test]
    fn a_condition_may_be_unknown() {
        let schema = required("schema", Value::Literal).when(IN_BODY);
        assert!(
            schema.is_required("0", texts(Some("body")))
                && !schema.is_out_of_place("0", texts(Some("body")))
        );
        assert!(
            !schema.is_required("0", texts(Some("path")))
                && schema.is_out_of_place("0", texts(Some("path")))
        );
        assert!(!schema.is_required("0", texts(None)) && !schema.is_out_of_place("0", texts(None)));
    }

    #[test]
    fn a_field_may_be_required_here_and_allowed_there() {
        let field = required_when("required", Value::Boolean, Condition::Sibling("in", &["path"]));
        assert!(field.is_required("0", texts(Some("path"))));
        assert!(
            !field.is_required("0", texts(Some("body")))
                && !field.is_out_of_place("0", texts(Some("body")))
        );
    }

    #[test]
    fn the_key_decides_for_an_oauth_flow() {
        let url = required("tokenUrl", Value::Url).when(Condition::Key(&["password"]));
        assert!(url.is_required("password", texts(None)));
        assert!(url.is_out_of_place("implicit", texts(None)));
    }
}
