//! The expressions of filters: the part of JavaScript that rulesets use, as a tree.

use super::Regex;

/// An expression of a filter.
#[derive(Clone, Debug)]
pub(super) enum Expression {
    Text(String),
    Number(f64),
    Boolean(bool),
    Null,
    Undefined,
    /// `@`
    Current,
    /// `@property`
    Property,
    /// `@parent`: as in Spectral, what holds the map or list that holds the node.
    Parent,
    /// `@parentProperty`: the key of the map or list that holds the node.
    ParentProperty,
    /// `@root`, `$`
    Root,
    /// `@path`: `$['paths']['/a']`
    Path,
    /// `@string()` and the like, of the current node.
    Kind(KindTest),
    /// `expression.name`, `expression['name']`
    Member(Box<Expression>, Box<Expression>),
    /// `expression.includes(…)`
    Call(Box<Expression>, Method, Vec<Expression>),
    /// `Array.isArray(…)`
    Global(Global, Vec<Expression>),
    Regex(Regex),
    List(Vec<Expression>),
    Unary(Unary, Box<Expression>),
    Binary(Binary, Box<Expression>, Box<Expression>),
    /// `test ? yes : no`
    Choice(Box<[Expression; 3]>),
    /// `@.parameters[?(…)]`: whether any child of the first satisfies the second.
    Any(Box<Expression>, Box<Expression>),
}

/// What a value may be asked to be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum KindTest {
    Text,
    Number,
    Boolean,
    Integer,
    Null,
    List,
    /// A map or a list, as Spectral understands `@object()`.
    Container,
    Scalar,
}

pub(super) const KIND_TESTS: [(&str, KindTest); 8] = [
    ("string", KindTest::Text),
    ("number", KindTest::Number),
    ("boolean", KindTest::Boolean),
    ("integer", KindTest::Integer),
    ("null", KindTest::Null),
    ("array", KindTest::List),
    ("object", KindTest::Container),
    ("scalar", KindTest::Scalar),
];

/// Methods that texts, lists, maps and regular expressions have.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Method {
    At,
    CharAt,
    Concat,
    EndsWith,
    Exec,
    HasOwnProperty,
    Includes,
    IndexOf,
    Join,
    LastIndexOf,
    Match,
    Replace,
    ReplaceAll,
    Search,
    Slice,
    Split,
    StartsWith,
    Substring,
    Test,
    ToLowerCase,
    ToString,
    ToUpperCase,
    Trim,
    TrimEnd,
    TrimStart,
}

pub(super) const METHODS: [(&str, Method); 27] = [
    ("at", Method::At),
    ("charAt", Method::CharAt),
    ("concat", Method::Concat),
    ("endsWith", Method::EndsWith),
    ("exec", Method::Exec),
    ("hasOwnProperty", Method::HasOwnProperty),
    ("includes", Method::Includes),
    ("indexOf", Method::IndexOf),
    ("join", Method::Join),
    ("lastIndexOf", Method::LastIndexOf),
    ("match", Method::Match),
    ("replace", Method::Replace),
    ("replaceAll", Method::ReplaceAll),
    ("search", Method::Search),
    ("slice", Method::Slice),
    ("split", Method::Split),
    ("startsWith", Method::StartsWith),
    ("substring", Method::Substring),
    ("test", Method::Test),
    ("toLocaleLowerCase", Method::ToLowerCase),
    ("toLocaleUpperCase", Method::ToUpperCase),
    ("toLowerCase", Method::ToLowerCase),
    ("toString", Method::ToString),
    ("toUpperCase", Method::ToUpperCase),
    ("trim", Method::Trim),
    ("trimEnd", Method::TrimEnd),
    ("trimStart", Method::TrimStart),
];

/// Functions that stand alone or belong to a global object. Spectral stops on them; their meaning is plain.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Global {
    IsArray,
    Keys,
    Values,
    IsInteger,
    IsNan,
    Number,
    ParseFloat,
    ParseInt,
    String,
    Boolean,
}

pub(super) const GLOBALS: [(&str, Global); 13] = [
    ("Array.isArray", Global::IsArray),
    ("Object.keys", Global::Keys),
    ("Object.values", Global::Values),
    ("Number.isInteger", Global::IsInteger),
    ("Number.isNaN", Global::IsNan),
    ("Number.parseFloat", Global::ParseFloat),
    ("Number.parseInt", Global::ParseInt),
    ("isNaN", Global::IsNan),
    ("Number", Global::Number),
    ("parseFloat", Global::ParseFloat),
    ("parseInt", Global::ParseInt),
    ("String", Global::String),
    ("Boolean", Global::Boolean),
];

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Unary {
    Not,
    Minus,
    Plus,
    BitNot,
    Void,
    TypeOf,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Binary {
    Or,
    And,
    OrNull,
    BitOr,
    BitXor,
    BitAnd,
    Equal,
    NotEqual,
    Same,
    NotSame,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    ShiftLeft,
    ShiftRight,
    ShiftRightZero,
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
    In,
    /// `~=`: the text on the right is a regular expression.
    Looks,
}

/// Signs, longest first, with how strongly they bind.
pub(super) const BINARIES: [(&str, Binary, u8); 24] = [
    (">>>", Binary::ShiftRightZero, 8),
    ("===", Binary::Same, 6),
    ("!==", Binary::NotSame, 6),
    ("||", Binary::Or, 1),
    ("??", Binary::OrNull, 1),
    ("&&", Binary::And, 2),
    ("==", Binary::Equal, 6),
    ("!=", Binary::NotEqual, 6),
    ("<=", Binary::LessOrEqual, 7),
    (">=", Binary::GreaterOrEqual, 7),
    ("<<", Binary::ShiftLeft, 8),
    (">>", Binary::ShiftRight, 8),
    ("~=", Binary::Looks, 20),
    ("in", Binary::In, 12),
    ("|", Binary::BitOr, 3),
    ("^", Binary::BitXor, 4),
    ("&", Binary::BitAnd, 5),
    ("<", Binary::Less, 7),
    (">", Binary::Greater, 7),
    ("+", Binary::Add, 9),
    ("-", Binary::Subtract, 9),
    ("*", Binary::Multiply, 10),
    ("/", Binary::Divide, 10),
    ("%", Binary::Remainder, 10),
];
