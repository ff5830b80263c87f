//! How alike two texts are, by the pairs of neighbouring characters that they share.

/// The pairs of neighbouring characters of a text, with their number, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Bigrams(Vec<u64>);

/// What [`Bigrams::dice`] and [`Bigrams::covered_by`] give for "wholly".
pub(crate) const WHOLE: u32 = 10_000;

impl Bigrams {
    /// The pairs of a text; a text of one character is that character alone.
    pub(crate) fn of(text: &str) -> Self {
        let mut pairs = Vec::with_capacity(text.len() / 3);
        let mut before = None;
        for c in text.chars().map(u64::from) {
            if let Some(before) = before {
                pairs.push(before << 32 | c);
            }
            before = Some(c);
        }
        if pairs.is_empty() {
            pairs.extend(before);
        }
        pairs.sort_unstable();
        Self(pairs)
    }

    /// Whether there is no pair at all.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Dice's coefficient in ten thousandths: twice the shared pairs by all pairs.
    pub(crate) fn dice(&self, other: &Self) -> u32 {
        ratio(2 * self.shared(other), self.0.len() + other.0.len())
    }

    /// The share of these pairs that stand in another text, in ten thousandths.
    pub(crate) fn covered_by(&self, other: &Self) -> u32 {
        ratio(self.shared(other), self.0.len())
    }

    fn shared(&self, other: &Self) -> usize {
        let (mut shared, mut others) = (0, other.0.iter().peekable());
        for pair in &self.0 {
            while others.next_if(|other| *other < pair).is_some() {}
            if others.next_if_eq(&pair).is_some() {
                shared += 1;
            }
        }
        shared
    }
}

fn ratio(part: usize, whole: usize) -> u32 {
    let scaled = (part * WHOLE as usize).checked_div(whole).unwrap_or(0);
    u32::try_from(scaled).unwrap_or(WHOLE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shared_pairs_count_as_often_as_they_stand_on_both_sides() {
        let dice = |a: &str, b: &str| Bigrams::of(a).dice(&Bigrams::of(b));
        assert_eq!(dice("走访企业", "走访企业"), WHOLE);
        assert_eq!(dice("走访企业", "走访"), 5_000);
        assert_eq!(dice("哈哈哈", "哈哈"), 6_666);
        assert_eq!(dice("走访", "培训"), 0);
        assert_eq!(dice("水", "水"), WHOLE);
        assert_eq!(dice("", ""), 0);
    }

    #[test]
    fn cover_looks_from_one_side_only() {
        let (part, whole) = (Bigrams::of("走访"), Bigrams::of("走访企业"));
        assert_eq!((part.covered_by(&whole), whole.covered_by(&part)), (WHOLE, 3_333));
    }
}
