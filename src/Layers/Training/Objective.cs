namespace Layers;

/// <summary>The optimizer, losses and metrics that a model was compiled with.</summary>
internal sealed record Objective
{
    /// <summary>Creates an objective.</summary>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="outputs">One entry for each of the model's outputs, in order. At least one has a loss.</param>
    public Objective(Optimizer optimizer, IReadOnlyList<OutputObjective> outputs)
    {
        (Optimizer, Outputs) = (optimizer, outputs);
        Watched = Named(outputs);
    }

    public Optimizer Optimizer { get; }

    public IReadOnlyList<OutputObjective> Outputs { get; }

    /// <summary>All metrics in Keras's order: the metrics without sample weights come first.</summary>
    public IReadOnlyList<Watch> Watched { get; }

    /// <summary>Whether the logs have the loss of each output beside the sum of the losses.</summary>
    public bool HasSeveralLosses => Outputs.Count(output => output.Loss is not null) > 1;

    /// <summary>Returns the name of the loss of an output in the logs.</summary>
    public static string LogOf(OutputObjective output) => $"{output.Name}_loss";

    /// <summary>Returns whether a value of the logs should decrease or increase; null if that is not known.</summary>
    /// <param name="log">The name of the value, with or without <c>val_</c> at its start.</param>
    public MonitorMode? Better(string log)
    {
        if (log.StartsWith("val_", StringComparison.Ordinal)) log = log[4..];
        if (log == "loss" || (HasSeveralLosses && Outputs.Any(output => log == LogOf(output)))) return MonitorMode.Min;
        var metric = Watched.FirstOrDefault(watch => log == watch.Log || log.StartsWith(watch.Log + "[", StringComparison.Ordinal))?.Metric;
        return metric is null || metric.Better == MonitorMode.Auto ? null : metric.Better;
    }

    // Keras's rules: a weighted metric whose name is taken gets the prefix "weighted_", and a name that is still taken gets a number.
    private static List<Watch> Named(IReadOnlyList<OutputObjective> outputs)
    {
        var watched = new List<Watch>();
        var taken = new HashSet<string> { "loss" };
        foreach (var isWeighted in new[] { false, true })
            for (var output = 0; output < outputs.Count; output++)
                foreach (var metric in isWeighted ? outputs[output].WeightedMetrics : outputs[output].Metrics)
                {
                    var prefix = outputs.Count > 1 ? outputs[output].Name + "_" : "";
                    var log = prefix + metric.Name;
                    if (isWeighted && taken.Contains(log)) log = $"{prefix}weighted_{metric.Name}";
                    var name = log;
                    for (var i = 1; !taken.Add(name); i++) name = $"{log}_{i}";
                    watched.Add(new Watch(output, metric, isWeighted, name));
                }
        return watched;
    }
}
