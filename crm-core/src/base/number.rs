//! Decimal numbers in 64-bit integers, and the one way they are multiplied, divided and rounded.
//!
#![doc = include_str!("grammar/number.md")]

use super::digits;
use super::error::{Error, Result, carried};
use super::limits::{AMOUNT_MAX, NUMBER_DECIMALS, NUMBER_MAX, NUMBER_TEXT_MAX};
use super::messages::{
    NUMBER_MALFORMED, NUMBER_NOT_TEXT, NUMBER_OUT_OF_RANGE, NUMBER_OVERFLOW, NUMBER_TOO_PRECISE,
};
use rust_decimal::Decimal;
use serde::de::{self, Deserializer, Visitor};
use serde::{Deserialize, Serialize, Serializer};
use std::fmt;

/// What happens to an exact half when rounding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Tie {
    /// Away from zero: 0.125 gives 0.13 and -0.125 gives -0.13.
    #[default]
    HalfUp,
    /// To the even neighbour: 0.125 gives 0.12, 0.135 gives 0.14.
    HalfEven,
}

/// `value × numerator / denominator`, exact inside, rounded once to a whole number.
///
/// # Errors
/// `number.overflow` when the product leaves 128 bits; a zero denominator counts as that too.
pub(crate) fn mul_div(value: i128, numerator: i128, denominator: i128, tie: Tie) -> Result<i128> {
    let product = value.checked_mul(numerator).ok_or_else(overflow)?;
    let quotient = product.checked_div(denominator).ok_or_else(overflow)?;
    // A second division would cost more than all the rest; this product cannot overflow.
    let rest = product - quotient * denominator;
    if rest == 0 {
        return Ok(quotient);
    }
    let away = if (product < 0) == (denominator < 0) {
        1
    } else {
        -1
    };
    let twice = rest.unsigned_abs().checked_mul(2).ok_or_else(overflow)?;
    let up = match twice.cmp(&denominator.unsigned_abs()) {
        std::cmp::Ordering::Less => false,
        std::cmp::Ordering::Greater => true,
        std::cmp::Ordering::Equal => match tie {
            Tie::HalfUp => true,
            Tie::HalfEven => quotient % 2 != 0,
        },
    };
    Ok(if up { quotient + away } else { quotient })
}

/// The error of any sum or product that leaves the range of amounts.
pub(crate) fn overflow() -> Error {
    NUMBER_OVERFLOW.error().with("max", AMOUNT_MAX.to_string())
}

/// 10^n for the small n of this library.
pub(crate) const fn pow10(n: u8) -> i64 {
    10_i64.pow(n as u32)
}

/// Takes a plain decimal apart: whether it has a minus, the digits before the point and behind it.
///
/// # Errors
/// `number.malformed`.
pub(crate) fn plain(text: &str) -> Result<(bool, &str, &str)> {
    let malformed = || NUMBER_MALFORMED.error().with("text", clip(text));
    if text.len() > NUMBER_TEXT_MAX {
        return Err(malformed());
    }
    let (negative, digits) = text
        .strip_prefix('-')
        .map_or((false, text), |rest| (true, rest));
    let (whole, fraction) = match digits.split_once('.') {
        Some((_, "")) => return Err(malformed()),
        Some(parts) => parts,
        None => (digits, ""),
    };
    let plain = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !plain(whole) || !plain(fraction) {
        return Err(malformed());
    }
    Ok((negative, whole, fraction))
}

/// Reads a plain decimal (optional minus, digits, optional point and digits) as an integer of
/// `decimals` decimals. Answers the integer and how many decimals were written.
pub(crate) fn parse(text: &str, decimals: u8, max: i64) -> Result<(i64, u8)> {
    let (negative, whole, fraction) = plain(text)?;
    if fraction.len() > usize::from(decimals) {
        return Err(NUMBER_TOO_PRECISE
            .error()
            .with("text", text)
            .with("max", decimals));
    }
    let out = || out_of_range(text, max);
    let mut value: i64 = 0;
    for byte in whole.bytes().chain(fraction.bytes()) {
        let digit = i64::from(byte - b'0');
        value = value
            .checked_mul(10)
            .and_then(|v| v.checked_add(digit))
            .ok_or_else(out)?;
    }
    let written = u8::try_from(fraction.len()).map_err(|_| out())?;
    let value = value
        .checked_mul(pow10(decimals - written))
        .ok_or_else(out)?;
    if value > max.checked_mul(pow10(decimals)).ok_or_else(out)? {
        return Err(out());
    }
    Ok((if negative { -value } else { value }, written))
}

