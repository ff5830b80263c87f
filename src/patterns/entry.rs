//! Entries of pattern files: what they say, and what proves them.

/// What an entry is proven with.
pub(crate) trait Proven {
    /// What it is called.
    fn id(&self) -> String;
    /// Texts that match.
    fn examples(&self) -> &[String];
    /// Texts that do not.
    fn rejects(&self) -> &[String];
}

/// The type of an entry: its fields, with an `id` of the given type, `examples` and
/// `rejects` beside them. What is built in comes without the two (see `build.rs`).
macro_rules! entry {
    (
        $(#[$doc:meta])*
        $vis:vis struct $name:ident: $id:ty {
            $($(#[$attribute:meta])* $field_vis:vis $field:ident: $type:ty,)*
        }
    ) => {
        $(#[$doc])*
        #[derive(Debug, serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        $vis struct $name {
            $vis id: $id,
            $($(#[$attribute])* $field_vis $field: $type,)*
            #[serde(default)]
            examples: Vec<String>,
            #[serde(default)]
            rejects: Vec<String>,
        }

        impl $crate::patterns::entry::Proven for $name {
            fn id(&self) -> String {
                format!("{:?}", self.id).trim_matches('"').to_owned()
            }

            fn examples(&self) -> &[String] {
                &self.examples
            }

            fn rejects(&self) -> &[String] {
                &self.rejects
            }
        }
    };
}
pub(crate) use entry;
