//! What `admin.verify` proves of letters and what they claim.

use crate::collection::verify::{Proof, amount};

/// Every proof.
pub(crate) const ALL: &[Proof] = &[
    Proof {
        name: "letter.fee",
        count: "SELECT count(*) FROM crm_letter",
        differing: "SELECT t.id, t.fee, coalesce(l.total, 0) FROM crm_letter t \
                    LEFT JOIN (SELECT letter, CAST(sum(fee) AS bigint) AS total \
                    FROM crm_letter_line GROUP BY letter) l ON l.letter = t.id \
                    WHERE t.fee <> coalesce(l.total, 0) ORDER BY t.id LIMIT 1000",
        written: amount,
    },
    Proof {
        name: "letter.interest",
        count: "SELECT count(*) FROM crm_letter",
        differing: "SELECT t.id, t.interest, coalesce(l.total, 0) FROM crm_letter t \
                    LEFT JOIN (SELECT letter, CAST(sum(interest) AS bigint) AS total \
                    FROM crm_letter_line GROUP BY letter) l ON l.letter = t.id \
                    WHERE t.interest <> coalesce(l.total, 0) ORDER BY t.id LIMIT 1000",
        written: amount,
    },
    // A claim is what the line of a letter says, and stands only while the letter stands.
    Proof {
        name: "plan.claimed",
        count: "SELECT count(*) FROM crm_plan WHERE kind <> 'sale'",
        differing: "SELECT p.id, CASE WHEN p.cancelled = 0 THEN p.amount ELSE 0 END, \
                    coalesce(c.claimed, 0) FROM crm_plan p LEFT JOIN \
                    (SELECT l.fee_claim AS plan, CASE WHEN t.status = 'issued' THEN l.fee ELSE 0 END \
                    AS claimed FROM crm_letter_line l JOIN crm_letter t ON t.id = l.letter \
                    WHERE l.fee_claim IS NOT NULL UNION ALL \
                    SELECT l.interest_claim AS plan, \
                    CASE WHEN t.status = 'issued' THEN l.interest ELSE 0 END AS claimed \
                    FROM crm_letter_line l JOIN crm_letter t ON t.id = l.letter \
                    WHERE l.interest_claim IS NOT NULL) c ON c.plan = p.id \
                    WHERE p.kind <> 'sale' AND CASE WHEN p.cancelled = 0 THEN p.amount ELSE 0 END \
                    <> coalesce(c.claimed, 0) ORDER BY p.id LIMIT 1000",
        written: amount,
    },
];