fn out_of_range(text: &str, max: i64) -> Error {
    NUMBER_OUT_OF_RANGE
        .error()
        .with("text", clip(text))
        .with("min", format!("-{max}"))
        .with("max", max.to_string())
}

/// The start of a text, for messages.
pub(crate) fn clip(text: &str) -> String {
    text.chars().take(40).collect()
}

/// Visits text only, so that no floating-point number can become money.
pub(crate) struct DecimalText<T>(pub(crate) fn(&str) -> Result<T>);

impl<T> Visitor<'_> for DecimalText<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a decimal number as text")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<T, E> {
        (self.0)(text).map_err(|error| E::custom(carried::wrap(&error)))
    }

    fn visit_f64<E: de::Error>(self, _: f64) -> Result<T, E> {
        Err(E::custom(carried::wrap(&NUMBER_NOT_TEXT.error())))
    }

    fn visit_i64<E: de::Error>(self, _: i64) -> Result<T, E> {
        Err(E::custom(carried::wrap(&NUMBER_NOT_TEXT.error())))
    }

    fn visit_u64<E: de::Error>(self, _: u64) -> Result<T, E> {
        Err(E::custom(carried::wrap(&NUMBER_NOT_TEXT.error())))
    }
}

struct StoredInteger;

impl Visitor<'_> for StoredInteger {
    type Value = i64;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a stored integer")
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<i64, E> {
        Ok(value)
    }
}

macro_rules! decimal {
    ($(#[$doc:meta])* $name:ident, $format:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
        pub struct $name(i64);

        impl $name {
            /// Zero.
            pub const ZERO: Self = Self(0);

            /// A whole number.
            #[must_use]
            pub const fn whole(value: i32) -> Self {
                Self(value as i64 * pow10(NUMBER_DECIMALS))
            }

            /// Reads a plain decimal with at most six decimals.
            ///
            /// # Errors
            /// `number.malformed`, `number.too_precise`, `number.out_of_range`.
            pub fn parse(text: &str) -> Result<Self> {
                parse(text, NUMBER_DECIMALS, NUMBER_MAX).map(|(value, _)| Self(value))
            }

            /// From millionths, the stored form.
            #[must_use]
            pub const fn from_millionths(value: i64) -> Self {
                Self(value)
            }

            /// In millionths, the stored form.
            #[must_use]
            pub const fn millionths(self) -> i64 {
                self.0
            }

            /// Whether it is below zero.
            #[must_use]
            pub const fn is_negative(self) -> bool {
                self.0 < 0
            }

            /// The sum.
            ///
            /// # Errors
            /// `number.overflow`.
            pub fn plus(self, other: Self) -> Result<Self> {
                let sum = self.0.checked_add(other.0).ok_or_else(overflow)?;
                if sum.abs() > NUMBER_MAX * pow10(NUMBER_DECIMALS) {
                    return Err(overflow());
                }
                Ok(Self(sum))
            }

            /// The difference.
            ///
            /// # Errors
            /// `number.overflow`.
            pub fn minus(self, other: Self) -> Result<Self> {
                self.plus(Self(-other.0))
            }

            /// As a `Decimal`, for hosts that compute with it.
            #[must_use]
            pub fn to_decimal(self) -> Decimal {
                Decimal::new(self.0, u32::from(NUMBER_DECIMALS)).normalize()
            }
        }

        impl TryFrom<Decimal> for $name {
            type Error = Error;

            /// Exact, never rounded: more than six decimals are `number.too_precise`.
            fn try_from(value: Decimal) -> Result<Self> {
                Self::parse(&value.normalize().to_string())
            }
        }

        impl std::str::FromStr for $name {
            type Err = Error;
            fn from_str(text: &str) -> Result<Self> {
                Self::parse(text)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(digits::number(&mut [0; 24], self.0, NUMBER_DECIMALS, 0))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                if serializer.is_human_readable() {
                    serializer.serialize_str(digits::number(
                        &mut [0; 24],
                        self.0,
                        NUMBER_DECIMALS,
                        0,
                    ))
                } else {
                    serializer.serialize_i64(self.0)
                }
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                if deserializer.is_human_readable() {
                    deserializer.deserialize_any(DecimalText(Self::parse))
                } else {
                    deserializer.deserialize_i64(StoredInteger).map(Self)
                }
            }
        }

        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }
            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({
                    "type": "string",
                    "format": $format,
                    "pattern": r"^-?\d+(\.\d{1,6})?$",
                })
            }
        }
    };
}

