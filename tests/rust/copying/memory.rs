//! Memory stays the same however many orders are copied. `CRM_SOAK_ORDERS` says how many.

use super::copied;
use crm_core::engine::Durability;
use crm_core::{Crm, Options};
use crm_tests::folder::Folder;
use crm_tests::postgres_workspace::PostgresWorkspace;
use std::time::Instant;

/// What a copy may take beyond what the process had: pages of both sides, statements, the buffers of
/// the connection and of SQLite.
const MIB_MAX: u64 = 64;

/// A line of this process's status, in KiB.
fn kib(field: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with(field)).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

fn fill(path: &str, orders: u32) {
    let mut options = Options::new(path);
    options.durability = Durability::Normal;
    let mut session = Crm::open_with(options).unwrap().session();
    session
        .invoke("customer.create", r#"{"name":"北京华信科技有限公司"}"#)
        .unwrap();
    let order = r#"{"customer":1,"lines":[{"description":"伺服电机","quantity":"3","unit_price":"19.99","tax_percent":"13"}]}"#;
    for _ in 0..orders / 500 {
        session.begin().unwrap();
        for _ in 0..500 {
            session.invoke("order.create", order).unwrap();
        }
        session.commit().unwrap();
    }
}

#[test]
#[cfg(target_os = "linux")]
fn memory_stays_flat() {
    let orders = std::env::var("CRM_SOAK_ORDERS").map_or(2_000, |text| text.parse().unwrap());
    let folder = Folder::new("copying_memory");
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    fill(&path("from.db"), orders);
    let there = PostgresWorkspace::vacant();
    for (from, to) in [
        (path("from.db"), there.url()),
        (there.url(), path("back.db")),
    ] {
        // The peak begins anew.
        std::fs::write("/proc/self/clear_refs", "5").unwrap();
        let before = kib("VmRSS:");
        let began = Instant::now();
        let answer = copied(&from, &to).unwrap();
        let mib = kib("VmHWM:").saturating_sub(before) / 1024;
        let known = answer
            .tables
            .iter()
            .find(|table| table.table == "crm_order");
        assert_eq!(known.unwrap().rows, u64::from(orders));
        println!(
            "{orders} orders, {} rows in {:.1} s, at most {mib} MiB more",
            answer.rows,
            began.elapsed().as_secs_f64()
        );
        assert!(mib <= MIB_MAX, "{mib} MiB");
    }
}
