//! The day a plan is due, or none while it waits. Pure.

use crate::base::Date;
use crate::base::error::Result;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The day a plan is due; nothing while it waits for its event. Rows keep the last day there is for
/// that, so that both engines sort it behind all others; documents carry `null`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DueOn(pub Option<Date>);

/// The day rows keep of a plan that waits.
const WAITING: &str = "9999-12-31";

impl DueOn {
    /// The day as rows keep it.
    #[must_use]
    pub fn kept(self) -> String {
        self.0
            .map_or_else(|| WAITING.to_owned(), |day| day.to_string())
    }

    /// Whether it lies before a day; what waits lies before none.
    #[must_use]
    pub fn before(self, day: Date) -> bool {
        self.0.is_some_and(|due| due < day)
    }
}

impl Serialize for DueOn {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            None if !serializer.is_human_readable() => serializer.serialize_str(WAITING),
            day => day.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for DueOn {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let day = Option::<Date>::deserialize(deserializer)?;
        Ok(Self(day.filter(|day| day.to_string() != WAITING)))
    }
}
