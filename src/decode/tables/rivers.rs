//! Columns by the white space that runs down a table laid out with spaces, whatever the heads stand
//! over: a head of several lines, or one that is set to a side, tells its column badly.

use super::header::Segment;

/// Of so many words one may stand in the white space between two columns.
const MOST_ASTRAY: usize = 50;
/// What it costs that a head has no words below it, in eighths of a column of the display.
const EMPTY: usize = 32;
/// What it costs that the words below a head stand in one column more.
const ANOTHER: usize = 8;
/// How much more it costs to stand beside a head than off its middle.
const BESIDE: usize = 16;

/// The border before each head but the first: between the columns of words that belong to the one
/// and to the other. `None` where nothing stands below the heads.
pub(super) fn borders(spans: &[(usize, usize)], words: &[Segment]) -> Option<Vec<usize>> {
    let columns = columns(words);
    let heads = assign(spans, &columns)?;
    let of = |head: usize| columns.iter().zip(&heads).filter(move |&(_, &own)| own == head);
    let left = |head: usize| of(head).map(|(column, _)| column.0).min();
    let right = |head: usize| of(head).map(|(column, _)| column.1).max();
    let mut borders = Vec::with_capacity(spans.len());
    let mut reached = 0;
    for (head, &(from, to)) in spans.iter().enumerate() {
        if head > 0 {
            // Where nothing stands below a head, its own place tells.
            let next = (head..spans.len()).find_map(left).unwrap_or(usize::MAX);
            let start = left(head).unwrap_or(from.clamp(reached, next.max(reached)));
            borders.push(usize::midpoint(reached, start.max(reached)).max(reached));
        }
        reached = right(head).unwrap_or_else(|| reached.max(to.min(left(head + 1).unwrap_or(to))));
    }
    Some(borders)
}

/// The stretches in which words stand, from left to right.
fn columns(words: &[Segment]) -> Vec<(usize, usize)> {
    let width = words.iter().map(|word| word.to).max().unwrap_or(0);
    let mut change = vec![0isize; width + 2];
    for word in words {
        change[word.from] += 1;
        change[word.to] -= 1;
    }
    let most = (words.len() / MOST_ASTRAY) as isize;
    let mut columns: Vec<(usize, usize)> = Vec::new();
    let (mut sum, mut open) = (0, None);
    for (at, change) in change.iter().enumerate() {
        sum += change;
        match (open, sum > most) {
            (None, true) => open = Some(at),
            (Some(from), false) => {
                columns.push((from, at));
                open = None;
            }
            _ => {}
        }
    }
    columns
}

/// For each column of words the head it belongs to, from left to right.
fn assign(spans: &[(usize, usize)], columns: &[(usize, usize)]) -> Option<Vec<usize>> {
    if columns.is_empty() {
        return None;
    }
    let apart = |(from, to): (usize, usize), (left, right): (usize, usize)| {
        let gap = left.saturating_sub(to).max(from.saturating_sub(right));
        let centres = (from + to).abs_diff(left + right) / 2;
        gap * BESIDE + centres
    };
    // `best[h]`: the least cost if the columns so far end with head `h`, and where it came from.
    let mut paths: Vec<Vec<(usize, usize)>> = Vec::with_capacity(columns.len());
    for (number, &column) in columns.iter().enumerate() {
        let path = spans.iter().enumerate().map(|(head, &span)| {
            let own = apart(span, column);
            let Some(above) = number.checked_sub(1).and_then(|above| paths.get(above)) else {
                return (own + head * EMPTY, 0);
            };
            let from = above.iter().enumerate().take(head + 1).map(|(before, &(cost, _))| {
                let step = match head - before {
                    0 => ANOTHER,
                    passed => (passed - 1) * EMPTY,
                };
                (cost + step, before)
            });
            let (cost, before) = from.min().unwrap_or_default();
            (cost + own, before)
        });
        let path = path.collect();
        paths.push(path);
    }
    let behind = |head: usize| (spans.len() - 1 - head) * EMPTY;
    let ends = paths.last()?.iter().enumerate();
    let (_, mut head) = ends.map(|(head, &(cost, _))| (cost + behind(head), head)).min()?;
    let mut heads = Vec::with_capacity(columns.len());
    for path in paths.iter().rev() {
        heads.push(head);
        head = path.get(head)?.1;
    }
    heads.reverse();
    Some(heads)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decode::lines::Piece;

    fn word(from: usize, to: usize) -> Segment<'static> {
        let piece = Piece { text: "", start: 0, page: None, line: 1, from: 0 };
        Segment { piece, from, to }
    }

    #[test]
    fn a_head_beside_its_words_keeps_them() {
        // 得分 is set left of its numbers, which stand nearer to the next head's words.
        let spans = [(0, 8), (20, 22), (30, 40)];
        let words = [word(0, 8), word(23, 25), word(28, 40), word(0, 6), word(23, 27)];
        assert_eq!(borders(&spans, &words), Some(vec![15, 27]));
        // Without any words of its own a head keeps its place.
        let words = [word(0, 8), word(30, 40)];
        assert_eq!(borders(&spans, &words), Some(vec![14, 26]));
    }
}
