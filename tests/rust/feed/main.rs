//! The change feed beside many writers: every committed change is read exactly once, in one order,
//! by readers that wait for it in the same process, through another opening of the workspace and in
//! another process; and the beginning of the feed is archived under their eyes.
//!
//! `CRM_SOAK_CHANGES` says how many changes are made.

#![cfg(test)]

mod archive;
mod reader;
mod wait;
mod writers;

use crm_core::Crm;
use crm_tests::folder::Folder;
use crm_tests::postgres_workspace::PostgresWorkspace;
use reader::Reader;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::time::Instant;

const WRITERS: usize = 16;

/// A new workspace, gone with what is answered beside its path or URL.
fn on_sqlite() -> (Folder, String) {
    let folder = Folder::new("feed");
    let path = folder.path().join("feed.db").to_str().unwrap().to_owned();
    (folder, path)
}

/// See [`on_sqlite`].
fn on_postgres() -> (PostgresWorkspace, String) {
    let workspace = PostgresWorkspace::create();
    let url = format!("{}&connections={WRITERS}", workspace.url());
    (workspace, url)
}

fn changes() -> i64 {
    let set = std::env::var("CRM_SOAK_CHANGES").ok();
    set.map_or(20_000, |text| text.parse().unwrap())
}

/// Lets writers make so many changes; answers how many each record has.
fn write(crm: &Crm, customers: &[i64], changes: i64) -> BTreeMap<i64, u64> {
    let left = &AtomicI64::new(changes);
    std::thread::scope(|scope| {
        let writers: Vec<_> = (0..WRITERS)
            .map(|writer| scope.spawn(move || writers::work(crm, customers, writer, left)))
            .collect();
        let mut all = BTreeMap::new();
        for writer in writers {
            for (customer, made) in writer.join().unwrap() {
                *all.entry(customer).or_default() += made;
            }
        }
        all
    })
}

/// Sixteen writers and two readers, one of them through an opening of its own.
fn tail(path: &str) {
    let (crm, other) = (Crm::open(path).unwrap(), Crm::open(path).unwrap());
    let customers = writers::customers(&crm, WRITERS);
    let (done, at) = (AtomicBool::new(false), AtomicI64::new(0));
    let started = Instant::now();
    let (made, near, far) = std::thread::scope(|scope| {
        let near = scope.spawn(|| Reader::new().tail(&mut crm.session(), &done, &at));
        let far = scope.spawn(|| Reader::new().tail(&mut other.session(), &done, &at));
        let made = catch_unwind(AssertUnwindSafe(|| write(&crm, &customers, changes())));
        done.store(true, Ordering::SeqCst);
        (made.unwrap(), near.join().unwrap(), far.join().unwrap())
    });
    let seconds = started.elapsed().as_secs_f32();
    let all: u64 = made.values().sum();
    for (reader, name) in [(&near, "the same opening"), (&far, "another opening")] {
        println!(
            "through {name}: {} changes in {} commits, on {} pages, {} of them empty, {seconds:.1} s",
            reader.changes, reader.position, reader.pages, reader.empty
        );
    }
    // Each customer was created, and then changed as often as writers were told.
    let versions = customers
        .iter()
        .map(|id| (*id, 1 + made.get(id).copied().unwrap_or(0)));
    let versions: BTreeMap<i64, u64> = versions.collect();
    for reader in [&near, &far, &Reader::new().read(&mut crm.session())] {
        assert_eq!(reader.changes, all + customers.len() as u64);
        let read = reader
            .versions
            .iter()
            .map(|(id, version)| (*id, *version as u64));
        assert_eq!(read.collect::<BTreeMap<_, _>>(), versions);
        assert_eq!(
            reader.order(),
            near.order(),
            "the order is the same for all"
        );
    }
    assert!(all >= changes() as u64);
}

#[test]
fn on_sqlite_every_change_is_read_once() {
    let (_folder, path) = on_sqlite();
    tail(&path);
}

#[test]
fn on_postgres_every_change_is_read_once() {
    let (_workspace, url) = on_postgres();
    tail(&url);
}
