//! The arguments of the command, as clap reads them.

use std::path::PathBuf;

use apilint::diagnostic::{Language, Severity};
use apilint::guide::Readiness;
use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

const EXIT_CODES: &str = "\
Exit codes: 0 nothing at or above --fail-on, 1 findings, 2 wrong usage or no input that matches,
3 an input could not be read.";

const QUERY_EXIT_CODES: &str = "\
Exit codes: 0 something is selected, 1 nothing, 2 wrong usage or a bad expression, 3 an input could
not be read.";

const WHY_EXIT_CODES: &str = "\
Exit codes: 0 the rule has something to say there, 1 nothing, 2 wrong usage, an unknown rule or a
pointer that leads nowhere, 3 the file could not be read.";

const TEST_EXIT_CODES: &str = "\
Exit codes: 0 every example holds, 1 some do not, 2 wrong usage, a ruleset that cannot be used, or no
example in it.";

const INIT_EXIT_CODES: &str = "\
Exit codes: 0 the file is written, 2 wrong usage, several descriptions to choose from, or a file
that is there already, 3 the description could not be read.";

const FICHE_EXIT_CODES: &str = "\
Exit codes: 0 the fiche is printed, 2 wrong usage, or a declaration that has faults, 3 the
description could not be read, or not whole.";

const ABOUT: &str = "\
Lints OpenAPI descriptions and tells, in French or English, whether an API is ready to be referenced
on api.gouv.fr.";

/// The command line.
#[derive(Debug, Parser)]
#[command(name = "apilint", version, about = ABOUT, long_about = None, after_help = EXIT_CODES, max_term_width = 100)]
#[command(arg_required_else_help = true, disable_help_subcommand = true)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,

    /// Language of the messages, fr or en [default: that of apilint.yaml, else of the environment]
    #[arg(
        long,
        value_name = "LANG",
        hide_possible_values = true,
        global = true,
        display_order = 100
    )]
    pub lang: Option<Lang>,

    /// When to use colours: auto, always, never
    #[arg(
        long,
        value_name = "WHEN",
        default_value = "auto",
        hide_possible_values = true,
        global = true
    )]
    #[arg(display_order = 101)]
    pub color: When,

    /// Say nothing on standard error but errors
    #[arg(short, long, global = true, display_order = 102)]
    pub quiet: bool,
}

impl Arguments {
    /// The language asked for.
    pub fn language(&self) -> Option<Language> {
        self.lang.map(|lang| match lang {
            Lang::Fr => Language::Fr,
            Lang::En => Language::En,
        })
    }
}

/// The commands. The arguments of those that are not called are not made ready. What documents these below is no documentation to
/// clap: it would stand for what is said of the command here.
#[derive(Debug, Subcommand)]
#[command(defer = true)]
pub enum Command {
    /// Check descriptions: files, folders, globs, URLs, or - for standard input
    Check(Check),
    /// Print what a JSONPath selects
    Query(Query),
    /// Write apilint.yaml: the rules, and a declaration filled in from a description
    Init(Init),
    /// Print the entry of an API in a catalogue, from its description and its declaration
    Fiche(Fiche),
    /// Write a page on many APIs, and how they changed, from JSON reports
    Dashboard(Dashboard),
    /// List the rules that apply
    Rules(Rules),
    /// Explain a rule: what it asks, why, how to mend it
    Explain(Explain),
    /// Say whether a rule looked at a place, and what it said there
    Why(Why),
    /// Try the examples that a ruleset holds
    Test(Test),
    /// Print the JSON Schema of what apilint writes or reads
    Schema(Schema),
    /// Print the completions of a shell
    Completions(Completions),
    /// Print a man page
    Man(Man),
}

// `apilint check`.
#[derive(Debug, Args)]
#[command(after_help = EXIT_CODES)]
pub struct Check {
    /// Files, folders, globs, http(s) URLs, or - for standard input
    #[arg(value_name = "INPUT")]
    pub inputs: Vec<String>,

    /// Rules to apply, repeatable [default: those of the nearest apilint.yaml, else .spectral.yaml, .yml or .json here or
    /// above, else apilint:api-gouv-fr]
    #[arg(short, long, value_name = "NAME|FILE|URL")]
    pub ruleset: Vec<String>,

    /// What the producer declares beside the descriptions; its dates are compared with today, or with the day that the
    /// variable `APILINT_TODAY` holds [default: the nearest apilint.yaml from each file up to the root of its repository]
    #[arg(long, value_name = "FILE")]
    pub declaration: Option<String>,

    /// Settings of every input [default: the nearest apilint.yaml from each file up to the root of its repository]
    #[arg(long, value_name = "FILE")]
    pub config: Option<String>,

    /// Report to write, repeatable: text, compact, json, ndjson, sarif, junit, github, gitlab, checkstyle, teamcity, markdown,
    /// html, catalogue or spectral-json [default: that of apilint.yaml, else text, on standard output]
    #[arg(short, long, value_name = "FORMAT[=FILE]")]
    pub format: Vec<String>,

