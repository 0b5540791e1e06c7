//! How a planned line came about, in words: one step for each rule that made it.

use super::check::Share;
use crate::base::Amount;
use crate::base::Date;
use crate::base::error::{Error, Refusal};
use crate::terms::model::{Events, PlannedLine, Start, TermLine, Total};

/// Every kind of step of a line, in the order in which they can occur.
pub const STEPS: &[Refusal] = &[
    OF_TOTAL,
    AFTER_FIXED,
    OF_UNTAXED,
    OF_REMAINDER,
    FIXED,
    TAX,
    BALANCE,
    MULTIPLE,
    PART,
    TAX_IN,
    STARTED,
    WAITS,
    DUE,
    MOVED,
    EXPECTED,
    EARLY,
    LOWERED,
];

macro_rules! steps {
    ($($name:ident = $kind:literal, $english:literal, $chinese:literal;)*) => {
        $(const $name: Refusal = Refusal::rule($kind, $english, $chinese);)*
    };
}

steps! {
    OF_TOTAL = "step.percent",
        "{percent} % of the total {total}, rounded over all such lines together (M5): {amount}",
        "总额 {total} 的 {percent}%,与其他同类行累计舍入 (M5):{amount}";
    AFTER_FIXED = "step.percent_after_fixed",
        "{percent} % of what fixed, tax and retention lines leave of {total} (M2): {amount}",
        "总额 {total} 扣除固定、税额、质保金行后的 {percent}% (M2):{amount}";
    OF_UNTAXED = "step.percent_of_untaxed",
        "{percent} % of the untaxed total {total} (M2): {amount}",
        "不含税总额 {total} 的 {percent}% (M2):{amount}";
    OF_REMAINDER = "step.percent_of_remainder",
        "{percent} % of what the lines before it left (M2): {amount}",
        "此前各行之后余额的 {percent}% (M2):{amount}";
    FIXED = "step.fixed", "the fixed amount {amount} (M2)", "固定金额 {amount} (M2)";
    TAX = "step.tax", "the tax of the total: {amount} (M2)", "总额中的税额:{amount} (M2)";
    BALANCE = "step.balance",
        "what the other lines leave of {total} (M2): {amount}",
        "总额 {total} 扣除其他各行后的余额 (M2):{amount}";
    MULTIPLE = "step.round_to",
        "rounded to a multiple of {multiple}; the balance line takes the difference (M5)",
        "按 {multiple} 的倍数取整,差额由余额行承担 (M5)";
    PART = "step.part",
        "part {part} of {parts} equal parts by cumulative rounding (M5): {amount}",
        "{parts} 等分之第 {part} 份,累计舍入 (M5):{amount}";
    TAX_IN = "step.tax_in", "of which tax {tax} (M14)", "其中税额 {tax} (M14)";
    STARTED = "step.started", "starts with {event} on {day} (M9)", "自 {day} 的“{event}”起算 (M9)";
    WAITS = "step.waits", "waits for {event} (M9)", "等待“{event}”发生 (M9)";
    DUE = "step.due", "\"{rule}\" from {day} (M6)", "自 {day} 起按规则“{rule}” (M6)";
    MOVED = "step.moved", "moved by pay days and calendar (M7): {path}", "按付款日与工作日历调整 (M7):{path}";
    EXPECTED = "step.expected", "expected to be due on {day} (M37)", "预计于 {day} 到期 (M37)";
    EARLY = "step.early", "{pay} pays all of it until {until}: {discount} discount (M11)",
        "{until} 前付 {pay} 即结清,折扣 {discount} (M11)";
    LOWERED = "step.lowered", "its tax is lowered by {amount} from the beginning (M11)",
        "其税额自始减少 {amount} (M11)";
}

/// The steps of one planned line.
pub(super) fn line(
    total: Total,
    term: &TermLine,
    (share, wanted): (Share, Amount),
    (start, events): (Option<Date>, &Events),
    line: &PlannedLine,
) -> Vec<Error> {
    let mut steps = vec![amount(total, share, wanted, line)];
    if let Some(multiple) = term.round_to {
        steps.push(MULTIPLE.error().with("multiple", multiple));
    }
    if let (Some(part), Some(parts)) = (line.part, term.parts) {
        let step = PART.error().with("part", part).with("parts", parts);
        steps.push(step.with("amount", line.amount));
    }
    if !line.tax.is_zero() {
        steps.push(TAX_IN.error().with("tax", line.tax));
    }
    days(term, start, events, line, &mut steps);
    if let Some(early) = &line.early_payment {
        if !early.lowered.is_zero() {
            steps.push(LOWERED.error().with("amount", early.lowered));
        }
        for offer in &early.offers {
            let step = EARLY
                .error()
                .with("pay", offer.pay)
                .with("until", offer.until);
            steps.push(step.with("discount", offer.discount));
        }
    }
    steps
}

fn amount(total: Total, share: Share, wanted: Amount, line: &PlannedLine) -> Error {
    let wanted = if total.gross.is_negative() {
        wanted.negated()
    } else {
        wanted
    };
    let (step, percent) = match share {
        Share::Percent(percent) => (OF_TOTAL, Some(percent)),
        Share::AfterFixed(percent) => (AFTER_FIXED, Some(percent)),
        Share::Untaxed(percent) => (OF_UNTAXED, Some(percent)),
        Share::Remainder(percent) => (OF_REMAINDER, Some(percent)),
        Share::Fixed(_) => (FIXED, None),
        Share::Tax => (TAX, None),
        Share::Balance => (BALANCE, None),
    };
    let of = match share {
        Share::Untaxed(_) => total.untaxed().unwrap_or(total.gross),
        _ => total.gross,
    };
    let amount = if line.part.is_some() {
        wanted
    } else {
        line.amount
    };
    let step = step.error().with("total", of).with("amount", amount);
    match percent {
        Some(percent) => step.with("percent", percent),
        None => step,
    }
}

fn days(
    term: &TermLine,
    start: Option<Date>,
    events: &Events,
    line: &PlannedLine,
    steps: &mut Vec<Error>,
) {
    let event = term
        .milestone
        .as_ref()
        .map_or(term.starts.as_str(), |name| name.as_str());
    let Some(day) = start else {
        steps.push(WAITS.error().with("event", event));
        if let Some(day) = line.expected_on {
            steps.push(EXPECTED.error().with("day", day));
        }
        return;
    };
    if term.starts != Start::Approval || events.happened.len() > 1 {
        steps.push(STARTED.error().with("event", event).with("day", day));
    }
    if !term.due.is_empty() || term.every.is_some() {
        let every = term.every.as_ref().map(|every| format!(" + {every} × "));
        let rule = match (every, line.part) {
            (Some(every), Some(part)) => format!("{}{every}{}", term.due, part - 1),
            _ => term.due.to_string(),
        };
        steps.push(DUE.error().with("rule", rule).with("day", day));
    }
    if let Some(path) = &line.path {
        steps.push(MOVED.error().with("path", path));
    }
}
