//! The world the matrix works in, made by the operations themselves: everything that has an owner
//! belongs to Wang Fang of 华北; Li Na sits in 华东, beside her.

use crm_core::org::permission::Permission;
use crm_core::{Error, Session};
use crm_tests::workspace::{Rows, Workspace, call};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

/// The moment of the world: 15 January 2026, ten in the morning in Shanghai.
const NOW: &str = "2026-01-15T02:00:00Z";
/// Two weeks before: what is due then is late.
const BEFORE: &str = "2026-01-01T02:00:00Z";

/// Who acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Who {
    /// The built-in system actor.
    System,
    /// The owner of everything, in 华北.
    Wang,
    /// A colleague of another department, 华东.
    Li,
    /// A user without any role.
    Zhao,
}

impl Who {
    /// The key of the session.
    pub(crate) fn key(self) -> Option<&'static str> {
        match self {
            Self::System => None,
            Self::Wang => Some("wang.fang"),
            Self::Li => Some("li.na"),
            Self::Zhao => Some("zhao.lei"),
        }
    }
}

/// A protection that is broken on purpose, to prove that the checks see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// Permissions are not asked for.
    Grants,
    /// Every scope reaches everything.
    Scopes,
    /// Request keys are forgotten.
    Keys,
    /// Request keys count together with the arguments.
    KeyArguments,
    /// Versions are not compared.
    Versions,
    /// A refused operation leaves something.
    Leftovers,
}

/// A workspace with one record of each kind in each state that some operation needs.
pub(crate) struct World {
    workspace: Workspace,
    ids: BTreeMap<&'static str, Value>,
    fault: Option<Fault>,
}

impl World {
    /// A new one.
    pub(crate) fn new() -> Self {
        Self::broken(None)
    }

    /// A new one with a broken protection.
    pub(crate) fn broken(fault: Option<Fault>) -> Self {
        let mut world = Self {
            workspace: Workspace::open(BEFORE),
            ids: BTreeMap::new(),
            fault: None,
        };
        world.organisation();
        world.catalog();
        world.parties();
        world.late();
        world.workspace.set_now(NOW);
        world.sale();
        world.money();
        world.foreign();
        world.approvals();
        world.fault = fault;
        world
    }

    /// The id of a record of the world.
    pub(crate) fn id(&self, name: &str) -> Value {
        let found = self.ids.get(name);
        found.unwrap_or_else(|| panic!("no {name}")).clone()
    }

    /// Every row there is.
    pub(crate) fn rows(&self) -> Rows {
        self.workspace.rows()
    }

    /// Calls an operation.
    pub(crate) fn call(&self, who: Who, name: &str, arguments: &Value) -> Result<Value, Error> {
        let (who, arguments) = self.weakened(who, name, arguments);
        let answer = call(&mut self.session(who), name, &arguments);
        self.leave_after(&answer);
        answer
    }

    /// The same inside a transaction that goes on and commits.
    pub(crate) fn call_inside(
        &self,
        who: Who,
        name: &str,
        arguments: &Value,
    ) -> Result<Value, Error> {
        let (who, arguments) = self.weakened(who, name, arguments);
        let mut session = self.session(who);
        session.begin().unwrap();
        let answer = call(&mut session, name, &arguments);
        session.commit().unwrap();
        self.leave_after(&answer);
        answer
    }

    /// A session.
    pub(crate) fn session(&self, who: Who) -> Session {
        self.workspace.session(who.key())
    }

    /// The call as it comes through a broken protection.
    fn weakened(&self, who: Who, name: &str, arguments: &Value) -> (Who, Value) {
        let mut arguments = arguments.clone();
        match self.fault {
            Some(Fault::Grants) => return (Who::System, arguments),
            Some(Fault::Keys) => drop(taken(&mut arguments, "request")),
            Some(Fault::KeyArguments) if arguments.get("request").is_some() => {
                let mut hash = DefaultHasher::new();
                format!("{name} {arguments}").hash(&mut hash);
                arguments["request"] = hash.finish().to_string().into();
            }
            Some(Fault::Versions) => drop(taken(&mut arguments, "version")),
            _ => {}
        }
        (who, arguments)
    }

