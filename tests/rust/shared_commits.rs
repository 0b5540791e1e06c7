//! Writers that wait at the same time share one wait for the disk. The waits are counted where they
//! happen, in a process of its own with the system's `fdatasync` replaced by one that counts.

#![cfg(test)]

use crm_core::Crm;
use crm_tests::folder::Folder;
use serde_json::{Value, json};
use std::process::Command;

const FILE: &str = "CRM_SHARED_FILE";
const THREADS: &str = "CRM_SHARED_THREADS";
/// Operations of each thread: enough that opening and closing the file do not count.
const OPERATIONS: usize = 400;

/// Waits for the disk per operation when so many threads write.
fn syncs_per_operation(folder: &Folder, threads: usize) -> (u64, u64) {
    let shim = folder.path().join("count_syncs.so");
    let source = crm_tests::root().join("tests/c/count_syncs.c");
    let built = Command::new(std::env::var("CC").unwrap_or_else(|_| "cc".into()))
        .args(["-shared", "-fPIC", "-O1", "-o"])
        .arg(&shim)
        .arg(source)
        .arg("-ldl")
        .status();
    assert!(built.unwrap().success(), "the C compiler builds the shim");
    let (file, count) = (
        format!("{threads}.db"),
        folder.path().join(format!("{threads}.syncs")),
    );
    let child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "one_office", "--include-ignored", "--nocapture"])
        .env(FILE, folder.path().join(&file))
        .env(THREADS, threads.to_string())
        .env("CRM_SYNCS", &count)
        .env("LD_PRELOAD", &shim)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&child.stdout);
    assert!(child.status.success(), "{said}");
    let syncs: u64 = std::fs::read_to_string(&count)
        .unwrap()
        .trim()
        .parse()
        .unwrap();
    // What was answered is there.
    let crm = Crm::open(folder.path().join(&file)).unwrap();
    let mut after = 0;
    let mut commits = 0;
    loop {
        let args = json!({ "after": after, "limit": 500 });
        let page = crm
            .session()
            .invoke("change.list", &args.to_string())
            .unwrap();
        let page: Value = serde_json::from_str(&page).unwrap();
        commits += page["items"].as_array().unwrap().len();
        if page["next"] == after {
            break;
        }
        after = page["next"].as_i64().unwrap();
    }
    assert_eq!(commits, threads * OPERATIONS, "{said}");
    (syncs, u64::try_from(threads * OPERATIONS).unwrap())
}

#[test]
fn eight_writers_wait_for_the_disk_once_for_several() {
    let folder = Folder::new("shared");
    let (alone, operations) = syncs_per_operation(&folder, 1);
    println!("1 thread: {alone} waits for the disk, {operations} operations");
    // It bites: a writer alone waits for each of its operations.
    assert!(
        alone >= operations,
        "{alone} waits for {operations} operations are too few"
    );
    let (shared, operations) = syncs_per_operation(&folder, 8);
    println!("8 threads: {shared} waits for the disk, {operations} operations");
    assert!(
        shared * 4 <= operations,
        "{shared} waits for {operations} operations: at most a quarter is allowed"
    );
}

/// Every other call of each thread is refused, so that refusals stand in groups too.
#[test]
#[ignore = "a part of eight_writers_wait_for_the_disk_once_for_several, run by it"]
fn one_office() {
    let Some(path) = std::env::var_os(FILE) else {
        return;
    };
    let threads: usize = std::env::var(THREADS).unwrap().parse().unwrap();
    let crm = Crm::open(std::path::PathBuf::from(path)).unwrap();
    std::thread::scope(|scope| {
        for thread in 0..threads {
            let crm = crm.clone();
            scope.spawn(move || {
                let mut session = crm.session();
                for number in 0..OPERATIONS {
                    let key = format!("{thread}-{number}");
                    let args = json!({ "name": "北京华信科技有限公司", "external_ref": key });
                    session
                        .invoke("customer.create", &args.to_string())
                        .unwrap();
                    if number % 8 == 0 {
                        let again = session.invoke("customer.create", &args.to_string());
                        assert_eq!(again.unwrap_err().kind(), "taken");
                    }
                }
            });
        }
    });
}
