//! What a PDF asks of its reader that is more than any report needs.

use crate::words::{Words, words};

/// What a PDF asks of its reader that is more than any report needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum PdfExcess {
    /// What is packed in it unpacks to too much.
    Unpacked,
    /// A font gives widths to more characters than there are.
    Widths,
    /// Objects are left open, and read on into each other.
    Unclosed,
    /// Functions, colour spaces or conditions lie too deep in each other.
    Nested,
    /// Drawing its pages takes too many steps.
    Drawing,
}

impl PdfExcess {
    /// What it does, said of a file, of an object in it or of a page.
    pub(crate) fn found(self) -> Words {
        match self {
            PdfExcess::Unpacked => words!(
                en: "unpacks to hundreds of times its size",
                zh: "解压后达到原大小的数百倍"
            ),
            PdfExcess::Widths => words!(
                en: "gives widths to more characters than any font has",
                zh: "所列字符宽度多于任何字体的字符数"
            ),
            PdfExcess::Nested => words!(
                en: "nests functions or colour spaces deeper than any program writes them",
                zh: "函数或颜色空间嵌套过深，超出任何软件的正常写法"
            ),
            PdfExcess::Unclosed => words!(
                en: "leaves thousands of objects open",
                zh: "有成千个对象没有结束"
            ),
            PdfExcess::Drawing => words!(
                en: "takes more steps to draw than any page of a report",
                zh: "绘制所需的步骤多于任何报告的页面"
            ),
        }
    }
}
