//! The elements of HTML that are known, and their kinds.

macro_rules! tags {
    ($($variant:ident $name:literal,)*) => {
        /// The elements that are known; other names in angle brackets are text.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[allow(missing_docs, reason = "the names are HTML's own")]
        pub(crate) enum Tag { $($variant,)* }

        const NAMES: &[(&str, Tag)] = &[$(($name, Tag::$variant),)*];
    };
}

tags! {
    A "a", Abbr "abbr", Address "address", Article "article", Aside "aside",
    B "b", Big "big", Blockquote "blockquote", Body "body", Br "br",
    Button "button", Caption "caption", Center "center", Cite "cite",
    Code "code", Col "col", Colgroup "colgroup", Dd "dd", Del "del",
    Details "details", Div "div", Dl "dl", Dt "dt", Em "em",
    Fieldset "fieldset", Figcaption "figcaption", Figure "figure", Font "font",
    Footer "footer", Form "form", Frame "frame", H1 "h1", H2 "h2", H3 "h3",
    H4 "h4", H5 "h5", H6 "h6", Head "head", Header "header", Hr "hr",
    Html "html", I "i", Iframe "iframe", Img "img", Input "input", Ins "ins",
    Label "label", Legend "legend", Li "li", Link "link", Main "main",
    Mark "mark", Meta "meta", Nav "nav", Noscript "noscript", Object "object",
    Ol "ol", Option "option", P "p", Pre "pre", Rb "rb", Rp "rp", Rt "rt", Rtc "rtc",
    Ruby "ruby", S "s", Script "script",
    Section "section", Select "select", Small "small", Span "span",
    Strike "strike", Strong "strong", Style "style", Sub "sub", Summary
    "summary", Sup "sup", Svg "svg", Table "table", Tbody "tbody", Td "td",
    Template "template", Textarea "textarea", Tfoot "tfoot", Th "th",
    Thead "thead", Title "title", Tr "tr", Tt "tt", U "u", Ul "ul",
    Video "video", Wbr "wbr",
    // A name with a prefix, as word processors write them (`o:p`).
    Prefixed "x:x",
}

/// Longest name of an element, in bytes.
pub(super) const LONGEST_NAME: usize = 10;

impl Tag {
    /// The element of a name.
    pub(crate) fn named(name: &str) -> Option<Tag> {
        if name.is_empty() || name.len() > LONGEST_NAME {
            return None;
        }
        let found = NAMES.iter().find(|(n, _)| n.eq_ignore_ascii_case(name));
        found.map(|&(_, tag)| tag)
    }

    /// Elements that hold nothing and have no end tag.
    pub(crate) fn is_void(self) -> bool {
        use Tag::*;
        matches!(self, Br | Col | Frame | Hr | Img | Input | Link | Meta | Wbr)
    }

    /// Elements whose text is no text of the page.
    pub(crate) fn is_opaque(self) -> bool {
        use Tag::*;
        matches!(
            self,
            Script | Style | Template | Svg | Noscript | Iframe | Object | Video | Select
        )
    }

    /// Elements within a line.
    pub(crate) fn is_inline(self) -> bool {
        use Tag::*;
        matches!(
            self,
            A | Abbr
                | B
                | Big
                | Cite
                | Code
                | Del
                | Em
                | Font
                | I
                | Img
                | Input
                | Ins
                | Label
                | Mark
                | Prefixed
                | Rb
                | Rp
                | Rt
                | Rtc
                | Ruby
                | S
                | Small
                | Span
                | Strike
                | Strong
                | Sub
                | Sup
                | Tt
                | U
                | Wbr
        )
    }

    /// `h1` to `h6`.
    pub(crate) fn is_heading(self) -> bool {
        matches!(self, Tag::H1 | Tag::H2 | Tag::H3 | Tag::H4 | Tag::H5 | Tag::H6)
    }

    /// The elements of which tables are made.
    pub(crate) fn is_table_part(self) -> bool {
        use Tag::*;
        matches!(self, Table | Thead | Tbody | Tfoot | Tr | Td | Th | Caption | Col | Colgroup)
    }
}
