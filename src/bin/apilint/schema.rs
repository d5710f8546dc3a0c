//! `apilint schema`: the JSON Schema of what the command writes or reads.

use apilint::declaration::{config_schema, json_schema};
use apilint::lint::baseline::baseline_schema;
use apilint::report::schema::REPORT_SCHEMA;

use crate::args::{Described, Schema};
use crate::exit::{Exit, Failure};
use crate::terminal;

/// Prints the schema.
pub fn run(arguments: &Schema) -> Result<Exit, Failure> {
    match arguments.what {
        Described::Report => terminal::print(REPORT_SCHEMA)?,
        Described::Config => terminal::print(&config_schema())?,
        Described::Declaration => terminal::print(&json_schema())?,
        Described::Baseline => terminal::print(baseline_schema())?,
    }
    Ok(Exit::Clean)
}
