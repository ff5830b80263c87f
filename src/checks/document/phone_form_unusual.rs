//! `phone_form_unusual.md` says what this finds and why.

use super::check;
use crate::checks::{Context, Judgement};
use crate::fold;
use crate::model::RestsOn;
use crate::words::words;

check!(
    "phone_form_unusual",
    [],
    Info,
    en: "Unusual phone number",
    zh: "电话号码形式异常"
);

fn judge(context: &Context<'_>) -> Vec<Judgement> {
    let Some(phone) = &context.report.fields.phone else {
        return Vec::new();
    };
    let printed = fold::key(&phone.raw);
    if printed.is_empty() {
        return Vec::new();
    }
    let judgement = match phone.value.as_deref().map(fold::key) {
        None => not_readable(&printed),
        Some(value) if value.contains(|c: char| c.is_ascii_alphabetic()) => not_readable(&printed),
        Some(value) => {
            let mut forms = value.split(is_separator).filter_map(form);
            match forms.find(|form| *form != Form::Usual) {
                None => Judgement::pass(words!(
                    en: "the telephone number has a usual form",
                    zh: "联系电话形式正常"
                )),
                Some(Form::Local) => Judgement::finding(words!(
                    en: "the telephone number {printed} has no area code",
                    zh: "联系电话 {printed} 没有区号"
                )),
                Some(_) => Judgement::finding(words!(
                    en: "the telephone number {printed} has an unusual number of digits",
                    zh: "联系电话 {printed} 位数异常"
                )),
            }
        }
    };
    let damaged = phone.value.is_none().then(|| RestsOn {
        path: "fields.phone".to_owned(),
        raw: phone.raw.clone(),
        status: phone.status,
        at: phone.at,
    });
    vec![judgement.at([phone.at]).rests_on(damaged)]
}

fn not_readable(printed: &str) -> Judgement {
    Judgement::not_evaluable(words!(
        en: "the telephone number {printed} cannot be read",
        zh: "联系电话 {printed} 残损"
    ))
}

#[derive(Debug, PartialEq)]
enum Form {
    Usual,
    /// 7 or 8 digits alone.
    Local,
    Odd,
}

/// What parts two numbers from each other.
fn is_separator(c: char) -> bool {
    matches!(c, ',' | ';' | '、' | '/') || fold::is_cjk(c)
}

/// The form of one number; `None` for an extension or what is no number.
fn form(number: &str) -> Option<Form> {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let trunk = digits.starts_with('0');
    // Area codes of three digits: 010 and 02x; the others have four.
    let short = digits.starts_with("010") || digits.starts_with("02");
    let form = match digits.len() {
        0..=4 => return None,
        7 | 8 if !trunk => Form::Local,
        10 if short => Form::Usual,
        11 if trunk || digits.starts_with('1') => Form::Usual,
        12 if trunk && !short => Form::Usual,
        13.. => Form::Usual,
        _ => Form::Odd,
    };
    Some(form)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_numbers() {
        assert_eq!(form("0799-6611204"), Some(Form::Usual));
        assert_eq!(form("13800000000"), Some(Form::Usual));
        assert_eq!(form("010-66112044"), Some(Form::Usual));
        assert_eq!(form("6611204"), Some(Form::Local));
        assert_eq!(form("661120"), Some(Form::Odd));
        assert_eq!(form("0799-661120"), Some(Form::Odd));
        assert_eq!(form("8012"), None);
    }
}
