//! Rows of fields to indicators: names, values, units, completion.

use super::Tables;
use super::body::BodyRow;
use super::cell;
use super::doubt::Reason;
use super::header::Layout;
use super::labels::Labels;
use super::matrix::{Field, Holds};
use super::name;
use super::place::Kinds;
use super::repair::unit::{self as unit_repair, Confirmed, Sibling};
use crate::fold;
use crate::location::At;
use crate::model::{Indicator, Note, Number, Quantity, Status, Text};
use crate::patterns::{Patterns, Role};
use crate::prose::Prose;
use crate::terms::item;
use crate::value::{Judgement, Subject, judge, number, quantity, unit};
use crate::words::{Language, Phrase, words};

/// A row on the way to its indicator: read, its damaged units not yet restored.
struct Draft<'a> {
    row: BodyRow<'a>,
    target: quantity::Reading,
    actual: quantity::Reading,
    /// Clean name without its unit, and that unit.
    stem: String,
    name_unit: Option<String>,
    /// 分值 printed behind the name, where it has no column.
    weight: Option<Box<Number>>,
    column_unit: Option<Box<(String, At)>>,
    code: Option<Box<Text>>,
}

/// Rows of a table of which it takes too much memory to hold what each says at once.
pub(super) const MANY: usize = 500;

/// A row until its indicator is made.
enum Turn<'a> {
    /// What it says, of which a unit may be restored by what other rows say.
    Made(Box<Draft<'a>>),
    /// It is read again when its turn comes.
    Again(BodyRow<'a>),
}

impl Draft<'_> {
    /// Whether nothing is to be restored in it.
    fn is_whole(&self) -> bool {
        self.target.tail.is_none() && self.actual.tail.is_none()
    }
}

/// Adds the indicators of a table, from its rows and their level labels.
#[allow(clippy::vec_box, reason = "each is given back by itself")]
pub(super) fn indicators(
    table: u32,
    layout: &Layout,
    rows: Vec<BodyRow<'_>>,
    levels: Vec<Box<(Text, Text)>>,
    prose: &Prose<'_>,
    kinds: Kinds<'_>,
    out: &mut Tables,
) {
    let patterns = kinds.patterns;
    let labels = Labels::of(layout, &rows, patterns);
    let wrap = name::wrap_width(&rows);
    // Of a large table, rows, drafts and indicators together would take most of the memory: each
    // is given back as soon as the next is made of it, and what nothing is restored in is a row
    // again until its turn comes, in the room of the rows.
    let many = rows.len() > MANY;
    let mut made = |row| {
        let mut draft = draft(row, &labels, kinds);
        unknown_unit(&mut draft, patterns, &mut out.notes);
        match many && draft.is_whole() {
            true => Turn::Again(draft.row),
            false => Turn::Made(Box::new(draft)),
        }
    };
    let mut turns: Vec<Turn<'_>> = rows.into_iter().map(&mut made).collect();
    let mut confirmed = Confirmed::new();
    // Twice, so that what one row proves can help another above it.
    for _ in 0..2 {
        for turn in &mut turns {
            if let Turn::Made(draft) = turn {
                restore_units(draft, &mut confirmed, patterns);
            }
        }
    }
    out.indicators.reserve(turns.len());
    for ((number, turn), levels) in (1u32..).zip(turns).zip(levels) {
        let draft = match turn {
            Turn::Made(draft) => *draft,
            Turn::Again(row) => {
                let mut draft = draft(row, &labels, kinds);
                // What it says was noted.
                unknown_unit(&mut draft, patterns, &mut Vec::new());
                draft
            }
        };
        let notes = &mut out.notes;
        // What the heads of the values name: 年度指标值（万元）.
        let unit = labels.unit.as_deref();
        let row = finish(table, number, draft, *levels, unit, wrap, prose, patterns, notes);
        out.indicators.push(row);
        out.unlisted.thin(&mut out.notes);
    }
}

