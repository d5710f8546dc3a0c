//! `contact`: the team can be reached. `contact-generic`: by an address that is nobody's own (G03: « via une adresse mail
//! générique »).

use super::prose::address::{Fault, address_fault};
use super::prose::contact::{addresses_offered, contact_links};
use super::prose::mailbox::{self, Mailbox};
use super::prose::reference::leads_somewhere;
use super::prose::written_out::addresses_written_out;
use super::{
    Assessment, Criterion, Evidence, Extracted, Gap, Inspection, Strength, Title, Verdict, reading,
};
use crate::description::Description;
use crate::diagnostic::Text;
use crate::document::Node;

pub(super) static CONTACT: Criterion = Criterion {
    id: "contact",
    guide: &["G03", "G27"],
    strength: Strength::Prerequisite,
    title: Title { en: "The team can be contacted", fr: "L'équipe peut être contactée" },
    assess: assess_presence,
};

pub(super) static GENERIC: Criterion = Criterion {
    id: "contact-generic",
    guide: &["G03"],
    strength: Strength::Prerequisite,
    title: Title {
        en: "The contact address is generic, not a person's",
        fr: "L'adresse de contact est générique, pas celle d'une personne",
    },
    assess: assess_genericity,
};

/// The parts of `info.contact` that say something.
struct Contact<'d> {
    info: Option<Node<'d>>,
    node: Option<Node<'d>>,
    email: Option<Node<'d>>,
    url: Option<Node<'d>>,
}

impl<'d> Contact<'d> {
    fn of(description: &'d Description) -> Self {
        let info = description.root().get("info");
        let node = info.and_then(|info| info.get("contact"));
        let field = |name: &str| {
            node.and_then(|node| node.get(name))
                .filter(|n| n.scalar().is_some_and(|text| !text.trim().is_empty()))
        };
        Self { info, node, email: field("email"), url: field("url") }
    }

    fn name(&self) -> Option<&'d str> {
        self.node?.get("name")?.as_str()
    }

    /// A web page that stands where the name should.
    fn page_for_name(&self) -> Option<Node<'d>> {
        self.node?.get("name").filter(|name| name.as_str().is_some_and(leads_somewhere))
    }

    /// An address that a person can use, whatever is wrong with where and how it is written.
    fn readable(&self) -> Option<(Node<'d>, String)> {
        let fields = ["email", "name", "url"].map(|name| self.node?.get(name));
        let nodes = fields.into_iter().flatten().chain(self.node).chain(self.email);
        nodes.into_iter().find_map(|node| {
            let text = node.as_str()?;
            let apart = text.split(|sign: char| sign.is_whitespace() || ",;<>()|".contains(sign));
            let mut plain = apart.map(|word| word.strip_prefix("mailto:").unwrap_or(word));
            let address = plain.find(|word| word.contains('@') && address_fault(word).is_none());
            let address = address.map(str::to_owned).or_else(|| {
                let mut hidden = addresses_written_out(text).map(|(address, _)| address);
                hidden.find(|address| address_fault(address).is_none())
            })?;
            let is_read = !matches!(mailbox::judge(&address, None, None), Mailbox::NoReply);
            is_read.then_some((node, address))
        })
    }

    /// What the address is.
    fn mailbox(&self, email: Node<'d>) -> Mailbox {
        let title = self.info.and_then(|info| info.get("title")).and_then(Node::as_str);
        mailbox::judge(email.scalar().unwrap_or_default(), self.name(), title)
    }
}

