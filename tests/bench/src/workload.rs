//! What every contender does: the same deals with the same customers, products and figures.

use crate::Result;
use crate::measure::Hand;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The moment everything happens at: both contenders write the same instants and dates.
pub(crate) const NOW: &str = "2026-06-01T02:00:00Z";
/// The moves of an opportunity before it is won.
pub(crate) const MOVES: usize = 3;
/// The steps of a deal.
pub(crate) const STEPS: usize = MOVES + 14;
/// The user who does the deals.
pub(crate) const USER: &str = "li.na";
/// What an opportunity is called.
pub(crate) const NAME: &str = "二期产线伺服改造";
/// When it is expected to close, and how long its quote is valid.
pub(crate) const CLOSE: &str = "2026-06-30";
/// What an opportunity is worth.
pub(crate) const AMOUNT: &str = "90000.00";
/// The discount of the whole quote.
pub(crate) const DISCOUNT: &str = "575.80";
/// What a receipt of [`Task::Create`] is about.
pub(crate) const PAID: &str = "1000.00";
/// Deals or reads done before the clock runs, so that statements are compiled and pages are read.
pub(crate) const WARM_UP: usize = 20;
/// Orders and salespeople are visited in steps of this, which divides none of their numbers, so
/// that neighbours on the disk are not neighbours in time.
pub(crate) const STRIDE: usize = 7_919;
/// The plans of a list.
pub(crate) const PAGE: u32 = 50;
/// Who sees everything, and who sees 500 departments.
pub(crate) const CHIEF: &str = "chief";
pub(crate) const DIRECTOR: &str = "director";

/// The key of a salesperson.
pub(crate) fn seller(number: usize) -> String {
    format!("seller-{number}")
}

/// One line of the quote.
pub(crate) struct LineOf {
    /// Which of the set-up's products.
    pub(crate) product: usize,
    pub(crate) quantity: &'static str,
    pub(crate) discount_percent: Option<&'static str>,
    pub(crate) discount_amount: Option<&'static str>,
}

/// The lines of the quote.
pub(crate) const LINES: [LineOf; 5] = [
    line(0, "24", Some("5"), None),
    line(1, "24", None, None),
    line(2, "48", None, Some("152.00")),
    line(3, "1", None, None),
    line(4, "3.5", None, None),
];

const fn line(
    product: usize,
    quantity: &'static str,
    discount_percent: Option<&'static str>,
    discount_amount: Option<&'static str>,
) -> LineOf {
    LineOf {
        product,
        quantity,
        discount_percent,
        discount_amount,
    }
}

/// What a worker does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Task {
    /// Deals from the opportunity to the last receipt.
    Deals,
    /// Orders, each with its lines and plans.
    Orders,
    /// The first 50 overdue plans of one salesperson, as that person: scope own.
    Own,
    /// The same as the chief, who sees everything.
    Chief,
    /// The same as the director, who sees 500 departments.
    Director,
    /// The first 50 overdue plans of everybody, as the chief.
    AllChief,
    /// The same as the director.
    AllDirector,
    /// Orders that are there, each of a customer of its own: submitted, approved and paid.
    Settle,
    /// Receipts recorded: creations in one series of numbers.
    Create,
    /// Receipts recorded and confirmed: each pays the oldest open plans of its customer.
    Receive,
    /// The first 50 customers of the ageing by customer, and the totals of all.
    Ageing,
    /// The ageing by customer from the first to the last, and the totals.
    AgeingWhole,
}

impl Task {
    const WORDS: [(&str, Self); 12] = [
        ("deals", Self::Deals),
        ("orders", Self::Orders),
        ("own", Self::Own),
        ("chief", Self::Chief),
        ("director", Self::Director),
        ("all-chief", Self::AllChief),
        ("all-director", Self::AllDirector),
        ("settle", Self::Settle),
        ("create", Self::Create),
        ("receive", Self::Receive),
        ("ageing", Self::Ageing),
        ("ageing-whole", Self::AgeingWhole),
    ];

    pub(crate) fn word(self) -> &'static str {
        let found = Self::WORDS.iter().find(|(_, task)| *task == self);
        found.map_or("", |(word, _)| word)
    }

    fn parse(text: &str) -> Result<Self> {
        let found = Self::WORDS.iter().find(|(word, _)| *word == text);
        Ok(found.ok_or_else(|| format!("no task is called {text}"))?.1)
    }
}

