//! Whether a contact is linked, asked as orders ask it.

use super::*;
use crate::base::error::Refusal;
use crate::engine::{Kind, Operation};
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};

#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct IsLinked {
    contact: ContactId,
    customer: CustomerId,
}

impl Operation for IsLinked {
    const NAME: &'static str = "test.is_linked";
    const KIND: Kind = Kind::Read;
    const NEEDS: Permission = Permission::Anyone;
    const REFUSES: &'static [Refusal] = &[];
    type Output = bool;

    fn run(&self, cx: &mut Context<'_>) -> Result<bool> {
        is_linked(cx, self.contact, self.customer)
    }
}

#[test]
fn a_contact_is_linked_to_its_customers_only() {
    let mut session = crate::Crm::open(":memory:").unwrap().session();
    let mut call = |name: &str, arguments: Json| -> i64 {
        let answer = session.invoke(name, &arguments.to_string()).unwrap();
        let answer: Json = serde_json::from_str(&answer).unwrap();
        answer["id"].as_i64().unwrap()
    };
    let here = call("customer.create", json!({ "name": "北京华信科技有限公司" }));
    let there = call("customer.create", json!({ "name": "上海宏图贸易有限公司" }));
    let contact = call(
        "contact.create",
        json!({ "name": "王芳", "customer": here }),
    );
    for (customer, expected) in [(here, true), (there, false)] {
        let question = IsLinked {
            contact: ContactId::from_raw(contact),
            customer: CustomerId::from_raw(customer),
        };
        assert_eq!(session.run(question).unwrap(), expected);
    }
}