    #[command(flatten)]
    pub gate: Gate,

    #[command(flatten)]
    pub reach: Reach,

    /// How much is read and told of one description, repeatable: size (bytes), depth (nesting),
    /// aliases (values they stand for), documents, diagnostics (one of each rule at least) [default: size=256M depth=512
    /// aliases=1000000 documents=1000 diagnostics=10000; 64M for what is on the network]
    #[arg(long, value_name = "NAME=VALUE")]
    pub limit: Vec<String>,

    /// Name of standard input in the report; its $refs start from there
    #[arg(long, value_name = "NAME")]
    pub stdin_filename: Option<String>,

    /// Threads that work, on several descriptions or on a large one [default: one per processor]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub jobs: Option<u16>,

    /// Show on standard error how far a run over many descriptions is: auto, always, never
    #[arg(long, value_name = "WHEN", default_value = "auto", hide_possible_values = true)]
    pub progress: When,

    /// Write to standard error what time each phase, criterion and rule took
    #[arg(long)]
    pub timings: bool,
}

// What makes a check fail.
#[derive(Debug, Args)]
pub struct Gate {
    /// Exit with 1 from this severity up: error, warning, info, hint, never [default: error]
    #[arg(long, value_name = "SEVERITY", hide_possible_values = true)]
    pub fail_on: Option<FailOn>,

    /// Exit with 1 when there are more warnings than this
    #[arg(long, value_name = "N")]
    pub max_warnings: Option<usize>,

    /// Exit with 1 when the verdict of a document is worse: incomplete, ready
    #[arg(long, value_name = "VERDICT", hide_possible_values = true)]
    pub min_verdict: Option<MinVerdict>,

    /// Exit with 1 when a rule has more to say than this, repeatable: contact-present=3
    #[arg(long, value_name = "RULE=N")]
    pub budget: Vec<String>,

    /// Count only what is not in this file; with --update-baseline, one that is not there is written
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<String>,

    /// Take out of the baseline what no longer occurs
    #[arg(long)]
    pub update_baseline: bool,

    /// Put in it what is new, too
    #[arg(long, requires = "update_baseline")]
    pub accept_new: bool,

    /// Tell and count only what is about lines that changed since this revision of Git: main, HEAD~3
    #[arg(long, value_name = "REVISION")]
    pub since: Option<String>,
}

/// The worst verdict that is let through.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum MinVerdict {
    /// Some prerequisites may be met in part, or be left to declare
    Incomplete,
    /// Every prerequisite is met
    Ready,
}

impl From<MinVerdict> for Readiness {
    fn from(verdict: MinVerdict) -> Self {
        match verdict {
            MinVerdict::Incomplete => Self::Incomplete,
            MinVerdict::Ready => Self::Ready,
        }
    }
}

// `apilint dashboard`.
#[derive(Debug, Args)]
pub struct Dashboard {
    /// JSON or ndjson reports, the oldest first: those of a folder come in the order of their names
    #[arg(value_name = "REPORT", required = true)]
    pub reports: Vec<PathBuf>,

    /// Folder to write the page to, as index.html
    #[arg(short, long, value_name = "FOLDER")]
    pub output: PathBuf,
}

// What may be fetched.
#[derive(Debug, Args)]
pub struct Reach {
    /// Host that references, rulesets and redirects may go to, repeatable: data.gouv.fr or *.gouv.fr
    #[arg(long, value_name = "HOST")]
    pub allow_host: Vec<String>,

    /// Let allowed hosts be at private, local and reserved addresses
    #[arg(long)]
    pub allow_private: bool,

    /// Take from the cache what is on the network
    #[arg(long)]
    pub offline: bool,
}

// `apilint query`.
#[derive(Debug, Args)]
#[command(after_help = QUERY_EXIT_CODES)]
pub struct Query {
    /// JSONPath, as the `given` of a rule: '$.paths[*][get,post].summary'
    #[arg(value_name = "EXPRESSION")]
    pub expression: String,

    /// Files, folders, globs, http(s) URLs, or - for standard input; any YAML or JSON
    #[arg(value_name = "INPUT")]
    pub inputs: Vec<String>,

    /// Form of the answer: text or json
    #[arg(short, long, value_name = "FORMAT", default_value = "text")]
    pub format: String,

    /// Take a $ref for itself, not for what it refers to: `resolved: false` in a rule
    #[arg(long)]
    pub as_written: bool,

    /// Read the expression as RFC 9535 has it: `x-apilint: { jsonpath: rfc9535 }` in a rule
    #[arg(long)]
    pub rfc9535: bool,

    /// Name of standard input in the answer; its $refs start from there
    #[arg(long, value_name = "NAME")]
    pub stdin_filename: Option<String>,
}

// `apilint init`.
#[derive(Debug, Args)]
#[command(after_help = INIT_EXIT_CODES)]
pub struct Init {
    /// The description: a file, an http(s) URL, or - for standard input [default: the one of this folder]
    #[arg(value_name = "INPUT")]
    pub input: Option<String>,

