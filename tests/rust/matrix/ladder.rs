//! The order of checks: form, then the permission at all (`denied`), then whether the record is
//! visible (`not_found`), then whether it is within the scope (`denied`), then the rules. Each case
//! breaks everything behind the step it asks for.

use crate::case::{About, Case};
use crate::checks::{Checked, NOBODY, ensure, everything, refused};
use crate::world::{Who, World};
use crm_core::engine::Entry;
use serde_json::{Value, json};

/// Malformed arguments are answered before the permission is asked for.
pub(crate) fn form_comes_first(world: &World, entry: &Entry, case: &Case) -> Checked {
    let mut arguments = (case.arguments)(world);
    arguments["colour"] = "red".into();
    let error = refused(world, Who::Zhao, entry, &arguments, "field.unknown")?;
    ensure(error.field() == Some("colour"), || format!("{error:?}"))
}

/// The permission comes before the record; what is invisible looks like what does not exist.
pub(crate) fn records_come_second(world: &World, entry: &Entry, case: &Case) -> Checked {
    if case.about != About::Record {
        return Ok(());
    }
    let hidden = (case.arguments)(world);
    let mut missing = hidden.clone();
    for value in missing
        .as_object_mut()
        .into_iter()
        .flat_map(|fields| fields.values_mut())
    {
        if value.is_i64() {
            *value = NOBODY.into();
        }
    }
    refused(world, Who::Zhao, entry, &missing, "denied")?;
    world.grant(Who::Li, &everything("own", &[]));
    let unseen = refused(world, Who::Li, entry, &hidden, "not_found")?;
    world.grant(Who::Li, &everything("all", &[(entry.needs, "own")]));
    let absent = refused(world, Who::Li, entry, &missing, "not_found")?;
    let keys = |error: &crm_core::Error| error.details().keys().cloned().collect::<Vec<_>>();
    let alike = unseen.field() == absent.field() && keys(&unseen) == keys(&absent);
    ensure(alike, || format!("{unseen:?} tells more than {absent:?}"))
}

/// A rule is answered only to who may act on the record.
pub(crate) fn rules_come_last(
    world: &World,
    entry: &Entry,
    arguments: &Value,
    rule: &str,
) -> Checked {
    refused(world, Who::System, entry, arguments, rule)?;
    refused(world, Who::Zhao, entry, arguments, "denied")?;
    if entry.name != "customer.create" {
        world.grant(Who::Li, &everything("own", &[]));
        refused(world, Who::Li, entry, arguments, "not_found")?;
    }
    for scope in ["own", "department_and_below"] {
        world.grant(Who::Li, &everything("all", &[(entry.needs, scope)]));
        refused(world, Who::Li, entry, arguments, "denied")?;
    }
    Ok(())
}

/// Calls that break a rule: operation, arguments, refusal.
pub(crate) fn breaches(world: &World) -> Vec<(&'static str, Value, &'static str)> {
    let mut breaches = of_parties(world);
    breaches.extend(of_quotes(world));
    breaches.extend(of_orders(world));
    breaches.extend(of_invoices(world));
    breaches
}

fn of_parties(world: &World) -> Vec<(&'static str, Value, &'static str)> {
    let (wang, closed) = (world.id("wang"), world.id("customer.closed"));
    let (customer, free) = (world.id("customer"), world.id("contact.free"));
    let (open, won) = (world.id("opportunity"), world.id("opportunity.won"));
    let owned = |source: &str| json!({ "name": "新客户", "owner": wang, "source": source });
    let deal = json!({ "name": "改造", "customer": closed, "owner": wang,
        "pipeline": world.id("pipeline") });
    let contract = json!({ "name": "协议", "customer": closed, "owner": wang, "amount": "1",
        "party_a": "甲", "party_b": "乙" });
    vec![
        ("customer.create", owned("phone"), "code.retired"),
        (
            "customer.update",
            json!({ "customer": customer, "source": "phone" }),
            "code.retired",
        ),
        (
            "contact.unlink",
            json!({ "contact": free, "customer": customer }),
            "contact.not_linked",
        ),
        (
            "contact.link",
            json!({ "contact": free, "customer": customer, "role": "buyer" }),
            "code.retired",
        ),
        ("opportunity.create", deal, "customer.archived"),
        (
            "opportunity.update",
            json!({ "opportunity": open, "contact": free }),
            "contact.not_linked",
        ),
        (
            "opportunity.advance",
            json!({ "opportunity": won }),
            "opportunity.not_open",
        ),
        (
            "opportunity.win",
            json!({ "opportunity": won }),
            "opportunity.not_open",
        ),
        (
            "opportunity.lose",
            json!({ "opportunity": won, "reason": "price" }),
            "opportunity.not_open",
        ),
        (
            "opportunity.reopen",
            json!({ "opportunity": open, "reason": "重启" }),
            "opportunity.not_closed",
        ),
        ("contract.create", contract, "customer.archived"),
    ]
}

