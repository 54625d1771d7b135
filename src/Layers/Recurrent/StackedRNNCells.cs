namespace Layers;

/// <summary>A cell of several stacked cells: the output of each is the input of the next.</summary>
/// <remarks>The states are those of the cells, in their order. Source:
/// <see href="https://keras.io/api/layers/recurrent_layers/stacked_rnn_cell/"/>.</remarks>
public sealed class StackedRNNCells : RecurrentCell, ISavable<StackedRNNCells>
{
    /// <summary>Creates a cell of several stacked cells.</summary>
    /// <param name="cells">The cells, one or more. A cell may occur only once.</param>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for <c>stacked_rnn_cells</c>.</param>
    /// <param name="dtype">The types of the values between cells; <see langword="null"/> for those of the first cell.</param>
    /// <exception cref="LayerException">There are no cells, a cell occurs twice, or two cells have the same name.</exception>
    public StackedRNNCells(IReadOnlyList<RecurrentCell> cells, string? name = null, DTypePolicy? dtype = null)
        : base(name, dtype ?? cells?.FirstOrDefault()?.Policy)
    {
        ArgumentNullException.ThrowIfNull(cells);
        if (cells.Count == 0 || cells.Distinct().Count() != cells.Count)
            throw Throw.BadArgument(Name, nameof(cells), "one cell or more, each only once",
                $"{Nouns.Of(cells.Count, "cell")}, {cells.Distinct().Count()} of them different");
        Cells = [.. cells];
        var taken = new HashSet<string>();
        foreach (var cell in Cells)
        {
            for (var number = 1; cell.HasDefaultName && taken.Contains(cell.Name); number++) cell.Name = $"{cell.NameStem}_{number}";
            if (!taken.Add(cell.Name)) throw Throw.CellNameTaken(this, cell);
        }
        MoveWeights();
    }

    /// <summary>The cells. The first receives the features.</summary>
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
        // The constructor of the base class calls this method before Cells is set.
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
