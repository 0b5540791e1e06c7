//! The rules, each with two operations that would break it together.

use crm_core::Crm;
use crm_tests::workspace::call;
use serde_json::{Value, json};

/// An operation and its arguments.
pub(crate) type Asked = (&'static str, Value);

/// The first one is not committed yet when the second one is asked.
pub(crate) struct Meeting {
    pub(crate) first: Asked,
    pub(crate) second: Asked,
}

pub(crate) struct Case {
    pub(crate) rule: &'static str,
    /// Makes what the two meet on.
    pub(crate) prepare: fn(&Crm) -> Meeting,
    /// How the second one ends.
    pub(crate) outcome: &'static str,
    /// What the statements that lock its guards have in them.
    pub(crate) guards: &'static [&'static str],
}

const CONFIGURATION: &str = "UPDATE crm_counter SET value = value + 1 WHERE name = 'generation'";
const DEPARTMENT: &str = "FROM crm_department WHERE \"id\" = ?1 FOR SHARE";

/// However the customer's row is found.
pub(crate) const CUSTOMER: &str = "FROM crm_customer WHERE \"id\" = ";
/// However the order's row is found.
const ORDER: &str = "FROM crm_order WHERE \"id\" = ";

pub(crate) const ALL: &[Case] = &[
    Case {
        rule: "no customer stands below itself",
        prepare: customers_in_a_circle,
        outcome: "customer.cycle",
        guards: &["name = 'customer_tree'"],
    },
    Case {
        rule: "at most 64 customers stand above each other",
        prepare: customers_too_deep,
        outcome: "customer.too_deep",
        guards: &["name = 'customer_tree'"],
    },
    Case {
        rule: "no department stands below itself",
        prepare: departments_in_a_circle,
        outcome: "department.cycle",
        guards: &[CONFIGURATION],
    },
    Case {
        rule: "no active user sits in an archived department",
        prepare: |crm| {
            let department = new(crm, "department.create", json!({ "name": "华东" }));
            let user = json!({ "key": format!("u{department}"), "name": "张伟", "department": department });
            meeting(
                ("user.create", user),
                ("department.archive", json!({ "department": department })),
            )
        },
        outcome: "department.has_users",
        guards: &[CONFIGURATION, DEPARTMENT],
    },
    Case {
        rule: "no active department stands below an archived one",
        prepare: |crm| {
            let department = new(crm, "department.create", json!({ "name": "华东" }));
            let below = json!({ "name": "上海", "parent": department });
            meeting(
                ("department.create", below),
                ("department.archive", json!({ "department": department })),
            )
        },
        outcome: "department.has_children",
        guards: &[CONFIGURATION, DEPARTMENT],
    },
    Case {
        rule: "a user is given active roles only",
        prepare: |crm| {
            let role = json!({ "name": unique(crm), "grants": [] });
            let role = new(crm, "role.create", role);
            let user = json!({ "key": format!("r{role}"), "name": "李娜", "roles": [role] });
            meeting(
                ("role.archive", json!({ "role": role })),
                ("user.create", user),
            )
        },
        outcome: "role.archived",
        guards: &[CONFIGURATION, "FROM crm_role WHERE \"id\" = ?1 FOR SHARE"],
    },
    Case {
        rule: "nothing new is for an archived customer",
        prepare: |crm| {
            let customer = customer(crm);
            meeting(
                ("customer.archive", json!({ "customer": customer })),
                ("order.create", order(&customer)),
            )
        },
        outcome: "customer.archived",
        guards: &["FROM crm_customer WHERE \"id\" = ?1 FOR SHARE"],
    },
    Case {
        rule: "nothing new is an archived user's",
        prepare: |crm| {
            let user = json!({ "key": unique(crm), "name": "王芳" });
            let user = new(crm, "user.create", user);
            let owned = json!({ "name": "甲", "owner": user });
            meeting(
                ("user.archive", json!({ "user": user })),
                ("customer.create", owned),
            )
        },
        outcome: "user.archived",
        guards: &["FROM crm_user WHERE \"id\" = ?1 FOR SHARE"],
    },
    Case {
        rule: "nothing new has archived terms",
        prepare: |crm| {
            let lines = json!([{ "percent": "100" }]);
            let terms = json!({ "name": unique(crm), "lines": lines });
            let terms = new(crm, "terms.create", terms);
            let mut order = order(&customer(crm));
            order["terms"] = terms.clone();
            meeting(
                ("terms.archive", json!({ "terms": terms })),
                ("order.create", order),
            )
        },
        outcome: "terms.archived",
        guards: &["FROM crm_terms WHERE \"id\" = ?1 FOR SHARE"],
    },
    Case {
        rule: "nothing new names an archived contact",
        prepare: |crm| {
            let (customer, contact) = contact(crm);
            let mut order = order(&customer);
            order["contact"] = contact.clone();
            meeting(
                ("contact.archive", json!({ "contact": contact })),
                ("order.create", order),
            )
        },
        outcome: "contact.archived",
        guards: &["FROM crm_contact WHERE \"id\" = ?1 FOR SHARE"],
    },
    Case {
        rule: "a contact that is named is linked to the customer",
        prepare: |crm| {
            let (customer, contact) = contact(crm);
            let mut order = order(&customer);
            order["contact"] = contact.clone();
            let apart = json!({ "contact": contact, "customer": customer });
            meeting(("contact.unlink", apart), ("order.create", order))
        },
        outcome: "contact.not_linked",
        guards: &["FROM crm_contact WHERE \"id\" = ?1 FOR SHARE"],
    },
    Case {
        rule: "an archived pipeline takes nothing new",
        prepare: |crm| {
            let stages = json!([{ "name": "接洽", "probability": "10" }]);
            let pipeline = new(
                crm,
                "pipeline.create",
                json!({ "name": "大客户", "stages": stages }),
            );
            let new = json!({ "customer": customer(crm), "name": "产线", "pipeline": pipeline });
            meeting(
                ("pipeline.archive", json!({ "pipeline": pipeline })),
                ("opportunity.create", new),
            )
        },
        outcome: "pipeline.archived",
        guards: &["FROM crm_pipeline WHERE \"id\" = ?1 FOR SHARE"],
    },
    Case {
        rule: "no more is ordered than was quoted",
        prepare: |crm| {
            let mut quote = order(&customer(crm));
            quote.as_object_mut().unwrap().remove("terms");
            let quote = new(crm, "quote.create", quote);
            done(crm, "quote.send", &json!({ "quote": quote }));
            done(crm, "quote.accept", &json!({ "quote": quote }));
            let whole = ("quote.convert", json!({ "quote": quote }));
            meeting(whole.clone(), whole)
        },
        outcome: "quote.nothing_left",
        guards: &["FROM crm_quote WHERE \"id\" = ?1 FOR NO KEY UPDATE"],
    },
    Case {
        rule: "an approval is not taken back once money came in",
        prepare: |crm| {
            let (customer, order, plan) = approved(crm);
            meeting(
                ("receipt.record", paying(&customer, &plan)),
                ("order.revoke", json!({ "order": order, "reason": "改期" })),
            )
        },
        outcome: "order.collected",
        guards: &["FROM crm_plan"],
    },
    Case {
        rule: "no money is allocated to a cancelled plan",
        prepare: |crm| {
            let (customer, order, plan) = approved(crm);
            meeting(
                ("order.cancel", json!({ "order": order, "reason": "改期" })),
                ("receipt.record", paying(&customer, &plan)),
            )
        },
        outcome: "allocation.plan_cancelled",
        guards: &["FROM crm_plan"],
    },
    Case {
        rule: "no more of an order is invoiced than there is",
        prepare: |crm| {
            let (_, order, _) = approved(crm);
            let most = ("invoice.apply", json!({ "order": order, "gross": "60.00" }));
            meeting(most.clone(), most)
        },
        outcome: "invoice.beyond_order",
        guards: &[ORDER],
    },
    Case {
        rule: "an application that is changed takes no more than there is",
        prepare: |crm| {
            let (_, order, _) = approved(crm);
            let apply = |gross: &str| json!({ "order": order, "gross": gross });
            let invoice = new(crm, "invoice.apply", apply("30.00"));
            meeting(
                ("invoice.apply", apply("60.00")),
                (
                    "invoice.update",
                    json!({ "invoice": invoice, "gross": "50.00" }),
                ),
            )
        },
        outcome: "invoice.beyond_order",
        guards: &[ORDER],
    },
    Case {
        rule: "what a credit note takes off is not invoiced",
        prepare: |crm| {
            let (_, order, _) = approved(crm);
            let note = json!({ "order": order, "amount": "50.00", "reason": "退货" });
            let apply = json!({ "order": order, "gross": "60.00" });
            meeting(("credit_note.issue", note), ("invoice.apply", apply))
        },
        outcome: "invoice.beyond_order",
        guards: &[ORDER],
    },
    Case {
        rule: "an order that is invoiced is not cancelled",
        prepare: |crm| {
            let (_, order, _) = approved(crm);
            meeting(
                ("invoice.apply", json!({ "order": order })),
                ("order.cancel", json!({ "order": order, "reason": "改期" })),
            )
        },
        outcome: "order.invoiced",
        guards: &[ORDER],
    },
    Case {
        rule: "an order that credit notes are about is not cancelled",
        prepare: |crm| {
            let (_, order, _) = approved(crm);
            let note = json!({ "order": order, "amount": "50.00", "reason": "退货" });
            let cancel = json!({ "order": order, "reason": "改期" });
            meeting(("credit_note.issue", note), ("order.cancel", cancel))
        },
        outcome: "order.credited",
        guards: &[ORDER, "FROM crm_plan"],
    },
    Case {
        rule: "red letters take no more back than was invoiced",
        prepare: |crm| {
            let (_, order, _) = approved(crm);
            let invoice = new(crm, "invoice.apply", json!({ "order": order }));
            let number = |number: String| json!({ "invoice": invoice, "official_number": number });
            done(crm, "invoice.issue", &number(unique(crm)));
            let red = |number: String| {
                let mut red = json!({ "invoice": invoice, "gross": "60.00", "reason": "退货" });
                red["official_number"] = number.into();
                ("invoice.red_letter", red)
            };
            meeting(red(unique(crm)), red(unique(crm)))
        },
        outcome: "invoice.beyond_invoice",
        guards: &[
            ORDER,
            "FROM crm_invoice WHERE \"id\" = ?1 FOR NO KEY UPDATE",
        ],
    },
    Case {
        rule: "no more is allocated to a plan than is open",
        prepare: |crm| {
            let (customer, _, plan) = approved(crm);
            let pay = ("receipt.record", paying(&customer, &plan));
            meeting(pay.clone(), pay)
        },
        outcome: "allocation.beyond_open",
        guards: &["FROM crm_plan"],
    },
    Case {
        rule: "what is asked for is carried out once",
        prepare: |crm| {
            let receipt = json!({ "customer": customer(crm), "amount": "60.00" });
            let receipt = new(crm, "receipt.record", receipt);
            let arguments = json!({ "receipt": receipt });
            let request = json!({ "operation": "receipt.confirm", "arguments": arguments });
            let approval = done(crm, "approval.request", &request)["approval"]["id"].clone();
            let approve = ("approval.approve", json!({ "approval": approval }));
            meeting(approve.clone(), approve)
        },
        outcome: "approval.not_pending",
        guards: &["FROM crm_approval WHERE \"id\" = ?1 FOR NO KEY UPDATE"],
    },
    Case {
        rule: "orders approved at once do not go beyond a credit limit together",
        prepare: |crm| {
            let [first, second] = limited(crm, "approve");
            meeting(("order.approve", first), ("order.approve", second))
        },
        outcome: "credit.limit_exceeded",
        guards: &[CUSTOMER],
    },
    Case {
        rule: "an order that is amended does not go beyond a credit limit with one that is approved",
        prepare: |crm| {
            let [first, second] = limited(crm, "approve");
            let small = json!({ "description": "备件", "quantity": "1", "unit_price": "10.00" });
            let mut amended = second;
            amended["change"] = json!({ "lines": [small] });
            amended["reason"] = "缩减".into();
            let order = amended["order"].clone();
            done(crm, "order.approve", &json!({ "order": order }));
            done(crm, "amendment.apply", &amended);
            let more = json!({ "description": "备件", "quantity": "1", "unit_price": "100.00" });
            amended["change"] = json!({ "lines": [more] });
            meeting(("order.approve", first), ("amendment.apply", amended))
        },
        outcome: "credit.limit_exceeded",
        guards: &[CUSTOMER],
    },
    Case {
        rule: "orders submitted at once do not go beyond a credit limit together",
        prepare: |crm| {
            let [first, second] = limited(crm, "submit");
            meeting(("order.submit", first), ("order.submit", second))
        },
        outcome: "credit.limit_exceeded",
        guards: &[CUSTOMER],
    },
];

