//! Numbers in the formats of automatic numbering (ECMA-376 17.18.59).

/// A number in a format by its name; `None` if the format, or the number in it, is not known.
/// Formats that print no number give an empty text.
pub(super) fn numeral(format: &str, number: u32) -> Option<String> {
    Some(match format {
        "none" | "bullet" => String::new(),
        "decimal" | "decimalHalfWidth" => number.to_string(),
        "decimalZero" => format!("{number:02}"),
        "decimalFullWidth" | "decimalFullWidth2" => wide(number),
        "numberInDash" => format!("- {number} -"),
        "hex" => format!("{number:X}"),
        "ordinal" => ordinal(number),
        "upperRoman" => roman(number)?,
        "lowerRoman" => roman(number)?.to_ascii_lowercase(),
        "upperLetter" => letter(number)?,
        "lowerLetter" => letter(number)?.to_ascii_lowercase(),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => circled(number)?,
        "decimalEnclosedFullstop" => enclosed(number, 0x2488, 20)?,
        "decimalEnclosedParen" => enclosed(number, 0x2474, 20)?,
        "ideographEnclosedCircle" => enclosed(number, 0x3280, 10)?,
        "chineseCounting" | "taiwaneseCounting" => counting(number),
        "chineseCountingThousand" | "taiwaneseCountingThousand" => chinese(number, &COMMON),
        "chineseLegalSimplified" => chinese(number, &LEGAL),
        "ideographLegalTraditional" => chinese(number, &LEGAL_TRADITIONAL),
        "ideographDigital" | "japaneseDigitalTenThousand" | "taiwaneseDigital" => digits(number),
        "japaneseCounting" => japanese(number),
        "ideographTraditional" => of_list(number, &STEMS)?,
        "ideographZodiac" => of_list(number, &BRANCHES)?,
        "ideographZodiacTraditional" => {
            let index = number.checked_sub(1)?;
            let pair = [STEMS.get(index as usize % 10)?, BRANCHES.get(index as usize % 12)?];
            pair.into_iter().collect()
        }
        _ => return None,
    })
}

/// The name of a format by its number in Word 97-2003 and in Word 2003 XML (MS-OSHARED 2.2.1.3).
pub(super) fn format_by_code(code: u32) -> Option<&'static str> {
    Some(match code {
        0 => "decimal",
        1 => "upperRoman",
        2 => "lowerRoman",
        3 => "upperLetter",
        4 => "lowerLetter",
        5 => "ordinal",
        8 => "hex",
        10 => "ideographDigital",
        11 => "japaneseCounting",
        14 => "decimalFullWidth",
        15 => "decimalHalfWidth",
        17 => "japaneseDigitalTenThousand",
        18 => "decimalEnclosedCircle",
        19 => "decimalFullWidth2",
        22 => "decimalZero",
        23 => "bullet",
        26 => "decimalEnclosedFullstop",
        27 => "decimalEnclosedParen",
        28 => "decimalEnclosedCircleChinese",
        29 => "ideographEnclosedCircle",
        30 => "ideographTraditional",
        31 => "ideographZodiac",
        32 => "ideographZodiacTraditional",
        33 => "taiwaneseCounting",
        34 => "ideographLegalTraditional",
        35 => "taiwaneseCountingThousand",
        36 => "taiwaneseDigital",
        37 => "chineseCounting",
        38 => "chineseLegalSimplified",
        39 => "chineseCountingThousand",
        57 => "numberInDash",
        255 => "none",
        _ => return None,
    })
}

const STEMS: [char; 10] = ['甲', '乙', '丙', '丁', '戊', '己', '庚', '辛', '壬', '癸'];

const BRANCHES: [char; 12] =
    ['子', '丑', '寅', '卯', '辰', '巳', '午', '未', '申', '酉', '戌', '亥'];

