//! The plan: what each line of a template is, and when it is due.

use super::amounts::{TERMS_FIXED_CUT, TERMS_LINE_CUT, Taken, share_out};
use super::check::{Share, check};
use super::days::{Moves, Way, due};
use super::early::early;
use super::explain;
use super::tax::tax_parts;
use crate::base::calendar::Due;
use crate::base::error::{Error, Result};
use crate::base::{Amount, Currency, Date, DateRule, Tie, split};
use crate::terms::model::{Events, Planned, PlannedLine, Rounding, Start, TermLine, Total};

/// Payment terms with every default resolved.
#[derive(Debug, Clone, Copy)]
pub struct Basis<'a> {
    /// How lines are rounded.
    pub rounding: Rounding,
    /// How an exact half of a minor unit is rounded.
    pub tie: Tie,
    /// The lines.
    pub lines: &'a [TermLine],
    /// What moves due dates.
    pub moves: Moves<'a>,
    /// The days of a reminder where the line does not say.
    pub remind_days: u32,
    /// Whether each line is explained.
    pub explain: bool,
}

/// Plans how a total is collected.
///
/// - Amounts: `percent` lines by cumulative rounding over all of them (M5), or each alone with
///   `last_line`; `percent_of_untaxed` and `percent_after_fixed` in the same way over theirs;
///   `percent_of_remainder` of what the rounded lines before it left; `fixed` and `tax` as they
///   are; the balance last. A line that wants more than is left is cut to that with a warning
///   (M3), and one that finds nothing left is no line of the plan. Lines sum to the total exactly,
///   and none has another sign. A total of zero gives no lines, a negative one the mirrored lines
///   (M4). The tax is shared out over the lines by cumulative rounding (M14).
/// - Days: a line starts with the event it waits for (M9), and is dormant until then. From that day
///   the date rule, then pay days, then the business calendar, each once (M7), with a warning where
///   the calendar does not cover what was looked at. Equal days are allowed (M8).
///
/// # Errors
/// As [`check`]; `amount.too_precise` at `total`, then at `lines[i].fixed` and `lines[i].round_to`;
/// then line by line `date.out_of_range` and `calendar.no_workday` at `lines[i].due`,
/// `date.out_of_range` at `lines[i].early_payment`.
pub fn plan(
    total: Total,
    currency: Currency,
    events: &Events,
    basis: &Basis<'_>,
) -> Result<Planned> {
    let shares = check(basis.lines)?;
    let total = Total {
        gross: total
            .gross
            .of(currency)
            .map_err(|error| error.at("total"))?,
        tax: total.tax.of(currency).map_err(|error| error.at("tax"))?,
    };
    let mut planning = Planning {
        currency,
        total,
        events,
        basis,
        planned: Planned::default(),
    };
    if total.gross.is_zero() {
        return Ok(planning.planned);
    }
    let taken = share_out(total.abs(), currency, basis, &shares)?;
    let mut amounts = Vec::new();
    for (share, (line, taken)) in shares.iter().zip(basis.lines.iter().zip(&taken)) {
        let count = if taken.kept {
            line.parts.unwrap_or(1)
        } else {
            0
        };
        let parts = split::equally(taken.amount, count as usize, currency, basis.tie);
        let parts = if count == 0 { Vec::new() } else { parts? };
        let signed = parts.into_iter().map(|part| planning.signed(part));
        amounts.extend(signed.map(|part| (part, *share == Share::Tax)));
    }
    let taxes = tax_parts(total.tax, &amounts, currency, basis.tie)?;
    let mut amounts = amounts.into_iter().map(|(amount, _)| amount).zip(taxes);
    for (index, ((term, share), taken)) in (0_u32..).zip(basis.lines.iter().zip(shares).zip(taken))
    {
        planning.warn_cut(index, share, taken);
        if taken.kept {
            let count = term.parts.unwrap_or(1) as usize;
            let parts: Vec<_> = amounts.by_ref().take(count).collect();
            planning.line(index, term, (share, taken), &parts)?;
        }
    }
    Ok(planning.planned)
}

