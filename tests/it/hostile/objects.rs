//! Files of one kind of trouble each.

use super::written::{TEXT, flated, pdf, stream};

const FLATE: &str = "/Filter/FlateDecode";

/// Catalogue, pages, one page with these resources and content, a font; then others, from 6 on.
pub(super) fn page(resources: &str, content: &str, others: &[Vec<u8>]) -> Vec<Vec<u8>> {
    let page = format!(
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R\
         /Resources<</Font<</F1 5 0 R/F2 6 0 R>>{resources}>>>>"
    );
    let mut objects = vec![
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>".to_vec(),
        page.into_bytes(),
        stream(content.as_bytes(), ""),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>".to_vec(),
    ];
    objects.extend(others.iter().cloned());
    objects
}

/// The same with packed content.
pub(super) fn packed_page(content: &str) -> Vec<Vec<u8>> {
    let mut objects = page("", "", &[]);
    objects[3] = stream(&flated(content.as_bytes()), FLATE);
    objects
}

/// A page with text in a font of two bytes, of which the descendant has these entries.
pub(super) fn font(widths: &str) -> Vec<u8> {
    let font =
        "<</Type/Font/Subtype/Type0/BaseFont/Sim/Encoding/Identity-H/DescendantFonts[7 0 R]>>";
    let descendant = format!(
        "<</Type/Font/Subtype/CIDFontType2/BaseFont/Sim{widths}\
         /CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>\
         /FontDescriptor<</Type/FontDescriptor/FontName/Sim/Flags 4>>>>"
    );
    let content = format!("{TEXT}BT /F2 12 Tf 50 600 Td <00410033> Tj ET");
    let others =
        [font.to_owned(), descendant, "[0 4294967295 500]".to_owned()].map(String::into_bytes);
    pdf(&page("", &content, &others))
}

const IN_COLOUR: &str = "/C cs 0.5 scn 10 10 100 100 re f\n";

/// A page whose colour a function gives.
pub(super) fn function(function: &[u8]) -> Vec<u8> {
    let others = [function.to_vec()];
    let colours = "/ColorSpace<</C[/Separation/X/DeviceRGB 6 0 R]>>";
    pdf(&page(colours, &format!("{TEXT}{IN_COLOUR}"), &others))
}

pub(super) fn sampled_by(program: &str) -> Vec<u8> {
    stream(program.as_bytes(), "/FunctionType 4/Domain[0 1]/Range[0 1 0 1 0 1]")
}

/// A colour space, or the function of one, that leads to the next, and so on.
pub(super) fn chain(length: usize, link: impl Fn(usize) -> String) -> Vec<u8> {
    let mut others: Vec<Vec<u8>> = (0..length).map(|n| link(7 + n).into_bytes()).collect();
    let is_function = link(7).contains("FunctionType");
    let last = match is_function {
        true => "<</FunctionType 2/Domain[0 1]/N 1/C0[0 0 0]/C1[1 1 1]>>",
        false => "/DeviceRGB",
    };
    others.push(last.as_bytes().to_vec());
    let colours = match is_function {
        true => "/ColorSpace<</C[/Separation/X/DeviceRGB 6 0 R]>>",
        false => "/ColorSpace<</C 6 0 R>>",
    };
    pdf(&page(colours, &format!("{TEXT}{IN_COLOUR}"), &others))
}

/// A function that is put together of the next, twice.
pub(super) fn stitched(next: usize) -> String {
    format!(
        "<</FunctionType 3/Domain[0 1]/Functions[{next} 0 R {next} 0 R]/Bounds[0.5]/Encode[0 1 0 1]>>"
    )
}

/// A condition of what is to be seen, of so many conditions of conditions.
pub(super) fn conditions(length: usize, each: usize) -> Vec<u8> {
    let link = |n: usize| format!("[/And {}]", format!("{} 0 R ", 7 + n).repeat(each)).into_bytes();
    let mut others: Vec<Vec<u8>> = (0..length).map(link).collect();
    others.push(b"[/And]".to_vec());
    let content = format!("/OC /O BDC\n{TEXT}EMC");
    pdf(&page("/Properties<</O<</Type/OCMD/VE 6 0 R>>>>", &content, &others))
}

pub(super) fn form(content: &str, resources: &str, entries: &str) -> Vec<u8> {
    let entries =
        format!("/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<<{resources}>>{entries}");
    stream(content.as_bytes(), &entries)
}

