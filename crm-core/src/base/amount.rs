//! Amounts of money: exact, in one currency's digits.

use super::currency::Currency;
use super::digits::{self, NumberText};
use super::error::{Error, Result};
use super::limits::{AMOUNT_DECIMALS, AMOUNT_MAX};
use super::messages::{AMOUNT_TOO_PRECISE, NUMBER_NEGATIVE};
use super::number::{DecimalText, Tie, mul_div, overflow, parse, pow10};
use rust_decimal::Decimal;
use serde::de::{self, Deserializer, Visitor};
use serde::{Deserialize, Serialize, Serializer};
use std::fmt;

/// An amount of money, without its currency: the document names that once.
///
/// Held in ten-thousandths, the finest minor unit of ISO 4217, together with how many digits it is
/// written with. Two amounts are equal when their values are; the digits do not count.
#[derive(Clone, Copy, Default)]
pub struct Amount {
    ten_thousandths: i64,
    digits: u8,
}

/// The name under which a row's deserializer recognizes amounts; see [`Amount::pack`].
pub(crate) const STORED: &str = "crm::Amount";

impl Amount {
    /// Zero, written without decimals until it meets a currency.
    pub const ZERO: Self = Self {
        ten_thousandths: 0,
        digits: 0,
    };

    /// Reads a plain decimal with at most four decimals.
    ///
    /// # Errors
    /// `number.malformed`, `number.too_precise`, `number.out_of_range`.
    pub fn parse(text: &str) -> Result<Self> {
        let (ten_thousandths, digits) = parse(text, AMOUNT_DECIMALS, AMOUNT_MAX)?;
        Ok(Self {
            ten_thousandths,
            digits,
        })
    }

    /// From minor units: 1234 of CNY is 12.34, of JPY 1234, of KWD 1.234.
    ///
    /// # Errors
    /// `number.overflow`.
    pub fn from_minor(minor: i128, currency: Currency) -> Result<Self> {
        let unit = i128::from(pow10(AMOUNT_DECIMALS - currency.digits()));
        let value = minor.checked_mul(unit).ok_or_else(overflow)?;
        Self::from_wide(value, currency.digits())
    }

    /// In minor units of its currency. Exact once [`Amount::of`] has accepted it.
    #[must_use]
    pub fn minor(self, currency: Currency) -> i128 {
        i128::from(self.ten_thousandths / pow10(AMOUNT_DECIMALS - currency.digits()))
    }

    /// From ten-thousandths, the stored form, to be written with `digits` decimals.
    #[must_use]
    pub const fn from_ten_thousandths(value: i64, digits: u8) -> Self {
        Self {
            ten_thousandths: value,
            digits,
        }
    }

    /// In ten-thousandths, the stored form.
    #[must_use]
    pub const fn ten_thousandths(self) -> i64 {
        self.ten_thousandths
    }

    fn from_wide(value: i128, digits: u8) -> Result<Self> {
        let ten_thousandths = i64::try_from(value).map_err(|_| overflow())?;
        if ten_thousandths.abs() > AMOUNT_MAX * pow10(AMOUNT_DECIMALS) {
            return Err(overflow());
        }
        Ok(Self {
            ten_thousandths,
            digits,
        })
    }

    /// The same amount as one of `currency`: written with its digits.
    ///
    /// # Errors
    /// `amount.too_precise` when it has more decimals than the currency.
    pub fn of(self, currency: Currency) -> Result<Self> {
        let unit = pow10(AMOUNT_DECIMALS - currency.digits());
        if self.ten_thousandths % unit != 0 {
            return Err(AMOUNT_TOO_PRECISE
                .error()
                .with("text", self.to_string())
                .with("currency", currency)
                .with("digits", currency.digits()));
        }
        Ok(Self {
            digits: currency.digits(),
            ..self
        })
    }

    /// The same for an amount that must not be negative.
    ///
    /// # Errors
    /// `number.negative`, `amount.too_precise`.
    pub fn unsigned_of(self, currency: Currency) -> Result<Self> {
        if self.is_negative() {
            return Err(NUMBER_NEGATIVE.error().with("text", self));
        }
        self.of(currency)
    }

    /// The amount `value × numerator / denominator` in ten-thousandths, rounded once to the minor
    /// unit of `currency`.
    ///
    /// # Errors
    /// `number.overflow`.
    pub(crate) fn rounded(
        value: i128,
        numerator: i128,
        denominator: i128,
        currency: Currency,
        tie: Tie,
    ) -> Result<Self> {
        let unit = i128::from(pow10(AMOUNT_DECIMALS - currency.digits()));
        let denominator = denominator.checked_mul(unit).ok_or_else(overflow)?;
        Self::from_minor(mul_div(value, numerator, denominator, tie)?, currency)
    }

    /// The sum.
    ///
    /// # Errors
    /// `number.overflow`.
    pub fn plus(self, other: Self) -> Result<Self> {
        let sum = i128::from(self.ten_thousandths) + i128::from(other.ten_thousandths);
        Self::from_wide(sum, self.digits.max(other.digits))
    }

    /// The difference.
    ///
    /// # Errors
    /// `number.overflow`.
    pub fn minus(self, other: Self) -> Result<Self> {
        self.plus(other.negated())
    }

    /// The opposite.
    #[must_use]
    pub const fn negated(self) -> Self {
        Self {
            ten_thousandths: -self.ten_thousandths,
            digits: self.digits,
        }
    }

