//! How likely an opportunity is, and what it weighs. Computed, never stored.

use crate::base::error::Result;
use crate::base::messages::NUMBER_OUT_OF_RANGE;
use crate::base::{Amount, Percent, Tie};
use crate::opportunity::model::{Opportunity, OpportunityDocument, Stage, Status};

/// Checks a probability: 0 to 100.
///
/// # Errors
/// `number.out_of_range` at `field`.
pub fn check_percent(percent: Percent, field: &str) -> Result<()> {
    if (Percent::ZERO..=Percent::HUNDRED).contains(&percent) {
        return Ok(());
    }
    Err(NUMBER_OUT_OF_RANGE
        .at(field)
        .with("text", percent)
        .with("min", Percent::ZERO)
        .with("max", Percent::HUNDRED))
}

/// The probability in force: 100 when won, 0 when lost, otherwise the manual one where it is set,
/// 0 too, otherwise the stage's (D20, D23, D24).
#[must_use]
pub fn probability(opportunity: &Opportunity, stage: &Stage) -> Percent {
    match opportunity.status {
        Status::Won => Percent::HUNDRED,
        Status::Lost => Percent::ZERO,
        Status::Open => opportunity.manual_probability.unwrap_or(stage.probability),
    }
}

/// The amount times the probability, rounded once to the currency's minor unit.
///
/// # Errors
/// `number.overflow`.
pub fn weighted(
    opportunity: &Opportunity,
    probability: Percent,
    tie: Tie,
) -> Result<Option<Amount>> {
    let weigh = |amount: Amount| {
        Amount::rounded(
            i128::from(amount.ten_thousandths()),
            i128::from(probability.millionths()),
            i128::from(Percent::HUNDRED.millionths()),
            opportunity.currency,
            tie,
        )
    };
    opportunity.amount.map(weigh).transpose()
}

/// The opportunity with what is derived from it. `stages` hold the one it stands in.
///
/// # Errors
/// `opportunity.stage_foreign`, `number.overflow`.
pub fn document(
    opportunity: Opportunity,
    stages: &[Stage],
    tie: Tie,
) -> Result<OpportunityDocument> {
    let stage = super::stage(stages, opportunity.pipeline, opportunity.stage)?;
    let probability = probability(&opportunity, stage);
    let weighted = weighted(&opportunity, probability, tie)?;
    Ok(OpportunityDocument::new(opportunity, probability, weighted))
}