    fn leave_after(&self, answer: &Result<Value, Error>) {
        if answer.is_err() && self.fault == Some(Fault::Leftovers) {
            self.made("price_list.create", json!({ "name": "残留" }));
        }
    }

    /// Gives a user exactly these permissions.
    pub(crate) fn grant(&self, who: Who, grants: &[(Permission, &str)]) {
        let grants: Vec<Value> = grants
            .iter()
            .filter(|(permission, _)| *permission != Permission::Anyone)
            .map(|(permission, scope)| {
                let scope = match self.fault {
                    Some(Fault::Scopes) => "all",
                    _ => scope,
                };
                json!({ "permission": permission, "scope": scope })
            })
            .collect();
        let role = self.id(match who {
            Who::Wang => "role.wang",
            Who::Li => "role.li",
            other => panic!("{other:?} has no role"),
        });
        self.made("role.update", json!({ "role": role, "grants": grants }));
    }

    /// What the system does; it must succeed.
    fn made(&self, name: &str, arguments: Value) -> Value {
        let mut system = self.workspace.session(None);
        call(&mut system, name, &arguments)
            .unwrap_or_else(|error| panic!("{name} {arguments}: {error:?}"))
    }

    fn keep(&mut self, key: &'static str, name: &str, arguments: Value) -> Value {
        let made = self.made(name, arguments);
        self.ids.insert(key, made["id"].clone());
        made
    }

    /// The same, archived afterwards.
    fn keep_archived(&mut self, key: &'static str, folder: &str, arguments: Value) {
        self.keep(key, &format!("{folder}.create"), arguments);
        self.made(
            &format!("{folder}.archive"),
            json!({ (folder): self.id(key) }),
        );
    }

    fn organisation(&mut self) {
        self.keep(
            "north",
            "department.create",
            json!({ "name": "华北销售部" }),
        );
        self.keep("east", "department.create", json!({ "name": "华东销售部" }));
        self.keep("empty", "department.create", json!({ "name": "筹备组" }));
        self.keep_archived("closed", "department", json!({ "name": "华中销售部" }));
        self.keep("role.wang", "role.create", json!({ "name": "华北销售" }));
        self.keep("role.li", "role.create", json!({ "name": "华东销售" }));
        self.keep("role.spare", "role.create", json!({ "name": "实习" }));
        self.keep_archived("role.closed", "role", json!({ "name": "内勤" }));
        let (north, east) = (self.id("north"), self.id("east"));
        let user = |key: &str, name: &str, department: &Value, roles: Value| json!({ "key": key, "name": name, "department": department, "roles": roles });
        let wang = user("wang.fang", "王芳", &north, json!([self.id("role.wang")]));
        let li = user("li.na", "李娜", &east, json!([self.id("role.li")]));
        self.keep("wang", "user.create", wang);
        self.keep("li", "user.create", li);
        self.keep(
            "zhao",
            "user.create",
            user("zhao.lei", "赵磊", &east, json!([])),
        );
        self.keep(
            "spare",
            "user.create",
            user("sun.li", "孙丽", &Value::Null, json!([])),
        );
        let gone = user("zhou.jie", "周杰", &Value::Null, json!([]));
        self.keep_archived("gone", "user", gone);
        let limit = json!({ "role": self.id("role.closed"), "action": "refund",
            "currency": "CNY", "up_to": "1000.00" });
        self.made("limit.set", limit);
        for (list, used, retired) in [
            ("source", "exhibition", "phone"),
            ("payment_method", "transfer", "cheque"),
            ("contact_role", "user", "buyer"),
        ] {
            let code = |code: &str| json!({ "list": list, "code": code, "label": code });
            self.made("code.create", code(used));
            self.made("code.create", code(retired));
            self.made("code.retire", json!({ "list": list, "code": retired }));
        }
        let covers = json!({ "from": "2026-01-01", "to": "2026-12-31" });
        self.made("calendar.load", json!({ "name": "CN", "covers": covers }));
        let rate = json!({ "from": "USD", "to": "CNY", "valid_on": "2026-01-15", "rate": "7.20",
            "source": "中国人民银行" });
        self.made("rate.set", json!({ "rates": [rate] }));
    }

