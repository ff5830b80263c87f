//! The values of a column until they are written.

use jiff::civil::Date;
use parquet::basic::{LogicalType, Repetition, Type as Physical};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, Int32Type, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::writer::SerializedColumnWriter;
use parquet::schema::types::Type;
use rust_decimal::Decimal;

use crate::render::column::{Column, Kind};

/// A type of exact decimals. All have eighteen digits, so that a number is one of 64
/// bits: what pandas (over Arrow), DuckDB and polars add up, compare and divide as numbers.
/// Arrow multiplies no wider ones.
#[derive(Debug, Clone, Copy)]
struct Digits {
    /// Digits after the point.
    scale: u32,
}

/// All digits of a decimal.
const PRECISION: u32 = 18;

/// What reports print: a hundredth of 元 in 万元, and a million million before the point.
const PRINTED: Digits = Digits { scale: 6 };

/// Completion rates, which have four decimals.
const RATIO: Digits = Digits { scale: 4 };

/// The column of what the columns of their own cannot hold.
const NOT_HELD: &str = "not_held";

/// Values of one column.
#[derive(Debug)]
pub(super) struct Buffer {
    name: &'static str,
    values: Values,
    /// 1 for a value, 0 for none.
    levels: Vec<i16>,
}

#[derive(Debug)]
enum Values {
    Text(Pieces),
    Integer(Vec<i64>),
    Decimal(Digits, Vec<i64>),
    Date(Vec<i32>),
    Flag(Vec<bool>),
}

/// The field of [`Buffer::not_held`].
pub(super) fn not_held_field() -> Result<Type, ParquetError> {
    Buffer::not_held().field()
}

impl Buffer {
    pub(super) fn new(column: Column) -> Self {
        let values = match column.kind {
            Kind::Text
            | Kind::Source
            | Kind::Link
            | Kind::Sentence(_)
            | Kind::Code(_)
            | Kind::Codes(_)
            | Kind::Repairs
            | Kind::Values => Values::Text(Pieces::default()),
            Kind::Integer => Values::Integer(Vec::new()),
            Kind::Decimal => Values::Decimal(PRINTED, Vec::new()),
            Kind::Ratio => Values::Decimal(RATIO, Vec::new()),
            Kind::Date => Values::Date(Vec::new()),
            Kind::Flag => Values::Flag(Vec::new()),
        };
        Self { name: column.name, values, levels: Vec::new() }
    }

    /// For what the others cannot hold, as `name=value` with `;` between.
    pub(super) fn not_held() -> Self {
        Self { name: NOT_HELD, values: Values::Text(Pieces::default()), levels: Vec::new() }
    }

    /// The column of the schema.
    pub(super) fn field(&self) -> Result<Type, ParquetError> {
        let build = |physical| {
            Type::primitive_type_builder(self.name, physical).with_repetition(Repetition::OPTIONAL)
        };
        match &self.values {
            Values::Text(_) => {
                build(Physical::BYTE_ARRAY).with_logical_type(Some(LogicalType::String))
            }
            Values::Integer(_) => build(Physical::INT64),
            Values::Decimal(digits, _) => {
                let (scale, precision) = (digits.scale as i32, PRECISION as i32);
                build(Physical::INT64)
                    .with_precision(precision)
                    .with_scale(scale)
                    .with_logical_type(Some(LogicalType::decimal(scale, precision)))
            }
            Values::Date(_) => build(Physical::INT32).with_logical_type(Some(LogicalType::Date)),
            Values::Flag(_) => build(Physical::BOOLEAN),
        }
        .build()
    }

    /// Adds a cell. Gives back what this column cannot hold: it is null there.
    pub(super) fn push(&mut self, cell: Option<&str>) -> Option<String> {
        let held = cell.is_some_and(|cell| self.values.push(cell));
        self.levels.push(held.into());
        let left_out = cell.filter(|_| !held)?;
        Some(format!("{}={left_out}", self.name))
    }