    /// The absolute value.
    #[must_use]
    pub const fn abs(self) -> Self {
        Self {
            ten_thousandths: self.ten_thousandths.abs(),
            digits: self.digits,
        }
    }

    /// The sum of many.
    ///
    /// # Errors
    /// `number.overflow`.
    pub fn sum(amounts: impl IntoIterator<Item = Self>) -> Result<Self> {
        amounts.into_iter().try_fold(Self::ZERO, Self::plus)
    }

    /// Whether it is zero.
    #[must_use]
    pub const fn is_zero(self) -> bool {
        self.ten_thousandths == 0
    }

    /// Whether it is below zero.
    #[must_use]
    pub const fn is_negative(self) -> bool {
        self.ten_thousandths < 0
    }

    /// Whether it is above zero.
    #[must_use]
    pub const fn is_positive(self) -> bool {
        self.ten_thousandths > 0
    }

    /// As a `Decimal` with the currency's digits, for hosts that compute with it.
    #[must_use]
    pub fn to_decimal(self) -> Decimal {
        let mut decimal = Decimal::new(self.ten_thousandths, u32::from(AMOUNT_DECIMALS));
        decimal.rescale(u32::from(self.digits.max(self.least_digits())));
        decimal
    }

    fn least_digits(self) -> u8 {
        let mut rest = self.ten_thousandths.unsigned_abs() % 10_000;
        let mut digits = AMOUNT_DECIMALS;
        while digits > 0 && rest.is_multiple_of(10) {
            rest /= 10;
            digits -= 1;
        }
        digits
    }

    /// Value and digits in one integer: how a row hands an amount to serde, because only the row
    /// knows the currency the digits come from.
    #[cfg(feature = "engine")]
    pub(crate) const fn pack(value: i64, digits: u8) -> i128 {
        ((value as i128) << 8) | digits as i128
    }

    fn unpack(packed: i128) -> Result<Self> {
        let digits = u8::try_from(packed & 0xff).map_err(|_| overflow())?;
        Self::from_wide(packed >> 8, digits)
    }
}

impl TryFrom<Decimal> for Amount {
    type Error = Error;

    /// Exact, never rounded: more than four decimals are `number.too_precise`.
    fn try_from(value: Decimal) -> Result<Self> {
        if value.scale() <= u32::from(AMOUNT_DECIMALS) {
            return Self::parse(&value.to_string());
        }
        Self::parse(&value.normalize().to_string())
    }
}

impl std::str::FromStr for Amount {
    type Err = Error;
    fn from_str(text: &str) -> Result<Self> {
        Self::parse(text)
    }
}

impl PartialEq for Amount {
    fn eq(&self, other: &Self) -> bool {
        self.ten_thousandths == other.ten_thousandths
    }
}

impl Eq for Amount {}

impl PartialOrd for Amount {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Amount {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.ten_thousandths.cmp(&other.ten_thousandths)
    }
}

impl Amount {
    fn written(self, text: &mut NumberText) -> &str {
        digits::number(text, self.ten_thousandths, AMOUNT_DECIMALS, self.digits)
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.written(&mut [0; 24]))
    }
}

impl fmt::Debug for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.serialize_str(self.written(&mut [0; 24]))
        } else {
            serializer.serialize_i64(self.ten_thousandths)
        }
    }
}

struct Packed;

impl Visitor<'_> for Packed {
    type Value = Amount;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a stored amount")
    }

    fn visit_i128<E: de::Error>(self, packed: i128) -> Result<Amount, E> {
        Amount::unpack(packed).map_err(E::custom)
    }
}

impl<'de> Deserialize<'de> for Amount {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            deserializer.deserialize_any(DecimalText(Self::parse))
        } else {
            deserializer.deserialize_newtype_struct(STORED, Packed)
        }
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Amount {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Amount".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "format": "amount",
            "pattern": r"^-?\d+(\.\d{1,4})?$",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn currency(code: &str) -> Currency {
        Currency::parse(code).unwrap()
    }

    #[test]
    fn an_amount_is_written_with_its_currencys_digits() {
        // ISO 4217: CNY 2, JPY 0, KWD 3.
        for (code, written) in [("CNY", "1200.00"), ("JPY", "1200"), ("KWD", "1200.000")] {
            assert_eq!(
                Amount::parse("1200")
                    .unwrap()
                    .of(currency(code))
                    .unwrap()
                    .to_string(),
                written
            );
        }
        let error = Amount::parse("0.5")
            .unwrap()
            .of(currency("JPY"))
            .unwrap_err();
        assert_eq!(error.kind(), "amount.too_precise");
    }

    #[test]
    fn sums_are_bounded() {
        let most = Amount::parse("100000000000000").unwrap();
        assert_eq!(
            most.plus(Amount::parse("0.01").unwrap())
                .unwrap_err()
                .kind(),
            "number.overflow"
        );
        assert!(most.minus(most).unwrap().is_zero());
    }

    #[test]
    fn minor_units_are_exact() {
        let cny = currency("CNY");
        assert_eq!(
            Amount::from_minor(-1234, cny).unwrap().to_string(),
            "-12.34"
        );
        assert_eq!(Amount::parse("12.34").unwrap().minor(cny), 1234);
        assert_eq!(
            Amount::parse("12.30").unwrap().to_decimal().to_string(),
            "12.30"
        );
    }
}
