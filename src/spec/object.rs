//! An object of the specification, as one version has it.

use std::borrow::Cow;

use super::{Field, Keys, ObjectName, Value};

/// An object of the specification, as one version has it.
#[derive(Clone, Debug)]
pub struct ObjectType {
    /// Its name.
    pub name: ObjectName,
    /// Its fields, in the order of the specification; those that a version adds come last. They are searched one by one:
    /// 35 ns for a name in an Operation, 70 ns in a Schema, which is the longest.
    pub fields: Cow<'static, [Field]>,
    /// The ranks of those that it may have to have, once the version is whole.
    pub(super) required: Vec<usize>,
    /// Which other names it may have.
    pub additional: Additional,
    /// Whether it may have extensions, `x-…`.
    pub extensible: bool,
    /// Which of its fields exclude or replace each other.
    pub choices: Vec<Choice>,
}

/// Which names an object may have beside its fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Additional {
    /// None: another name is a mistake.
    None,
    /// Any, and they have no effect: a Reference Object.
    Ignored,
    /// Any, and they mean what their authors like: a Schema Object since 3.1.
    Any,
    /// Names that the author chooses, with one value for all: a Paths Object.
    Named(Keys, Value),
}

/// Fields of one object that exclude or replace each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Choice {
    /// One of them must be there, and no other.
    ExactlyOne(&'static [&'static str]),
    /// One of them must be there, and more may be.
    AtLeastOne(&'static [&'static str]),
    /// No two of them may be there.
    AtMostOne(&'static [&'static str]),
}

impl Choice {
    /// The names of the fields.
    pub fn fields(self) -> &'static [&'static str] {
        match self {
            Self::ExactlyOne(fields) | Self::AtLeastOne(fields) | Self::AtMostOne(fields) => fields,
        }
    }
}

/// What a name is in an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// A field.
    Field(&'static Field),
    /// A name that the author chose.
    Named {
        /// What stands under it.
        value: &'static Value,
        /// Whether the name is one that may be chosen: a path that lacks its `/` is not.
        accepted: bool,
    },
    /// An extension.
    Extension,
    /// Allowed, with a meaning that is not the specification's.
    Foreign,
    /// Allowed, without effect.
    Ignored,
    /// Not allowed.
    Unknown,
}

impl Entry {
    /// Whether it may be out of place, or no field at all: what else the object holds tells.
    pub fn may_stray(self) -> bool {
        match self {
            Self::Field(field) => field.applies.is_some(),
            Self::Unknown | Self::Foreign => true,
            Self::Named { .. } | Self::Extension | Self::Ignored => false,
        }
    }

    /// What stands there, where the specification says it.
    pub fn value(self) -> Option<&'static Value> {
        match self {
            Self::Field(field) => Some(&field.value),
            Self::Named { value, .. } => Some(value),
            Self::Extension | Self::Foreign | Self::Ignored | Self::Unknown => None,
        }
    }
}

impl ObjectType {
    /// The field of this name.
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// The fields that it must have, or must in some cases.
    pub fn required(&self) -> impl Iterator<Item = &Field> {
        self.required.iter().map(|rank| &self.fields[*rank])
    }

    /// What a name is in it.
    pub fn entry(&'static self, name: &str) -> Entry {
        self.field(name).map_or_else(|| self.beside(name), Entry::Field)
    }

    /// What a name is that no field has.
    pub(super) fn beside(&'static self, name: &str) -> Entry {
        if self.extensible && is_extension(name) {
            return Entry::Extension;
        }
        match &self.additional {
            Additional::None => Entry::Unknown,
            Additional::Ignored => Entry::Ignored,
            Additional::Any => Entry::Foreign,
            Additional::Named(keys, value) => Entry::Named { value, accepted: keys.accept(name) },
        }
    }

    /// The object, with other names than its fields, that the author chooses.
    pub(super) fn named(mut self, keys: Keys, value: Value) -> Self {
        self.additional = Additional::Named(keys, value);
        self
    }

    /// The object, with other names than its fields, on these terms.
    pub(super) fn additional(mut self, additional: Additional) -> Self {
        self.additional = additional;
        self
    }

    /// The object, without extensions.
    pub(super) fn closed(mut self) -> Self {
        self.extensible = false;
        self
    }

    /// The object, some of whose fields exclude or replace each other.
    pub(super) fn choices(mut self, choices: impl Into<Vec<Choice>>) -> Self {
        self.choices = choices.into();
        self
    }

    /// Changes the fields it has by these names, and adds those it has not.
    pub(super) fn set(&mut self, fields: impl IntoIterator<Item = Field>) {
        let own = self.fields.to_mut();
        for field in fields {
            match own.iter_mut().find(|known| known.name == field.name) {
                Some(known) => *known = field,
                None => own.push(field),
            }
        }
    }
}

/// The fields of an object, as part of the binary: nothing is made of them when it runs.
macro_rules! fields {
    ($($field:expr),* $(,)?) => { const { &[$($field),*] } };
}
pub(super) use fields;

/// An object with these fields, extensions, and no other name: what most objects are.
pub(super) fn object(name: ObjectName, fields: impl Into<Cow<'static, [Field]>>) -> ObjectType {
    ObjectType {
        name,
        fields: fields.into(),
        required: Vec::new(),
        additional: Additional::None,
        extensible: true,
        choices: Vec::new(),
    }
}

/// The object of this name, to be changed by the version that follows.
pub(super) fn change(objects: &mut [ObjectType], name: ObjectName) -> &mut ObjectType {
    objects
        .iter_mut()
        .find(|object| object.name == name)
        .expect("a version changes what the one before it has")
}

/// Whether a name is that of an extension.
pub fn is_extension(name: &str) -> bool {
    name.starts_with("x-")
}
