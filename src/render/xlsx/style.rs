//! How cells look.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatUnderline};

/// The formats of a workbook, made once.
#[derive(Debug)]
pub(in crate::render) struct Styles {
    pub(in crate::render) heading: Format,
    pub(in crate::render) text: Format,
    pub(super) source: Format,
    pub(in crate::render) linked: Format,
    pub(super) date: Format,
    pub(in crate::render) centred: Format,
    /// A number that stands as text.
    pub(in crate::render) digits: Format,
    high: Format,
    medium: Format,
    low: Format,
    /// Not to be told; a hint.
    pub(super) pale: Format,
    bad: Format,
    /// To be read with care.
    pub(super) care: Format,
    /// The number of a page with a link.
    pub(super) page: Format,
    /// The title of a sheet, of a part of it, and a remark below one.
    pub(super) title: Format,
    pub(super) part: Format,
    pub(super) remark: Format,
    /// A sum of money that rests on projects alone, and one that does not.
    pub(super) money: Format,
    pub(super) of_projects: Format,
    /// By decimal places.
    decimals: Vec<Format>,
    ratios: Vec<Format>,
}

const INK: Color = Color::RGB(0x1F_2937);

impl Styles {
    pub(in crate::render) fn new() -> Self {
        let cell = Format::new().set_align(FormatAlign::VerticalCenter);
        // The indent keeps text apart from a number that ends beside it.
        let line = cell.clone().set_align(FormatAlign::Left).set_indent(1);
        let text = line.clone().set_text_wrap();
        let centred = cell.clone().set_align(FormatAlign::Center);
        let right = cell.set_align(FormatAlign::Right);
        let filled = |ink: u32, fill: u32| {
            let format = centred.clone().set_font_color(Color::RGB(ink));
            format.set_background_color(Color::RGB(fill))
        };
        let places = |format: &dyn Fn(usize) -> String| {
            let all = (0..=15).map(|places| right.clone().set_num_format(format(places)));
            all.collect()
        };
        Self {
            heading: Format::new()
                .set_bold()
                .set_font_color(Color::White)
                .set_background_color(INK)
                .set_align(FormatAlign::VerticalCenter)
                .set_align(FormatAlign::Center)
                .set_text_wrap(),
            // Paths are long, and nobody reads them to the end.
            source: line.clone(),
            linked: line
                .set_font_color(Color::RGB(0x1D_4ED8))
                .set_underline(FormatUnderline::Single),
            date: centred.clone().set_num_format("yyyy-mm-dd"),
            digits: right.clone().set_num_format("@"),
            high: filled(0x9F_1239, 0xFE_CDD3).set_bold(),
            medium: filled(0x9A_3412, 0xFE_D7AA),
            low: filled(0x85_4D0E, 0xFE_F3C7),
            pale: centred.clone().set_font_color(Color::RGB(0x6B_7280)).set_italic(),
            bad: centred.clone().set_font_color(Color::RGB(0xB9_1C1C)).set_bold(),
            page: right
                .clone()
                .set_font_color(Color::RGB(0x1D_4ED8))
                .set_underline(FormatUnderline::Single),
            title: Format::new().set_bold().set_font_size(16).set_font_color(INK),
            part: Format::new().set_bold().set_font_size(12).set_font_color(INK),
            remark: Format::new().set_font_color(Color::RGB(0x6B_7280)),
            money: right.clone().set_num_format("#,##0.00"),
            of_projects: right.clone().set_num_format("#,##0.00").set_italic(),
            care: text.clone().set_font_color(Color::RGB(0xB4_5309)),
            decimals: places(&|places| with_places("0", places, "")),
            ratios: places(&|places| with_places("0", places.saturating_sub(2), "%")),
            centred,
            text,
        }
    }

    /// For a number with so many decimal places.
    pub(in crate::render) fn decimal(&self, places: usize) -> &Format {
        self.decimals.get(places).unwrap_or(&self.digits)
    }

    /// The same for a ratio, shown as a percentage.
    pub(in crate::render) fn ratio(&self, places: usize) -> &Format {
        self.ratios.get(places).unwrap_or(&self.digits)
    }

    /// For a word of a fixed list, by its code.
    pub(in crate::render) fn word(&self, code: &str) -> &Format {
        match code {
            "high" => &self.high,
            "medium" => &self.medium,
            "low" => &self.low,
            "info" | "not_evaluable" | "unknown" => &self.pale,
            "false" => &self.bad,
            _ => &self.centred,
        }
    }
}

fn with_places(whole: &str, places: usize, end: &str) -> String {
    match places {
        0 => format!("{whole}{end}"),
        _ => format!("{whole}.{}{end}", "0".repeat(places)),
    }
}
