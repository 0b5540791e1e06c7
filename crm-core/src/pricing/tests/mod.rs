//! Tests of pricing: hand calculations, refusals, explanations, properties.

mod explanations;
mod properties;
mod refusals;
mod tables;

use super::{DocumentInput, LineInput, TaxRounding, Totals};
use crate::base::{Amount, Currency, Percent, Price, Quantity};

fn line(quantity: &str, price: &str, tax: &str) -> LineInput {
    LineInput {
        quantity: Quantity::parse(quantity).unwrap(),
        unit_price: Price::parse(price).unwrap(),
        discount_percent: None,
        discount_amount: None,
        tax_percent: Percent::parse(tax).unwrap(),
    }
}

fn percent_off(line: LineInput, percent: &str) -> LineInput {
    LineInput {
        discount_percent: Some(Percent::parse(percent).unwrap()),
        ..line
    }
}

fn amount_off(line: LineInput, amount: &str) -> LineInput {
    LineInput {
        discount_amount: Some(Amount::parse(amount).unwrap()),
        ..line
    }
}

fn document(discount_percent: &str, discount_amount: &str) -> DocumentInput {
    let given = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    DocumentInput {
        discount_percent: given(discount_percent).map(|text| text.parse().unwrap()),
        discount_amount: given(discount_amount).map(|text| text.parse().unwrap()),
        ..DocumentInput::default()
    }
}

const PLAIN: DocumentInput = DocumentInput {
    prices_include_tax: false,
    tax_rounding: TaxRounding::Line,
    tie: crate::base::Tie::HalfUp,
    discount_percent: None,
    discount_amount: None,
};

fn per_document(document: DocumentInput) -> DocumentInput {
    DocumentInput {
        tax_rounding: TaxRounding::Document,
        ..document
    }
}

fn inclusive(document: DocumentInput) -> DocumentInput {
    DocumentInput {
        prices_include_tax: true,
        ..document
    }
}

fn half_even(document: DocumentInput) -> DocumentInput {
    DocumentInput {
        tie: crate::base::Tie::HalfEven,
        ..document
    }
}

fn compute(code: &str, document: DocumentInput, lines: &[LineInput]) -> Totals {
    super::compute(Currency::parse(code).unwrap(), &document, lines).unwrap()
}

/// `net tax gross` of the document.
fn totals(totals: &Totals) -> String {
    format!("{} {} {}", totals.net, totals.tax, totals.gross)
}

/// `net tax gross` of each line.
fn lines(totals: &Totals) -> Vec<String> {
    let text = |line: &super::LineTotals| format!("{} {} {}", line.net, line.tax, line.gross);
    totals.lines.iter().map(text).collect()
}

/// `rate net tax gross` of each rate.
fn rates(totals: &Totals) -> Vec<String> {
    let text = |rate: &super::RateTotals| {
        format!(
            "{}% {} {} {}",
            rate.tax_percent, rate.net, rate.tax, rate.gross
        )
    };
    totals.taxes.iter().map(text).collect()
}
