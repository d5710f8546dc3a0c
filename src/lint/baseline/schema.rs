//! The JSON Schema of a baseline, for editors.

/// JSON Schema (2020-12) of the file that `--baseline` takes.
pub fn baseline_schema() -> &'static str {
    include_str!("schema.json")
}
