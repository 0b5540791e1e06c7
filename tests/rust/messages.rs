//! Every message is whole: its details are there, its braces are closed, in both languages.

#![cfg(test)]

use crm_core::base::error::{Language, Refusal};
use crm_core::base::{copying, handles, host_sql, messages};
use crm_core::operations;
use crm_tests::listener::{self, Heard};
use crm_tests::rust_door::RustDoor;
use std::sync::LazyLock;

static HEARD: LazyLock<Heard> =
    LazyLock::new(|| listener::every_scenario(|| RustDoor::open().unwrap()));

/// Every refusal that is declared, and every one a scenario met.
fn all() -> Vec<Refusal> {
    let mut all = messages::ALL.to_vec();
    all.extend(handles::ALL);
    all.extend(host_sql::ALL);
    all.extend(copying::ALL);
    all.extend(operations::ALL.iter().flat_map(|entry| entry.refuses));
    all.extend(HEARD.refusals.iter().map(|met| met.error.refusal()));
    all.sort_by_key(|refusal| (refusal.kind, refusal.en));
    all.dedup();
    all
}

/// The details a template names and the text between them, or what is wrong with it. Read one
/// character at a time, unlike the library does.
fn read(template: &str) -> Result<(Vec<String>, String), String> {
    let (mut names, mut text) = (Vec::new(), String::new());
    let mut characters = template.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '{' | '}' if characters.peek() == Some(&character) => {
                characters.next();
                text.push(character);
            }
            '{' => {
                let name: String = characters.by_ref().take_while(|c| *c != '}').collect();
                let named = |c: char| c.is_ascii_lowercase() || c == '_';
                if name.is_empty() || !name.chars().all(named) {
                    return Err(format!("{{{name}}} is no detail: {template}"));
                }
                names.push(name);
                text.push('\u{1}');
            }
            '}' => return Err(format!("a brace closes nothing: {template}")),
            other => text.push(other),
        }
    }
    Ok((names, text))
}

fn templates(refusal: &Refusal) -> [(Language, &'static str); 2] {
    [
        (Language::English, refusal.en),
        (Language::Chinese, refusal.zh),
    ]
}

#[test]
fn every_message_renders_without_debris() {
    for refusal in all() {
        for (language, template) in templates(&refusal) {
            let (names, text) = read(template).unwrap_or_else(|e| panic!("{}: {e}", refusal.kind));
            let filled = names
                .iter()
                .fold(refusal.error(), |error, name| error.with(name, "\u{1}"));
            assert_eq!(filled.message(language), text, "{}", refusal.kind);
            assert!(!text.contains('?'), "{}: {template}", refusal.kind);
            let braces = refusal.kind.starts_with("number_pattern.");
            assert!(braces || !text.contains(['{', '}']), "{template}");
        }
    }
}

#[test]
fn every_refusal_met_has_the_details_its_messages_name() {
    assert!(HEARD.refusals.len() > 300, "{}", HEARD.refusals.len());
    for met in &HEARD.refusals {
        for (_, template) in templates(&met.error.refusal()) {
            let (names, _) = read(template).unwrap();
            for name in names {
                let detail = met.error.details().get(&name);
                let place = format!("{} in {}: {:?}", met.operation, met.scenario, met.error);
                assert!(detail.is_some_and(|d| !d.is_null()), "no {name}: {place}");
            }
        }
    }
}

#[test]
fn a_number_pattern_is_explained_with_its_tokens() {
    let patterns = HEARD.refusals.iter();
    let error = patterns
        .map(|met| &met.error)
        .find(|error| {
            error.kind() == "number_pattern.malformed" && error.details()["text"] == "SO{week}{seq}"
        })
        .expect("a scenario sets this pattern");
    assert_eq!(
        error.message(Language::English),
        "\"SO{week}{seq}\" is no number pattern: {seq} or {seq:n} once, and {yyyy}, {yy}, {mm}, {dd}"
    );
}
