//! What an open transaction has claimed for itself: it counts for others only once it commits.

use super::crm::Shared;
use super::series::Blocks;
use std::collections::VecDeque;
use std::ops::Range;

/// Ids and document numbers claimed inside a transaction and not yet used.
#[derive(Default)]
pub(super) struct Claimed {
    pub(super) ids: VecDeque<Range<i64>>,
    pub(super) numbers: Blocks,
    /// The ids of tries that others were in the way of, which none kept.
    pub(super) spare: VecDeque<i64>,
    /// The ids this try has drawn, where it may be run again.
    pub(super) drawn: Option<VecDeque<i64>>,
}

impl Claimed {
    /// Of an operation that may be run again. It draws the ids of the tries before once more, so
    /// that its records have the same ids however often it is run.
    pub(super) fn again(spare: VecDeque<i64>) -> Self {
        Self {
            spare,
            drawn: Some(VecDeque::new()),
            ..Self::default()
        }
    }

    /// Notes an id that is this try's whatever becomes of the transaction.
    pub(super) fn note(&mut self, id: i64) {
        if let Some(drawn) = &mut self.drawn {
            drawn.push_back(id);
        }
    }

    /// What the next try may draw.
    pub(super) fn unused(self) -> VecDeque<i64> {
        let mut ids = self.drawn.unwrap_or_default();
        ids.extend(self.spare);
        ids
    }

    /// The transaction committed: the next ones may use what is left.
    pub(super) fn keep(&mut self, shared: &Shared) {
        shared.ids.keep(&mut self.ids);
        shared.numbers.keep(&mut self.numbers);
    }

    /// A savepoint was rolled back, perhaps with the claims; to lose some is harmless.
    pub(super) fn clear(&mut self) {
        self.ids.clear();
        self.numbers.clear();
    }
}
