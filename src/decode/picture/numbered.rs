//! Pictures that are the pages of one report, by their names.

/// The order of files whose names differ in one number only, as `page-01.jpg`, `page-02.jpg`;
/// `None` if they differ in anything else, two have one number, or there are fewer than two.
/// Folders before the names must be the same.
pub(crate) fn order(names: &[&str]) -> Option<Vec<usize>> {
    if names.len() < 2 {
        return None;
    }
    let parts: Vec<Vec<&str>> = names.iter().map(|name| parts(stem(name))).collect();
    let first = parts.first()?;
    if parts.iter().any(|other| other.len() != first.len()) {
        return None;
    }
    let differs = |place: &usize| parts.iter().any(|other| other.get(*place) != first.get(*place));
    let mut places = (0..first.len()).filter(differs);
    let (place, None) = (places.next()?, places.next()) else { return None };
    let number = |index: usize| {
        let part = parts.get(index)?.get(place)?;
        part.parse::<u64>().ok().filter(|_| part.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let mut numbered: Vec<(u64, usize)> = Vec::with_capacity(names.len());
    for index in 0..names.len() {
        numbered.push((number(index)?, index));
    }
    numbered.sort_unstable();
    let twice = numbered.windows(2).any(|pair| pair[0].0 == pair[1].0);
    (!twice).then(|| numbered.into_iter().map(|(_, index)| index).collect())
}

/// A name without what stands behind its last point.
fn stem(name: &str) -> &str {
    let from = name.rfind('/').map_or(0, |slash| slash + 1);
    match name.rfind('.') {
        Some(point) if point > from => name.get(..point).unwrap_or(name),
        _ => name,
    }
}

/// A name as stretches of digits and of all else.
fn parts(name: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = name;
    while let Some(first) = rest.chars().next() {
        let digit = first.is_ascii_digit();
        let end = rest.find(|c: char| c.is_ascii_digit() != digit).unwrap_or(rest.len());
        let (part, after) = rest.split_at(end);
        parts.push(part);
        rest = after;
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_differ_in_one_number_are_pages_in_its_order() {
        assert_eq!(order(&["a/10.png", "a/9.png", "a/1.jpg"]), Some(vec![2, 1, 0]));
        assert_eq!(order(&["扫描_2024_002.tif", "扫描_2024_001.tif"]), Some(vec![1, 0]));
        assert_eq!(order(&["IMG_7.JPG", "IMG_08.jpg"]), Some(vec![0, 1]));
    }

    #[test]
    fn other_names_are_reports_of_their_own() {
        for names in [
            &["1.png"][..],
            &["水务局.png", "民政局.png"],
            &["水务局1.png", "民政局2.png"],
            &["2023-1.png", "2024-2.png"],
            &["1.png", "封面.png"],
            &["1.png", "01.jpg"],
            &["a/1.png", "b/2.png"],
            &["1.png", "1.jpg"],
            &[],
        ] {
            assert_eq!(order(names), None, "{names:?}");
        }
    }
}
