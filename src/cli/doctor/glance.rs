//! A look at a file without reading it: its kind by its first bytes, and whether another is
//! the same.

use std::io::Read;

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use crate::batch::{Input, Place};
use crate::decode;

/// What a look at a file shows.
#[derive(Debug, Clone, Default)]
pub(super) struct Glance {
    pub(super) bytes: u64,
    /// Of what could be read whole.
    pub(super) sha256: Option<String>,
    /// The code of its kind.
    pub(super) kind: Option<&'static str>,
    /// Why it cannot be read: a code, and the advice in both languages.
    pub(super) error: Option<(String, crate::words::Words)>,
}

impl Glance {
    pub(super) fn is_readable(&self) -> bool {
        self.error.is_none()
    }
}

/// Looks at all files.
pub(super) fn glance(files: &[Input]) -> Vec<Glance> {
    files.par_iter().map(one).collect()
}

fn one(input: &Input) -> Glance {
    /// A larger file is not read for its hash.
    const MOST: u64 = 64 << 20;
    let path = match &input.place {
        Place::File(path) => path,
        Place::Unreadable(complaint) => {
            let words = crate::words::Words {
                en: complaint.message.clone(),
                zh: complaint.message_zh.clone(),
            };
            return Glance { error: Some((complaint.code.clone(), words)), ..Glance::default() };
        }
        // What lies in an archive is looked at when it is read.
        Place::Member(_) | Place::Part { .. } | Place::Stdin | Place::Memory(_) => {
            return Glance::default();
        }
        #[cfg(feature = "ocr")]
        Place::Pictures(_) => return Glance::default(),
    };
    let mut bytes = Vec::new();
    let failed = |source| crate::batch::Error::Read { path: path.clone(), source };
    let opened = crate::batch::open_file(path, &crate::batch::shown(path.as_os_str()));
    let read = opened.and_then(|file| file.take(MOST + 1).read_to_end(&mut bytes).map_err(failed));
    if let Err(error) = read {
        let words = error.words();
        return Glance { error: Some((error.code().to_owned(), words)), ..Glance::default() };
    }
    let length = bytes.len() as u64;
    let sha256 = (length <= MOST).then(|| hex::encode(Sha256::digest(&bytes)));
    match decode::kind_of(&input.source, &bytes) {
        Ok(kind) => Glance { bytes: length, sha256, kind: Some(kind), error: None },
        Err(error) => {
            let error = crate::batch::Error::from(error);
            let error = Some((error.code().to_owned(), error.words()));
            Glance { bytes: length, sha256, kind: None, error }
        }
    }
}