fn draft<'a>(row: BodyRow<'a>, labels: &Labels, kinds: Kinds<'_>) -> Draft<'a> {
    let patterns = kinds.patterns;
    let mut clean = fold::clean(row.text(Role::Name));
    let mut weight = None;
    let mut code = None;
    if labels.coded
        && let Some(length) = patterns.tables.code(&clean)
    {
        let name = clean.split_off(length);
        code = Some(Box::new(Text::read(&clean, name_at(&row))));
        clean = name.trim_start().to_owned();
    }
    if row.field(Role::Weight).is_none()
        && row.doubted(Role::Name).is_none()
        && let Some((points, start)) = patterns.tables.weight_in_label(&clean, labels.weighted)
        && let Some(value) = number::number(&clean[points.clone()], patterns)
    {
        weight = Some(Box::new(Number::read(value, &clean[start..], name_at(&row))));
        clean.truncate(start);
    }
    let (stem, name_unit) = unit::in_name(&clean, patterns);
    // The name of another row says nothing of the values of this one.
    let moved = row.doubted(Role::Name).is_some_and(|doubt| doubt.reason == Reason::ColumnMoved);
    let name_unit = name_unit.filter(|_| !moved);
    let unit_field = row.filled(Role::Unit).filter(|_| row.doubted(Role::Unit).is_none());
    let column_unit = unit_field.and_then(|field| {
        let found = unit::find(field.text(), patterns)?;
        Some(Box::new((found.sign.into_owned(), field.at())))
    });
    let target = value(&row, in_force(&row, patterns), kinds);
    let actual = value(&row, Role::Actual, kinds);
    let column = column_unit.as_deref().map(|(unit, _): &(String, At)| unit.as_str());
    let place = name_unit.as_deref().is_some_and(|unit| {
        let counted = [&target, &actual].into_iter().any(|value| counts(value, unit));
        let of_another = column.is_some_and(|column| column != unit);
        patterns.units.is_place(unit) && (of_another || !counted)
    });
    // 培训人数（乡镇） tells where, if its values count something else.
    let (stem, name_unit) = if place { (clean, None) } else { (stem, name_unit) };
    // Of two names in one cell each may have its own.
    let several = [Reason::TwoCells, Reason::RowsMerged];
    let several = row.doubted(Role::Name).is_some_and(|doubt| several.contains(&doubt.reason));
    let name_unit = name_unit.filter(|_| !several);
    Draft { target, actual, stem, name_unit, weight, column_unit, code, row }
}

/// Whether a value may be counted in a unit: it is printed behind its number, or nothing is.
fn counts(value: &quantity::Reading, unit: &str) -> bool {
    let printed = value.tail.as_deref().or(value.quantity.unit.as_deref());
    value.quantity.number.is_some() && printed.is_none_or(|printed| printed == unit)
}

fn name_at(row: &BodyRow<'_>) -> At {
    row.field(Role::Name).map_or(row.at, Field::at)
}

/// Which target is in force: the adjusted one (调整后指标值) in rows that fill it in.
fn in_force(row: &BodyRow<'_>, patterns: &Patterns) -> Role {
    let adjusted = row.filled(Role::TargetAdjusted);
    match adjusted.filter(|field| !quantity::is_placeholder(field.text(), patterns)) {
        Some(_) => Role::TargetAdjusted,
        None => Role::Target,
    }
}

fn value(row: &BodyRow<'_>, role: Role, kinds: Kinds<'_>) -> quantity::Reading {
    let Some(field) = row.field(role) else {
        return quantity::Reading { quantity: Quantity::blank("", row.at), tail: None };
    };
    if let Some(doubt) = row.doubted(role) {
        let quantity = doubt.quantity(field.text(), field.at());
        return quantity::Reading { quantity, tail: None };
    }
    if row.torn.contains(&role) {
        let mut quantity = Quantity::blank(field.text(), field.at());
        quantity.status = Status::Damaged;
        return quantity::Reading { quantity, tail: None };
    }
    let mut reading = kinds.quantity(field.text(), field.at());
    let of_target = role != Role::Actual;
    let comparator = of_target.then(|| row.filled(Role::Comparator)).flatten();
    if comparator.is_some() {
        let sign = comparator.map(|field| field.text());
        reading.quantity = quantity::combine(sign, reading.quantity, None, kinds.patterns);
    }
    if field.holds == Holds::FromAbove && !reading.quantity.is_none() {
        reading.quantity.status = Status::Inherited;
    }
    reading
}

