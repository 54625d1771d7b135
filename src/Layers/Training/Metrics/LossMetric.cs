using System.Text.Json.Nodes;

namespace Layers;

/// <summary>A loss, watched: the mean over samples of the loss of each. Use <see cref="Metric.MeanSquaredError"/> and its kin, or make one of any loss.</summary>
public sealed record LossMetric : MeanMetric
{
    /// <summary>Watches a loss.</summary>
    /// <param name="loss">The loss; its reduction does not matter here.</param>
    public LossMetric(Loss loss)
        : base(loss is null ? throw new ArgumentNullException(nameof(loss)) : loss.ClassName == "Huber" ? "huber" : loss.Name) => Loss = loss;

    /// <summary>The loss.</summary>
    public Loss Loss { get; init; }

    // Keras has a function huber but no class of that name among its metrics.
    internal override string? ClassName => Loss.ClassName == "Huber" ? null : Loss.ClassName;

    internal override Value PerSample(Value yTrue, Value yPred) => Loss.PerSampleAligned(yTrue, yPred);

    internal override void WriteConfig(JsonObject config)
    {
        var own = new JsonObject();
        Loss.WriteConfig(own);
        // Keras's metrics take what configures the number, and neither a reduction nor a class to ignore as losses do.
        foreach (var (key, value) in own)
            if (key is not ("ignore_class" or "axis"))
                config[key] = value?.DeepClone();
    }
}
