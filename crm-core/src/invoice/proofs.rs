//! What `admin.verify` proves of tax invoices.

use crate::collection::verify::{Proof, amount};

/// Every proof.
pub(crate) const ALL: &[Proof] = &[
    Proof {
        name: "invoice.gross",
        count: "SELECT count(*) FROM crm_invoice",
        differing: "SELECT i.id, i.gross, coalesce(l.total, 0) FROM crm_invoice i \
                    LEFT JOIN (SELECT invoice, CAST(sum(gross) AS bigint) AS total \
                    FROM crm_invoice_line GROUP BY invoice) l ON l.invoice = i.id \
                    WHERE i.gross <> coalesce(l.total, 0) ORDER BY i.id LIMIT 1000",
        written: amount,
    },
    Proof {
        name: "invoice.tax",
        count: "SELECT count(*) FROM crm_invoice",
        differing: "SELECT i.id, i.tax, coalesce(l.total, 0) FROM crm_invoice i \
                    LEFT JOIN (SELECT invoice, CAST(sum(tax) AS bigint) AS total \
                    FROM crm_invoice_line GROUP BY invoice) l ON l.invoice = i.id \
                    WHERE i.tax <> coalesce(l.total, 0) ORDER BY i.id LIMIT 1000",
        written: amount,
    },
    Proof {
        name: "invoice.red_lettered",
        count: "SELECT count(*) FROM crm_invoice",
        differing: "SELECT i.id, i.red_lettered, coalesce(r.total, 0) FROM crm_invoice i \
                    LEFT JOIN (SELECT reverses, CAST(-sum(gross) AS bigint) AS total \
                    FROM crm_invoice WHERE reverses IS NOT NULL GROUP BY reverses) r \
                    ON r.reverses = i.id \
                    WHERE i.red_lettered <> coalesce(r.total, 0) ORDER BY i.id LIMIT 1000",
        written: amount,
    },
    // What red letters took back says how an issued invoice stands.
    Proof {
        name: "invoice.status",
        count: "SELECT count(*) FROM crm_invoice",
        differing: "SELECT id, red_lettered, CASE WHEN status = 'red_lettered' THEN gross \
                    ELSE CAST(0 AS bigint) END FROM crm_invoice \
                    WHERE CASE WHEN status = 'red_lettered' THEN red_lettered <> gross \
                    WHEN status = 'partly_red_lettered' \
                    THEN red_lettered <= 0 OR red_lettered >= gross \
                    ELSE red_lettered <> 0 END ORDER BY id LIMIT 1000",
        written: amount,
    },
    // Never more than the order, never less than nothing.
    Proof {
        name: "order.invoiced",
        count: "SELECT count(*) FROM crm_order",
        differing: "SELECT o.id, i.total, CASE WHEN i.total < 0 THEN CAST(0 AS bigint) \
                    ELSE o.gross END FROM crm_order o \
                    JOIN (SELECT \"order\", CAST(sum(gross) AS bigint) AS total \
                    FROM crm_invoice WHERE status IN \
                    ('applied', 'issued', 'partly_red_lettered', 'red_lettered') \
                    GROUP BY \"order\") i ON i.\"order\" = o.id \
                    WHERE i.total < 0 OR i.total > CASE WHEN o.status IN \
                    ('approved', 'completed') THEN o.gross ELSE 0 END ORDER BY o.id LIMIT 1000",
        written: amount,
    },
];