/// A unit that is in no list is one all the same if the name, or the unit column, and
/// all values print the same characters: their numbers are then read as any others.
fn unknown_unit(draft: &mut Draft<'_>, patterns: &Patterns, notes: &mut Vec<Note>) {
    let printed = |reading: &quantity::Reading| match &reading.tail {
        Some(tail) => Some(tail.clone()),
        None => reading.quantity.unit.clone(),
    };
    let sides = [&draft.target, &draft.actual];
    let tails: Vec<String> = sides.into_iter().filter_map(printed).collect();
    let Some(unit) = tails.first().cloned() else { return };
    let numbers = sides.into_iter().filter(|side| side.quantity.number.is_some()).count();
    let agree = tails.len() == numbers && tails.iter().all(|tail| *tail == unit);
    let misread = patterns.confusables.units(&unit).next().is_some();
    if !agree || misread || patterns.units.has(&unit) {
        return;
    }
    let key = fold::key(&draft.stem);
    let stem = key.strip_suffix(')').and_then(|rest| rest.strip_suffix(unit.as_str()));
    let stem = stem.and_then(|rest| rest.strip_suffix('(')).map(|rest| rest.chars().count());
    let column = draft.row.filled(Role::Unit).map(|field| (fold::clean(field.text()), field.at()));
    if let Some(length) = stem.filter(|&length| length > 0) {
        // Folding keeps the number of characters.
        draft.stem = draft.stem.chars().take(length).collect();
        draft.name_unit = Some(unit.clone());
    } else if let Some((_, at)) = column.filter(|(printed, _)| *printed == unit) {
        draft.column_unit = Some(Box::new((unit.clone(), at)));
    } else {
        return;
    }
    for reading in [&mut draft.target, &mut draft.actual] {
        if reading.tail.take().is_some() {
            reading.quantity.unit = Some(unit.clone());
        }
    }
    let message = words!(
        en: "{unit} is no known unit; name and values print it alike",
        zh: "“{unit}”不是已知的计量单位，名称与数值写法一致，照原样保留"
    );
    notes.push(Note::new("unit_unknown", message, name_at(&draft.row)));
}

fn siblings(draft: &Draft<'_>, of_target: bool) -> Vec<Sibling> {
    let other = if of_target { &draft.actual } else { &draft.target };
    let cell = match of_target {
        true => Phrase { en: "the actual value", zh: "实现值" },
        false => Phrase { en: "the target value", zh: "预期值" },
    };
    let mut found = Vec::new();
    let mut add = |unit: Option<&str>, cell, at| {
        found.extend(unit.map(|unit| Sibling { unit: unit.to_owned(), cell, at }));
    };
    add(draft.name_unit.as_deref(), Phrase { en: "the name", zh: "指标名称" }, name_at(&draft.row));
    if let Some((unit, at)) = draft.column_unit.as_deref() {
        add(Some(unit), Phrase { en: "the unit column", zh: "计量单位栏" }, *at);
    }
    let printed =
        other.quantity.repair.is_none().then_some(other.quantity.unit.as_deref()).flatten();
    add(printed, cell, other.quantity.at);
    found
}

fn restore_units(draft: &mut Draft<'_>, confirmed: &mut Confirmed, patterns: &Patterns) {
    for of_target in [true, false] {
        let siblings = siblings(draft, of_target);
        let reading = if of_target { &mut draft.target } else { &mut draft.actual };
        if let Some(tail) = reading.tail.take()
            && !unit_repair::restore(&mut reading.quantity, &tail, &siblings, confirmed, patterns)
        {
            reading.tail = Some(tail);
        }
    }
}

