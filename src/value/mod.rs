//! Strings to typed values: numerals, quantities, units, dates, completion.
//! Knows nothing of reports.
