//! The one sale of `examples/`, told by four programs: every figure as it is computed by hand,
//! every line the same.

#![cfg(test)]

use crm_core::collection::BalanceOf;
use crm_core::{Crm, customer, order};
use crm_tests::c_library::run;
use crm_tests::programs::{cargo, compile, python};
use crm_tests::root;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// What the shipped folder tells. `examples/data/README.md` derives each figure by hand: the lines'
/// amounts and discounts (M5 for the share of the whole), their tax, the plans of 30, 60 and 10 %
/// (M5; the second due date moves off a rest day, M7; the third is held back until half a year after
/// the acceptance, M12), what each receipt pays, oldest due first (M17), what the rebate takes from the
/// last plan (M23), the dollars at the day's rate (M33) and the surplus that becomes credit (M18).
const SHIPPED: &str = "\
calendar.json: 1 × calendar.load
rates.json: 1 × rate.set
terms.json: 1 × terms.create
products.json: 5 × product.create
price_list.json: 1 × price_list.create
prices.json: 6 × price.set
customers.json: 2 × customer.create
contacts.json: 2 × contact.create
pipeline.json: 1 × pipeline.create

Opportunity 二期产线伺服改造: won after 3 moves

Quote QT-2026-000001, CNY:
  伺服电机 750W: 24 × 1198.5, net 27125.56, tax 3526.32
  伺服驱动器 750W: 24 × 1650, net 39309.81, tax 5110.28
  编码器电缆 5 米: 48 × 86.5, net 3970.69, tax 516.19
  设备运输: 1 × 2400, net 2382.41, tax 214.42
  安装调试: 3.5 × 1500, net 5211.53, tax 312.69
  net 78000.00 tax 9679.90 gross 87679.90

Order SO-2026-000001: gross 87679.90
  plan 1: 26303.97 due 2026-01-15
  plan 2: 52607.94 due 2026-03-03
  plan 3: 8767.99 due later

2026-01-20: a part of the deposit comes in
  plan 1: open 11303.97 of 26303.97 due 2026-01-15
  plan 2: open 52607.94 of 52607.94 due 2026-03-03
  plan 3: open 8767.99 of 8767.99 due later
  balance CNY: open 72679.90 overdue 11303.97 credit 0.00

2026-02-05: a larger rebate is agreed
  plan 1: open 11303.97 of 26303.97 due 2026-01-15
  plan 2: open 52607.94 of 52607.94 due 2026-03-03
  plan 3: open 7643.88 of 7643.88 due later
  balance CNY: open 71555.79 overdue 11303.97 credit 0.00

2026-03-10: the second payment comes in
  plan 1: open 0.00 of 26303.97 due 2026-01-15
  plan 2: open 13911.91 of 52607.94 due 2026-03-03
  plan 3: open 7643.88 of 7643.88 due later
  balance CNY: open 21555.79 overdue 13911.91 credit 0.00

2026-03-16: the customer accepts what was delivered
  plan 1: open 0.00 of 26303.97 due 2026-01-15
  plan 2: open 13911.91 of 52607.94 due 2026-03-03
  plan 3: open 7643.88 of 7643.88 due 2026-09-16
  balance CNY: open 21555.79 overdue 13911.91 credit 0.00

2026-04-16: dollars come in
  plan 1: open 0.00 of 26303.97 due 2026-01-15
  plan 2: open 911.91 of 52607.94 due 2026-03-03
  plan 3: open 7643.88 of 7643.88 due 2026-09-16
  balance CNY: open 8555.79 overdue 911.91 credit 0.00
  balance USD: open 0.00 overdue 0.00 credit 156.34

Ageing on 2026-04-16:
  苏州力景自动化设备有限公司, CNY: not due 7643.88, 1-30 days 0.00, 31-60 days 911.91, \
61-90 days 0.00, 91-120 days 0.00, over 0.00, credit 0.00
  苏州力景自动化设备有限公司, USD: not due 0.00, 1-30 days 0.00, 31-60 days 0.00, \
61-90 days 0.00, 91-120 days 0.00, over 0.00, credit 156.34
  together, CNY: not due 7643.88, 1-30 days 0.00, 31-60 days 911.91, \