decimal! {
    /// A price per unit, six decimals, at most 10^12.
    Price, "price"
}
decimal! {
    /// A quantity in the product's unit, six decimals, at most 10^12.
    Quantity, "quantity"
}
decimal! {
    /// A percentage: `13` is thirteen percent. Six decimals.
    Percent, "percent"
}
impl Percent {
    /// One hundred percent.
    pub const HUNDRED: Self = Self::whole(100);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_decimals_are_read() {
        for good in ["0", "-1", "12.50", "0.000001", "1000000000000", "007"] {
            assert!(Price::parse(good).is_ok(), "{good}");
        }
        let bad = [
            "", "-", ".", "1.", ".5", "+1", "1e3", "1_000", "1,000", "NaN", "inf", "0x1", " 1",
            "1 ", "--1", "1.2.3", "\u{ff11}", "一",
        ];
        for text in bad {
            assert_eq!(
                Price::parse(text).unwrap_err().kind(),
                "number.malformed",
                "{text}"
            );
        }
        assert_eq!(
            Price::parse("0.0000001").unwrap_err().kind(),
            "number.too_precise"
        );
        assert_eq!(
            Price::parse("1000000000001").unwrap_err().kind(),
            "number.out_of_range"
        );
        let long = "9".repeat(31);
        assert_eq!(
            Price::parse(&long).unwrap_err().kind(),
            "number.out_of_range"
        );
    }

    #[test]
    fn halves_round_as_asked() {
        // Hand calculation: 25/10 = 2.5, 35/10 = 3.5.
        let cases = [
            (25, 3, 2),
            (35, 4, 4),
            (-25, -3, -2),
            (24, 2, 2),
            (-26, -3, -3),
            (20, 2, 2),
        ];
        for (value, up, even) in cases {
            assert_eq!(mul_div(value, 1, 10, Tie::HalfUp).unwrap(), up);
            assert_eq!(mul_div(value, 1, 10, Tie::HalfEven).unwrap(), even);
            assert_eq!(mul_div(value, 1, -10, Tie::HalfUp).unwrap(), -up);
        }
        assert_eq!(
            mul_div(1, 1, 0, Tie::HalfUp).unwrap_err().kind(),
            "number.overflow"
        );
        assert_eq!(
            mul_div(i128::MAX, 2, 1, Tie::HalfUp).unwrap_err().kind(),
            "number.overflow"
        );
    }

    #[test]
    fn json_numbers_are_refused() {
        for text in ["1.5", "1", "-1", "true", "null", "[1]"] {
            assert!(serde_json::from_str::<Price>(text).is_err(), "{text}");
        }
        assert_eq!(
            serde_json::from_str::<Price>("\"1.50\"")
                .unwrap()
                .to_string(),
            "1.5"
        );
    }

    proptest::proptest! {
        #[test]
        fn printing_and_reading_is_the_identity(value in -NUMBER_MAX * 1_000_000..NUMBER_MAX * 1_000_000) {
            let price = Price::from_millionths(value);
            proptest::prop_assert_eq!(Price::parse(&price.to_string()).unwrap(), price);
            proptest::prop_assert_eq!(Price::try_from(price.to_decimal()).unwrap(), price);
        }
    }
}
