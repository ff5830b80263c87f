//! What holds for the reading of any value.

use jiaokan::Patterns;
use jiaokan::internals::fold;
use jiaokan::internals::location::At;
use jiaokan::internals::value::{Subject, date, judge, number, quantity, unit};
use jiaokan::model::{CompletionKind, Quantity, Status};
use proptest::prelude::*;

fn read(cell: &str) -> Quantity {
    quantity::read(cell, At::default(), Patterns::builtin())
}

/// Cells put together from what value cells are made of, in any order.
fn cell() -> impl Strategy<Value = String> {
    let part = prop::sample::select(vec![
        "≥",
        "≤",
        ">",
        "<",
        "=",
        "不低于",
        "不超过",
        "控制在",
        "约",
        "达到",
        "超",
        "以上",
        "以内",
        "左右",
        "余",
        "多",
        "内",
        "5",
        "0",
        "12",
        "100",
        "1,200",
        "0.95",
        "3.5",
        "1,92",
        ".",
        ",",
        "，",
        "-",
        "~",
        "—",
        "至",
        "/",
        "三",
        "十",
        "百",
        "万",
        "亿",
        "二十",
        "零",
        "百分之",
        "%",
        "‰",
        "家",
        "人次",
        "万元",
        "元",
        "平方米",
        "月",
        "个工作日",
        "年",
        "日",
        "2024",
        "12月",
        "底",
        "前",
        "(",
        ")",
        "（",
        "）",
        "。",
        "；",
        " ",
        "\n",
        "\\n",
        "\\",
        "$",
        "\\geq",
        "<b>",
        "</b>",
        "↑",
        "「",
        "化元",
        "午",
        "\u{FFFD}",
        "l",
        "O",
        "完成",
        "已完成",
        "未",
        "第",
        "、",
        "：",
        "《",
        "》",
        "\"",
        "'",
        "¥",
        "{",
        "}",
    ]);
    prop::collection::vec(part, 0..8).prop_map(|parts| parts.concat())
}

fn digits(text: &str) -> String {
    let folded = text.chars().map(fold::fold_char);
    folded.filter(char::is_ascii_digit).collect()
}

proptest! {
    // A failure is shown whole; no file is left behind.
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_without_panic(text in "\\PC*") {
        let q = read(&text);
        prop_assert_eq!(&q.raw, &text);
        let _ = date::date(&text, Patterns::builtin());
        let _ = date::full_date(&text, Patterns::builtin());
        let _ = unit::in_name(&text, Patterns::builtin());
        let _ = number::number(&text, Patterns::builtin());
    }

    #[test]
    fn any_mixture_of_known_parts_is_read_without_panic(a in cell(), b in cell()) {
        let (a, b) = (read(&a), read(&b));
        let subject = Subject { unit: Some("%"), ..Subject::default() };
        let done = judge(&subject, &a, &b, Patterns::builtin()).completion;
        let nothing = done.rate.is_none() && done.met.is_none();
        let evaluable = !matches!(done.kind, CompletionKind::NotEvaluable | CompletionKind::Qualitative);
        prop_assert!(!evaluable || !nothing, "{done:?}");
        prop_assert!(done.kind != CompletionKind::NotEvaluable || nothing, "{done:?}");
    }

    #[test]
    fn a_quantity_is_a_number_or_text_or_nothing(cell in cell()) {
        let q = read(&cell);
        prop_assert!(q.number.is_none() || q.text.is_none());
        prop_assert!(q.status != Status::Damaged || (q.number.is_none() && q.text.is_none()));
        prop_assert!(q.number.is_some() || (q.unit.is_none() && q.comparator.is_none()));
    }

    /// Digits are never made up, dropped or put in another order.
    #[test]
    fn the_digits_of_a_number_are_those_of_the_cell(cell in cell()) {
        let q = read(&cell);
        let chinese = cell.contains(['三', '十', '百', '万', '亿', '零']) || cell.contains("二十");
        if let Some(number) = q.number
            && !chinese
        {
            let upper = q.upper.map(|n| n.to_string()).unwrap_or_default();
            prop_assert_eq!(digits(&(number.to_string() + &upper)), digits(&cell));
        }
    }

    #[test]
    fn a_clean_cell_reads_as_the_cell(cell in cell()) {
        // A dash apart from its number may be the mark of a list: it is no sign then.
        let mut parts = cell.split('-').skip(1);
        let apart = |part: &str| part.trim_start().len() < part.len();
        prop_assume!(!parts.any(apart));
        let (q, clean) = (read(&cell), read(&fold::clean(&cell)));
        let same = |q: Quantity| Quantity { raw: String::new(), status: Status::AsRead, ..q };
        prop_assert_eq!(q.status == Status::Damaged, clean.status == Status::Damaged);
        prop_assert_eq!(same(q), same(clean));
    }

    #[test]
    fn a_chinese_numeral_reads_as_the_number_it_was_made_from(n in 0u64..1_000_000_000_000) {
        let numeral = to_chinese(n);
        prop_assert_eq!(number::chinese(&numeral), Some(n.into()), "{}", numeral);
        let formal = to_formal(&numeral);
        prop_assert_eq!(number::chinese(&formal), Some(n.into()), "{}", formal);
    }

    #[test]
    fn a_rate_has_four_decimals_and_is_the_ratio(a in 1u32..100_000, b in 0u32..100_000) {
        let (target, actual) = (read(&format!("≥{a}个")), read(&format!("{b}个")));
        let done = judge(&Subject::default(), &target, &actual, Patterns::builtin()).completion;
        let rate = done.rate.unwrap();
        prop_assert_eq!(rate.split_once('.').unwrap().1.len(), 4);
        // Half up, in whole numbers: floor(b / a × 10000 + 1/2).
        let expected = (u64::from(b) * 20_000 + u64::from(a)) / (2 * u64::from(a));
        prop_assert_eq!(rate.replace('.', "").parse::<u64>().unwrap(), expected);
        prop_assert_eq!(done.met, Some(b >= a));
    }
}

fn to_chinese(n: u64) -> String {
    const DIGITS: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    if n == 0 {
        return DIGITS[0].to_owned();
    }
    let mut out = String::new();
    let mut gap = false;
    for (power, name) in [(100_000_000, "亿"), (10_000, "万"), (1, "")] {
        let section = n / power % 10_000;
        if section == 0 {
            gap |= !out.is_empty();
            continue;
        }
        for (place, unit) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
            let digit = section / place % 10;
            if digit == 0 {
                gap |= !out.is_empty();
                continue;
            }
            if std::mem::take(&mut gap) {
                out += DIGITS[0];
            }
            out += DIGITS[digit as usize];
            out += unit;
        }
        // 一百万零五: zeros at the end of a section are read before the next.
        gap = section.is_multiple_of(10);
        out += name;
    }
    out
}

fn to_formal(numeral: &str) -> String {
    let formal = |c| match c {
        '一' => '壹',
        '二' => '贰',
        '三' => '叁',
        '四' => '肆',
        '五' => '伍',
        '六' => '陆',
        '七' => '柒',
        '八' => '捌',
        '九' => '玖',
        '十' => '拾',
        '百' => '佰',
        '千' => '仟',
        other => other,
    };
    numeral.chars().map(formal).collect()
}
