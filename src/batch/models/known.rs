//! The models that the recogniser is made for: their package, their files, their fingerprints.

/// The package of the registry that carries them, and the fingerprint of its wheel.
pub(crate) const REQUIREMENT: &str = "rapidocr==3.10.0 \
    --hash=sha256:2fc34e26cd0f48514804a94f8832283039c7334076bff60768b1fed9ad068050";

/// A file of the models.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct File {
    pub(crate) name: &'static str,
    /// The SHA-256 of it as published.
    pub(crate) published: &'static str,
    /// That of it with its weights in half the bytes, as `models install --compact` writes it.
    pub(crate) compact: &'static str,
}

/// Finds lines.
pub(crate) const DETECTOR: File = File {
    name: "PP-OCRv6_det_small.onnx",
    published: "090f04abcd9d9a7498bc4ebf677e4cb9bdce1fe4197ddb7e529f1ef44e1ff94f",
    compact: "91322f70f093c4ba81c486074198b0b3718cf7badf2934d187aea4fa579b1d29",
};

/// Reads lines.
pub(crate) const RECOGNISER: File = File {
    name: "PP-OCRv6_rec_small.onnx",
    published: "6f327246b50388f3c176ae304bd95767ea6dc0c9ae92153ef8cbe210b3c14884",
    compact: "6294734097702a024a64c4d8c3cbefdedf212884cc59180fc8d6e029c18ebe56",
};

/// Under which terms the models are given, as they stand in the package.
pub(crate) const LICENCES: [&str; 2] = ["LICENSE", "MODEL_LICENSES.md"];

/// Whether a file is one of those that are known.
pub(crate) fn is_known(file: &File, sha256: &str) -> bool {
    [file.published, file.compact].contains(&sha256)
}
