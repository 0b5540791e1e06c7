//! What is measured, by whom, and what is wanted of it.

use super::contender::Contender::{self, C, Hand, HandJson, Python, Rust, RustJson};
use crate::workload::Task;

/// How much is measured.
pub(crate) struct Sizes {
    pub(super) rounds: usize,
    /// Rounds with one, two, four and eight connections.
    pub(super) hands_rounds: usize,
    /// Deals with every step on the disk.
    full: usize,
    /// Deals with `synchronous=NORMAL`.
    normal: usize,
    /// Deals in transactions of 500.
    bulk: usize,
    /// Deals on a server.
    server: usize,
    /// Orders settled and receipts recorded on a server.
    pub(super) steps: usize,
    /// Orders to read among, in ten thousands.
    orders: usize,
    reads: usize,
    reports: usize,
    /// Receipts recorded and confirmed, and among how many orders.
    receipts: usize,
    among: [usize; 3],
}

/// What `docs/performance.md` reports.
pub(crate) const FULL: Sizes = Sizes {
    rounds: 9,
    hands_rounds: 5,
    full: 240,
    normal: 480,
    bulk: 1_000,
    server: 240,
    steps: 1_200,
    orders: 340_000,
    reads: 2_400,
    reports: 3,
    receipts: 400,
    among: [10_000, 100_000, 1_000_000],
};

/// A minute or two, to try whether everything runs; its figures say little.
pub(crate) const QUICK: Sizes = Sizes {
    rounds: 3,
    hands_rounds: 2,
    full: 48,
    normal: 160,
    bulk: 500,
    server: 48,
    steps: 320,
    orders: 50_000,
    reads: 500,
    reports: 2,
    receipts: 200,
    among: [10_000, 20_000, 50_000],
};

const BATCH: usize = 500;
/// How many work at once where several do.
pub(super) const MANY: usize = 8;

const ALL: &[Contender] = &[Hand, HandJson, Rust, RustJson, C, Python];
const DOORS: &[Contender] = &[Rust, RustJson, C, Python];
const PAIR: &[Contender] = &[Hand, Rust];

const AT_FULL: &[Ratio] = &[
    (Rust, Hand, Some(85)),
    (RustJson, HandJson, None),
    (C, Rust, Some(95)),
    (Python, Rust, Some(70)),
];
const SHARED: &[Ratio] = &[(Rust, Hand, Some(60))];
const AT_NORMAL: &[Ratio] = &[
    (Rust, Hand, Some(60)),
    (RustJson, HandJson, None),
    (C, Rust, Some(95)),
    (Python, Rust, None),
];
const IN_BULK: &[Ratio] = &[
    (Rust, Hand, Some(45)),
    (RustJson, HandJson, None),
    (C, Rust, None),
    (C, RustJson, None),
    (Python, Rust, None),
];
/// The same documents beside each other: structs beside structs, JSON beside JSON.
const READS: &[Ratio] = &[
    (Rust, Hand, Some(70)),
    (RustJson, HandJson, Some(70)),
    (C, RustJson, Some(95)),
    (Python, Rust, None),
];
const REPORTS: &[Ratio] = &[(Rust, Hand, Some(50))];
const ON_SERVER: &[Ratio] = &[(Rust, Hand, Some(100))];

/// Whose rate is shown beside whose, and how many hundredths of it are to be reached.
pub(crate) type Ratio = (Contender, Contender, Option<u128>);

/// The workspace that each run begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Template {
    /// Customers and products, in a file.
    Deals,
    /// A year of so many orders, in a file, which all runs share.
    Orders(usize),
    /// As [`Template::Deals`], on a server.
    ServerDeals,
    /// Orders that wait for their approval, on a server.
    ServerOrders,
}