61-90 days 0.00, 91-120 days 0.00, over 0.00, credit 0.00
  together, USD: not due 0.00, 1-30 days 0.00, 31-60 days 0.00, \
61-90 days 0.00, 91-120 days 0.00, over 0.00, credit 156.34

Every balance recomputed: clean
";

/// The deal of a user's own folder.
const OWN_DEAL: &str = r#"{
  "now": "2026-01-31T02:00:00Z",
  "opportunity": {"name": "备件", "customer": "C-001", "pipeline": "P-STD"},
  "quote": {"customer": "C-001", "lines": [{"product": "CB-05", "quantity": "1"}]},
  "order": {},
  "steps": [
    {"now": "2026-03-05T02:00:00Z", "title": "money", "operation": "receipt.record",
      "arguments": {"customer": "C-001", "amount": "40.00", "confirm": true}}
  ]
}"#;

/// Its terms, under the name that the customer's file uses.
const OWN_TERMS: &str = r#"[{
  "name": "分三期",
  "external_ref": "T-30-60-10",
  "lines": [{"balance": true, "parts": 3, "due": "1m", "every": "1m"}],
  "calendar": "示例工作日历",
  "adjustment": "following"
}]"#;

/// What it tells. By hand: 86.50 with 13 %: R(11.245) = 11.25, together 97.75. Three parts by M5:
/// up to each R(32.583) = 32.58, R(65.167) = 65.17, 97.75. A month after 31 January is 28 February,
/// a Saturday before a Sunday and a holiday of the file: 3 March (M7); then 31 March and 30 April.
/// 40.00 pays part 1 with 32.58 and part 2 with 7.42 (M17): 25.17 and 32.58 stay open, none
/// overdue on 5 March.
const OWN: &str = "\
calendar.json: 1 × calendar.load
rates.json: 1 × rate.set
terms.json: 1 × terms.create
products.json: 5 × product.create
price_list.json: 1 × price_list.create
prices.json: 6 × price.set
customers.json: 2 × customer.create
contacts.json: 2 × contact.create
pipeline.json: 1 × pipeline.create

Opportunity 备件: won after 3 moves

Quote QT-2026-000001, CNY:
  编码器电缆 5 米: 1 × 86.5, net 86.50, tax 11.25
  net 86.50 tax 11.25 gross 97.75

Order SO-2026-000001: gross 97.75
  plan 1: 32.58 due 2026-03-03
  plan 2: 32.59 due 2026-03-31
  plan 3: 32.58 due 2026-04-30

2026-03-05: money
  plan 1: open 0.00 of 32.58 due 2026-03-03
  plan 2: open 25.17 of 32.59 due 2026-03-31
  plan 3: open 32.58 of 32.58 due 2026-04-30
  balance CNY: open 57.75 overdue 0.00 credit 0.00

Ageing on 2026-03-05:
  苏州力景自动化设备有限公司, CNY: not due 57.75, 1-30 days 0.00, 31-60 days 0.00, \
61-90 days 0.00, 91-120 days 0.00, over 0.00, credit 0.00
  together, CNY: not due 57.75, 1-30 days 0.00, 31-60 days 0.00, 61-90 days 0.00, \
91-120 days 0.00, over 0.00, credit 0.00

Every balance recomputed: clean
";

