//! The words that details carry, as people read them. Details are the same in every language, so
//! that programs can branch on them; a message shows what stands here.

/// A word of one detail: the detail's name, the word, the phrase in English and in Chinese.
type Word = (&'static str, &'static str, &'static str, &'static str);

/// Every word that is no host's own text, no name of a field and no code.
const WORDS: &[Word] = &[
    ("record", "amendment", "amendment", "变更"),
    ("record", "calendar", "calendar", "日历"),
    ("record", "code", "code", "代码"),
    ("record", "contact", "contact", "联系人"),
    ("record", "contract", "contract", "合同"),
    ("record", "credit_note", "credit note", "贷项通知"),
    ("record", "customer", "customer", "客户"),
    ("record", "delivery", "delivery", "交付"),
    ("record", "department", "department", "部门"),
    ("record", "opportunity", "opportunity", "机会"),
    ("record", "order", "order", "订单"),
    ("record", "order_event", "event of an order", "订单事件"),
    ("record", "order_line", "line of an order", "订单行"),
    ("record", "pipeline", "pipeline", "销售流程"),
    ("record", "plan", "collection plan", "回款计划"),
    ("record", "price", "price", "价格"),
    ("record", "price_list", "price list", "价格表"),
    ("record", "product", "product", "产品"),
    ("record", "quote", "quote", "报价单"),
    ("record", "receipt", "receipt", "收款"),
    ("record", "refund", "refund", "退款"),
    ("record", "role", "role", "角色"),
    ("record", "setting", "setting", "设置"),
    ("record", "terms", "terms", "付款条件"),
    ("record", "user", "user", "用户"),
    ("status", "draft", "draft", "草稿"),
    ("status", "submitted", "submitted", "已提交"),
    ("status", "approved", "approved", "已批准"),
    ("status", "rejected", "rejected", "已拒绝"),
    ("status", "completed", "completed", "已完成"),
    ("status", "cancelled", "cancelled", "已取消"),
    ("status", "sent", "sent", "已发出"),
    ("status", "accepted", "accepted", "已接受"),
    ("status", "superseded", "superseded", "已被取代"),
    ("status", "open", "open", "进行中"),
    ("status", "won", "won", "赢单"),
    ("status", "lost", "lost", "输单"),
    ("status", "confirmed", "confirmed", "已确认"),
    ("status", "issued", "issued", "已开具"),
    ("status", "partly_refunded", "partly refunded", "已部分退款"),
    ("status", "reversed", "reversed", "已冲销"),
    ("event", "signing", "the signing", "签署"),
    ("event", "delivery", "the delivery", "交付"),
    ("event", "full_delivery", "the full delivery", "全部交付"),
    ("event", "acceptance", "the acceptance", "验收"),
    ("event", "invoice", "the invoice", "开票"),
    (
        "event",
        "contract_end",
        "the end of the contract",
        "合同到期",
    ),
    ("event", "approval", "the approval", "批准"),
    ("what", "count", "count", "数目"),
    ("what", "day", "day", "日"),
    ("what", "month", "month", "月份"),
    ("what", "steps", "number of steps", "步骤数"),
    ("given", "text", "text", "文本"),
    ("given", "list", "a list", "列表"),
    ("given", "object", "an object", "对象"),
    ("expected", "text", "text", "文本"),
    ("expected", "list", "a list", "列表"),
    ("expected", "object", "an object", "对象"),
    ("expected", "boolean", "true or false", "真假值"),
    ("expected", "i32", "a whole number of 32 bits", "32 位整数"),
    ("expected", "i64", "a whole number of 64 bits", "64 位整数"),
    (
        "expected",
        "u8",
        "a whole number from 0 to 255",
        "0 至 255 的整数",
    ),
    (
        "expected",
        "u32",
        "a whole number from 0 to 4294967295",
        "0 至 4294967295 的整数",
    ),
    (
        "expected",
        "u64",
        "a whole number not below 0",
        "不小于 0 的整数",
    ),
    (
        "expected",
        "decimal",
        "a decimal number as text",
        "以文本书写的十进制数",
    ),
    (
        "expected",
        "currency",
        "a currency of ISO 4217",
        "ISO 4217 货币代码",
    ),
    (
        "expected",
        "date",
        "a date written YYYY-MM-DD",
        "YYYY-MM-DD 格式的日期",
    ),
    (
        "expected",
        "instant",
        "an instant of RFC 3339",
        "RFC 3339 时刻",
    ),
    (
        "expected",
        "date_rule",
        "a date rule such as \"30d, eom\"",
        "日期规则,例如 \"30d, eom\"",
    ),
];

/// The phrases of a detail's word, in English and in Chinese; nothing when it stands for itself.
pub(super) fn phrases(detail: &str, word: &str) -> Option<(&'static str, &'static str)> {
    let found = WORDS
        .iter()
        .find(|(of, own, ..)| *of == detail && *own == word);
    found.map(|(.., english, chinese)| (*english, *chinese))
}
