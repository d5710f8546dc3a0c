//! The JSON Schema of the report for machines, for those who read it.

/// JSON Schema (2020-12) of what `--format json` writes, version 1.
pub const REPORT_SCHEMA: &str = include_str!("schema.json");
