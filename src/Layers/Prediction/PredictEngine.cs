namespace Layers;

/// <summary>What predicts: ONNX Runtime, or managed kernels for rows.</summary>
/// <remarks>Both compute the same graph in float32; their results differ by rounding: under 2e-6 of the output on the models of the tests,
/// more where large terms cancel. The row engine knows the operators of tabular models (scaling, dense layers with any activation, lookups,
/// normalization, concatenation) and needs neither ONNX Runtime's native library nor code made at run time.</remarks>
public enum PredictEngine
{
    /// <summary>The row engine where it knows every operator of the model and is the faster one, or at some sizes of batch nearly as fast:
    /// for any number of rows while the model has at most 131,072 weights, for up to 1024 rows while it has at most 2,000,000. ONNX Runtime
    /// for everything else.</summary>
    Auto,

    /// <summary>ONNX Runtime, always: the bits are then those of the exported ONNX file.</summary>
    OnnxRuntime,

    /// <summary>The row engine, always. Predicting throws <see cref="NotSupportedException"/> where it does not know the model.</summary>
    Rows,
}