pub(crate) fn meeting(first: Asked, second: Asked) -> Meeting {
    Meeting { first, second }
}

pub(crate) fn done(crm: &Crm, name: &str, args: &Value) -> Value {
    call(&mut crm.session(), name, args).unwrap_or_else(|error| panic!("{name} {args}: {error}"))
}

/// The id of something new.
pub(crate) fn new(crm: &Crm, name: &str, args: Value) -> Value {
    done(crm, name, &args)["id"].clone()
}

fn customer(crm: &Crm) -> Value {
    new(crm, "customer.create", json!({ "name": "甲" }))
}

pub(crate) fn unique(crm: &Crm) -> String {
    format!("N{}", customer(crm))
}

pub(crate) fn order(customer: &Value) -> Value {
    let line = json!({ "description": "伺服电机", "quantity": "1", "unit_price": "100.00" });
    json!({ "customer": customer, "lines": [line] })
}

/// A customer and its contact.
fn contact(crm: &Crm) -> (Value, Value) {
    let customer = customer(crm);
    let contact = new(crm, "contact.create", json!({ "name": "王芳" }));
    let link = json!({ "contact": contact, "customer": customer });
    done(crm, "contact.link", &link);
    (customer, contact)
}

/// An invoice of an order of its own that is applied for.
pub(crate) fn applied(crm: &Crm) -> Value {
    let (_, order, _) = approved(crm);
    new(crm, "invoice.apply", json!({ "order": order }))
}

