//! What the specification says of a document that is not an OpenAPI description: nothing.

use std::sync::LazyLock;

use super::{Value, Version, VersionTable};

pub(super) static TABLE: VersionTable = VersionTable {
    version: Version::Foreign,
    name: "",
    field: "",
    number: (0, 0),
    root: Value::Literal,
    methods: &[],
    dialect: None,
    spec_url: "",
    objects: LazyLock::new(|| Vec::new().into()),
};
