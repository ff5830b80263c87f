//! The module `jiaokan._jiaokan` of the Python package.
