//! Which reports count when spending is added up, so that nothing is added twice.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::column::{SEPARATOR, Table};
use super::rows::Row;

/// Learns of all reports of a run in their order, then marks the row of each.
///
/// A department's own report holds the spending of its projects: where there is one of a
/// year, the reports of that year's projects do not count. Of several reports of one
/// department, or one project, and year the first with an amount counts and all are
/// flagged; a copy of another file never counts.
#[derive(Debug, Default)]
pub struct Totals {
    known: Vec<Known>,
    contents: HashMap<String, usize>,
}

#[derive(Debug)]
struct Known {
    subject: Option<Subject>,
    is_department: bool,
    has_amount: bool,
    /// The first report with the same content.
    copy_of: Option<usize>,
    source: String,
}

/// A department, or one of its projects, in a year.
type Subject = (String, Option<String>, Option<String>);

impl Totals {
    /// Learns of the next report.
    pub fn add(&mut self, row: &Row) {
        let cell = |name| {
            let place = Table::Reports.place(name)?;
            row.get(place)?.clone()
        };
        let scope = cell("scope");
        let is_department = scope.as_deref() == Some("department");
        // Without its department or, of a project, its name nothing tells whose it is.
        let project = match is_department {
            true => Some(None),
            false => cell("project").map(Some),
        };
        let subject = cell("department").zip(project);
        let subject =
            subject.map(|(department, project)| (department, cell("fiscal_year"), project));
        let subject = subject.filter(|(_, year, _)| year.is_some() && scope.is_some());
        let number = self.known.len();
        let copy_of = cell("source_sha256").and_then(|content| {
            let first = *self.contents.entry(content).or_insert(number);
            (first != number).then_some(first)
        });
        self.known.push(Known {
            subject,
            is_department,
            has_amount: cell("spending_yuan").is_some(),
            copy_of,
            source: cell("source").unwrap_or_default(),
        });
    }

    /// What is to be put into the rows of all reports, in their order.
    #[must_use]
    pub fn marks(&self) -> Marks {
        let originals = || self.known.iter().filter(|known| known.copy_of.is_none());
        let with_amount = |known: &&Known| known.is_department && known.has_amount;
        let departments: BTreeSet<_> = originals()
            .filter(with_amount)
            .filter_map(|known| known.subject.as_ref())
            .map(|(department, year, _)| (department, year))
            .collect();
        let mut reports: BTreeMap<&Subject, u32> = BTreeMap::new();
        for subject in originals().filter_map(|known| known.subject.as_ref()) {
            *reports.entry(subject).or_default() += 1;
        }
        let mut counted = BTreeSet::new();
        let marks = self.known.iter().map(|known| {
            let subject = known.subject.as_ref();
            let covered = !known.is_department
                && subject.is_some_and(|(d, y, _)| departments.contains(&(d, y)));
            let in_total = known.has_amount
                && known.copy_of.is_none()
                && !covered
                && subject.is_none_or(|subject| counted.insert(subject));
            let original = known.copy_of.and_then(|first| self.known.get(first));
            let number = subject.and_then(|subject| reports.get(subject));
            Mark {
                in_total: known.has_amount.then_some(in_total),
                // The name of a file begins no line of its own.
                same_as: original
                    .map(|original| crate::visible::line(&original.source).into_owned()),
                several: number.is_some_and(|number| *number > 1),
            }
        });
        Marks { marks: marks.collect::<Vec<_>>().into_iter() }
    }
}

/// The marks of all reports in their order.
#[derive(Debug)]
pub struct Marks {
    marks: std::vec::IntoIter<Mark>,
}

#[derive(Debug)]
struct Mark {
    in_total: Option<bool>,
    same_as: Option<String>,
    several: bool,
}

impl Marks {
    /// Completes the row of the next report.
    pub fn put(&mut self, row: &mut Row) {
        let Some(mark) = self.marks.next() else {
            return;
        };
        let mut set = |name, value: Option<String>| {
            let cell = Table::Reports.place(name).and_then(|place| row.get_mut(place));
            if let Some(cell) = cell {
                *cell = value;
            }
        };
        set("in_total", mark.in_total.map(|value| value.to_string()));
        set("same_as", mark.same_as);
        let flags = Table::Reports.place("flags").and_then(|place| row.get_mut(place));
        if let Some(flags) = flags.filter(|_| mark.several) {
            let before = flags.take().map(|flags| format!("{flags}{SEPARATOR}"));
            *flags = Some(format!("{}several_reports", before.unwrap_or_default()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(cells: &[(&str, &str)]) -> Row {
        let mut row = vec![None; Table::Reports.columns().len()];
        for (name, value) in cells {
            row[Table::Reports.place(name).unwrap()] = Some((*value).to_owned());
        }
        row
    }

    /// `in_total` of reports told as scope, department, project, amount, content.
    fn counted(reports: &[[&str; 5]]) -> Vec<Option<String>> {
        let mut totals = Totals::default();
        let mut rows = Vec::new();
        for [scope, department, project, amount, content] in reports {
            let cells = [
                ("scope", scope),
                ("department", department),
                ("project", project),
                ("spending_yuan", amount),
                ("source_sha256", content),
            ];
            let given: Vec<(&str, &str)> = cells
                .iter()
                .filter(|(_, value)| !value.is_empty())
                .map(|(name, value)| (*name, **value))
                .chain([("fiscal_year", "2023"), ("source", *content)])
                .collect();
            rows.push(row(&given));
            totals.add(rows.last().unwrap());
        }
        let mut marks = totals.marks();
        let place = Table::Reports.place("in_total").unwrap();
        let put = |row: &mut Row| {
            marks.put(row);
            row[place].clone()
        };
        rows.iter_mut().map(put).collect()
    }

    #[test]
    fn projects_do_not_count_beside_their_department_nor_copies_beside_the_original() {
        let (yes, no) = (Some("true".to_owned()), Some("false".to_owned()));
        let found = counted(&[
            ["department", "甲局", "", "100", "a"],
            ["project", "甲局", "修渠", "40", "b"],
            ["project", "乙局", "植树", "30", "c"],
            ["project", "乙局", "植树", "30", "c"],
            ["project", "乙局", "养路", "20", "d"],
            ["project", "乙局", "养路", "21", "e"],
            ["department", "丙局", "", "", "f"],
            ["project", "丙局", "建桥", "7", "g"],
            ["", "", "", "5", "h"],
        ]);
        let expected =
            [&yes, &no, &yes, &no, &yes, &no, &None, &yes, &yes].map(Clone::clone).to_vec();
        assert_eq!(found, expected);
    }

    #[test]
    fn several_reports_of_one_department_and_year_are_flagged() {
        let department = [("scope", "department"), ("department", "甲局"), ("fiscal_year", "2023")];
        let mut rows: Vec<Row> = ["a", "b"]
            .map(|content| {
                let own = [("source_sha256", content), ("flags", "no_indicators")];
                row(&department.into_iter().chain(own).collect::<Vec<_>>())
            })
            .to_vec();
        let mut totals = Totals::default();
        rows.iter().for_each(|row| totals.add(row));
        let mut marks = totals.marks();
        for row in &mut rows {
            marks.put(row);
            let flags = row[Table::Reports.place("flags").unwrap()].as_deref();
            assert_eq!(flags, Some("no_indicators;several_reports"));
        }
    }
}
