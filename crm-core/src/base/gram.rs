//! Finding records by text: pieces of one and two characters, so that two Chinese characters or
//! the middle of a number find a record as well as its beginning does.

use super::error::{Refusal, Result};
use super::limits::{SEARCH_GRAMS_MAX, SEARCH_WORDS_MAX};
use super::messages::LIST_TOO_LONG;
use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization;

/// A text to look for that holds nothing to look for.
pub const SEARCH_EMPTY: Refusal = Refusal::input(
    "search.empty",
    "the text holds no letter and no digit to look for",
    "文本中没有可供查找的文字或数字",
);

/// A text as it is compared: compatibility forms folded (NFKC), in small letters, without spaces
/// and punctuation. `ＡＢＣ（北京）有限公司` and `abc北京有限公司` are the same.
#[must_use]
pub fn normalise(text: &str) -> String {
    text.nfkc()
        .flat_map(char::to_lowercase)
        .filter(|character| character.is_alphanumeric())
        .collect()
}

/// The pieces under which a record is found: every character of its texts and every pair of
/// neighbours, each once.
#[must_use]
pub fn postings<'a>(texts: impl IntoIterator<Item = &'a str>) -> BTreeSet<String> {
    let mut grams = BTreeSet::new();
    for text in texts {
        let text = normalise(text);
        grams.extend(text.chars().map(String::from));
        grams.extend(pairs(&text));
    }
    grams
}

fn pairs(text: &str) -> impl Iterator<Item = String> {
    let following = text.chars().skip(1);
    text.chars()
        .zip(following)
        .map(|(first, second)| String::from_iter([first, second]))
}

/// What somebody looks for: words separated by white space, all of which must occur.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    words: Vec<String>,
}

impl Query {
    /// Reads a text to look for.
    ///
    /// # Errors
    /// `search.empty` without a letter or digit; `list.too_long` with more than 16 words.
    pub fn parse(text: &str) -> Result<Self> {
        let words: Vec<String> = text
            .split_whitespace()
            .map(normalise)
            .filter(|word| !word.is_empty())
            .collect();
        match words.len() {
            0 => Err(SEARCH_EMPTY.error()),
            count if count > SEARCH_WORDS_MAX => Err(LIST_TOO_LONG
                .error()
                .with("count", count)
                .with("max", SEARCH_WORDS_MAX)),
            _ => Ok(Self { words }),
        }
    }

    /// Pieces that every record looked for has, at least one: the first few distinct ones. They
    /// narrow the search; [`Query::matches`] decides.
    #[must_use]
    pub fn grams(&self) -> Vec<String> {
        let mut grams = Vec::new();
        for word in &self.words {
            let mut single = word.chars();
            let alone = match (single.next(), single.next()) {
                (Some(character), None) => Some(String::from(character)),
                _ => None,
            };
            for gram in alone.into_iter().chain(pairs(word)) {
                if grams.len() < SEARCH_GRAMS_MAX && !grams.contains(&gram) {
                    grams.push(gram);
                }
            }
        }
        grams
    }

    /// Whether every word stands in one of a record's texts.
    #[must_use]
    pub fn matches<'a>(&self, texts: impl IntoIterator<Item = &'a str>) -> bool {
        let texts: Vec<String> = texts.into_iter().map(normalise).collect();
        let found = |word: &String| texts.iter().any(|text| text.contains(word.as_str()));
        self.words.iter().all(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_that_people_mix_are_one() {
        // NFKC: full-width letters and digits, the ligature fi, half-width katakana.
        for (written, expected) in [
            ("ＡＢＣ（北京）有限公司", "abc北京有限公司"),
            ("Ｈｕａ－Ｘｉｎ Ltd.", "huaxinltd"),
            ("+86 (010) 8888-6666", "8601088886666"),
            ("oﬃce", "office"),
            ("ｶﾞ", "ガ"),
            ("ÉCOLE", "école"),
        ] {
            assert_eq!(normalise(written), expected);
        }
    }

    #[test]
    fn postings_are_each_character_and_each_pair() {
        let grams: Vec<String> = postings(["华信 A1", "a"]).into_iter().collect();
        assert_eq!(grams, ["1", "a", "a1", "信", "信a", "华", "华信"]);
        // Pairs do not reach over from one text to the next.
        assert!(!postings(["华", "信"]).contains("华信"));
        assert_eq!(postings([" -- "]).len(), 0);
    }

    #[test]
    fn all_words_must_occur_in_any_text() {
        let texts = ["北京华信科技有限公司", "010-8888 6666"];
        for (text, found) in [
            ("华信", true),
            ("科", true),
            ("信华", false),
            ("华信 北京", true),
            ("华信 上海", false),
            ("88886666 北京", true),
            ("０１０", true),
            ("北京科技", false),
        ] {
            assert_eq!(Query::parse(text).unwrap().matches(texts), found, "{text}");
        }
    }

    #[test]
    fn a_query_needs_something_to_look_for_and_is_bounded() {
        assert_eq!(Query::parse(" （-） ").unwrap_err().kind(), "search.empty");
        let long = "甲 ".repeat(SEARCH_WORDS_MAX + 1);
        assert_eq!(Query::parse(&long).unwrap_err().kind(), "list.too_long");
        let query = Query::parse("北京 科 北京华信科技有限公司上海分公司").unwrap();
        let expected = ["北京", "科", "京华", "华信", "信科", "科技", "技有", "有限"];
        assert_eq!(query.grams(), expected);
    }

    proptest::proptest! {
        #[test]
        fn what_matches_has_every_gram(text in "[a-cＡ-Ｃ甲乙丙 -]{0,20}", query in "[a-c甲乙 ]{1,6}") {
            if let Ok(query) = Query::parse(&query) {
                let postings = postings([text.as_str()]);
                if query.matches([text.as_str()]) {
                    let all = query.grams().iter().all(|gram| postings.contains(gram));
                    proptest::prop_assert!(all);
                }
                proptest::prop_assert!(!query.grams().is_empty());
            }
        }
    }
}
