//! What a description says already of the fields of a declaration: what `init` writes first.

use crate::declaration::Known;
use crate::description::Description;
use crate::diagnostic::Label;
use crate::document::Node;
use crate::guide::prose::audience::Audience;
use crate::guide::prose::limit::{CallLimit, Scope};
use crate::guide::prose::placeholder::is_placeholder;
use crate::guide::{Assessment, Evidence, Extracted, Verdict, licence};

/// The fields of a declaration that the description gives a value for.
pub fn known(description: &Description, dossier: &[Assessment]) -> Vec<Known> {
    let reader = Reader { description, dossier };
    let mut known: Vec<Known> = [
        reader.extracted("who-provides", &["producteur", "nom"], |extracted| match extracted {
            Extracted::Organisation(name) => Some(name.as_str()),
            _ => None,
        }),
        reader.email(),
        reader.page(&["info", "contact", "url"], &["contact", "formulaire"]),
        reader.extracted("who-may-consume", &["acces"], |extracted| match extracted {
            Extracted::Access(Audience::Open) => Some("ouvert"),
            Extracted::Access(Audience::Restricted) => Some("habilitation"),
            _ => None,
        }),
        reader.url("access-request", &["demande_acces_url"]),
        reader.url("published-url", &["document_url"]),
        reader.documentation(),
        reader.url("server-url", &["base_url"]),
        reader.url("availability", &["disponibilite", "url"]),
        reader.page(&["info", "termsOfService"], &["cgu_url"]),
        reader.licence("identifier").or_else(|| reader.licence("name")),
    ]
    .into_iter()
    .flatten()
    .collect();
    known.extend(reader.call_limit());
    known
}

struct Reader<'d> {
    description: &'d Description,
    dossier: &'d [Assessment],
}

impl Reader<'_> {
    /// What a criterion that is met rests on.
    fn evidence(&self, criterion: &str) -> Option<&Evidence> {
        let judged = self.dossier.iter().find(|judged| judged.criterion.id == criterion)?;
        judged.evidence.first().filter(|_| judged.verdict == Verdict::Met)
    }

    fn extracted(
        &self,
        criterion: &str,
        way: &'static [&'static str],
        read: fn(&Extracted) -> Option<&str>,
    ) -> Option<Known> {
        let evidence = self.evidence(criterion)?;
        Known::text(way, read(evidence.extracted.as_ref()?)?, self.origin(evidence))
    }

    fn url(&self, criterion: &str, way: &'static [&'static str]) -> Option<Known> {
        self.extracted(criterion, way, |extracted| match extracted {
            Extracted::Url(url) => Some(url.as_str()),
            _ => None,
        })
    }

    /// An address that is a team's: one person's is not what anybody should declare.
    fn email(&self) -> Option<Known> {
        let is_someones = self.dossier.iter().any(|judged| {
            judged.criterion.id == "contact-generic"
                && matches!(judged.verdict, Verdict::Missing | Verdict::Partial)
        });
        let way = &["contact", "email"];
        let email = self.extracted("contact", way, |extracted| match extracted {
            Extracted::Email(email) => Some(email.as_str()),
            _ => None,
        });
        email.filter(|_| !is_someones)
    }

    /// The text of a field of the description, unless it is left from a template.
    fn text(&self, names: &[&str]) -> Option<(&str, String)> {
        let root = self.description.root();
        let node = names.iter().try_fold(root, |node, name| node.get(name))?;
        let text = node.as_str().filter(|text| !is_placeholder(text))?;
        Some((text, self.place(&node.label(), Some(node))))
    }

    /// A field of the description, as it is.
    fn field(&self, names: &[&str], way: &'static [&'static str]) -> Option<Known> {
        let (text, origin) = self.text(names)?;
        Known::text(way, text, origin)
    }

    /// A page of a site. The site itself is neither a form nor terms.
    fn page(&self, names: &[&str], way: &'static [&'static str]) -> Option<Known> {
        let (text, origin) = self.text(names)?;
        let url = url::Url::parse(text.trim()).ok()?;
        let is_page = url.path() != "/" || url.query().is_some();
        Known::text(way, text, origin).filter(|_| is_page)
    }

    /// The documentation that the description links to: catalogues call it technical, unless it says that it is about what
    /// the data mean and what they are for. `init` and `fiche` follow.
    fn documentation(&self) -> Option<Known> {
        let (url, _) = self.text(&["externalDocs", "url"])?;
        let words = self.text(&["externalDocs", "description"]).map_or("", |(words, _)| words);
        let is_functional = [url, words].iter().any(|text| {
            let text = text.to_lowercase();
            FUNCTIONAL.iter().any(|stem| text.contains(stem))
        });
        let way: &'static [&'static str] = if is_functional {
            &["documentation", "metier"]
        } else {
            &["documentation", "technique"]
        };
        self.field(&["externalDocs", "url"], way)
    }

    /// The licence, where it is one of data: most descriptions give that of the code.
    fn licence(&self, field: &str) -> Option<Known> {
        let (text, origin) = self.text(&["info", "license", field])?;
        Known::text(&["licence"], text, origin).filter(|_| licence::is_of_data(text))
    }

    fn call_limit(&self) -> Vec<Known> {
        let Some(evidence) = self.evidence("rate-limit") else { return Vec::new() };
        let origin = || self.origin(evidence);
        match evidence.extracted {
            Some(Extracted::CallLimit(CallLimit::Unlimited)) => {
                Known::text(&["limite_appels"], "illimite", origin()).into_iter().collect()
            }
            Some(Extracted::CallLimit(CallLimit::Number { amount, period_s, scope })) => {
                let scope = scope.and_then(|scope| {
                    Known::text(&["limite_appels", "portee"], word_of(scope), origin())
                });
                // Without the marks of Markdown.
                let words = evidence.excerpt.replace(['*', '`'], "");
                [
                    Known::text(&["limite_appels", "texte"], &words, origin()),
                    Known::count(&["limite_appels", "nombre"], amount, origin()),
                    Known::count(&["limite_appels", "periode_s"], period_s, origin()),
                    scope,
                ]
                .into_iter()
                .flatten()
                .collect()
            }
            _ => Vec::new(),
        }
    }

    fn origin(&self, evidence: &Evidence) -> String {
        match &evidence.at {
            Some(label) => self.place(label, self.description.node_of(label)),
            None => self.description.entry().source.uri.to_string(),
        }
    }

    /// `openapi.yaml:9:12, info.contact.email`
    fn place(&self, label: &Label, node: Option<Node<'_>>) -> String {
        let source = self.description.source(label.span.source);
        let at = source.position(label.span.start);
        let way = node.map(Node::pointer).unwrap_or_default();
        let way =
            way.trim_start_matches('/').replace('/', ".").replace("~1", "/").replace("~0", "~");
        format!("{}:{}:{}, {way}", source.uri, at.line, at.column)
    }
}

/// Words of a documentation on what data mean and are for.
#[rustfmt::skip]
const FUNCTIONAL: &[&str] = &[
    "fonctionnel", "métier", "metier", "cas d'usage", "cas-d-usage", "functional", "business",
    "use case", "use-case",
];

/// What calls are counted by, as a declaration names it.
fn word_of(scope: Scope) -> &'static str {
    match scope {
        Scope::Ip => "ip",
        Scope::Asn => "asn",
        Scope::Token => "jeton",
        Scope::Key => "cle",
        Scope::User => "utilisateur",
        Scope::Account => "compte",
        Scope::Client => "client",
        Scope::Partner => "partenaire",
        Scope::Endpoint => "operation",
    }
}
