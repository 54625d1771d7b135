namespace Layers;

/// <summary>The engine that predicts: ONNX Runtime, or the row engine with its managed kernels.</summary>
/// <remarks>Both compute the same graph in float32, and their results differ by rounding: by less than 2e-6 of the output on the models of
/// the tests, and by more if large terms cancel. The row engine supports the operators of tabular models (scaling, dense layers with any
/// activation, lookups, normalization, concatenation). It needs neither ONNX Runtime's native library nor code generation at run
/// time.</remarks>
public enum PredictEngine
{
    /// <summary>The row engine where it is faster or nearly as fast, otherwise ONNX Runtime. If the row engine supports all operators of
    /// the model, it runs any number of rows of a model with at most 131,072 weights, and up to 1024 rows of a model with at most 2,000,000
    /// weights.</summary>
    Auto,

    /// <summary>Always ONNX Runtime: the results are bitwise equal to those of the exported ONNX file.</summary>
    OnnxRuntime,

    /// <summary>Always the row engine. Predicting throws <see cref="NotSupportedException"/> if it does not support the model.</summary>
    Rows,
}
