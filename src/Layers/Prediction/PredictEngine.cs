namespace Layers;

/// <summary>The engine that predicts: ONNX Runtime, or the row engine with its managed kernels.</summary>
/// <remarks>Both compute the same graph in float32, and their results differ by rounding: by less than 2e-6 of the output on the models of
/// the tests, and by more if large terms cancel. The row engine supports the operators of tabular models (scaling, dense layers with any
/// activation, lookups, normalization, concatenation). It needs neither ONNX Runtime's native library nor code generation at run
/// time.</remarks>
public enum PredictEngine
{
    /// <summary>The row engine, if it supports all operators of the model and is faster, or at some batch sizes nearly as fast: for any
    /// number of rows if the model has at most 131,072 weights, and for up to 1024 rows if it has at most 2,000,000. Otherwise ONNX
    /// Runtime.</summary>
    Auto,

    /// <summary>Always ONNX Runtime: the results are bitwise equal to those of the exported ONNX file.</summary>
    OnnxRuntime,

    /// <summary>Always the row engine. Predicting throws <see cref="NotSupportedException"/> if it does not support the model.</summary>
    Rows,
}
