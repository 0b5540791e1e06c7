//! Each guard, each pair of the transition table, and the defects D8, D20, D23, D24.

use super::*;
use crate::base::id::{CustomerId, Id, OpportunityId, PipelineId};
use crate::base::{Amount, Currency, Error, Instant, Name, Percent, Tie};
use crate::opportunity::model::{Pipeline, StageArgs, StageRow};

/// The stages of the test pipeline, with their probabilities; their ids are 11, 12, 13, 14.
const STAGES: [(&str, i32); 4] = [
    ("初步接洽", 10),
    ("方案报价", 40),
    ("搁置待定", 0),
    ("商务谈判", 80),
];

fn id(stage: i64) -> StageId {
    StageId::from_raw(stage)
}

fn line(text: &str) -> Line {
    Line::new(text).unwrap()
}

fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

fn stages() -> Vec<Stage> {
    (1_u32..)
        .zip(STAGES)
        .map(|(sequence, (name, probability))| Stage {
            id: id(10 + i64::from(sequence)),
            pipeline: PipelineId::from_raw(10),
            sequence,
            name: Name::new(name).unwrap(),
            probability: Percent::whole(probability),
        })
        .collect()
}

fn opportunity(status: Status, stage: i64) -> Opportunity {
    Opportunity {
        id: OpportunityId::from_raw(1),
        version: 1,
        name: Name::new("华信二期产线改造").unwrap(),
        status,
        customer: CustomerId::from_raw(2),
        contact: None,
        pipeline: PipelineId::from_raw(10),
        stage: id(stage),
        owner: None,
        department: None,
        currency: Currency::CNY,
        amount: None,
        manual_probability: None,
        expected_close: None,
        closed_on: (status != Status::Open).then(|| day("2026-03-31")),
        lost_reason: (status == Status::Lost).then(|| CodeText::new("competitor").unwrap()),
        lost_note: None,
        source: None,
        note: None,
        external_ref: None,
        extra: None,
        created_at: Instant::EPOCH,
    }
}

/// Takes an action with arguments that no other guard refuses.
fn act(opportunity: &Opportunity, action: Action) -> Result<Opportunity> {
    let reason = CodeText::new("price").unwrap();
    match action {
        Action::Advance => advance(opportunity, &stages(), None, None),
        Action::Win => win(opportunity, day("2026-04-30")),
        Action::Lose => lose(opportunity, day("2026-04-30"), reason, None),
        Action::Reopen => reopen(opportunity, &stages(), None),
    }
}

/// D8: any stage to any stage, also after a win or a loss. Every pair of status and action, against
/// a table written here a second time.
#[test]
fn d8_every_status_and_action_does_what_the_table_says() {
    for status in Status::ALL {
        for action in Action::ALL {
            let expected = match (status, action) {
                (Status::Open, Action::Advance) => Ok(Status::Open),
                (Status::Open, Action::Win) => Ok(Status::Won),
                (Status::Open, Action::Lose) => Ok(Status::Lost),
                (Status::Won | Status::Lost, Action::Reopen) => Ok(Status::Open),
                (Status::Open, Action::Reopen) => Err("opportunity.not_closed"),
                (Status::Won | Status::Lost, _) => Err("opportunity.not_open"),
            };
            let opportunity = opportunity(status, 11);
            let found = act(&opportunity, action)
                .map(|after| after.status)
                .map_err(|error| error.kind());
            assert_eq!(found, expected, "{status:?} {action:?}");
            assert_eq!(
                TRANSITIONS.target(status, action),
                expected.ok(),
                "{status:?} {action:?}"
            );
        }
    }
}

#[test]
fn a_move_leads_forward_to_any_stage_and_back_with_a_reason() {
    let why = line("客户要求重新报价");
    // From, to, with a reason, and the stage or the refusal that follows.
    let cases = [
        (11, None, false, Ok(12)),
        (11, Some(14), false, Ok(14)),
        (11, Some(14), true, Ok(14)),
        (13, Some(12), true, Ok(12)),
        (14, Some(11), true, Ok(11)),
        (14, Some(11), false, Err("opportunity.reason_needed")),
        (12, Some(12), true, Err("opportunity.same_stage")),
        (12, Some(12), false, Err("opportunity.same_stage")),
        (14, None, true, Err("opportunity.last_stage")),
        (11, Some(99), false, Err("opportunity.stage_foreign")),
    ];
    for (from, to, reason, expected) in cases {
        let reason = reason.then_some(&why);
        let found = advance(
            &opportunity(Status::Open, from),
            &stages(),
            to.map(id),
            reason,
        )
        .map(|after| after.stage.raw())
        .map_err(|error| error.kind());
        assert_eq!(found, expected, "{from} to {to:?}, reason {reason:?}");
    }
}

