//! Receivables by age on SQLite, by hand: for each customer, and for all.

use super::engine::{Columns, Read, Sql, bound};
use super::program::Program;
use super::values::{Day, Money};
use crate::Result;
use rusqlite::Connection;
use serde::Serialize;
use std::collections::btree_map::{BTreeMap, Entry};

/// The last day of each bucket, in days after the due date.
const BOUNDARIES: [i64; 4] = [30, 60, 90, 120];
/// The open plans of the customers behind ?6, to the last of so many as ?7 says.
const OPEN: &str = "FROM crm_plan WHERE collected + discounted + written_off + credited <> amount \
    AND cancelled = 0";
const PAGE: &str = "AND customer > ?6 AND customer <= ?7";
/// What is open by age, ?1 being today and ?2 to ?5 the first days of the buckets.
const SUMS: &str = "currency, sum(open * (due_on >= ?1 AND due_on < '9999-12-31')), \
    sum(open * (due_on = '9999-12-31')), sum(open * (due_on < ?1 AND due_on >= ?2)), \
    sum(open * (due_on < ?2 AND due_on >= ?3)), sum(open * (due_on < ?3 AND due_on >= ?4)), \
    sum(open * (due_on < ?4 AND due_on >= ?5)), sum(open * (due_on < ?5)), \
    min(CASE WHEN due_on < '9999-12-31' THEN due_on END)";

fn sums(group: &str, page: &str, by: &str) -> String {
    let open = "(amount - (collected + discounted + written_off + credited))";
    let sums = SUMS.replace("open", open);
    format!("SELECT {group}, {sums} {OPEN} {page} GROUP BY {by}")
}

static OF_PAGE: Sql = Sql::new(|| sums("customer", PAGE, "customer, currency"));
static OF_EACH: Sql = Sql::new(|| sums("customer", "", "customer, currency"));
static OF_ALL: Sql = Sql::new(|| sums("0", "", "currency"));
/// The first customers with something open, as many as ?2 and one more.
const CUSTOMERS: &str = "SELECT DISTINCT customer FROM crm_plan WHERE customer > ?1 \
    AND collected + discounted + written_off + credited <> amount AND cancelled = 0 \
    ORDER BY customer LIMIT ?2";
/// What settles nothing yet, of money and of credit notes.
const CREDITS: [&str; 2] = [
    "SELECT customer, currency, sum(unallocated) FROM crm_receipt WHERE unallocated > 0 \
     AND confirmed_at IS NOT NULL AND received_on <= ?1 GROUP BY customer, currency",
    "SELECT customer, currency, sum(unallocated) FROM crm_credit_note WHERE unallocated > 0 \
     AND amount > 0 AND issued_on <= ?1 GROUP BY customer, currency",
];

#[derive(Debug, Clone, Serialize)]
struct Sums {
    currency: String,
    not_due: Money,
    dormant: Money,
    buckets: [Money; 4],
    over: Money,
    open: Money,
    overdue: Money,
    oldest_due_on: Option<Day>,
    credit: Money,
}

#[derive(Debug, Serialize)]
struct Line {
    group: i64,
    sums: Sums,
}

/// The report.
#[derive(Debug, Serialize)]
pub(super) struct Report {
    as_of: Day,
    known_at: Option<i64>,
    by: &'static str,
    due: &'static str,
    boundaries: [i64; 4],
    items: Vec<Line>,
    totals: Vec<Sums>,
    next: Option<String>,
}

impl Report {}

impl Sums {
    fn nothing(currency: String) -> Self {
        let zero = Money(0);
        Self {
            currency,
            not_due: zero,
            dormant: zero,
            buckets: [zero; 4],
            over: zero,
            open: zero,
            overdue: zero,
            oldest_due_on: None,
            credit: zero,
        }
    }

    fn add(&mut self, other: &Self) {
        let buckets = self.buckets.iter_mut().zip(&other.buckets);
        for (sum, part) in buckets.chain([
            (&mut self.not_due, &other.not_due),
            (&mut self.dormant, &other.dormant),
            (&mut self.over, &other.over),
            (&mut self.open, &other.open),
            (&mut self.overdue, &other.overdue),
            (&mut self.credit, &other.credit),
        ]) {
            sum.0 += part.0;
        }
        let both = [self.oldest_due_on, other.oldest_due_on];
        self.oldest_due_on = both.into_iter().flatten().min();
    }
}