    /// Writes the values and forgets them.
    pub(super) fn write(
        &mut self,
        column: &mut SerializedColumnWriter<'_>,
    ) -> Result<(), ParquetError> {
        let levels = Some(&*self.levels);
        match &mut self.values {
            Values::Text(pieces) => {
                let values: Vec<ByteArray> = pieces.take().collect();
                let writer = column.typed::<ByteArrayType>();
                writer.write_batch(&values, levels, None)?;
            }
            Values::Integer(values) | Values::Decimal(_, values) => {
                column.typed::<Int64Type>().write_batch(values, levels, None)?;
                values.clear();
            }
            Values::Date(values) => {
                column.typed::<Int32Type>().write_batch(values, levels, None)?;
                values.clear();
            }
            Values::Flag(values) => {
                column.typed::<BoolType>().write_batch(values, levels, None)?;
                values.clear();
            }
        }
        self.levels.clear();
        Ok(())
    }
}

impl Values {
    /// Adds a cell, if it can be held without loss.
    fn push(&mut self, cell: &str) -> bool {
        match self {
            Values::Text(pieces) => {
                pieces.add(cell.as_bytes());
                true
            }
            Values::Integer(values) => add(values, cell.parse().ok()),
            Values::Decimal(digits, values) => add(values, decimal(cell, *digits)),
            Values::Date(values) => add(values, days(cell)),
            Values::Flag(values) => add(values, cell.parse().ok()),
        }
    }
}

/// Strings of bytes one after the other: a value of its own for each would take more
/// memory than what stands in it.
#[derive(Debug, Default)]
struct Pieces {
    bytes: Vec<u8>,
    ends: Vec<usize>,
}

impl Pieces {
    fn add(&mut self, piece: &[u8]) {
        self.bytes.extend_from_slice(piece);
        self.ends.push(self.bytes.len());
    }

    /// All of them; none is left.
    fn take(&mut self) -> impl Iterator<Item = ByteArray> {
        let all = ByteArray::from(std::mem::take(&mut self.bytes));
        let mut start = 0;
        let ends = std::mem::take(&mut self.ends).into_iter();
        ends.map(move |end| {
            let from = std::mem::replace(&mut start, end);
            all.slice(from, end - from)
        })
    }
}

fn add<T>(values: &mut Vec<T>, value: Option<T>) -> bool {
    let held = value.is_some();
    values.extend(value);
    held
}

/// The number times 10^scale, if that is a whole number of no more digits than the
/// type has.
fn decimal(cell: &str, digits: Digits) -> Option<i64> {
    let number = Decimal::from_str_exact(cell).ok()?.normalize();
    let shift = digits.scale.checked_sub(number.scale())?;
    let whole = number.mantissa().checked_mul(10_i128.checked_pow(shift)?)?;
    let fits = whole.unsigned_abs() < 10_u128.pow(PRECISION);
    i64::try_from(whole).ok().filter(|_| fits)
}

/// Days since 1970-01-01.
fn days(cell: &str) -> Option<i32> {
    let epoch = Date::constant(1970, 1, 1);
    let date: Date = cell.parse().ok()?;
    epoch.until(date).ok().map(|span| span.get_days())
}

#[cfg(test)]
mod tests {
    use super::{PRINTED, RATIO, days, decimal};

    #[test]
    fn a_decimal_is_held_whole_or_not_at_all() {
        let held = |cell| decimal(cell, PRINTED);
        assert_eq!(held("1472.70"), Some(1_472_700_000));
        assert_eq!(held("-0.000001"), Some(-1));
        assert_eq!(held("999999999999.999999"), Some(999_999_999_999_999_999));
        assert_eq!(held("1000000000000"), None);
        assert_eq!(held("0.0000001"), None);
        assert_eq!(held("79228162514264337593543950335"), None);
        assert_eq!(decimal("-1.0258", RATIO), Some(-10258));
        assert_eq!(decimal("1.02585", RATIO), None);
    }

    #[test]
    fn days_are_counted_from_the_epoch() {
        assert_eq!(days("1970-01-02"), Some(1));
        assert_eq!(days("2024-04-26"), Some(19839));
        assert_eq!(days("1969-12-31"), Some(-1));
        assert_eq!(days("2024-13-01"), None);
    }
}
