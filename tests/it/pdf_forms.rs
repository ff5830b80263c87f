//! PDF of other layouts than `fixtures/pdf/report.truth.toml`, each with its own truth
//! beside it: forms of one page, a wide table.

use crate::support::{beside, extract_file, inputs, truth};

#[test]
fn every_form_gives_what_is_true_of_it() {
    let forms = inputs("pdf/forms");
    assert!(forms.len() >= 3, "forms are missing");
    let wrong: Vec<String> = forms
        .iter()
        .flat_map(|path| {
            let truth = truth::read(&beside(path, "truth.toml"));
            truth::compare(path, &truth, &extract_file(path))
        })
        .collect();
    assert!(wrong.is_empty(), "{} differ:\n{}", wrong.len(), wrong.join("\n"));
}
