//! The boundaries of an ageing report. Pure.

use crate::base::error::{Refusal, Result};
use crate::base::limits::{BOUNDARIES_MAX, BOUNDARY_DAYS_MAX};
use crate::base::messages::{FIELD_CHOICE, LIST_EMPTY, LIST_TOO_LONG, NUMBER_OUT_OF_RANGE};

/// A boundary that does not lie above the one before.
const ASCENDING: Refusal = FIELD_CHOICE.saying(
    "each boundary lies above the one before",
    "每个账龄界限须大于前一个",
);

/// Checks boundaries: 1 to 12 of them, ascending, each 1 to 36,500 days.
///
/// # Errors
/// `list.empty`, `list.too_long`; at `[i]`: `number.out_of_range`, `field.choice` when it does not
/// lie above the one before.
pub fn boundaries(days: &[u32]) -> Result<()> {
    if days.is_empty() {
        return Err(LIST_EMPTY.error());
    }
    if days.len() > BOUNDARIES_MAX {
        let error = LIST_TOO_LONG.error().with("count", days.len());
        return Err(error.with("max", BOUNDARIES_MAX));
    }
    let mut before = 0;
    for (index, &day) in days.iter().enumerate() {
        if !(1..=BOUNDARY_DAYS_MAX).contains(&day) {
            return Err(NUMBER_OUT_OF_RANGE
                .at(format!("[{index}]"))
                .with("text", day.to_string())
                .with("min", "1")
                .with("max", BOUNDARY_DAYS_MAX.to_string()));
        }
        if day <= before {
            return Err(ASCENDING.at(format!("[{index}]")));
        }
        before = day;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boundaries_ascend_within_their_bounds() {
        for (days, refused) in [
            (vec![30, 60, 90, 120], None),
            (vec![1], None),
            (vec![36_500], None),
            ((1..=12).collect(), None),
            (vec![], Some(("list.empty", None))),
            ((1..=13).collect(), Some(("list.too_long", None))),
            (vec![0, 30], Some(("number.out_of_range", Some("[0]")))),
            (vec![36_501], Some(("number.out_of_range", Some("[0]")))),
            (vec![30, 30], Some(("field.choice", Some("[1]")))),
            (vec![30, 60, 59], Some(("field.choice", Some("[2]")))),
        ] {
            let found = boundaries(&days).err();
            let found = found.as_ref().map(|error| (error.kind(), error.field()));
            assert_eq!(found, refused, "{days:?}");
        }
    }
}
