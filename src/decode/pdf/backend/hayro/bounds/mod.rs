//! What a PDF may ask of the library that reads it. `hayro` takes a file at its word: it unpacks
//! what says that it unpacks, enters each width of a range, follows functions as deep as they go
//! and draws a form as often as it is named. A kilobyte can so take all time and memory. What
//! would is found before the library is asked:
//!
//! * `streams` holds what each stream unpacks to against a bound, in the bytes of the file, and how
//!   many places its tables tell;
//! * `unclosed` counts what is read of objects that are left open, each of which is tried anew;
//! * `objects` looks at what pages name: widths, functions, colour spaces; on its way `programs`
//!   tells which font programs need not be unpacked at all;
//! * `work` counts what drawing a page comes to, forms within forms multiplied.
//!
//! What breaks a bound is overwritten with blanks where it stands and told by a note, so that it
//! costs no more than itself; a page that takes too much is left out. Where neither can be done
//! the file is refused. Ordinary files come nowhere near (docs/pdf.md).

mod drawn;
mod objects;
#[cfg(feature = "cli")]
mod painted;
mod programs;
mod streams;
mod unclosed;
mod unpacked;
mod widths;
mod work;

use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::{FromBytes, Stream};

use super::super::{OpenError, contained};
use super::load;
use super::unencrypted::open_pages;
use crate::error::PdfExcess;
#[cfg(feature = "ocr")]
pub(super) use drawn::picture;
pub(super) use drawn::{Drawn, GLYPH, PATH};
use objects::Found;
#[cfg(feature = "cli")]
pub(crate) use painted::Painted;
pub(super) use programs::Programs;
pub(super) use work::Work;

/// A part of a file that was left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::decode::pdf) struct LeftOut {
    /// The number of its object, where that is known.
    pub(in crate::decode::pdf) object: Option<u32>,
    pub(in crate::decode::pdf) excess: PdfExcess,
}

/// A PDF of which nothing goes beyond bounds.
pub(super) struct Opened {
    pub(super) pdf: Pdf,
    pub(super) work: Work,
    pub(super) left_out: Vec<LeftOut>,
    pub(super) programs: Programs,
}

/// Opens a PDF.
pub(super) fn open(bytes: &[u8], password: Option<&str>) -> Result<Opened, OpenError> {
    let work = Work::of(bytes.len());
    let mut data = bytes.to_vec();
    open_pages(&mut data);
    if unclosed::is_excessive(&data) {
        return Err(OpenError::Excessive(PdfExcess::Unclosed));
    }
    let mut left_out = Vec::new();
    let streams = streams::blank(&mut data, &mut left_out).map_err(OpenError::Excessive)?;
    let pdf = load(data, password)?;
    let found = contained(|| objects::found(&pdf, &streams));
    let found = found.unwrap_or_else(|| Ok(Found::default())).map_err(OpenError::Excessive)?;
    let programs = Programs(found.programs);
    if found.excesses.is_empty() {
        return Ok(Opened { pdf, work, left_out, programs });
    }
    let mut data = pdf.data().as_ref().to_vec();
    drop(pdf);
    for one in found.excesses {
        data.get_mut(one.place).unwrap_or_default().fill(b' ');
        left_out.push(one.left_out);
    }
    Ok(Opened { pdf: load(data, password)?, work, left_out, programs })
}

/// Decodes bytes as a stream with these filters.
fn decoded(filters: &str, data: &[u8]) -> Option<Vec<u8>> {
    let head = format!("<</Filter[{filters}]/Length {}>>stream\n", data.len());
    let mut whole = Vec::with_capacity(head.len() + data.len() + 10);
    whole.extend(head.as_bytes());
    whole.extend(data);
    whole.extend(b"\nendstream");
    let decoded = Stream::from_bytes(&whole)?.decoded_data().ok()?;
    Some(decoded.into_owned())
}
