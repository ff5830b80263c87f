//! What a file holds that is read in another way than it stands there, or is not read: counted,
//! and told once for each kind, with the place of the first.

use crate::location::At;
use crate::model::Note;
use crate::words::{Words, words};

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Matter {
    Inserted,
    Deleted,
    Contents,
    Placeholder,
    Picture,
    Equation,
    Nested,
    UnknownNumber,
    UnknownSymbol,
}

const MATTERS: usize = 9;

/// How often each was met, and where first.
#[derive(Debug, Default)]
pub(super) struct Told {
    counts: [(u32, At); MATTERS],
    notes: Vec<Note>,
}

impl Told {
    pub(super) fn add(&mut self, matter: Matter, at: At) {
        if let Some((count, first)) = self.counts.get_mut(matter as usize) {
            if *count == 0 {
                *first = at;
            }
            *count += 1;
        }
    }

    /// A part of the file that is not read.
    pub(super) fn part(&mut self, part: &str, at: At) {
        const MOST: usize = 50;
        if self.notes.len() < MOST {
            let message = words!(
                en: "the embedded part {part} is not read",
                zh: "未读取嵌入的部件 {part}"
            );
            self.notes.push(Note::new("embedded_part", message, at));
        }
    }

    /// Whether there is any.
    pub(super) fn has(&self, matter: Matter) -> bool {
        self.of(matter).0 > 0
    }

    fn of(&self, matter: Matter) -> (u32, At) {
        self.counts.get(matter as usize).copied().unwrap_or_default()
    }

    /// The notes.
    pub(super) fn notes(mut self) -> Vec<Note> {
        let (inserted, first) = self.of(Matter::Inserted);
        let (deleted, at) = self.of(Matter::Deleted);
        let mut notes = Vec::new();
        if inserted + deleted > 0 {
            let at =
                if inserted > 0 && (deleted == 0 || first.line() < at.line()) { first } else { at };
            let message = words!(
                en: "tracked changes are read as accepted: {inserted} insertion(s) stand in the text, {deleted} deletion(s) are left out, first here",
                zh: "修订按已接受处理：{inserted} 处插入计入文字，{deleted} 处删除略去，首处在此"
            );
            notes.push(Note::new("tracked_changes", message, at));
        }
        for (matter, code, message) in [
            (Matter::Contents, "contents_dropped", contents as fn(u32) -> Words),
            (Matter::Placeholder, "placeholder_text", placeholder),
            (Matter::Picture, "picture_not_read", picture),
            (Matter::Equation, "field_without_result", equation),
            (Matter::Nested, "nested_table", nested),
            (Matter::UnknownNumber, "numbering_unknown", number),
            (Matter::UnknownSymbol, "symbol_unknown", symbol),
        ] {
            let (count, at) = self.of(matter);
            if count > 0 {
                notes.push(Note::new(code, message(count), at));
            }
        }
        notes.append(&mut self.notes);
        notes
    }
}

fn contents(count: u32) -> Words {
    words!(
        en: "left out the table of contents: {count} paragraph(s), first here",
        zh: "略去目录 {count} 段，首段在此"
    )
}

fn placeholder(count: u32) -> Words {
    words!(
        en: "left out what {count} content control(s) show while nothing is filled in, first here",
        zh: "略去 {count} 处内容控件的提示文字（未填写），首处在此"
    )
}

fn picture(count: u32) -> Words {
    words!(
        en: "{count} picture(s) are not read, first here",
        zh: "有 {count} 幅图片未读取，首幅在此"
    )
}

fn equation(count: u32) -> Words {
    words!(
        en: "{count} field(s) hold an instruction and no result, and print what is not known here, first here",
        zh: "有 {count} 个域只有指令而没有结果，所显示的内容无从得知，首处在此"
    )
}

fn nested(count: u32) -> Words {
    words!(
        en: "{count} table(s) stand within a cell of another and are read as text of that cell, first here",
        zh: "有 {count} 个表格嵌在另一表格的单元格内，按该单元格的文字读取，首处在此"
    )
}

fn number(count: u32) -> Words {
    words!(
        en: "the automatic number of {count} paragraph(s) is of a format that is not known and is left out, first here",
        zh: "有 {count} 段的自动编号格式未知，编号略去，首处在此"
    )
}

fn symbol(count: u32) -> Words {
    words!(
        en: "{count} sign(s) of a symbol font are not known and stand as U+FFFD, first here",
        zh: "有 {count} 个符号字体中的符号未知，以 U+FFFD 代替，首处在此"
    )
}
