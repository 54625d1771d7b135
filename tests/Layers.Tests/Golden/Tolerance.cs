namespace Layers.Tests;

/// <summary>How far a number may be from Keras's: the bounds of the golden data's own description, written here and nowhere else.</summary>
internal readonly record struct Tolerance(double Relative, double Absolute)
{
    /// <summary>Predictions in float32.</summary>
    public static Tolerance Float32 => new(1e-5, 1e-6);

    /// <summary>Predictions and statistics in float64.</summary>
    public static Tolerance Float64 => new(1e-12, 1e-12);

    /// <summary>Numbers of 11 bits.</summary>
    public static Tolerance Float16 => new(2e-3, 2e-3);

    /// <summary>Numbers of 8 bits.</summary>
    public static Tolerance BFloat16 => new(1e-2, 1e-2);

    /// <summary>Statistics of data with a huge offset, where Keras itself loses digits: it averages in the data's own type.</summary>
    public static Tolerance HugeOffset => new(1e-4, 1e-6);

    /// <summary>Losses and metrics of a training run.</summary>
    public static Tolerance History => new(5e-5, 1e-9);

    /// <summary>Weights at the end of a training run.</summary>
    public static Tolerance TrainedWeights => new(0, 5e-5);

    /// <summary>An optimizer's memory at the end of a run: what 5e-5 of the weights leaves of gradients and their squares.</summary>
    public static Tolerance OptimizerMemory => new(5e-5, 5e-6);

    /// <summary>Predictions of a model trained here, whose weights are 5e-5 from Keras's at most.</summary>
    public static Tolerance TrainedPredictions => new(5e-5, 5e-5);

    /// <summary>What a type is compared within.</summary>
    public static Tolerance Of(DType type) => type switch
    {
        DType.Float64 => Float64,
        DType.Float16 => Float16,
        DType.BFloat16 => BFloat16,
        DType.Float32 => Float32,
        _ => new(0, 0),
    };

    /// <summary>Whether a number is near enough; NaN and infinities only to themselves.</summary>
    public bool Allows(double actual, double expected) =>
        actual.Equals(expected) || Math.Abs(actual - expected) <= Absolute + Relative * Math.Abs(expected);
}
