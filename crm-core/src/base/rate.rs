//! Exchange rates: exact decimals above zero, as they are published.
//!
#![doc = include_str!("grammar/rate.md")]

use super::error::{Error, Result};
use super::limits::{RATE_DECIMALS, RATE_DIGITS, RATE_WHOLE_DIGITS};
use super::messages::{NUMBER_NOT_POSITIVE, NUMBER_OUT_OF_RANGE, NUMBER_TOO_PRECISE};
use super::number::{DecimalText, clip, plain};
use super::ratio::Ratio;
use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// An exchange rate: above zero, at most 12 decimals and 15 digits in all. Kept as text.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Rate {
    /// Its digits without the point; the last one is not zero where there are decimals.
    digits: u64,
    decimals: u8,
}

impl Rate {
    /// One to one.
    pub const ONE: Self = Self {
        digits: 1,
        decimals: 0,
    };

    /// Reads a plain decimal above zero.
    ///
    /// # Errors
    /// `number.malformed`, `number.out_of_range`, `number.too_precise`, `number.not_positive`.
    pub fn parse(text: &str) -> Result<Self> {
        let (negative, whole, fraction) = plain(text)?;
        let whole = whole.trim_start_matches('0');
        if whole.len() > usize::from(RATE_WHOLE_DIGITS) {
            return Err(NUMBER_OUT_OF_RANGE
                .error()
                .with("text", clip(text))
                .with("min", "0")
                .with("max", "9".repeat(usize::from(RATE_WHOLE_DIGITS))));
        }
        let max = usize::from(RATE_DECIMALS).min(usize::from(RATE_DIGITS) - whole.len());
        if fraction.len() > max {
            return Err(NUMBER_TOO_PRECISE
                .error()
                .with("text", clip(text))
                .with("max", max));
        }
        let fraction = fraction.trim_end_matches('0');
        let bytes = whole.bytes().chain(fraction.bytes());
        let digits = bytes.fold(0, |sum, byte| sum * 10 + u64::from(byte - b'0'));
        if negative || digits == 0 {
            return Err(NUMBER_NOT_POSITIVE.error().with("text", clip(text)));
        }
        let decimals = u8::try_from(fraction.len()).unwrap_or(RATE_DECIMALS);
        Ok(Self { digits, decimals })
    }

    /// Of a fraction that ends within the decimals and digits of a rate; nothing when it does not.
    #[must_use]
    pub fn exactly(ratio: Ratio) -> Option<Self> {
        let scale = 10_u128.pow(u32::from(RATE_DECIMALS));
        let scaled = ratio.numerator().checked_mul(scale)?;
        if scaled % ratio.denominator() != 0 {
            return None;
        }
        let scaled = scaled / ratio.denominator();
        let text = format!("{}.{:012}", scaled / scale, scaled % scale);
        Self::parse(text.trim_end_matches('0').trim_end_matches('.')).ok()
    }

    /// What it makes of one, when it is quoted for `unit`: 4.6223 for 100 is 46223/1000000.
    ///
    /// # Errors
    /// `number.overflow` when the unit is zero.
    pub fn per(self, unit: u32) -> Result<Ratio> {
        let scale = 10_u128.pow(u32::from(self.decimals));
        Ratio::new(u128::from(self.digits), scale * u128::from(unit))
    }

    /// As a `Decimal`, for hosts that compute with it.
    #[must_use]
    pub fn to_decimal(self) -> Decimal {
        let digits = i64::try_from(self.digits).unwrap_or(i64::MAX);
        Decimal::new(digits, u32::from(self.decimals))
    }
}

impl TryFrom<Decimal> for Rate {
    type Error = Error;

    /// Exact, never rounded.
    fn try_from(value: Decimal) -> Result<Self> {
        Self::parse(&value.normalize().to_string())
    }
}

impl std::str::FromStr for Rate {
    type Err = Error;
    fn from_str(text: &str) -> Result<Self> {
        Self::parse(text)
    }
}

impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scale = 10_u64.pow(u32::from(self.decimals));
        let (whole, fraction) = (self.digits / scale, self.digits % scale);
        match usize::from(self.decimals) {
            0 => write!(f, "{whole}"),
            width => write!(f, "{whole}.{fraction:0width$}"),
        }
    }
}

impl fmt::Debug for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for Rate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Rate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(DecimalText(Self::parse))
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Rate {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Rate".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "format": "rate",
            "pattern": r"^\d+(\.\d{1,12})?$",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_are_kept_as_they_are_published() {
        // Columns: what is read, what is written.
        for (text, written) in [
            ("7.20", "7.2"),
            ("4.6223", "4.6223"),
            ("0.000437", "0.000437"),
            ("0.138888888889", "0.138888888889"),
            ("0.000000000001", "0.000000000001"),
            ("100", "100"),
            ("999999999999.125", "999999999999.125"),
            ("007.0", "7"),
        ] {
            let rate = Rate::parse(text).unwrap();
            assert_eq!(rate.to_string(), written);
            assert_eq!(Rate::parse(written).unwrap(), rate);
            assert_eq!(Rate::try_from(rate.to_decimal()).unwrap(), rate);
            let json = serde_json::to_string(&rate).unwrap();
            assert_eq!(serde_json::from_str::<Rate>(&json).unwrap(), rate);
        }
    }

    #[test]
    fn what_is_no_rate_is_refused_by_name() {
        for (text, kind) in [
            ("", "number.malformed"),
            ("1e3", "number.malformed"),
            ("+7.2", "number.malformed"),
            ("7.", "number.malformed"),
            ("0", "number.not_positive"),
            ("0.000", "number.not_positive"),
            ("-7.2", "number.not_positive"),
            ("0.0000000000001", "number.too_precise"),
            ("1234.123456789012", "number.too_precise"),
            ("1000000000000", "number.out_of_range"),
        ] {
            assert_eq!(Rate::parse(text).unwrap_err().kind(), kind, "{text}");
        }
        for text in ["7.2", "7", "null", "[\"7\"]"] {
            assert!(serde_json::from_str::<Rate>(text).is_err(), "{text}");
        }
    }

    #[test]
    fn only_a_fraction_that_ends_is_a_rate() {
        let ratio = |n, d| Ratio::new(n, d).unwrap();
        assert_eq!(Rate::exactly(Ratio::ONE), Some(Rate::ONE));
        assert_eq!(
            Rate::exactly(ratio(1, 8)),
            Some(Rate::parse("0.125").unwrap())
        );
        assert_eq!(Rate::exactly(ratio(5, 36)), None, "1 / 7.2 never ends");
        assert_eq!(Rate::exactly(ratio(10_u128.pow(15), 1)), None);
        assert_eq!(
            Rate::exactly(ratio(1_234_123_456_789, 1_000_000_000))
                .unwrap()
                .to_string(),
            "1234.123456789"
        );
    }
}
