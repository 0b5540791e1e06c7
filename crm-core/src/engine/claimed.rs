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
}

impl Claimed {
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
