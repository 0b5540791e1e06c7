//! Rules about Rust code: what pure files know, floats, and where the time comes from.

use super::Finding;
use super::source::Source;

/// What a pure rule must not know: it takes values and returns values.
const IMPURE: [&str; 5] = ["storage", "engine", "Session", "Context", "rusqlite"];
/// Names that serde's traits give to floats, and the question with which one is refused.
const FLOAT_METHODS: [&str; 7] = [
    "visit_f32",
    "visit_f64",
    "deserialize_f32",
    "deserialize_f64",
    "serialize_f32",
    "serialize_f64",
    "is_f64",
];
/// The macro that forwards a deserializer's methods names every type, floats too.
const FORWARD: &str = "forward_to_deserialize_any";
/// The only file that asks the machine for the time.
const CLOCK: &str = "crm-core/src/engine/clock.rs";

/// `base/`, every `model` and `rules`, and `pricing/` but for its operations are pure.
pub(super) fn purity(path: &str, content: &str) -> Vec<Finding> {
    if !is_pure(path) {
        return Vec::new();
    }
    let source = Source::new(content);
    let impure = source.tokens().filter(|(_, token)| IMPURE.contains(token));
    impure
        .map(|(line, token)| Finding::new(path, line, format!("a pure file mentions `{token}`")))
        .collect()
}

fn is_pure(path: &str) -> bool {
    let Some(path) = path
        .strip_prefix("crm-core/src/")
        .and_then(|p| p.strip_suffix(".rs"))
    else {
        return false;
    };
    let rooms: Vec<&str> = path.split('/').collect();
    match rooms.as_slice() {
        ["base", ..] => true,
        ["pricing", room, ..] => !["ops", "store", "mod"].contains(room),
        [_, room, ..] => ["model", "rules"].contains(room),
        _ => false,
    }
}

/// No float anywhere in the core, but for the methods with which serde offers one to be refused.
pub(super) fn floats(path: &str, content: &str) -> Vec<Finding> {
    if !path.starts_with("crm-core/src/") {
        return Vec::new();
    }
    let source = Source::new(content);
    let mut findings = Vec::new();
    let (mut in_signature, mut in_forward) = (false, false);
    for (line, token) in source.tokens() {
        match token {
            FORWARD => in_forward = true,
            "}" => in_forward = false,
            "{" | ";" => in_signature = false,
            _ if FLOAT_METHODS.contains(&token) => in_signature = true,
            _ if in_signature || in_forward => {}
            _ if token.ends_with("f32") || token.ends_with("f64") => {
                findings.push(Finding::new(path, line, format!("a float: `{token}`")));
            }
            _ => {}
        }
    }
    findings
}

/// The time comes in through the clock, so that a test or a host can set it.
pub(super) fn clock(path: &str, content: &str) -> Vec<Finding> {
    let library = ["crm-core/src/", "crm-ffi/src/", "crm-py/src/"];
    if path == CLOCK || !library.iter().any(|folder| path.starts_with(folder)) {
        return Vec::new();
    }
    let source = Source::new(content);
    let mut findings = Vec::new();
    for (number, line) in source.lines() {
        for call in ["Utc::now", "Local::now", "SystemTime"]
            .iter()
            .filter(|c| line.contains(**c))
        {
            let message = format!("`{call}` outside the clock, {CLOCK}");
            findings.push(Finding::new(path, number, message));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(findings: &[Finding]) -> Vec<usize> {
        findings.iter().map(|finding| finding.line).collect()
    }

    #[test]
    fn a_pure_file_that_knows_storage_is_found() {
        let bad = "//! Fine: storage in a comment.\nuse crate::storage::Database;\n\
                   fn f(s: &Session) {}\nfn g() { h(\"engine\") }\nuse crate::engine;\n";
        assert_eq!(
            lines(&purity("crm-core/src/order/rules.rs", bad)),
            [2, 3, 5]
        );
        assert_eq!(
            lines(&purity("crm-core/src/order/model/line.rs", bad)),
            [2, 3, 5]
        );
        assert_eq!(lines(&purity("crm-core/src/base/page.rs", bad)), [2, 3, 5]);
        assert_eq!(
            lines(&purity("crm-core/src/pricing/tax.rs", bad)),
            [2, 3, 5]
        );
    }

    #[test]
    fn rooms_that_do_the_work_may_know_storage() {
        let text = "use crate::storage::Database;\n";
        for path in [
            "order/ops.rs",
            "order/store.rs",
            "order/mod.rs",
            "pricing/ops.rs",
            "lib.rs",
        ] {
            assert_eq!(purity(&format!("crm-core/src/{path}"), text), [], "{path}");
        }
        assert_eq!(purity("tests/rust/rules.rs", text), []);
        assert_eq!(
            purity(
                "crm-core/src/base/text.rs",
                "struct Sessions; fn storage_of() {}"
            ),
            []
        );
    }

    #[test]
    fn a_float_is_found_in_every_form() {
        let bad = "// f64\nfn f(x: f64) {}\nlet y = 1.5_f32;\nlet z = v.as_f64();\n\"f64\"\n";
        assert_eq!(lines(&floats("crm-core/src/base/x.rs", bad)), [2, 3, 4]);
        let after = "fn visit_f64<E>(self, v: f64) -> R { let w: f64 = v; }";
        assert_eq!(lines(&floats("crm-core/src/base/x.rs", after)), [1]);
    }

    #[test]
    fn the_methods_that_refuse_a_float_may_name_it() {
        let good = "fn visit_f64<E>(\n self,\n _: f64,\n) -> R {}\nserialize_f32(f32); x\n\
                    forward_to_deserialize_any! { i64 f32 f64 str }\nif n.is_f64() {}\n";
        assert_eq!(floats("crm-core/src/storage/x.rs", good), []);
        let bad = format!("{good} fn f(x: f64) {{}}");
        assert_eq!(lines(&floats("crm-core/src/storage/x.rs", &bad)), [8]);
    }

    #[test]
    fn only_the_clock_asks_for_the_time() {
        let bad = "// Utc::now\nlet a = Utc::now();\nuse std::time::SystemTime;\nLocal::now()\n";
        assert_eq!(lines(&clock("crm-core/src/order/ops.rs", bad)), [2, 3, 4]);
        assert_eq!(lines(&clock("crm-py/src/lib.rs", bad)), [2, 3, 4]);
        assert_eq!(clock(CLOCK, bad), []);
        assert_eq!(clock("xtask/src/main.rs", bad), []);
    }
}
