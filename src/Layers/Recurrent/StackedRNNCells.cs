namespace Layers;

/// <summary>Cells that stand on one another: the output of each is the input of the next.</summary>
/// <remarks>Its states are those of its cells, one after the other. Source:
/// <see href="https://keras.io/api/layers/recurrent_layers/stacked_rnn_cell/"/>.</remarks>
public sealed class StackedRNNCells : RecurrentCell, ISavable<StackedRNNCells>
{
    /// <summary>A cell of cells.</summary>
    /// <param name="cells">One or more, each in one place.</param>
    /// <param name="name">Unique within a model; <see langword="null"/> for <c>stacked_rnn_cells</c>.</param>
    /// <param name="dtype">The types of what goes from cell to cell; <see langword="null"/> for those of the first.</param>
    /// <exception cref="LayerException">There are no cells, one stands in two places, or two have one name.</exception>
    public StackedRNNCells(IReadOnlyList<RecurrentCell> cells, string? name = null, DTypePolicy? dtype = null)
        : base(name, dtype ?? cells?.FirstOrDefault()?.Policy)
    {
        ArgumentNullException.ThrowIfNull(cells);
        if (cells.Count == 0 || cells.Distinct().Count() != cells.Count) throw Throw.BadArgument(Name, nameof(cells), "one cell or more, each in one place", $"{cells.Count} cell(s), {cells.Distinct().Count()} of them different");
        Cells = [.. cells];
        var taken = new HashSet<string>();
        foreach (var cell in Cells)
        {
            for (var number = 1; cell.HasDefaultName && taken.Contains(cell.Name); number++) cell.Name = $"{cell.NameStem}_{number}";
            if (!taken.Add(cell.Name)) throw Throw.CellNameTaken(this, cell);
        }
        MoveWeights();
    }

    /// <summary>The cells, the one that sees the features first.</summary>
    public IReadOnlyList<RecurrentCell> Cells { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<int> StateSizes => [.. Cells.SelectMany(cell => cell.StateSizes)];

    /// <inheritdoc/>
    public override int OutputSize => Cells[^1].OutputSize;

    /// <inheritdoc/>
    public override IReadOnlyList<Weight> Weights => [.. Cells.SelectMany(cell => cell.Weights)];

    /// <inheritdoc/>
    public override IReadOnlyList<Weight> TrainableWeights => Trainable ? [.. Cells.SelectMany(cell => cell.TrainableWeights)] : [];

    internal override IReadOnlyList<Layer> Children => Cells;

    internal override IReadOnlyList<(string Group, Layer Layer)> Parts
    {
        get
        {
            var groups = new GroupNames();
            return [.. Cells.Select(cell => ($"cells/{groups.Next(LayerRegistry.Find(cell).ClassName)}", (Layer)cell))];
        }
    }

    /// <inheritdoc/>
    protected override void Build(Shape inputShape)
    {
        ArgumentNullException.ThrowIfNull(inputShape);
        for (var i = 0; i < Cells.Count; i++)
        {
            Cells[i].Seed = RandomKey.Mix(Seed, i);
            Cells[i].BuildFor(inputShape);
            inputShape = [inputShape[0], Cells[i].OutputSize];
        }
    }

    internal override bool TakesFloats => Cells[0].TakesFloats;

    /// <inheritdoc/>
    protected override (Value Output, IReadOnlyList<Value> States) Step(Value x, IReadOnlyList<Value> states, CallContext call)
    {
        ArgumentNullException.ThrowIfNull(states);
        ArgumentNullException.ThrowIfNull(call);
        var next = new List<Value>();
        foreach (var cell in Cells)
        {
            (x, var own) = cell.Run(x, [.. states.Skip(next.Count).Take(cell.StateSizes.Count)], call.Inside(cell));
            next.AddRange(own);
        }
        return (x, next);
    }

    private protected override void MoveWeights()
    {
        base.MoveWeights();
        // The base class moves before there are cells.
        foreach (var cell in Cells ?? []) cell.Scope = Path + "/";
    }

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Set("cells", Cells);
    }

    /// <inheritdoc/>
    public static StackedRNNCells FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return new(config.Layers<RecurrentCell>("cells"), config.Name, config.Policy);
    }
}
