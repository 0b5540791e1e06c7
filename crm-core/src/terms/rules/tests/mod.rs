//! Tests of the plan. Figures come from the money rules named beside them or are worked by hand.

mod amounts;
mod days;
mod properties;
mod refusals;

use super::{Basis, Moves, plan};
use crate::base::{Amount, Currency, Date, Result, Tie};
use crate::terms::model::{Events, Planned, Rounding, Start, Template, Total};

fn date(text: &str) -> Date {
    Date::parse(text).unwrap()
}

/// Terms as a host writes them.
fn template(text: &str) -> Template {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// Terms that are only lines, separated by commas and written without their braces.
fn lines(text: &str) -> Template {
    let lines: Vec<String> = text
        .split(';')
        .map(|line| format!("{{{}}}", line.trim()))
        .collect();
    template(&format!(r#"{{"lines":[{}]}}"#, lines.join(",")))
}

fn last_line(template: Template) -> Template {
    Template {
        rounding: Rounding::LastLine,
        ..template
    }
}

fn basis(template: &Template) -> Basis<'_> {
    Basis {
        rounding: template.rounding,
        tie: template.tie.unwrap_or(Tie::HalfUp),
        lines: &template.lines,
        moves: Moves {
            pay_days: template.pay_days.as_ref(),
            business: None,
        },
        remind_days: 3,
        explain: false,
    }
}

/// A total without tax, approved on a day.
fn planned(total: &str, code: &str, base: &str, template: &Template) -> Result<Planned> {
    taxed((total, "0"), code, base, template)
}

/// The same with its tax.
fn taxed(total: (&str, &str), code: &str, base: &str, template: &Template) -> Result<Planned> {
    let total = Total {
        gross: Amount::parse(total.0).unwrap(),
        tax: Amount::parse(total.1).unwrap(),
    };
    let currency = Currency::parse(code).unwrap();
    plan(total, currency, &approved(base), &basis(template))
}

fn approved(base: &str) -> Events {
    Events {
        happened: vec![(Start::Approval, None, date(base))],
    }
}

/// The amounts of a plan as they are written.
fn amounts(total: &str, code: &str, template: &Template) -> Vec<String> {
    let planned = planned(total, code, "2026-01-15", template).unwrap();
    let amounts = planned.lines.iter().map(|line| line.amount.to_string());
    amounts.collect()
}

/// The kinds, fields and messages of a plan's warnings.
fn warnings(total: &str, template: &Template) -> Vec<(String, String, String)> {
    let planned = planned(total, "CNY", "2026-01-15", template).unwrap();
    let warnings = planned.warnings.iter().map(|warning| {
        let field = warning.field().unwrap_or_default().to_owned();
        (warning.kind().to_owned(), field, warning.to_string())
    });
    warnings.collect()
}