fn assess_presence(inspection: &Inspection<'_>) -> Assessment {
    let description = inspection.description;
    let contact = Contact::of(description);
    let mut gaps = Vec::new();
    if let Some(email) = contact.email {
        let address = email.scalar().unwrap_or_default().trim();
        match unusable(address, contact.mailbox(email)) {
            None => {
                let evidence = Evidence::at(email, address.to_owned());
                return CONTACT
                    .met(vec![evidence.extracting(Extracted::Email(address.to_owned()))]);
            }
            Some(message) => {
                gaps.push(Gap { aspect: Some("valid"), ..Gap::missing(message, email.label()) });
            }
        }
    }
    let place = contact.node.or(contact.info).unwrap_or(description.root());
    let had_address = !gaps.is_empty();
    // A reader finds the address all the same: « mailto:a@b.fr », « a[at]b.fr », a name that is one.
    if let Some((node, address)) = contact.readable() {
        if !had_address {
            gaps.push(Gap::missing(nobody_to_reach(&contact), place.key_label()));
        }
        let evidence = Evidence::at(node, address.clone()).extracting(Extracted::Email(address));
        return CONTACT.judged(Verdict::Partial, vec![evidence], gaps);
    }
    if let Some(url) = contact.url.or_else(|| contact.page_for_name()) {
        let link = url.scalar().unwrap_or_default().trim();
        if !had_address {
            let message = Text::new(
                "The contact is a web page: the guide asks for an e-mail address",
                "Le contact est une page web\u{a0}: le guide demande une adresse mail",
            );
            gaps.push(Gap::partial(message, place.key_label()));
        }
        let evidence =
            Evidence::at(url, link.to_owned()).extracting(Extracted::Url(link.to_owned()));
        return CONTACT.judged(Verdict::Partial, vec![evidence], gaps);
    }
    if let Some(evidence) = in_prose(description) {
        if !had_address {
            let message = Text::new(
                "The way to reach the team is in the text only: write it in `info.contact.email`",
                "Le moyen de joindre l'équipe n'est que dans le texte\u{a0}: écrivez-le dans `info.contact.email`",
            );
            gaps.push(Gap::partial(message, place.key_label()));
        }
        return CONTACT.judged(Verdict::Partial, vec![evidence], gaps);
    }
    if !had_address {
        let message = nobody_to_reach(&contact);
        gaps.push(Gap::missing(message, place.key_label()));
    }
    CONTACT.judged(Verdict::Missing, Vec::new(), gaps)
}

/// What stands where an address should.
fn nobody_to_reach(contact: &Contact<'_>) -> Text {
    let Some(node) = contact.node else {
        return Text::new(
            "Nothing says how to reach the team: `info.contact` is missing",
            "Rien ne dit comment joindre l'équipe\u{a0}: `info.contact` manque",
        );
    };
    let name = contact.name().unwrap_or_default().trim();
    match node.as_str().or(Some(name)).filter(|text| !text.trim().is_empty()) {
        Some(text) if text.contains('@') => Text::new(
            format!("“{text}” is not where tools look for it: write it in `info.contact.email`"),
            format!(
                "«\u{a0}{text}\u{a0}» n'est pas à sa place\u{a0}: écrivez l'adresse dans `info.contact.email`"
            ),
        ),
        Some(text) => Text::new(
            format!("The contact has a name, “{text}”, and no e-mail address"),
            format!("Le contact a un nom, «\u{a0}{text}\u{a0}», mais pas d'adresse mail"),
        ),
        None => Text::new("The contact has no e-mail address", "Le contact n'a pas d'adresse mail"),
    }
}

/// Why nobody can be reached at an address.
pub(super) fn unusable(address: &str, mailbox: Mailbox) -> Option<Text> {
    match mailbox {
        Mailbox::Generic | Mailbox::FreeMail | Mailbox::Personal { .. } => None,
        Mailbox::NoReply => Some(Text::new(
            format!("Nobody reads what is sent to {address}"),
            format!("Personne ne lit ce qui est envoyé à {address}"),
        )),
        Mailbox::Malformed(fault) => Some(malformed(address, fault)),
    }
}