    fn catalog(&mut self) {
        let product = |code: &str| json!({ "code": code, "name": "伺服电机", "tax_percent": "13" });
        self.keep("product", "product.create", product("SM-400"));
        self.keep_archived("product.closed", "product", product("SM-200"));
        let prices = |name: &str| json!({ "name": name, "currency": "CNY", "general": true });
        self.keep("prices", "price_list.create", prices("标准价"));
        self.keep_archived("prices.closed", "price_list", prices("旧价"));
        let (product, list) = (self.id("product"), self.id("prices"));
        let price = json!({ "price_list": list, "product": product, "unit_price": "100" });
        self.made("price.set", price);
        let terms = json!({ "name": "货到付款", "lines": [{ "balance": true }] });
        self.keep("terms", "terms.create", terms);
        let pipeline = |name: &str| {
            let stage = |name: &str, p: &str| json!({ "name": name, "probability": p });
            json!({ "name": name, "stages": [stage("接洽", "10"), stage("方案", "50"), stage("谈判", "80")] })
        };
        self.keep("pipeline", "pipeline.create", pipeline("标准销售"));
        self.keep_archived("pipeline.closed", "pipeline", pipeline("旧流程"));
    }

    fn parties(&mut self) {
        let wang = self.id("wang");
        let named = |name: &str| json!({ "name": name, "owner": wang });
        self.keep("customer", "customer.create", named("北京华信科技有限公司"));
        self.keep_archived("customer.closed", "customer", named("天津旧厂"));
        let customer = self.id("customer");
        let linked = json!({ "name": "陈明", "owner": wang, "customer": customer });
        self.keep("contact", "contact.create", linked);
        self.keep("contact.free", "contact.create", named("林静"));
        self.keep_archived("contact.closed", "contact", named("何伟"));
    }

    fn sale(&mut self) {
        let (wang, customer) = (self.id("wang"), self.id("customer"));
        let pipeline = self.id("pipeline");
        let deal = json!({ "name": "产线改造", "customer": customer, "owner": wang,
            "pipeline": pipeline, "expected_close": "2026-03-31" });
        self.keep("opportunity", "opportunity.create", deal.clone());
        self.keep("opportunity.won", "opportunity.create", deal);
        let won = json!({ "opportunity": self.id("opportunity.won") });
        self.made("opportunity.win", won);
        let contract = json!({ "name": "年度采购", "customer": customer, "owner": wang,
            "party_a": "北京华信科技有限公司", "party_b": "苏州精工自动化有限公司",
            "amount": "360000", "expected_margin": "54000" });
        self.keep("contract", "contract.create", contract);
        for (key, steps) in [
            ("quote.draft", &[][..]),
            ("quote.sent", &["quote.send"]),
            ("quote.accepted", &["quote.send", "quote.accept"]),
        ] {
            self.keep(key, "quote.create", self.sold());
            for step in steps {
                self.made(step, json!({ "quote": self.id(key) }));
            }
        }
        for (key, steps) in [
            ("order.draft", &[][..]),
            ("order.submitted", &["order.submit"]),
            ("order.approved", &["order.submit", "order.approve"]),
            (
                "order.completed",
                &["order.submit", "order.approve", "order.complete"],
            ),
        ] {
            self.keep(key, "order.create", self.sold());
            for step in steps {
                self.made(step, json!({ "order": self.id(key) }));
            }
        }
    }

    /// What a quote or an order says: two motors at 100.00 and 13 % tax, 226.00 in all.
    pub(crate) fn sold(&self) -> Value {
        let line = json!({ "description": "伺服电机", "quantity": "2", "unit_price": "100.00",
            "tax_percent": "13" });
        json!({ "customer": self.id("customer"), "owner": self.id("wang"), "lines": [line] })
    }