#[allow(clippy::too_many_arguments, reason = "one call, from the function above")]
fn finish(
    table: u32,
    number: u32,
    draft: Draft<'_>,
    (level1, level2): (Text, Text),
    head_unit: Option<&str>,
    wrap: usize,
    prose: &Prose<'_>,
    patterns: &Patterns,
    notes: &mut Vec<Note>,
) -> Indicator {
    let row = &draft.row;
    let values = [draft.target, draft.actual].map(|reading| {
        let mut quantity = reading.quantity;
        if let Some(tail) = reading.tail
            && unit_repair::is_unreadable(&quantity, &tail, patterns)
        {
            let message = words!(
                en: "{tail} after the number is no unit that the row can name",
                zh: "数字后的“{tail}”不是本行可认定的单位"
            );
            notes.push(Note::new("unit_unreadable", message, quantity.at));
            unit_repair::give_up(&mut quantity);
        }
        quantity
    });
    let value_unit = values.iter().find_map(|q| q.unit.clone().map(|unit| (unit, q.at)));
    // The unit column is that of the values; brackets in a name may only explain it.
    let column_unit = draft.column_unit.as_deref().map(|(unit, _)| unit.clone());
    let known = column_unit.or(draft.name_unit.clone());
    let (name, name_unit) = name::name_text(
        &draft.stem,
        draft.name_unit,
        value_unit.as_ref(),
        row,
        wrap,
        prose,
        patterns,
    );
    let name = name::with_candidates(name, &draft.stem, &values[1], prose);
    if name.status == Status::Damaged && name.reason_code.is_none() {
        let message =
            words!(en: "the name cannot be read; it stands in raw", zh: "指标名称残损，原文见 raw");
        notes.push(Note::new("name_damaged", message, name.at));
    }
    for doubt in row.doubts() {
        let field = row.field(doubt.role);
        let said = doubt.reason.said(&fold::clean(row.text(doubt.role)));
        notes.push(Note::new(doubt.reason.code(), said, field.map_or(row.at, |field| field.at())));
    }
    for (quantity, what) in values.iter().zip(["target", "actual"]) {
        if quantity.status == Status::Damaged && quantity.reason_code.is_none() {
            let (what, what_zh) = (item(what, Language::En), item(what, Language::Zh));
            let message = words!(
                en: "the {what} cannot be read; it stands in raw",
                zh: "{what_zh}残损，原文见 raw"
            );
            notes.push(Note::new("value_damaged", message, quantity.at));
        }
    }
    let mut extra = cell::extra(row, patterns);
    if in_force(row, patterns) == Role::TargetAdjusted {
        let adjusted = Role::TargetAdjusted.name();
        extra.remove(adjusted);
        let initial = row.filled(Role::Target).and_then(|field| cell::printed(field, patterns));
        extra.extend(
            initial.map(|initial| (Role::TargetInitial.name().to_owned(), Box::new(initial))),
        );
    }
    extra.extend(draft.code.map(|code| (Role::Code.name().to_owned(), code)));
    let known = known.or(name_unit).or_else(|| head_unit.map(str::to_owned));
    let unit = known.clone().or(value_unit.map(|(unit, _)| unit));
    let [target, actual] = values;
    let subject = Subject {
        name: row.text(Role::Name),
        levels: [level1.value.as_deref(), level2.value.as_deref()],
        unit: known.as_deref(),
    };
    let Judgement { direction, completion, base } = judge(&subject, &target, &actual, patterns);
    Indicator {
        table,
        row: number,
        level1,
        level2,
        name,
        unit,
        target,
        actual,
        weight: cell::number_of(row, Role::Weight, patterns).or(draft.weight.map(|weight| *weight)),
        score: cell::number_of(row, Role::Score, patterns),
        direction,
        completion,
        base,
        reason: cell::reason(row, patterns).map(Box::new),
        extra,
        damaged: cell::damaged(row),
        covered: cell::covered(row),
        at: place(row),
    }
}

/// The place of an indicator: its line, from the first cell to the last, where its cells stand
/// on one; else that of its name, since the first cell of a row is a label that other rows
/// share.
fn place(row: &BodyRow<'_>) -> At {
    let name = row.field(Role::Name).map(|field| field.at()).filter(|&at| at != At::default());
    let Some(name) = name else { return row.at };
    let within = match (row.at.chars(), name.chars()) {
        (Some([from, to]), Some([start, end])) => from <= start && end <= to,
        _ => false,
    };
    let one_line =
        (row.at.page(), row.at.line()) == (name.page(), name.line()) && row.at.bbox().is_none();
    if one_line && within { row.at } else { name }
}
