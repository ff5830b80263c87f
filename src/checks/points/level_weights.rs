//! Weights that are printed at each level: those of the rows add up under each level-1
//! indicator, and those of the level-1 indicators to the total.

use rust_decimal::Decimal;

use crate::checks::row::Row;
use crate::checks::tolerance::sum;
use crate::fold;
use crate::patterns::Patterns;
use crate::value::quantity;

/// The column of the weights of level-1 indicators.
const WEIGHT: &str = "weight_level1";

/// A level-1 indicator with its own weight and the weights of its rows.
struct Group {
    name: String,
    own: Option<Decimal>,
    rows: Decimal,
}

/// Whether the weights of the rows add up under each level-1 indicator, to `full` or to
/// its own weight, and the weights of these to `full` or, where the rows of each make
/// `full`, to no more. `None` where the table does not
/// print weights of level-1 indicators, or not of each.
pub(super) fn add_up(rows: &[&Row<'_>], full: Decimal, patterns: &Patterns) -> Option<bool> {
    let mut groups: Vec<Group> = Vec::new();
    for row in rows {
        let text = &row.indicator.level1;
        let name = fold::clean_key(text.value.as_deref().unwrap_or(&text.raw));
        if groups.last().is_none_or(|group| group.name != name) {
            groups.push(Group { name, own: None, rows: Decimal::ZERO });
        }
        let group = groups.last_mut()?;
        let own = row.indicator.extra.get(WEIGHT);
        let own = own.and_then(|text| quantity::read(&text.raw, text.at, patterns).number);
        group.own = group.own.or(own);
        let weight = row.indicator.weight.as_ref().map_or(Decimal::ZERO, |number| number.value);
        group.rows = group.rows.checked_add(weight)?;
    }
    let own: Option<Vec<Decimal>> = groups.iter().map(|group| group.own).collect();
    let sum = sum(&own?)?;
    let whole = |group: &Group| group.rows == full;
    let adds_up = |group: &Group| whole(group) || Some(group.rows) == group.own;
    // Other level-1 indicators may stand in a table of their own.
    let parted = sum < full && groups.iter().all(whole);
    Some(parted || (sum == full && groups.iter().all(adds_up)))
}