/// A folder of a test's own, empty.
fn folder(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("examples")
        .join(test);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// The four programs and where they run.
struct Tellers {
    folder: PathBuf,
    c: PathBuf,
    cpp: PathBuf,
}

impl Tellers {
    fn new(test: &str) -> Self {
        let folder = folder(test);
        let program = |source: &str| {
            let source = root().join("examples").join(source);
            compile(&source, &folder, &[]).unwrap_or_else(|error| panic!("{error}"))
        };
        let (c, cpp) = (
            program("c/quote_to_cash.c"),
            program("cpp/quote_to_cash.cpp"),
        );
        Self { folder, c, cpp }
    }

    /// Each program by name with what it printed, run in a folder of its own; without `data` it
    /// tells the shipped sale.
    fn tell(&self, data: Option<&Path>) -> Vec<(&'static str, PathBuf, Output)> {
        let mut rust = cargo();
        rust.args(["run", "--quiet", "--manifest-path"]);
        rust.arg(root().join("Cargo.toml"));
        rust.args(["--example", "quote_to_cash", "--"]);
        let mut python = python().unwrap();
        python.arg(root().join("examples/python/quote_to_cash.py"));
        let programs = [
            ("rust", rust),
            ("c", Command::new(&self.c)),
            ("cpp", Command::new(&self.cpp)),
            ("python", python),
        ];
        let told = programs.map(|(name, mut command)| {
            let folder = self.folder.join(name);
            // Where the C programs look for the shipped data: in the folder they are started in.
            std::fs::create_dir_all(folder.join("examples")).unwrap();
            let shipped = folder.join("examples/data");
            if !shipped.exists() {
                std::os::unix::fs::symlink(root().join("examples/data"), shipped).unwrap();
            }
            let output = command.args(data).current_dir(&folder).output().unwrap();
            (name, folder.join("quote_to_cash.db"), output)
        });
        told.into()
    }

    /// Every program tells exactly this and leaves the database it names.
    fn agree(&self, data: Option<&Path>, expected: &str) -> Vec<PathBuf> {
        let told = self.tell(data).into_iter().map(|(name, file, output)| {
            let complaint = String::from_utf8_lossy(&output.stderr);
            assert!(output.status.success(), "{name}: {complaint}");
            let printed = String::from_utf8(output.stdout).unwrap();
            let (story, place) = printed
                .split_once("\nThe database: ")
                .unwrap_or_else(|| panic!("{name} names no database: {printed}"));
            assert_eq!(story, expected, "{name}");
            let named = file.parent().unwrap().join(place.trim_end());
            assert_eq!(named, file, "{name}");
            file
        });
        told.collect()
    }

    /// A copy of the shipped data with some files replaced.
    fn copy(&self, name: &str, changes: &[(&str, &str)]) -> PathBuf {
        let copy = self.folder.join(name);
        std::fs::create_dir_all(&copy).unwrap();
        for file in std::fs::read_dir(root().join("examples/data")).unwrap() {
            let file = file.unwrap();
            std::fs::copy(file.path(), copy.join(file.file_name())).unwrap();
        }
        for (file, content) in changes {
            assert!(copy.join(file).is_file(), "{file}");
            std::fs::write(copy.join(file), content).unwrap();
        }
        copy
    }

    /// Every program ends with a failure and says what is wrong; answers what they say.
    fn complain(&self, data: &Path) -> Vec<String> {
        let told = self.tell(Some(data)).into_iter().map(|(name, _, output)| {
            let complaint = String::from_utf8(output.stderr).unwrap();
            assert_eq!(output.status.code(), Some(1), "{name}: {complaint}");
            let story = String::from_utf8(output.stdout).unwrap();
            assert!(!story.contains("The database"), "{name}: {story}");
            assert_eq!(complaint.lines().count(), 1, "{name}: {complaint}");
            complaint.trim_end().to_owned()
        });
        told.collect()
    }
}

#[test]
fn every_example_tells_the_shipped_sale_to_the_cent() {
    let tellers = Tellers::new("shipped");
    // Twice: each run begins anew.
    tellers.agree(None, SHIPPED);
    for file in tellers.agree(None, SHIPPED) {
        let crm = Crm::open(&file).unwrap();
        let mut session = crm.session();
        let customers = session.run(customer::List::default()).unwrap().items;
        let buyer = customers
            .iter()
            .find(|one| one.name.as_str() == "苏州力景自动化设备有限公司")
            .unwrap();
        let customer = buyer.id;
        let owed = session.run(BalanceOf { customer }).unwrap().balances;
        assert_eq!(owed.len(), 2, "{file:?}");
        // By hand: 13,000.00 CNY at 7.0512 take 1,843.66 of 2,000.00 USD.
        assert_eq!(owed[1].credit.to_string(), "156.34", "{file:?}");
        let orders = session.run(order::List::default()).unwrap().items;
        assert_eq!(orders.len(), 1, "{file:?}");
        assert_eq!(orders[0].gross.to_string(), "86555.79", "{file:?}");
    }
}

#[test]
fn the_c_and_cpp_examples_touch_no_foreign_memory_and_leak_nothing() {
    let folder = folder("sanitized");
    let flags = [
        "-g",
        "-fsanitize=address,undefined",
        "-fno-sanitize-recover=all",
    ];
    for source in ["c/quote_to_cash.c", "cpp/quote_to_cash.cpp"] {
        let source = root().join("examples").join(source);
        let binary = compile(&source, &folder, &flags).unwrap_or_else(|error| panic!("{error}"));
        let mut told = Command::new(binary);
        told.arg(root().join("examples/data")).current_dir(&folder);
        run(&mut told).unwrap_or_else(|error| panic!("{error}"));
    }
}

#[test]
fn every_example_tells_a_sale_of_the_users_own() {
    let tellers = Tellers::new("own");
    let files = [("deal.json", OWN_DEAL), ("terms.json", OWN_TERMS)];
    tellers.agree(Some(&tellers.copy("data", &files)), OWN);
}

/// A file, what stands in it, what stands there instead, the field that is complained about.
const BROKEN: [[&str; 4]; 11] = [
    [
        "deal.json",
        "{\"plan\": \"2\"",
        "{\"plan\": \"4\"",
        "steps[4].arguments.allocations[0].plan",
    ],
    [
        "deal.json",
        "\"title\": \"dollars come in\"",
        "\"name\": \"dollars come in\"",
        "steps[4].title",
    ],
    [
        "deal.json",
        "\"3.5\"",
        "\"-3.5\"",
        "quote.lines[4].quantity",
    ],
    [
        "deal.json",
        "\"15000.00\"",
        "15000.00",
        "steps[0].arguments.amount",
    ],
    [
        "deal.json",
        "\"AZ-01\"",
        "\"AZ-02\"",
        "quote.lines[4].product",
    ],
    [
        "deal.json",
        "\"now\": \"2026-03",
        "\"new\": \"2026-03",
        "steps[2].now",
    ],
    [
        "deal.json",
        "\"opportunity\": {",
        "\"chance\": {",
        "opportunity",
    ],
    [
        "customers.json",
        "智能装备有限公司\"",
        "\", \"nmae\": \"x\"",
        "[1].nmae",
    ],
    ["customers.json", "\"T-30-60-10\"", "\"T-30\"", "[0].terms"],
    [
        "calendar.json",
        "01-01\", \"to",
        "1-1\", \"to",
        "covers.from",
    ],
    [
        "pipeline.json",
        "\"10\"",
        "\"110\"",
        "stages[0].probability",
    ],
];

fn shipped(file: &str) -> String {
    std::fs::read_to_string(root().join("examples/data").join(file)).unwrap()
}

#[test]
fn every_example_says_what_is_wrong_with_a_file_and_where() {
    let tellers = Tellers::new("broken");
    for (number, [file, good, bad, field]) in BROKEN.into_iter().enumerate() {
        let content = shipped(file);
        assert!(content.contains(good), "{file}: {good}");
        let content = content.replacen(good, bad, 1);
        let data = tellers.copy(&format!("field_{number}"), &[(file, &content)]);
        let said = tellers.complain(&data);
        let expected = format!("quote_to_cash: {file}: {field}: ");
        for one in &said {
            assert!(one.starts_with(&expected), "{one}, not {expected}");
            assert_eq!(one, &said[0]);
        }
    }
}

/// Where a language's own parser or file system complains, the words are its own; the place is
/// named all the same.
#[test]
fn every_example_names_a_file_that_is_no_json_or_not_there() {
    let tellers = Tellers::new("unreadable");
    let instant = shipped("deal.json").replacen("2026-04-16T", "2026-04-31T", 1);
    let cases = [
        ("deal.json", instant.as_str(), "deal.json: steps[4].now: "),
        ("terms.json", "[\n  {\"name\": }\n]", "line 2"),
        ("deal.json", "", "deal.json: "),
    ];
    for (number, (file, content, words)) in cases.into_iter().enumerate() {
        let data = tellers.copy(&format!("text_{number}"), &[(file, content)]);
        for one in tellers.complain(&data) {
            assert!(one.contains(file) && one.contains(words), "{one}");
        }
    }
    let data = tellers.copy("missing", &[]);
    std::fs::remove_file(data.join("prices.json")).unwrap();
    for one in tellers.complain(&data) {
        assert!(one.contains("prices.json"), "{one}");
    }
}
