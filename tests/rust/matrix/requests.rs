//! What a request key stands for: one actor, one operation, one success.

use crate::world::{Who, World};
use crm_core::org::permission::Permission;
use crm_tests::workspace::call;
use serde_json::{Value, json};

/// An order's arguments under a key.
fn keyed(world: &World) -> Value {
    let mut order = world.sold();
    order["request"] = "K-1".into();
    order
}

#[test]
fn the_first_answer_is_given_again_after_the_record_moved_on() {
    let world = World::new();
    let order = world.id("order.draft");
    let submit = json!({ "order": order, "request": "K-1" });
    let first = world.call(Who::System, "order.submit", &submit).unwrap();
    assert_eq!(first["status"], "submitted");
    let approve = json!({ "order": order });
    world.call(Who::System, "order.approve", &approve).unwrap();
    let again = world.call(Who::System, "order.submit", &submit).unwrap();
    assert_eq!(again, first);
    let now = world.call(Who::System, "order.get", &approve).unwrap();
    assert_eq!(now["order"]["status"], "approved");
}

#[test]
fn a_key_belongs_to_one_operation() {
    let world = World::new();
    let order = json!({ "order": world.id("order.submitted"), "request": "K-1" });
    world.call(Who::System, "order.approve", &order).unwrap();
    // The same arguments mean something else to another operation.
    let error = world
        .call(Who::System, "order.complete", &order)
        .unwrap_err();
    assert_eq!(
        (error.kind(), error.field()),
        ("request.differs", Some("request"))
    );
}

#[test]
fn a_key_belongs_to_one_actor() {
    let world = World::new();
    world.grant(
        Who::Wang,
        &[
            (Permission::OrderWrite, "own"),
            (Permission::CustomerRead, "own"),
        ],
    );
    let numbers: Vec<Value> = [Who::System, Who::Wang, Who::System, Who::Wang]
        .into_iter()
        .map(|who| world.call(who, "order.create", &keyed(&world)).unwrap()["number"].clone())
        .collect();
    assert_ne!(numbers[0], numbers[1]);
    assert_eq!(numbers[0..2], numbers[2..4]);
}

#[test]
fn who_lost_the_permission_is_not_given_the_first_answer() {
    let world = World::new();
    world.grant(
        Who::Wang,
        &[
            (Permission::OrderWrite, "own"),
            (Permission::CustomerRead, "own"),
        ],
    );
    world
        .call(Who::Wang, "order.create", &keyed(&world))
        .unwrap();
    world.grant(Who::Wang, &[(Permission::CustomerRead, "own")]);
    let error = world
        .call(Who::Wang, "order.create", &keyed(&world))
        .unwrap_err();
    assert_eq!(error.kind(), "denied");
}

#[test]
fn what_is_rolled_back_leaves_its_key_free() {
    let world = World::new();
    let before = world.rows();
    let mut session = world.session(Who::System);
    session.begin().unwrap();
    let lost = call(&mut session, "order.create", &keyed(&world)).unwrap();
    session.rollback().unwrap();
    assert_eq!(world.rows(), before);
    let kept = call(&mut session, "order.create", &keyed(&world)).unwrap();
    assert_eq!(kept["number"], lost["number"], "the number was not used up");
    assert_ne!(kept["id"], lost["id"], "an id is never given twice");
    let again = call(&mut session, "order.create", &keyed(&world)).unwrap();
    assert_eq!(again, kept);
}