#[test]
fn the_first_guard_that_applies_is_reported() {
    let kind = |result: Result<Opportunity>| result.unwrap_err().kind();
    // A closed opportunity, a stage of another pipeline and no reason at once.
    let closed = opportunity(Status::Won, 14);
    assert_eq!(
        kind(advance(&closed, &stages(), Some(id(99)), None)),
        "opportunity.not_open"
    );
    let open = opportunity(Status::Open, 14);
    assert_eq!(
        kind(reopen(&open, &stages(), Some(id(99)))),
        "opportunity.not_closed"
    );
    assert_eq!(
        kind(reopen(&closed, &stages(), Some(id(99)))),
        "opportunity.stage_foreign"
    );
}

#[test]
fn a_reopening_clears_what_the_loss_said_and_finds_the_last_stage() {
    let open = Opportunity {
        manual_probability: Some(Percent::whole(55)),
        ..opportunity(Status::Open, 12)
    };
    let reason = CodeText::new("budget").unwrap();
    let lost = lose(&open, day("2026-03-31"), reason, Some(line("预算取消"))).unwrap();
    assert_eq!(lost.closed_on, Some(day("2026-03-31")));
    assert_eq!(lost.lost_reason.as_deref(), Some("budget"));
    assert_eq!(lost.stage, id(12));
    assert_eq!(reopen(&lost, &stages(), None).unwrap(), open);
    let back = reopen(&lost, &stages(), Some(id(11))).unwrap();
    assert_eq!((back.stage, back.lost_note), (id(11), None));
}

/// D20: an edit of a lost deal recomputed its probability and made it merely archived.
#[test]
fn d20_a_lost_opportunity_stays_at_nothing_whatever_is_edited() {
    let lost = Opportunity {
        manual_probability: Some(Percent::whole(70)),
        source: Some(CodeText::new("exhibition").unwrap()),
        ..opportunity(Status::Lost, 14)
    };
    let stage = &stages()[3];
    assert_eq!(probability(&lost, stage), Percent::ZERO);
    let won = Opportunity {
        status: Status::Won,
        ..lost
    };
    assert_eq!(probability(&won, stage), Percent::HUNDRED);
}

/// D23: the first stage's probability stuck, and 0 % was taken for unset.
#[test]
fn d23_the_stages_probability_follows_the_stage_and_zero_is_a_probability() {
    let mut moving = opportunity(Status::Open, 11);
    for (index, (name, percent)) in STAGES.into_iter().enumerate() {
        let stages = stages();
        assert_eq!(
            probability(&moving, &stages[index]),
            Percent::whole(percent),
            "{name}"
        );
        if let Ok(next) = advance(&moving, &stages, None, None) {
            moving = next;
        }
    }
    let zero = Opportunity {
        manual_probability: Some(Percent::ZERO),
        ..opportunity(Status::Open, 14)
    };
    assert_eq!(probability(&zero, &stages()[3]), Percent::ZERO);
}

/// D24: every stage change overwrote the user's probability.
#[test]
fn d24_a_manual_probability_survives_every_move() {
    let manual = Some(Percent::parse("62.5").unwrap());
    let mut moving = Opportunity {
        manual_probability: manual,
        ..opportunity(Status::Open, 11)
    };
    let actions = [
        Action::Advance,
        Action::Advance,
        Action::Win,
        Action::Reopen,
        Action::Lose,
        Action::Reopen,
    ];
    for action in actions {
        moving = act(&moving, action).unwrap();
        assert_eq!(moving.manual_probability, manual, "{action:?}");
    }
    assert_eq!(Some(probability(&moving, &stages()[2])), manual);
}

#[test]
fn the_weighted_amount_is_rounded_once_to_the_minor_unit() {
    // 12,345.67 × 62.5 % = 7,716.04375; 0.05 × 50 % = 0.025; 0.15 × 50 % = 0.075;
    // JPY 999 × 50 % = 499.5; KWD 0.005 × 10 % = 0.0005, half of its minor unit 0.001.
    let rows = [
        ("CNY", "12345.67", "62.5", "7716.04", "7716.04"),
        ("CNY", "0.05", "50", "0.03", "0.02"),
        ("CNY", "0.15", "50", "0.08", "0.08"),
        ("JPY", "999", "50", "500", "500"),
        ("KWD", "0.005", "10", "0.001", "0.000"),
        ("CNY", "100", "0", "0.00", "0.00"),
        ("CNY", "100", "100", "100.00", "100.00"),
    ];
    for (currency, amount, percent, half_up, half_even) in rows {
        let mut opportunity = Opportunity {
            currency: Currency::parse(currency).unwrap(),
            amount: Some(Amount::parse(amount).unwrap()),
            manual_probability: Some(Percent::parse(percent).unwrap()),
            ..opportunity(Status::Open, 11)
        };
        check(&mut opportunity).unwrap();
        for (tie, expected) in [(Tie::HalfUp, half_up), (Tie::HalfEven, half_even)] {
            let document = document(opportunity.clone(), &stages(), tie).unwrap();
            let found = document.weighted.map(|amount| amount.to_string());
            assert_eq!(
                found.as_deref(),
                Some(expected),
                "{amount} {percent} {tie:?}"
            );
        }
    }
    let without = document(opportunity(Status::Open, 11), &stages(), Tie::HalfUp).unwrap();
    assert_eq!(without.weighted, None);
}

