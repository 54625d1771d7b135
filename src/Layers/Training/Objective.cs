namespace Layers;

/// <summary>What a model was compiled with.</summary>
internal sealed record Objective
{
    /// <summary>Puts together what a model was compiled with.</summary>
    /// <param name="optimizer">How weights follow their gradients.</param>
    /// <param name="outputs">One entry for each of the model's outputs, in order; at least one has a loss.</param>
    public Objective(Optimizer optimizer, IReadOnlyList<OutputObjective> outputs)
    {
        (Optimizer, Outputs) = (optimizer, outputs);
        Watched = Named(outputs);
    }

    public Optimizer Optimizer { get; }

    public IReadOnlyList<OutputObjective> Outputs { get; }

    /// <summary>All metrics in Keras's order: those without sample weights first.</summary>
    public IReadOnlyList<Watch> Watched { get; }

    /// <summary>Whether the loss of each output is logged beside their sum.</summary>
    public bool HasSeveralLosses => Outputs.Count(output => output.Loss is not null) > 1;

    /// <summary>What logs call the loss of an output.</summary>
    public static string LogOf(OutputObjective output) => $"{output.Name}_loss";

    /// <summary>Which way a number of the logs gets better; null where that is not known.</summary>
    /// <param name="log">Its name, with or without <c>val_</c> before it.</param>
    public MonitorMode? Better(string log)
    {
        if (log.StartsWith("val_", StringComparison.Ordinal)) log = log[4..];
        if (log == "loss" || (HasSeveralLosses && Outputs.Any(output => log == LogOf(output)))) return MonitorMode.Min;
        var metric = Watched.FirstOrDefault(watch => log == watch.Log || log.StartsWith(watch.Log + "[", StringComparison.Ordinal))?.Metric;
        return metric is null || metric.Better == MonitorMode.Auto ? null : metric.Better;
    }

    // Keras's rules: a repeated name is numbered, and that of a weighted metric first told apart by that word.
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
