using System.Text.Json.Nodes;

namespace Layers;

/// <summary>The mean of a loss over samples. Use a property of <see cref="Metric"/> such as <see cref="Metric.MeanSquaredError"/>, or
/// create a metric of any loss.</summary>
public sealed record LossMetric : MeanMetric
{
    /// <summary>Creates a metric of a loss.</summary>
    /// <param name="loss">The loss. Its reduction is ignored.</param>
    public LossMetric(Loss loss)
        : base(loss is null ? throw new ArgumentNullException(nameof(loss)) : loss.MetricName) => Loss = loss;

    /// <summary>The loss whose mean the metric computes. Its reduction is ignored.</summary>
    public Loss Loss { get; init; }

    internal override string? ClassName => Loss.MetricClassName;

    internal override MonitorMode Better => MonitorMode.Min;

    internal override Metric For(Shape labels, Shape output) => this with { Loss = Loss.For(labels, output) };

    internal override Value PerSample(Value yTrue, Value yPred)
    {
        yTrue = Loss.Align(yTrue, yPred);
        // The labels have the type that the model's own loss needs.
        return Loss.PerSample(Ops.Cast(yTrue, Loss.LabelType(yPred.Type)), yPred);
    }

    internal override Value? Mask(Value yTrue, Value yPred) => Loss.Mask(Loss.Align(yTrue, yPred));

    internal override void WriteConfig(JsonObject config)
    {
        var own = new JsonObject();
        Loss.WriteConfig(own);
        // Keras's metrics have no reduction and no axis among their settings, and older releases have no ignored class.
        foreach (var (key, value) in own)
            if (key != "axis" && (key != "ignore_class" || value is not null))
                config[key] = value?.DeepClone();
    }

    internal override Metric ReadConfig(ConfigReader config) => this with { Loss = Loss.ReadConfig(config) };
}
