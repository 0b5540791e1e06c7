//! What scenarios cannot show in few lines: deep trees, long lists, the guard of new documents.

use super::{Archive, Create, Update};
use crate::base::Patch;
use crate::base::id::CustomerId;
use crate::base::limits::{ADDRESSES_MAX, TREE_DEPTH_MAX};
use crate::customer::rules;
use crate::{Crm, Session};
use serde_json::json;

fn create(session: &mut Session, parent: Option<CustomerId>) -> crate::Result<CustomerId> {
    let arguments = json!({ "name": "华信集团", "parent": parent });
    let operation: Create = serde_json::from_value(arguments).expect("arguments");
    session.run(operation).map(|customer| customer.id)
}

fn below(customer: CustomerId, parent: CustomerId) -> Update {
    let arguments = json!({ "customer": customer });
    let mut update: Update = serde_json::from_value(arguments).expect("arguments");
    update.parent = Patch::Set(parent);
    update
}

#[test]
fn customers_stand_above_each_other_to_the_bound_and_never_in_a_circle() {
    let mut session = Crm::open(":memory:").unwrap().session();
    let mut chain = vec![create(&mut session, None).unwrap()];
    while chain.len() < TREE_DEPTH_MAX {
        chain.push(create(&mut session, chain.last().copied()).unwrap());
    }
    let deepest = chain[TREE_DEPTH_MAX - 1];
    let error = create(&mut session, Some(deepest)).unwrap_err();
    assert_eq!(
        (error.kind(), error.field()),
        ("customer.too_deep", Some("parent"))
    );
    let error = session.run(below(chain[0], deepest)).unwrap_err();
    assert_eq!(
        (error.kind(), error.field()),
        ("customer.cycle", Some("parent"))
    );
    let other = create(&mut session, None).unwrap();
    let error = session.run(below(other, deepest)).unwrap_err();
    assert_eq!(error.kind(), "customer.too_deep");
    let moved = session.run(below(deepest, other)).unwrap();
    assert_eq!(moved.parent, Some(other));
}

#[test]
fn addresses_are_bounded() {
    let mut session = Crm::open(":memory:").unwrap().session();
    let mut create = |count: usize| {
        let addresses = vec![json!({ "kind": "office", "city": "北京市" }); count];
        let arguments = json!({ "name": "华信", "addresses": addresses });
        session.invoke("customer.create", &arguments.to_string())
    };
    create(ADDRESSES_MAX).unwrap();
    let error = create(ADDRESSES_MAX + 1).unwrap_err();
    assert_eq!(
        (error.kind(), error.field()),
        ("list.too_long", Some("addresses"))
    );
}

#[test]
fn an_archived_customer_is_refused_for_anything_new() {
    let mut session = Crm::open(":memory:").unwrap().session();
    let customer = create(&mut session, None).unwrap();
    let archived = session
        .run(Archive {
            customer,
            version: None,
        })
        .unwrap();
    let error = rules::active(&archived).unwrap_err();
    assert_eq!(
        (error.kind(), error.field()),
        ("customer.archived", Some("customer"))
    );
    let other = create(&mut session, None).unwrap();
    let read: crate::customer::Customer = session.run(super::Get { customer: other }).unwrap();
    rules::active(&read).unwrap();
}
