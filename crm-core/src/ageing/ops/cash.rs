//! The cash that is expected (M37).

use super::delay;
use crate::ageing::cash::{CashBy, CashPeriod, CashSums, expected_on, periods};
use crate::ageing::store::{Filter, cash};
use crate::base::error::{Refusal, Result};
use crate::base::id::{CustomerId, DepartmentId, Id, UserId};
use crate::base::messages::NUMBER_OUT_OF_RANGE;
use crate::base::{Amount, Currency, Date};
use crate::engine::{Context, Kind, Operation};
use crate::org::permission::Permission;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};

/// Weeks that are shown at most: a year.
const WEEKS_MAX: u32 = 53;
/// Months that are shown at most: three years.
const MONTHS_MAX: u32 = 36;
/// Weeks, and months, when nothing is said: a quarter, and a year.
const WEEKS: u32 = 13;
const MONTHS: u32 = 12;

/// Shows which cash is expected when, beside what was planned and what came in (M37). What is
/// promised is expected on the day it is promised for; what else is open on its due date and as
/// many days later as its customer usually pays, see `collection.delay`; what waits on the day its
/// event is expected; nothing before today.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Cash {
    /// A day of the first period; today when not given.
    #[serde(default)]
    pub from: Option<Date>,
    /// How long a period is. `week` when not given.
    #[serde(default)]
    pub by: Option<CashBy>,
    /// Periods, 1 to 53 weeks or 36 months; 13 weeks or 12 months when not given.
    #[serde(default)]
    pub periods: Option<u32>,
    /// Of one customer.
    #[serde(default)]
    pub customer: Option<CustomerId>,
    /// Of one salesperson.
    #[serde(default)]
    pub owner: Option<UserId>,
    /// Of one department, not of those below it.
    #[serde(default)]
    pub department: Option<DepartmentId>,
    /// In one currency.
    #[serde(default)]
    pub currency: Option<Currency>,
}

/// The expected cash.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CashReport {
    /// Today.
    pub today: Date,
    /// How long a period is.
    pub by: CashBy,
    /// One entry for each currency, by its code.
    pub items: Vec<CashSums>,
}

/// The sums of a currency while they are added up.
#[derive(Clone)]
struct Sums {
    expected: Vec<Amount>,
    planned: Vec<Amount>,
    collected: Vec<Amount>,
    later: Amount,
    unplanned: Amount,
}

/// The periods, and the sums of each currency.
struct Sheet {
    periods: Vec<(Date, Date)>,
    sums: BTreeMap<Currency, Sums>,
}

impl Operation for Cash {
    const NAME: &'static str = "collection.cash";
    const KIND: Kind = Kind::Read;
    const NEEDS: Permission = Permission::CollectionRead;
    const REFUSES: &'static [Refusal] = &[];
    type Output = CashReport;

    fn run(&self, cx: &mut Context<'_>) -> Result<CashReport> {
        let (by, today) = (self.by.unwrap_or_default(), cx.today());
        let from = self.from.unwrap_or(today);
        let periods = periods(by, from, self.count(by)?).map_err(|error| error.at("from"))?;
        let edges = periods.first().zip(periods.last());
        let (first, last) = edges.map_or((from, from), |(first, last)| (first.0, last.1));
        let filter = Filter {
            customer: self.customer.map(Id::raw),
            owner: self.owner.map(Id::raw),
            department: self.department.map(Id::raw),
            currency: self.currency,
            reach: cx.reach(Self::NEEDS),
        };
        let mut sheet = Sheet {
            periods,
            sums: BTreeMap::new(),
        };
        sheet.expect(cx, &filter, last)?;
        for due in cash::planned(cx, &filter, (first, last))? {
            sheet.add(due.currency, due.day, due.amount, |sums| &mut sums.planned)?;
        }
        for came in cash::came_in(cx, &filter, (first, last.min(today)))? {
            let (day, amount) = (came.day, came.amount);
            sheet.add(came.currency, day, amount, |sums| &mut sums.collected)?;
        }
        Ok(CashReport {
            today,
            by,
            items: sheet.shown()?,
        })
    }
}

impl Cash {
    fn count(&self, by: CashBy) -> Result<u32> {
        let (usual, max) = match by {
            CashBy::Week => (WEEKS, WEEKS_MAX),
            CashBy::Month => (MONTHS, MONTHS_MAX),
        };
        let count = self.periods.unwrap_or(usual);
        if (1..=max).contains(&count) {
            return Ok(count);
        }
        Err(NUMBER_OUT_OF_RANGE
            .at("periods")
            .with("text", count.to_string())
            .with("min", "1")
            .with("max", max.to_string()))
    }
}

