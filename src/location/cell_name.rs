//! The name of a cell of a sheet.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The name of a cell of a sheet, such as `D5`: at most 16,384 columns and 1,048,576 rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct CellName {
    /// Column, from 0 (`A`).
    pub column: u32,
    /// Row, from 0 (`1`).
    pub row: u32,
}

impl std::fmt::Display for CellName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut letters = [0u8; 7];
        let (mut rest, mut from) = (u64::from(self.column) + 1, letters.len());
        while rest > 0 {
            from -= 1;
            if let Some(letter) = letters.get_mut(from) {
                *letter = b'A' + ((rest - 1) % 26) as u8;
            }
            rest = (rest - 1) / 26;
        }
        for &letter in letters.get(from..).unwrap_or_default() {
            write!(f, "{}", char::from(letter))?;
        }
        write!(f, "{}", u64::from(self.row) + 1)
    }
}

impl std::str::FromStr for CellName {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<CellName, Self::Err> {
        const EXPECTED: &str = "expected the name of a cell, such as D5";
        let split = text.find(|c: char| !c.is_ascii_uppercase()).ok_or(EXPECTED)?;
        let (letters, digits) = text.split_at(split);
        if letters.is_empty() || letters.len() > 6 {
            return Err(EXPECTED);
        }
        let number = |sum: u32, letter: u8| sum * 26 + u32::from(letter - b'A') + 1;
        let column = letters.bytes().fold(0, number) - 1;
        let row: u32 = digits.parse().map_err(|_| EXPECTED)?;
        Ok(CellName { column, row: row.checked_sub(1).ok_or(EXPECTED)? })
    }
}

impl Serialize for CellName {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for CellName {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

impl JsonSchema for CellName {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "CellName".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "pattern": "^[A-Z]{1,6}[1-9][0-9]*$" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_have_the_names_that_workbooks_give_them() {
        for (column, row, name) in
            [(0, 0, "A1"), (25, 8, "Z9"), (26, 9, "AA10"), (16383, 0, "XFD1")]
        {
            let cell = CellName { column, row };
            assert_eq!(cell.to_string(), name);
            assert_eq!(name.parse(), Ok(cell));
        }
        for wrong in ["", "5", "D", "D0", "d5", "D-1", "ABCDEFG1"] {
            assert!(wrong.parse::<CellName>().is_err(), "{wrong}");
        }
    }
}
