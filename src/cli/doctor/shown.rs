//! The diagnosis for people.

use std::fmt::Write;

use super::looked::{Diagnosis, Message, Trouble};
use crate::cli::language::Language;
use crate::render::FORMATS;
use crate::render::check::wrapped;
use crate::survey::Unknown;
use crate::terms;
use crate::visible;
use crate::words::{Words, counted, words};

/// Words of one list that are shown.
const MOST: usize = 10;

pub(super) fn text(diagnosis: &Diagnosis, language: Language, width: usize) -> String {
    let mut page = Page { language, width, text: String::new() };
    page.head(diagnosis);
    page.kinds(&diagnosis.kinds);
    page.counts(words!(en: "encodings", zh: "编码"), &diagnosis.encodings);
    page.counts(words!(en: "years", zh: "年度"), &diagnosis.years);
    page.troubles(words!(en: "Cannot be read", zh: "无法读取"), &diagnosis.unreadable);
    page.duplicates(&diagnosis.duplicates);
    page.troubles(words!(en: "To be looked at", zh: "需留意"), &diagnosis.doubtful);
    page.unknown(
        words!(en: "Unknown heads of columns", zh: "未识别的表头"),
        &diagnosis.unknown_heads,
    );
    page.unknown(words!(en: "Unknown units", zh: "未识别的计量单位"), &diagnosis.unknown_units);
    page.unknown(
        words!(en: "Unknown names of levels", zh: "未识别的指标级别名称"),
        &diagnosis.unknown_levels,
    );
    page.next(diagnosis);
    page.text
}

struct Page {
    language: Language,
    width: usize,
    text: String,
}

impl Page {
    fn say(&self, words: &Words) -> String {
        words.in_language(self.language).to_owned()
    }

    fn message(&self, message: &Message) -> String {
        match self.language {
            Language::En => message.message.clone(),
            Language::Zh => message.message_zh.clone(),
        }
    }

    fn line(&mut self, first: &str, rest: &str, text: &str) {
        let _ = writeln!(self.text, "{}", wrapped(first, rest, text, self.width));
    }

    fn heading(&mut self, words: &Words, count: usize) {
        let Words { en, zh } = words;
        let heading = self.say(&words!(en: "{en} ({count})", zh: "{zh}（{count}）"));
        let _ = writeln!(self.text, "\n{heading}");
    }

    fn head(&mut self, diagnosis: &Diagnosis) {
        let Diagnosis { files, read, .. } = diagnosis;
        let size = diagnosis.bytes.div_ceil(1 << 20);
        let files_en = counted(*files, "file");
        let said = words!(
            en: "{files_en}, {size} MB; {read} of them read through",
            zh: "共 {files} 个文件，{size} MB；通读 {read} 个"
        );
        let said = self.say(&said);
        self.line("", "", &said);
    }

    fn kinds(&mut self, kinds: &super::Counts) {
        let name = |code: &str| match terms::find(FORMATS, code) {
            Some(term) => term.name(self.language).to_owned(),
            None => code.to_owned(),
        };
        let kinds = kinds.iter().map(|(code, count)| (name(code), *count)).collect();
        self.counts(words!(en: "kinds", zh: "文件类型"), &kinds);
    }

    fn counts(&mut self, name: Words, counts: &super::Counts) {
        if counts.is_empty() {
            return;
        }
        let all: Vec<String> =
            counts.iter().map(|(word, count)| format!("{word} {count}")).collect();
        let name = self.say(&name);
        self.line(&format!("  {name}  "), "    ", &all.join(" · "));
    }

    fn troubles(&mut self, heading: Words, troubles: &[Trouble]) {
        if troubles.is_empty() {
            return;
        }
        self.heading(&heading, troubles.iter().map(|trouble| trouble.count as usize).sum());
        for trouble in troubles {
            let message = self.message(&trouble.message);
            self.line("  ", "    ", &format!("{}  {}  {message}", trouble.count, trouble.code));
            let mut files: Vec<&str> = trouble.examples.iter().map(String::as_str).collect();
            if trouble.count as usize > files.len() {
                files.push("…");
            }
            let files = self.say(&Words::list(&files));
            self.line("      ", "      ", &files);
        }
    }

    fn duplicates(&mut self, duplicates: &[Vec<String>]) {
        if duplicates.is_empty() {
            return;
        }
        let heading = words!(en: "The same file more than once", zh: "内容完全相同的文件");
        self.heading(&heading, duplicates.len());
        for files in duplicates.iter().take(MOST) {
            self.line("  = ", "    ", &files.join("  "));
        }
        if duplicates.len() > MOST {
            self.line("  ", "  ", "…");
        }
    }

    fn unknown(&mut self, heading: Words, unknown: &[Unknown]) {
        if unknown.is_empty() {
            return;
        }
        self.heading(&heading, unknown.len());
        for Unknown { word, values, files, like } in unknown.iter().take(MOST) {
            let like = like.as_ref().map(|like| words!(en: "  like {like}", zh: "  近似 {like}"));
            let (values_en, files_en) = (counted(*values, "value"), counted(*files, "file"));
            let said = words!(
                en: "{values_en} in {files_en}",
                zh: "{files} 个文件中的 {values} 个值"
            );
            let like = like.map(|like| self.say(&like)).unwrap_or_default();
            let said = self.say(&said);
            self.line("  ", "    ", &format!("{word}  {said}{like}"));
        }
        if unknown.len() > MOST {
            self.line("  ", "  ", "…");
        }
    }

    fn next(&mut self, diagnosis: &Diagnosis) {
        let heading = self.say(&words!(en: "What to run next", zh: "下一步"));
        let _ = writeln!(self.text, "\n{heading}");
        for next in &diagnosis.next {
            // A command is one line, to be copied.
            let _ = writeln!(self.text, "  {}", visible::line(&next.command));
            let why = self.message(&next.why);
            self.line("      ", "      ", &why);
        }
    }
}
