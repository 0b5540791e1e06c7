//! Currencies of ISO 4217.

use super::error::{Error, Result, carried};
use super::limits::AMOUNT_DECIMALS;
use super::messages::CURRENCY_UNKNOWN;
use super::number::clip;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::fmt;

/// A currency of ISO 4217 that has a minor unit, so that amounts of it can be rounded.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency {
    code: [u8; 3],
    digits: u8,
}

impl Currency {
    /// Renminbi.
    pub const CNY: Self = Self {
        code: *b"CNY",
        digits: 2,
    };

    /// Reads a code in capitals, such as `CNY`.
    ///
    /// # Errors
    /// `currency.unknown` for a code outside ISO 4217 or without a minor unit (gold, test codes).
    pub fn parse(text: &str) -> Result<Self> {
        if text == "CNY" {
            return Ok(Self::CNY);
        }
        let unknown = || CURRENCY_UNKNOWN.error().with("text", clip(text));
        let code: [u8; 3] = text.as_bytes().try_into().map_err(|_| unknown())?;
        let listed = iso_currency::Currency::from_code(text).ok_or_else(unknown)?;
        let exponent = listed.exponent().ok_or_else(unknown)?;
        let digits = u8::try_from(exponent).map_err(|_| unknown())?;
        if digits > AMOUNT_DECIMALS {
            return Err(unknown());
        }
        Ok(Self { code, digits })
    }

    /// The three letters.
    #[must_use]
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.code).unwrap_or("???")
    }

    /// Decimals of the minor unit: CNY 2, JPY 0, KWD 3.
    #[must_use]
    pub const fn digits(self) -> u8 {
        self.digits
    }

    /// The English name in ISO 4217.
    #[must_use]
    pub fn name(self) -> String {
        iso_currency::Currency::from_code(self.code())
            .map_or_else(String::new, |listed| listed.name().to_owned())
    }
}

impl std::str::FromStr for Currency {
    type Err = Error;
    fn from_str(text: &str) -> Result<Self> {
        Self::parse(text)
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl Serialize for Currency {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

struct CodeVisitor;

impl de::Visitor<'_> for CodeVisitor {
    type Value = Currency;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a currency code")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Currency, E> {
        Currency::parse(text).map_err(|error| E::custom(carried::wrap(&error)))
    }
}

impl<'de> Deserialize<'de> for Currency {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(CodeVisitor)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Currency {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Currency".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "format": "currency", "pattern": "^[A-Z]{3}$" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_follow_iso_4217() {
        // ISO 4217 list one: minor units.
        let listed = [
            ("CNY", 2),
            ("JPY", 0),
            ("KWD", 3),
            ("CLF", 4),
            ("KRW", 0),
            ("BHD", 3),
        ];
        for (code, digits) in listed {
            assert_eq!(Currency::parse(code).unwrap().digits(), digits, "{code}");
        }
        assert_eq!(
            Currency::CNY,
            Currency::parse(&String::from("CNY")).unwrap()
        );
        for code in ["cny", "RMB", "XAU", "XXX", "", "CN", "CNYY", "¥"] {
            assert_eq!(
                Currency::parse(code).unwrap_err().kind(),
                "currency.unknown",
                "{code}"
            );
        }
    }
}
