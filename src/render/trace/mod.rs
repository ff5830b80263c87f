//! What each stage made of a report, for people who ask which one is to blame.

mod json;
mod text;

pub use json::json;
pub use text::text;

use crate::document::{Document, Grid, Item, Line};
use crate::form::Form;
use crate::outline::Outline;
use crate::patterns::Role;
use crate::pipeline::Observer;
use crate::table::Tables;

/// What the stages gave, as they gave it.
#[derive(Debug, Default)]
pub struct Trace {
    document: Document,
    outline: Outline,
    /// Id and name of the form.
    form: (String, String),
    tables: Tables,
}

impl Observer for Trace {
    fn document(&mut self, document: &Document) {
        self.document = document.clone();
    }

    fn outline(&mut self, outline: &Outline) {
        self.outline = outline.clone();
    }

    fn form(&mut self, form: &Form) {
        self.form = (form.id.clone(), form.name.clone());
    }

    fn tables(&mut self, tables: &Tables) {
        self.tables = tables.clone();
    }
}

impl Trace {
    /// The role of each column of a grid, by its index.
    fn roles(&self, grid: usize) -> Vec<Option<Role>> {
        let found = self.tables.roles.iter().find(|found| found.grid == grid);
        found.map(|found| found.columns.clone()).unwrap_or_default()
    }

    /// The items of a document with the index of each grid, page by page.
    fn pages(&self) -> impl Iterator<Item = (Option<u32>, Vec<Traced<'_>>)> {
        let mut grids = 0;
        self.document.pages.iter().map(move |page| {
            let items = page.items.iter().map(|item| match item {
                Item::Line(line) => Traced::Line(line),
                Item::Grid(grid) => {
                    grids += 1;
                    Traced::Grid(grids - 1, grid)
                }
            });
            (page.number, items.collect())
        })
    }
}

/// An item of a page.
enum Traced<'d> {
    Line(&'d Line),
    Grid(usize, &'d Grid),
}
