//! State machines as data: which action leads from which state to which. The rules read the table,
//! hosts are shown it, and a test walks every pair of it.

use super::error::{Refusal, Result};
use serde::{Deserialize, Serialize};

/// The permitted moves of one kind of record: (from, action, to). A pair that does not stand here
/// is refused.
#[derive(Debug, Clone, Copy)]
pub struct Transitions<S: 'static, A: 'static>(pub &'static [(S, A, S)]);

/// One permitted move, as documents show it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Transition<S, A> {
    /// The state before.
    pub from: S,
    /// What is done.
    pub action: A,
    /// The state after.
    pub to: S,
}

/// The moves a kind of record permits, in the order they are declared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TransitionList<S, A> {
    /// The moves; every other pair of state and action is refused.
    pub items: Vec<Transition<S, A>>,
}

impl<S: Copy + PartialEq, A: Copy + PartialEq> Transitions<S, A> {
    /// Where an action leads from a state; nothing when it is not permitted there.
    #[must_use]
    pub fn target(&self, state: S, action: A) -> Option<S> {
        self.0
            .iter()
            .find(|(from, by, _)| *from == state && *by == action)
            .map(|(_, _, to)| *to)
    }

    /// The same for a rule: `refusal`, with the details `status` and `action`, when it is not
    /// permitted.
    ///
    /// # Errors
    /// `refusal`.
    pub fn check(&self, state: S, action: A, refusal: Refusal) -> Result<S>
    where
        S: Serialize,
        A: Serialize,
    {
        self.target(state, action)
            .ok_or_else(|| refusal.error().with("status", state).with("action", action))
    }

    /// The table as a document.
    #[must_use]
    pub fn list(&self) -> TransitionList<S, A> {
        let items = self.0.iter();
        TransitionList {
            items: items
                .map(|&(from, action, to)| Transition { from, action, to })
                .collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LAMP: Transitions<&str, &str> =
        Transitions(&[("off", "press", "on"), ("on", "press", "off")]);
    const BROKEN: Refusal =
        Refusal::rule("lamp.broken", "{status}: no {action}", "{status}:{action}");

    #[test]
    fn what_is_not_in_the_table_is_refused() {
        assert_eq!(LAMP.target("off", "press"), Some("on"));
        assert_eq!(LAMP.check("on", "press", BROKEN), Ok("off"));
        let error = LAMP.check("on", "turn", BROKEN).unwrap_err();
        assert_eq!(error.to_string(), "on: no turn");
        let shown = serde_json::to_value(LAMP.list()).unwrap();
        assert_eq!(
            shown["items"][0],
            serde_json::json!({ "from": "off", "action": "press", "to": "on" })
        );
    }
}
