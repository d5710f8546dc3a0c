//! What is already known of a description: the verdicts of the guide, and what the reader met.

use super::{Check, Finding, Options, OptionsError};
use crate::description::PROBLEM_KINDS;
use crate::diagnostic::Text;
use crate::guide::{self, RemarkKind};

/// The gaps of a criterion of the guide. Option `criterion`: its id; `aspect`: only the gaps of this sort, which
/// then are not said by the rule without `aspect`.
pub(super) fn criterion(options: &Options<'_>) -> Result<Check, OptionsError> {
    options.only(&["criterion", "aspect"])?;
    let id = options.required_text("criterion")?;
    let Some(criterion) = guide::criterion(id) else {
        let known =
            guide::CRITERIA.iter().map(|criterion| criterion.id).collect::<Vec<_>>().join(", ");
        return Err(options.fault(
            "criterion",
            &format!("criteria are {known}"),
            &format!("les critères sont {known}"),
        ));
    };
    let aspect = options.text("aspect")?.map(str::to_owned);
    Ok(Check::each(move |target, findings| {
        let assessments =
            target.dossier.iter().filter(|assessment| assessment.criterion.id == criterion.id);
        for assessment in assessments {
            let gaps = assessment.gaps.iter();
            for gap in gaps.filter(|gap| gap.aspect == aspect.as_deref()) {
                findings.push(Finding {
                    at: Some(gap.at.clone()),
                    is_partial: gap.is_partial,
                    count: gap.count,
                    ..Finding::new(gap.message.clone())
                });
            }
            if aspect.is_none() {
                findings.push_more(assessment.gaps_left_out);
            }
        }
    }))
}

/// An address at a provider of mail to individuals.
pub(super) fn free_mail(options: &Options<'_>) -> Result<Check, OptionsError> {
    options.none()?;
    Ok(Check::one(|target| {
        let address = target.text()?;
        guide::is_free_mail(address).then(|| {
            Text::new(
                "is at a mail service for private persons",
                "est chez une messagerie de particuliers",
            )
        })
    }))
}

/// What is to be said of the declaration beside the description. Option `remark`: of which sort.
pub(super) fn declaration(options: &Options<'_>) -> Result<Check, OptionsError> {
    options.only(&["remark"])?;
    let wanted = options.required_text("remark")?;
    let Some(kind) = RemarkKind::ALL.into_iter().find(|kind| kind.name() == wanted) else {
        let known = RemarkKind::ALL.map(RemarkKind::name).join(", ");
        return Err(options.fault(
            "remark",
            &format!("remarks are {known}"),
            &format!("les remarques sont {known}"),
        ));
    };
    Ok(Check::each(move |target, findings| {
        for remark in target.dossier.remarks.iter().filter(|remark| remark.kind == kind) {
            findings.push(Finding {
                at: Some(remark.at.clone()),
                related: remark.related.clone(),
                ..Finding::new(remark.message.clone())
            });
        }
    }))
}

/// What the reader met of one kind. Option `kind`.
pub(super) fn problem(options: &Options<'_>) -> Result<Check, OptionsError> {
    options.only(&["kind"])?;
    let wanted = options.required_text("kind")?;
    let Some(kind) = PROBLEM_KINDS.iter().copied().find(|kind| *kind == wanted) else {
        let known = PROBLEM_KINDS.join(", ");
        return Err(options.fault(
            "kind",
            &format!("kinds are {known}"),
            &format!("les sortes sont {known}"),
        ));
    };
    Ok(Check::each(move |target, findings| {
        let (problems, left_out) = target.description.problems_of(kind);
        for problem in problems {
            findings.push(Finding {
                at: Some(problem.at.clone()),
                related: problem.related.clone(),
                fix: problem.fix.clone(),
                ..Finding::new(problem.message.clone())
            });
        }
        if left_out > 0 {
            findings.push_more(left_out);
        }
    }))
}

/// What is said of requests to ignore, once all rules have run: the function itself finds nothing.
pub(super) fn ignore(options: &Options<'_>) -> Result<Check, OptionsError> {
    options.none()?;
    Ok(Check::new(|_| Vec::new()))
}
