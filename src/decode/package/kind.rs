//! What a package is, from its parts and never from a name of the file.

use super::{Package, PackageError, relationships};

/// What a package holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PackageKind {
    /// A Word document (.docx).
    Word,
    /// An Excel workbook (.xlsx).
    Workbook,
    /// Slides (.pptx).
    Slides,
    /// An OFD document (GB/T 33190).
    Ofd,
    /// An OpenDocument text, sheet or other file.
    OpenDocument,
    /// Files of any kind.
    Archive,
}

/// Bytes in which the root element of a main part stands.
const ROOT_WITHIN: usize = 4096;

impl PackageKind {
    /// The kind of a package.
    ///
    /// # Errors
    /// If what tells its kind cannot be unpacked.
    pub(crate) fn of(package: &mut Package<'_>) -> Result<PackageKind, PackageError> {
        // An encrypted one may hide its main part.
        if package.has("OFD.xml") || package.has("Encryptions.xml") {
            return Ok(PackageKind::Ofd);
        }
        if package.has("mimetype") && package.has("META-INF/manifest.xml") {
            return Ok(PackageKind::OpenDocument);
        }
        let Some(main) = relationships::of_kind(package, "", "officeDocument")? else {
            return Ok(PackageKind::Archive);
        };
        let types = package.part("[Content_Types].xml").transpose()?.unwrap_or_default();
        let kind = Self::of_main(&main, &String::from_utf8_lossy(&types));
        if kind != PackageKind::Archive {
            return Ok(kind);
        }
        // Some writers leave the type of a main part out that has a name of its own.
        let bytes = package.part(&main).transpose()?.unwrap_or_default();
        Ok(Self::of_root(bytes.get(..ROOT_WITHIN).unwrap_or(&bytes)))
    }

    /// By the namespace of the root element.
    fn of_root(head: &[u8]) -> PackageKind {
        let has = |mark: &str| memchr::memmem::find(head, mark.as_bytes()).is_some();
        let kinds = [
            ("wordprocessingml/", PackageKind::Word),
            ("spreadsheetml/", PackageKind::Workbook),
            ("presentationml/", PackageKind::Slides),
        ];
        let found = kinds.iter().find(|(mark, _)| has(mark));
        found.map_or(PackageKind::Archive, |&(_, kind)| kind)
    }

    /// By the type of the main part; by its folder if no type is told.
    fn of_main(main: &str, types: &str) -> PackageKind {
        let lower = types.to_ascii_lowercase();
        let told = lower.split('<').find(|entry| {
            let name = entry.split("partname=").nth(1).unwrap_or_default();
            let name = name.trim_start_matches(['"', '\'', '/']);
            name.starts_with(main)
        });
        let text = told.unwrap_or(main);
        let kinds = [
            ("wordprocessingml", PackageKind::Word),
            ("ms-word", PackageKind::Word),
            ("spreadsheetml", PackageKind::Workbook),
            ("ms-excel", PackageKind::Workbook),
            ("presentationml", PackageKind::Slides),
            ("ms-powerpoint", PackageKind::Slides),
            ("word/", PackageKind::Word),
            ("xl/", PackageKind::Workbook),
            ("ppt/", PackageKind::Slides),
        ];
        let found = kinds.iter().find(|(mark, _)| text.contains(mark));
        found.map_or(PackageKind::Archive, |&(_, kind)| kind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decode::package::sample::package;

    fn kind(parts: &[(&str, &str)]) -> PackageKind {
        let bytes = package(parts);
        PackageKind::of(&mut Package::open(&bytes).unwrap()).unwrap()
    }

    #[test]
    fn kinds_are_told_by_the_type_of_the_main_part() {
        let rels = "<Relationships><Relationship Type=\"a/officeDocument\" Target=\"x/main.xml\"/>\
            </Relationships>";
        let of_type = |kind: &str| {
            format!("<Types><Override PartName=\"/x/main.xml\" ContentType=\"{kind}\"/></Types>")
        };
        let word = of_type(
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        );
        assert_eq!(
            kind(&[("_rels/.rels", rels), ("[Content_Types].xml", &word)]),
            PackageKind::Word
        );
        let excel = of_type("application/vnd.ms-excel.sheet.macroEnabled.main+xml");
        assert_eq!(
            kind(&[("_rels/.rels", rels), ("[Content_Types].xml", &excel)]),
            PackageKind::Workbook
        );
        let main = "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"/>";
        assert_eq!(kind(&[("_rels/.rels", rels), ("x/main.xml", main)]), PackageKind::Word);
        assert_eq!(kind(&[("OFD.xml", "<OFD/>")]), PackageKind::Ofd);
        assert_eq!(kind(&[("甲/自评.docx", ""), ("乙/自评.docx", "")]), PackageKind::Archive);
    }
}
