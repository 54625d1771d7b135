using System.Text.Json.Nodes;
using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>A <see cref="ThresholdMetric"/> that can count one class only, or the largest outputs of each sample only.</summary>
public abstract record ClassThresholdMetric : ThresholdMetric
{
    // Keras uses this number for minus infinity. The largest outputs exceed it.
    private const double BelowAll = -1e10;

    private protected ClassThresholdMetric(string name)
        : base(name)
    {
    }

    /// <summary>The number of the largest outputs of each sample that may be positive; <see langword="null"/>, the default, for any
    /// number.</summary>
    public int? TopK { get; init; }

    /// <summary>The number of the only class that is counted, from 0; <see langword="null"/>, the default, for all classes.</summary>
    public int? ClassId { get; init; }

    internal override MonitorMode Better => MonitorMode.Max;

    private protected override double DefaultThreshold => TopK is null ? base.DefaultThreshold : BelowAll;

    internal override Metric For(Shape labels, Shape output)
    {
        if (TopK is { } k && !(k >= 1 && (!output[^1].IsKnown || k <= output[^1].Size)))
            throw Throw.BadTrainingArgument(nameof(TopK), $"from 1 to the number of outputs, {output[^1]}", k);
        if (ClassId is { } id && !(id >= 0 && (!output[^1].IsKnown || id < output[^1].Size)))
            throw Throw.BadTrainingArgument(nameof(ClassId), $"from 0 to below the number of outputs, {output[^1]}", id);
        return base.For(labels, output);
    }

    internal override void WriteConfig(JsonObject config)
    {
        base.WriteConfig(config);
        config["top_k"] = TopK;
        config["class_id"] = ClassId;
    }

    internal override Metric ReadConfig(ConfigReader config) =>
        (ClassThresholdMetric)base.ReadConfig(config) with
        {
            TopK = (int?)config.OptionalInteger("top_k"),
            ClassId = (int?)config.OptionalInteger("class_id")
        };

    private protected override (Value YTrue, Value YPred) Chosen(Value yTrue, Value yPred)
    {
        if (TopK is { } k)
        {
            var isLargest = Equal(Unsqueeze(Ops.TopK(yPred, k).Indices, -1), Range(0, (double)yPred.Shape[^1].Size, 1));
            yPred = Where(ReduceMax(Cast(isLargest, yPred.Type), [-2], keepDims: false) > 0, yPred, BelowAll);
        }
        return ClassId is { } id ? (Slice(yTrue, id, id + 1), Slice(yPred, id, id + 1)) : (yTrue, yPred);
    }
}
