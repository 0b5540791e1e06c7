//! What may happen to a customer. Pure.

use super::model::Customer;
use crate::base::Currency;
use crate::base::Lifecycle;
use crate::base::error::{Refusal, Result};
use crate::base::id::CustomerId;
use crate::base::limits::{ADDRESSES_MAX, TREE_DEPTH_MAX};
use crate::base::messages::{LIST_TOO_LONG, NUMBER_NEGATIVE};

/// A credit code that is none by its form.
pub const CREDIT_CODE: Refusal = Refusal::input(
    "customer.credit_code",
    "\"{code}\" is no credit code of GB 32100-2015: 18 digits and capitals without I, O, S, V, Z",
    "\"{code}\" 不是 GB 32100-2015 规定的统一社会信用代码:应为 18 位数字或大写字母(不含 I、O、S、V、Z)",
);
/// A credit code with a mistyped character.
pub const CREDIT_CODE_CHECK: Refusal = Refusal::input(
    "customer.credit_code_check",
    "the check character of \"{code}\" would be {expected}, not {found}",
    "\"{code}\" 的校验码应为 {expected},而非 {found}",
);
/// A customer above itself.
pub const CYCLE: Refusal = Refusal::rule(
    "customer.cycle",
    "customer {parent} is customer {customer} or stands below it",
    "客户 {parent} 就是客户 {customer} 或其下级",
);
/// Too many customers above each other.
pub const TOO_DEEP: Refusal = Refusal::rule(
    "customer.too_deep",
    "at most {max} customers stand above each other",
    "客户层级最多 {max} 层",
);
/// Something new for an archived customer.
pub const ARCHIVED: Refusal = Refusal::rule(
    "customer.archived",
    "customer {customer} is archived",
    "客户 {customer} 已归档",
);

/// The characters of a credit code; each stands for its place, 0 to 30 (GB 32100-2015, table 1).
const ALPHABET: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";
/// The modulus of its check character: how many characters there are.
const MODULUS: u32 = 31;
/// Its length.
const LENGTH: usize = 18;

/// Checks a 统一社会信用代码 by GB 32100-2015: the character at place i counts 3^(i-1), all modulo
/// 31, and the last one makes the sum a multiple of 31.
///
/// # Errors
/// `customer.credit_code`, then `customer.credit_code_check`, both at `credit_code`.
pub fn credit_code(code: &str) -> Result<()> {
    let refused = |refusal: Refusal| refusal.at("credit_code").with("code", code);
    let values: Option<Vec<u32>> = code.chars().map(value).collect();
    let values = values.ok_or_else(|| refused(CREDIT_CODE))?;
    let Some((check, body)) = values.split_last() else {
        return Err(refused(CREDIT_CODE));
    };
    if values.len() != LENGTH {
        return Err(refused(CREDIT_CODE));
    }
    let (mut sum, mut weight) = (0, 1);
    for value in body {
        sum = (sum + value * weight) % MODULUS;
        weight = weight * 3 % MODULUS;
    }
    let expected = (MODULUS - sum) % MODULUS;
    if *check == expected {
        return Ok(());
    }
    Err(refused(CREDIT_CODE_CHECK)
        .with("expected", character(expected))
        .with("found", character(*check)))
}

fn value(character: char) -> Option<u32> {
    let place = ALPHABET.find(character)?;
    u32::try_from(place).ok()
}

fn character(value: u32) -> Option<char> {
    ALPHABET.chars().nth(value as usize)
}

/// Checks what stands in a customer by itself, and writes its credit limit and what is secured in
/// its currency. Without a currency they are in the workspace's.
///
/// # Errors
/// `customer.credit_code`, `customer.credit_code_check`, `list.too_long` at `addresses`,
/// `number.negative` and `amount.too_precise` at `credit_limit` or `secured`.
pub fn check(customer: &mut Customer, standard: Currency) -> Result<()> {
    if let Some(code) = &customer.credit_code {
        credit_code(code)?;
    }
    let count = customer.addresses.len();
    if count > ADDRESSES_MAX {
        return Err(LIST_TOO_LONG
            .at("addresses")
            .with("count", count)
            .with("max", ADDRESSES_MAX));
    }
    let amounts = [
        ("credit_limit", &mut customer.credit_limit),
        ("secured", &mut customer.secured),
    ];
    for (field, kept) in amounts {
        let Some(amount) = *kept else {
            continue;
        };
        if amount.is_negative() {
            return Err(NUMBER_NEGATIVE.at(field).with("text", amount));
        }
        let currency = *customer.currency.get_or_insert(standard);
        *kept = Some(amount.of(currency).map_err(|error| error.at(field))?);
    }
    Ok(())
}

