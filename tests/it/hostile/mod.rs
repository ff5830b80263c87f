//! Small files that ask for all time and memory: each gives a report that says what was left out,
//! or a code, and costs little. They are written here, so that it shows what is wrong with each.

mod objects;
mod written;

use std::io::Write;
use std::time::{Duration, Instant};

use flate2::Compression;
use flate2::write::ZlibEncoder;
use jiaokan::{Options, extract};

use objects::*;
use written::{TEXT, flated, pdf, stream};

/// What becomes of a file: the codes of its notes, or that of its error.
fn found(bytes: &[u8]) -> Vec<String> {
    let begun = Instant::now();
    let found = match extract("hostile.pdf", bytes, &Options::default()) {
        Ok(report) => report.notes.iter().map(|note| note.code.to_string()).collect(),
        Err(error) => vec![error.code().to_owned()],
    };
    // Without optimisation, on a machine that does other things as well; without a bound these
    // take minutes, or never end.
    let took = begun.elapsed();
    assert!(took < Duration::from_secs(60), "{took:?}");
    found
}

fn has(bytes: &[u8], code: &str) {
    let found = found(bytes);
    assert!(found.iter().any(|one| one == code), "expected {code}, found {found:?}");
}

const OBJECT: &str = "object_excessive";
const REFUSED: &str = "E_PDF_EXCESSIVE";

#[test]
fn fonts_with_widths_for_all_numbers_are_left_out() {
    for widths in [
        "/W[0 4294967295 500]",
        "/W[0 % 7\n4294967295 500]",
        "/#57[0 4294967295 500]",
        "/W 8 0 R",
        "/W2[0 4294967295 500 1 1]",
    ] {
        let file = font(widths);
        has(&file, OBJECT);
        has(&file, "font_unreadable");
    }
    has(&font(&format!("/W[{}]", "0 65535 500 ".repeat(2000))), OBJECT);
    let ordinary = found(&font("/W[0 65535 500 1[500 600 700]]"));
    assert!(!ordinary.iter().any(|code| code == OBJECT), "{ordinary:?}");
}

#[test]
fn text_in_a_font_that_cannot_be_read_is_not_taken_for_latin() {
    let report = extract("a.pdf", &font("/W 8 0 R"), &Options::default()).unwrap();
    let text = serde_json::to_string(&report).unwrap();
    // Set in that font, as the codes of two glyphs.
    assert!(text.contains("Budget report"), "{text}");
    assert!(!text.contains("A3"), "{text}");
}

#[test]
fn functions_and_colour_spaces_that_lie_too_deep_are_left_out() {
    let program = format!("{}dup dup{}", "{".repeat(50_000), "}".repeat(50_000));
    has(&function(&sampled_by(&program)), OBJECT);
    has(&function(&sampled_by(&format!("{{{}}}", "dup pop ".repeat(9000)))), OBJECT);
    has(&chain(3000, |next| format!("[/Indexed {next} 0 R 1 <000000ffffff>]")), OBJECT);
    has(&chain(3000, |next| format!("[/Pattern {next} 0 R]")), OBJECT);
    // Not deep, but each named twice by the one before.
    has(&chain(30, stitched), OBJECT);
    has(&conditions(3000, 1), OBJECT);
    has(&conditions(30, 2), OBJECT);
    let inputs = "/FunctionType 0/BitsPerSample 8/Range[0 1 0 1 0 1]/Domain[%]/Size[$]"
        .replace('%', &"0 1 ".repeat(20))
        .replace('$', &"2 ".repeat(20));
    has(
        &function(&stream(&flated(&[0; 3 << 20]), &format!("{inputs}/Filter/FlateDecode"))),
        OBJECT,
    );
    let ordinary = found(&function(&sampled_by("{dup 0.5 gt {pop 1}{2 mul} ifelse dup dup}")));
    assert!(!ordinary.iter().any(|code| code == OBJECT), "{ordinary:?}");
    let ordinary = found(&chain(3, |next| format!("[/Indexed {next} 0 R 1 <000000ffffff>]")));
    assert!(!ordinary.iter().any(|code| code == OBJECT), "{ordinary:?}");
}

#[test]
fn forms_that_draw_each_other_again_and_again_cost_their_page() {
    for drawn in [twice(24, ""), twice(60, ""), twice(30, "/Group<</S/Transparency>>")] {
        has(&drawn, REFUSED);
    }
    has(&drawn_often(200_000, 200_000, "/X Do\n"), REFUSED);
    let within_itself = form("/X Do", "/XObject<</X 6 0 R>>", "");
    let file = pdf(&page("/XObject<</X 6 0 R>>", &format!("{TEXT}/X Do"), &[within_itself]));
    assert!(!found(&file).iter().any(|code| code == REFUSED || code == "page_excessive"));
    // Of two pages only the one that takes too much.
    let mut objects = page("/XObject<</X 7 0 R>>", &format!("{TEXT}/X Do"), &[]);
    objects[1] = b"<</Type/Pages/Kids[3 0 R 6 0 R]/Count 2>>".to_vec();
    let other = String::from_utf8(objects[2].clone()).unwrap();
    objects.push(other.replace("/Contents 4 0 R", "/Contents 32 0 R").into_bytes());
    objects.extend(forms(7, 24, ""));
    assert_eq!(objects.len(), 31);
    objects.push(stream(TEXT.as_bytes(), ""));
    let codes = found(&pdf(&objects));
    assert!(codes.iter().any(|code| code == "page_excessive"), "{codes:?}");
    assert!(!codes.iter().any(|code| code == REFUSED), "{codes:?}");
}

