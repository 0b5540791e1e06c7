//! Every bound of the library, with the reason beside it. A refusal names the bound it met.

/// Largest absolute amount, in units of the currency (10^14). With four stored decimals this stays
/// nine times below the range of a 64-bit integer, so a sum of nine bounded amounts cannot wrap.
pub const AMOUNT_MAX: i64 = 100_000_000_000_000;
/// Largest absolute price, quantity or percent (10^12): six decimals fit a 64-bit integer.
pub const NUMBER_MAX: i64 = 1_000_000_000_000;
/// Decimals kept of an amount: the most that ISO 4217 asks for (CLF, UYW).
pub const AMOUNT_DECIMALS: u8 = 4;
/// Decimals kept of a price, a quantity or a percent.
pub const NUMBER_DECIMALS: u8 = 6;
/// Decimals of an exchange rate. Central banks publish four to six figures (the ECB mostly five,
/// the central parity of the renminbi four decimals); systems that keep computed or inverse rates,
/// such as Odoo, hand over twelve decimals.
pub const RATE_DECIMALS: u8 = 12;
/// Digits of an exchange rate: what a rate of any other system carries, since a binary
/// floating-point number of 64 bits keeps 15.
pub const RATE_DIGITS: u8 = 15;
/// Digits of an exchange rate before the point: a dollar is some ten thousands of the smallest
/// currencies there are, and a rate beyond this is a mistake.
pub const RATE_WHOLE_DIGITS: u8 = 12;
/// Units that a rate is quoted for, at most: 100 yen in Beijing, 10,000 dong in Moscow.
pub const RATE_UNIT_MAX: u32 = 10_000;
/// Exchange rates set by one call: every currency of ISO 4217 twice over.
pub const RATES_MAX: usize = 500;
/// Days that a rate may be carried forward: a leap year, for currencies quoted once a year.
pub const RATE_DAYS_MAX: u32 = 366;
/// Longest accepted decimal text: sign, 15 digits, point and a few leading zeros.
pub const NUMBER_TEXT_MAX: usize = 32;

/// Characters of a name: customers, products, people. Chinese legal names stay under 100.
pub const NAME_MAX: usize = 200;
/// Characters of a short code: numbers of documents, code-list codes, external keys.
pub const CODE_MAX: usize = 100;
/// Characters of one line of text: titles, addresses, reasons.
pub const LINE_MAX: usize = 1_000;
/// Characters of a long text: clauses, notes. 64 KiB even when every character takes four bytes.
pub const NOTE_MAX: usize = 16_000;
/// Bytes of the host's own JSON object on a record.
pub const EXTRA_BYTES_MAX: usize = 16_384;
/// Bytes of one arguments document; a quote with the most lines stays well under it.
pub const DOCUMENT_BYTES_MAX: usize = 4 * 1024 * 1024;

/// Lines of one quote or order: what people can still read, and one screen of a database page.
pub const LINES_MAX: usize = 1_000;
/// Stages of one pipeline: more is no pipeline anyone can look at.
pub const STAGES_MAX: usize = 50;
/// Lines of one term template.
pub const TERM_LINES_MAX: usize = 100;
/// Equal parts of one term line: thirty years of months.
pub const PARTS_MAX: u32 = 360;
/// Collection plans made from one template: 83 years of months, and still one answer.
pub const PLANS_MAX: usize = 1_000;
/// Boundaries of an ageing report: a column each, and a page is no wider.
pub const BOUNDARIES_MAX: usize = 12;
/// Days of the last boundary: a hundred years.
pub const BOUNDARY_DAYS_MAX: u32 = 36_500;
/// Days before a due date that a reminder may start: a leap year.
pub const REMIND_DAYS_MAX: u32 = 366;
/// Steps of one early-payment discount: more is no offer a customer can read.
pub const EARLY_STEPS_MAX: usize = 3;
/// Levels of one procedure: whoever pays after none of them is a case for the lawyer.
pub const LEVELS_MAX: usize = 20;
/// Days behind a due date that a level, or interest, may begin: ten years, when every claim lapses.
pub const DUNNING_DAYS_MAX: u32 = 3_660;
/// Percent of interest a year: beyond every law against usury, and what is owed stays countable.
pub const INTEREST_PERCENT_MAX: i32 = 1_000;
/// Plans named for one letter.
pub const LETTER_PLANS_MAX: usize = 1_000;
/// Days that a dispute, or a promise, may keep a plan from being dunned: ten years, as above.
pub const SUSPENSION_DAYS_MAX: i64 = 3_660;
/// Steps of one date rule.
pub const DATE_STEPS_MAX: usize = 16;
/// Largest count in one step of a date rule: a century of days.
pub const DATE_STEP_MAX: i32 = 36_600;
/// Days of one calendar load: a century of holidays.
pub const CALENDAR_DAYS_MAX: usize = 20_000;
/// Workdays that `calendar.adjust` may add at once: about a century.
pub const WORKDAYS_MAX: i32 = 25_000;
/// Rest days in a row after which a calendar is said to have no workday: a year of holidays.
pub const REST_DAYS_MAX: u32 = 366;
/// First and last year of any date: SQLite and PostgreSQL order such texts like dates.
pub const YEAR_MIN: i32 = 1900;
/// See [`YEAR_MIN`].
pub const YEAR_MAX: i32 = 9999;

