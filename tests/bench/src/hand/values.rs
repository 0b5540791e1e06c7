//! Money, numbers, days and instants as whole numbers, as a careful program keeps them.

use super::codec::{Text, number, text};
use serde::{Serialize, Serializer};
use std::borrow::Cow;
use std::fmt;

/// Money in ten-thousandths, shown with two decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) struct Money(pub(super) i64);

/// A price, a quantity or a percentage in millionths, shown without needless zeros.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Number(pub(super) i64);

/// A day, counted from 1 January 1970.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Day(pub(super) i64);

/// An instant in microseconds since 1970.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Moment(pub(super) i64);

/// Yes or no, kept as 1 or 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Flag(pub(super) bool);

/// Ten-thousandths in a cent.
pub(super) const CENT: i128 = 100;
const WHOLE_MONEY: i64 = 10_000;
const WHOLE_NUMBER: i64 = 1_000_000;
const MICROSECONDS_A_DAY: i64 = 86_400_000_000;
/// Asia/Shanghai has been eight hours ahead since 1991.
const SHANGHAI: i64 = 8 * 3_600_000_000;

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let value = self.0.unsigned_abs();
        let whole = WHOLE_MONEY.unsigned_abs();
        write!(f, "{sign}{}.{:02}", value / whole, value % whole / 100)
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, mut rest) = (self.0 / WHOLE_NUMBER, self.0 % WHOLE_NUMBER);
        if rest == 0 {
            return write!(f, "{whole}");
        }
        let mut width = 6;
        while rest % 10 == 0 {
            rest /= 10;
            width -= 1;
        }
        write!(f, "{whole}.{rest:0width$}")
    }
}

impl Day {
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, '-').map(str::parse::<i64>);
        let (year, month, day) = (
            parts.next()?.ok()?,
            parts.next()?.ok()?,
            parts.next()?.ok()?,
        );
        // Days from civil, with years that begin in March.
        let year = if month <= 2 { year - 1 } else { year };
        let era = year.div_euclid(400);
        let of_era = year.rem_euclid(400);
        let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        let days = of_era * 365 + of_era / 4 - of_era / 100 + of_year;
        Some(Self(era * 146_097 + days - 719_468))
    }

    fn civil(self) -> (i64, i64, i64) {
        let shifted = self.0 + 719_468;
        let era = shifted.div_euclid(146_097);
        let of_era = shifted.rem_euclid(146_097);
        let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year + year / 4 - year / 100);
        let turned = (5 * of_year + 2) / 153;
        let month = if turned < 10 { turned + 3 } else { turned - 9 };
        let year = year + era * 400 + i64::from(month <= 2);
        (year, month, of_year - (153 * turned + 2) / 5 + 1)
    }

    pub(super) fn year(self) -> i64 {
        self.civil().0
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.civil();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

impl Moment {
    /// The day in Shanghai.
    pub(super) fn day(self) -> Day {
        Day((self.0 + SHANGHAI).div_euclid(MICROSECONDS_A_DAY))
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let day = Day(self.0.div_euclid(MICROSECONDS_A_DAY));
        let micros = self.0.rem_euclid(MICROSECONDS_A_DAY);
        let (seconds, micros) = (micros / 1_000_000, micros % 1_000_000);
        let (hour, minute, second) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
        write!(f, "{day}T{hour:02}:{minute:02}:{second:02}")?;
        if micros % 1_000 != 0 {
            write!(f, ".{micros:06}")?;
        } else if micros != 0 {
            write!(f, ".{:03}", micros / 1_000)?;
        }
        f.write_str("Z")
    }
}

impl Serialize for Flag {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bool(self.0)
    }
}

impl Text for Day {
    fn text(&self) -> Cow<'_, str> {
        self.to_string().into()
    }

    fn of(text: &str) -> Option<Self> {
        Self::parse(text)
    }
}

number!(Money, |value| value.0, Money);
number!(Number, |value| value.0, Number);
number!(Moment, |value| value.0, Moment);
number!(Flag, |value| i64::from(value.0), |number| Flag(number != 0));
text!(Day);

macro_rules! shown {
    ($($name:ident),*) => {$(
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }
    )*};
}
shown!(Money, Number, Day, Moment);

/// An enumeration whose words stand in rows and documents.
macro_rules! words {
    ($($name:ident { $($variant:ident = $word:literal),* $(,)? })*) => {$(
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum $name { $($variant),* }

        impl $name {
            fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),* }
            }
        }

        impl Text for $name {
            fn text(&self) -> Cow<'_, str> {
                self.as_str().into()
            }

            fn of(text: &str) -> Option<Self> {
                match text {
                    $($word => Some(Self::$variant),)*
                    _ => None,
                }
            }
        }
        text!($name);

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }
    )*};
}

words! {
    Stand { Open = "open", Won = "won", Lost = "lost" }
    QuoteStand {
        Draft = "draft", Sent = "sent", Accepted = "accepted", Rejected = "rejected",
        Superseded = "superseded",
    }
    OrderStand {
        Draft = "draft", Submitted = "submitted", Approved = "approved", Rejected = "rejected",
        Completed = "completed", Cancelled = "cancelled",
    }
    ReceiptStand {
        Draft = "draft", Submitted = "submitted", Rejected = "rejected", Confirmed = "confirmed",
        PartlyRefunded = "partly_refunded", Reversed = "reversed",
    }
    PlanKind { Sale = "sale" }
    DetailKind {
        Collected = "collected", Discounted = "discounted", WrittenOff = "written_off",
        Credited = "credited",
    }
    PlanStand {
        Planned = "planned", DueSoon = "due_soon", Overdue = "overdue",
        PartlyCollected = "partly_collected", Settled = "settled", Cancelled = "cancelled",
    }
    TaxRounding { Line = "line", Document = "document" }
    Tie { HalfUp = "half_up", HalfEven = "half_even" }
}
