//! Receivables by age (M35).

use crate::ageing::model::{AgeingBy, AgeingDue, AgeingLine, AgeingReport};
use crate::ageing::rules::Moment;
use crate::ageing::store::{self, Asked, Filter, Groups, NO_GROUP};
use crate::base::date::IN_FUTURE;
use crate::base::error::{Refusal, Result};
use crate::base::id::{CustomerId, DepartmentId, Id, UserId};
use crate::base::messages::PAGE_TOKEN;
use crate::base::{Currency, Date, Instant, page};
use crate::engine::{Context, Kind, Operation};
use crate::org::boundaries::boundaries;
use crate::org::permission::Permission;
use crate::storage::Value;
use crate::storage::select::{token, token_key};
use serde::{Deserialize, Serialize};

/// Reports what is open by how long it has been due, as of today or any day before (M35). What took
/// effect later than that day, or was written later than an instant, is taken back again: a report
/// of the past answers what it answered then. Who the salesperson and the department are, and what
/// the actor may see, is as today. What is open below zero, of orders below zero, counts below
/// zero.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Ageing {
    /// The day, not in the future; today when not given.
    #[serde(default)]
    pub as_of: Option<Date>,
    /// The instant up to which what was written counts; all of it counts when not given.
    #[serde(default)]
    pub known_at: Option<Instant>,
    /// The last day of each bucket, in days after the due date: 1 to 12 of them, ascending, each 1
    /// to 36,500; those of the setting `ageing_boundaries` when not given.
    #[serde(default)]
    pub boundaries: Option<Vec<u32>>,
    /// What the lines are about. `customer` when not given.
    #[serde(default)]
    pub by: Option<AgeingBy>,
    /// Which due date the age is counted from. `current` when not given.
    #[serde(default)]
    pub due: Option<AgeingDue>,
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
    /// Groups of the page, 1 to 500; 50 when not given. A group has a line for each currency.
    #[serde(default)]
    pub limit: Option<u32>,
    /// The `next` of the page before, with the same arguments otherwise.
    #[serde(default)]
    pub after: Option<String>,
}

impl Operation for Ageing {
    const NAME: &'static str = "collection.ageing";
    const KIND: Kind = Kind::Read;
    const NEEDS: Permission = Permission::CollectionRead;
    const REFUSES: &'static [Refusal] = &[IN_FUTURE];
    type Output = AgeingReport;

    fn run(&self, cx: &mut Context<'_>) -> Result<AgeingReport> {
        let days = self.boundaries.as_ref();
        let days = days.map_or_else(|| cx.settings().ageing_boundaries.clone(), Clone::clone);
        boundaries(&days).map_err(|error| error.under("boundaries"))?;
        let limit = page::limit(self.limit)?;
        let by = self.by.unwrap_or_default();
        let after = self.after.as_deref().map(|token| behind(by, token));
        let after = after.transpose()?;
        let as_of = cx.day(self.as_of, "as_of")?;
        let moment = Moment {
            as_of,
            known_at: self.known_at,
        };
        let asked = Asked {
            moment,
            by,
            due: self.due.unwrap_or_default(),
            boundaries: &days,
            filter: Filter {
                customer: self.customer.map(Id::raw),
                owner: self.owner.map(Id::raw),
                department: self.department.map(Id::raw),
                currency: self.currency,
                reach: cx.reach(Self::NEEDS),
            },
            later: store::later(cx, moment)?,
        };
        let earlier = store::before(cx, &asked)?;
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        let (groups, totals, next) = if by == AgeingBy::Currency {
            let totals = store::totals(cx, &asked, &earlier)?;
            let (groups, next) = currencies(&totals, after.as_ref(), limit);
            (groups, totals, next)
        } else {
            let behind = match after {
                Some(Value::Int(id)) => id,
                _ => 0,
            };
            let (groups, next) = store::page(cx, &asked, &earlier, (behind, limit))?;
            let totals = match (&after, next) {
                (Some(_), _) => Groups::new(),
                // One page is the whole report.
                (None, None) => store::total_of(&asked, &groups)?,
                (None, Some(_)) => store::totals(cx, &asked, &earlier)?,
            };
            (groups, totals, next.map(Value::Int))
        };
        let totals = totals.iter().filter(|_| after.is_none());
        Ok(AgeingReport {
            as_of,
            known_at: self.known_at,
            by,
            due: asked.due,
            items: lines(&groups)?,
            totals: totals
                .map(|((_, currency), sums)| sums.shown(*currency))
                .collect::<Result<_>>()?,
            next: next.map(|key| token(&[name(by)], vec![key])),
            boundaries: days,
        })
    }
}

/// A token of a page names what its lines are about, as a column of plans.
const fn name(by: AgeingBy) -> &'static str {
    match by {
        AgeingBy::Customer => "customer",
        AgeingBy::Owner => "owner",
        AgeingBy::Department => "department",
        AgeingBy::Order => "order",
        AgeingBy::Currency => "currency",
    }
}

/// The group that a page continues behind.
fn behind(by: AgeingBy, token: &str) -> Result<Value> {
    let key = token_key(token, &[name(by)], "crm_plan")?;
    let key = key.into_iter().next();
    key.ok_or_else(|| PAGE_TOKEN.at("after"))
}

/// A page of currencies: the totals themselves.
fn currencies(totals: &Groups, after: Option<&Value>, limit: usize) -> (Groups, Option<Value>) {
    let behind = |currency: &Currency| match after {
        Some(Value::Text(last)) => currency.code() > last.as_str(),
        _ => true,
    };
    let found = totals.iter().filter(|((_, currency), _)| behind(currency));
    let more = found.clone().count() > limit;
    let page: Groups = found
        .take(limit)
        .map(|(key, sums)| (*key, sums.clone()))
        .collect();
    let last = page.keys().next_back().filter(|_| more);
    let next = last.map(|(_, currency)| Value::Text(currency.code().to_owned()));
    (page, next)
}

fn lines(groups: &Groups) -> Result<Vec<AgeingLine>> {
    let lines = groups.iter().map(|((group, currency), sums)| {
        Ok(AgeingLine {
            group: (*group != NO_GROUP).then_some(*group),
            sums: sums.shown(*currency)?,
        })
    });
    lines.collect()
}
