//! Numbers of documents: one counter per series and period.

use super::context::Context;
use crate::base::error::Result;
use crate::base::number_pattern::Pattern;
use crate::base::text::CodeText;
use crate::storage::statement;

/// Draws the next number of a series. Called last in an operation: until the commit, the counter's
/// row makes other creations of the same series wait, which is what keeps it without gaps.
pub(crate) fn draw(cx: &mut Context<'_>, series: &str, pattern: &Pattern) -> Result<CodeText> {
    let date = cx.today();
    let period = pattern.period(date);
    let sql = "INSERT INTO crm_series (name, period, next) VALUES (?1, ?2, 2) \
               ON CONFLICT (name, period) DO UPDATE SET next = crm_series.next + 1 \
               RETURNING next - 1";
    let values = [series.into(), period.into()];
    let sequence = statement::number(cx.db(), sql, &values)?.unwrap_or(1);
    CodeText::new(pattern.render(date, sequence).unwrap_or_default())
}