    /// Rules to write in the file, repeatable [default: .spectral.yaml, .yml or .json there, else apilint:api-gouv-fr]
    #[arg(short, long, value_name = "NAME|FILE|URL")]
    pub ruleset: Vec<String>,

    #[command(flatten)]
    pub reach: Reach,
}

// `apilint fiche`.
#[derive(Debug, Args)]
#[command(after_help = FICHE_EXIT_CODES)]
pub struct Fiche {
    /// The description: a file, an http(s) URL, or - for standard input
    #[arg(value_name = "INPUT")]
    pub input: String,

    /// The catalogue: data-gouv, the JSON of a dataservice with its predicted quality score; api-gouv, a page in Markdown
    #[arg(
        long = "for",
        value_name = "CATALOGUE",
        default_value = "data-gouv",
        hide_possible_values = true
    )]
    pub catalogue: Catalogue,

    /// What the producer declares beside the description [default: the nearest apilint.yaml up to the root of its
    /// repository]
    #[arg(long, value_name = "FILE")]
    pub declaration: Option<String>,

    #[command(flatten)]
    pub reach: Reach,
}

/// A catalogue of APIs.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Catalogue {
    /// data.gouv.fr
    DataGouv,
    /// api.gouv.fr
    ApiGouv,
}

// `apilint rules`.
#[derive(Debug, Args)]
pub struct Rules {
    /// Ruleset to list: a built-in one, a file or a URL [default: as for check]
    #[arg(value_name = "RULESET")]
    pub ruleset: Option<String>,

    /// Form of the list: text, json, markdown, or site=FOLDER (a page for each rule)
    #[arg(short, long, value_name = "FORMAT", default_value = "text")]
    pub format: String,

    #[command(flatten)]
    pub reach: Reach,
}

// `apilint explain`.
#[derive(Debug, Args)]
pub struct Explain {
    /// Id of the rule
    #[arg(value_name = "RULE")]
    pub rule: String,

    /// Where to look first, repeatable [default: as for check]
    #[arg(short, long, value_name = "NAME|FILE|URL")]
    pub ruleset: Vec<String>,

    #[command(flatten)]
    pub reach: Reach,
}

// `apilint why`.
#[derive(Debug, Args)]
#[command(after_help = WHY_EXIT_CODES)]
pub struct Why {
    /// Id of the rule
    #[arg(value_name = "RULE")]
    pub rule: String,

    /// Place in the description, as a JSON Pointer: /paths/~1books/get (`/` in a key is written ~1, `~` ~0)
    #[arg(value_name = "POINTER")]
    pub pointer: String,

    /// The description: a file, an http(s) URL, or - for standard input
    #[arg(value_name = "FILE")]
    pub file: String,

    /// Rules to apply, repeatable [default: as for check]
    #[arg(short, long, value_name = "NAME|FILE")]
    pub ruleset: Vec<String>,

    #[command(flatten)]
    pub reach: Reach,
}

// `apilint test`.
#[derive(Debug, Args)]
#[command(after_help = TEST_EXIT_CODES)]
pub struct Test {
    /// Rulesets whose examples are tried: files, or built-in ones [default: as for check]
    #[arg(value_name = "RULESET")]
    pub ruleset: Vec<String>,

    /// Form of the answer: text or json
    #[arg(short, long, value_name = "FORMAT", default_value = "text")]
    pub format: String,

    #[command(flatten)]
    pub reach: Reach,
}

// `apilint schema`.
#[derive(Debug, Args)]
pub struct Schema {
    /// Which schema
    #[arg(value_name = "WHAT")]
    pub what: Described,
}

/// What a schema is published of.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Described {
    /// The report of `check --format json`
    Report,
    /// The file apilint.yaml
    Config,
    /// The file apilint.yaml, or a declaration alone
    Declaration,
    /// The file of `check --baseline`
    Baseline,
}

// `apilint completions`.
#[derive(Debug, Args)]
pub struct Completions {
    /// The shell
    pub shell: Shell,
}

// `apilint man`.
#[derive(Debug, Args)]
pub struct Man {
    /// Command to describe [default: apilint itself]
    #[arg(value_name = "COMMAND")]
    pub command: Option<String>,
}

/// A language of the messages.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Lang {
    /// French
    Fr,
    /// English
    En,
}

/// When to do what is for people who watch.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum When {
    /// On a terminal that takes it
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// The least severity that makes the command fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    /// A prerequisite that is not met
    Error,
    /// A standard that is not followed
    #[value(alias = "warn")]
    Warning,
    /// A recommendation
    Info,
    /// A nicety
    Hint,
    /// Nothing makes it fail
    Never,
}

impl FailOn {
    /// The severity; none for `never`.
    pub fn severity(self) -> Option<Severity> {
        match self {
            Self::Error => Some(Severity::Error),
            Self::Warning => Some(Severity::Warning),
            Self::Info => Some(Severity::Info),
            Self::Hint => Some(Severity::Hint),
            Self::Never => None,
        }
    }
}
