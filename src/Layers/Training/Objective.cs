namespace Layers;

/// <summary>What a model was compiled with.</summary>
internal sealed record Objective
{
    /// <summary>Puts together what a model was compiled with.</summary>
    /// <param name="optimizer">How weights follow their gradients.</param>
    /// <param name="loss">What training makes small.</param>
    /// <param name="metrics">What is watched, without sample weights.</param>
    /// <param name="weightedMetrics">What is watched, with sample weights.</param>
    public Objective(Optimizer optimizer, Loss loss, IReadOnlyList<Metric> metrics, IReadOnlyList<Metric> weightedMetrics)
    {
        var names = new HashSet<string> { "loss" };
        (Optimizer, Loss, Metrics, WeightedMetrics) = (optimizer, loss, Metric.NamedApart(metrics, names), Metric.NamedApart(weightedMetrics, names));
    }

    public Optimizer Optimizer { get; }

    public Loss Loss { get; }

    public IReadOnlyList<Metric> Metrics { get; }

    public IReadOnlyList<Metric> WeightedMetrics { get; }

    /// <summary>Which way a number of the logs gets better; null where that is not known.</summary>
    /// <param name="log">Its name, with or without <c>val_</c> before it.</param>
    public MonitorMode? Better(string log)
    {
        if (log.StartsWith("val_", StringComparison.Ordinal)) log = log[4..];
        if (log == "loss") return MonitorMode.Min;
        var metric = Metrics.Concat(WeightedMetrics).FirstOrDefault(metric => log == metric.Name || log.StartsWith(metric.Name + "[", StringComparison.Ordinal));
        return metric is null || metric.Better == MonitorMode.Auto ? null : metric.Better;
    }
}
