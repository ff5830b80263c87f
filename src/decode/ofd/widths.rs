//! Widths of glyphs: OFD tells how far it is from one to the next, and its fonts are seldom
//! embedded.

/// How wide characters are in most fonts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// As wide as high.
    Full,
    /// As wide as high, or narrower in some fonts: quotes, dashes, signs.
    Sign,
    Digit,
    /// Small letters and marks.
    Small,
    Capital,
    /// M, W and the like.
    Wide,
}

impl Class {
    /// Of a character.
    pub(super) fn of(char: char) -> Class {
        match char {
            '0'..='9' => Class::Digit,
            'M' | 'W' | 'm' | 'w' | '@' | '%' | '&' => Class::Wide,
            'A'..='Z' => Class::Capital,
            '\u{A4}'
            | '\u{A7}'
            | '\u{A8}'
            | '\u{B0}'
            | '\u{B1}'
            | '\u{B7}'
            | '\u{D7}'
            | '\u{F7}'
            | '\u{2010}'..='\u{27BF}' => Class::Sign,
            ' '..='~' | '\u{A0}'..='\u{24F}' => Class::Small,
            _ => Class::Full,
        }
    }

    /// How far the next glyph is, in em, where no steps are told.
    pub(super) fn untold(self) -> f64 {
        match self {
            Class::Full | Class::Sign => 1.0,
            _ => 0.5,
        }
    }

    /// In em, where nothing is told.
    fn usual(self) -> f64 {
        match self {
            Class::Full | Class::Sign => 1.0,
            Class::Digit | Class::Small => 0.5,
            Class::Capital => 0.65,
            Class::Wide => 0.8,
        }
    }

    /// In em at most: what is further to the next glyph is white space.
    fn most(self) -> f64 {
        match self {
            Class::Full | Class::Sign => 1.02,
            Class::Digit | Class::Small => 0.62,
            Class::Capital => 0.78,
            Class::Wide => 1.02,
        }
    }
}

/// Widths of glyphs one after the other, in em.
#[derive(Debug)]
pub(super) struct Widths {
    last: Option<(Class, f64)>,
    /// White space that was left behind the last figure.
    left: f64,
    /// All but ideographs are half as wide as high in the font, as a figure shows.
    halves: bool,
    /// Letters may be as wide as high, which tells that they are none.
    squares: bool,
}

impl Widths {
    /// Of a text in which letters may be as wide as high, if `squares`.
    pub(super) fn new(squares: bool) -> Widths {
        Widths { last: None, left: 0.0, halves: false, squares }
    }

    /// The width of the next glyph: as far as the one behind it, unless that is far away or
    /// not ahead; then as wide as the one before, if that was of this kind.
    pub(super) fn next(&mut self, class: Class, step: Option<f64>) -> f64 {
        const LEAST: f64 = 0.2;
        const APART: f64 = 0.1;
        let before = self.last.filter(|(last, _)| *last == class).map(|(_, width)| width);
        let narrow = self.halves && class != Class::Full && class != Class::Sign;
        let usual = before.unwrap_or(if narrow { 0.5 } else { class.usual() });
        let width = match step {
            Some(step) if step < LEAST => usual,
            Some(step) if self.squares && (step - 1.0).abs() < LEAST / 4.0 => step,
            // A narrow mark among figures set apart.
            Some(step) if class == Class::Small && self.left > APART => {
                (step - self.left).clamp(LEAST, usual)
            }
            Some(step) if step <= class.most() => step,
            _ => usual,
        };
        self.last = Some((class, width));
        match class {
            Class::Small => {}
            Class::Digit => {
                self.left = step.map_or(0.0, |step| step - width).max(0.0);
                self.halves = (width - 0.5).abs() < 0.01;
            }
            _ => self.left = 0.0,
        }
        width
    }
}
