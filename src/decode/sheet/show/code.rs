//! Number format codes (ECMA-376 part 1, 18.8.31) taken apart: sections, and what each is made of.

use crate::patterns::{CodeWord, NumberFormats};

/// Most characters of a code; Excel takes 255.
const LONGEST: usize = 1000;

/// A code.
#[derive(Debug, Default)]
pub(super) struct Code {
    pub(super) sections: Vec<Section>,
}

/// What a code says for some of the values.
#[derive(Debug, Default, Clone)]
pub(super) struct Section {
    pub(super) parts: Vec<Part>,
    pub(super) condition: Option<Condition>,
    /// Numerals or names in another writing (`[DBNum1]`): not shown by this program.
    pub(super) foreign: bool,
    /// It names a language other than English.
    pub(super) language: bool,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Part {
    /// `0`, `#`, `?`
    Digit(char),
    Point,
    Comma,
    Percent,
    Literal(String),
    /// `@`
    Text,
    General,
    /// `E+` or `E-`
    Exponent(char),
    Slash,
    /// A run of one letter: `yyyy`.
    Date(String),
    /// `[h]`
    Elapsed(String),
    /// `AM/PM`, `A/P`
    Halves(&'static str),
    /// The same in Chinese.
    HalvesOfDay,
}

/// For which values a section is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Condition {
    pub(super) sign: Sign,
    pub(super) limit: f64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    Less,
    LessOrEqual,
    Equal,
    NotEqual,
    GreaterOrEqual,
    Greater,
}

impl Condition {
    pub(super) fn holds(self, value: f64) -> bool {
        match self.sign {
            Sign::Less => value < self.limit,
            Sign::LessOrEqual => value <= self.limit,
            Sign::Equal => value == self.limit,
            Sign::NotEqual => value != self.limit,
            Sign::GreaterOrEqual => value >= self.limit,
            Sign::Greater => value > self.limit,
        }
    }

    /// Whether it holds for negative values alone, which are then shown without their sign.
    pub(super) fn negative_alone(self) -> bool {
        match self.sign {
            Sign::Less => self.limit <= 0.0,
            Sign::LessOrEqual | Sign::Equal => self.limit < 0.0,
            _ => false,
        }
    }

    fn of(text: &str) -> Option<Condition> {
        const SIGNS: [(&str, Sign); 6] = [
            ("<=", Sign::LessOrEqual),
            (">=", Sign::GreaterOrEqual),
            ("<>", Sign::NotEqual),
            ("<", Sign::Less),
            (">", Sign::Greater),
            ("=", Sign::Equal),
        ];
        let (mark, sign) = SIGNS.iter().find(|(mark, _)| text.starts_with(mark))?;
        let limit = text.get(mark.len()..)?.trim().parse().ok()?;
        Some(Condition { sign: *sign, limit })
    }
}

/// What a section shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shows {
    /// Nothing, or fixed words.
    Words,
    /// A number in fixed places.
    Number,
    /// A number as it is, maybe with words around it.
    General,
    Date,
    /// A fraction or a power of ten.
    Scientific,
    /// The text of the cell.
    Text,
}

impl Section {
    pub(super) fn shows(&self) -> Shows {
        let has = |is: fn(&Part) -> bool| self.parts.iter().any(is);
        let digits = has(|p| matches!(p, Part::Digit(_)));
        if has(|p| {
            matches!(p, Part::Date(_) | Part::Elapsed(_) | Part::Halves(_) | Part::HalvesOfDay)
        }) {
            Shows::Date
        } else if has(|p| *p == Part::General) {
            Shows::General
        } else if digits && has(|p| matches!(p, Part::Exponent(_) | Part::Slash)) {
            Shows::Scientific
        } else if digits {
            Shows::Number
        } else if has(|p| *p == Part::Text) {
            Shows::Text
        } else {
            Shows::Words
        }
    }
}

impl Code {
    /// `None` for a code that cannot be understood.
    pub(super) fn parse(text: &str, words: &NumberFormats) -> Option<Code> {
        if text.len() > LONGEST {
            return None;
        }
        let mut sections = Vec::new();
        let mut section = Section::default();
        let mut rest = text;
        while let Some(char) = rest.chars().next() {
            let after = rest.get(char.len_utf8()..).unwrap_or_default();
            if let Some((word, length)) = words.word(rest) {
                section.parts.push(match word {
                    CodeWord::General => Part::General,
                    CodeWord::MorningOrAfternoon => Part::HalvesOfDay,
                });
                rest = rest.get(length..).unwrap_or_default();
                continue;
            }
            rest = match char {
                ';' => {
                    sections.push(std::mem::take(&mut section));
                    after
                }
                '"' => {
                    let end = after.find('"').unwrap_or(after.len());
                    section.literal(after.get(..end).unwrap_or_default());
                    after.get(end + 1..).unwrap_or_default()
                }
                '\\' | '!' => section.escaped(after, |section, c| section.literal_char(c)),
                '_' => section.escaped(after, |section, _| section.literal_char(' ')),
                '*' => section.escaped(after, |_, _| {}),
                '[' => {
                    let end = after.find(']')?;
                    section.bracket(after.get(..end).unwrap_or_default());
                    after.get(end + 1..).unwrap_or_default()
                }
                _ => section.plain(rest, char)?,
            };
        }
        sections.push(section);
        // Four sections at most; what follows is no format.
        (sections.len() <= 4).then_some(Code { sections })
    }