#[test]
fn an_amount_and_a_manual_probability_are_checked() {
    let checked = |amount: &str, percent: &str| {
        let mut opportunity = Opportunity {
            amount: Some(Amount::parse(amount).unwrap()),
            manual_probability: Some(Percent::parse(percent).unwrap()),
            ..opportunity(Status::Open, 11)
        };
        check(&mut opportunity)
    };
    let said = |error: Error| (error.kind(), error.field().map(str::to_owned));
    assert_eq!(checked("0", "0"), Ok(()));
    assert_eq!(checked("0.01", "100"), Ok(()));
    let cases = [
        ("-0.01", "101", "number.negative", "amount"),
        ("0.001", "101", "amount.too_precise", "amount"),
        (
            "1",
            "100.000001",
            "number.out_of_range",
            "manual_probability",
        ),
        (
            "1",
            "-0.000001",
            "number.out_of_range",
            "manual_probability",
        ),
    ];
    for (amount, percent, kind, field) in cases {
        let error = checked(amount, percent).unwrap_err();
        assert_eq!(
            said(error),
            (kind, Some(field.to_owned())),
            "{amount} {percent}"
        );
    }
}

#[test]
fn a_pipeline_has_one_to_fifty_stages_of_different_names() {
    let stage = |name: &str, percent: &str| StageArgs {
        name: Name::new(name).unwrap(),
        probability: Percent::parse(percent).unwrap(),
    };
    let many = |count: usize| -> Vec<StageArgs> {
        (0..count)
            .map(|at| stage(&format!("阶段{at}"), "50"))
            .collect()
    };
    assert_eq!(check_stages(&many(1)), Ok(()));
    assert_eq!(check_stages(&many(50)), Ok(()));
    let twice = vec![
        stage("报价", "10"),
        stage("谈判", "20"),
        stage("报价", "30"),
    ];
    let beyond = vec![stage("报价", "10"), stage("谈判", "100.01")];
    let cases = [
        (Vec::new(), "list.empty", "stages"),
        (many(51), "list.too_long", "stages"),
        (beyond, "number.out_of_range", "stages[1].probability"),
        (twice, "pipeline.stage_twice", "stages[2].name"),
    ];
    for (stages, kind, field) in cases {
        let error = check_stages(&stages).unwrap_err();
        assert_eq!((error.kind(), error.field()), (kind, Some(field)));
    }
}

#[test]
fn an_archived_pipeline_takes_nothing_new() {
    let mut pipeline = Pipeline {
        id: PipelineId::from_raw(10),
        version: 1,
        name: Name::new("标准销售").unwrap(),
        active: true,
        external_ref: None,
        extra: None,
        created_at: Instant::EPOCH,
        stages: stages(),
    };
    assert_eq!(entry(&pipeline, None), Ok(id(11)));
    assert_eq!(entry(&pipeline, Some(id(13))), Ok(id(13)));
    let kind = |error: Error| error.kind();
    assert_eq!(
        entry(&pipeline, Some(id(99))).map_err(kind),
        Err("opportunity.stage_foreign")
    );
    pipeline.active = false;
    assert_eq!(
        entry(&pipeline, Some(id(99))).map_err(kind),
        Err("pipeline.archived")
    );
}

#[test]
fn the_time_spent_is_counted_to_the_end_or_to_now_and_never_backwards() {
    let at = |text: &str| Instant::parse(text).unwrap();
    let seconds = |left: Option<&str>, now: &str| {
        let row = StageRow {
            opportunity: OpportunityId::from_raw(1),
            sequence: 1,
            stage: id(11),
            status: Status::Open,
            lost_reason: None,
            reason: None,
            entered_at: at("2026-01-15T02:00:00Z"),
            entered_by: None,
            left_at: left.map(at),
        };
        row.visit(&stages()[0], at(now)).seconds
    };
    // A day has 86,400 seconds.
    assert_eq!(seconds(None, "2026-01-16T02:00:00.9Z"), 86_400);
    let left = Some("2026-01-15T03:00:00Z");
    assert_eq!(seconds(left, "2026-01-16T02:00:00Z"), 3_600);
    assert_eq!(seconds(None, "2026-01-14T02:00:00Z"), 0);
}
