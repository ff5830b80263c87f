//! Values of a report by their names and paths, as people say them.

use crate::model::Status;
use crate::terms::{self, item};
use crate::words::{Language, Words, words};

/// What stands between the values of one cell.
pub(super) const BETWEEN: &str = "; ";

/// The value at a path: `indicators[4].target` is that of the fifth indicator.
pub(super) fn value(path: &str) -> Words {
    let (head, field) = path.rsplit_once('.').unwrap_or((path, path));
    let (field, field_zh) = (item(field, Language::En), item(field, Language::Zh));
    let index = head.strip_prefix("indicators[").and_then(|rest| rest.strip_suffix(']'));
    match index.and_then(|index| index.parse::<u32>().ok()) {
        Some(index) => {
            let number = u64::from(index) + 1;
            words!(en: "indicator {number}, {field}", zh: "第 {number} 个指标的{field_zh}")
        }
        None => words!(en: "{field}", zh: "{field_zh}"),
    }
}

/// An expected or a found value as people read it: `<= 130%` is ≤130%.
pub(crate) fn shown_bound(value: &str) -> String {
    let sign = |ascii: &str, sign: char| {
        let rest = value.strip_prefix(ascii)?;
        Some(format!("{sign}{}", rest.trim_start()))
    };
    sign("<=", '≤').or_else(|| sign(">=", '≥')).unwrap_or_else(|| value.to_owned())
}

/// `indicators[4].target=repaired` in Chinese.
pub(super) fn values_in_chinese(cell: &str) -> String {
    let one = |part: &str| {
        let (path, status) = part.split_once('=').unwrap_or((part, ""));
        let status = terms::find(Status::TERMS, status).map_or(status, |term| term.zh);
        let Words { zh: path, .. } = value(path);
        words!(en: "", zh: "{path}（{status}）").zh
    };
    cell.split(BETWEEN).map(one).collect::<Vec<_>>().join("；")
}

/// `target: ↑ → 个` in Chinese.
pub(super) fn repairs_in_chinese(cell: &str) -> String {
    let one = |part: &str| match part.split_once(": ") {
        Some((code, change)) => {
            let Words { zh, .. } = value(code);
            words!(en: "", zh: "{zh}：{change}").zh
        }
        None => part.to_owned(),
    };
    cell.split(BETWEEN).map(one).collect::<Vec<_>>().join("；")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_and_codes_are_said_in_chinese() {
        let said = values_in_chinese("indicators[4].target=repaired; fields.department=inherited");
        assert_eq!(said, "第 5 个指标的预期值（已校正）；部门名称（承合并单元格）");
        assert_eq!(
            [shown_bound("<= 130%"), shown_bound("≥3"), shown_bound("12")],
            ["≤130%", "≥3", "12"]
        );
        assert_eq!(repairs_in_chinese("target: ↑ → 个"), "预期值：↑ → 个");
    }
}
