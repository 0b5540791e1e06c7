//! What is generated from the table of operations is what the checkout holds. With `CRM_BLESS=1`,
//! which `cargo xtask generate` sets, the files are written instead of compared.

#![cfg(test)]

use crm_tests::generate::{self, OWNED};
use std::collections::BTreeSet;
use std::path::PathBuf;

#[test]
fn generated_files_are_fresh() {
    let bless = std::env::var_os("CRM_BLESS").is_some_and(|value| value == "1");
    let root = crm_tests::root();
    let files = generate::all().unwrap_or_else(|error| panic!("{error}"));
    assert!(files.len() > 4, "nothing was generated");
    let mut stale = Vec::new();
    for (path, text) in &files {
        let file = root.join(path);
        if std::fs::read_to_string(&file).is_ok_and(|found| found == *text) {
            continue;
        }
        stale.push(path.display().to_string());
        if bless {
            std::fs::create_dir_all(file.parent().unwrap()).unwrap();
            std::fs::write(&file, text).unwrap();
        }
    }
    let expected: BTreeSet<PathBuf> = files.iter().map(|(path, _)| path.clone()).collect();
    for folder in OWNED {
        for entry in std::fs::read_dir(root.join(folder)).into_iter().flatten() {
            let path = PathBuf::from(folder).join(entry.unwrap().file_name());
            if !expected.contains(&path) {
                stale.push(format!("{} (no longer generated)", path.display()));
                if bless {
                    std::fs::remove_file(root.join(&path)).unwrap();
                }
            }
        }
    }
    if bless {
        println!(
            "written: {}",
            if stale.is_empty() {
                "nothing".into()
            } else {
                stale.join(", ")
            }
        );
        return;
    }
    assert!(
        stale.is_empty(),
        "run `cargo xtask generate`; stale: {}",
        stale.join(", ")
    );
}
