//! What runs a model: pixels in as numbers, numbers out. The only thing that the recogniser
//! asks of a runtime, so that another one is another file.

/// Why a model gave no answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub(crate) struct EngineError(pub(crate) String);

/// A model that is ready to run.
pub(crate) trait Engine: Send + Sync {
    /// Gives the model one array of this shape, `[number, channels, height, width]`, and takes
    /// the shape and the values of the one array that it answers.
    ///
    /// # Errors
    /// If the model cannot be run on such an array.
    fn run(&self, shape: [usize; 4], data: Vec<f32>)
    -> Result<(Vec<usize>, Vec<f32>), EngineError>;
}
