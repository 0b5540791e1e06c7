//! What `admin.verify` proves of values.

use crate::collection::verify::{Proof, amount};

/// Every proof.
pub(crate) const ALL: &[Proof] = &[
    Proof {
        name: "base_value.open",
        count: "SELECT count(*) FROM crm_base_value WHERE \"order\" IS NOT NULL",
        differing: "SELECT v.id, v.open, coalesce(e.total, 0) FROM crm_base_value v \
                    LEFT JOIN (SELECT \"order\", currency, CAST(sum(amount) AS bigint) AS total \
                    FROM crm_exchange_entry GROUP BY \"order\", currency) e \
                    ON e.\"order\" = v.\"order\" \
                    WHERE v.\"order\" IS NOT NULL AND v.open <> coalesce(e.total, 0) \
                    ORDER BY v.id LIMIT 1000",
        written: amount,
    },
    Proof {
        name: "base_value.base_open",
        count: "SELECT count(*) FROM crm_base_value WHERE \"order\" IS NOT NULL",
        differing: "SELECT v.id, v.base_open, coalesce(e.total, 0) FROM crm_base_value v \
                    LEFT JOIN (SELECT \"order\", currency, CAST(sum(base_amount) AS bigint) AS total \
                    FROM crm_exchange_entry GROUP BY \"order\", currency) e \
                    ON e.\"order\" = v.\"order\" \
                    WHERE v.\"order\" IS NOT NULL AND v.base_open <> coalesce(e.total, 0) \
                    ORDER BY v.id LIMIT 1000",
        written: amount,
    },
    // What a receipt has paid was worth what its value lost.
    Proof {
        name: "base_value.received",
        count: "SELECT count(*) FROM crm_base_value WHERE receipt IS NOT NULL",
        differing: "SELECT v.id, v.base_amount - v.base_open, coalesce(e.total, 0) \
                    FROM crm_base_value v \
                    LEFT JOIN (SELECT receipt, CAST(sum(received) AS bigint) AS total \
                    FROM crm_exchange_entry WHERE receipt IS NOT NULL GROUP BY receipt) e \
                    ON e.receipt = v.receipt \
                    WHERE v.receipt IS NOT NULL \
                    AND v.base_amount - v.base_open <> coalesce(e.total, 0) \
                    ORDER BY v.id LIMIT 1000",
        written: amount,
    },
    // What is open of an order with a value is what is open of its plans.
    Proof {
        name: "base_value.plans",
        count: "SELECT count(*) FROM crm_base_value WHERE \"order\" IS NOT NULL \
                AND closed_on IS NULL",
        differing: "SELECT v.id, v.open, coalesce(p.total, 0) FROM crm_base_value v \
                    LEFT JOIN (SELECT \"order\", revision, CAST(sum(amount - collected - discounted \
                    - written_off - credited) AS bigint) AS total FROM crm_plan \
                    WHERE cancelled = 0 AND kind = 'sale' GROUP BY \"order\", revision) p \
                    ON p.\"order\" = v.\"order\" AND p.revision = v.revision \
                    WHERE v.\"order\" IS NOT NULL AND v.closed_on IS NULL \
                    AND v.open <> coalesce(p.total, 0) ORDER BY v.id LIMIT 1000",
        written: amount,
    },
];
