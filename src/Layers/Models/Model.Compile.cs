namespace Layers;

public abstract partial class Model
{
    /// <summary>How training follows gradients; <see langword="null"/> before <see cref="Compile(Optimizer, Loss, Metric[])"/>.</summary>
    public Optimizer? Optimizer => Objective?.Optimizer;

    /// <summary>What training makes small; <see langword="null"/> before <see cref="Compile(Optimizer, Loss, Metric[])"/>, and where
    /// outputs have losses of their own.</summary>
    public Loss? Loss => Objective?.Outputs is [var only] ? only.Loss : null;

    /// <summary>Whether it can be trained and evaluated.</summary>
    public bool IsCompiled => Objective is not null;

    internal Objective? Objective { get; private set; }

    /// <summary>Says how the model is trained and measured.</summary>
    /// <param name="optimizer">How weights follow their gradients; it belongs to this model from now on.</param>
    /// <param name="loss">What training makes small; for a model of several outputs, the loss of each.</param>
    /// <param name="metrics">What is watched beside; sample weights do not enter.</param>
    /// <exception cref="ArgumentException">There are metrics for a model of several outputs, and no names that say whose.</exception>
    /// <exception cref="InvalidOperationException">The model is being trained, adapted or loaded at the moment.</exception>
    /// <example><code>
    /// model.Compile(new Adam(0.01), Loss.MeanAbsoluteError, Metric.MeanSquaredError);
    /// </code></example>
    public void Compile(Optimizer optimizer, Loss loss, params Metric[] metrics) => Compile(optimizer, loss, metrics, []);

    /// <summary>Says how the model is trained and measured, some of it with sample weights.</summary>
    /// <param name="optimizer">How weights follow their gradients; it belongs to this model from now on.</param>
    /// <param name="loss">What training makes small; for a model of several outputs, the loss of each.</param>
    /// <param name="metrics">What is watched beside; sample weights do not enter.</param>
    /// <param name="weightedMetrics">What is watched with sample weights.</param>
    /// <exception cref="ArgumentException">There are metrics for a model of several outputs, and no names that say whose.</exception>
    /// <exception cref="InvalidOperationException">The model is being trained, adapted or loaded at the moment.</exception>
    public void Compile(Optimizer optimizer, Loss loss, IReadOnlyList<Metric> metrics, IReadOnlyList<Metric> weightedMetrics)
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        ArgumentNullException.ThrowIfNull(loss);
        ArgumentNullException.ThrowIfNull(metrics);
        ArgumentNullException.ThrowIfNull(weightedMetrics);
        RequireNotDisposed();
        using var change = Changing.Begin(nameof(Compile), this, [this]);
        if (OutputNames.Count > 1 && metrics.Count + weightedMetrics.Count > 0) throw Throw.WhoseMetrics(this, OutputNames);
        Compile(new Objective(optimizer, [.. OutputNames.Select(name => new OutputObjective(name, loss, null, [.. metrics], [.. weightedMetrics]))]));
    }

    /// <summary>Says how each output of the model is trained and measured.</summary>
    /// <param name="optimizer">How weights follow their gradients; it belongs to this model from now on.</param>
    /// <param name="losses">What training makes small, by the name of the output; an output that is not named is not trained.</param>
    /// <param name="lossWeights">By what each loss counts in their sum, by the name of the output; those not named, and
    /// <see langword="null"/>, count 1.</param>
    /// <param name="metrics">What is watched beside, by the name of the output; sample weights do not enter.</param>
    /// <param name="weightedMetrics">What is watched with sample weights, by the name of the output.</param>
    /// <exception cref="ArgumentException">A name is not that of an output, there is no loss, or a weight of a loss is not a finite
    /// number.</exception>
    /// <exception cref="InvalidOperationException">The model is being trained, adapted or loaded at the moment.</exception>
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
        if (named.FirstOrDefault(name => !OutputNames.Contains(name)) is { } unknown) throw Throw.WrongOutputName(this, OutputNames, unknown);
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