struct Planning<'a> {
    currency: Currency,
    total: Total,
    events: &'a Events,
    basis: &'a Basis<'a>,
    planned: Planned,
}

impl Planning<'_> {
    fn signed(&self, amount: Amount) -> Amount {
        if self.total.gross.is_negative() {
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
        let refusal = match share {
            Share::Fixed(_) => TERMS_FIXED_CUT,
            _ => TERMS_LINE_CUT,
        };
        let warning = refusal
            .at(format!("lines[{index}].{}", share.field()))
            .with("line", index + 1)
            .with("from", self.signed(taken.wanted))
            .with("to", self.signed(taken.amount))
            .with("sequence", taken.kept.then(|| self.sequence()));
        self.planned.warnings.push(warning);
    }

    fn line(
        &mut self,
        index: u32,
        term: &TermLine,
        (share, taken): (Share, Taken),
        parts: &[(Amount, Amount)],
    ) -> Result<()> {
        let mut covered = true;
        for (part, (amount, tax)) in (1_u32..).zip(parts) {
            let mut line = PlannedLine {
                sequence: self.sequence(),
                amount: *amount,
                tax: *tax,
                starts: term.starts,
                milestone: term.milestone.clone(),
                due_on: None,
                expected_on: None,
                path: None,
                method: term.method.clone(),
                remind_days: term.remind_days.unwrap_or(self.basis.remind_days),
                retention: term.retention,
                gates: term.gates.clone(),
                early_payment: None,
                line: index + 1,
                part: term.parts.map(|_| part),
            };
            let start = self.events.day(term.starts, term.milestone.as_ref());
            let found = self.days(index, term, part, start, &mut line)?;
            // One warning for a line is enough: its later parts lie beyond the calendar as well.
            if let Some(due) = found.filter(|due| covered && !due.covered) {
                covered = false;
                self.warn_uncovered(index, due.due_on, line.sequence);
            }
            self.early(index, term, start, &mut line)?;
            if self.basis.explain {
                let share = (share, taken.wanted);
                let steps = explain::line(self.total, term, share, (start, self.events), &line);
                self.planned.steps.push(steps);
            }
            self.planned.lines.push(line);
        }
        Ok(())
    }

    /// Sets the day a line is due, or is expected to be.
    fn days(
        &self,
        index: u32,
        term: &TermLine,
        part: u32,
        start: Option<Date>,
        line: &mut PlannedLine,
    ) -> Result<Option<Due>> {
        let at = |error: Error| error.at(format!("lines[{index}].due"));
        let way = Way {
            due: &term.due,
            every: term.every.as_ref(),
            part,
        };
        if let Some(start) = start {
            let found = due(way, start, self.basis.moves).map_err(at)?;
            line.due_on = Some(found.due_on);
            line.path = found.path.clone();
            return Ok(Some(found));
        }
        let approved = self.events.day(Start::Approval, None);
        if let (Some(rule), Some(approved)) = (&term.expected, approved) {
            let wait = |rule: &DateRule| due(way, rule.apply(approved)?, self.basis.moves);
            line.expected_on = Some(wait(rule).map_err(at)?.due_on);
        }
        Ok(None)
    }

    fn warn_uncovered(&mut self, index: u32, day: Date, sequence: u32) {
        let Some((calendar, _)) = self.basis.moves.business else {
            return;
        };
        let warning = calendar
            .not_covered(day)
            .at(format!("lines[{index}].due"))
            .with("sequence", sequence);
        self.planned.warnings.push(warning);
    }

    /// Sets what an early payment is worth; what is paid back has none.
    fn early(
        &self,
        index: u32,
        term: &TermLine,
        start: Option<Date>,
        line: &mut PlannedLine,
    ) -> Result<()> {
        let terms = term.early_payment.as_ref();
        if let Some(terms) = terms.filter(|_| line.amount.is_positive()) {
            let amounts = (line.amount, line.tax);
            let found = early(amounts, terms, start, self.currency, self.basis.tie);
            let at = |error: Error| error.at(format!("lines[{index}].early_payment"));
            line.early_payment = Some(found.map_err(at)?);
        }
        Ok(())
    }
}
