namespace Layers;

public abstract partial class Model
{
    /// <summary>The optimizer; <see langword="null"/> before <see cref="Compile(Optimizer, Loss, Metric[])"/>.</summary>
    public Optimizer? Optimizer => Objective?.Optimizer;

    /// <summary>The loss that training minimizes; <see langword="null"/> before <see cref="Compile(Optimizer, Loss, Metric[])"/>, and if
    /// the outputs have separate losses.</summary>
    public Loss? Loss => Objective?.Outputs is [var only] ? only.Loss : null;

    /// <summary>Whether the model is compiled, so that it can be trained and evaluated.</summary>
    public bool IsCompiled => Objective is not null;

    internal Objective? Objective { get; private set; }

    /// <summary>Sets the optimizer, the loss and the metrics of the model.</summary>
    /// <param name="optimizer">The optimizer that updates the weights; from now on it belongs to this model.</param>
    /// <param name="loss">The loss that training minimizes; in a model with several outputs, the loss of each.</param>
    /// <param name="metrics">The metrics to compute; they do not use sample weights.</param>
    /// <exception cref="ArgumentException">Metrics are given without names for a model with several outputs.</exception>
    /// <exception cref="InvalidOperationException">The model is being trained, adapted or loaded.</exception>
    /// <example><code>
    /// model.Compile(new Adam(0.01), Loss.MeanAbsoluteError, Metric.MeanSquaredError);
    /// </code></example>
    public void Compile(Optimizer optimizer, Loss loss, params Metric[] metrics) => Compile(optimizer, loss, metrics, []);

    /// <summary>Sets the optimizer, the loss and the metrics of the model, some of them with sample weights.</summary>
    /// <param name="optimizer">The optimizer that updates the weights; from now on it belongs to this model.</param>
    /// <param name="loss">The loss that training minimizes; in a model with several outputs, the loss of each.</param>
    /// <param name="metrics">The metrics to compute; they do not use sample weights.</param>
    /// <param name="weightedMetrics">The metrics to compute with sample weights.</param>
    /// <exception cref="ArgumentException">Metrics are given without names for a model with several outputs.</exception>
    /// <exception cref="InvalidOperationException">The model is being trained, adapted or loaded.</exception>
    public void Compile(Optimizer optimizer, Loss loss, IReadOnlyList<Metric> metrics, IReadOnlyList<Metric> weightedMetrics)
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        ArgumentNullException.ThrowIfNull(loss);
        ArgumentNullException.ThrowIfNull(metrics);
        ArgumentNullException.ThrowIfNull(weightedMetrics);
        RequireNotDisposed();
        using var change = Changing.Begin(nameof(Compile), this, [this]);
        if (OutputNames.Count > 1 && metrics.Count + weightedMetrics.Count > 0) throw Throw.MetricsWithoutOutput(this, OutputNames);
        Compile(new Objective(optimizer,
            [.. OutputNames.Select(name => new OutputObjective(name, loss, null, [.. metrics], [.. weightedMetrics]))]));
    }

    /// <summary>Sets the optimizer, and the loss and metrics of each output.</summary>
    /// <param name="optimizer">The optimizer that updates the weights; from now on it belongs to this model.</param>
    /// <param name="losses">The losses that training minimizes, by the name of the output; an output without a loss is not trained.</param>
    /// <param name="lossWeights">The weight of each loss in their sum, by the name of the output. Outputs without a weight, and
    /// <see langword="null"/>, have the weight 1.</param>
    /// <param name="metrics">The metrics to compute, by the name of the output; they do not use sample weights.</param>
    /// <param name="weightedMetrics">The metrics to compute with sample weights, by the name of the output.</param>
    /// <exception cref="ArgumentException">A name is not the name of an output, there is no loss, or the weight of a loss is not a finite
    /// number.</exception>
    /// <exception cref="InvalidOperationException">The model is being trained, adapted or loaded.</exception>
    public void Compile(
        Optimizer optimizer,
        IReadOnlyDictionary<string, Loss> losses,
        IReadOnlyDictionary<string, double>? lossWeights = null,
        IReadOnlyDictionary<string, IReadOnlyList<Metric>>? metrics = null,
        IReadOnlyDictionary<string, IReadOnlyList<Metric>>? weightedMetrics = null)
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        ArgumentNullException.ThrowIfNull(losses);
        RequireNotDisposed();
        using var change = Changing.Begin(nameof(Compile), this, [this]);
        string[] named = [.. losses.Keys, .. lossWeights?.Keys ?? [], .. metrics?.Keys ?? [], .. weightedMetrics?.Keys ?? []];
        if (named.FirstOrDefault(name => !OutputNames.Contains(name)) is { } unknown)
            throw Throw.WrongOutputName(this, OutputNames, unknown);
        if (losses.Count == 0) throw Throw.NoLoss(this);
        foreach (var (name, weight) in lossWeights ?? new Dictionary<string, double>())
            if (!double.IsFinite(weight)) throw Throw.BadTrainingArgument(nameof(lossWeights), $"a finite number for {name}", weight);
        Compile(new Objective(optimizer, [.. OutputNames.Select(name => new OutputObjective(
            name,
            losses.GetValueOrDefault(name),
            lossWeights is not null && lossWeights.TryGetValue(name, out var weight) ? weight : null,
            [.. metrics?.GetValueOrDefault(name) ?? []],
            [.. weightedMetrics?.GetValueOrDefault(name) ?? []]))]));
    }

    internal void Compile(Objective objective) => Objective = objective;
}
