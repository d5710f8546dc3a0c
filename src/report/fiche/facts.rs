//! What is known of an API: what is declared, else what its description says. A declared fact that the description
//! contradicts, or that nobody could use, is not taken.

use super::Subject;
use super::calls::Calls;
use crate::declaration::{Access, Declaration, Fact, Known};
use crate::description::{Description, is_security_required, operations, security_schemes};
use crate::diagnostic::Label;
use crate::guide::prose::person::names_a_person;
use crate::guide::prose::placeholder::is_placeholder;
use crate::guide::{Dossier, Evidence, Extracted, Origin, RemarkKind, Style, Verdict};

/// Everything a catalogue asks, as far as it is known.
pub(super) struct Facts<'f> {
    pub title: Option<&'f str>,
    pub summary: Option<&'f str>,
    /// `info.description`, or what the API is declared to be for where that is longer.
    pub description: Option<&'f str>,
    pub producer: Option<&'f str>,
    pub contact: Contact<'f>,
    pub access: Option<Access>,
    /// Each public once, with its condition.
    pub audiences: Vec<(&'f str, Option<&'f str>)>,
    pub access_request: Option<&'f str>,
    pub document_url: Option<&'f str>,
    pub technical_documentation: Option<&'f str>,
    pub functional_documentation: Option<&'f str>,
    pub base_url: Option<&'f str>,
    pub calls: Option<Calls<'f>>,
    pub calls_url: Option<&'f str>,
    /// Per cent of the time.
    pub availability: Option<f64>,
    pub availability_url: Option<&'f str>,
    pub licence: Option<String>,
    pub franceconnect: Option<bool>,
    /// Whether nothing says that it is SOAP or GraphQL.
    pub is_rest: bool,
}

/// Whom to write to.
pub(super) struct Contact<'f> {
    pub name: Option<&'f str>,
    pub email: Option<&'f str>,
    pub form: Option<&'f str>,
}

impl<'f> Facts<'f> {
    pub fn of(subject: Subject<'f>, known: &'f [Known]) -> Self {
        let Subject { description, declaration, dossier } = subject;
        let sources = Sources { description, dossier, known };
        let access = declaration.access.as_ref().filter(|fact| sources.may_take(fact, &[]));
        let access = access.map_or_else(|| sources.access_read(), |fact| Some(fact.value));
        let documentation = &declaration.documentation;
        let functional = sources
            .declared(documentation.functional.as_ref(), &[])
            .or_else(|| sources.read(&["documentation", "metier"]));
        let docs = sources.read(&["documentation", "technique"]);
        let request = sources.declared(declaration.access_request.as_ref(), &[]);
        let percent = declaration.availability.percent.as_ref();
        let percent = percent.filter(|fact| sources.may_take(fact, &[]));
        let limit = declaration.call_limit.as_ref();
        let purpose = sources.declared(declaration.purpose.as_ref(), &[]);
        let producer = sources
            .declared(declaration.producer.name.as_ref(), &[])
            .or_else(|| sources.read(&["producteur", "nom"]));
        Self {
            title: sources.info("title"),
            summary: sources.info("summary").or_else(|| sources.info("x-summary")),
            description: longer(sources.info("description"), purpose),
            producer,
            contact: sources.contact(declaration, producer),
            access,
            audiences: audiences(declaration),
            access_request: request.or_else(|| {
                // Where anyone may call, a page where something is asked for is about something else.
                let read = sources.read(&["demande_acces_url"]);
                read.filter(|_| access != Some(Access::Open))
            }),
            document_url: sources
                .declared(declaration.document_url.as_ref(), &["published-url"])
                .or_else(|| sources.read(&["document_url"])),
            technical_documentation: sources
                .declared(documentation.technical.as_ref(), &[])
                .or(docs.filter(|docs| functional != Some(docs))),
            functional_documentation: functional,
            base_url: sources
                .declared(declaration.base_url.as_ref(), &["server-url"])
                .or_else(|| sources.read(&["base_url"])),
            calls: Calls::declared(limit, |fact| sources.contradicts(fact))
                .or_else(|| Calls::read(&sources)),
            calls_url: Calls::page(limit),
            availability: percent.map(|fact| fact.value).or_else(|| sources.share()),
            availability_url: sources
                .declared(declaration.availability.url.as_ref(), &[])
                .or_else(|| sources.status_page()),
            licence: sources
                .declared(declaration.licence.as_ref(), &[])
                .map(str::to_owned)
                .or_else(|| sources.licence()),
            franceconnect: declaration.franceconnect.is_used.as_ref().map(|fact| fact.value),
            is_rest: sources.is_rest(),
        }
    }
}

/// Where facts come from, and what was found of them.
pub(super) struct Sources<'f> {
    description: &'f Description,
    dossier: &'f Dossier,
    known: &'f [Known],
}

impl<'f> Sources<'f> {
    /// Whether the description says otherwise.
    fn contradicts(&self, at: &Label) -> bool {
        let mut remarks = self.dossier.remarks.iter();
        remarks.any(|remark| remark.kind == RemarkKind::Contradiction && remark.at == *at)
    }

