using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>A layer that computes the mean of each channel over all steps that count.</summary>
/// <remarks>Input <c>(batch, steps, channels)</c>, output <c>(batch, channels)</c>, or <c>(batch, 1, channels)</c> with <c>keepDims</c>;
/// with channels first, the channels are on axis 1 of both. The mean of no steps is NaN. The mask <c>(batch, steps)</c> is that of the
/// input or the argument <c>mask</c>; the output has no mask. A row in which no step counts has no mean: <c>Predict</c>, <c>Fit</c> and
/// <c>Evaluate</c> throw. In exported files and in models from Keras the mean is NaN, as in Keras. Source:
/// <see href="https://keras.io/api/layers/pooling_layers/global_average_pooling1d/"/>.</remarks>
public sealed class GlobalAveragePooling1D : GlobalPoolingLayer, ISavable<GlobalAveragePooling1D>
{
    /// <summary>Creates a pooling layer.</summary>
    /// <param name="dataFormat">The position of the channel axis; default last.</param>
    /// <param name="keepDims">Whether the reduced axes are kept with size 1; default false.</param>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for <c>global_average_pooling1d</c>, numbered.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    public GlobalAveragePooling1D(DataFormat dataFormat = DataFormat.ChannelsLast, bool keepDims = false, string? name = null,
        DTypePolicy? dtype = null)
        : base(1, dataFormat, keepDims, name, dtype)
    {
    }

    /// <inheritdoc/>
    protected internal override IReadOnlyList<string> ArgumentNames => ["mask"];

    /// <inheritdoc/>
    protected override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected override Value Call(Value x, CallContext call)
    {
        ArgumentNullException.ThrowIfNull(call);
        if (call.MaskOf(x) is not { } mask) return Call(x);
        var steps = Axes(x);
        Masks.Checked(this, mask, [x.Shape[0], x.Shape[steps[0]]]);
        call.Check(mask, Expand(Unsqueeze(Masks.Any(mask), 1), ShapeOf(mask)),
            _ => "no step of the row counts, so it has no mean. Leave out rows without steps.");
        var counts = Unsqueeze(mask, DataFormat == DataFormat.ChannelsFirst ? 1 : 2);
        x = Cast(x, Policy.ArithmeticType);
        return ReduceSum(Where(counts, x, 0), steps, KeepDims) / ReduceSum(Cast(counts, x.Type), steps, KeepDims);
    }

    /// <inheritdoc/>
    protected override Value? ComputeMask(Value x, Value? mask) => null;

    private protected override Value Pooled(Value x, int[] axes) => Mean(x, axes);

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config) => WritePooling(config);

    /// <inheritdoc/>
    public static GlobalAveragePooling1D FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return new(config.DataFormat("data_format"), config.Flag("keepdims", false), config.Name, config.Policy);
    }
}
