//! Carries steps out, and holds after each call what must hold of every call.

use crate::books::Books;
use crate::feed::Feed;
use crate::step::{Step, Who};
use crm_core::base::messages;
use crm_core::operations;
use crm_core::org::permission::Permission;
use crm_core::{Code, Error};
use crm_tests::pair::Call;
use crm_tests::workspace::{Rows, Workspace, call, difference};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// What does not hold, in words.
pub(crate) type Held<T = ()> = Result<T, String>;

/// The salesperson's key.
const SELLER: &str = "zhang.wei";

/// What a play did to its workspace.
pub(crate) enum Told {
    /// Days went by.
    Passed(i64),
    /// Somebody asked for an operation.
    Asked(Option<&'static str>, Call),
}

/// When every play begins.
pub(crate) const BEGINNING: &str = "2026-01-15T02:00:00Z";

/// A workspace in play.
pub(crate) struct Play {
    pub(crate) workspace: Workspace,
    pub(crate) customers: Vec<Value>,
    pub(crate) feed: Feed,
    pub(crate) terms: Vec<Value>,
    pub(crate) orders: Vec<Value>,
    /// Quotes with the ids and quantities of their lines.
    pub(crate) quotes: Vec<(Value, Vec<(Value, i64)>)>,
    pub(crate) receipts: Vec<Value>,
    pub(crate) plans: Vec<Value>,
    pub(crate) deliveries: Vec<Value>,
    pub(crate) events: Vec<Value>,
    pub(crate) notes: Vec<Value>,
    pub(crate) refunds: Vec<Value>,
    pub(crate) invoices: Vec<Value>,
    pub(crate) letters: Vec<Value>,
    /// The plans by which letters collect their fees and interest; they are among the plans too.
    pub(crate) claims: Vec<Value>,
    /// Disputes and promises.
    pub(crate) said: Vec<Value>,
    rows: Rows,
    calls: usize,
    /// Everything that was asked, to be asked again elsewhere.
    pub(crate) tape: Vec<Told>,
    /// How often each operation was done, and each refusal met.
    pub(crate) met: BTreeMap<String, usize>,
}

impl Play {
    /// Three customers (the first one the salesperson's, whose fees and interest are paid first, the
    /// third one without a strategy for its receipts) and seven term templates.
    pub(crate) fn new() -> Self {
        let workspace = Workspace::open(BEGINNING);
        let mut play = Self {
            rows: workspace.rows(),
            workspace,
            customers: Vec::new(),
            feed: Feed::default(),
            terms: vec![Value::Null],
            orders: Vec::new(),
            quotes: Vec::new(),
            receipts: Vec::new(),
            plans: Vec::new(),
            deliveries: Vec::new(),
            events: Vec::new(),
            notes: Vec::new(),
            refunds: Vec::new(),
            invoices: Vec::new(),
            letters: Vec::new(),
            claims: Vec::new(),
            said: Vec::new(),
            calls: 0,
            tape: Vec::new(),
            met: BTreeMap::new(),
        };
        let own = |permission: &&Permission| **permission != Permission::Anyone;
        let grants: Vec<Value> = Permission::ALL
            .iter()
            .filter(own)
            .filter(|permission| **permission != Permission::OrderApprove)
            .map(|permission| json!({ "permission": permission, "scope": "own" }))
            .collect();
        let small = json!({ "list": "write_off_reason", "code": "small", "label": "Small" });
        play.made("code.create", small);
        let dunned = json!({ "name": "标准催款", "policy": crate::late::policy() });
        let dunned = play.made("procedure.create", dunned);
        let dunned = json!({ "name": "dunning_procedure", "value": dunned });
        play.must("setting.set", &dunned);
        let role = play.made("role.create", json!({ "name": "销售", "grants": grants }));
        let seller = json!({ "key": SELLER, "name": "张伟", "roles": [role] });
        let seller = play.made("user.create", seller);
        for customer in [
            json!({ "name": "北京华信科技有限公司", "owner": seller, "allocation": "penalty_first" }),
            json!({ "name": "上海申能机电有限公司" }),
            json!({ "name": "苏州力景自动化设备有限公司", "allocation": "manual" }),
        ] {
            let customer = play.made("customer.create", customer);
            play.customers.push(customer);
        }
        for (name, rounding, lines) in terms() {
            let terms = json!({ "name": name, "rounding": rounding, "lines": lines });
            let terms = play.made("terms.create", terms);
            play.terms.push(terms);
        }
        play.publish();
        play
    }

    /// Days go by.
    pub(crate) fn pass(&mut self, days: i64) {
        self.tape.push(Told::Passed(days));
        self.workspace.pass(days);
        self.publish();
    }

    /// What must succeed, done by the system.
    pub(crate) fn must(&mut self, name: &str, arguments: &Value) -> Value {
        let made = self.act(Who::System, false, name, arguments);
        let made = made.unwrap_or_else(|words| panic!("{name}: {words}"));
        made.unwrap_or_else(|| panic!("{name} {arguments} was refused"))
    }

    /// The id of what the system creates.
    fn made(&mut self, name: &str, arguments: Value) -> Value {
        self.must(name, &arguments)["id"].clone()
    }

    /// What the system reads.
    pub(crate) fn read(&self, name: &str, arguments: &Value) -> Value {
        let mut system = self.workspace.session(None);
        call(&mut system, name, arguments).unwrap_or_else(|error| panic!("{name}: {error:?}"))
    }

    /// Every item of a list.
    pub(crate) fn all(&self, name: &str, filter: &Value) -> Vec<Value> {
        let mut arguments = filter.clone();
        let mut items = Vec::new();
        loop {
            let page = self.read(name, &arguments);
            items.extend(page["items"].as_array().into_iter().flatten().cloned());
            if page["next"].is_null() {
                return items;
            }
            arguments["after"] = page["next"].clone();
        }
    }

