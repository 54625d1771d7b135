using System.Text.Json.Nodes;
using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>The Huber loss: <c>½e²</c> if the absolute error <c>|e|</c> is at most delta, else <c>delta · (|e| − ½delta)</c> (Huber, 1964).
/// Use <see cref="Loss.Huber"/>.</summary>
public sealed record HuberLoss : Loss
{
    internal HuberLoss()
        : base("huber_loss")
    {
    }

    /// <summary>The absolute error at which the loss changes from squared to linear, greater than 0; default 1.</summary>
    public double Delta { get; init; } = 1;

    internal override string ClassName => "Huber";

    // Keras has a function huber, but no metric class of that name.
    internal override string? MetricClassName => null;

    internal override string MetricName => Name == "huber_loss" ? "huber" : Name;

    internal override Value PerSample(Value yTrue, Value yPred)
    {
        var error = yPred - yTrue;
        var size = Abs(error);
        return OverLastAxis(Where(size <= Delta, 0.5 * Square(error), Delta * size - 0.5 * Delta * Delta));
    }

    internal override void WriteConfig(JsonObject config) => config["delta"] = Delta;

    internal override Loss ReadConfig(ConfigReader config) => this with { Delta = config.OptionalNumber("delta") ?? Delta };
}
