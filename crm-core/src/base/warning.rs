//! What a caller should know about an answer that was given all the same.

use super::error::{Error, Language};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// A remark on an answer: like an error, but nothing was refused.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Warning {
    /// Its stable name, such as `terms.fixed_cut`.
    pub kind: String,
    /// The message, in the language chosen when the database was opened.
    pub message: String,
    /// The path of the argument it is about, such as `terms.lines[0].fixed`.
    pub field: Option<String>,
    /// The numbers and names of the case.
    pub details: Map<String, Value>,
}

impl Warning {
    /// What pure rules remark, as a document in one of the two languages.
    #[must_use]
    pub fn of(remark: &Error, language: Language) -> Self {
        Self {
            kind: remark.kind().to_owned(),
            message: remark.message(language),
            field: remark.field().map(str::to_owned),
            details: remark.details().clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::error::Refusal;

    #[test]
    fn a_warning_speaks_the_language_asked_for() {
        const CUT: Refusal = Refusal::rule("line.cut", "cut to {to}", "减至 {to}");
        let warning = Warning::of(&CUT.at("lines[0]").with("to", "3.00"), Language::Chinese);
        let text = r#"{"kind":"line.cut","message":"减至 3.00","field":"lines[0]","details":{"to":"3.00"}}"#;
        assert_eq!(serde_json::to_string(&warning).unwrap(), text);
        assert_eq!(serde_json::from_str::<Warning>(text).unwrap(), warning);
    }
}