/// How late customers usually pay, each asked for once.
#[derive(Default)]
struct Delays(HashMap<i64, i64>);

impl Delays {
    fn of(&mut self, cx: &mut Context<'_>, customer: i64) -> Result<i64> {
        if let Some(delay) = self.0.get(&customer) {
            return Ok(*delay);
        }
        let delay = delay::of(cx, customer)?.days;
        self.0.insert(customer, delay);
        Ok(delay)
    }
}

impl Sheet {
    fn of(&mut self, currency: Currency) -> &mut Sums {
        let none = vec![Amount::ZERO; self.periods.len()];
        self.sums.entry(currency).or_insert_with(|| Sums {
            expected: none.clone(),
            planned: none.clone(),
            collected: none,
            later: Amount::ZERO,
            unplanned: Amount::ZERO,
        })
    }

    /// Adds an amount of a day to its period; answers whether a period has it.
    fn add(
        &mut self,
        currency: Currency,
        day: Option<Date>,
        amount: Amount,
        of: impl Fn(&mut Sums) -> &mut Vec<Amount>,
    ) -> Result<bool> {
        let within =
            |(first, last): &(Date, Date)| day.is_some_and(|day| *first <= day && day <= *last);
        let at = self.periods.iter().position(within);
        let sum = at.and_then(|at| of(self.of(currency)).get_mut(at));
        let found = sum.is_some();
        if let Some(sum) = sum {
            *sum = sum.plus(amount)?;
        }
        Ok(found)
    }

    /// Adds what is expected.
    fn expect(&mut self, cx: &mut Context<'_>, filter: &Filter, last: Date) -> Result<()> {
        let today = cx.today();
        let mut delays = Delays::default();
        for due in cash::open_by(cx, filter, last)? {
            let delay = delays.of(cx, due.customer)?;
            let day = expected_on(None, due.day, delay, None, today)?;
            self.expected(due, day, last)?;
        }
        for due in cash::open_behind(cx, filter, last)? {
            let later = &mut self.of(due.currency).later;
            *later = later.plus(due.amount)?;
        }
        for due in cash::waiting(cx, filter)? {
            let day = expected_on(None, None, 0, due.day, today)?;
            self.expected(due, day, last)?;
        }
        self.promised(cx, filter, last, &mut delays)
    }

    /// Moves what is promised from where it was expected to the day it is promised for.
    fn promised(
        &mut self,
        cx: &mut Context<'_>,
        filter: &Filter,
        last: Date,
        delays: &mut Delays,
    ) -> Result<()> {
        let today = cx.today();
        for promised in cash::promised(cx, filter, today)? {
            let back = cash::Due {
                amount: promised.due.amount.negated(),
                ..promised.due
            };
            match promised.due.day {
                Some(due) if due > last => {
                    let later = &mut self.of(back.currency).later;
                    *later = later.plus(back.amount)?;
                }
                due => {
                    let delay = delays.of(cx, back.customer)?;
                    let day = expected_on(None, due, delay, promised.event, today)?;
                    self.expected(back, day, last)?;
                }
            }
            let day = expected_on(Some(promised.on), None, 0, None, today)?;
            self.expected(promised.due, day, last)?;
        }
        Ok(())
    }

    fn expected(&mut self, due: cash::Due, day: Option<Date>, last: Date) -> Result<()> {
        if self.add(due.currency, day, due.amount, |sums| &mut sums.expected)? {
            return Ok(());
        }
        let sums = self.of(due.currency);
        match day {
            None => sums.unplanned = sums.unplanned.plus(due.amount)?,
            Some(day) if day > last => sums.later = sums.later.plus(due.amount)?,
            // Expected before a first period that lies in the future.
            Some(_) => {}
        }
        Ok(())
    }

    fn shown(&self) -> Result<Vec<CashSums>> {
        let shown = self.sums.iter().map(|(currency, sums)| {
            let (expected, planned, collected) = (&sums.expected, &sums.planned, &sums.collected);
            let rows = self
                .periods
                .iter()
                .zip(expected)
                .zip(planned)
                .zip(collected);
            let periods = rows.map(|((((starts_on, ends_on), expected), planned), collected)| {
                Ok(CashPeriod {
                    starts_on: *starts_on,
                    ends_on: *ends_on,
                    expected: expected.of(*currency)?,
                    planned: planned.of(*currency)?,
                    collected: collected.of(*currency)?,
                })
            });
            Ok(CashSums {
                currency: *currency,
                periods: periods.collect::<Result<_>>()?,
                later: sums.later.of(*currency)?,
                unplanned: sums.unplanned.of(*currency)?,
            })
        });
        shown.collect()
    }
}