/// One worker's order: what every contender is started with.
#[derive(Debug)]
pub(crate) struct Job {
    pub(crate) task: Task,
    /// The workspace; see [`crate::place`].
    pub(crate) file: PathBuf,
    /// `synchronous` is FULL, not NORMAL.
    pub(crate) full: bool,
    /// Deals or reads.
    pub(crate) count: usize,
    /// Deals in one transaction; 0 when each step is a transaction of its own.
    pub(crate) batch: usize,
    /// How many work at once: connections to a server, threads of the library on a file. The program
    /// written by hand puts so many steps into each transaction on a file.
    pub(crate) hands: usize,
    /// Arguments and answers are JSON, not structs.
    pub(crate) json: bool,
    pub(crate) ids: Ids,
}

impl Job {
    pub(crate) fn parse(words: &[&str], json: bool) -> Result<Self> {
        let [task, file, durability, count, batch, hands @ ..] = words else {
            return Err("needed: TASK FILE full|normal COUNT BATCH [HANDS]".into());
        };
        Ok(Self {
            task: Task::parse(task)?,
            file: file.into(),
            full: match *durability {
                "full" => true,
                "normal" => false,
                other => return Err(format!("neither full nor normal: {other}").into()),
            },
            count: count.parse()?,
            batch: batch.parse()?,
            hands: hands.first().map_or(Ok(1), |hands| hands.parse())?,
            json,
            ids: Ids::read(Path::new(file))?,
        })
    }

    /// Which record of a kind a piece of one hand of so many is done with. No two hands have one in
    /// common, and a hand comes back to one only when it is through with its part.
    pub(crate) fn turn(&self, kind: &str, (hand, hands): Hand, piece: usize) -> Result<usize> {
        let part = self.ids.count(kind) / hands;
        let turn = piece.checked_rem(part).ok_or("fewer records than hands")?;
        Ok(hand * part + turn)
    }

    /// Whether a transaction of many deals begins with this one.
    pub(crate) fn begins(&self, deal: usize) -> bool {
        self.batch > 0 && deal.is_multiple_of(self.batch)
    }

    /// Whether a transaction of many deals ends with this one.
    pub(crate) fn ends(&self, deal: usize) -> bool {
        self.batch > 0 && ((deal + 1).is_multiple_of(self.batch) || deal + 1 == self.count)
    }
}

/// The records of the set-up that the work refers to, by what they are.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Ids(BTreeMap<String, Vec<i64>>);

impl Ids {
    pub(crate) fn push(&mut self, kind: &str, id: i64) {
        self.0.entry(kind.to_owned()).or_default().push(id);
    }

    /// How many records of a kind there are.
    fn count(&self, kind: &str) -> usize {
        self.0.get(kind).map_or(0, Vec::len)
    }

    /// Names so many copies of the records of a kind, the first one there already, so far apart.
    pub(crate) fn again(&mut self, kind: &str, times: i64, apart: i64) {
        let ids = self.0.entry(kind.to_owned()).or_default();
        let first = ids.clone();
        for copy in 1..times {
            ids.extend(first.iter().map(|id| id + copy * apart));
        }
    }

    /// The records of a kind in turn.
    pub(crate) fn turn(&self, kind: &str, number: usize) -> Result<i64> {
        let ids = self.0.get(kind).map(Vec::as_slice).unwrap_or_default();
        let turn = number.checked_rem(ids.len()).unwrap_or(0);
        let id = ids.get(turn).ok_or_else(|| format!("no {kind}"))?;
        Ok(*id)
    }

    /// A line for each kind, because C reads it too: the kind, how many there are, their ids.
    pub(crate) fn write(&self, file: &Path) -> Result {
        let mut text = String::new();
        for (kind, ids) in &self.0 {
            let words: Vec<String> = ids.iter().map(i64::to_string).collect();
            text.push_str(&format!("{kind} {} {}\n", ids.len(), words.join(" ")));
        }
        Ok(std::fs::write(beside(file), text)?)
    }

    pub(crate) fn read(file: &Path) -> Result<Self> {
        let text = std::fs::read_to_string(beside(file))?;
        let lines = text.lines().map(|line| {
            let mut words = line.split(' ');
            let kind = words.next().unwrap_or_default().to_owned();
            let ids = words.skip(1).map(str::parse::<i64>);
            Ok((kind, ids.collect::<std::result::Result<Vec<_>, _>>()?))
        });
        Ok(Self(lines.collect::<Result<BTreeMap<_, _>>>()?))
    }
}

/// Where the ids of a database stand.
pub(crate) fn beside(file: &Path) -> PathBuf {
    file.with_extension("ids")
}