    /// Orders in other currencies: one that was paid in part, and one that no rate gave a value when it was
    /// approved.
    fn foreign(&mut self) {
        for (key, currency) in [("order.valued", "USD"), ("order.unvalued", "KWD")] {
            let mut order = self.sold();
            order["currency"] = currency.into();
            self.keep(key, "order.create", order);
            for step in ["order.submit", "order.approve"] {
                self.made(step, json!({ "order": self.id(key) }));
            }
        }
        let rate = json!({ "from": "KWD", "to": "CNY", "valid_on": "2026-01-15", "rate": "23.41",
            "source": "中国人民银行" });
        self.made("rate.set", json!({ "rates": [rate] }));
        let receipt = json!({ "customer": self.id("customer"), "owner": self.id("wang"),
            "currency": "USD", "amount": "100.00", "order": self.id("order.valued"),
            "confirm": true });
        self.made("receipt.record", receipt);
    }

    fn money(&mut self) {
        let (customer, owner) = (self.id("customer"), self.id("wang"));
        let receipt = |allocations: Value, confirm: bool| {
            json!({ "customer": customer, "owner": owner, "amount": "50.00",
                "allocations": allocations, "confirm": confirm })
        };
        let (recorded, confirmed) = (receipt(json!([]), false), receipt(json!([]), true));
        self.keep("receipt.recorded", "receipt.record", recorded.clone());
        self.keep("receipt.confirmed", "receipt.record", confirmed);
        self.keep("receipt.reversed", "receipt.record", recorded);
        let bounced = json!({ "receipt": self.id("receipt.reversed"), "reason": "退票" });
        self.made("receipt.reverse", bounced);
        self.keep(
            "receipt.submitted",
            "receipt.record",
            receipt(json!([]), false),
        );
        let submitted = json!({ "receipt": self.id("receipt.submitted") });
        self.made("receipt.submit", submitted);
        let order = json!({ "order": self.id("order.approved") });
        let plan = self.made("order.get", order)["plans"][0]["id"].clone();
        self.ids.insert("plan", plan);
        let order = json!({ "order": self.id("order.completed") });
        let other = self.made("order.get", order)["plans"][0]["id"].clone();
        let paid = receipt(json!([{ "plan": other, "amount": "50.00" }]), true);
        self.keep("receipt.paid", "receipt.record", paid);
        self.fulfilled();
        self.invoiced();
        self.dunned();
    }

    /// What an order goes through after its approval.
    fn fulfilled(&mut self) {
        let lines = json!([{ "balance": true, "gates": ["shipping"] }]);
        let terms = json!({ "name": "先款后货", "lines": lines });
        let mut gated = self.sold();
        gated["terms"] = self.made("terms.create", terms)["id"].clone();
        let gated = self.made("order.create", gated)["id"].clone();
        self.made("order.submit", json!({ "order": gated }));
        let gated = self.made("order.approve", json!({ "order": gated }));
        self.ids.insert("gated", gated["plans"][0]["id"].clone());
        let terms =
            json!({ "name": "验收后", "lines": [{ "balance": true, "starts": "acceptance" }] });
        let mut waiting = self.sold();
        waiting["terms"] = self.made("terms.create", terms)["id"].clone();
        self.keep("order.amended", "order.create", waiting);
        let amended = self.id("order.amended");
        self.made("order.submit", json!({ "order": amended }));
        let approved = self.made("order.approve", json!({ "order": amended }));
        self.ids
            .insert("waiting", approved["plans"][0]["id"].clone());
        let change = json!({ "order": amended, "reason": "降价",
            "change": { "discount_percent": "2" } });
        let change = self.made("amendment.apply", change);
        self.ids
            .insert("amendment", change["amendment"]["id"].clone());
        let completed = json!({ "order": self.id("order.completed") });
        let delivered = self.made("delivery.record", completed);
        self.ids
            .insert("delivery", delivered["delivery"]["id"].clone());
        let code = json!({ "list": "write_off_reason", "code": "small", "label": "Small" });
        self.made("code.create", code);
        let small = json!({ "plan": self.id("gated"), "reason": "small", "amount": "0.01" });
        let written = self.made("collection.write_off", small)["details"][0]["id"].clone();
        self.ids.insert("written_off", written);
        let back = json!({ "order": self.id("order.completed"), "amount": "10.00",
            "allocations": [], "reason": "退货" });
        self.keep("credit_note", "credit_note.issue", back);
        let paid = json!({ "customer": self.id("customer"), "owner": self.id("wang"),
            "amount": "30.00", "confirm": true, "allocations": [] });
        let paid = self.made("receipt.record", paid)["id"].clone();
        let refund = json!({ "receipt": paid, "amount": "20.00", "reason": "多付" });
        self.keep("refund", "refund.record", refund);
        let accepted = json!({ "order": self.id("order.completed"), "event": "acceptance" });
        let accepted = self.made("order.record_event", accepted);
        self.ids.insert("event", accepted["event"]["id"].clone());
    }