    /// Whether a declared fact holds: nothing contradicts it, and none of these criteria finds fault with it.
    fn may_take<T>(&self, fact: &Fact<T>, criteria: &[&str]) -> bool {
        let mut judged =
            self.dossier.iter().filter(|judged| criteria.contains(&judged.criterion.id));
        !self.contradicts(&fact.at)
            && !judged.any(|judged| judged.gaps.iter().any(|gap| gap.at == fact.at))
    }

    fn declared(&self, fact: Option<&'f Fact<String>>, criteria: &[&str]) -> Option<&'f str> {
        fact.filter(|fact| self.may_take(fact, criteria)).map(|fact| fact.value.as_str())
    }

    /// What the description says of a field of the declaration.
    pub fn read(&self, way: &[&str]) -> Option<&'f str> {
        self.known.iter().find(|known| known.way == way).map(|known| known.text.as_str())
    }

    /// A field of `info`, unless it is left from a template.
    fn info(&self, field: &str) -> Option<&'f str> {
        let info = self.description.root().get("info")?;
        let text = self.description.text(info, field)?.trim();
        Some(text).filter(|text| !text.is_empty() && !is_placeholder(text))
    }

    fn contact(&self, declaration: &'f Declaration, producer: Option<&'f str>) -> Contact<'f> {
        let contact =
            self.description.root().get("info").and_then(|i| self.description.get(i, "contact"));
        let name = contact.and_then(|contact| self.description.text(contact, "name"));
        let name = name.map(str::trim).filter(|name| {
            !name.is_empty()
                && !is_placeholder(name)
                && !name.contains('@')
                && !names_a_person(name)
        });
        let declared = &declaration.contact;
        Contact {
            name: name.or(producer),
            email: self
                .declared(declared.email.as_ref(), &["contact", "contact-generic"])
                .or_else(|| self.read(&["contact", "email"])),
            form: self
                .declared(declared.form.as_ref(), &[])
                .or_else(|| self.read(&["contact", "formulaire"])),
        }
    }

    /// Who may use the API, as the description says it. Where it is open to all and yet knows of keys or tokens, an
    /// account is needed or not: nobody said.
    fn access_read(&self) -> Option<Access> {
        match self.read(&["acces"])? {
            "ouvert" => {
                let asks_for_keys = !security_schemes(self.description).is_empty()
                    || operations(self.description).iter().any(is_security_required);
                (!asks_for_keys).then_some(Access::Open)
            }
            "habilitation" => Some(Access::Restricted),
            _ => None,
        }
    }

    /// What the document says of a criterion that it meets.
    fn evidence(&self, criterion: &str) -> impl Iterator<Item = &'f Evidence> {
        let judged = self.dossier.assessments.iter();
        let judged = judged.filter(move |judged| judged.criterion.id == criterion);
        judged
            .filter(|judged| judged.verdict == Verdict::Met)
            .flat_map(|judged| &judged.evidence)
            .filter(|evidence| evidence.origin == Origin::Document)
    }

    fn share(&self) -> Option<f64> {
        self.evidence("availability").find_map(|evidence| match evidence.extracted {
            Some(Extracted::Availability(share)) => Some(f64::from(share) / 1000.0),
            _ => None,
        })
    }

    fn status_page(&self) -> Option<&'f str> {
        self.evidence("availability").find_map(|evidence| match &evidence.extracted {
            Some(Extracted::Url(url)) => Some(url.as_str()),
            _ => None,
        })
    }

    /// The licence of the data, with the page of its text, which often tells its version.
    fn licence(&self) -> Option<String> {
        let name = self.read(&["licence"])?;
        let info = self.description.root().get("info");
        let licence = info.and_then(|info| self.description.get(info, "license"));
        let url = licence.and_then(|licence| self.description.text(licence, "url"));
        Some(format!("{name} {}", url.unwrap_or_default()).trim().to_owned())
    }

    fn is_rest(&self) -> bool {
        let judged = self.dossier.iter().filter(|judged| judged.criterion.id == "rest-style");
        !judged.flat_map(|judged| &judged.evidence).any(|evidence| {
            matches!(evidence.extracted, Some(Extracted::Style(Style::Soap | Style::GraphQl)))
        })
    }
}

fn longer<'f>(described: Option<&'f str>, declared: Option<&'f str>) -> Option<&'f str> {
    [described, declared].into_iter().flatten().rev().max_by_key(|text| text.chars().count())
}

fn audiences(declaration: &Declaration) -> Vec<(&str, Option<&str>)> {
    let mut publics: Vec<(&str, Option<&str>)> = Vec::new();
    for audience in &declaration.audiences {
        let role = audience.role.value.as_str();
        if publics.iter().all(|(known, _)| *known != role) {
            publics.push((role, audience.condition.as_ref().map(|fact| fact.value.as_str())));
        }
    }
    publics
}
