//! Whole numbers of any length, as they are multiplied on paper.

use std::cmp::Ordering;

/// Digits of base 2^32, the lowest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Big(Vec<u32>);

impl Big {
    pub(super) fn of(mut value: u128) -> Self {
        let mut digits = Vec::new();
        while value > 0 {
            digits.push(u32::try_from(value & u128::from(u32::MAX)).unwrap());
            value >>= 32;
        }
        Self(digits)
    }

    pub(super) fn ten_to(power: u32) -> Self {
        (0..power).fold(Self::of(1), |product, _| product.times(&Self::of(10)))
    }

    pub(super) fn times(&self, other: &Self) -> Self {
        let mut digits = vec![0_u32; self.0.len() + other.0.len()];
        for (row, a) in self.0.iter().enumerate() {
            let mut carry = 0;
            for (column, b) in other.0.iter().enumerate() {
                let sum = u64::from(*a) * u64::from(*b) + u64::from(digits[row + column]) + carry;
                digits[row + column] = u32::try_from(sum & u64::from(u32::MAX)).unwrap();
                carry = sum >> 32;
            }
            digits[row + other.0.len()] = u32::try_from(carry).unwrap();
        }
        while digits.last() == Some(&0) {
            digits.pop();
        }
        Self(digits)
    }
}

impl PartialOrd for Big {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Big {
    fn cmp(&self, other: &Self) -> Ordering {
        let length = self.0.len().cmp(&other.0.len());
        length.then_with(|| self.0.iter().rev().cmp(other.0.iter().rev()))
    }
}

#[test]
fn numbers_are_multiplied_as_on_paper() {
    // 99,999,999,999 × 99,999,999,999 = 9,999,999,999,800,000,000,001, by (10^11 − 1)².
    let nines = Big::of(99_999_999_999);
    assert_eq!(nines.times(&nines), Big::of(9_999_999_999_800_000_000_001));
    assert_eq!(Big::ten_to(30), Big::of(10_u128.pow(30)));
    assert!(Big::ten_to(40) > Big::ten_to(39).times(&Big::of(9)));
    assert_eq!(Big::of(0).times(&nines), Big::of(0));
}
