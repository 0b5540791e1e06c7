//! The plan: what each line of a template is, and when it is due.

use super::amounts::{TERMS_FIXED_CUT, TERMS_LINE_CUT, Taken, share_out};
use super::check::{Share, check};
use crate::base::calendar::{Calendar, resolve_due};
use crate::base::error::Result;
use crate::base::{Adjustment, Amount, Currency, Date, DateRule, PayDays, Tie, split};
use crate::terms::model::{Planned, PlannedLine, Rounding, TermLine};

/// Payment terms with every default resolved.
#[derive(Debug, Clone, Copy)]
pub struct Basis<'a> {
    /// How lines are rounded.
    pub rounding: Rounding,
    /// How an exact half of a minor unit is rounded.
    pub tie: Tie,
    /// The lines.
    pub lines: &'a [TermLine],
    /// The days of the month on which the customer pays.
    pub pay_days: Option<&'a PayDays>,
    /// The business calendar, and how a due date on a rest day moves.
    pub business: Option<(&'a Calendar, Adjustment)>,
    /// The days of a reminder where the line does not say.
    pub remind_days: u32,
}

/// Plans how a total is collected from a base date on.
///
/// - Amounts: `percent` lines by cumulative rounding over all of them (M5), or each alone with
///   `last_line`; `percent_of_remainder` of what the rounded lines before it left; `fixed` as it is;
///   the balance last. A line that wants more than is left is cut to that with a warning (M3), and
///   one that finds nothing left is no line of the plan. Lines sum to the total exactly, and none
///   has another sign. A total of zero gives no lines, a negative one the mirrored lines (M4).
/// - Days: the date rule, then pay days, then the business calendar, each once (M7), with a warning
///   where the calendar does not cover what was looked at. Equal days are allowed (M8).
///
/// # Errors
/// As [`check`]; `amount.too_precise` at `total`, then at `lines[i].fixed`; then line by line
/// `date.out_of_range` and `calendar.no_workday` at `lines[i].due`.
pub fn plan(total: Amount, currency: Currency, base: Date, basis: &Basis<'_>) -> Result<Planned> {
    let shares = check(basis.lines)?;
    let total = total.of(currency).map_err(|error| error.at("total"))?;
    let mut planning = Planning {
        currency,
        base,
        basis,
        negative: total.is_negative(),
        planned: Planned::default(),
    };
    if total.is_zero() {
        return Ok(planning.planned);
    }
    let taken = share_out(total.abs(), currency, basis, &shares)?;
    for (index, ((term, share), taken)) in (0_u32..).zip(basis.lines.iter().zip(shares).zip(taken))
    {
        planning.warn_cut(index, share, taken);
        if taken.kept {
            planning.line(index, term, taken.amount)?;
        }
    }
    Ok(planning.planned)
}

struct Planning<'a> {
    currency: Currency,
    base: Date,
    basis: &'a Basis<'a>,
    negative: bool,
    planned: Planned,
}

impl Planning<'_> {
    fn signed(&self, amount: Amount) -> Amount {
        if self.negative {
            return amount.negated();
        }
        amount
    }

    /// The place of the next line of the plan.
    fn sequence(&self) -> u32 {
        // A plan has at most `PLANS_MAX` lines.
        u32::try_from(self.planned.lines.len() + 1).unwrap_or(u32::MAX)
    }

    fn warn_cut(&mut self, index: u32, share: Share, taken: Taken) {
        if taken.amount == taken.wanted {
            return;
        }
        let (refusal, field) = match share {
            Share::Fixed(_) => (TERMS_FIXED_CUT, "fixed"),
            _ => (TERMS_LINE_CUT, "percent"),
        };
        let warning = refusal
            .at(format!("lines[{index}].{field}"))
            .with("line", index + 1)
            .with("from", self.signed(taken.wanted))
            .with("to", self.signed(taken.amount))
            .with("sequence", taken.kept.then(|| self.sequence()));
        self.planned.warnings.push(warning);
    }

    fn line(&mut self, index: u32, term: &TermLine, amount: Amount) -> Result<()> {
        let once = DateRule::default();
        let every = term.every.as_ref().unwrap_or(&once);
        let count = term.parts.unwrap_or(1);
        let amounts = split::equally(amount, count as usize, self.currency, self.basis.tie)?;
        let mut covered = true;
        for (part, amount) in (1_u32..).zip(amounts) {
            let due = term
                .due
                .nth(every, part, self.base)
                .and_then(|day| resolve_due(day, self.basis.pay_days, self.basis.business))
                .map_err(|error| error.at(format!("lines[{index}].due")))?;
            let sequence = self.sequence();
            // One warning for a line is enough: its later parts lie beyond the calendar as well.
            if let Some((calendar, _)) = self.basis.business.filter(|_| covered && !due.covered) {
                covered = false;
                let warning = calendar
                    .not_covered(due.due_on)
                    .at(format!("lines[{index}].due"))
                    .with("sequence", sequence);
                self.planned.warnings.push(warning);
            }
            self.planned.lines.push(PlannedLine {
                sequence,
                amount: self.signed(amount),
                due_on: due.due_on,
                path: due.path,
                method: term.method.clone(),
                remind_days: term.remind_days.unwrap_or(self.basis.remind_days),
                line: index + 1,
                part: term.parts.map(|_| part),
            });
        }
        Ok(())
    }
}