/// What is wrong with how an address is written.
fn malformed(address: &str, fault: Fault) -> Text {
    match fault {
        Fault::Several => Text::new(
            format!("{address}: one address only in this field"),
            format!("{address}\u{a0}: une seule adresse dans ce champ"),
        ),
        Fault::Mailto => Text::new(
            format!("{address}: write the address alone, without mailto:"),
            format!("{address}\u{a0}: écrivez l'adresse seule, sans mailto:"),
        ),
        Fault::Placeholder | Fault::Host(_) => Text::new(
            format!("{address} is a placeholder: write the real address"),
            format!("{address} est une adresse fictive\u{a0}: écrivez la vraie"),
        ),
        Fault::NoAt if addresses_written_out(address).next().is_some() => Text::new(
            format!("{address} is for people to decipher: write the address itself, with its @"),
            format!("{address} se déchiffre\u{a0}: écrivez l'adresse elle-même, avec son @"),
        ),
        Fault::Empty | Fault::Space | Fault::NoAt | Fault::LocalPart | Fault::Domain => Text::new(
            format!("{address} is not an e-mail address"),
            format!("{address} n'est pas une adresse mail"),
        ),
    }
}

/// An address or a form given in the description as the way to reach the team.
fn in_prose(description: &Description) -> Option<Evidence> {
    for passage in reading::of_info(description) {
        let address = addresses_offered(passage.text).into_iter().next();
        let found =
            address.map(|stated| (stated.range, Extracted::Email(stated.value))).or_else(|| {
                let link = contact_links(passage.text).into_iter().next()?;
                Some((link.range, Extracted::Url(link.value)))
            });
        if let Some((range, extracted)) = found {
            return Some(Evidence::in_text(passage.node, range).extracting(extracted));
        }
    }
    None
}

fn assess_genericity(inspection: &Inspection<'_>) -> Assessment {
    let description = inspection.description;
    let contact = Contact::of(description);
    let Some(email) = contact.email else {
        return GENERIC.judged(Verdict::NotApplicable, Vec::new(), Vec::new());
    };
    let address = email.scalar().unwrap_or_default().trim();
    let evidence = vec![
        Evidence::at(email, address.to_owned()).extracting(Extracted::Email(address.to_owned())),
    ];
    match contact.mailbox(email) {
        Mailbox::Generic => GENERIC.met(evidence),
        Mailbox::Malformed(_) | Mailbox::NoReply => {
            GENERIC.judged(Verdict::NotApplicable, evidence, Vec::new())
        }
        mailbox => match owner(address, mailbox) {
            None => GENERIC.met(evidence),
            Some((message, true)) => {
                let gaps = vec![Gap::partial(message, email.label())];
                GENERIC.judged(Verdict::Partial, evidence, gaps)
            }
            Some((message, false)) => {
                let gaps = vec![Gap::missing(message, email.label())];
                GENERIC.judged(Verdict::Missing, evidence, gaps)
            }
        },
    }
}

/// Whose an address is that is not a team's, and whether that leaves the criterion met in part.
pub(super) fn owner(address: &str, mailbox: Mailbox) -> Option<(Text, bool)> {
    match mailbox {
        Mailbox::Generic | Mailbox::Malformed(_) | Mailbox::NoReply => None,
        Mailbox::FreeMail => {
            let message = Text::new(
                format!(
                    "{address} is at a public e-mail provider: give the organisation's own address"
                ),
                format!(
                    "{address} est chez un fournisseur de messagerie grand public\u{a0}: donnez l'adresse de l'organisme"
                ),
            );
            Some((message, true))
        }
        Mailbox::Personal { certain: true } => {
            let message = Text::new(
                format!("{address} is one person's address"),
                format!("{address} est l'adresse d'une personne"),
            );
            Some((message, false))
        }
        Mailbox::Personal { certain: false } => {
            let message = Text::new(
                format!("{address} looks like one person's address"),
                format!("{address} ressemble à l'adresse d'une personne"),
            );
            Some((message, true))
        }
    }
}
