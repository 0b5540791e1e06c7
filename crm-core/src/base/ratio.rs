//! Exact fractions: what several rates make of an amount, before anything is rounded.

use super::error::Result;
use super::number::{Tie, overflow};

/// A fraction of whole numbers above zero, in lowest terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Ratio {
    numerator: u128,
    denominator: u128,
}

/// Bits taken from a value at a time: what `rest × 2^4 + 2^4 × numerator` leaves of 128 bits for
/// numerators and denominators below [`LIMIT`].
const STEP: u32 = 4;
const LIMIT: u128 = 1 << (u128::BITS - STEP - 1);

impl Ratio {
    /// One to one.
    pub const ONE: Self = Self {
        numerator: 1,
        denominator: 1,
    };

    /// Of two whole numbers above zero.
    ///
    /// # Errors
    /// `number.overflow` when one of them is zero or leaves 123 bits.
    pub fn new(numerator: u128, denominator: u128) -> Result<Self> {
        let fits = |part: u128| (1..LIMIT).contains(&part);
        let common = gcd(numerator, denominator).max(1);
        let (numerator, denominator) = (numerator / common, denominator / common);
        if fits(numerator) && fits(denominator) {
            return Ok(Self {
                numerator,
                denominator,
            });
        }
        Err(overflow())
    }

    /// The number above the line.
    #[must_use]
    pub const fn numerator(self) -> u128 {
        self.numerator
    }

    /// The number below the line.
    #[must_use]
    pub const fn denominator(self) -> u128 {
        self.denominator
    }

    /// The other way round.
    #[must_use]
    pub const fn inverse(self) -> Self {
        Self {
            numerator: self.denominator,
            denominator: self.numerator,
        }
    }

    /// The product.
    ///
    /// # Errors
    /// `number.overflow`.
    pub fn times(self, other: Self) -> Result<Self> {
        // What can be cancelled is cancelled first, so that only what is left must fit.
        let across = Self::new(self.numerator, other.denominator)?;
        let down = Self::new(other.numerator, self.denominator)?;
        let product = |a: u128, b: u128| a.checked_mul(b).ok_or_else(overflow);
        Self::new(
            product(across.numerator, down.numerator)?,
            product(across.denominator, down.denominator)?,
        )
    }

    /// `value × ratio`, rounded once to a whole number.
    ///
    /// # Errors
    /// `number.overflow` when the answer leaves 127 bits.
    pub(crate) fn apply(self, value: i64, tie: Tie) -> Result<i128> {
        // Long division of `value × numerator`, a few bits of the value at a time, since the product
        // may need more than 128 bits.
        let magnitude = value.unsigned_abs();
        let (mut quotient, mut rest) = (0_u128, 0_u128);
        for shift in (0..u64::BITS / STEP).rev() {
            let digit = u128::from((magnitude >> (shift * STEP)) & ((1 << STEP) - 1));
            let part = (rest << STEP) + digit * self.numerator;
            quotient = quotient
                .checked_mul(1 << STEP)
                .and_then(|high| high.checked_add(part / self.denominator))
                .ok_or_else(overflow)?;
            rest = part % self.denominator;
        }
        let up = match (rest * 2).cmp(&self.denominator) {
            std::cmp::Ordering::Less => false,
            std::cmp::Ordering::Greater => true,
            std::cmp::Ordering::Equal => tie == Tie::HalfUp || quotient % 2 != 0,
        };
        let rounded = quotient
            .checked_add(u128::from(up))
            .and_then(|rounded| i128::try_from(rounded).ok())
            .ok_or_else(overflow)?;
        Ok(if value < 0 { -rounded } else { rounded })
    }
}

const fn gcd(mut a: u128, mut b: u128) -> u128 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ratio(numerator: u128, denominator: u128) -> Ratio {
        Ratio::new(numerator, denominator).unwrap()
    }

    #[test]
    fn a_value_is_rounded_once() {
        // Hand calculation: 7 × 5 / 2 = 17.5, 9 × 5 / 2 = 22.5, 10 / 3 = 3.33…, 20 / 3 = 6.66….
        for (value, by, up, even) in [
            (7, (5, 2), 18, 18),
            (9, (5, 2), 23, 22),
            (-9, (5, 2), -23, -22),
            (10, (1, 3), 3, 3),
            (20, (1, 3), 7, 7),
            (0, (1, 3), 0, 0),
        ] {
            let by = ratio(by.0, by.1);
            assert_eq!(by.apply(value, Tie::HalfUp).unwrap(), up, "{value}");
            assert_eq!(by.apply(value, Tie::HalfEven).unwrap(), even, "{value}");
        }
    }

    #[test]
    fn what_does_not_fit_is_refused_by_name() {
        assert_eq!(
            ratio(2, 6),
            Ratio {
                numerator: 1,
                denominator: 3
            }
        );
        let kind = |result: Result<Ratio>| result.unwrap_err().kind();
        assert_eq!(kind(Ratio::new(0, 1)), "number.overflow");
        assert_eq!(kind(Ratio::new(1, 0)), "number.overflow");
        assert_eq!(kind(Ratio::new(LIMIT, 3)), "number.overflow");
        let large = ratio(10_u128.pow(30), 1);
        assert_eq!(kind(large.times(large)), "number.overflow");
        assert_eq!(large.times(large.inverse()).unwrap(), Ratio::ONE);
        let refused = large.apply(i64::MAX, Tie::HalfUp).unwrap_err();
        assert_eq!(refused.kind(), "number.overflow");
    }

    proptest::proptest! {
        /// Where 128 bits are enough, it is what plain arithmetic says.
        #[test]
        fn long_division_is_division(
            value: i64, numerator in 1_u128..1 << 60, denominator in 1_u128..1 << 60,
        ) {
            let wide = |part: u128| i128::try_from(part).unwrap();
            let plain = crate::base::number::mul_div(
                i128::from(value), wide(numerator), wide(denominator), Tie::HalfEven,
            );
            let long = ratio(numerator, denominator).apply(value, Tie::HalfEven);
            proptest::prop_assert_eq!(long, plain);
        }
    }
}
