//! The models that the recogniser is made for: their package, their files, their fingerprints.

/// The package of the registry that carries them, and the fingerprint of its wheel.
pub(crate) const REQUIREMENT: &str = "rapidocr==3.10.0 \
    --hash=sha256:2fc34e26cd0f48514804a94f8832283039c7334076bff60768b1fed9ad068050";

/// A file of the models.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct File {
    pub(crate) name: &'static str,
    /// As published: its size and its SHA-256.
    pub(crate) published: Version,
    /// Its weights in half the bytes, as `models install --compact` writes it.
    pub(crate) compact: Version,
}

/// One form of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Version {
    pub(crate) bytes: u64,
    pub(crate) sha256: &'static str,
}

/// Finds lines.
pub(crate) const DETECTOR: File = File {
    name: "PP-OCRv6_det_small.onnx",
    published: Version {
        bytes: 9_929_594,
        sha256: "090f04abcd9d9a7498bc4ebf677e4cb9bdce1fe4197ddb7e529f1ef44e1ff94f",
    },
    compact: Version { bytes: 0, sha256: "" },
};

/// Reads lines.
pub(crate) const RECOGNISER: File = File {
    name: "PP-OCRv6_rec_small.onnx",
    published: Version {
        bytes: 21_234_383,
        sha256: "6f327246b50388f3c176ae304bd95767ea6dc0c9ae92153ef8cbe210b3c14884",
    },
    compact: Version { bytes: 0, sha256: "" },
};

/// Under which terms the models are given, as they stand in the package.
pub(crate) const LICENCES: [&str; 2] = ["LICENSE", "MODEL_LICENSES.md"];

/// Whether a file is one of those that are known.
pub(crate) fn is_known(file: &File, sha256: &str) -> bool {
    [file.published, file.compact].iter().any(|version| version.sha256 == sha256)
}