/// Refuses a parent that is the customer itself or stands below it. `above` is the wanted parent,
/// then its own, and so on, cut after one more than the depth allowed; `levels` counts the customer
/// itself and the levels below it, 1 when there are none.
///
/// # Errors
/// `customer.cycle`, then `customer.too_deep`, both at `parent`.
pub fn parent(customer: CustomerId, above: &[CustomerId], levels: usize) -> Result<()> {
    if above.contains(&customer) {
        return Err(CYCLE
            .at("parent")
            .with("customer", customer)
            .with("parent", above.first()));
    }
    if above.len() + levels > TREE_DEPTH_MAX {
        return Err(TOO_DEEP.at("parent").with("max", TREE_DEPTH_MAX));
    }
    Ok(())
}

/// Refuses an archived customer for anything new.
///
/// # Errors
/// `customer.archived` at `customer`.
pub fn active(customer: &Customer) -> Result<()> {
    match customer.status {
        Lifecycle::Active => Ok(()),
        Lifecycle::Archived => Err(ARCHIVED.at("customer").with("customer", customer.id)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::id::Id;

    #[test]
    fn published_credit_codes_are_sound() {
        // As on their business licences: Huawei Technologies, Tencent Computer Systems, Industrial
        // and Commercial Bank of China, Kweichow Moutai, Xiaomi Technology.
        for code in [
            "914403001922038216",
            "9144030071526726XG",
            "91100000100003962T",
            "9152000071430580XT",
            "91110108551385082Q",
        ] {
            credit_code(code).unwrap();
        }
    }

    #[test]
    fn the_check_character_follows_the_weights() {
        // By hand: in 1…0 with 17 places only the first counts, 1 × 1; 31 - 1 = 30 is Y. With a 1
        // at the second place 3; 31 - 3 = 28 is W. All zero: 31 - 0 = 31 is 0 again.
        for (body, check) in [
            ("10000000000000000", 'Y'),
            ("01000000000000000", 'W'),
            ("00000000000000000", '0'),
        ] {
            credit_code(&format!("{body}{check}")).unwrap();
            let wrong = if check == '0' { '1' } else { '0' };
            let error = credit_code(&format!("{body}{wrong}")).unwrap_err();
            assert_eq!(error.kind(), "customer.credit_code_check");
            assert_eq!(error.details()["expected"], check.to_string());
        }
    }

    #[test]
    fn a_mistyped_or_swapped_character_is_found() {
        let code = "914403001922038216";
        for place in 0..LENGTH {
            for character in ALPHABET.chars() {
                let mut typed: Vec<char> = code.chars().collect();
                if std::mem::replace(&mut typed[place], character) == character {
                    continue;
                }
                let typed: String = typed.into_iter().collect();
                assert!(credit_code(&typed).is_err(), "{typed}");
            }
        }
        assert!(credit_code("914403001922038261").is_err());
    }

    #[test]
    fn other_forms_are_refused_as_such() {
        for code in [
            "",
            "9",
            "91440300192203821",
            "9144030019220382160",
            "91440300192203821I",
            "9144030071526726Xg",
            "9144030071526726ＸＧ",
            "91440300-92203821 ",
        ] {
            let error = credit_code(code).unwrap_err();
            assert_eq!(error.kind(), "customer.credit_code", "{code}");
            assert_eq!(error.field(), Some("credit_code"));
        }
    }

    #[test]
    fn nobody_stands_above_themselves_and_the_tree_is_bounded() {
        let id = CustomerId::from_raw;
        let chain = |length: i64| (2..2 + length).map(id).collect::<Vec<_>>();
        parent(id(1), &[], 1).unwrap();
        parent(id(1), &chain(63), 1).unwrap();
        parent(id(1), &chain(1), 63).unwrap();
        for (above, levels) in [(64, 1), (63, 2), (1, 64)] {
            let error = parent(id(1), &chain(above), levels).unwrap_err();
            assert_eq!(error.kind(), "customer.too_deep");
        }
        for above in [vec![id(1)], vec![id(2), id(3), id(1)]] {
            let error = parent(id(1), &above, 1).unwrap_err();
            assert_eq!(
                (error.kind(), error.field()),
                ("customer.cycle", Some("parent"))
            );
        }
    }
}
