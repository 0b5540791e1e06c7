//! What the messages of the library must not say.

use crm_core::Error;
use crm_core::base::error::Refusal;

/// Words of the machinery inside, which mean nothing to the reader of a message.
const INSIDE: [&str; 21] = [
    "serde",
    "struct",
    "variant",
    "invalid type",
    "invalid value",
    "invalid length",
    "did not match",
    "untagged",
    "newtype",
    "tuple",
    "i64",
    "i32",
    "u64",
    "u32",
    "u16",
    "u8",
    "Option",
    "::",
    "sequence",
    "a map",
    "floating point `",
];

/// What a message says that it must not.
#[must_use]
pub fn fault(message: &str) -> Option<String> {
    if message.trim().is_empty() {
        return Some("an empty message".to_owned());
    }
    let leaked = INSIDE.iter().find(|word| message.contains(**word));
    leaked.map(|word| format!("the message says {word:?}: {message}"))
}

/// English in what should be Chinese. Names of fields, words and records stay as they are written
/// in documents; three of them in a row are a sentence.
#[must_use]
pub fn foreign(message: &str) -> Option<String> {
    let chinese = message
        .chars()
        .any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    let english =
        |word: &str| word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_alphabetic());
    let words: Vec<bool> = message.split(' ').map(english).collect();
    let sentence = words.windows(3).any(|three| three.iter().all(|word| *word));
    (!chinese || sentence).then(|| format!("not in Chinese: {message}"))
}

/// A detail that a message should show and the error does not have.
#[must_use]
pub fn unfilled(error: &Error) -> Option<String> {
    let Refusal { kind, en, zh, .. } = error.refusal();
    let mut rest = format!("{en} {zh}").replace("{{", "").replace("}}", "");
    while let Some((_, after)) = rest.split_once('{') {
        let (name, tail) = after.split_once('}')?;
        if !error.details().contains_key(name) {
            return Some(format!("{kind} lacks its detail {name}"));
        }
        rest = tail.to_owned();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_must_not_be_said_is_seen() {
        assert_eq!(fault("this must be a JSON integer, not string"), None);
        assert!(fault("invalid type: map, expected i64").is_some());
        assert!(fault(" ").is_some());
        assert_eq!(foreign("没有编号为 7 的 order"), None);
        assert!(foreign("there is no order 7").is_some());
        const SHORT: Refusal = Refusal::rule("x", "{{seq}} {left}", "{{seq}} {left}");
        assert!(unfilled(&SHORT.error()).is_some());
        assert_eq!(unfilled(&SHORT.error().with("left", 1)), None);
        assert!(foreign("请给出exactly one of terms and template").is_some());
    }
}
