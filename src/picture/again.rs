//! Lines of cells of which a recogniser is not sure, read once more with more paper around them.

use super::reader::{ReadLine, Reader};
use super::strip::{self, Cut};
use crate::fold;

/// A line with a character less sure than this is read again.
const SURE: f32 = 0.9;

/// Where two readings differ, neither is surer than this.
const CONTRADICTED: f32 = 0.85;

/// Reads doubtful lines again. The reading with the better odds counts; where the two say
/// different things, what it says is doubted.
pub(super) fn read_again(lines: &mut [ReadLine], cuts: &[Cut], reader: &dyn Reader) {
    let doubtful = |line: &ReadLine| line.characters.iter().any(|c| c.of_form < SURE);
    let numbers: Vec<usize> = lines
        .iter()
        .zip(cuts)
        .enumerate()
        .filter(|(_, (line, cut))| doubtful(line) && !cut.stacked)
        .map(|(n, _)| n)
        .collect();
    let strips: Vec<_> =
        numbers.iter().filter_map(|&n| cuts.get(n)).map(|cut| strip::looser(&cut.strip)).collect();
    for ((n, loose), other) in numbers.into_iter().zip(&strips).zip(reader.read(&strips)) {
        let (Some(line), Some(cut)) = (lines.get_mut(n), cuts.get(n)) else { continue };
        let side = (loose.width - cut.strip.width) as f32 / 2.0;
        decide(line, moved(other, side));
    }
}

/// A line as it stands in the strip that was not made larger.
fn moved(mut line: ReadLine, by: f32) -> ReadLine {
    for character in &mut line.characters {
        character.left -= by;
        character.right -= by;
    }
    line.ink = (line.ink.0 - by, line.ink.1 - by);
    line
}

fn decide(line: &mut ReadLine, other: ReadLine) {
    // Which form of a sign is printed is no difference.
    let text = |line: &ReadLine| -> String {
        let chars = line.characters.iter().map(|c| fold::fold_char(c.char));
        chars.filter(|char| !char.is_whitespace()).collect()
    };
    // The same again is no second witness: it stays as doubtful as it was.
    if text(line) == text(&other) {
        return;
    }
    if other.sure() > line.sure() {
        *line = other;
    }
    for character in &mut line.characters {
        character.probability = character.probability.min(CONTRADICTED);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::picture::reader::ReadCharacter;

    fn line(text: &str, probability: f32) -> ReadLine {
        let read =
            |char| ReadCharacter { char, probability, of_form: probability, left: 1.0, right: 2.0 };
        ReadLine { characters: text.chars().map(read).collect(), ink: (1.0, 2.0) }
    }

    #[test]
    fn the_better_of_two_readings_counts_and_is_doubted_where_they_differ() {
        let mut read = line("478.030", 0.7);
        decide(&mut read, line("478.03", 0.97));
        assert_eq!(read.characters.len(), 6);
        assert!(read.characters.iter().all(|c| c.probability < 0.9));
        let mut same = line("12.5", 0.7);
        decide(&mut same, line("12.5", 0.96));
        assert!(same.characters.iter().all(|c| c.probability < 0.9));
        let mut wide = line("（12）", 0.95);
        decide(&mut wide, line("(12)", 0.96));
        assert!(wide.characters.iter().all(|c| c.probability > 0.9));
    }
}
