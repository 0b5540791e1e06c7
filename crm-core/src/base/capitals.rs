//! Amounts in Chinese capitals (大写金额), as bills and tax invoices carry them. Pure.
//!
//! The rule is the 《正确填写票据和结算凭证的基本规定》, the first annex of the 《支付结算办法》 of
//! the People's Bank of China (银发〔1997〕393号). Where it leaves two ways of writing open, the one
//! it names first is taken: 零 behind a 元 whose own digit is zero, none for a zero in the place of
//! 万 alone, and no 整 behind 角.

use super::amount::Amount;
use super::currency::Currency;
use super::error::{Refusal, Result};

/// No Chinese name is known of the currency.
pub const NO_CAPITALS: Refusal = Refusal::rule(
    "currency.no_capitals",
    "amounts in {currency} are not written in Chinese capitals: its Chinese name is not known",
    "未登记货币 {currency} 的中文名称,不能书写大写金额",
);

const DIGITS: [&str; 10] = ["零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"];
const PLACES: [(u64, &str); 4] = [(1000, "仟"), (100, "佰"), (10, "拾"), (1, "")];
/// One hundred million, which counts like a unit of its own.
const YI: u64 = 100_000_000;
const WAN: u64 = 10_000;

/// The Chinese names of currencies: of the renminbi as the rule writes it, of others as the China
/// Foreign Exchange Trade System publishes the renminbi's central parity, and of the New Taiwan
/// dollar. Each has either two decimals, which are 角 and 分, or none.
const NAMES: &[(&str, &str)] = &[
    ("CNY", "人民币"),
    ("USD", "美元"),
    ("EUR", "欧元"),
    ("JPY", "日元"),
    ("HKD", "港元"),
    ("GBP", "英镑"),
    ("AUD", "澳元"),
    ("NZD", "新西兰元"),
    ("SGD", "新加坡元"),
    ("CHF", "瑞士法郎"),
    ("CAD", "加元"),
    ("MOP", "澳门元"),
    ("MYR", "林吉特"),
    ("RUB", "卢布"),
    ("ZAR", "兰特"),
    ("KRW", "韩元"),
    ("AED", "迪拉姆"),
    ("SAR", "里亚尔"),
    ("HUF", "福林"),
    ("PLN", "兹罗提"),
    ("DKK", "丹麦克朗"),
    ("SEK", "瑞典克朗"),
    ("NOK", "挪威克朗"),
    ("TRY", "里拉"),
    ("MXN", "比索"),
    ("THB", "泰铢"),
    ("TWD", "新台币"),
];

/// The amount in Chinese capitals, its currency's name before it, such as
/// `人民币壹万贰仟叁佰肆拾伍元陆角柒分`. A negative one has 负 behind the name.
///
/// # Errors
/// `currency.no_capitals` at `currency`; `amount.too_precise` at `amount`.
pub fn capitals(amount: Amount, currency: Currency) -> Result<String> {
    let named = NAMES.iter().find(|(code, _)| *code == currency.code());
    let Some((_, name)) = named else {
        return Err(NO_CAPITALS.at("currency").with("currency", currency));
    };
    let amount = amount.of(currency).map_err(|error| error.at("amount"))?;
    // Hundredths whatever the currency's digits: ten-thousandths lose only zeros.
    let hundredths = amount.ten_thousandths().unsigned_abs() / 100;
    let sign = if amount.is_negative() { "负" } else { "" };
    Ok(format!("{name}{sign}{}", money(hundredths)))
}

fn money(hundredths: u64) -> String {
    let (yuan, jiao, fen) = (hundredths / 100, hundredths / 10 % 10, hundredths % 10);
    let mut text = String::new();
    if yuan > 0 {
        text.push_str(&whole(yuan));
        text.push('元');
    }
    if jiao == 0 && fen == 0 {
        return if yuan == 0 {
            "零元整".to_owned()
        } else {
            text + "整"
        };
    }
    if jiao > 0 {
        if yuan > 0 && yuan.is_multiple_of(10) {
            text.push('零');
        }
        text.push_str(digit(jiao));
        text.push('角');
    }
    if fen > 0 {
        if yuan > 0 && jiao == 0 {
            text.push('零');
        }
        text.push_str(digit(fen));
        text.push('分');
    }
    text
}

/// A whole number above zero. What stands before 亿 is read like a number of its own.
fn whole(number: u64) -> String {
    let mut text = String::new();
    if number >= YI {
        text.push_str(&whole(number / YI));
        text.push('亿');
    }
    let groups = [(number % YI / WAN, "万"), (number % WAN, "")];
    let mut skipped = false;
    for (group, unit) in groups {
        if group == 0 {
            skipped = true;
            continue;
        }
        if !text.is_empty() && (skipped || group < 1000) {
            text.push('零');
        }
        text.push_str(&four(group));
        text.push_str(unit);
        skipped = false;
    }
    text
}

/// Up to four digits; zeros between them are one 零, those behind them nothing.
fn four(group: u64) -> String {
    let (mut text, mut zero) = (String::new(), false);
    for (place, unit) in PLACES {
        match group / place % 10 {
            0 => zero = !text.is_empty(),
            value => {
                if zero {
                    text.push('零');
                }
                text.push_str(digit(value));
                text.push_str(unit);
                zero = false;
            }
        }
    }
    text
}

fn digit(value: u64) -> &'static str {
    let place = usize::try_from(value).unwrap_or_default();
    DIGITS.get(place).copied().unwrap_or_default()
}

#[cfg(test)]
#[path = "capitals_tests.rs"]
mod tests;