    /// One call: it is done once, even when it is made twice, or it is refused as it declares and
    /// leaves nothing. Answers nothing when it was refused.
    pub(crate) fn act(
        &mut self,
        who: Who,
        twice: bool,
        name: &str,
        arguments: &Value,
    ) -> Held<Option<Value>> {
        let key = match who {
            Who::System => None,
            Who::Seller => Some(SELLER),
        };
        let mut session = self.workspace.session(key);
        let mut arguments = arguments.clone();
        self.calls += 1;
        if twice {
            arguments["request"] = format!("S-{}", self.calls).into();
        }
        let asked = Call::Operation(name.to_owned(), arguments.to_string());
        self.tape.push(Told::Asked(key, asked));
        let place = |words: String| format!("{name} {arguments} by {who:?}: {words}");
        let answer = match call(&mut session, name, &arguments) {
            Ok(answer) => answer,
            Err(error) => {
                declared(name, &error).map_err(place)?;
                unchanged(&self.rows, &self.workspace.rows()).map_err(place)?;
                *self.met.entry(error.kind().to_owned()).or_default() += 1;
                return Ok(None);
            }
        };
        self.rows = self.workspace.rows();
        if twice {
            let asked = Call::Operation(name.to_owned(), arguments.to_string());
            self.tape.push(Told::Asked(key, asked));
            let again = call(&mut session, name, &arguments);
            if again.as_ref().ok() != Some(&answer) {
                return Err(place(format!("first {answer}, then {again:?}")));
            }
            unchanged(&self.rows, &self.workspace.rows()).map_err(place)?;
        }
        self.committed(name).map_err(place)?;
        *self.met.entry(name.to_owned()).or_default() += 1;
        Ok(Some(answer))
    }

    /// One call is one commit, and its changes follow on those before.
    fn committed(&mut self, name: &str) -> Held {
        let page = self.read("change.list", &json!({ "after": self.feed.position() }));
        let commits = page["items"].as_array().map_or(&[][..], Vec::as_slice);
        let [commit] = commits else {
            return Err(format!("{} commits for one call", commits.len()));
        };
        if commit["operation"] != name {
            return Err(format!("the commit is of {}", commit["operation"]));
        }
        self.feed.follow(commit)
    }

    /// Takes one step and holds what must hold after it.
    pub(crate) fn step(&mut self, step: &Step) -> Held {
        self.take(step)?;
        let verified = self.read("admin.verify", &json!({}));
        if verified["clean"] != true {
            return Err(format!("not clean after {step:?}: {verified}"));
        }
        Books::read(self)
            .check(self)
            .map_err(|words| format!("after {step:?}: {words}"))
    }
}

/// The term templates of a play: name, rounding and lines.
fn terms() -> Vec<(&'static str, &'static str, Value)> {
    vec![
        (
            "三分",
            "cumulative",
            json!([{ "percent": "33.34" }, { "percent": "33.33", "due": "30d" }, { "percent": "33.33", "due": "eom, 30d" }]),
        ),
        (
            "预付加余款",
            "cumulative",
            json!([{ "fixed": "500", "due": "7d" }, { "percent_of_remainder": "25", "due": "14d" }, { "balance": true, "parts": 3, "due": "1m", "every": "1m" }]),
        ),
        (
            "末行归集",
            "last_line",
            json!([{ "percent": "14.29" }, { "percent": "28.57", "due": "10d" }, { "percent": "57.14", "due": "10d" }]),
        ),
        (
            "倒序",
            "cumulative",
            json!([{ "percent": "50", "due": "90d" }, { "percent": "50" }]),
        ),
        (
            "交付与质保",
            "cumulative",
            json!([{ "percent_after_fixed": "20", "gates": ["shipping"] }, { "percent_after_fixed": "50", "starts": "delivery", "due": "30d", "early_payment": { "steps": [{ "percent": "2", "within": "10d" }], "tax": "mixed", "parts": "pro_rata" } }, { "percent_after_fixed": "30", "starts": "full_delivery" }, { "percent_of_untaxed": "5", "retention": true, "starts": "acceptance", "due": "12m" }]),
        ),
        (
            "票到付款",
            "cumulative",
            json!([{ "percent": "40", "starts": "invoice", "due": "30d" }, { "percent": "60", "starts": "invoice", "due": "60d" }]),
        ),
        (
            "早付折扣",
            "cumulative",
            json!([{ "tax": true, "starts": "signing" }, { "percent": "40", "early_payment": { "steps": [{ "percent": "3", "within": "7d" }, { "percent": "1", "within": "21d" }] }, "due": "30d" }, { "balance": true, "starts": "milestone", "milestone": "上线", "round_to": null, "parts": 2, "every": "1m", "early_payment": { "steps": [{ "percent": "2", "within": "10d" }], "tax": "mixed" } }]),
        ),
    ]
}

/// A refusal is one the operation declares, or a general one that is not the library's fault.
fn declared(name: &str, error: &Error) -> Held {
    let entry = operations::find(name).ok_or("no operation")?;
    let among = |refusals: &[crm_core::base::error::Refusal]| {
        refusals.iter().any(|refusal| refusal.kind == error.kind())
    };
    let known = match error.code() {
        Code::Refused => among(entry.refuses),
        Code::InvalidInput | Code::NotFound | Code::Denied | Code::Conflict => among(messages::ALL),
        _ => false,
    };
    if known {
        Ok(())
    } else {
        Err(format!("answered {error:?}"))
    }
}

fn unchanged(before: &Rows, after: &Rows) -> Held {
    difference(before, after).map_or(Ok(()), |words| {
        Err(format!("something was written: {words}"))
    })
}