impl Read for Line {
    fn read(row: &impl Columns) -> Result<Self> {
        let buckets: [Money; 4] = [row.get(4)?, row.get(5)?, row.get(6)?, row.get(7)?];
        let (not_due, dormant, over): (Money, Money, Money) =
            (row.get(2)?, row.get(3)?, row.get(8)?);
        let overdue = buckets.iter().map(|bucket| bucket.0).sum::<i64>() + over.0;
        Ok(Self {
            group: row.get(0)?,
            sums: Sums {
                currency: row.get(1)?,
                not_due,
                dormant,
                buckets,
                over,
                open: Money(overdue + not_due.0 + dormant.0),
                overdue: Money(overdue),
                oldest_due_on: row.get(9)?,
                credit: Money(0),
            },
        })
    }
}

/// The first customers with something open or something to their credit, and the totals of all.
pub(super) fn first(program: &mut Program<Connection>, limit: i64) -> Result<Report> {
    program.standing()?;
    let mut credits = credits(program)?;
    let [a, b, c, d, e] = days(program);
    let all: Vec<Line> = program.rows(&OF_ALL, bound![a, b, c, d, e])?;
    let totals = totals(all.iter().chain(&credits));
    let found = program.rows::<(i64,)>(CUSTOMERS, bound![0_i64, limit + 1])?;
    let found = found.into_iter().map(|(customer,)| customer);
    let mut found: Vec<i64> = found.chain(credits.iter().map(|line| line.group)).collect();
    found.sort_unstable();
    found.dedup();
    let limit = usize::try_from(limit)?;
    let more = found.len() > limit;
    found.truncate(limit);
    let last = found.last().copied().unwrap_or_default();
    credits.retain(|line| line.group <= last);
    let lines = program.rows(&OF_PAGE, bound![a, b, c, d, e, 0_i64, last])?;
    let next = more.then(|| format!("customer:[{last}]"));
    Ok(report(program.today, joined(lines, credits), totals, next))
}

/// All of them.
pub(super) fn whole(program: &mut Program<Connection>) -> Result<Report> {
    program.standing()?;
    let credits = credits(program)?;
    let [a, b, c, d, e] = days(program);
    let lines = program.rows(&OF_EACH, bound![a, b, c, d, e])?;
    let items = joined(lines, credits);
    let totals = totals(&items);
    Ok(report(program.today, items, totals, None))
}

fn report(as_of: Day, items: Vec<Line>, totals: Vec<Sums>, next: Option<String>) -> Report {
    Report {
        as_of,
        known_at: None,
        by: "customer",
        due: "current",
        boundaries: BOUNDARIES,
        items,
        totals,
        next,
    }
}

/// Today, and the first day of each bucket.
fn days(program: &Program<Connection>) -> [Day; 5] {
    let today = program.today;
    [0, 30, 60, 90, 120].map(|days| Day(today.0 - days))
}

/// What customers have to their credit, as lines.
fn credits(program: &Program<Connection>) -> Result<Vec<Line>> {
    let mut lines = Vec::new();
    for sql in CREDITS {
        let rows: Vec<(i64, String, Money)> = program.rows(sql, bound![program.today])?;
        lines.extend(rows.into_iter().map(|(group, currency, credit)| {
            let mut sums = Sums::nothing(currency);
            sums.credit = credit;
            Line { group, sums }
        }));
    }
    Ok(lines)
}

/// One line for each customer and currency.
fn joined(lines: Vec<Line>, credits: Vec<Line>) -> Vec<Line> {
    if credits.is_empty() {
        return lines;
    }
    let mut all: BTreeMap<(i64, String), Sums> = BTreeMap::new();
    for line in lines.into_iter().chain(credits) {
        let key = (line.group, line.sums.currency.clone());
        match all.entry(key) {
            Entry::Occupied(mut sums) => sums.get_mut().add(&line.sums),
            Entry::Vacant(place) => {
                place.insert(line.sums);
            }
        }
    }
    let lines = all.into_iter();
    lines
        .map(|((group, _), sums)| Line { group, sums })
        .collect()
}

/// One sum for each currency.
fn totals<'a>(lines: impl IntoIterator<Item = &'a Line>) -> Vec<Sums> {
    let mut all: BTreeMap<&str, Sums> = BTreeMap::new();
    for line in lines {
        let currency = &line.sums.currency;
        let sums = all.entry(currency);
        sums.or_insert_with(|| Sums::nothing(currency.clone()))
            .add(&line.sums);
    }
    all.into_values().collect()
}
