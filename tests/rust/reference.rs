//! The reference says nothing that it does not explain, and nothing twice in two ways.

#![cfg(test)]

use std::collections::BTreeSet;

fn reference() -> String {
    let path = crm_tests::root().join("docs/operations.md");
    std::fs::read_to_string(path).unwrap()
}

/// The texts between backticks of a line.
fn quoted(line: &str) -> impl Iterator<Item = &str> {
    line.split('`').skip(1).step_by(2)
}

#[test]
fn every_type_that_is_named_is_described() {
    let text = reference();
    let headings: BTreeSet<&str> = text
        .lines()
        .filter_map(|line| line.strip_prefix("### "))
        .collect();
    let is_type = |word: &str| {
        let mut characters = word.chars();
        characters
            .next()
            .is_some_and(|first| first.is_ascii_uppercase())
            && word.chars().any(|c| c.is_ascii_lowercase())
            && characters.all(|c| c.is_ascii_alphanumeric())
    };
    let unknown: BTreeSet<&str> = text
        .lines()
        .flat_map(quoted)
        .filter(|word| is_type(word) && !headings.contains(word))
        .collect();
    assert!(unknown.is_empty(), "{unknown:?}");
}

#[test]
fn every_link_within_the_reference_leads_somewhere() {
    let text = reference();
    let anchors: BTreeSet<String> = text
        .lines()
        .filter(|line| line.starts_with('#'))
        .map(|line| {
            let kept = line.trim_start_matches('#').trim().to_lowercase();
            let kept = kept.replace(' ', "-");
            kept.chars()
                .filter(|c| c.is_alphanumeric() || ['-', '_'].contains(c))
                .collect()
        })
        .collect();
    let links = text.split("](#").skip(1);
    let broken: BTreeSet<&str> = links
        .filter_map(|rest| rest.split(')').next())
        .filter(|anchor| !anchors.contains(*anchor))
        .collect();
    assert!(broken.is_empty(), "{broken:?}");
}

/// `| Field | Type | | Meaning |`: a bound in the type is not another one than in the meaning.
#[test]
fn a_type_and_its_meaning_name_the_same_bounds() {
    let text = reference();
    let mut compared = 0;
    for line in text.lines().filter(|line| line.starts_with("| `")) {
        let cells: Vec<&str> = line.split(" | ").collect();
        let [field, words, _, meaning] = cells.as_slice() else {
            continue;
        };
        compared += 1;
        assert!(!words.contains("whole number from 0"), "{field}: {meaning}");
        let bounds = words.strip_prefix("whole number, ");
        assert!(
            bounds.is_none_or(|bounds| meaning.contains(bounds)),
            "{line}"
        );
    }
    assert!(compared > 500, "{compared} fields");
}

/// The rules a text names: M and a number, standing alone.
fn rules(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
    words.filter(|word| {
        let number = word.strip_prefix('M').unwrap_or_default();
        (1..=2).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit())
    })
}

#[test]
fn every_money_rule_that_is_named_is_told() {
    let root = crm_tests::root();
    let read = |file: &str| std::fs::read_to_string(root.join(file)).unwrap();
    let page = read("docs/money.md");
    let told: BTreeSet<&str> = page
        .lines()
        .filter_map(|line| line.strip_prefix("| ")?.split(' ').next())
        .collect();
    let mut named = 0;
    for file in crm_tests::tidy::check_all(&root).unwrap().files {
        let endings = ["rs", "md", "py", "h", "c", "cpp", "json", "sql"];
        if !endings.iter().any(|one| file.ends_with(&format!(".{one}"))) {
            continue;
        }
        for rule in rules(&read(&file)) {
            assert!(told.contains(rule), "{file}: {rule}");
            named += 1;
        }
    }
    assert!(named > 200, "{named}");
}

#[test]
fn no_role_is_offered_what_it_cannot_be_given() {
    for file in ["docs/operations.md", "docs/schemas/role.create.json"] {
        let text = std::fs::read_to_string(crm_tests::root().join(file)).unwrap();
        assert!(
            !text.contains("anyone`") && !text.contains("\"anyone\""),
            "{file}"
        );
    }
}
