//! Faults that a field's form does not show: they are found when the operation runs.

use super::site::Site;
use super::values::{format, is_decimal};
use super::{Bad, Sound, filled, shown};
use crm_core::base::limits::{CALENDAR_DAYS_MAX, ID_MAX};
use crm_core::engine::{Entry, Kind};
use serde_json::Value;

type Kinds = &'static [&'static str];

/// Stages and lines are told by what they belong to; where two fields do not go together, or only
/// one of them may stand, that is said first.
const NOT_FOUND: Kinds = &[
    "not_found",
    "opportunity.stage_foreign",
    "quote.line_unknown",
    "order.line_unknown",
    "invoice.plan_unknown",
    "contact.not_linked",
    "field.choice",
];
const NEGATIVE: Kinds = &[
    "number.negative",
    "number.not_positive",
    "number.out_of_range",
];
/// Where the call says the same in another field, two of them may not stand together.
const NEGATIVE_TOO: Kinds = &[
    "number.negative",
    "number.not_positive",
    "number.out_of_range",
    "field.choice",
];
/// Where each item may stand once, the second one is seen first.
const TOO_LONG: Kinds = &[
    "list.too_long",
    "role.permission_twice",
    "order.line_twice",
    "pay_days.",
    "field.choice",
];

/// Tokens that no list gave.
const NO_TOKENS: [&str; 8] = [
    "",
    "x",
    "id",
    "id:",
    "id:[]",
    "id:[1,2,3,4]",
    "id:{}",
    "%00",
];

/// Where a negative number has a meaning: operation, field, and what it means.
const NEGATIVE_MEANS: [(&str, &str, &str); 4] = [
    (
        "collection.preview",
        "total",
        "money to be paid back has plans like any other (M4)",
    ),
    (
        "contract.create",
        "expected_margin",
        "a contract may be taken at a loss",
    ),
    (
        "currency.capitals",
        "amount",
        "a red-letter invoice has negative amounts",
    ),
    (
        "rate.convert",
        "amount",
        "what a customer is given back is converted as well",
    ),
];

/// Where version 0 says that nothing is there yet, which is so in the sound call.
const VERSION_OF_NOTHING: [&str; 3] = ["price.set", "calendar.load", "limit.set"];

/// Every such fault of one field.
pub(super) fn all(entry: &Entry, site: &Site<'_>, sound: &Sound) -> Vec<Bad> {
    let path = &site.path;
    let call = |text: &str, kinds| {
        let about = format!("{path} = {}", shown(text));
        Bad::new(about, filled(path, &sound.args, text), kinds).at(path)
    };
    if format(site.schema) == Some("id") {
        return ids(entry, site, sound);
    }
    if is_decimal(site.schema) {
        let means = |(operation, field, _): &(&str, &str, &str)| {
            *operation == entry.name && *field == path.name()
        };
        let kinds = match site.value {
            Some(_) => NEGATIVE,
            None => NEGATIVE_TOO,
        };
        let wrong = call("\"-1\"", kinds);
        return [wrong]
            .into_iter()
            .filter(|_| !NEGATIVE_MEANS.iter().any(means))
            .collect();
    }
    match path.name() {
        "limit" if path.is_top() => ["0", "501", "1000000000"]
            .map(|text| call(text, &["page.limit"]))
            .into(),
        "after" if path.is_top() && !entry.name.starts_with("change.") => NO_TOKENS
            .map(|text| call(&format!("\"{text}\""), &["page.token"]))
            .into(),
        "version" if path.is_top() => ["-1", "0", "9007199254740993"]
            .into_iter()
            .filter(|text| *text != "0" || !VERSION_OF_NOTHING.contains(&entry.name))
            .map(|text| call(text, &["conflict"]))
            .collect(),
        _ => many(site, sound).into_iter().collect(),
    }
}

/// A record that does not exist, and one of each other kind.
fn ids(entry: &Entry, site: &Site<'_>, sound: &Sound) -> Vec<Bad> {
    let wanted = site.schema.get("title").and_then(Value::as_str);
    let others = sound.ids.iter().map(|(kind, id)| (kind.as_str(), *id));
    let others = others.filter(|(kind, _)| Some(*kind) != wanted);
    let call = |(kind, id): (&str, i64)| {
        let args = filled(&site.path, &sound.args, &id.to_string());
        let about = format!("{}: id of {kind}", site.path);
        let mut bad = Bad::new(about, args, NOT_FOUND).at(&site.path);
        bad.may_find_nothing = entry.kind == Kind::Read;
        bad
    };
    others.chain([("nothing", ID_MAX)]).map(call).collect()
}

/// More items than any list may have.
fn many(site: &Site<'_>, sound: &Sound) -> Option<Bad> {
    site.schema.get("items")?;
    let items = site.path.get(&sound.args)?.as_array()?;
    let item = items.last()?.to_string();
    let text = format!("[{}]", vec![item.as_str(); CALENDAR_DAYS_MAX + 1].join(","));
    let args = filled(&site.path, &sound.args, &text);
    let mut bad = Bad::new(format!("{} too long", site.path), args, TOO_LONG).at(&site.path);
    bad.inside = true;
    Some(bad)
}