    /// The section for texts, if there is one.
    pub(super) fn for_text(&self) -> Option<&Section> {
        match self.sections.get(3) {
            Some(section) => Some(section),
            None => self.sections.last().filter(|section| section.shows() == Shows::Text),
        }
    }

    /// The section for a value, and whether it is shown without its sign.
    pub(super) fn for_number(&self, value: f64) -> Option<(&Section, bool)> {
        let numbers = self.sections.get(..self.sections.len().min(3))?;
        if numbers.iter().any(|section| section.condition.is_some()) {
            let chosen = numbers.iter().enumerate().find(|(index, section)| {
                match (section.condition, index) {
                    (Some(condition), _) => condition.holds(value),
                    // Without a condition of its own the second is for negative values if
                    // a third follows.
                    (None, 1) if numbers.len() == 3 => value < 0.0,
                    (None, 0) => value > 0.0,
                    (None, _) => true,
                }
            });
            let (index, section) = chosen?;
            let unsigned = match section.condition {
                Some(condition) => condition.negative_alone(),
                None => index == 1 && numbers.len() == 3,
            };
            return Some((section, unsigned));
        }
        // A last section for texts alone leaves the numbers to those before it.
        let count = match numbers.last().map(Section::shows) {
            Some(Shows::Text) if numbers.len() > 1 && self.sections.len() < 4 => numbers.len() - 1,
            _ => numbers.len(),
        };
        let index = match count {
            0 | 1 => 0,
            2 => usize::from(value < 0.0),
            _ if value < 0.0 => 1,
            _ => 2 * usize::from(value == 0.0),
        };
        Some((numbers.get(index)?, index == 1))
    }
}

impl Section {
    fn literal(&mut self, text: &str) {
        if let Some(Part::Literal(before)) = self.parts.last_mut() {
            before.push_str(text);
        } else if !text.is_empty() {
            self.parts.push(Part::Literal(text.to_owned()));
        }
    }

    fn literal_char(&mut self, char: char) {
        self.literal(char.encode_utf8(&mut [0; 4]));
    }

    /// The character behind a mark, and what follows it.
    fn escaped<'t>(&mut self, after: &'t str, add: impl Fn(&mut Section, char)) -> &'t str {
        let Some(char) = after.chars().next() else { return after };
        add(self, char);
        after.get(char.len_utf8()..).unwrap_or_default()
    }

    /// What stands in square brackets: currency and language, a condition, elapsed time,
    /// another writing of numerals; else a colour.
    fn bracket(&mut self, text: &str) {
        let lower = text.to_ascii_lowercase();
        if let Some(currency) = text.strip_prefix('$') {
            let (sign, language) = currency.rsplit_once('-').unwrap_or((currency, ""));
            self.literal(sign);
            self.language |= !matches!(
                language.to_ascii_lowercase().trim_start_matches('0'),
                "" | "409" | "809" | "en-us" | "en-gb" | "f400" | "f800"
            );
            // Numerals and calendars of other languages stand in the upper bytes.
            self.foreign |= language.len() > 5 && u32::from_str_radix(language, 16).is_ok();
        } else if lower.starts_with("dbnum") || lower.starts_with("natnum") {
            self.foreign = true;
        } else if let Some(condition) = Condition::of(text) {
            self.condition = Some(condition);
        } else if matches!(lower.as_str(), "h" | "hh" | "m" | "mm" | "s" | "ss") {
            self.parts.push(Part::Elapsed(lower));
        }
    }

    /// A character outside of quotes and brackets; gives what follows.
    fn plain<'t>(&mut self, rest: &'t str, char: char) -> Option<&'t str> {
        let starts = |word: &str| {
            rest.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
        };
        let behind = |length: usize| rest.get(length..).unwrap_or_default();
        if starts("general") {
            self.parts.push(Part::General);
            return Some(behind("general".len()));
        }
        for halves in ["AM/PM", "A/P"] {
            if starts(halves) {
                self.parts.push(Part::Halves(halves));
                return Some(behind(halves.len()));
            }
        }
        if starts("e+") || starts("e-") {
            let sign = rest.chars().nth(1)?;
            self.parts.push(Part::Exponent(sign));
            return Some(behind(2));
        }
        let letter = char.to_ascii_lowercase();
        if matches!(letter, 'y' | 'm' | 'd' | 'h' | 's') {
            let length = rest.chars().take_while(|c| c.eq_ignore_ascii_case(&char)).count();
            self.parts.push(Part::Date(letter.to_string().repeat(length)));
            return Some(behind(length));
        }
        match char {
            '0' | '#' | '?' => self.parts.push(Part::Digit(char)),
            '.' => self.parts.push(Part::Point),
            ',' => self.parts.push(Part::Comma),
            '%' => self.parts.push(Part::Percent),
            '@' => self.parts.push(Part::Text),
            '/' => self.parts.push(Part::Slash),
            // Eras, calendars and names of days in other languages.
            'a' | 'b' | 'e' | 'g' | 'n' | 'A' | 'B' | 'E' | 'G' | 'N' => return None,
            _ => self.literal_char(char),
        }
        Some(behind(char.len_utf8()))
    }
}
