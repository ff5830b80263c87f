//! Which cells of a form are heads of columns and no labels.

use super::Finder;
use crate::fold;
use crate::outline::Block;
use crate::patterns::Patterns;
use crate::patterns::fields::Kind;
use crate::table::FormRow;

/// Whether lines of a document start with the labels of bodies of several levels: 省级主管部门,
/// 县级主管部门.
pub(super) fn lines_of_levels(blocks: &[&Block], patterns: &Patterns) -> bool {
    let lines = blocks.iter().filter_map(|block| match block {
        Block::Paragraph(line) | Block::Item(line) => Some(line.text.as_str()),
        Block::Table(_) => None,
    });
    let mut labels = lines.filter_map(|line| patterns.fields.level_at_start(line));
    let Some(first) = labels.next() else { return false };
    labels.any(|label| label != first)
}

impl Finder<'_> {
    /// Whether a form names the bodies of several levels (省级主管部门, 市级主管部门): whose report it is, is
    /// not told by either.
    pub(super) fn names_bodies_of_levels(&self, rows: &[FormRow]) -> bool {
        let fields = &self.patterns.fields;
        let pairs = rows.iter().flat_map(|row| row.cells.windows(2));
        let mut named = pairs.filter(|pair| fields.is_of_level(&pair[0].0));
        let Some(first) = named.next() else { return false };
        named.any(|pair| {
            fold::key(&pair[0].0) != fold::key(&first[0].0)
                && fold::key(&pair[1].0) != fold::key(&first[1].0)
        })
    }

    /// Whether label and value are heads of columns: the value is the head of one, or
    /// a row of as many cells stands below and the value names no body.
    pub(super) fn is_head(
        &self,
        label: &str,
        value: &str,
        row: &FormRow,
        rows: &[FormRow],
    ) -> bool {
        let below = rows.first();
        let fields = &self.patterns.fields;
        if fields.is_head(value) || row.cells.first().is_some_and(|(text, _)| fields.is_head(text))
        {
            return true;
        }
        let body = |text: &str| fields.organisations.end(&fold::key(text)).is_some();
        let of_body = fields
            .of_cell(label)
            .is_some_and(|(index, _)| fields.field(index).kind == Kind::Organisation);
        // 项目单位 | 任务 | 备注: a head stands last, where nothing can stand beside it.
        let last = row.cells.last().filter(|_| row.cells.len() > 2);
        if of_body && !body(value) && last.is_some_and(|(text, _)| fields.is_head(text)) {
            return true;
        }
        let place = row.cells.iter().position(|(text, _)| text == label);
        let under = below.filter(|below| {
            below.table == row.table && below.cells.len() == row.cells.len() && row.cells.len() > 2
        });
        let under = under.zip(place).and_then(|(below, place)| below.cells.get(place));
        // 单位 | 全年补助资金 | 其中: the heads of a table, the bodies below each other under the first of them.
        let listed = || {
            const NEAR: usize = 3;
            let own = rows.iter().take(NEAR).take_while(|below| below.table == row.table);
            let mut first = own.filter(|below| below.cells.len() > 2);
            place == Some(0)
                && row.cells.len() > 2
                && first.any(|below| below.cells.first().is_some_and(|(text, _)| body(text)))
        };
        of_body && !body(value) && (under.is_some_and(|(text, _)| body(text)) || listed())
    }
}
