//! Which report layout this is.

/// Stub: replaced when the forms land.
#[derive(Debug, Default)]
pub struct Form {
    /// Level-1 names that this form uses; empty if it does not say.
    pub level1: Vec<String>,
    /// Level-2 names that this form uses; empty if it does not say.
    pub level2: Vec<String>,
    overrides: std::collections::HashMap<String, crate::patterns::Role>,
}

impl Form {
    pub(crate) fn column_overrides(
        &self,
    ) -> &std::collections::HashMap<String, crate::patterns::Role> {
        &self.overrides
    }
}