    /// An application, and an invoice that is issued.
    fn invoiced(&mut self) {
        let order = self.id("order.completed");
        let invoice = json!({ "order": order, "gross": "11.30", "medium": "paper" });
        self.keep("invoice.applied", "invoice.apply", invoice.clone());
        self.keep("invoice.issued", "invoice.apply", invoice);
        let issued = json!({ "invoice": self.id("invoice.issued"), "official_number": "20000000" });
        self.made("invoice.issue", issued);
    }

    /// Two orders that will be paid late.
    fn late(&mut self) {
        for key in ["late", "later"] {
            let order = self.made("order.create", self.sold())["id"].clone();
            self.made("order.submit", json!({ "order": order }));
            let approved = self.made("order.approve", json!({ "order": order }));
            self.ids.insert(key, approved["plans"][0]["id"].clone());
        }
    }

    /// A letter about one of them, which is disputed.
    fn dunned(&mut self) {
        let policy = json!({ "levels": [{ "days_late": 5, "title": "付款提醒",
            "fees": [{ "currency": "CNY", "amount": "10" }] }] });
        let procedure = |name: &str| json!({ "name": name, "policy": policy });
        self.keep("procedure", "procedure.create", procedure("标准催款"));
        self.keep_archived("procedure.closed", "procedure", procedure("旧流程"));
        let setting = json!({ "name": "dunning_procedure", "value": self.id("procedure") });
        self.made("setting.set", setting);
        let letter = json!({ "customer": self.id("customer"), "plans": [self.id("late")] });
        let letter = self.made("dunning.issue", letter);
        let claim = letter["lines"][0]["fee_claim"].clone();
        self.ids.insert("claim", claim);
        self.ids.insert("letter", letter["id"].clone());
        let said =
            json!({ "plan": self.id("late"), "until": "2026-03-01", "reason": "货物有瑕疵" });
        let said = self.made("dunning.dispute", said);
        self.ids.insert("dispute", said["suspension"]["id"].clone());
    }

    /// One request of the system's, which Wang Fang may decide on, and one of hers.
    fn approvals(&mut self) {
        let request = json!({ "operation": "receipt.confirm",
            "arguments": { "receipt": self.id("receipt.recorded") } });
        let by_system = self.made("approval.request", request.clone());
        let grants = [Permission::ApprovalWrite, Permission::CollectionRead];
        self.grant(Who::Wang, &grants.map(|permission| (permission, "own")));
        let by_wang = call(&mut self.session(Who::Wang), "approval.request", &request);
        self.grant(Who::Wang, &[]);
        for (key, made) in [("approval", by_system), ("approval.wang", by_wang.unwrap())] {
            self.ids.insert(key, made["approval"]["id"].clone());
        }
    }
}

fn taken(arguments: &mut Value, field: &str) -> Option<Value> {
    arguments.as_object_mut()?.remove(field)
}
