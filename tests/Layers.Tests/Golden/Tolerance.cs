namespace Layers.Tests;

/// <summary>The allowed distance of a number from Keras's: the bounds in the golden data's description, which only this type
/// contains.</summary>
internal readonly record struct Tolerance(double Relative, double Absolute)
{
    /// <summary>Predictions in float32.</summary>
    public static Tolerance Float32 => new(1e-5, 1e-6);

    /// <summary>Predictions and statistics in float64.</summary>
    public static Tolerance Float64 => new(1e-12, 1e-12);

    /// <summary>Numbers with a significand of 11 bits.</summary>
    public static Tolerance Float16 => new(2e-3, 2e-3);

    /// <summary>Numbers with a significand of 8 bits.</summary>
    public static Tolerance BFloat16 => new(1e-2, 1e-2);

    /// <summary>Statistics of data with a huge offset, for which Keras loses digits: it averages in the data's own type.</summary>
    public static Tolerance HugeOffset => new(1e-4, 1e-6);

    /// <summary>Losses and metrics of a training run.</summary>
    public static Tolerance History => new(5e-5, 1e-9);

    /// <summary>Weights at the end of a training run.</summary>
    public static Tolerance TrainedWeights => new(0, 5e-5);

    /// <summary>An optimizer's state at the end of a run: the error of gradients and their squares if the weights are off by
    /// 5e-5.</summary>
    public static Tolerance OptimizerMemory => new(5e-5, 5e-6);

    /// <summary>Predictions of a model trained here, whose weights differ from Keras's by at most 5e-5.</summary>
    public static Tolerance TrainedPredictions => new(5e-5, 5e-5);

    /// <summary>Returns the tolerance of a type.</summary>
    public static Tolerance Of(DType type) => type switch
    {
        DType.Float64 => Float64,
        DType.Float16 => Float16,
        DType.BFloat16 => BFloat16,
        DType.Float32 => Float32,
        _ => new(0, 0),
    };

    /// <summary>Whether a number is near enough. NaN and infinities are near themselves only.</summary>
    public bool Allows(double actual, double expected) =>
        actual.Equals(expected) || Math.Abs(actual - expected) <= Absolute + Relative * Math.Abs(expected);
}