/// A customer, its approved order, and the plan of it.
fn approved(crm: &Crm) -> (Value, Value, Value) {
    let customer = customer(crm);
    let order = new(crm, "order.create", order(&customer));
    done(crm, "order.submit", &json!({ "order": order }));
    let approved = done(crm, "order.approve", &json!({ "order": order }));
    (customer, order, approved["plans"][0]["id"].clone())
}

/// Two orders of a customer whose limit is for one of them, asked for at a step: each as the
/// arguments of that step.
fn limited(crm: &Crm, at: &str) -> [Value; 2] {
    for (name, value) in [("credit_check", "block"), ("credit_check_at", at)] {
        done(crm, "setting.set", &json!({ "name": name, "value": value }));
    }
    let customer = json!({ "name": "甲", "credit_limit": "150.00" });
    let customer = new(crm, "customer.create", customer);
    [(); 2].map(|()| {
        let order = json!({ "order": new(crm, "order.create", order(&customer)) });
        if at == "approve" {
            done(crm, "order.submit", &order);
        }
        order
    })
}

/// More than half of the plan.
fn paying(customer: &Value, plan: &Value) -> Value {
    let allocation = json!({ "plan": plan, "amount": "60.00" });
    json!({ "customer": customer, "amount": "60.00", "confirm": true, "allocations": [allocation] })
}

