//! Lines that products lend something, run as an operation of the tests' own.

use super::resolve;
use crate::base::error::{Refusal, Result};
use crate::base::id::PriceListId;
use crate::base::{Currency, Date};
use crate::catalog::rules::{NO_PRICE, PRODUCT_ARCHIVED, TAX_BASIS};
use crate::engine::{Context, Kind, Operation};
use crate::org::permission::Permission;
use crate::pricing::line::LineArgs;
use crate::{Crm, Error, Session};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// Answers each line as `name | unit | price | tax %`.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Resolve {
    lines: Vec<LineArgs>,
    prices_include_tax: bool,
    price_list: Option<PriceListId>,
}

impl Operation for Resolve {
    const NAME: &'static str = "test.resolve";
    const KIND: Kind = Kind::Read;
    const NEEDS: Permission = Permission::Anyone;
    const REFUSES: &'static [Refusal] = &[PRODUCT_ARCHIVED, NO_PRICE, TAX_BASIS];
    type Output = Vec<String>;

    fn run(&self, cx: &mut Context<'_>) -> Result<Vec<String>> {
        let date = Date::parse("2026-03-15")?;
        let (with_tax, list) = (self.prices_include_tax, self.price_list);
        let lines = resolve(cx, &self.lines, Currency::CNY, with_tax, list, date)?;
        let shown = lines.into_iter().map(|line| {
            let unit = line.unit.map_or_else(String::new, |unit| unit.to_string());
            format!(
                "{} | {unit} | {} | {}",
                line.description, line.input.unit_price, line.input.tax_percent
            )
        });
        Ok(shown.collect())
    }
}

/// A motor with 13 % tax on the general list (100, from 10 on 95; without tax) and for 90 on a
/// special one, and a service with 6 % on a list with tax only.
struct Shop {
    session: Session,
    motor: Value,
    service: Value,
    special: Value,
}

fn call(session: &mut Session, name: &str, arguments: &Value) -> Value {
    let answer = session.invoke(name, &arguments.to_string());
    serde_json::from_str(&answer.expect(name)).expect("a document")
}

fn shop() -> Shop {
    let mut session = Crm::open(":memory:").expect("opens").session();
    let mut create = |name: &str, arguments: Value| {
        let answer = call(&mut session, name, &arguments);
        answer.get("id").cloned().expect("an id")
    };
    let motor = create(
        "product.create",
        json!({ "code": "SM-400", "name": "伺服电机", "unit": "台", "tax_percent": "13" }),
    );
    let service = create(
        "product.create",
        json!({ "code": "FW-01", "name": "安装调试", "unit": "次", "tax_percent": "6" }),
    );
    let general = create("price_list.create", json!({ "name": "2026 年标准价" }));
    let special = create(
        "price_list.create",
        json!({ "name": "华信专享价", "general": false }),
    );
    let with_tax = create(
        "price_list.create",
        json!({ "name": "服务含税价", "prices_include_tax": true }),
    );
    for (list, product, least, price) in [
        (&general, &motor, "1", "100"),
        (&general, &motor, "10", "95"),
        (&special, &motor, "1", "90"),
        (&with_tax, &service, "1", "530"),
    ] {
        create(
            "price.set",
            json!({ "price_list": list, "product": product, "min_quantity": least,
                "unit_price": price }),
        );
    }
    Shop {
        session,
        motor,
        service,
        special,
    }
}

impl Shop {
    fn resolve(
        &mut self,
        lines: Value,
        with_tax: bool,
        list: &Value,
    ) -> Result<Vec<String>, Error> {
        let arguments = json!({ "lines": lines, "prices_include_tax": with_tax,
            "price_list": list });
        let operation: Resolve = serde_json::from_value(arguments).expect("arguments");
        self.session.run(operation)
    }
}

#[test]
fn products_lend_what_a_line_does_not_say() {
    let mut shop = shop();
    let (motor, special) = (shop.motor.clone(), shop.special.clone());
    let lines = json!([
        { "product": motor, "quantity": "3" },
        { "product": motor, "quantity": "10" },
        { "product": motor, "quantity": "10", "description": "伺服电机（带刹车）", "unit": "套",
            "unit_price": "120", "tax_percent": "0" },
        { "description": "运费", "quantity": "1", "unit_price": "50" },
    ]);
    let plain = ["伺服电机（带刹车） | 套 | 120 | 0", "运费 |  | 50 | 0"];
    let found = shop.resolve(lines.clone(), false, &Value::Null).unwrap();
    assert_eq!(
        found[..2],
        ["伺服电机 | 台 | 100 | 13", "伺服电机 | 台 | 95 | 13"]
    );
    assert_eq!(found[2..], plain);
    let found = shop.resolve(lines, false, &special).unwrap();
    assert_eq!(
        found[..2],
        ["伺服电机 | 台 | 90 | 13", "伺服电机 | 台 | 90 | 13"]
    );
    assert_eq!(found[2..], plain);
}

#[test]
fn a_line_that_cannot_be_completed_is_named() {
    let mut shop = shop();
    let (motor, service) = (shop.motor.clone(), shop.service.clone());
    let free = json!({ "description": "运费", "quantity": "1", "unit_price": "50" });
    for (line, with_tax, kind, field) in [
        (
            json!({ "quantity": "1", "unit_price": "1" }),
            false,
            "field.missing",
            "lines[1].description",
        ),
        (
            json!({ "product": 999, "quantity": "1", "unit_price": "1" }),
            false,
            "not_found",
            "lines[1].product",
        ),
        (
            json!({ "product": motor, "quantity": "0.5" }),
            false,
            "price.none",
            "lines[1].product",
        ),
        (
            json!({ "product": motor, "quantity": "1" }),
            true,
            "price.tax_basis",
            "lines[1].product",
        ),
        (
            json!({ "product": service, "quantity": "1" }),
            false,
            "price.tax_basis",
            "lines[1].product",
        ),
    ] {
        let lines = json!([free, line]);
        let error = shop.resolve(lines, with_tax, &Value::Null).unwrap_err();
        assert_eq!((error.kind(), error.field()), (kind, Some(field)), "{line}");
    }
    call(
        &mut shop.session,
        "product.archive",
        &json!({ "product": motor }),
    );
    let line = json!([{ "product": motor, "quantity": "1", "unit_price": "1" }]);
    let error = shop.resolve(line, false, &Value::Null).unwrap_err();
    assert_eq!(
        (error.kind(), error.field()),
        ("product.archived", Some("lines[0].product"))
    );
}
