//! Damages as scans and recognisers do them, at random places of the cells of a report.

use jiaokan::Report;
use jiaokan::decisions::{Part, values};

/// A source of chance that gives the same numbers on every machine (xorshift*).
pub(super) struct Chance(u64);

impl Chance {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    pub(super) fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % limit.max(1)
    }

    fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }
}

/// Ways in which a cell, or its row, is damaged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Damage {
    /// Characters are gone: in a name nothing shows it.
    Lost,
    /// Characters stand as signs that nobody can read.
    Unreadable,
    /// A recogniser went round in a loop.
    Loop,
    /// A narrow cell was read in scraps.
    Scraps,
    /// A digit stands as a letter.
    DigitAsLetter,
    /// A digit is another one, or is gone: nothing shows it.
    DigitChanged,
    /// A unit stands as a sign.
    UnitAsSign,
    /// The cell is empty.
    Emptied,
    /// The row is gone.
    RowLost,
}

pub(super) const ALL: [Damage; 9] = [
    Damage::Lost,
    Damage::Unreadable,
    Damage::Loop,
    Damage::Scraps,
    Damage::DigitAsLetter,
    Damage::DigitChanged,
    Damage::UnitAsSign,
    Damage::Emptied,
    Damage::RowLost,
];

/// A cell of a source text: its line and characters, both as the place has them.
#[derive(Debug, Clone)]
struct Cell {
    line: usize,
    from: usize,
    to: usize,
    name: bool,
    number: bool,
}

/// A damaged report.
pub(super) struct Damaged {
    pub(super) text: String,
    pub(super) done: Vec<Damage>,
    /// The line of the clean text that each line is, both from 0.
    pub(super) lines: Vec<usize>,
}

/// A clean report with the places of its cells.
pub(super) struct Clean {
    pub(super) name: String,
    pub(super) report: Report,
    lines: Vec<String>,
    cells: Vec<Cell>,
}

impl Clean {
    pub(super) fn new(name: &str, text: &str) -> Self {
        let report = crate::support::extract(name, text);
        let cells = values(&report).into_iter().filter_map(|value| {
            let fields = ["level1", "level2", "name", "target", "actual", "weight", "score"];
            let field = value.place.field.as_str();
            let of_row = value.place.part == Part::Indicators && fields.contains(&field);
            let (line, [from, to]) = (value.at.line()?, value.at.chars()?);
            let printed = !value.printed.trim().is_empty();
            (of_row && printed && from < to).then(|| Cell {
                line: line as usize - 1,
                from: from as usize,
                to: to as usize,
                name: field == "name",
                number: value.read.is_some_and(|read| read.contains(|c: char| c.is_ascii_digit()))
                    && field != "name",
            })
        });
        let cells = cells.collect();
        let lines = text.lines().map(str::to_owned).collect();
        Self { name: name.to_owned(), report, lines, cells }
    }

    /// The text with so many damages, and what they were.
    pub(super) fn damaged(&self, count: usize, chance: &mut Chance) -> Damaged {
        let mut lines = self.lines.clone();
        let mut done = Vec::new();
        let mut touched: Vec<usize> = Vec::new();
        let mut lost: Vec<usize> = Vec::new();
        for _ in 0..count * 4 {
            if done.len() == count {
                break;
            }
            let damage = chance.of(&ALL);
            let at = chance.below(self.cells.len());
            let cell = &self.cells[at];
            // One damage a line, so that the places of the others still hold.
            if touched.contains(&cell.line) {
                continue;
            }
            if damage == Damage::RowLost {
                // Only rows that stand on a line of their own in a table of pipes or tabs.
                let line = &lines[cell.line];
                if !(line.starts_with('|') || line.contains('\t')) {
                    continue;
                }
                lost.push(cell.line);
            } else {
                let chars: Vec<char> = lines[cell.line].chars().collect();
                let inside: Vec<char> = chars[cell.from..cell.to].to_vec();
                let Some(damaged) = of_cell(damage, cell, &inside, chance) else { continue };
                let head: String = chars[..cell.from].iter().collect();
                let tail: String = chars[cell.to..].iter().collect();
                lines[cell.line] = format!("{head}{damaged}{tail}");
            }
            touched.push(cell.line);
            done.push(damage);
        }
        let kept: Vec<usize> = (0..lines.len()).filter(|line| !lost.contains(line)).collect();
        let text: Vec<&str> = kept.iter().map(|&line| lines[line].as_str()).collect();
        Damaged { text: text.join("\n") + "\n", done, lines: kept }
    }
}

fn of_cell(damage: Damage, cell: &Cell, inside: &[char], chance: &mut Chance) -> Option<String> {
    let mut chars = inside.to_vec();
    let words: Vec<usize> =
        (0..chars.len()).filter(|&at| ('\u{4E00}'..='\u{9FFF}').contains(&chars[at])).collect();
    let digits: Vec<usize> = (0..chars.len()).filter(|&at| chars[at].is_ascii_digit()).collect();
    match damage {
        Damage::Lost if !cell.number && words.len() > 3 => {
            for _ in 0..=chance.below(2) {
                let at = chance.of(&words).min(chars.len() - 1);
                chars.remove(at);
            }
        }
        Damage::Unreadable if !cell.number && words.len() > 3 => {
            for _ in 0..=chance.below(words.len() / 2) {
                chars[chance.of(&words)] = '\u{FFFD}';
            }
        }
        Damage::Loop if cell.name && words.len() > 4 => {
            let kept: String = chars[..3].iter().collect();
            return Some(format!("{kept}的工作,但是一个的,但是一个的,但是一个的。"));
        }
        Damage::Scraps if cell.name && words.len() > 7 => {
            let mut text = String::new();
            for (number, &at) in words.iter().enumerate() {
                if number % 2 == 0 {
                    text.push(chars[at]);
                }
                if number % 4 == 3 {
                    text.push(' ');
                }
            }
            return Some(text);
        }
        Damage::DigitAsLetter if cell.number && !digits.is_empty() => {
            chars[chance.of(&digits)] = chance.of(&['l', 'O', 'B', 'S']);
        }
        Damage::DigitChanged if cell.number && !digits.is_empty() => {
            let at = chance.of(&digits);
            let digit = chars[at].to_digit(10)?;
            match chance.below(3) {
                0 if digits.len() > 1 => {
                    chars.remove(at);
                }
                _ => chars[at] = char::from_digit((digit + 1 + chance.below(8) as u32) % 10, 10)?,
            }
        }
        Damage::UnitAsSign if cell.number && words.len() == 1 => chars[words[0]] = '↑',
        Damage::Emptied => return Some(String::new()),
        _ => return None,
    }
    Some(chars.into_iter().collect())
}