#[test]
fn what_is_named_again_and_again_counts_each_time() {
    has(&drawn_often(20_000, 1, "/S sh\n"), REFUSED);
    has(&drawn_often(20_000, 1, "/G gs\n"), REFUSED);
    has(&drawn_often(20_000, 1, "/Pattern cs /P scn\n"), REFUSED);
}

#[test]
fn streams_that_unpack_to_too_much_are_left_out() {
    let zeros = vec![0; 1 << 20];
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    for _ in 0..256 {
        encoder.write_all(&zeros).unwrap();
    }
    let once = encoder.finish().unwrap();
    let twice = flated(&once);
    assert!(twice.len() < 2000, "{}", twice.len());
    let hex: String = twice.iter().map(|byte| format!("{byte:02x}")).collect::<String>() + ">";
    let names = vec![
        (twice.clone(), "/Filter[/FlateDecode/FlateDecode]"),
        (twice.clone(), "/Fi#6cter[/Fl#61teDecode/Fl]"),
        (twice.clone(), "/Filter 6 0 R"),
        (twice.clone(), "/Filter[7 0 R 7 0 R]"),
        (twice.clone(), "/Filter[/FlateDecode/FlateDecode]/Subtype/Form"),
        (hex.into_bytes(), "/Filter[/ASCIIHexDecode/FlateDecode/FlateDecode]"),
        (flated(&[0x81, 0].repeat(4 << 20)), "/Filter[/FlateDecode/RunLengthDecode]"),
        (flated(&[2; 100]), "/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 2000000000>>"),
    ];
    for (data, entries) in names {
        let mut objects = page("", "", &[]);
        objects[3] = stream(&data, entries);
        objects.push(b"[/FlateDecode/FlateDecode]".to_vec());
        objects.push(b"/FlateDecode".to_vec());
        has(&pdf(&objects), REFUSED);
    }
    // Beside a page that is whole it is a note.
    let pattern = stream(&twice, "/Filter[/FlateDecode/FlateDecode]");
    has(&pdf(&page("/Pattern<</P 6 0 R>>", TEXT, &[pattern])), OBJECT);
}

#[test]
fn what_is_encrypted_or_told_elsewhere_counts_when_it_can_be_read() {
    has(include_bytes!("../../../fixtures/hostile/encrypted-sum.pdf"), REFUSED);
    has(include_bytes!("../../../fixtures/hostile/encrypted-one.pdf"), OBJECT);
    let little = found(include_bytes!("../../../fixtures/hostile/encrypted-little.pdf"));
    assert!(!little.iter().any(|code| code == OBJECT || code == REFUSED), "{little:?}");
    // The filters of these stand in an object of their own.
    let with = |streams: usize, megabytes: usize| {
        let mut objects = page("", TEXT, &[]);
        let filters = objects.len() + 1;
        objects.push(b"[/FlateDecode/FlateDecode]".to_vec());
        let data = flated(&flated(&vec![b' '; megabytes << 20]));
        let entries = format!("/Filter {filters} 0 R");
        objects.extend((0..streams).map(|_| stream(&data, &entries)));
        found(&pdf(&objects))
    };
    assert!(with(3, 100).contains(&REFUSED.to_owned()));
    assert!(with(1, 160).contains(&OBJECT.to_owned()));
    let ordinary = with(1, 100);
    assert!(!ordinary.iter().any(|code| code == OBJECT || code == REFUSED), "{ordinary:?}");
}

#[test]
fn tables_of_more_places_than_a_file_has_objects_are_left_out() {
    let whole = pdf(&page("", TEXT, &[]));
    let before = whole.windows(4).position(|word| word == b"xref").unwrap();
    // Places in the header, where no object stands; or none at all.
    let with = |entries: &[u8], of: usize, encrypted: &str| {
        let head = format!(
            "/Type/XRef/W[1 2 1]/Size {of}/Root 1 0 R/Prev {before}/Filter/FlateDecode{encrypted}"
        );
        let table = stream(&flated(&entries.repeat(of)), &head);
        let start = format!("startxref\n{}\n%%EOF\n", whole.len());
        [&whole[..], b"9 0 obj\n", &table, b"\nendobj\n", start.as_bytes()].concat()
    };
    let excessive = with(&[1, 0, 3, 0], 4 << 20, "");
    has(&excessive, OBJECT);
    // What it named is found without it.
    let report = extract("a.pdf", &excessive, &Options::default()).unwrap();
    assert!(serde_json::to_string(&report).unwrap().contains("Budget report"));
    // Such a table is not encrypted, whatever else is.
    let encrypted = found(&with(&[1, 0, 3, 0], 4 << 20, "/X(/Encrypt)"));
    assert!(encrypted.iter().any(|code| code == OBJECT), "{encrypted:?}");
    let ordinary = found(&with(&[0, 0, 0, 0], 100_000, ""));
    assert!(!ordinary.iter().any(|code| code == OBJECT), "{ordinary:?}");
}