/// One measurement: a piece of work that every contender does.
pub(crate) struct Measurement {
    pub(crate) title: &'static str,
    pub(crate) task: Task,
    pub(crate) template: Template,
    pub(crate) full: bool,
    pub(crate) count: usize,
    pub(crate) batch: usize,
    pub(crate) hands: usize,
    pub(crate) contenders: &'static [Contender],
    pub(crate) ratios: &'static [Ratio],
}

impl Measurement {
    /// Whether it is one of those with more and more connections.
    pub(super) fn is_of_hands(&self) -> bool {
        matches!(self.task, Task::Settle | Task::Create)
    }
}

/// All measurements in order.
pub(super) fn measurements(sizes: &Sizes) -> Vec<Measurement> {
    let mut all = deals(sizes);
    all.extend(reads(sizes));
    all.extend(on_server(sizes));
    all
}

/// What becomes of deals in a file.
fn deals(sizes: &Sizes) -> Vec<Measurement> {
    let deals = |title, full, count, batch, hands, ratios| Measurement {
        title,
        task: Task::Deals,
        template: Template::Deals,
        full,
        count,
        batch,
        hands,
        contenders: if hands == 1 { ALL } else { PAIR },
        ratios,
    };
    let (full, normal, bulk) = (sizes.full, sizes.normal, sizes.bulk);
    vec![
        deals("deals, FULL", true, full, 0, 1, AT_FULL),
        deals("deals, FULL, 8 at once", true, full, 0, MANY, SHARED),
        deals("deals, NORMAL", false, normal, 0, 1, AT_NORMAL),
        deals("deals, 500 a transaction", false, bulk, BATCH, 1, IN_BULK),
    ]
}

/// What is read of a year of orders, and money that comes in among them.
fn reads(sizes: &Sizes) -> Vec<Measurement> {
    let reads = |title, task, contenders| Measurement {
        title,
        task,
        template: Template::Orders(sizes.orders),
        full: true,
        count: sizes.reads,
        batch: 0,
        hands: 1,
        contenders,
        ratios: READS,
    };
    let reports = |title, task| Measurement {
        count: sizes.reports,
        ratios: REPORTS,
        ..reads(title, task, PAIR)
    };
    let receipts = |title, orders| Measurement {
        template: Template::Orders(orders),
        full: false,
        count: sizes.receipts,
        ratios: &[(Rust, Hand, None)],
        ..reads(title, Task::Receive, PAIR)
    };
    let [few, many, most] = sizes.among;
    vec![
        reads("one order", Task::Orders, ALL),
        reads("50 plans of one, own", Task::Own, ALL),
        reads("50 plans of one, all", Task::Chief, ALL),
        reads("50 plans of one, 500", Task::Director, DOORS),
        reads("50 plans of everybody, all", Task::AllChief, ALL),
        reads("50 plans of everybody, 500", Task::AllDirector, DOORS),
        reports("ageing, 50 customers and totals", Task::Ageing),
        reports("ageing, all customers", Task::AgeingWhole),
        receipts("a receipt, 10 thousand orders", few),
        receipts("a receipt, 100 thousand orders", many),
        receipts("a receipt, a million orders", most),
    ]
}

/// The same on a server, and with more and more connections.
fn on_server(sizes: &Sizes) -> Vec<Measurement> {
    let server = |title, task, template, count, hands| Measurement {
        title,
        task,
        template,
        full: true,
        count,
        batch: 0,
        hands,
        contenders: PAIR,
        ratios: if task == Task::Deals { ON_SERVER } else { &[] },
    };
    let deals = |title, hands| {
        server(
            title,
            Task::Deals,
            Template::ServerDeals,
            sizes.server,
            hands,
        )
    };
    let mut all = vec![
        deals("deals, PostgreSQL, 1 connection", 1),
        deals("deals, PostgreSQL, 8 connections", MANY),
    ];
    for (title, task) in [
        ("different orders", Task::Settle),
        ("one series", Task::Create),
    ] {
        let template = Template::ServerOrders;
        all.extend([1, 2, 4, MANY].map(|hands| server(title, task, template, sizes.steps, hands)));
    }
    all
}
