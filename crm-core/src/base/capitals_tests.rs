use super::*;
use crate::base::limits::AMOUNT_MAX;
use proptest::prelude::*;

fn written(amount: &str, currency: &str) -> String {
    let currency = Currency::parse(currency).unwrap();
    capitals(Amount::parse(amount).unwrap(), currency).unwrap()
}

#[test]
fn the_examples_of_the_rule() {
    // 《正确填写票据和结算凭证的基本规定》 四 (一) to (四), the first way of writing where it names two.
    let examples = [
        ("1409.50", "人民币壹仟肆佰零玖元伍角"),
        ("6007.14", "人民币陆仟零柒元壹角肆分"),
        ("1680.32", "人民币壹仟陆佰捌拾元零叁角贰分"),
        ("107000.53", "人民币壹拾万柒仟元零伍角叁分"),
        ("16409.02", "人民币壹万陆仟肆佰零玖元零贰分"),
        ("325.04", "人民币叁佰贰拾伍元零肆分"),
    ];
    for (amount, expected) in examples {
        assert_eq!(written(amount, "CNY"), expected);
    }
}

#[test]
fn what_the_rule_says_of_whole_amounts_and_of_zeros() {
    // 整 behind 元 (rule 二); zeros within a number once, at its end not at all (rule 四).
    let examples = [
        ("12345.67", "人民币壹万贰仟叁佰肆拾伍元陆角柒分"),
        ("0", "人民币零元整"),
        ("0.05", "人民币伍分"),
        ("0.53", "人民币伍角叁分"),
        ("10", "人民币壹拾元整"),
        ("20.05", "人民币贰拾元零伍分"),
        ("100", "人民币壹佰元整"),
        ("10000", "人民币壹万元整"),
        ("10070", "人民币壹万零柒拾元整"),
        ("100001", "人民币壹拾万零壹元整"),
        ("100700", "人民币壹拾万零柒佰元整"),
        ("1001000", "人民币壹佰万壹仟元整"),
        ("10000010", "人民币壹仟万零壹拾元整"),
        ("100000000", "人民币壹亿元整"),
        ("100000001", "人民币壹亿零壹元整"),
        ("100010000", "人民币壹亿零壹万元整"),
        ("110000000", "人民币壹亿壹仟万元整"),
        ("1000000000000", "人民币壹万亿元整"),
        ("1000100000000", "人民币壹万零壹亿元整"),
        ("1000000050000", "人民币壹万亿零伍万元整"),
        ("100000000000000", "人民币壹佰万亿元整"),
        (
            "99999999999999.99",
            "人民币玖拾玖万玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分",
        ),
        ("-318.00", "人民币负叁佰壹拾捌元整"),
    ];
    for (amount, expected) in examples {
        assert_eq!(written(amount, "CNY"), expected, "{amount}");
    }
    assert_eq!(AMOUNT_MAX, 100_000_000_000_000);
}

#[test]
fn other_currencies_have_their_own_name_or_are_refused() {
    assert_eq!(written("1200.50", "USD"), "美元壹仟贰佰元零伍角");
    assert_eq!(written("10000", "JPY"), "日元壹万元整");
    let refused = |amount: &str, code: &str| {
        let currency = Currency::parse(code).unwrap();
        let error = capitals(Amount::parse(amount).unwrap(), currency).unwrap_err();
        (error.kind(), error.field().map(str::to_owned))
    };
    let at = |kind, field: &str| (kind, Some(field.to_owned()));
    assert_eq!(refused("1", "KWD"), at("currency.no_capitals", "currency"));
    assert_eq!(refused("0.5", "JPY"), at("amount.too_precise", "amount"));
    for (code, _) in NAMES {
        assert!(
            [0, 2].contains(&Currency::parse(code).unwrap().digits()),
            "{code}"
        );
    }
}

/// Reads capitals back, by adding up what stands before each unit.
fn read(text: &str) -> u64 {
    let (mut total, mut section, mut number, mut fraction) = (0, 0, 0, 0);
    for character in text.chars() {
        let word = character.to_string();
        if let Some(value) = DIGITS.iter().position(|digit| *digit == word) {
            number = value as u64;
            continue;
        }
        match character {
            '仟' | '佰' | '拾' => {
                let place = PLACES.iter().find(|(_, unit)| *unit == word).unwrap().0;
                section += number * place;
            }
            '万' => section = (section + number) * WAN,
            '亿' => {
                total = (total + section + number) * YI;
                section = 0;
            }
            '元' => {
                total += section + number;
                section = 0;
            }
            '角' => fraction += number * 10,
            '分' => fraction += number,
            other => assert_eq!(other, '整'),
        }
        number = 0;
    }
    total * 100 + fraction
}

proptest! {
    #[test]
    fn capitals_say_the_amount_and_nothing_twice(
        hundredths in prop_oneof![
            0_u64..100_000_000,
            0..=(AMOUNT_MAX as u64) * 100,
            (0_u64..1_000_000).prop_map(|n| n * 10_000_000),
        ],
    ) {
        let text = money(hundredths);
        prop_assert_eq!(read(&text), hundredths, "{}", text);
        prop_assert!(!text.contains("零零") && !text.contains("亿万"), "{}", text);
        prop_assert_eq!(text.ends_with('整'), hundredths % 100 == 0);
    }
}