/// Forms from a number on, each of which draws the next twice.
pub(super) fn forms(first: usize, deep: usize, entries: &str) -> Vec<Vec<u8>> {
    let one =
        |n: usize| form("/X Do /X Do", &format!("/XObject<</X {} 0 R>>", first + n + 1), entries);
    let mut forms: Vec<Vec<u8>> = (0..deep).map(one).collect();
    forms.push(form("0 0 1 1 re f", "", ""));
    forms
}

pub(super) fn twice(deep: usize, entries: &str) -> Vec<u8> {
    pdf(&page("/XObject<</X 6 0 R>>", &format!("{TEXT}/X Do"), &forms(6, deep, entries)))
}

/// A page that names a form, a shading, a mask or a pattern again and again.
pub(super) fn drawn_often(times: usize, size: usize, step: &str) -> Vec<u8> {
    let content = flated(format!("{TEXT}{}", step.repeat(times)).as_bytes());
    let lines = flated("0 0 m\n".repeat(size).as_bytes());
    let mesh = "/ShadingType 4/ColorSpace/DeviceRGB/BitsPerCoordinate 8/BitsPerComponent 8\
                /BitsPerFlag 8/Decode[0 1 0 1 0 1 0 1 0 1]/Filter/FlateDecode";
    let entries = "/Subtype/Form/BBox[0 0 595 842]/Group<</S/Transparency>>/Filter/FlateDecode";
    let others = [
        stream(&lines, entries),
        stream(&flated(&[0; 2_000_000]), mesh),
        stream(&flated(&b"0 0 1 1 re f\n".repeat(100_000)), entries),
    ];
    let resources = "/XObject<</X 6 0 R>>/Shading<</S 7 0 R>>\
                     /Pattern<</P<</PatternType 2/Shading 7 0 R>>>>\
                     /ExtGState<</G<</SMask<</S/Alpha/G 8 0 R>>>>>>";
    let mut objects = page(resources, "", &others);
    objects[3] = stream(&content, FLATE);
    pdf(&objects)
}

/// Tiles that are filled with the next ones, twice.
pub(super) fn patterns(deep: usize) -> Vec<u8> {
    const FILLED: &str =
        "/Pattern cs /P scn 0 0 500 500 re f /Pattern cs /P scn 0 0 400 500 re f\n";
    let tile = |n: usize| {
        let next = format!("/Pattern<</P {} 0 R>>", 7 + n);
        let (content, next) = if n < deep { (FILLED, next.as_str()) } else { ("0 0 1 1 re f", "") };
        let entries = format!(
            "/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 10 10]/XStep 10/YStep 10/Resources<<{next}>>"
        );
        stream(content.as_bytes(), &entries)
    };
    let tiles: Vec<Vec<u8>> = (0..=deep).map(tile).collect();
    pdf(&page("/Pattern<</P 6 0 R>>", &format!("{TEXT}{FILLED}"), &tiles))
}

/// Masks that are masked by the next ones, twice.
pub(super) fn masks(deep: usize) -> Vec<u8> {
    const MASKED: &str = "/G gs 0 0 500 500 re f /G gs 0 0 400 500 re f\n";
    let state = |n: usize| format!("/ExtGState<</G<</SMask<</S/Alpha/G {n} 0 R>>>>>>");
    let mask = |n: usize| match n < deep {
        true => form(MASKED, &state(7 + n), "/Group<</S/Transparency>>"),
        false => form("0 0 1 1 re f", "", "/Group<</S/Transparency>>"),
    };
    let masks: Vec<Vec<u8>> = (0..=deep).map(mask).collect();
    pdf(&page(&state(6), &format!("{TEXT}{MASKED}"), &masks))
}

/// Characters that are drawn with two of the next font.
pub(super) fn drawn_characters(deep: usize) -> Vec<u8> {
    const SET: &str = "BT /F2 12 Tf 50 500 Td (AA) Tj ET\n";
    let mut others = Vec::new();
    for n in 0..deep {
        let (program, next) = (7 + 2 * n, 8 + 2 * n);
        let font = format!(
            "<</Type/Font/Subtype/Type3/FontBBox[0 0 1000 1000]/FontMatrix[0.001 0 0 0.001 0 0]\
             /FirstChar 65/LastChar 65/Widths[1000]/Encoding<</Differences[65/a]>>\
             /CharProcs<</a {program} 0 R>>/Resources<</Font<</F2 {next} 0 R>>>>>>"
        );
        others.push(font.into_bytes());
        others.push(stream(format!("1000 0 d0\n{SET}").as_bytes(), ""));
    }
    others.push(b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>".to_vec());
    pdf(&page("", &format!("{TEXT}{SET}"), &others))
}
