//! What the tools call the blocks of a page.

/// What a block is to a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Label {
    /// A title or a heading.
    Title,
    /// Text, captions and notes included.
    Text,
    /// An item of a list.
    Item,
    /// A table.
    Table,
    /// A seal: not text of the report, but told.
    Seal,
    /// Page numbers, running heads, pictures, formulas: not text of the report.
    Aside,
    /// Nobody knows.
    Unknown,
}

const LABELS: &[(Label, &[&str])] = &[
    (Label::Title, &["title", "doctitle", "paragraphtitle", "sectionheader", "sectionheading"]),
    (Label::Item, &["listitem"]),
    (Label::Table, &["table", "tablebody", "form", "documentindex"]),
    (Label::Seal, &["seal"]),
    (
        Label::Text,
        &[
            "text",
            "paragraph",
            "list",
            "caption",
            "abstract",
            "algorithm",
            "checkboxselected",
            "checkboxunselected",
            "code",
            "codebody",
            "complexregion",
            "emptyvalue",
            "fieldheading",
            "fieldhint",
            "fieldkey",
            "fieldvalue",
            "marker",
            "content",
            "figuretabletitle",
            "figuretitle",
            "charttitle",
            "footnote",
            "handwriting",
            "handwrittentext",
            "index",
            "pagefootnote",
            "phonetic",
            "reference",
            "references",
            "referencecontent",
            "reftext",
            "spotting",
            "tablecaption",
            "tablefootnote",
            "tableofcontents",
            "tabletitle",
            "textinlinemath",
            "verticaltext",
            "visionfootnote",
        ],
    ),
    (
        Label::Aside,
        &[
            "abandon",
            "aside",
            "asidetext",
            "chart",
            "chartbody",
            "chartcaption",
            "chartfootnote",
            "codecaption",
            "codefootnote",
            "discarded",
            "displayformula",
            "equation",
            "equationblock",
            "equationinterline",
            "figure",
            "figurecaption",
            "footer",
            "footerimage",
            "formula",
            "formulablock",
            "formulanumber",
            "header",
            "headerimage",
            "image",
            "imageblock",
            "imagebody",
            "imagecaption",
            "imagefootnote",
            "inlineformula",
            "interlineequation",
            "isolateformula",
            "number",
            "pageasidetext",
            "pagefooter",
            "pageheader",
            "pagenumber",
            "picture",
        ],
    ),
];

/// What a name of a block says; case and underscores are left aside.
pub(super) fn label(name: &str) -> Label {
    let key: String =
        name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
    let found = LABELS.iter().find(|(_, names)| names.contains(&key.as_str()));
    found.map_or(Label::Unknown, |&(label, _)| label)
}
