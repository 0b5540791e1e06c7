//! The figures of a report, added up by the database.
//!
//! What is open and what is credit today is grouped as it stands. A report of an earlier moment
//! leaves out of that what anything later has touched, and adds how that stood then: so much is
//! read of the history as is later than the moment, and no more.

pub(crate) mod cash;
mod credit;
mod earlier;
mod open;

use super::model::{AgeingBy, AgeingDue};
use super::rules::{Moment, Sums};
use crate::base::Currency;
use crate::base::error::Result;
use crate::engine::Context;
use crate::org::access::Reach;
use crate::storage::select::Select;
use crate::storage::{Value, statement};
use std::collections::{BTreeMap, BTreeSet};

/// Stands for the group of what belongs to none: behind all others.
pub(crate) const NO_GROUP: i64 = i64::MAX;

/// The sums of each group and currency.
pub(crate) type Groups = BTreeMap<(i64, Currency), Sums>;

/// What is counted.
#[derive(Debug, Clone)]
pub(crate) struct Filter {
    /// Of one customer.
    pub(crate) customer: Option<i64>,
    /// Of one salesperson.
    pub(crate) owner: Option<i64>,
    /// Of one department.
    pub(crate) department: Option<i64>,
    /// In one currency.
    pub(crate) currency: Option<Currency>,
    /// What the actor may see.
    pub(crate) reach: Reach,
}

impl Filter {
    /// Adds its conditions to a query.
    pub(crate) fn onto(&self, select: &mut Select) {
        select.reach(&self.reach);
        select.equal("customer", self.customer);
        select.equal("owner", self.owner);
        select.equal("department", self.department);
        select.equal("currency", self.currency.map(|one| one.code().to_owned()));
    }
}

/// What is asked for.
#[derive(Debug, Clone)]
pub(crate) struct Asked<'a> {
    pub(crate) moment: Moment,
    pub(crate) by: AgeingBy,
    pub(crate) due: AgeingDue,
    pub(crate) boundaries: &'a [u32],
    pub(crate) filter: Filter,
    /// Whether anything is later than the moment.
    pub(crate) later: bool,
}

/// Which groups.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Which {
    /// All of them together.
    All,
    /// Those of the ids from one to another.
    Between(i64, i64),
    /// What belongs to none.
    None,
}

impl Asked<'_> {
    /// The column of the group.
    fn column(&self) -> Option<&'static str> {
        match self.by {
            AgeingBy::Customer => Some("customer"),
            AgeingBy::Owner => Some("owner"),
            AgeingBy::Department => Some("department"),
            AgeingBy::Order => Some("\"order\""),
            AgeingBy::Currency => None,
        }
    }

    fn sums<'g>(&self, groups: &'g mut Groups, group: i64, currency: Currency) -> &'g mut Sums {
        let key = (group, currency);
        groups
            .entry(key)
            .or_insert_with(|| Sums::nothing(self.boundaries.len()))
    }

    /// The conditions on which groups are read; answers the column that tells them apart.
    fn among(&self, select: &mut Select, which: Which) -> Option<&'static str> {
        let column = self.column()?;
        match which {
            Which::All => None,
            Which::Between(first, last) => {
                select.and(&format!("{column} >= ?"), [first.into()]);
                select.and(&format!("{column} <= ?"), [last.into()]);
                Some(column)
            }
            Which::None => {
                select.and(&format!("{column} IS NULL"), []);
                None
            }
        }
    }

    /// Adds the condition that a column of instants lies not behind the moment.
    fn known(&self, select: &mut Select, column: &str) {
        if let Some(known_at) = self.moment.known_at {
            let known = Value::Int(known_at.micros());
            select.and(&format!("{column} <= ?"), [known]);
        }
    }

    /// The marks of the moment: of its day, and of its instant when there is one.
    fn marks(&self, select: &mut Select) -> (String, Option<String>) {
        let known = self.moment.known_at.map(|known| known.micros());
        (
            select.mark(self.moment.as_of),
            known.map(|known| select.mark(known)),
        )
    }
}

/// Says of a moment whether anything took effect or was written later.
pub(crate) fn later(cx: &mut Context<'_>, moment: Moment) -> Result<bool> {
    let mut select = Select::new();
    let day = select.mark(moment.as_of);
    let known = moment.known_at.map(|known| select.mark(known.micros()));
    let mut found = Vec::new();
    let mut after = |table: &str, column: &str, mark: &str| {
        found.push(format!(
            "EXISTS (SELECT 1 FROM {table} WHERE {column} > {mark})"
        ));
    };
    for (table, day_column) in [
        ("crm_allocation", "effective_on"),
        ("crm_plan_change", "effective_on"),
        ("crm_refund", "refunded_on"),
    ] {
        after(table, day_column, &day);
        if let Some(known) = &known {
            after(table, "created_at", known);
        }
    }
    for table in ["crm_receipt", "crm_credit_note", "crm_refund"] {
        after(table, "reversed_on", &day);
        if let Some(known) = &known {
            after(table, "reversed_at", known);
        }
    }
    let sql = format!(
        "SELECT CAST(CASE WHEN {} THEN 1 ELSE 0 END AS bigint)",
        found.join(" OR ")
    );
    let (sql, values) = select.between(&sql, "");
    Ok(statement::number(cx.db(), &sql, &values)? == Some(1))
}