fn below(crm: &Crm, kind: &str, parent: &Value) -> Value {
    new(
        crm,
        &format!("{kind}.create"),
        json!({ "name": "乙", "parent": parent }),
    )
}

/// Each of two goes below what stands below the other one.
fn in_a_circle(crm: &Crm, kind: &str, update: &'static str) -> Meeting {
    let [a, b] = [(); 2].map(|()| below(crm, kind, &Value::Null));
    let [below_a, below_b] = [&a, &b].map(|top| below(crm, kind, top));
    let moved = |what: &Value, to: &Value| (update, json!({ (kind): what, "parent": to }));
    meeting(moved(&a, &below_b), moved(&b, &below_a))
}

fn customers_in_a_circle(crm: &Crm) -> Meeting {
    in_a_circle(crm, "customer", "customer.update")
}

fn departments_in_a_circle(crm: &Crm) -> Meeting {
    in_a_circle(crm, "department", "department.update")
}

/// A chain as long as may be is hung below one more, while something new is hung below its end.
fn customers_too_deep(crm: &Crm) -> Meeting {
    let top = customer(crm);
    let mut last = top.clone();
    for _ in 1..63 {
        last = below(crm, "customer", &last);
    }
    let one_more = customer(crm);
    let up = json!({ "customer": top, "parent": one_more });
    let two = json!({ "name": "丙", "parent": last });
    meeting(("customer.update", up), ("customer.create", two))
}
