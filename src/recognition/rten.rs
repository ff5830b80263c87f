//! `rten` as the runtime of the models: pure Rust, reads ONNX, needs no library of the system.

use std::sync::Arc;

use rten::{Model, ModelOptions, RunOptions, ThreadPool};
use rten_tensor::prelude::*;
use rten_tensor::{NdTensor, Tensor};

use super::engine::{Engine, EngineError};

/// A model in `rten`.
pub(super) struct Rten {
    model: Model,
}

impl Rten {
    /// Loads a model from the bytes of its ONNX file.
    pub(super) fn load(onnx: Vec<u8>) -> Result<Rten, EngineError> {
        // Weights are put in order once and not at each run: 4 % of the time.
        let mut options = ModelOptions::with_all_ops();
        options.prepack_weights(true);
        let model = options.load(onnx).map_err(|error| EngineError(error.to_string()))?;
        Ok(Rten { model })
    }

    /// What the file says of itself under a name.
    pub(super) fn metadata(&self, name: &str) -> Option<&str> {
        self.model.metadata().get(name)
    }
}

thread_local! {
    /// One thread for each that reads pages: pages run side by side, and the sums of a model
    /// are added up in one order whatever their number.
    static POOL: Arc<ThreadPool> = Arc::new(ThreadPool::with_num_threads(1));
}

impl Engine for Rten {
    fn run(
        &self,
        shape: [usize; 4],
        data: Vec<f32>,
    ) -> Result<(Vec<usize>, Vec<f32>), EngineError> {
        let tell = |error: &dyn std::fmt::Display| EngineError(error.to_string());
        let input = NdTensor::try_from_data(shape, data).map_err(|error| tell(&error))?;
        let options = RunOptions::default().with_thread_pool(Some(POOL.with(Arc::clone)));
        let output =
            self.model.run_one(input.into(), Some(options)).map_err(|error| tell(&error))?;
        let output: Tensor<f32> =
            output.into_tensor().ok_or_else(|| EngineError("expected numbers".to_owned()))?;
        Ok((output.shape().to_vec(), output.into_data()))
    }
}
