//! What the parts of an Office package refer to: `_rels/NAME.rels` beside each part.

use super::{Package, PackageError, resolve, xml};

/// One reference of a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Relationship {
    /// By which the part names it, such as `rId3`.
    pub(crate) id: String,
    /// The last word of its type, such as `styles` or `officeDocument`: what stands before it
    /// differs between the transitional and the strict form of the standard.
    pub(crate) kind: String,
    /// The part that it names, as [`Package::part`] takes it; of an external one its address.
    pub(crate) target: String,
    /// It names something outside of the package.
    pub(crate) external: bool,
}

/// The references of a part, or, for an empty name, of the package; none if it has none.
///
/// # Errors
/// If they cannot be unpacked or are no XML.
pub(crate) fn relationships(
    package: &mut Package<'_>,
    part: &str,
) -> Result<Vec<Relationship>, PackageError> {
    let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
    let Some(bytes) = package.part(&format!("{folder}/_rels/{name}.rels")) else {
        return Ok(Vec::new());
    };
    let text = xml::text(bytes?)?;
    let tree = xml::Tree::parse(&text)?;
    let found = tree.root().descendants().filter(|e| e.name() == "Relationship").map(|element| {
        let attribute = |name| element.attribute(name).unwrap_or_default().into_owned();
        let external = attribute("TargetMode").eq_ignore_ascii_case("external");
        let target = attribute("Target");
        Relationship {
            id: attribute("Id"),
            kind: attribute("Type").rsplit('/').next().unwrap_or_default().to_owned(),
            target: if external { target } else { resolve(part, &target) },
            external,
        }
    });
    Ok(found.collect())
}

/// The part that a package or a part names by the kind of reference.
///
/// # Errors
/// As [`relationships`].
pub(crate) fn of_kind(
    package: &mut Package<'_>,
    part: &str,
    kind: &str,
) -> Result<Option<String>, PackageError> {
    let all = relationships(package, part)?;
    Ok(all.into_iter().find(|r| r.kind == kind && !r.external).map(|r| r.target))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decode::package::sample::package;

    #[test]
    fn the_main_part_is_found_by_the_kind_of_reference_and_not_by_name() {
        let rels = "<?xml version=\"1.0\"?><r:Relationships xmlns:r=\"x\"><r:Relationship Id=\"rId1\" \
            Type=\"http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument\" \
            Target=\"/Word/main.xml\"/><r:Relationship Id=\"rId2\" Type=\"a/hyperlink\" \
            Target=\"http://x.example/\" TargetMode=\"External\"/></r:Relationships>";
        let bytes = package(&[("_rels/.rels", rels)]);
        let mut package = Package::open(&bytes).unwrap();
        let main = of_kind(&mut package, "", "officeDocument").unwrap();
        assert_eq!(main.as_deref(), Some("word/main.xml"));
        assert_eq!(of_kind(&mut package, "", "hyperlink").unwrap(), None);
        assert_eq!(relationships(&mut package, "word/main.xml").unwrap(), []);
    }
}
