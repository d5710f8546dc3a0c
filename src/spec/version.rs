//! The versions of OpenAPI, how a document says which one it follows, and what each of them holds.

use std::collections::HashMap;
use std::sync::{LazyLock, OnceLock};

use foldhash::fast::RandomState;

use super::{Entry, ObjectName, ObjectType, Required, VERSIONS, Value, foreign};

/// A version of OpenAPI. Patches change its words, not what may be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Version {
    /// Swagger 2.0.
    Oas2,
    /// OpenAPI 3.0.
    Oas3_0,
    /// OpenAPI 3.1.
    Oas3_1,
    /// OpenAPI 3.2.
    Oas3_2,
    /// None: a document of another kind, which only the rules that a user brings have something to say about.
    Foreign,
}

/// What a document's version is to us.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recognised {
    /// A version that has a table.
    Known(Version),
    /// A version of a known major that has no table, such as 3.7.1.
    UnknownMinor {
        /// The table to use for want of a better one.
        nearest: Version,
    },
    /// Another major, another name, or no version at all.
    Unknown,
}

/// What a version of OpenAPI holds.
pub struct VersionTable {
    /// The version.
    pub version: Version,
    /// Its name for people.
    pub name: &'static str,
    /// The root's field that says the version: `swagger`, `openapi`.
    pub field: &'static str,
    /// Major and minor.
    pub number: (u32, u32),
    /// What a document is: the object at its root. A walk starts here.
    pub root: Value,
    /// The methods that a Path Item has a field for, in lower case, in the order of the specification.
    pub methods: &'static [&'static str],
    /// The `$schema` of Schema Objects when nothing else is said; before 3.1 they are not quite JSON Schema.
    pub dialect: Option<&'static str>,
    /// The specification, in its latest patch.
    pub spec_url: &'static str,
    pub(super) objects: LazyLock<Objects>,
}

impl Version {
    /// What it holds.
    pub fn table(self) -> &'static VersionTable {
        VERSIONS.get(self as usize).copied().unwrap_or(&foreign::TABLE)
    }

    /// The version that a field of the root (`openapi`, `swagger`) and its text tell.
    ///
    /// The patch may be left out (`3.1`), and so may a minor of zero: in YAML, `swagger: 2.0` and `openapi: 3.0` are
    /// numbers, which some writers print as `2` and `3`. A pre-release (`3.1.0-rc1`) is taken for its release.
    pub fn recognise(field: &str, value: &str) -> Recognised {
        let Some((major, minor)) = major_minor(value) else { return Recognised::Unknown };
        VERSIONS
            .iter()
            .filter(|table| table.field == field && table.number.0 == major)
            .min_by_key(|table| table.number.1.abs_diff(minor))
            .map_or(Recognised::Unknown, |&&VersionTable { version, number, .. }| {
                if number.1 == minor {
                    Recognised::Known(version)
                } else {
                    Recognised::UnknownMinor { nearest: version }
                }
            })
    }
}

/// The objects of a version. The walk of a description asks for one at every map, and for a field at every entry: they are found
/// by ranks.
pub(super) struct Objects {
    all: Vec<ObjectType>,
    /// Made when it is asked for: a version may only lend its objects to the next.
    ranks: OnceLock<Ranks>,
}

/// Where the objects of a version stand, and the fields of each.
struct Ranks {
    /// Of each object, at the rank of its name.
    objects: Vec<Option<u8>>,
    /// The names of the fields of all of them.
    names: HashMap<&'static str, FieldName, RandomState>,
    /// Of the fields of each object, at the ranks of their names.
    fields: Vec<Vec<Option<u8>>>,
}

/// The name of a field, as its rank among those of a version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FieldName(u16);

impl From<Vec<ObjectType>> for Objects {
    fn from(mut all: Vec<ObjectType>) -> Self {
        for object in &mut all {
            let fields = object.fields.iter().enumerate();
            let required = fields.filter(|(_, field)| field.required != Required::Never);
            object.required = required.map(|(rank, _)| rank).collect();
        }
        Self { all, ranks: OnceLock::new() }
    }
}

