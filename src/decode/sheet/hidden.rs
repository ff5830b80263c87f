//! Rows or columns that are hidden, and how those that are shown are counted.

/// What is hidden, in ranges that lie apart, in order.
#[derive(Debug, Default)]
pub(super) struct Hidden {
    /// First and last of each range, and how many are hidden before it.
    ranges: Vec<(u32, u32, u32)>,
}

impl Hidden {
    /// Of ranges in any order.
    pub(super) fn new(mut ranges: Vec<(u32, u32)>) -> Hidden {
        ranges.retain(|(first, last)| first <= last);
        ranges.sort_unstable();
        let mut apart: Vec<(u32, u32, u32)> = Vec::new();
        let mut count = 0;
        for (first, last) in ranges {
            match apart.last_mut() {
                Some((_, end, _)) if first <= end.saturating_add(1) => {
                    count += last.saturating_sub(*end);
                    *end = last.max(*end);
                }
                _ => {
                    apart.push((first, last, count));
                    count += last - first + 1;
                }
            }
        }
        Hidden { ranges: apart }
    }

    /// Whether one is hidden.
    #[cfg(test)]
    fn holds(&self, number: u32) -> bool {
        self.at(number).is_some_and(|&(_, last, _)| number <= last)
    }

    /// How many before one are shown.
    pub(super) fn shown_before(&self, number: u32) -> u32 {
        let hidden = self.at(number).map_or(0, |&(first, last, before)| {
            before + number.min(last.saturating_add(1)) - first
        });
        number - hidden
    }

    /// The one before which so many are shown, and which is shown itself.
    pub(super) fn shown(&self, count: u32) -> u32 {
        let behind = self.ranges.partition_point(|&(first, _, before)| first - before <= count);
        match behind.checked_sub(1).and_then(|index| self.ranges.get(index)) {
            Some(&(first, last, before)) => count + before + (last - first + 1),
            None => count,
        }
    }

    /// The first from one on that is shown.
    pub(super) fn first_shown(&self, number: u32) -> u32 {
        match self.at(number) {
            Some(&(_, last, _)) if number <= last => last + 1,
            _ => number,
        }
    }

    /// The last range that starts at one or before it.
    fn at(&self, number: u32) -> Option<&(u32, u32, u32)> {
        let behind = self.ranges.partition_point(|&(first, ..)| first <= number);
        self.ranges.get(behind.checked_sub(1)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shown_is_counted_without_what_is_hidden() {
        let hidden = Hidden::new(vec![(5, 6), (2, 2), (3, 3), (5, 5)]);
        let shown = [0, 1, 4, 7, 8];
        for number in 0..9 {
            assert_eq!(hidden.holds(number), !shown.contains(&number), "{number}");
        }
        for (count, &number) in shown.iter().enumerate() {
            assert_eq!(hidden.shown(count as u32), number);
            assert_eq!(hidden.shown_before(number), count as u32);
        }
        assert_eq!((hidden.first_shown(2), hidden.first_shown(4)), (4, 4));
        assert_eq!(hidden.shown_before(3), 2);
    }
}
