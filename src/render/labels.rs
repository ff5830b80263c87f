//! The fixed words of a page or a table, in one of both languages.

/// A type `Labels` from names and their words: `title "Collation", zh: "…";`.
macro_rules! labels {
    ($($name:ident $en:literal, zh: $zh:literal;)*) => {
        /// Headings and other fixed words, in one language.
        #[derive(Debug, Clone, Copy)]
        pub(super) struct Labels {
            $(pub(super) $name: &'static str,)*
        }

        impl Labels {
            pub(super) fn new(language: $crate::words::Language) -> Self {
                match language {
                    $crate::words::Language::En => Self { $($name: $en,)* },
                    $crate::words::Language::Zh => Self { $($name: $zh,)* },
                }
            }
        }
    };
}

pub(super) use labels;
