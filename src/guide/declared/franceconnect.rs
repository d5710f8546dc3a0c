//! `franceconnect`: whether the API is called with a FranceConnect token, and what its scopes begin with (G22 to G24).

use super::contradiction::remark;
use super::{Answer, Asked};
use crate::declaration::{Declaration, Fact, FranceConnect};
use crate::description::Description;
use crate::diagnostic::Text;
use crate::guide::dossier::Remark;
use crate::guide::{Evidence, Verdict, fc_scopes};

/// Whether the API is said to be called with such a token; a prefix of scopes says so too.
fn is_used(declared: &FranceConnect) -> bool {
    declared.is_used.as_ref().map_or(declared.prefix.is_some(), |fact| fact.value)
}

/// Whether scopes are asked for that nothing in the document says to be FranceConnect's.
pub(super) fn arises(asked: &Asked<'_>) -> bool {
    is_used(&asked.declaration.franceconnect) && answer(asked).is_some()
}

pub(super) fn answer(asked: &Asked<'_>) -> Option<Answer> {
    let declared = &asked.declaration.franceconnect;
    let mut evidence: Vec<Evidence> =
        declared.is_used.iter().filter(|fact| fact.value).map(Evidence::declared).collect();
    evidence.extend(declared.prefix.as_ref().map(Evidence::declared));
    let mut judged = fc_scopes::assess_as_declared(asked.description);
    if judged.verdict != Verdict::NotApplicable {
        judged.evidence.append(&mut evidence);
        return Some(Answer::Judged(judged));
    }
    let Some(prefix) = &declared.prefix else {
        // What was not read may hold them.
        if asked.description.is_partial() {
            return None;
        }
        let message = Text::new(
            "FranceConnect is declared, and no scope with its label is described: `franceconnect.prefixe` tells at \
             least what their names begin with",
            "FranceConnect est déclaré, et aucun scope n'est décrit avec son libellé\u{a0}: \
             `franceconnect.prefixe` dit au moins par quoi leurs noms commencent",
        );
        return Some(Answer::Part(evidence, message));
    };
    if is_well_formed(&prefix.value) {
        return Some(Answer::Whole(evidence));
    }
    let text = &prefix.value;
    let message = Text::new(
        format!("The prefix declared, `{text}`, is not small letters or figures, then `_`"),
        format!(
            "Le préfixe déclaré, `{text}`, n'est pas fait de minuscules ou de chiffres, puis de `_`"
        ),
    );
    // What is wrong is said at the prefix.
    evidence.rotate_right(1);
    Some(Answer::Part(evidence, message))
}

/// « un préfixe qui vous sera propre (ex: « dgfip_ ») », in small letters.
fn is_well_formed(prefix: &str) -> bool {
    let name = prefix.strip_suffix('_').unwrap_or(prefix);
    !name.is_empty()
        && name.split('_').all(|word| {
            !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        })
}

/// FranceConnect denied where a scheme of the description is its own, or another prefix than that of all its scopes.
pub(super) fn contradicted(description: &Description, declaration: &Declaration) -> Option<Remark> {
    let declared = &declaration.franceconnect;
    match &declared.is_used {
        Some(fact) if !fact.value => {
            let message = Text::new(
                "`franceconnect.actif: false` is declared, and a scheme of the description signs in with FranceConnect",
                "`franceconnect.actif: false` est déclaré, et un schéma de sécurité de la description passe par \
                 FranceConnect",
            );
            Some(remark(fact, message, fc_scopes::place(description)?))
        }
        _ => other_prefix(description, declared.prefix.as_ref()?),
    }
}

fn other_prefix(description: &Description, declared: &Fact<String>) -> Option<Remark> {
    let (written, first) = fc_scopes::shared_prefix(description)?;
    let ours = declared.value.to_lowercase();
    let name = first.key().unwrap_or_default();
    if name.to_lowercase().starts_with(&ours) {
        return None;
    }
    let message = Text::new(
        format!(
            "The prefix declared is `{ours}`, that of the scopes of the description `{written}_`"
        ),
        format!("Le préfixe déclaré est `{ours}`, celui des scopes de la description `{written}_`"),
    );
    Some(remark(declared, message, first.key_label()))
}
