//! Where the words of a column stand.

/// The display columns that the words of a column cover, and where they start, end or have their
/// middle in common.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Extent {
    from: usize,
    to: usize,
    /// Where most of its words stand.
    core: Option<(usize, usize)>,
    start: Option<usize>,
    end: Option<usize>,
    /// Twice the middle, so that it is a whole number.
    middle: Option<usize>,
}

/// Of so many words one may stand out of the extent of a column to the left, and one to the right.
const OUTLIERS: usize = 12;

/// So many words at least that have a place in common, and one of so many.
const LEAST_ALIKE: usize = 3;
const ONE_OF: usize = 3;

/// What it costs to stand out of a column, by columns of the display; and off it altogether.
const OUT: usize = 4;
const MOST_OUT: usize = 7;
const OFF: usize = 4;
/// What it costs to be set otherwise than the words of a column are.
const UNLIKE: usize = 2;
const MOST_UNLIKE: usize = 4;

impl Extent {
    pub(super) fn between(from: usize, to: usize) -> Self {
        Extent { from, to, core: None, start: None, end: None, middle: None }
    }

    /// The extent of words; of a column without any, that of its head.
    pub(super) fn of(words: &[(usize, usize)], head: (usize, usize)) -> Self {
        if words.is_empty() {
            return Extent::between(head.0, head.1);
        }
        let mut starts: Vec<usize> = words.iter().map(|word| word.0).collect();
        let mut ends: Vec<usize> = words.iter().map(|word| word.1).collect();
        let mut middles: Vec<usize> = words.iter().map(|word| word.0 + word.1).collect();
        starts.sort_unstable();
        ends.sort_unstable();
        middles.sort_unstable();
        let out = words.len() / OUTLIERS;
        let half = words.len() / 2;
        let core = (starts[half], ends[half]);
        Extent {
            core: (words.len() >= LEAST_ALIKE && core.0 < core.1).then_some(core),
            from: starts[out],
            to: ends[ends.len() - 1 - out].max(starts[out] + 1),
            start: common(&starts),
            end: common(&ends),
            middle: common(&middles),
        }
    }

    /// Whether a word covers where most words of this column stand.
    pub(super) fn is_under(&self, from: usize, to: usize) -> bool {
        self.core.is_some_and(|(left, right)| from <= left && right <= to)
    }

    /// What it costs that a word stands in this column.
    pub(super) fn misses(&self, from: usize, to: usize) -> i32 {
        let out = self.from.saturating_sub(from).max(to.saturating_sub(self.to));
        // A column beside is where a wide cell before it moves a word.
        let out = out.saturating_sub(1);
        let off = from >= self.to || to <= self.from;
        let differs = [
            self.start.map(|start| start.abs_diff(from)),
            self.end.map(|end| end.abs_diff(to)),
            self.middle.map(|middle| middle.abs_diff(from + to) / 2),
        ];
        let unlike = differs.into_iter().flatten().min().unwrap_or(0);
        let cost =
            out.min(MOST_OUT) * OUT + usize::from(off) * OFF + unlike.min(MOST_UNLIKE) * UNLIKE;
        cost as i32
    }
}

/// The place that most of them have, if many have it.
fn common(sorted: &[usize]) -> Option<usize> {
    let runs = sorted.chunk_by(|a, b| a == b);
    let run = runs.max_by_key(|run| run.len())?;
    (run.len() >= LEAST_ALIKE && run.len() * ONE_OF >= sorted.len()).then(|| run[0])
}