fn of_quotes(world: &World) -> Vec<(&'static str, Value, &'static str)> {
    let (draft, sent) = (world.id("quote.draft"), world.id("quote.sent"));
    let mut archived = world.sold();
    archived["customer"] = world.id("customer.closed");
    vec![
        ("quote.create", archived, "customer.archived"),
        (
            "quote.update",
            json!({ "quote": sent, "note": "急" }),
            "quote.not_draft",
        ),
        ("quote.send", json!({ "quote": sent }), "quote.not_draft"),
        ("quote.accept", json!({ "quote": draft }), "quote.not_sent"),
        (
            "quote.reject",
            json!({ "quote": draft, "reason": "贵" }),
            "quote.not_sent",
        ),
        (
            "quote.revise",
            json!({ "quote": draft }),
            "quote.not_revisable",
        ),
        (
            "quote.convert",
            json!({ "quote": draft }),
            "quote.not_accepted",
        ),
    ]
}

fn of_orders(world: &World) -> Vec<(&'static str, Value, &'static str)> {
    let (draft, approved) = (world.id("order.draft"), world.id("order.approved"));
    let mut archived = world.sold();
    archived["customer"] = world.id("customer.closed");
    let mut retired = world.sold();
    retired["source"] = "phone".into();
    let because = |order: &Value| json!({ "order": order, "reason": "原因" });
    let receipt = |name: &str| json!({ "receipt": world.id(name) });
    let mut reversed = receipt("receipt.reversed");
    reversed["reason"] = "再退".into();
    let record = json!({ "customer": world.id("customer"), "owner": world.id("wang"),
        "amount": "1.00", "method": "cheque" });
    let to_gone = json!({ "customer": world.id("customer"), "owner": world.id("gone"),
        "amount": "1.00" });
    vec![
        ("order.create", archived, "customer.archived"),
        ("order.create", retired, "code.retired"),
        (
            "order.update",
            json!({ "order": approved, "project": "二期" }),
            "order.not_editable",
        ),
        (
            "order.submit",
            json!({ "order": approved }),
            "order.not_submittable",
        ),
        (
            "order.approve",
            json!({ "order": draft }),
            "order.not_submitted",
        ),
        ("order.reject", because(&draft), "order.not_submitted"),
        ("order.revoke", because(&draft), "order.not_approved"),
        (
            "order.complete",
            json!({ "order": draft }),
            "order.not_approved",
        ),
        (
            "order.cancel",
            because(&world.id("order.completed")),
            "order.not_cancellable",
        ),
        ("receipt.record", record, "code.retired"),
        ("receipt.record", to_gone, "user.archived"),
        (
            "receipt.confirm",
            receipt("receipt.confirmed"),
            "receipt.not_confirmable",
        ),
        (
            "receipt.allocate",
            receipt("receipt.recorded"),
            "receipt.not_confirmed",
        ),
        ("receipt.reverse", reversed, "receipt.reversed"),
    ]
}

fn of_invoices(world: &World) -> Vec<(&'static str, Value, &'static str)> {
    let (applied, issued) = (world.id("invoice.applied"), world.id("invoice.issued"));
    let one = |invoice: &Value| json!({ "invoice": invoice });
    let because = |invoice: &Value| json!({ "invoice": invoice, "reason": "原因" });
    let red = json!({ "invoice": applied, "reason": "原因", "official_number": "20000003" });
    let issue = json!({ "invoice": issued, "official_number": "20000003" });
    vec![
        (
            "invoice.apply",
            json!({ "order": world.id("order.draft") }),
            "order.not_approved",
        ),
        ("invoice.update", one(&issued), "invoice.not_applied"),
        ("invoice.withdraw", one(&issued), "invoice.not_applied"),
        ("invoice.reject", because(&issued), "invoice.not_applied"),
        ("invoice.issue", issue, "invoice.not_applied"),
        ("invoice.void", because(&applied), "invoice.not_issued"),
        ("invoice.red_letter", red, "invoice.not_issued"),
    ]
}
