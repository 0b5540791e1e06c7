//! Pricing without keeping anything.

use super::model::{DocumentInput, Preview, Priced};
use super::rules::DISCOUNT_TOO_LARGE;
use crate::base::error::{Refusal, Result};
use crate::engine::{Context, Kind, Operation};
use crate::org::permission::Permission;

impl Operation for Preview {
    const NAME: &'static str = "pricing.preview";
    const KIND: Kind = Kind::Read;
    const NEEDS: Permission = Permission::Anyone;
    const REFUSES: &'static [Refusal] = &[DISCOUNT_TOO_LARGE];
    type Output = Priced;

    fn run(&self, cx: &mut Context<'_>) -> Result<Priced> {
        let settings = cx.settings();
        let document = self.document(&DocumentInput {
            prices_include_tax: settings.prices_include_tax,
            tax_rounding: settings.tax_rounding,
            tie: settings.tie,
            ..DocumentInput::default()
        });
        super::explain(self.currency, &document, &self.lines)
    }
}
