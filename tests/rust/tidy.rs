//! The project's own files keep to the project's own rules.

#![cfg(test)]

use crm_tests::tidy;

#[test]
fn every_file_is_tidy() {
    let report = tidy::check_all(&crm_tests::root()).unwrap();
    for known in [
        "Cargo.toml",
        "crm-core/src/lib.rs",
        "tests/src/tidy/mod.rs",
        ".ci/run",
    ] {
        assert!(
            report.files.iter().any(|file| file == known),
            "{known} was not read"
        );
    }
    let findings: Vec<String> = report.findings.iter().map(ToString::to_string).collect();
    assert!(findings.is_empty(), "\n{}\n", findings.join("\n"));
}