impl Objects {
    fn ranks(&self) -> &Ranks {
        self.ranks.get_or_init(|| Ranks::of(&self.all))
    }

    fn of(&self, name: ObjectName) -> Option<&ObjectType> {
        self.all.get(self.ranks().object(name)?)
    }
}

impl Ranks {
    fn of(all: &[ObjectType]) -> Self {
        let mut objects = Vec::new();
        let count = all.iter().map(|object| object.fields.len()).sum();
        let mut names = HashMap::with_capacity_and_hasher(count, RandomState::default());
        let mut fields = Vec::with_capacity(all.len());
        for (place, object) in (0..).zip(all) {
            *at(&mut objects, object.name as usize) = Some(place);
            let mut of_object = Vec::new();
            for (place, field) in (0..).zip(object.fields.iter()) {
                let next = FieldName(names.len() as u16);
                let FieldName(rank) = *names.entry(field.name).or_insert(next);
                at(&mut of_object, rank.into()).get_or_insert(place);
            }
            fields.push(of_object);
        }
        Self { objects, names, fields }
    }

    fn object(&self, name: ObjectName) -> Option<usize> {
        self.objects.get(name as usize).copied().flatten().map(usize::from)
    }
}

/// The objects of a version and the names of their fields, by ranks.
#[derive(Clone, Copy)]
pub struct Ranked {
    all: &'static [ObjectType],
    ranks: &'static Ranks,
}

impl Ranked {
    /// The rank of a name, if a field of some object has it.
    pub fn field_name(self, name: &str) -> Option<FieldName> {
        self.ranks.names.get(name).copied()
    }

    /// An object, if the version has it.
    #[inline]
    pub fn object(self, name: ObjectName) -> Option<Fields> {
        let place = self.ranks.object(name)?;
        Some(Fields { object: &self.all[place], ranks: &self.ranks.fields[place] })
    }
}

/// An object, and its fields by the ranks of their names.
#[derive(Clone, Copy)]
pub struct Fields {
    /// The object.
    pub object: &'static ObjectType,
    ranks: &'static [Option<u8>],
}

impl Fields {
    /// Whether it has a field of this name.
    pub fn have(self, FieldName(rank): FieldName) -> bool {
        self.ranks.get(usize::from(rank)).is_some_and(Option::is_some)
    }

    /// What a name is in the object, as [`ObjectType::entry`] tells. It is asked for its letters where no field has its rank.
    #[inline]
    pub fn entry<'n>(self, rank: Option<FieldName>, name: impl FnOnce() -> &'n str) -> Entry {
        let place = rank.and_then(|FieldName(rank)| *self.ranks.get(usize::from(rank))?);
        match place {
            Some(place) => Entry::Field(&self.object.fields[usize::from(place)]),
            None => self.object.beside(name()),
        }
    }
}

/// A place in a list, which is made long enough.
fn at(list: &mut Vec<Option<u8>>, rank: usize) -> &mut Option<u8> {
    list.resize(list.len().max(rank + 1), None);
    &mut list[rank]
}

impl VersionTable {
    /// All its objects, in the order of the specification.
    pub fn objects(&self) -> &[ObjectType] {
        &self.objects.all
    }

    /// An object, if the version has it: always, for one that a [`Value`] of this version names.
    pub fn object(&self, name: ObjectName) -> Option<&ObjectType> {
        self.objects.of(name)
    }

    /// Its objects, for who asks for one at every map.
    pub fn ranked(&'static self) -> Ranked {
        Ranked { all: self.objects(), ranks: self.objects.ranks() }
    }

    /// Where the specification speaks of an object.
    pub fn url_of(&self, name: ObjectName) -> String {
        format!("{}#{}", self.spec_url, name.anchor())
    }

