//! The objects of the specification, by name, whatever the version.

use std::fmt;

/// An object of the specification, by name, whatever the version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ObjectName {
    /// The root of Swagger 2.0.
    Swagger,
    /// The root since 3.0.
    OpenApi,
    /// The API: title, version, contact.
    Info,
    /// Whom to write to.
    Contact,
    /// On what terms the API may be used.
    License,
    /// Where the API is reached.
    Server,
    /// A variable of a server's URL.
    ServerVariable,
    /// What is defined once and referred to.
    Components,
    /// The paths.
    Paths,
    /// A path and its operations; a webhook; a callback request.
    PathItem,
    /// A method on a path.
    Operation,
    /// A documentation elsewhere.
    ExternalDocumentation,
    /// A parameter of an operation.
    Parameter,
    /// What an array of a parameter or header holds, in 2.0.
    Items,
    /// The body of a request.
    RequestBody,
    /// A body in one media type.
    MediaType,
    /// How a part of a body is written.
    Encoding,
    /// The responses by status code.
    Responses,
    /// A response.
    Response,
    /// The headers of a response, in 2.0.
    Headers,
    /// Requests that the API makes.
    Callback,
    /// An example; in 2.0, the examples of a response by media type.
    Example,
    /// An operation that a response leads to.
    Link,
    /// A header of a response or of a part.
    Header,
    /// A group of operations.
    Tag,
    /// A reference in place of an object.
    Reference,
    /// A type of data.
    Schema,
    /// Which of several schemas applies.
    Discriminator,
    /// How a schema is written in XML.
    Xml,
    /// The schemas that are referred to, in 2.0.
    Definitions,
    /// The parameters that are referred to, in 2.0.
    ParametersDefinitions,
    /// The responses that are referred to, in 2.0.
    ResponsesDefinitions,
    /// The security schemes, in 2.0.
    SecurityDefinitions,
    /// A way to identify oneself.
    SecurityScheme,
    /// The flows of OAuth that are supported.
    OAuthFlows,
    /// One flow of OAuth.
    OAuthFlow,
    /// The scopes of OAuth, in 2.0.
    Scopes,
    /// The security schemes that a request asks for.
    SecurityRequirement,
}

impl ObjectName {
    /// The specification's name of it, without the word Object: `Path Item`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Swagger => "Swagger",
            Self::OpenApi => "OpenAPI",
            Self::Info => "Info",
            Self::Contact => "Contact",
            Self::License => "License",
            Self::Server => "Server",
            Self::ServerVariable => "Server Variable",
            Self::Components => "Components",
            Self::Paths => "Paths",
            Self::PathItem => "Path Item",
            Self::Operation => "Operation",
            Self::ExternalDocumentation => "External Documentation",
            Self::Parameter => "Parameter",
            Self::Items => "Items",
            Self::RequestBody => "Request Body",
            Self::MediaType => "Media Type",
            Self::Encoding => "Encoding",
            Self::Responses => "Responses",
            Self::Response => "Response",
            Self::Headers => "Headers",
            Self::Callback => "Callback",
            Self::Example => "Example",
            Self::Link => "Link",
            Self::Header => "Header",
            Self::Tag => "Tag",
            Self::Reference => "Reference",
            Self::Schema => "Schema",
            Self::Discriminator => "Discriminator",
            Self::Xml => "XML",
            Self::Definitions => "Definitions",
            Self::ParametersDefinitions => "Parameters Definitions",
            Self::ResponsesDefinitions => "Responses Definitions",
            Self::SecurityDefinitions => "Security Definitions",
            Self::SecurityScheme => "Security Scheme",
            Self::OAuthFlows => "OAuth Flows",
            Self::OAuthFlow => "OAuth Flow",
            Self::Scopes => "Scopes",
            Self::SecurityRequirement => "Security Requirement",
        }
    }

    /// Its heading's anchor in the specification, the same in all versions: `path-item-object`.
    pub fn anchor(self) -> String {
        format!("{}-object", self.name().to_ascii_lowercase().replace(' ', "-"))
    }
}

impl fmt::Display for ObjectName {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}
