//! The lines of a column put to rows that nothing drawn parts: the level of its numbers tells a
//! row, and a text stands around that level, or starts on it.

use std::ops::Range;

use super::geometry::Rect;

/// How texts stand beside the numbers of their row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Setting {
    Middle,
    Top,
}

/// A text may stand so much off its level, in heights of a line.
const OFF: f32 = 0.3;

/// Lines of one text stand no further apart, in heights of a line.
const WRAPPED: f32 = 2.0;

/// Lines at most of one text.
const MOST: usize = 16;

/// For each level the lines that belong to it; `None` if no way to part them fits, or more than
/// one.
pub(super) fn parted(
    lines: &[&Rect],
    levels: &[f32],
    setting: Setting,
) -> Option<Vec<Range<usize>>> {
    let fits = |row: usize, from: usize, to: usize| {
        let level = levels[row];
        let Some(own) = lines.get(from..to).filter(|own| !own.is_empty()) else { return true };
        let (first, last) = (own[0], own[own.len() - 1]);
        let together =
            own.windows(2).all(|two| two[1].y() - two[0].y() <= first.height() * WRAPPED);
        let stands = match setting {
            Setting::Middle => (first.top + last.bottom) / 2.0,
            Setting::Top => first.y(),
        };
        // A line on the level of another row is that row's.
        let off = first.height() * OFF;
        let after =
            row.checked_sub(1).and_then(|row| levels.get(row)).is_none_or(|l| l + off < first.y());
        let before = levels.get(row + 1).is_none_or(|l| last.y() < l - off);
        together && after && before && (stands - level).abs() <= first.height() * OFF
    };
    // From each level on with the lines from each on: how many ways, and where the first ends.
    let (count, rows) = (lines.len(), levels.len());
    let mut ways = vec![vec![(0u8, 0usize); count + 1]; rows + 1];
    ways[rows][count] = (1, count);
    for row in (0..rows).rev() {
        for from in 0..=count {
            let mut found = (0u8, from);
            let ends = ways[row + 1].iter().enumerate().skip(from).take(MOST + 1);
            for (to, &(behind, _)) in ends {
                if behind > 0 && fits(row, from, to) {
                    found = (found.0.saturating_add(behind).min(2), to);
                }
            }
            ways[row][from] = found;
        }
    }
    if ways[0][0].0 != 1 {
        return None;
    }
    let mut from = 0;
    let taken = ways.iter().take(rows).map(|row| {
        let to = row[from].1;
        std::mem::replace(&mut from, to)..to
    });
    Some(taken.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines of ten points, by their middles.
    fn lines(middles: &[f32]) -> Vec<Rect> {
        let line = |&y: &f32| Rect { left: 0.0, right: 50.0, top: y - 5.0, bottom: y + 5.0 };
        middles.iter().map(line).collect()
    }

    fn taken(middles: &[f32], levels: &[f32], setting: Setting) -> Option<Vec<usize>> {
        let lines = lines(middles);
        let lines: Vec<&Rect> = lines.iter().collect();
        let parted = parted(&lines, levels, setting)?;
        Some(parted.into_iter().map(|range| range.len()).collect())
    }

    #[test]
    fn a_text_stands_around_the_level_of_its_number() {
        // A text of one line, one of three, one of two: half way between two numbers would cut
        // the second one.
        let middles = [10.0, 30.0, 42.0, 54.0, 72.0, 84.0];
        assert_eq!(taken(&middles, &[10.0, 42.0, 78.0], Setting::Middle), Some(vec![1, 3, 2]));
        assert_eq!(taken(&middles, &[10.0, 42.0, 78.0], Setting::Top), None);
    }

    #[test]
    fn a_text_starts_on_the_level_of_its_number() {
        let middles = [10.0, 30.0, 42.0, 54.0, 72.0, 84.0];
        assert_eq!(taken(&middles, &[10.0, 30.0, 72.0], Setting::Top), Some(vec![1, 3, 2]));
        assert_eq!(taken(&middles, &[10.0, 30.0, 72.0], Setting::Middle), None);
    }

    #[test]
    fn a_row_may_lack_a_text_and_a_line_between_two_belongs_to_neither() {
        assert_eq!(taken(&[10.0, 50.0], &[10.0, 30.0, 50.0], Setting::Middle), Some(vec![1, 0, 1]));
        assert_eq!(taken(&[10.0, 20.0, 50.0], &[10.0, 30.0, 50.0], Setting::Middle), None);
    }
}