/// The sums of all that is asked for, one for each currency; `earlier` is what [`before`] found.
pub(crate) fn totals(cx: &mut Context<'_>, asked: &Asked<'_>, earlier: &Groups) -> Result<Groups> {
    let mut totals = Groups::new();
    open::add(cx, asked, Which::All, &mut totals)?;
    credit::add(cx, asked, Which::All, &mut totals)?;
    add_all(asked, earlier, &mut totals)?;
    Ok(totals)
}

/// The same of groups that are all there are.
pub(crate) fn total_of(asked: &Asked<'_>, groups: &Groups) -> Result<Groups> {
    let mut totals = Groups::new();
    add_all(asked, groups, &mut totals)?;
    Ok(totals)
}

fn add_all(asked: &Asked<'_>, groups: &Groups, totals: &mut Groups) -> Result<()> {
    for ((_, currency), sums) in groups {
        asked.sums(totals, NO_GROUP, *currency).add(sums)?;
    }
    Ok(())
}

/// What anything later than the moment has touched, as it stood then, by group.
pub(crate) fn before(cx: &mut Context<'_>, asked: &Asked<'_>) -> Result<Groups> {
    let mut groups = Groups::new();
    if asked.later {
        earlier::plans(cx, asked, &mut groups)?;
        earlier::credits(cx, asked, &mut groups)?;
    }
    groups.retain(|_, sums| !sums.is_nothing());
    Ok(groups)
}

/// The groups of a page behind an id, and the id of the last when there are more.
pub(crate) fn page(
    cx: &mut Context<'_>,
    asked: &Asked<'_>,
    earlier: &Groups,
    (after, limit): (i64, usize),
) -> Result<(Groups, Option<i64>)> {
    let mut ids: BTreeSet<i64> = earlier
        .keys()
        .map(|(group, _)| *group)
        .filter(|group| *group > after && *group != NO_GROUP)
        .collect();
    open::ids(cx, asked, after, limit + 1, &mut ids)?;
    credit::ids(cx, asked, after, limit + 1, &mut ids)?;
    let first = ids.first().copied();
    let whole: Vec<i64> = ids.iter().copied().take(limit).collect();
    let mut more = ids.len() > limit;
    let mut groups = Groups::new();
    if let (Some(first), Some(last)) = (first, whole.last().copied()) {
        let which = Which::Between(first, last);
        open::add(cx, asked, which, &mut groups)?;
        credit::add(cx, asked, which, &mut groups)?;
        for (key, sums) in earlier {
            if (first..=last).contains(&key.0) {
                asked.sums(&mut groups, key.0, key.1).add(sums)?;
            }
        }
    }
    if !more && asked.by != AgeingBy::Customer {
        let rest = of_none(cx, asked, earlier)?;
        if whole.len() < limit {
            groups.extend(rest);
        } else {
            more = !rest.is_empty();
        }
    }
    Ok((groups, whole.last().copied().filter(|_| more)))
}

/// What belongs to no group.
fn of_none(cx: &mut Context<'_>, asked: &Asked<'_>, earlier: &Groups) -> Result<Groups> {
    let mut groups = Groups::new();
    open::add(cx, asked, Which::None, &mut groups)?;
    credit::add(cx, asked, Which::None, &mut groups)?;
    for ((group, currency), sums) in earlier {
        if *group == NO_GROUP {
            asked.sums(&mut groups, NO_GROUP, *currency).add(sums)?;
        }
    }
    Ok(groups)
}

/// The ids of the groups of a table behind one, into a set.
fn distinct(
    cx: &mut Context<'_>,
    (table, column): (&str, &str),
    mut select: Select,
    (after, limit): (i64, usize),
    ids: &mut BTreeSet<i64>,
) -> Result<()> {
    select.and(&format!("{column} > ?"), [after.into()]);
    let limit = select.mark(i64::try_from(limit).unwrap_or(i64::MAX));
    let (sql, values) = select.between(
        &format!("SELECT DISTINCT {column} FROM {table}"),
        &format!(" ORDER BY {column} LIMIT {limit}"),
    );
    ids.extend(statement::numbers(cx.db(), &sql, &values)?);
    Ok(())
}
