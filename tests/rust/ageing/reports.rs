//! The reports of a day: whole, page by page, and what they must come to.

use crate::money::number;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// What is asked for each day: the arguments beside the moment.
pub(crate) fn asked() -> Vec<Value> {
    vec![
        json!({ "by": "customer", "limit": 2 }),
        json!({ "by": "order", "limit": 3 }),
        json!({ "by": "order", "due": "original", "boundaries": [1, 7, 45] }),
        json!({ "by": "owner", "limit": 1 }),
        json!({ "by": "department" }),
        json!({ "by": "currency", "limit": 1, "due": "original" }),
        json!({ "by": "customer", "currency": "CNY", "boundaries": [10] }),
    ]
}

/// All lines, and the totals, which the first page has and no other.
pub(crate) fn whole(
    arguments: &Value,
    mut ask: impl FnMut(&Value) -> Result<Value, String>,
) -> Result<Value, String> {
    let (mut lines, mut totals) = (Vec::new(), None);
    let mut arguments = arguments.clone();
    loop {
        let page = ask(&arguments)?;
        lines.extend(page["items"].as_array().unwrap().iter().cloned());
        if totals.is_some() && page["totals"] != json!([]) {
            return Err(format!("a later page has totals: {page}"));
        }
        totals.get_or_insert_with(|| page["totals"].clone());
        if page["next"].is_null() {
            break;
        }
        arguments["after"] = page["next"].clone();
    }
    ties(&lines, totals.as_ref().unwrap())?;
    Ok(json!({ "lines": lines, "totals": totals }))
}

/// The figures of sums, by name.
fn figures(sums: &Value) -> Vec<(String, i128)> {
    let object = sums.as_object().unwrap();
    let mut figures = Vec::new();
    for (name, value) in object {
        match value {
            Value::Array(buckets) => figures.extend(
                buckets
                    .iter()
                    .enumerate()
                    .map(|(at, bucket)| (format!("{name}[{at}]"), number(bucket))),
            ),
            value if name != "currency" && name != "oldest_due_on" => {
                figures.push((name.clone(), number(value)));
            }
            _ => {}
        }
    }
    figures
}

/// The lines come to the totals, each line's parts to what is open, and the groups ascend.
fn ties(lines: &[Value], totals: &Value) -> Result<(), String> {
    let mut expected: BTreeMap<(String, String), i128> = BTreeMap::new();
    let mut places = Vec::new();
    for line in lines {
        let sums = &line["sums"];
        let group = line["group"].as_i64().unwrap_or(i64::MAX);
        places.push((group, sums["currency"].as_str().unwrap().to_owned()));
        let parts = figures(sums);
        let open: i128 = parts
            .iter()
            .filter(|(name, _)| !matches!(name.as_str(), "open" | "overdue" | "credit"))
            .map(|(_, figure)| figure)
            .sum();
        if open != number(&sums["open"]) {
            return Err(format!("the parts of {line} come to {open}"));
        }
        for (name, figure) in parts {
            *expected
                .entry((sums["currency"].to_string(), name))
                .or_default() += figure;
        }
    }
    if !places.is_sorted() || places.windows(2).any(|two| two[0] == two[1]) {
        return Err(format!("the lines stand as {places:?}"));
    }
    let mut found = BTreeMap::new();
    for sums in totals.as_array().unwrap() {
        for (name, figure) in figures(sums) {
            found.insert((sums["currency"].to_string(), name), figure);
        }
    }
    if found == expected {
        Ok(())
    } else {
        Err(format!("totals {found:?}, not {expected:?}"))
    }
}

/// The totals of today are what plans have open, what of it is overdue, and what receipts and credit
/// notes have left.
pub(crate) fn balances(
    totals: &Value,
    plans: &[Value],
    credits: &[Value],
    today: &str,
) -> Result<(), String> {
    let mut expected: BTreeMap<String, [i128; 3]> = BTreeMap::new();
    for plan in plans.iter().filter(|plan| number(&plan["open"]) != 0) {
        let entry = expected.entry(plan["currency"].to_string()).or_default();
        entry[0] += number(&plan["open"]);
        if plan["due_on"].as_str().is_some_and(|due| due < today) {
            entry[1] += number(&plan["open"]);
        }
    }
    for credit in credits
        .iter()
        .filter(|one| number(&one["unallocated"]) != 0)
    {
        let entry = expected.entry(credit["currency"].to_string()).or_default();
        entry[2] += number(&credit["unallocated"]);
    }
    let found: BTreeMap<String, [i128; 3]> = totals
        .as_array()
        .unwrap()
        .iter()
        .map(|sums| {
            let figures = ["open", "overdue", "credit"].map(|name| number(&sums[name]));
            (sums["currency"].to_string(), figures)
        })
        .collect();
    if found == expected {
        Ok(())
    } else {
        Err(format!("totals {found:?}, not the balances {expected:?}"))
    }
}

/// All that is open is expected in a period, behind the last one, or on no day.
pub(crate) fn expected(cash: &Value, totals: &Value) -> Result<(), String> {
    for sums in totals.as_array().unwrap() {
        let own = |one: &&Value| one["currency"] == sums["currency"];
        let found = cash.as_array().unwrap().iter().find(own);
        let found = found.map_or(0, |one| {
            let periods = one["periods"].as_array().unwrap().iter();
            let periods: i128 = periods.map(|period| number(&period["expected"])).sum();
            periods + number(&one["later"]) + number(&one["unplanned"])
        });
        if found != number(&sums["open"]) {
            return Err(format!(
                "{cash} comes to {found}, not to what is open: {sums}"
            ));
        }
    }
    Ok(())
}
