//! Whether two reports are on one department and project, and that every output says so.

use super::{compare, reports};
use crate::support::fixtures;
use jiaokan::internals::diff::Subject;

#[test]
fn another_name_is_no_other_department() {
    for (pair, expected) in [
        ("targets", Subject::One),
        ("department-renamed", Subject::Renamed),
        ("department-renamed-as-told", Subject::Renamed),
        ("department-of-another-county", Subject::Different),
        ("departments-of-one-county", Subject::Different),
    ] {
        let (old, new) = reports(&fixtures("diff").join(pair));
        assert_eq!(compare(&old, &new).subject, expected, "{pair}");
        assert_eq!(compare(&new, &old).subject == Subject::One, expected == Subject::One, "{pair}");
    }
}

#[test]
fn a_project_under_another_name_has_the_same_indicators() {
    let (old, new) = reports(&fixtures("diff").join("project-renamed"));
    assert_eq!(compare(&old, &new).subject, Subject::Renamed);
    let (old, _) = reports(&fixtures("diff").join("project-renamed"));
    let (_, new) = reports(&fixtures("diff").join("targets"));
    assert_eq!(compare(&old, &new).subject, Subject::Different);
}