#[test]
fn dictionaries_that_open_deep_within_others_are_not_tried_one_by_one() {
    let mut objects = page("", TEXT, &[]);
    objects.push("<</A ".repeat(30_000).into_bytes());
    has(&pdf(&objects), REFUSED);
    // Left open in objects of their own, as a damaged file has them.
    objects.truncate(5);
    objects.extend((0..400).map(|_| b"<</A <</B 1>>".to_vec()));
    let ordinary = found(&pdf(&objects));
    assert!(!ordinary.iter().any(|code| code == REFUSED), "{ordinary:?}");
}

#[test]
fn objects_that_are_left_open_are_not_read_to_the_end_each_time() {
    let with = |text: &str| {
        let mut objects = page("", TEXT, &[]);
        objects.push(text.as_bytes().to_vec());
        pdf(&objects)
    };
    let dictionary = format!("1 0 obj<<{}", "/A 1".repeat(3000));
    let vain = "1 0 obj<<\n".repeat(4) + &"/A 1".repeat(3000);
    for (text, times) in [
        ("9 0 obj(\n", 100_000),
        ("9 0 obj(a\n", 50_000),
        ("9 0 obj[(\n", 100_000),
        ("9 0 obj[1\n", 100_000),
        ("9 0 obj<</A(\n", 80_000),
        ("<</A(>>\n", 100_000),
        ("\n<</A 1/B<<>>", 70_000),
        ("<< ", 330_000),
        (&format!("{dictionary}/B<<>>stream\n"), 200),
        (&format!("{vain}/B({}", ">>stream\n".repeat(400)), 64),
    ] {
        let mut file = with(&text.repeat(times));
        has(&file, REFUSED);
        // Whether the table of places is damaged or not.
        file.truncate(file.len() - 30);
        has(&file, REFUSED);
    }
    for (text, times) in [
        ("9 0 obj(a)endobj\n", 60_000),
        ("9 0 obj<</A(b)/C[1 2]>>\n", 40_000),
        ("9 0 obj<</A 1\n", 200),
        ("9 0 obj(\n", 60),
        ("<< ", 1000),
    ] {
        let ordinary = found(&with(&text.repeat(times)));
        assert!(!ordinary.iter().any(|code| code == REFUSED), "{text}: {ordinary:?}");
    }
}

#[test]
fn pages_of_millions_of_steps_are_left_out() {
    let steps = |step: &str| {
        let content = format!("{TEXT}BT /F1 12 Tf\n{}", step.repeat((11 << 20) / step.len()));
        pdf(&packed_page(&content))
    };
    has(&steps("0 0 1 1 re f\n"), REFUSED);
    has(&steps("(AAAAAAAA) Tj\n"), REFUSED);
    // The same content again and again, between parts that are missing.
    let mut objects = page("", "", &[]);
    let parts = "4 0 R ".repeat(20) + "77 0 R " + &"4 0 R ".repeat(20_000);
    objects[2] = format!(
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents[{parts}]/Resources<<>>>>"
    )
    .into_bytes();
    objects[3] = stream(&flated(&b"0 0 1 1 re f\n".repeat(5000)), "/Filter/FlateDecode");
    has(&pdf(&objects), REFUSED);
    // Nothing is drawn: these take no time worth a bound.
    for step in ["q 0 0 1 1 re W n\n", "/A BMC\n"] {
        found(&steps(step));
    }
    let line = format!("{TEXT}0 0 m\n{}S\n", "1 1 l\n".repeat(3 << 20));
    has(&pdf(&packed_page(&line)), REFUSED);
}

/// Painting follows what reading leaves alone.
#[test]
fn pages_that_cannot_be_painted_in_time_show_their_text() {
    for file in [patterns(24), masks(24), drawn_characters(24)] {
        let options = Options::default();
        let report = extract("a.pdf", &file, &options).unwrap();
        let begun = Instant::now();
        let page = jiaokan::page(&report, &file, &options, jiaokan::Language::En);
        assert!(begun.elapsed() < Duration::from_secs(60));
        assert!(page.contains("could not be painted"));
    }
    let options = Options::default();
    let file = patterns(2);
    let report = extract("a.pdf", &file, &options).unwrap();
    let page = jiaokan::page(&report, &file, &options, jiaokan::Language::En);
    assert!(!page.contains("could not be painted"));
}

#[test]
fn a_header_within_the_first_kilobyte_makes_a_pdf() {
    let file = pdf(&page("", TEXT, &[]));
    for before in ["\u{FEFF}", " ", "\r\n\r\n", "junk ", &"x".repeat(1000)] {
        let bytes = [before.as_bytes(), &file].concat();
        let report = extract("a.pdf", &bytes, &Options::default()).unwrap();
        assert_eq!(report.source.pages, Some(1), "{before:?}");
    }
}
