//! What a person may have meant by a name that there is none of.

/// Names offered at most.
const MOST: usize = 3;

/// How alike a name must be to be offered, from 0 to 1: with less, `weights_sum` would
/// bring up names that have nothing of it.
const ALIKE: f32 = 0.5;

/// The names most like a word, all of them if none is and they are few.
pub(crate) fn nearest<'n>(word: &str, names: impl Iterator<Item = &'n str>) -> Vec<String> {
    const FEW: usize = 8;
    let names: Vec<&str> = names.collect();
    // Ids have a hyphen and capitals, names neither.
    let word = match word.contains('-') {
        true => word.to_uppercase(),
        false => word.to_lowercase(),
    };
    let close = similar::get_close_matches(word.as_str(), &names, MOST, ALIKE);
    let shown = match close.is_empty() && names.len() <= FEW {
        true => names,
        false => close,
    };
    shown.into_iter().map(String::from).collect()
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn the_likest_names_are_offered() {
        let names = ["weights_do_not_sum", "unit_differs", "score_total_differs"];
        let found = nearest("weights_dont_sum", names.into_iter());
        assert_eq!(found.first().map(String::as_str), Some("weights_do_not_sum"));
        assert_eq!(nearest("zzz", names.into_iter()).len(), 3);
    }
}