/// Items of one page, at most.
pub const PAGE_MAX: u32 = 500;
/// Items of one page when nothing is said.
pub const PAGE_DEFAULT: u32 = 50;
/// Depth of the department tree and of customer parents; a walk longer than this is a cycle.
pub const TREE_DEPTH_MAX: usize = 64;
/// Roles of one user: more cannot be understood any more.
pub const USER_ROLES_MAX: usize = 100;
/// Bytes of the arguments of a call that is filed for approval: a receipt with all its allocations
/// stays under it (128 KiB).
pub const APPROVAL_ARGUMENTS_BYTES_MAX: usize = 131_072;
/// People named as those who may act: as many as anybody would ask.
pub const APPROVERS_MAX: usize = 20;
/// Orders named behind a customer's exposure, in each currency: what a screen shows.
pub const EXPOSED_ORDERS_MAX: usize = 20;
/// Codes of one list: all classes of a national industry classification.
pub const CODES_MAX: i64 = 2_000;
/// Numbers of documents taken from a series at once: what a crash may leave as a gap.
pub const NUMBER_BLOCK_MAX: u32 = 1_000;
/// Allocations of one receipt.
pub const ALLOCATIONS_MAX: usize = 1_000;
/// Plans among which an exact match is looked for: the earliest due of one customer.
pub const EXACT_PLANS_MAX: usize = 40;
/// Plans tried while an exact match is looked for: a millisecond or two of work.
pub const EXACT_STEPS_MAX: u32 = 200_000;
/// Characters of a request key.
pub const REQUEST_KEY_MAX: usize = 200;
/// Longest wait for a change, in milliseconds (a minute): a host that waits on asks again, and sees
/// meanwhile whether it was told to stop.
pub const CHANGE_WAIT_MS_MAX: u32 = 60_000;
/// Milliseconds between two looks for commits of other processes: soon enough for people, and too
/// few looks for a database to feel.
pub const CHANGE_POLL_MS: u64 = 100;
/// Commits of the feed removed at once: other writers wait no longer for it than for a large order.
pub const ARCHIVE_COMMITS_MAX: i64 = 1_000;
/// Nested transactions of one session.
pub const NESTING_MAX: usize = 32;
/// Ids stay below 2^53, the largest integer every host language reads exactly from JSON.
pub const ID_MAX: i64 = 9_007_199_254_740_991;

/// Words of one search; each narrows the ones before.
pub const SEARCH_WORDS_MAX: usize = 16;
/// Pieces of a search that its index intersects; more of them hardly narrow it further.
pub const SEARCH_GRAMS_MAX: usize = 8;
/// Addresses of one customer: its offices, and where bills and goods go.
pub const ADDRESSES_MAX: usize = 20;
/// Telephone numbers of one contact, besides the mobile.
pub const PHONES_MAX: usize = 10;
/// Customers one contact is linked to.
pub const CONTACT_LINKS_MAX: usize = 200;

/// Characters of one statement of the host's own: far more than a person writes.
pub const SQL_TEXT_MAX: usize = 100_000;
/// Values of one statement of the host's own: both engines take them, and more is a table.
pub const SQL_VALUES_MAX: usize = 1_000;
/// Rows one statement of the host's own answers; a longer list is paged by its key.
pub const SQL_ROWS_MAX: usize = 10_000;
/// Bytes of text and binary values that one statement of the host's own is given, and that it
/// answers (16 MiB each): the answer stands in memory as a whole.
pub const SQL_BYTES_MAX: usize = 16 * 1024 * 1024;
