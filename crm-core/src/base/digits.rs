//! Numbers, days and moments as text. Documents hold thousands of them, and the formatting machinery
//! of the language costs several times what these loops do.

use super::number::pow10;
use chrono::{DateTime, Datelike, NaiveDate, Timelike, Utc};

/// Room for a 64-bit number with sign and point.
pub(super) type NumberText = [u8; 24];

/// An integer of `decimals` decimals with at least `shown` of them, more where not zero.
pub(super) fn number(text: &mut NumberText, value: i64, decimals: u8, shown: u8) -> &str {
    let scale = pow10(decimals).unsigned_abs();
    let (mut whole, mut rest) = (value.unsigned_abs() / scale, value.unsigned_abs() % scale);
    let mut digits = decimals;
    while digits > shown && rest.is_multiple_of(10) {
        rest /= 10;
        digits -= 1;
    }
    let mut used = 0;
    let mut places = text.iter_mut().rev();
    // From the right. There is always a place: 19 digits, a point and a sign are 21.
    let mut put = |byte: u8| {
        if let Some(place) = places.next() {
            *place = byte;
            used += 1;
        }
    };
    for _ in 0..digits {
        put(digit(rest));
        rest /= 10;
    }
    if digits > 0 {
        put(b'.');
    }
    loop {
        put(digit(whole));
        whole /= 10;
        if whole == 0 {
            break;
        }
    }
    if value < 0 {
        put(b'-');
    }
    let (_, text) = text.split_at(text.len() - used);
    ascii(text)
}

/// A day as `2026-01-15`.
pub(super) fn day(text: &mut [u8; 10], day: NaiveDate) -> &str {
    *text = day_bytes(day);
    ascii(text)
}

/// A moment as `2026-01-15T02:00:00Z`, with three or six decimals of the second where they are not
/// zero.
pub(super) fn moment(text: &mut [u8; 27], moment: DateTime<Utc>) -> &str {
    let [y1, y2, y3, y4, _, m1, m2, _, d1, d2] = day_bytes(moment.date_naive());
    let ([h1, h2], [i1, i2]) = (two(moment.hour()), two(moment.minute()));
    let [s1, s2] = two(moment.second());
    let micros = u64::from(moment.nanosecond() / 1_000);
    let [f1, f2, f3, f4, f5, f6] =
        [100_000, 10_000, 1_000, 100, 10, 1].map(|place| digit(micros / place));
    *text = [
        y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2, b'T', h1, h2, b':', i1, i2, b':', s1, s2, b'.',
        f1, f2, f3, f4, f5, f6, b'Z',
    ];
    let (length, last) = match micros {
        0 => (20, 19),
        _ if micros.is_multiple_of(1_000) => (24, 23),
        _ => (27, 26),
    };
    if let Some(last) = text.get_mut(last) {
        *last = b'Z';
    }
    let (text, _) = text.split_at(length);
    ascii(text)
}

/// Of the years 1900 to 9999.
fn day_bytes(day: NaiveDate) -> [u8; 10] {
    let year = u64::from(day.year().unsigned_abs());
    let [y1, y2, y3, y4] = [1_000, 100, 10, 1].map(|place| digit(year / place));
    let ([m1, m2], [d1, d2]) = (two(day.month()), two(day.day()));
    [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2]
}

fn two(value: u32) -> [u8; 2] {
    [digit(u64::from(value / 10)), digit(u64::from(value))]
}

/// The last digit of a number.
fn digit(value: u64) -> u8 {
    b'0' + u8::try_from(value % 10).unwrap_or_default()
}

/// Bytes that are digits and signs; nothing else was put there.
fn ascii(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::SecondsFormat;
    use proptest::prelude::*;

    proptest! {
        /// What the language's own formatting writes.
        #[test]
        fn numbers_are_as_formatted(value: i64, decimals in 0_u8..=6, shown in 0_u8..=6) {
            let shown = shown.min(decimals);
            let scale = 10_u64.pow(u32::from(decimals));
            let (whole, rest) = (value.unsigned_abs() / scale, value.unsigned_abs() % scale);
            let all = format!("{rest:0width$}", width = usize::from(decimals));
            let (kept, cut) = all.split_at(usize::from(shown).min(all.len()));
            let fraction = match (decimals, format!("{kept}{}", cut.trim_end_matches('0'))) {
                (0, _) => String::new(),
                (_, fraction) if fraction.is_empty() => String::new(),
                (_, fraction) => format!(".{fraction}"),
            };
            let sign = if value < 0 { "-" } else { "" };
            let text = format!("{sign}{whole}{fraction}");
            let mut room = [0; 24];
            prop_assert_eq!(number(&mut room, value, decimals, shown), text);
        }

        /// What chrono writes, over all instants there are.
        #[test]
        fn days_and_moments_are_as_chrono_writes_them(
            seconds in -2_208_988_800_i64..253_402_300_800, micros in 0_u32..1_000_000, cut in 0..3,
        ) {
            let micros = match cut {
                0 => micros,
                1 => micros / 1_000 * 1_000,
                _ => 0,
            };
            let at = DateTime::from_timestamp(seconds, micros * 1_000).unwrap();
            let text = at.to_rfc3339_opts(SecondsFormat::AutoSi, true);
            let mut room = [0; 27];
            prop_assert_eq!(moment(&mut room, at), text);
            let text = at.date_naive().to_string();
            let mut room = [0; 10];
            prop_assert_eq!(day(&mut room, at.date_naive()), text);
        }
    }
}