    /// What a name is in an object.
    pub fn entry(&'static self, object: ObjectName, name: &str) -> Entry {
        self.object(object).map_or(Entry::Unknown, |object| object.entry(name))
    }

    /// What stands under a key of a value that is a map, or at any index of one that is a list. `None` where the
    /// specification does not say: under an extension, an unknown field, in a literal.
    pub fn step(&'static self, value: &'static Value, key: &str) -> Option<&'static Value> {
        match value {
            Value::List(_) | Value::Map(..) => value.item(),
            Value::Object(name) | Value::Referable(name) => self.entry(*name, key).value(),
            Value::OneOf(alternatives) => {
                alternatives.iter().find_map(|alternative| self.step(alternative, key))
            }
            _ => None,
        }
    }

    /// What stands at the end of a way from the root, given as the keys of a JSON pointer.
    pub fn value_at<'a>(
        &'static self,
        way: impl IntoIterator<Item = &'a str>,
    ) -> Option<&'static Value> {
        way.into_iter().try_fold(&self.root, |value, key| self.step(value, key))
    }
}

/// The versions in which an object has a field of this name, to say that `webhooks` came with OpenAPI 3.1.
pub fn versions_with(object: ObjectName, field: &str) -> impl Iterator<Item = Version> {
    VERSIONS
        .iter()
        .filter(move |table| table.object(object).and_then(|object| object.field(field)).is_some())
        .map(|table| table.version)
}

/// The first two numbers of a version, the second being zero when there is one only.
fn major_minor(version: &str) -> Option<(u32, u32)> {
    let release = version.split_once('-').map_or(version, |(release, _)| release);
    let mut numbers = release.split('.').map(|part| {
        let digits = !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        digits.then(|| part.parse().ok()).flatten()
    });
    let (major, minor, patch) = (numbers.next()??, numbers.next(), numbers.next());
    (patch != Some(None) && numbers.next().is_none()).then_some((major, minor.unwrap_or(Some(0))?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use Recognised::{Known, Unknown, UnknownMinor};
    use Version::{Oas2, Oas3_0, Oas3_1, Oas3_2};

    #[test]
    fn versions_are_recognised() {
        for (field, value, expected) in [
            ("swagger", "2.0", Known(Oas2)),
            ("swagger", "2", Known(Oas2)),
            ("swagger", "2.1", UnknownMinor { nearest: Oas2 }),
            ("swagger", "1.2", Unknown),
            ("swagger", "3.0.0", Unknown),
            ("openapi", "2.0", Unknown),
            ("openapi", "3", Known(Oas3_0)),
            ("openapi", "3.0", Known(Oas3_0)),
            ("openapi", "3.0.4", Known(Oas3_0)),
            ("openapi", "3.0.0-rc2", Known(Oas3_0)),
            ("openapi", "3.1", Known(Oas3_1)),
            ("openapi", "3.1.17", Known(Oas3_1)),
            ("openapi", "3.2.0", Known(Oas3_2)),
            ("openapi", "3.3.0", UnknownMinor { nearest: Oas3_2 }),
            ("openapi", "3.7.1", UnknownMinor { nearest: Oas3_2 }),
            ("openapi", "4.0", Unknown),
            ("openapi", "4", Unknown),
            ("openapi", "abc", Unknown),
            ("openapi", "", Unknown),
            ("openapi", "3.", Unknown),
            ("openapi", "3.1.x", Unknown),
            ("openapi", "3.1.0.0", Unknown),
            ("openapi", "+3.1.0", Unknown),
            ("openapi", "v3.1.0", Unknown),
            ("openapi", "3.99999999999", Unknown),
            ("asyncapi", "3.0.0", Unknown),
        ] {
            assert_eq!(Version::recognise(field, value), expected, "{field}: {value}");
        }
    }

    #[test]
    fn a_version_is_its_rank() {
        assert!(VERSIONS.iter().enumerate().all(|(rank, table)| table.version as usize == rank));
        assert!(VERSIONS.is_sorted_by_key(|table| (table.version, table.number)));
    }
}