/// The digits of a Chinese way to count, and its tens, hundreds and thousands.
struct Counting {
    digits: [char; 10],
    units: [&'static str; 4],
    ten_thousand: char,
    /// Eleven begins with a one: 壹拾壹, but 十一.
    leading_one: bool,
}

const COMMON: Counting = Counting {
    digits: ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'],
    units: ["", "十", "百", "千"],
    ten_thousand: '万',
    leading_one: false,
};

const LEGAL: Counting = Counting {
    digits: ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'],
    units: ["", "拾", "佰", "仟"],
    ten_thousand: '万',
    leading_one: true,
};

const LEGAL_TRADITIONAL: Counting = Counting {
    digits: ['零', '壹', '貳', '參', '肆', '伍', '陸', '柒', '捌', '玖'],
    units: ["", "拾", "佰", "仟"],
    ten_thousand: '萬',
    leading_one: true,
};

fn chinese(number: u32, counting: &Counting) -> String {
    let zero = counting.digits[0];
    if number == 0 {
        return zero.to_string();
    }
    let (high, low) = (number / 10_000, number % 10_000);
    let mut text = String::new();
    if high > 0 {
        // Automatic numbers end at 32,767.
        text.push_str(&chinese(high, counting));
        text.push(counting.ten_thousand);
        if low == 0 {
            return text;
        }
    }
    let mut gap = high > 0 && low < 1000;
    for place in (0..4).rev() {
        let digit = low / 10u32.pow(place) % 10;
        let above = low / 10u32.pow(place + 1);
        if digit == 0 {
            gap |= above > 0 || high > 0;
            continue;
        }
        if std::mem::take(&mut gap) {
            text.push(zero);
        }
        let alone = place == 1 && digit == 1 && above == 0 && high == 0;
        if !alone || counting.leading_one {
            text.extend(counting.digits.get(digit as usize));
        }
        text.push_str(counting.units.get(place as usize).unwrap_or(&""));
    }
    text
}

/// As one counts up to ninety-nine, digit by digit beyond.
fn counting(number: u32) -> String {
    if (1..100).contains(&number) { chinese(number, &COMMON) } else { digits(number) }
}

fn digits(number: u32) -> String {
    let digit = |c: char| match c.to_digit(10) {
        Some(0) | None => '〇',
        Some(digit) => COMMON.digits.get(digit as usize).copied().unwrap_or('〇'),
    };
    number.to_string().chars().map(digit).collect()
}

/// Without a one before ten, hundred and thousand.
fn japanese(number: u32) -> String {
    if number == 0 || number >= 10_000 {
        return digits(number);
    }
    let mut text = String::new();
    for place in (0..4).rev() {
        let digit = number / 10u32.pow(place) % 10;
        if digit > 1 || (digit == 1 && place == 0) {
            text.extend(COMMON.digits.get(digit as usize));
        }
        if digit > 0 {
            text.push_str(COMMON.units.get(place as usize).unwrap_or(&""));
        }
    }
    text
}

fn wide(number: u32) -> String {
    let wide = |c: char| char::from_u32(c as u32 + 0xFEE0).unwrap_or(c);
    number.to_string().chars().map(wide).collect()
}

fn ordinal(number: u32) -> String {
    let ending = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

fn roman(number: u32) -> Option<String> {
    const PARTS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if number == 0 || number > 32_767 {
        return None;
    }
    let mut rest = number;
    let mut text = String::new();
    for (value, sign) in PARTS {
        while rest >= value {
            text.push_str(sign);
            rest -= value;
        }
    }
    Some(text)
}

/// A … Z, AA … ZZ, AAA …: the same letter again, as Word counts.
fn letter(number: u32) -> Option<String> {
    let index = number.checked_sub(1).filter(|&index| index < 780)?;
    let letter = char::from(b'A' + (index % 26) as u8);
    Some(std::iter::repeat_n(letter, (index / 26 + 1) as usize).collect())
}

fn circled(number: u32) -> Option<String> {
    let code = match number {
        0 => 0x24EA,
        1..=20 => 0x2460 + number - 1,
        21..=35 => 0x3251 + number - 21,
        36..=50 => 0x32B1 + number - 36,
        _ => return Some(number.to_string()),
    };
    char::from_u32(code).map(String::from)
}

fn enclosed(number: u32, first: u32, count: u32) -> Option<String> {
    match number {
        1.. if number <= count => char::from_u32(first + number - 1).map(String::from),
        _ => Some(number.to_string()),
    }
}

/// The signs of a list, and decimal numbers beyond.
fn of_list(number: u32, list: &[char]) -> Option<String> {
    let sign = list.get(number.checked_sub(1)? as usize);
    Some(sign.map_or_else(|| number.to_string(), char::to_string))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_word_prints_them() {
        for (format, number, expected) in [
            ("decimal", 12, "12"),
            ("decimalZero", 3, "03"),
            ("decimalFullWidth", 12, "１２"),
            ("chineseCounting", 1, "一"),
            ("chineseCounting", 10, "十"),
            ("chineseCounting", 21, "二十一"),
            ("chineseCounting", 105, "一〇五"),
            ("chineseCountingThousand", 10, "十"),
            ("chineseCountingThousand", 16, "十六"),
            ("chineseCountingThousand", 105, "一百零五"),
            ("chineseCountingThousand", 110, "一百一十"),
            ("chineseCountingThousand", 1010, "一千零一十"),
            ("chineseCountingThousand", 20_013, "二万零一十三"),
            ("chineseLegalSimplified", 12, "壹拾贰"),
            ("chineseLegalSimplified", 3, "叁"),
            ("ideographDigital", 10, "一〇"),
            ("ideographTraditional", 3, "丙"),
            ("ideographTraditional", 11, "11"),
            ("ideographZodiac", 12, "亥"),
            ("japaneseCounting", 110, "百十"),
            ("decimalEnclosedCircle", 4, "④"),
            ("decimalEnclosedCircleChinese", 21, "㉑"),
            ("decimalEnclosedParen", 2, "⑵"),
            ("decimalEnclosedFullstop", 20, "⒛"),
            ("upperRoman", 14, "XIV"),
            ("lowerRoman", 9, "ix"),
            ("upperLetter", 28, "BB"),
            ("lowerLetter", 1, "a"),
            ("ordinal", 22, "22nd"),
            ("none", 5, ""),
            ("bullet", 5, ""),
        ] {
            assert_eq!(numeral(format, number).as_deref(), Some(expected), "{format} {number}");
        }
        assert_eq!(numeral("koreanLegal", 1), None);
        assert_eq!(numeral("upperRoman", 0), None);
        assert_eq!(numeral("upperLetter", 0), None);
    }

    #[test]
    fn codes_name_formats_that_are_known() {
        for code in 0..256 {
            if let Some(format) = format_by_code(code) {
                assert!(numeral(format, 1).is_some(), "{format}");
            }
        }
    }
}
